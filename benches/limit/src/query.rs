//! The seven classes of queries, as lines of a file and as tantivy queries.

use std::fmt;
use std::fs;
use std::ops::Bound;
use std::path::Path;

use tantivy::query::{
    BooleanQuery, ConstScoreQuery, Occur, PhraseQuery, Query as TantivyQuery, RangeQuery, TermQuery,
};
use tantivy::schema::IndexRecordOption;
use tantivy::tokenizer::TextAnalyzer;
use tantivy::{DateTime, Term};

use crate::Result;
use crate::schema::Fields;
use crate::time::seconds;

/// What a query asks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum Class {
    /// A word of few claims.
    Rare,
    /// A word of at least one claim in a hundred.
    Common,
    /// Either of two words.
    Or,
    /// Both of two words.
    And,
    /// Two or three words in a row.
    Phrase,
    /// A word in claims that name an entity.
    Entity,
    /// A word in claims published in a span of thirty days.
    Dated,
}

impl Class {
    pub(crate) const ALL: [Self; 7] =
        [Self::Rare, Self::Common, Self::Or, Self::And, Self::Phrase, Self::Entity, Self::Dated];

    /// The name in files and reports.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Rare => "rare",
            Self::Common => "common",
            Self::Or => "or2",
            Self::And => "and2",
            Self::Phrase => "phrase",
            Self::Entity => "entterm",
            Self::Dated => "dateterm",
        }
    }
}

/// A query before it is compiled; what its class does not need is empty.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(crate) struct Query {
    pub(crate) class: Class,
    pub(crate) words: Vec<String>,
    pub(crate) entity: String,
    /// The first moment of the span.
    pub(crate) since: String,
    /// The first moment after it.
    pub(crate) before: String,
}

impl Query {
    /// Of words alone.
    pub(crate) fn of_words(class: Class, words: Vec<String>) -> Self {
        Self { class, words, entity: String::new(), since: String::new(), before: String::new() }
    }

    /// Reads the file of queries, one a line.
    pub(crate) fn read(path: &Path) -> Result<Vec<Self>> {
        let text =
            fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let wrong = |line: usize| format!("{}: line {}: no query", path.display(), line + 1);
        let lines = text.lines().enumerate();
        lines.map(|(number, line)| Ok(Self::parse(line).ok_or_else(|| wrong(number))?)).collect()
    }

    fn parse(line: &str) -> Option<Self> {
        let columns: Vec<&str> = line.split('\t').collect();
        let &[class, words, entity, since, before] = columns.as_slice() else { return None };
        Some(Self {
            class: Class::ALL.into_iter().find(|known| known.name() == class)?,
            words: words.split(' ').map(str::to_owned).collect(),
            entity: entity.to_owned(),
            since: since.to_owned(),
            before: before.to_owned(),
        })
    }

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

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { class, words, entity, since, before } = self;
        write!(f, "{}\t{}\t{entity}\t{since}\t{before}", class.name(), words.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_back() {
        for line in [
            "rare\tmusk\t\t\t",
            "phrase\tof the market\t\t\t",
            "entterm\toil\tSaudi Arabia\t\t",
            "dateterm\toil\t\t2025-01-01T00:00:00Z\t2025-01-31T00:00:00Z",
        ] {
            assert_eq!(Query::parse(line).map(|query| query.to_string()).as_deref(), Some(line));
        }
        assert_eq!(Query::parse("rare\tmusk"), None);
        assert_eq!(Query::parse("odd\tmusk\t\t\t"), None);
    }
}
