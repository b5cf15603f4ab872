//! What BM25 needs to know, for one kind of documents alone.

use tantivy::Term;
use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::Field;

use super::{DocKind, Reader};

/// What is ranked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Granularity {
    /// Claims.
    Claim,
    /// Articles.
    Article,
}

/// Counts of documents and tokens for [`tantivy::Searcher::search_with_statistics_provider`].
///
/// Deleted documents count until they are merged away, as tantivy counts them too: a term is
/// never in more documents than there are.
#[derive(Debug, Clone, Copy)]
pub struct Statistics<'r> {
    reader: &'r Reader,
    granularity: Granularity,
}

impl<'r> Statistics<'r> {
    pub(super) fn new(reader: &'r Reader, granularity: Granularity) -> Self {
        Self { reader, granularity }
    }
}

impl Bm25StatisticsProvider for Statistics<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        let totals = self.reader.totals()?;
        let tokens = totals.tokens.iter().find(|(analysed, _)| *analysed == field);
        match tokens {
            Some((_, tokens)) => Ok((*tokens).max(1)),
            // A keyword has no length: every document is of the average one.
            None => self.total_num_docs(),
        }
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        let totals = self.reader.totals()?;
        Ok(match self.granularity {
            Granularity::Claim => totals.claims,
            Granularity::Article => totals.articles,
        })
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        // Articles and claims share some keywords, and more documents with a term than documents
        // would be a panic further down.
        Ok(self.reader.searcher().doc_freq(term)?.min(self.total_num_docs()?))
    }
}

/// Sums over all segments, deleted documents included.
#[derive(Debug)]
pub(super) struct Totals {
    claims: u64,
    articles: u64,
    tokens: Vec<(Field, u64)>,
}

impl Totals {
    pub(super) fn count(reader: &Reader) -> tantivy::Result<Self> {
        let schema = reader.schema();
        let searcher = reader.searcher();
        let mut tokens = Vec::new();
        for field in [schema.text, schema.group, schema.title, schema.body] {
            let Some(length) = schema.length_of(field) else { continue };
            let mut sum = 0;
            for segment in searcher.segment_readers() {
                let column = segment.fast_fields().column_opt::<u64>(schema.name(length))?;
                sum += column.map_or(0, |column| column.values.iter().sum());
            }
            tokens.push((field, sum));
        }
        Ok(Self {
            claims: searcher.doc_freq(&schema.doc_term(DocKind::Claim))?,
            articles: searcher.doc_freq(&schema.doc_term(DocKind::Article))?,
            tokens,
        })
    }
}
