//! Names that no list holds, told by their shape. A sentence's first word and the words of a
//! headline are never taken for names because they are capitalised.

mod event;
mod org;
mod person;
mod pinyin;
mod place;
pub(super) mod tables;

pub(super) use org::{follows_maker, in_apposition, is_abbreviation, is_ticker, next_word};

use super::lexicon::Lexicon;
use super::scan::{Scan, Title, Word};
use super::{Candidate, Rank, Thing};
use crate::model::{EntityType, Span};
use crate::text::chars::squeezed;

/// How many titles may begin within a title: `Deputy Prime Minister`.
const TITLES: usize = 6;

/// What the rules look at.
pub(super) struct Page<'a> {
    pub(super) text: &'a str,
    pub(super) scan: &'a Scan,
    pub(super) lexicon: &'a Lexicon<'a>,
    /// The names that are listed.
    pub(super) listed: &'a [Candidate],
}

/// Adds what the rules find.
pub(super) fn find(text: &str, scan: &Scan, lexicon: &Lexicon<'_>, found: &mut Vec<Candidate>) {
    let mut new = Vec::new();
    let page = Page { text, scan, lexicon, listed: found };
    if !scan.words.is_empty() {
        org::find(&page, &mut new);
        if !scan.headline {
            person::find(&page, &mut new);
            event::find(&page, &mut new);
            place::find(&page, &mut new);
        }
    }
    if scan.han {
        super::han::find(&page, &mut new);
    }
    found.extend(new);
}

impl<'a> Page<'a> {
    pub(super) fn word(&self, index: usize) -> &'a str {
        let span = self.scan.words[index].span;
        &self.text[span.start..span.end]
    }

    pub(super) fn words(&self) -> &'a [Word] {
        &self.scan.words
    }

    /// What stands between a capitalised word and the next one.
    pub(super) fn gap(&self, index: usize) -> &'a str {
        let (word, next) = (self.scan.words[index].span, self.scan.words[index + 1].span);
        self.text.get(word.end..next.start).unwrap_or_default()
    }

    pub(super) fn behind(&self, at: usize) -> &'a str {
        &self.text[at..]
    }

    /// The listed name that a place is in.
    pub(super) fn listed_at(&self, span: Span) -> Option<&'a Candidate> {
        // Names stand in order and apart.
        let behind = self.listed.partition_point(|name| name.span.start <= span.start);
        let name = &self.listed[behind.checked_sub(1)?];
        (span.end <= name.span.end).then_some(name)
    }

    /// The listed name that ends at `at`.
    pub(super) fn listed_ending(&self, at: usize) -> Option<&'a Candidate> {
        let behind = self.listed.partition_point(|name| name.span.end <= at);
        let name = &self.listed[behind.checked_sub(1)?];
        (name.span.end == at).then_some(name)
    }

    /// The listed names that touch a span.
    pub(super) fn listed_in(&self, span: Span) -> impl Iterator<Item = &'a Candidate> {
        let from = self.listed.partition_point(|name| name.span.end <= span.start);
        self.listed[from..].iter().take_while(move |name| name.span.start < span.end)
    }

    /// The title that ends one space before `at` and is no part of a name.
    pub(super) fn title_before(&self, at: usize) -> Option<&'a Title> {
        let titles = &self.scan.titles;
        let behind = titles.partition_point(|title| title.span.start < at);
        let near = titles[behind.saturating_sub(TITLES)..behind].iter().rev();
        let title = near.into_iter().find(|title| {
            title.span.end + 1 == at && self.text.as_bytes()[title.span.end] == b' '
        })?;
        self.listed_at(title.span).is_none().then_some(title)
    }

    /// Whether a title starts at `at`.
    pub(super) fn is_title(&self, at: usize) -> bool {
        self.scan.titles.binary_search_by_key(&at, |title| title.span.start).is_ok()
    }

    /// Whether a span lies within a title.
    pub(super) fn in_title(&self, span: Span) -> bool {
        let titles = &self.scan.titles;
        let behind = titles.partition_point(|title| title.span.start <= span.start);
        titles[behind.saturating_sub(TITLES)..behind].iter().any(|title| span.end <= title.span.end)
    }

    pub(super) fn coined(&self, kind: EntityType, span: Span, name: &str) -> Candidate {
        let name = squeezed(name);
        let id = format!("{kind}/{}", crate::tag::gazetteer::slug(&name));
        let thing = self.lexicon.by_id(&id).map_or(Thing::Coined(name), Thing::Known);
        Candidate { span, kind: Some(kind), thing, rank: Rank::Shape }
    }
}
