//! Queries without syntax.

use super::limits::{MAX_CLAUSES, cut, warn_too_many};
use super::warnings::Warnings;
use super::{Clause, Group, Node, Occur, Query};
use crate::model::Span;

/// Reads a query as plain words between white space, without any syntax.
///
/// ```
/// let query = claimdex::query::parse_plain("a AND (b");
/// assert_eq!(query.root.clauses.len(), 3);
/// assert!(query.warnings.is_empty());
/// ```
pub fn parse_plain(text: &str) -> Query {
    let mut warnings = Warnings::default();
    let kept = cut(text, &mut warnings);
    let mut root = Group::default();
    let mut end = 0;
    for piece in kept.split_inclusive(char::is_whitespace) {
        let span = Span::new(end, end + piece.len()).trimmed(kept);
        end += piece.len();
        if span.is_empty() {
            continue;
        }
        if root.clauses.len() == MAX_CLAUSES {
            warn_too_many(Span::new(span.start, kept.len()), &mut warnings);
            break;
        }
        root.clauses.push(word(kept, span));
    }
    Query { root, warnings: warnings.finish() }
}

/// A word that is wanted, just as it stands.
pub(super) fn word(text: &str, span: Span) -> Clause {
    let text = text[span.range()].to_owned();
    Clause { occur: Occur::Wanted, node: Node::Word { text, span } }
}
