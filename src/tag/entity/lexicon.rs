//! The gazetteers as one: the user's own before the one that comes with the program.

use crate::model::EntityType;
use crate::tag::gazetteer::{Alias, First, Flags, Gazetteer, Opens, Record, first};

/// Gazetteers in the order of their say.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lexicon<'a> {
    books: [Option<&'a Gazetteer>; 2],
    /// How their names begin.
    own: Option<Opens<'a>>,
    builtin: Opens<'a>,
}

/// What an alias stands for in one of the gazetteers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sense {
    book: u8,
    alias: Alias,
}

/// An entity of a gazetteer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Known {
    book: u8,
    record: u32,
}

/// The names at a place of a text.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Here {
    /// The longest that counts by itself, and where it ends.
    pub(super) strong: Option<(usize, Sense)>,
    /// The longest that counts with support, and where it ends.
    pub(super) weak: Option<(usize, Sense)>,
    /// The longest title.
    pub(super) title: Option<(usize, Flags)>,
    /// What the word by itself is.
    pub(super) word: Flags,
}

impl<'a> Lexicon<'a> {
    pub(super) fn new(own: Option<&'a Gazetteer>) -> Self {
        let builtin = Gazetteer::builtin();
        Self {
            books: [own, Some(builtin)],
            own: own.map(Gazetteer::opens),
            builtin: builtin.opens(),
        }
    }

    /// Whether a name may begin with a word of a text.
    #[inline]
    pub(super) fn may_open(&self, first: First, text: &str) -> bool {
        self.builtin.may(first, text) || self.own.is_some_and(|own| own.may(first, text))
    }

    /// The names at `at`, where a word that ends at `end` starts.
    pub(super) fn matches(&self, text: &str, at: usize, end: usize) -> Here {
        let mut here = Here::default();
        for (book, gazetteer) in self.books.iter().enumerate() {
            let Some(gazetteer) = gazetteer else { continue };
            let found = gazetteer.matches(text, at, end);
            let sense = |alias| Sense { book: book as u8, alias };
            // The user's names win at the same length.
            let longer = |(end, _): &(usize, Alias), than: Option<(usize, Sense)>| {
                than.is_none_or(|(known, _)| *end > known)
            };
            if let Some(strong) = found.strong.filter(|found| longer(found, here.strong)) {
                here.strong = Some((strong.0, sense(strong.1)));
            }
            if let Some(weak) = found.weak.filter(|found| longer(found, here.weak)) {
                here.weak = Some((weak.0, sense(weak.1)));
            }
            here.title = here.title.max_by_end(found.title);
            here.word |= found.word;
        }
        here
    }

    /// The entities that a sense may mean, the likeliest first.
    pub(super) fn entities(&self, sense: Sense) -> Vec<Known> {
        let Some(gazetteer) = self.books[usize::from(sense.book)] else { return Vec::new() };
        gazetteer.entities(sense.alias).map(|record| Known { book: sense.book, record }).collect()
    }

    /// The likeliest entity of a sense.
    pub(super) fn first(&self, sense: Sense) -> Option<Known> {
        let gazetteer = self.books[usize::from(sense.book)]?;
        gazetteer.first(sense.alias).map(|record| Known { book: sense.book, record })
    }

    pub(super) fn record(&self, known: Known) -> Record<'a> {
        // A `Known` comes of a gazetteer that is there.
        self.books[usize::from(known.book)]
            .unwrap_or_else(|| Gazetteer::builtin())
            .record(known.record)
    }

    pub(super) fn kind(&self, known: Known) -> Option<EntityType> {
        self.books[usize::from(known.book)]?.kind(known.record)
    }

    /// The entity with this id.
    pub(super) fn by_id(&self, id: &str) -> Option<Known> {
        (0..self.books.len()).find_map(|book| {
            let record = self.books[book]?.number_of(id)?;
            Some(Known { book: book as u8, record })
        })
    }

    /// What a word is by itself.
    pub(super) fn word(&self, word: &str) -> Here {
        match self.may_open(first(word, 0), word) {
            true => self.matches(word, 0, word.len()),
            false => Here::default(),
        }
    }
}

trait Longer {
    fn max_by_end(self, other: Self) -> Self;
}

impl Longer for Option<(usize, Flags)> {
    fn max_by_end(self, other: Self) -> Self {
        match (self, other) {
            (Some(a), Some(b)) => Some(if b.0 > a.0 { b } else { a }),
            (a, b) => a.or(b),
        }
    }
}
