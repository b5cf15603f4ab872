//! A full-text search engine whose unit is the claim.
#![warn(missing_docs)]

mod error;
pub mod model;
pub mod output;

pub use error::{Error, Result};

pub mod index;
pub mod ingest;
pub mod query;
pub mod read;
pub mod search;
pub mod split;
mod text;
