//! What hits must be like: values of keyword fields, dates, and the request's own filters.

use std::collections::BTreeSet;

use globset::GlobBuilder;
use tantivy::schema::Field as Column;
use tantivy::{Searcher, Term};

use super::units::Unit;
use super::{Compiler, dates, dictionary};
use crate::index::{Granularity, Schema};
use crate::model::{Filters, Kind, Published, Span};
use crate::query::matching::{Reach, Tree, Values};
use crate::query::{Field, Range};

/// What a date in a query looks like.
const DATES: &str = "want YYYY, YYYY-MM, YYYY-MM-DD, YYYY-Q3 or YYYY-H1";

impl Compiler<'_> {
    /// `field:value` for a field that holds values and not words.
    pub(super) fn value(
        &mut self,
        field: Field,
        text: &str,
        span: Span,
    ) -> tantivy::Result<Vec<Unit>> {
        let query = match field {
            Field::Published => match dates::days(text) {
                Some((first, last)) => self.days(Some(first), Some(last)),
                None => return self.not_understood(field, text, DATES, span),
            },
            Field::Kind => match Kind::from_name(text) {
                Some(kind) => self.claims_only(field, kind.as_str(), span),
                None => {
                    return self.not_understood(
                        field,
                        text,
                        "want core, claim, row or title",
                        span,
                    );
                }
            },
            Field::Cite => self.claims_only(field, text.trim_matches(['[', ']']), span),
            Field::Source => self.of_article(self.source(text)?),
            Field::Lang => {
                let lang = Term::from_field_text(self.schema.lang, &text.to_lowercase());
                self.of_article(Tree::term(lang))
            }
            Field::Article => Tree::term(Term::from_field_text(self.schema.article_id, text)),
            Field::Path => self.of_article(self.glob(self.schema.path, text)?),
            Field::Url => self.of_article(self.glob(self.schema.url, text)?),
            Field::Entity => return Ok(vec![self.entity(text, span)?]),
            Field::When => match dates::days(text) {
                Some((first, last)) => self.period(Some(first), Some(last)),
                None if text.trim() == "*" => self.period(None, None),
                None => return self.not_understood(field, text, DATES, span),
            },
            Field::Money | Field::Percent | Field::Qty => return self.figure(field, text, span),
            Field::Text | Field::Group | Field::Title => return self.word(text, span, Some(field)),
        };
        Ok(vec![Unit::new(format!("{field}:{text}"), query)])
    }

    pub(super) fn not_understood(
        &mut self,
        field: Field,
        text: &str,
        hint: &str,
        span: Span,
    ) -> tantivy::Result<Vec<Unit>> {
        self.warn(format!("{field}: {text:?} is not understood ({hint}); taken as text"), span);
        self.word(text, span, None)
    }

    /// A value that only claims have.
    fn claims_only(&mut self, field: Field, value: &str, span: Span) -> Tree {
        if self.only_claims(field, span) {
            return self.plan.base.clone();
        }
        let column = if field == Field::Kind { self.schema.kind } else { self.schema.cite };
        Tree::term(Term::from_field_text(column, value))
    }

    pub(super) fn range(
        &mut self,
        field: Field,
        range: &Range,
        span: Span,
    ) -> tantivy::Result<Vec<Unit>> {
        let end = |bound: &Option<crate::query::Bound>| {
            bound.as_ref().map(|b| (b.text.clone(), b.inclusive))
        };
        let (min, max) = (end(&range.min), end(&range.max));
        if !matches!(field, Field::Published | Field::When) {
            return self.figures(field, range, span);
        }
        let days = dates::day_range(
            min.as_ref().map(|(text, inclusive)| (text.as_str(), *inclusive)),
            max.as_ref().map(|(text, inclusive)| (text.as_str(), *inclusive)),
        );
        match days {
            Some((first, last)) if field == Field::When => {
                Ok(vec![Unit::new("when", self.period(first, last))])
            }
            Some((first, last)) => Ok(vec![Unit::new("published", self.days(first, last))]),
            None => {
                let said = min
                    .iter()
                    .chain(&max)
                    .map(|(text, _)| text.as_str())
                    .collect::<Vec<_>>()
                    .join("..");
                self.not_understood(field, &said, DATES, span)
            }
        }
    }

    /// What was published from one day to another.
    fn days(&self, first: Option<i64>, last: Option<i64>) -> Tree {
        let column = self.schema.name(self.schema.minutes);
        let first = first.map(|day| day.saturating_mul(Published::DAY));
        let last = last.map(|day| day.saturating_add(1).saturating_mul(Published::DAY) - 1);
        Tree::holding(Values::Within { column, reach: Reach::within(first, last) })
    }

    /// What is ranked, by what its article is like.
    fn of_article(&self, articles: Tree) -> Tree {
        match self.granularity {
            Granularity::Claim => Tree::behind(articles),
            Granularity::Article => articles,
        }
    }

    /// A source: the whole name in any case, else names that have the words.
    fn source(&self, text: &str) -> tantivy::Result<Tree> {
        let folded = text.trim().to_lowercase();
        let field = self.schema.source;
        if folded.contains('*') || folded.contains('?') {
            return self.glob(field, &folded);
        }
        if dictionary::has(self.searcher, field, &folded)? {
            return Ok(Tree::term(Term::from_field_text(field, &folded)));
        }
        let has_words = |name: &str| {
            name.match_indices(&folded).any(|(at, _)| {
                let edge = |c: Option<char>| c.is_none_or(|c| !c.is_ascii_alphanumeric());
                edge(name[..at].chars().next_back())
                    && edge(name[at + folded.len()..].chars().next())
            })
        };
        let (names, _) = dictionary::matching(self.searcher, field, "", |name| {
            !folded.is_empty() && has_words(name)
        })?;
        Ok(one_of(field, &names))
    }

    /// A path or an address: whole, as a pattern, or a folder that it lies in.
    fn glob(&self, field: Column, text: &str) -> tantivy::Result<Tree> {
        let text = text.trim();
        let Ok(glob) = GlobBuilder::new(text).literal_separator(false).build() else {
            return Ok(Tree::term(Term::from_field_text(field, text)));
        };
        let glob = glob.compile_matcher();
        let folder = format!("{}/", text.trim_end_matches('/'));
        let tail = format!("/{text}");
        let wanted =
            |name: &str| glob.is_match(name) || name.starts_with(&folder) || name.ends_with(&tail);
        let literal = text.find(['*', '?', '[', '{', '\\']).map_or("", |at| &text[..at]);
        let (names, _) = dictionary::matching(self.searcher, field, literal, wanted)?;
        Ok(one_of(field, &names))
    }

    /// The filters that stand beside the query.
    pub(super) fn request(&mut self, filters: &Filters) -> tantivy::Result<()> {
        let nowhere = Span::new(0, 0);
        if !filters.sources.is_empty() {
            let sources: Result<Vec<_>, _> =
                filters.sources.iter().map(|source| self.source(source)).collect();
            let sources = self.of_article(Tree::any(sources?));
            self.plan.filters.push(sources);
        }
        if !filters.groups.is_empty() {
            let mut groups = Vec::new();
            for group in &filters.groups {
                let units = self.word(group, nowhere, Some(Field::Group))?;
                groups.push(Tree::all(units.into_iter().map(|unit| unit.query).collect()));
            }
            self.plan.filters.push(Tree::any(groups));
        }
        if !filters.kinds.is_empty() {
            let kinds = filters
                .kinds
                .iter()
                .map(|kind| self.claims_only(Field::Kind, kind.as_str(), nowhere))
                .collect();
            self.plan.filters.push(Tree::any(kinds));
        }
        let first = filters.since.as_deref().and_then(dates::days).map(|(first, _)| first);
        let last = filters.until.as_deref().and_then(dates::days).map(|(_, last)| last);
        if first.is_some() || last.is_some() {
            let days = self.days(first, last);
            self.filter(days);
        }
        Ok(())
    }
}

fn one_of(field: Column, names: &BTreeSet<String>) -> Tree {
    Tree::terms(names.iter().map(|name| Term::from_field_text(field, name)))
}

/// The index's words within some edits of a word.
pub(super) fn near(
    searcher: &Searcher,
    schema: &Schema,
    word: &str,
    distance: u8,
) -> tantivy::Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    for field in [schema.text, schema.surface] {
        let query =
            tantivy::query::FuzzyTermQuery::new(Term::from_field_text(field, word), distance, true);
        let automaton = query.automaton()?;
        for segment in searcher.segment_readers() {
            let inverted = segment.inverted_index(field)?;
            let mut terms = inverted.terms().search(&automaton).into_stream()?;
            while terms.advance() && found.len() < dictionary::MOST {
                found.extend(std::str::from_utf8(terms.key()).map(str::to_owned));
            }
        }
    }
    Ok(found)
}
