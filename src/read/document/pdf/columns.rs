//! The reading order: bands of columns between what spans them.

use super::page::Fragment;
use super::words;

/// Columns inside columns, and so the recursion's bound.
const DEPTH: usize = 4;

/// The page's fragments as regions, each a single column, in reading order.
pub(super) fn order(fragments: Vec<Fragment>) -> Vec<Vec<Fragment>> {
    let mut regions = Vec::new();
    split(fragments, DEPTH, &mut regions);
    regions
}

fn split(fragments: Vec<Fragment>, depth: usize, regions: &mut Vec<Vec<Fragment>>) {
    let gutter = if depth == 0 { None } else { gutter(&fragments) };
    let Some(gutter) = gutter else {
        if !fragments.is_empty() {
            regions.push(fragments);
        }
        return;
    };
    // From top to bottom; what crosses the gutter ends a band of columns.
    let (mut left, mut right, mut across) = (Vec::new(), Vec::new(), Vec::new());
    let spanning: Vec<f64> = fragments.iter().filter(|f| crosses(f, gutter)).map(|f| f.y).collect();
    for fragment in fragments {
        let spans = spanning.iter().any(|y| (y - fragment.y).abs() < 0.3 * fragment.size);
        if spans {
            flush(&mut left, &mut right, depth, regions);
            across.push(fragment);
        } else {
            if !across.is_empty() {
                split(std::mem::take(&mut across), depth - 1, regions);
            }
            if fragment.x1 <= gutter { left.push(fragment) } else { right.push(fragment) }
        }
    }
    flush(&mut left, &mut right, depth, regions);
    split(across, depth - 1, regions);
}

fn flush(
    left: &mut Vec<Fragment>,
    right: &mut Vec<Fragment>,
    depth: usize,
    regions: &mut Vec<Vec<Fragment>>,
) {
    let (mut left, right) = (std::mem::take(left), std::mem::take(right));
    // A line or two beside nothing, such as a title set to one side, needs no columns.
    if right.len() <= 1 || left.len() <= 1 {
        left.extend(right);
        left.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x0.total_cmp(&b.x0)));
        split(left, depth - 1, regions);
        return;
    }
    split(left, depth - 1, regions);
    split(right, depth - 1, regions);
}

fn crosses(fragment: &Fragment, x: f64) -> bool {
    fragment.x0 < x && fragment.x1 > x
}

/// Where a gutter runs, if the fragments stand in columns of running text. Cells of a table
/// also leave gutters, but their lines are short.
fn gutter(fragments: &[Fragment]) -> Option<f64> {
    let x0 = fragments.iter().map(|f| f.x0).reduce(f64::min)?;
    let x1 = fragments.iter().map(|f| f.x1).reduce(f64::max)?;
    let (width, mut best) = (x1 - x0, None);
    if fragments.len() < 8 || width < 100.0 {
        return None;
    }
    let mut edges: Vec<f64> = fragments.iter().map(|f| f.x0 - 1.0).collect();
    edges.retain(|&x| x > x0 + 0.15 * width && x < x1 - 0.15 * width);
    edges.sort_by(f64::total_cmp);
    edges.dedup_by(|a, b| (*a - *b).abs() < 1.0);
    // A page of scattered labels has too many edges to try each.
    let step = edges.len().div_ceil(200).max(1);
    for &x in edges.iter().step_by(step) {
        let crossing = fragments.iter().filter(|f| crosses(f, x)).count();
        let (left, right): (Vec<&Fragment>, Vec<&Fragment>) =
            fragments.iter().filter(|f| !crosses(f, x)).partition(|f| f.x1 <= x);
        let (Some(l), Some(r)) = (Side::of(&left), Side::of(&right)) else { continue };
        let beside = l.bottom.min(r.bottom) - l.top.max(r.top);
        let lines = l.lines.min(r.lines);
        if lines < 4
            || beside < 3.0 * l.size
            || !l.running()
            || !r.running()
            || crossing > (l.lines + r.lines) / 2
        {
            continue;
        }
        let score = (l.lines + r.lines) as f64 - 2.0 * crossing as f64;
        if best.is_none_or(|(top, _)| score > top) {
            best = Some((score, x));
        }
    }
    best.map(|(_, x)| x)
}

/// What stands on one side of a gutter.
struct Side {
    lines: usize,
    /// Characters a line, a Han one counted twice.
    chars: f64,
    size: f64,
    top: f64,
    bottom: f64,
}

impl Side {
    fn of(fragments: &[&Fragment]) -> Option<Side> {
        let first = fragments.first()?;
        let (mut lines, mut chars, mut y) = (0, 0usize, f64::MIN);
        for fragment in fragments {
            if fragment.y > y + 0.4 * fragment.size {
                lines += 1;
                y = fragment.y;
            }
            chars += fragment.text.chars().map(|c| 1 + usize::from(words::han(c))).sum::<usize>();
        }
        let size = fragments.iter().map(|f| f.size).sum::<f64>() / fragments.len() as f64;
        let bottom = fragments.last().map_or(first.y, |f| f.y);
        Some(Side { lines, chars: chars as f64 / lines.max(1) as f64, size, top: first.y, bottom })
    }

    fn running(&self) -> bool {
        self.chars >= 18.0
    }
}
