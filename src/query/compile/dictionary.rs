//! Looks through the index's own words.

use std::collections::BTreeSet;

use tantivy::schema::Field as Column;
use tantivy::{Searcher, Term};

/// The most words that a prefix or a pattern may stand for.
pub(super) const MOST: usize = 4096;

/// The terms of a field that begin with some text, in order, at most [`MOST`]; whether there are
/// more is said too.
pub(super) fn starting(
    searcher: &Searcher,
    field: Column,
    prefix: &str,
) -> tantivy::Result<(BTreeSet<String>, bool)> {
    matching(searcher, field, prefix, |_| true)
}

/// The terms of a field that begin with some text and are as asked.
pub(super) fn matching(
    searcher: &Searcher,
    field: Column,
    prefix: &str,
    wanted: impl Fn(&str) -> bool,
) -> tantivy::Result<(BTreeSet<String>, bool)> {
    let mut found = BTreeSet::new();
    for segment in searcher.segment_readers() {
        let inverted = segment.inverted_index(field)?;
        let mut terms = inverted.terms().range().ge(prefix.as_bytes()).into_stream()?;
        while terms.advance() {
            let key = terms.key();
            if !key.starts_with(prefix.as_bytes()) {
                break;
            }
            if let Ok(term) = std::str::from_utf8(key)
                && wanted(term)
            {
                if found.len() >= MOST && !found.contains(term) {
                    return Ok((found, true));
                }
                found.insert(term.to_owned());
            }
        }
    }
    Ok((found, false))
}

/// Whether a field has a term.
pub(super) fn has(searcher: &Searcher, field: Column, text: &str) -> tantivy::Result<bool> {
    Ok(frequency(searcher, field, text)? > 0)
}

/// How many documents have a term in a field.
pub(super) fn frequency(searcher: &Searcher, field: Column, text: &str) -> tantivy::Result<u64> {
    searcher.doc_freq(&Term::from_field_text(field, text))
}
