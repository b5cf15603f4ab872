//! `limit query`: how long each class of queries takes.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use cpu_time::ThreadTime;
use tantivy::collector::TopDocs;
use tantivy::schema::Value;
use tantivy::tokenizer::TextAnalyzer;
use tantivy::{Index, Searcher, TantivyDocument};

use crate::Result;
use crate::query::{Class, Query};
use crate::schema::{Fields, TOKENIZER};

/// Rounds that count, after one that warms the caches.
const ROUNDS: usize = 5;
const HITS: usize = 10;

/// Runs all queries over the index; gives a table of times per class.
///
/// A query's time is the median of its rounds, from its words to the stored text of its first ten
/// hits, in CPU time of the one thread that runs it: other work on the machine does not count.
pub(crate) fn run(place: &Path, queries: &Path) -> Result<String> {
    let index = Index::open_in_dir(place)?;
    let queries = Query::read(queries)?;
    let mut runner = Runner {
        fields: Fields::of(&index.schema())?,
        analyzer: index.tokenizers().get(TOKENIZER).ok_or("the analyzer is missing")?,
        searcher: index.reader()?.searcher(),
    };
    let mut hits: BTreeMap<Class, usize> = BTreeMap::new();
    for query in &queries {
        *hits.entry(query.class).or_default() += runner.search(query)?;
    }
    let mut rounds = vec![Vec::with_capacity(ROUNDS); queries.len()];
    for _ in 0..ROUNDS {
        for (query, times) in queries.iter().zip(&mut rounds) {
            let start = ThreadTime::now();
            runner.search(query)?;
            times.push(start.elapsed());
        }
    }
    let mut times: BTreeMap<Class, Vec<Duration>> = BTreeMap::new();
    for (query, rounds) in queries.iter().zip(&mut rounds) {
        times.entry(query.class).or_default().push(percentile(rounds, 50));
    }
    Ok(table(times, &hits))
}

struct Runner {
    fields: Fields,
    analyzer: TextAnalyzer,
    searcher: Searcher,
}

impl Runner {
    /// Searches and fetches the texts; gives the number of hits fetched.
    fn search(&mut self, query: &Query) -> Result<usize> {
        let compiled = query.compile(&self.fields, &mut self.analyzer)?;
        let best = TopDocs::with_limit(HITS).order_by_score();
        let hits = self.searcher.search(&compiled, &best)?;
        for &(_, address) in &hits {
            let document: TantivyDocument = self.searcher.doc(address)?;
            let text = document.get_first(self.fields.text);
            black_box(text.and_then(|value| value.as_str()).map(str::len));
        }
        Ok(hits.len())
    }
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
