//! What there is to show, and the same as JSON.

use std::io::{self, Write};

use serde::Serialize;

use crate::model::{ArticleMeta, Claim};

/// An article with its text and claims.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct View<'a> {
    /// What is known of it.
    pub article: &'a ArticleMeta,
    /// Its stored text.
    pub text: &'a str,
    /// Its claims in order.
    pub claims: &'a [Claim],
}

#[derive(Serialize)]
struct ClaimLine<'a> {
    #[serde(flatten)]
    claim: &'a Claim,
    article_text: &'a str,
}

impl View<'_> {
    /// Writes the article as one line of JSON: `article`, `text`, `claims`.
    ///
    /// # Errors
    ///
    /// Only those of `out`.
    pub fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        serde_json::to_writer(&mut *out, self)?;
        out.write_all(b"\n")
    }

    /// Writes a claim as one line of JSON with the text that its span counts in, as
    /// `article_text`.
    ///
    /// # Errors
    ///
    /// Only those of `out`.
    pub fn write_claim_json(&self, claim: &Claim, out: &mut dyn Write) -> io::Result<()> {
        let line = ClaimLine { claim, article_text: self.text };
        serde_json::to_writer(&mut *out, &line)?;
        out.write_all(b"\n")
    }
}
