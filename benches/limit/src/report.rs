//! Times of queries by class.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::{Duration, Instant};

use cpu_time::ThreadTime;

use crate::Result;
use crate::asked::{Class, Query};

/// Rounds that count, at most, after one that warms the caches.
const ROUNDS: usize = 5;

/// Runs all queries; gives a table of times per class. `search` gives the number of hits fetched; no
/// round begins after so long, but for the first one that counts.
///
/// A query's time is the median of its rounds, in CPU time of the one thread that runs it: other work
/// on the machine does not count.
pub(crate) fn timed(
    queries: &[Query],
    enough: Duration,
    mut search: impl FnMut(&Query) -> Result<usize>,
) -> Result<String> {
    let start = Instant::now();
    let mut hits: BTreeMap<Class, usize> = BTreeMap::new();
    for query in queries {
        *hits.entry(query.class).or_default() += search(query)?;
    }
    let mut rounds = vec![Vec::with_capacity(ROUNDS); queries.len()];
    for round in 0..ROUNDS {
        if round > 0 && start.elapsed() > enough {
            break;
        }
        for (query, times) in queries.iter().zip(&mut rounds) {
            let start = ThreadTime::now();
            search(query)?;
            times.push(start.elapsed());
        }
    }
    let mut times: BTreeMap<Class, Vec<Duration>> = BTreeMap::new();
    for (query, rounds) in queries.iter().zip(&mut rounds) {
        times.entry(query.class).or_default().push(percentile(rounds, 50));
    }
    Ok(table(times, &hits))
}

/// The value that so many of a hundred do not exceed, by the nearest rank.
fn percentile(times: &mut [Duration], percent: usize) -> Duration {
    times.sort_unstable();
    let rank = ((times.len() - 1) * percent + 50) / 100;
    times[rank]
}

fn table(times: BTreeMap<Class, Vec<Duration>>, hits: &BTreeMap<Class, usize>) -> String {
    let mut table =
        format!("{:9} {:>8} {:>9} {:>9} {:>9}", "class", "queries", "p50 us", "p99 us", "hits");
    let mut line = |name: &str, times: &mut [Duration], hits: usize| {
        let micros = |time: Duration| time.as_secs_f64() * 1e6;
        let (half, most) = (micros(percentile(times, 50)), micros(percentile(times, 99)));
        let _ = write!(table, "\n{name:9} {:8} {half:9.1} {most:9.1} {hits:9}", times.len());
    };
    let mut all = Vec::new();
    for (class, mut times) in times {
        line(class.name(), &mut times, hits[&class]);
        all.extend(times);
    }
    if !all.is_empty() {
        line("all", &mut all, hits.values().sum());
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_nearest_ranks() {
        let mut times: Vec<Duration> = (0..=100).rev().map(Duration::from_micros).collect();
        assert_eq!(percentile(&mut times, 50), Duration::from_micros(50));
        assert_eq!(percentile(&mut times, 99), Duration::from_micros(99));
        assert_eq!(percentile(&mut [Duration::from_micros(7)], 99), Duration::from_micros(7));
    }
}
