//! What is looked for, as a tree.

use std::fmt;
use std::sync::{Arc, OnceLock};

use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field as Column;
use tantivy::{Score, Term};

use super::sources::{Gathered, Postings};
use super::values::Values;

/// What is looked for, and what finding it is worth: the sum of what its parts are worth.
#[derive(Debug, Clone)]
pub enum Tree {
    /// Nothing at all.
    Nothing,
    /// Documents that have a term, by BM25.
    Term(Arc<Known>),
    /// Documents that have any of some terms, all alike.
    Terms(Arc<Terms>),
    /// Documents that have terms of a field at places from each other, by BM25.
    Phrase(Arc<Phrase>),
    /// Documents whose columns hold some value, all alike.
    Holding(Arc<Values>),
    /// Claims behind the articles with a term in their title, by BM25.
    Titled(Arc<Known>),
    /// Claims behind the articles that are found, all alike.
    Behind(Arc<Tree>),
    /// Articles that say a word.
    Saying(Arc<Lifted<Arc<str>>>),
    /// Articles of the claims that are found.
    Above(Arc<Lifted<Tree>>),
    /// Any of some.
    Any(Arc<[Tree]>),
    /// So many of some.
    Most(usize, Arc<[Tree]>),
    /// All of some.
    All(Arc<All>),
    /// Worth so much more.
    Boosted(Arc<Tree>, Score),
    /// Worth nothing.
    Unscored(Arc<Tree>),
}

/// All of some, none of others.
#[derive(Debug, Clone, Default)]
pub struct All {
    /// What must match.
    pub musts: Vec<Tree>,
    /// What adds to the score where it matches.
    pub bonus: Vec<Tree>,
    /// What must not match.
    pub nots: Vec<Tree>,
}

/// A term, and where its postings are, once looked up.
#[derive(Debug)]
pub struct Known {
    pub(super) term: Term,
    pub(super) postings: OnceLock<Arc<Postings>>,
}

/// Which terms of a field.
pub enum Terms {
    /// These.
    These(Vec<Term>),
    /// Those that begin so.
    Beginning(Column, String),
    /// Those within some edits of a word.
    Near(Column, FuzzyTermQuery),
}

/// Terms at their places from each other.
#[derive(Debug)]
pub struct Phrase {
    pub(super) terms: Vec<(usize, Term)>,
    pub(super) slop: u32,
}

/// What is asked of claims where articles are wanted; which articles that are, once known.
#[derive(Debug)]
pub struct Lifted<T> {
    pub(super) wanted: T,
    /// Whether fewer articles are worth more.
    pub(super) by_rarity: bool,
    pub(super) gathered: OnceLock<Arc<Gathered>>,
}

impl Tree {
    /// Documents that have a term.
    pub fn term(term: Term) -> Self {
        Self::Term(Arc::new(Known::of(term)))
    }

    /// Documents that have any of some terms.
    pub fn terms(terms: impl IntoIterator<Item = Term>) -> Self {
        Self::Terms(Arc::new(Terms::These(terms.into_iter().collect())))
    }

    /// Documents that have a term of a field that begins so.
    pub fn beginning(field: Column, prefix: &str) -> Self {
        Self::Terms(Arc::new(Terms::Beginning(field, prefix.to_owned())))
    }

    /// Documents that have a term of a field within some edits of a word.
    pub fn near(field: Column, word: &str, distance: u8) -> Self {
        let query = FuzzyTermQuery::new(Term::from_field_text(field, word), distance, true);
        Self::Terms(Arc::new(Terms::Near(field, query)))
    }

    /// Documents that have terms at these places from each other, give or take the slop.
    pub fn phrase(terms: Vec<(usize, Term)>, slop: u32) -> Self {
        Self::Phrase(Arc::new(Phrase { terms, slop }))
    }

    /// Documents whose columns hold some value.
    pub fn holding(values: Values) -> Self {
        Self::Holding(Arc::new(values))
    }

    /// Claims with a term in their article's title.
    pub fn titled(term: Term) -> Self {
        Self::Titled(Arc::new(Known::of(term)))
    }

    /// Claims of the articles that are found.
    pub fn behind(articles: Self) -> Self {
        Self::Behind(Arc::new(articles))
    }

    /// Articles that say a word, in claims or title, by how often they do.
    pub fn saying(word: &str) -> Self {
        let gathered = OnceLock::new();
        Self::Saying(Arc::new(Lifted { wanted: word.into(), by_rarity: true, gathered }))
    }

    /// Articles of the claims that are found: worth the more the fewer they are, or all alike.
    pub fn above(claims: Self, by_rarity: bool) -> Self {
        let gathered = OnceLock::new();
        Self::Above(Arc::new(Lifted { wanted: claims, by_rarity, gathered }))
    }

    /// Any of some.
    pub fn any(mut trees: Vec<Self>) -> Self {
        match trees.len() {
            0 => Self::Nothing,
            1 => trees.swap_remove(0),
            _ => Self::Any(trees.into()),
        }
    }

    /// At least so many of some.
    pub fn most(count: usize, trees: Vec<Self>) -> Self {
        match trees.len() {
            _ if count < 2 => Self::any(trees),
            all if count == all => Self::all(trees),
            _ => Self::Most(count, trees.into()),
        }
    }

    /// All of some.
    pub fn all(trees: Vec<Self>) -> Self {
        match trees.len() {
            0 => Self::Nothing,
            _ => All { musts: trees, ..All::default() }.into(),
        }
    }

    /// Worth so much more.
    pub fn boosted(self, weight: Score) -> Self {
        if (weight - 1.0).abs() < Score::EPSILON {
            self
        } else {
            Self::Boosted(Arc::new(self), weight)
        }
    }

    /// Whether what it finds may be worth more or less.
    pub fn scores(&self) -> bool {
        match self {
            Self::Unscored(_) | Self::Nothing => false,
            Self::All(all) => all.musts.iter().chain(&all.bonus).any(Self::scores),
            Self::Any(trees) => trees.iter().any(Self::scores),
            _ => true,
        }
    }

    /// What is in two ranges of one column, as one.
    pub fn within_both(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::Holding(mine), Self::Holding(theirs)) => {
                mine.within_both(theirs).map(Self::holding)
            }
            _ => None,
        }
    }

    /// The same, worth nothing.
    pub fn unscored(self) -> Self {
        Self::Unscored(Arc::new(self))
    }
}

impl Known {
    pub(super) fn of(term: Term) -> Self {
        Self { term, postings: OnceLock::new() }
    }
}

impl From<All> for Tree {
    fn from(mut all: All) -> Self {
        if all.musts.len() == 1 && all.bonus.is_empty() && all.nots.is_empty() {
            return all.musts.swap_remove(0);
        }
        Self::All(Arc::new(all))
    }
}

impl fmt::Debug for Terms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::These(terms) => f.debug_tuple("These").field(terms).finish(),
            Self::Beginning(_, prefix) => f.debug_tuple("Beginning").field(prefix).finish(),
            Self::Near(_, query) => f.debug_tuple("Near").field(query).finish(),
        }
    }
}
