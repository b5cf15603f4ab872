//! Where the bytes of an article went.

use serde::{Deserialize, Serialize};

/// Where an article's bytes went; the parts add up to `bytes`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Ledger {
    /// The bytes of the decoded text.
    pub bytes: u64,
    /// Claims with their bullets and citation markers.
    pub claims: u64,
    /// Headings and the heads of tables.
    pub headings: u64,
    /// Title, source and date.
    pub metadata: u64,
    /// What the page carries around the article.
    pub furniture: u64,
    /// What a converted format carries beside its text.
    pub markup: u64,
    /// What was left out.
    pub dropped: u64,
}

impl Ledger {
    /// The counts in the order of the fields.
    pub fn counts(&self) -> [u64; 7] {
        let Self { bytes, claims, headings, metadata, furniture, markup, dropped } = *self;
        [bytes, claims, headings, metadata, furniture, markup, dropped]
    }

    /// The ledger of such counts; what is missing is nought.
    pub fn of_counts(counts: impl IntoIterator<Item = u64>) -> Self {
        let mut counts = counts.into_iter();
        let mut next = || counts.next().unwrap_or(0);
        Self {
            bytes: next(),
            claims: next(),
            headings: next(),
            metadata: next(),
            furniture: next(),
            markup: next(),
            dropped: next(),
        }
    }

    /// The sum of the parts.
    pub fn sum(&self) -> u64 {
        self.claims + self.headings + self.metadata + self.furniture + self.markup + self.dropped
    }

    /// Adds another article's bytes.
    pub fn add(&mut self, other: &Self) {
        self.bytes += other.bytes;
        self.claims += other.claims;
        self.headings += other.headings;
        self.metadata += other.metadata;
        self.furniture += other.furniture;
        self.markup += other.markup;
        self.dropped += other.dropped;
    }
}
