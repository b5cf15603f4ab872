//! `fts5 query`: how long each class of queries takes.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, Statement, params};

use crate::asked::Query;
use crate::{DATABASE, Result, report};

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
/// A query's time is from its words to the stored text of its first ten hits. FTS5 scores every match, so that frequent words take long and a large index gets one round only.
pub(crate) fn run(place: &Path, queries: &Path) -> Result<String> {
    let database = open(place)?;
    let mut runner = Runner::new(&database)?;
    let queries = Query::read(queries)?;
    report::timed(&queries, ENOUGH, |query| Ok(runner.search(query)?.len()))
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
}
