//! What is written: an article with its claims.

use std::sync::Arc;

use super::reader::parse_digits;
use crate::error::{Error, Result};
use crate::model::{ArticleMeta, Claim, Group, Ledger, MAX_ID_BYTES};

/// An article with its claims, ready to be written.
#[derive(Debug, Clone, Copy)]
pub struct ArticleRecord<'a> {
    /// What is known of it.
    pub meta: &'a ArticleMeta,
    /// Its text.
    pub text: &'a str,
    /// Line and column, from 1, at which the text starts in its file.
    pub start: Option<(u32, u32)>,
    /// Its headings.
    pub groups: &'a [Group],
    /// Its claims, in order of position from 0.
    pub claims: &'a [Claim],
    /// The ids of the entities that the title names, and those that the title of each of `groups`
    /// names; what is missing names none.
    pub about: &'a [Vec<Arc<str>>],
    /// A fingerprint by which the caller knows whether the article has changed.
    pub hash: u64,
    /// Where its bytes went, which [`Stats`](super::Stats) adds up.
    pub ledger: Ledger,
    /// The files that it was read from, by whatever the caller knows them by: that of
    /// [`ArticleMeta::path`] first, then those of [`ArticleMeta::also_in`].
    pub files: &'a [String],
}

impl ArticleRecord<'_> {
    /// An error where it cannot be written.
    pub(super) fn check(&self) -> Result<()> {
        let id = &self.meta.id;
        if id.is_empty() || id.len() > MAX_ID_BYTES {
            return Err(Error::user(format_args!(
                "{}: an article's id has {} bytes; give it one of 1 to {MAX_ID_BYTES}",
                self.meta.path,
                id.len()
            )));
        }
        for (position, claim) in self.claims.iter().enumerate() {
            let id = &claim.id;
            if claim.position as usize != position {
                return Err(Error::internal(format_args!("{id}: not claim number {position}")));
            }
            if digits_of(claim, &self.meta.id).is_none() {
                return Err(Error::internal(format_args!(
                    "{id}: not the id of a claim of the article {}",
                    self.meta.id
                )));
            }
        }
        Ok(())
    }
}

/// The digits that a claim's id ends with, as a number.
pub(super) fn digits_of(claim: &Claim, article_id: &str) -> Option<u32> {
    parse_digits(claim.id.strip_prefix(article_id)?.strip_prefix('.')?)
}
