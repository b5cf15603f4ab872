//! Okapi BM25, with the constants that tantivy has.

use tantivy::Score;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::query::Bm25Weight;

const K1: Score = 1.2;
const B: Score = 0.75;

/// What a term is worth that `matching` of so many documents have.
fn idf(documents: u64, matching: u64) -> Score {
    let rest = (documents - matching) as Score + 0.5;
    (1.0 + rest / (matching as Score + 0.5)).ln()
}

/// What a match of one term is worth.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bm25 {
    /// What no match is worth more than; a match is worth this alone where lengths do not count.
    pub(super) most: Score,
    documents: u64,
    matching: u64,
    idf: Score,
    /// Tokens of a document; 0 where lengths do not count.
    average: Score,
}

impl Bm25 {
    /// Of a term that `matching` of so many documents have, which have so many tokens together; 0
    /// where lengths do not count.
    pub(super) fn new(documents: u64, matching: u64, tokens: u64) -> Self {
        let documents = documents.max(matching).max(1);
        let idf = idf(documents, matching);
        let average = tokens as Score / documents as Score;
        let most = if average > 0.0 { idf * (K1 + 1.0) } else { idf };
        Self { most, documents, matching, idf, average }
    }

    pub(super) fn knows_lengths(&self) -> bool {
        self.average > 0.0
    }

    fn norm(&self, length: Score) -> Score {
        K1 * (1.0 - B + B * length / self.average)
    }

    /// The score of a document of some length in which the term stands `freq` times.
    pub(super) fn score(&self, freq: u32, length: Option<u64>) -> Score {
        if !self.knows_lengths() {
            return self.idf;
        }
        let length = length.map_or(self.average, |length| length as Score);
        let freq = freq as Score;
        self.idf * (K1 + 1.0) * (freq / (freq + self.norm(length)))
    }

    /// The same as tantivy knows it.
    pub(super) fn of_tantivy(&self) -> Bm25Weight {
        let Self { documents, matching, average, .. } = *self;
        Bm25Weight::for_one_term_without_explain(matching, documents, average)
    }

    /// The same for the lengths that an index knows roughly, ready to be looked up.
    pub(super) fn table(&self) -> Table {
        let weight = self.idf * (K1 + 1.0);
        let norms: [Score; 256] = std::array::from_fn(|id| {
            self.norm(FieldNormReader::id_to_fieldnorm(id as u8) as Score)
        });
        let once = norms.map(|norm| weight * (1.0 / (1.0 + norm)));
        Table { weight, norms, once }
    }
}

/// What matches are worth by the rough length of a document.
pub(super) struct Table {
    weight: Score,
    norms: [Score; 256],
    /// Of a term that stands there once, as most do.
    once: [Score; 256],
}

impl Table {
    #[inline]
    pub(super) fn score(&self, norm: u8, freq: u32) -> Score {
        if freq == 1 {
            return self.once[usize::from(norm)];
        }
        let freq = freq as Score;
        self.weight * (freq / (freq + self.norms[usize::from(norm)]))
    }
}
