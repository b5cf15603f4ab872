//! Okapi BM25 over exact lengths, with the constants that tantivy has.

use tantivy::Score;

const K1: f32 = 1.2;
const B: f32 = 0.75;

/// What a match of one term is worth.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bm25 {
    idf: Score,
    /// Tokens of a document; 0 where lengths do not count.
    average: f32,
}

impl Bm25 {
    /// Of a term that `matching` of so many documents have, which have so many tokens together; 0
    /// where lengths do not count.
    pub(super) fn new(documents: u64, matching: u64, tokens: u64) -> Self {
        let (documents, matching) = (documents.max(matching) as f64, matching as f64);
        let idf = (1.0 + (documents - matching + 0.5) / (matching + 0.5)).ln();
        Self { idf: idf as Score, average: (tokens as f64 / documents.max(1.0)) as f32 }
    }

    pub(super) fn knows_lengths(&self) -> bool {
        self.average > 0.0
    }

    /// The score of a document of some length in which the term stands `freq` times.
    pub(super) fn score(&self, freq: u32, length: Option<u64>) -> Score {
        if !self.knows_lengths() {
            return self.idf;
        }
        let length = length.map_or(1.0, |length| length as f32 / self.average);
        let freq = freq as f32;
        self.idf * freq * (K1 + 1.0) / (freq + K1 * (1.0 - B + B * length))
    }
}
