//! The queries as tantivy takes them.

use std::ops::Bound;

use tantivy::query::{
    BooleanQuery, ConstScoreQuery, Occur, PhraseQuery, Query as TantivyQuery, RangeQuery, TermQuery,
};
use tantivy::schema::IndexRecordOption;
use tantivy::tokenizer::TextAnalyzer;
use tantivy::{DateTime, Term};

use crate::Result;
use crate::asked::{Class, Query};
use crate::schema::Fields;
use crate::time::seconds;

impl Query {
    /// The query as tantivy takes it.
    pub(crate) fn compile(
        &self,
        fields: &Fields,
        analyzer: &mut TextAnalyzer,
    ) -> Result<Box<dyn TantivyQuery>> {
        let mut terms: Vec<Term> =
            self.words.iter().map(|word| term(fields, analyzer, word)).collect();
        Ok(match self.class {
            Class::Rare | Class::Common => scored(terms.remove(0)),
            Class::Or => joined(Occur::Should, terms.into_iter().map(scored)),
            Class::And => joined(Occur::Must, terms.into_iter().map(scored)),
            Class::Phrase => Box::new(PhraseQuery::new(terms)),
            Class::Entity => joined(Occur::Must, [scored(terms.remove(0)), self.entity(fields)]),
            Class::Dated => joined(Occur::Must, [scored(terms.remove(0)), self.span(fields)?]),
        })
    }

    fn entity(&self, fields: &Fields) -> Box<dyn TantivyQuery> {
        let term = Term::from_field_text(fields.entities, &self.entity);
        filter(TermQuery::new(term, IndexRecordOption::Basic))
    }

    fn span(&self, fields: &Fields) -> Result<Box<dyn TantivyQuery>> {
        let moment = |text: &str| -> Result<Term> {
            let seconds = seconds(text).ok_or_else(|| format!("`{text}` is no time"))?;
            Ok(Term::from_field_date(fields.published, DateTime::from_timestamp_secs(seconds)))
        };
        let (since, before) = (moment(&self.since)?, moment(&self.before)?);
        Ok(filter(RangeQuery::new(Bound::Included(since), Bound::Excluded(before))))
    }
}

/// The term of a word: the corpus' words each give one token.
fn term(fields: &Fields, analyzer: &mut TextAnalyzer, word: &str) -> Term {
    let mut tokens = analyzer.token_stream(word);
    tokens.advance();
    Term::from_field_text(fields.text, &tokens.token().text)
}

fn scored(term: Term) -> Box<dyn TantivyQuery> {
    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
}

/// Narrows the hits and leaves their scores alone.
fn filter(query: impl TantivyQuery) -> Box<dyn TantivyQuery> {
    Box::new(ConstScoreQuery::new(Box::new(query), 0.0))
}

fn joined(
    occur: Occur,
    queries: impl IntoIterator<Item = Box<dyn TantivyQuery>>,
) -> Box<dyn TantivyQuery> {
    Box::new(BooleanQuery::new(queries.into_iter().map(|query| (occur, query)).collect()))
}
