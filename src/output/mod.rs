//! A [`Response`] in, bytes out: one file per format.

mod json;
mod jsonl;
mod parts;
pub mod sanitize;
mod show;
mod style;
mod tags;
mod text;
mod trec;
mod wrap;

#[cfg(test)]
mod samples;

use std::io::{self, Write};

pub use json::Json;
pub use jsonl::Jsonl;
pub use parts::{count, grouped};
pub use show::{ShowText, View};
pub use style::{Palette, Style};
pub use text::Text;
pub use trec::Trec;

use crate::model::{By, Response};

/// A response and what a format must know of the request behind it.
#[derive(Debug, Clone, Copy)]
pub struct Answer<'a> {
    /// The query's name where several are asked at once.
    pub query_id: Option<&'a str>,
    /// What a hit is.
    pub by: By,
    /// Whether only the total was asked for.
    pub count: bool,
    /// The response.
    pub response: &'a Response,
}

impl<'a> Answer<'a> {
    /// The answer to a single search for claims.
    pub fn new(response: &'a Response) -> Self {
        Self { query_id: None, by: By::Claim, count: false, response }
    }
}

/// A way to write answers.
pub trait Format {
    /// Writes one answer; of several, each is written in turn.
    ///
    /// # Errors
    ///
    /// Only those of `out`.
    fn write(&self, answer: &Answer<'_>, out: &mut dyn Write) -> io::Result<()>;
}
