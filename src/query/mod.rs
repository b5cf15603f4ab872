//! The query language: text to a tree, with warnings for what was not understood.
//!
//! ```
//! let query = claimdex::query::parse("kazakhstan trade OR export* -source:Reuters money:>=5bn");
//! assert_eq!(
//!     query.to_string(),
//!     "kazakhstan (or trade (prefix export)) -(source Reuters) (money [5bn *])",
//! );
//! assert!(query.warnings.is_empty());
//! ```
//!
//! # The language
//!
//! - Words beside each other are all wanted. `NOT` binds tighter than `AND`, that tighter than
//!   `OR`, and all three, in capitals only, tighter than words beside each other: `a b OR c` is
//!   `a` and one of `b` and `c`.
//! - `+word` must be there and `-word` must not. A sign counts only at the start of a token and
//!   with something to search for right after it, so `rare - earth`, `->` and `--flag` are text.
//!   A `-` before a figure is a minus (`-3.9%`); `NOT 5` excludes one.
//! - `"a phrase"`, `"near words"~5`, `pre*`, `word~`, `word~1`, `word~2`, parentheses. A straight
//!   quote right after a digit and outside a phrase is text (`5" pipe`). Curly and angle quotes,
//!   full-width quotes, parentheses, colons and spaces are taken as their ASCII kin.
//! - `field:value`, `field:"a phrase"`, `field:(a OR b)`, and where values are numbers or dates
//!   `field:>=x`, `field:a..b`, `field:[a TO b]` and, without the ends, `field:{a TO b}`. A value
//!   stands right after the colon and ends at white space, a quote or a parenthesis; of
//!   addresses and paths balanced parentheses are a part.
//!
//! Whatever is typed is in the tree or named by a warning. Reading never fails, its work is linear
//! in the text, and length, depth and number of clauses are bounded.

mod ast;
mod chars;
pub mod compile;
mod display;
mod field;
mod leaves;
mod lexer;
mod limits;
pub mod matching;
mod parser;
mod plain;
mod quotes;
#[cfg(test)]
mod tests;
mod unit;
mod value;
mod warnings;
mod word;

pub use ast::{Bound, Clause, Group, Node, Occur, Query, Range};
pub use field::Field;
pub use leaves::{Leaf, Leaves};
pub use limits::{MAX_BYTES, MAX_CLAUSES, MAX_DEPTH};
pub use parser::parse;
pub use plain::parse_plain;
