//! `fts5 query`: how long each class of queries takes.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use cpu_time::ThreadTime;
use rusqlite::{Connection, OpenFlags, Statement, params};

use crate::query::{Class, Query};
use crate::{DATABASE, Result};

/// Rounds that count, at most, after one that warms the caches.
const ROUNDS: usize = 5;
/// No round begins after so long, but for the first one that counts.
const ENOUGH: Duration = Duration::from_secs(20);

/// Lets SQLite read a file of this size without copying its pages.
const OPEN: &str = "PRAGMA mmap_size = 17179869184;";
/// `rank` is the column by which FTS5 itself sorts: it fetches the texts of the first hits alone.
const PLAIN: &str = "SELECT text FROM claims WHERE claims MATCH ?1 ORDER BY rank LIMIT 10";
const DATED: &str = "SELECT text FROM claims
    WHERE claims MATCH ?1 AND published >= ?2 AND published < ?3 ORDER BY rank LIMIT 10";

/// Runs all queries over the index; gives a table of times per class.
///
/// A query's time is the median of its rounds, from its words to the stored text of its first ten
/// hits, in CPU time of the one thread that runs it: other work on the machine does not count.
/// FTS5 scores every match, so that frequent words take long and a large index gets one round only.
pub(crate) fn run(place: &Path, queries: &Path) -> Result<String> {
    let start = Instant::now();
    let database = open(place)?;
    let mut runner = Runner::new(&database)?;
    let queries = Query::read(queries)?;
    let mut hits: BTreeMap<Class, usize> = BTreeMap::new();
    for query in &queries {
        *hits.entry(query.class).or_default() += runner.search(query)?.len();
    }
    let mut rounds = vec![Vec::with_capacity(ROUNDS); queries.len()];
    for round in 0..ROUNDS {
        if round > 0 && start.elapsed() > ENOUGH {
            break;
        }
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

fn open(place: &Path) -> Result<Connection> {
    let path = place.join(DATABASE);
    let database = Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_ONLY)
        .map_err(|error| format!("{}: {error}", path.display()))?;
    database.execute_batch(OPEN)?;
    Ok(database)
}

struct Runner<'a> {
    plain: Statement<'a>,
    dated: Statement<'a>,
}

impl<'a> Runner<'a> {
    fn new(database: &'a Connection) -> Result<Self> {
        Ok(Self { plain: database.prepare(PLAIN)?, dated: database.prepare(DATED)? })
    }

    /// The texts of the first hits.
    fn search(&mut self, query: &Query) -> Result<Vec<String>> {
        let words = query.compile();
        let rows = match query.span() {
            Some((since, before)) => self.dated.query(params![words, since, before])?,
            None => self.plain.query(params![words])?,
        };
        Ok(rows.mapped(|row| row.get(0)).collect::<rusqlite::Result<_>>()?)
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
    use std::fs;

    use super::*;
    use crate::index::index;

    const CLAIMS: &str = r#"{"id":"a#0","article":"a","group":"G","text":"Oil prices rose on Monday","entities":["Saudi Arabia","Aramco"],"citations":[2],"source":"S","published":"2025-12-21T07:18:00Z"}
{"id":"a#1","article":"a","group":"G","text":"Prices of oil fell in \"Arabia\", Aramco said","entities":["Arabia"],"citations":[1],"source":"S","published":"2025-12-21T07:18:00Z"}
{"id":"b#0","article":"b","group":"G","text":"Gas is cheap, oil too","entities":["Saudi Arabia"],"citations":[1],"source":"S","published":"2025-11-02T00:00:00Z"}
"#;
    const ROSE: &str = "Oil prices rose on Monday";
    const FELL: &str = "Prices of oil fell in \"Arabia\", Aramco said";
    const CHEAP: &str = "Gas is cheap, oil too";

    #[test]
    fn each_class_finds_its_claims() -> Result<()> {
        let place = tempfile::tempdir()?;
        let claims = place.path().join("claims.jsonl");
        fs::write(&claims, CLAIMS)?;
        let built = place.path().join("index");
        for _ in 0..2 {
            let summary = index(&claims, &built)?;
            assert!(summary.starts_with("claims=3 seconds="), "{summary}");
        }
        let database = open(&built)?;
        let mut runner = Runner::new(&database)?;
        for (line, wanted) in [
            ("rare\tmonday\t\t\t", &[ROSE][..]),
            // Stemmed, and not found among the entities.
            ("common\tprice\t\t\t", &[ROSE, FELL]),
            ("common\taramco\t\t\t", &[FELL]),
            ("or2\tmonday gas\t\t\t", &[CHEAP, ROSE]),
            ("and2\tprices fell\t\t\t", &[FELL]),
            ("phrase\toil prices\t\t\t", &[ROSE]),
            ("entterm\toil\tSaudi Arabia\t\t", &[CHEAP, ROSE]),
            ("entterm\toil\tAramco\t\t", &[ROSE]),
            ("dateterm\toil\t\t2025-11-02T00:00:00Z\t2025-12-02T00:00:00Z", &[CHEAP]),
            ("dateterm\toil\t\t2025-10-03T00:00:00Z\t2025-11-02T00:00:00Z", &[]),
        ] {
            let query = Query::parse(line).ok_or(line)?;
            let mut found = runner.search(&query)?;
            found.sort_unstable();
            assert_eq!(found, wanted, "{line}");
        }
        Ok(())
    }

    #[test]
    fn entities_do_not_score() -> Result<()> {
        let place = tempfile::tempdir()?;
        let claims = place.path().join("claims.jsonl");
        fs::write(&claims, CLAIMS)?;
        index(&claims, &place.path().join("index"))?;
        let database = open(&place.path().join("index"))?;
        let rank = |words: &str| -> Result<f64> {
            let sql = "SELECT rank FROM claims WHERE claims MATCH ?1";
            Ok(database.query_row(sql, [words], |row| row.get(0))?)
        };
        let alone = rank("text : monday")?;
        assert_eq!(rank("text : monday AND entities : aramco")?, alone);
        assert!(alone < 0.0);
        Ok(())
    }

    #[test]
    fn percentiles_are_nearest_ranks() {
        let mut times: Vec<Duration> = (0..=100).rev().map(Duration::from_micros).collect();
        assert_eq!(percentile(&mut times, 50), Duration::from_micros(50));
        assert_eq!(percentile(&mut times, 99), Duration::from_micros(99));
        assert_eq!(percentile(&mut [Duration::from_micros(7)], 99), Duration::from_micros(7));
    }
}
