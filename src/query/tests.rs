//! Queries and how they are read, as tables.

mod fields;
mod limits;
mod properties;
mod words;

use super::*;

/// Each query reads as its S-expression, without a warning.
fn reads(cases: &[(&str, &str)]) {
    for (text, tree) in cases {
        let query = parse(text);
        assert_eq!(query.to_string(), *tree, "{text}");
        assert_eq!(query.warnings, [], "{text}");
    }
}

/// A query, its S-expression, and its warnings: the part of the query and how the message begins.
type Case<'t> = (&'t str, &'t str, &'t [(&'t str, &'t str)]);

/// Each query reads as its S-expression, with warnings that begin with these messages and stand
/// at these parts of the query.
fn warns(cases: &[Case<'_>]) {
    for (text, tree, expected) in cases {
        let query = parse(text);
        assert_eq!(query.to_string(), *tree, "{text}");
        let found: Vec<_> =
            query.warnings.iter().map(|w| (&text[w.span.range()], w.message.as_str())).collect();
        assert_eq!(found.len(), expected.len(), "{text}: {found:?}");
        for ((part, message), (at, start)) in found.iter().zip(*expected) {
            assert_eq!(part, at, "{text}: {message}");
            assert!(message.starts_with(start), "{text}: {message:?} is not {start:?}");
        }
    }
}
