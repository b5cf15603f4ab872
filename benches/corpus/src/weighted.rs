//! Drawing from weighted ranks in constant time.

use crate::random::Random;

/// An alias table (Walker's method): one draw costs two random numbers, whatever the size.
pub(crate) struct Weighted {
    cells: Vec<Cell>,
}

/// One slot: its own index below `threshold`, the alias above.
#[derive(Clone, Copy)]
struct Cell {
    threshold: f64,
    alias: usize,
}

impl Weighted {
    /// Builds the table for the weights of 0, 1, 2 and so on.
    pub(crate) fn new(weights: &[f64]) -> Self {
        let count = weights.len();
        let total: f64 = weights.iter().sum();
        let mut share: Vec<f64> = weights.iter().map(|w| w * count as f64 / total).collect();
        let (mut small, mut large): (Vec<usize>, Vec<usize>) =
            (0..count).partition(|&i| share[i] < 1.0);
        let mut cells = vec![Cell { threshold: 1.0, alias: 0 }; count];
        while let (Some(&poor), Some(&rich)) = (small.last(), large.last()) {
            small.pop();
            large.pop();
            cells[poor] = Cell { threshold: share[poor], alias: rich };
            share[rich] -= 1.0 - share[poor];
            if share[rich] < 1.0 { small.push(rich) } else { large.push(rich) }
        }
        Self { cells }
    }

    /// Draws an index.
    pub(crate) fn draw(&self, random: &mut Random) -> usize {
        let index = random.below(self.cells.len());
        let cell = self.cells[index];
        if random.unit() < cell.threshold { index } else { cell.alias }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_follow_the_weights() {
        let weighted = Weighted::new(&[6.0, 3.0, 1.0]);
        let mut random = Random::new(3);
        let mut counts = [0; 3];
        for _ in 0..10_000 {
            counts[weighted.draw(&mut random)] += 1;
        }
        assert!((5800..6200).contains(&counts[0]), "{counts:?}");
        assert!((2800..3200).contains(&counts[1]), "{counts:?}");
    }
}
