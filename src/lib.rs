//! A full-text search engine whose unit is the **claim**.
//!
//! Claimdex reads articles, breaks each into claims (a bullet, a sentence of prose, a table row),
//! and answers searches with ranked claims that lead back to where they stand. Nothing leaves the
//! machine.
//!
//! ```
//! use claimdex::model::Request;
//! use claimdex::{Index, Searcher, ingest};
//!
//! let index = Index::in_memory();
//! let articles = ["fixtures/articles".into()];
//! ingest::ingest(&index, &articles, &ingest::Options::default(), &mut |_| {})?;
//!
//! let answer = Searcher::open(&index)?.search(&Request::new("Kazakhstan trade"))?;
//! let best = &answer.hits[0];
//! assert!(best.claim.text.starts_with("Kazakhstan's trade with South Korea"));
//! assert_eq!(best.claim.citations[0].label, "6");
//! assert_eq!(best.claim.article.source.as_deref(), Some("Steppe Business Review"));
//! # Ok::<(), claimdex::Error>(())
//! ```
//!
//! The way of an article: [`read`] turns bytes into an article with its blocks, [`split`] blocks
//! into claims, [`index`] keeps them; [`ingest`] is all of that for files and folders. The way of a
//! question: [`query`] turns text into a tree and the tree into a plan, [`search`] answers, and
//! [`output`] writes the answer. [`model`] has the types that all of them share.

mod crew;
mod error;
pub mod index;
pub mod ingest;
pub mod model;
pub mod output;
pub mod query;
pub mod read;
pub mod search;
pub mod split;
pub mod tag;
mod text;

pub use error::{Error, Result};
pub use index::Index;
pub use search::Searcher;
