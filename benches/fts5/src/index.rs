//! `fts5 index`: builds the index from nothing.

use std::fs;
use std::path::Path;
use std::time::Instant;

use rusqlite::{Connection, params};

use crate::claim;
use crate::{DATABASE, Result};

/// The text in stemmed words and the names of the entities, both with positions; the rest only
/// stored. Entities narrow the hits and leave the scores alone, as in the limit program.
///
/// Nothing is written twice for safety's sake: an index that is not finished is of no use.
const SCHEMA: &str = "
    PRAGMA journal_mode = off;
    PRAGMA synchronous = off;
    BEGIN;
    CREATE VIRTUAL TABLE claims USING fts5(
        text, entities, id UNINDEXED, published UNINDEXED, tokenize = 'porter unicode61'
    );
    INSERT INTO claims(claims, rank) VALUES ('rank', 'bm25(1.0, 0.0)');";
/// Merges the index to one segment.
const FINISH: &str = "INSERT INTO claims(claims) VALUES ('optimize'); COMMIT;";

/// Replaces what `place` holds by an index of the claims; gives a summary line.
pub(crate) fn index(claims: &Path, place: &Path) -> Result<String> {
    let start = Instant::now();
    if place.exists() {
        fs::remove_dir_all(place)?;
    }
    fs::create_dir_all(place)?;
    let database = Connection::open(place.join(DATABASE))?;
    database.execute_batch(SCHEMA)?;
    let mut insert = database
        .prepare("INSERT INTO claims(text, entities, id, published) VALUES (?1, ?2, ?3, ?4)")?;
    let count = claim::each(claims, |claim| {
        let entities = claim.entities.join("\n");
        insert.execute(params![claim.text, entities, claim.id, claim.published])?;
        Ok(())
    })?;
    database.execute_batch(FINISH)?;
    Ok(format!("claims={count} seconds={:.2}", start.elapsed().as_secs_f64()))
}
