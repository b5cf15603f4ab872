//! Builds a gazetteer from entities and their aliases.

use std::collections::BTreeMap;

use fst::MapBuilder;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::opens;
use super::record::{Table, encode_choices};
use super::{Flags, ID, MAGIC, NONE, Record};
use crate::error::{Error, Result};
use crate::model::EntityType;
use crate::text::traditional::simplify;

/// Collects entities and aliases; what comes first wins where two claim one alias.
#[derive(Debug, Default)]
pub struct Builder {
    /// By id: type, name, key, capital of.
    entities: BTreeMap<String, Known>,
    aliases: BTreeMap<String, Meaning>,
}

#[derive(Debug)]
struct Known {
    kind: Option<EntityType>,
    name: String,
    key: Option<String>,
    capital_of: Option<String>,
}

#[derive(Debug, Default)]
struct Meaning {
    flags: Flags,
    ids: Vec<String>,
    rank: u8,
}

impl Meaning {
    /// Takes over how far an alias counts, and keeps what else it is.
    fn set_strength(&mut self, flags: Flags) {
        self.flags = self.flags.without(Flags::WEAK | Flags::LOOKUP) | flags;
    }
}

/// How far an alias counts: by itself, with support, for looking up.
fn strength(flags: Flags) -> u8 {
    match flags {
        _ if flags.contains(Flags::LOOKUP) => 0,
        _ if flags.contains(Flags::WEAK) => 1,
        _ => 2,
    }
}

impl Builder {
    /// An empty one.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an entity and gives its id; a name of no type is read as one thing and tagged as none.
    /// `key` is what follows the type in the id, where it is not made of the name. An entity that is
    /// known keeps its first name.
    pub fn entity(&mut self, kind: Option<EntityType>, name: &str, key: Option<&str>) -> String {
        let key = key.filter(|key| *key != slug(name)).map(str::to_owned);
        let known = Known { kind, name: name.to_owned(), key, capital_of: None };
        let id = known.record().id();
        self.entities.entry(id.clone()).or_insert(known);
        id
    }

    /// Whether an entity with this id was added.
    pub fn has(&self, id: &str) -> bool {
        self.entities.contains_key(id)
    }

    /// Says whose government a text may mean by a city.
    pub fn capital(&mut self, city: &str, country: &str) {
        if let Some(known) = self.entities.get_mut(city) {
            known.capital_of = Some(country.to_owned());
        }
    }

    /// Adds an alias of an entity. One of a lower `rank` gives way to what is known; one of the
    /// same rank is a second meaning. Gives the ids that the alias had, where it is a second
    /// meaning of an alias that counts by itself.
    pub fn alias(&mut self, alias: &str, id: &str, flags: Flags, rank: u8) -> Vec<String> {
        let meaning = self.aliases.entry(simplify(alias).into_owned()).or_default();
        if meaning.ids.iter().any(|known| known == id) {
            let trusted = rank >= meaning.rank;
            if trusted && meaning.ids[0] == id && strength(flags) > strength(meaning.flags) {
                meaning.set_strength(flags);
            }
            return Vec::new();
        }
        if meaning.ids.is_empty() {
            meaning.ids.push(id.to_owned());
            meaning.flags |= flags;
            meaning.rank = rank;
            return Vec::new();
        }
        if rank < meaning.rank {
            return Vec::new();
        }
        // What counts by itself is the likelier meaning.
        if strength(flags) > strength(meaning.flags) {
            meaning.ids.insert(0, id.to_owned());
            meaning.set_strength(flags);
            return Vec::new();
        }
        let clash = strength(flags) == 2 && strength(meaning.flags) == 2;
        let before = if clash { meaning.ids.clone() } else { Vec::new() };
        meaning.ids.push(id.to_owned());
        before
    }

    /// Adds a word that is part of persons' names or stands before them.
    pub fn word(&mut self, word: &str, flags: Flags) {
        self.aliases.entry(simplify(word).into_owned()).or_default().flags |= flags;
    }

    /// The flags of an alias, where it is known.
    pub fn flags_of(&self, alias: &str) -> Option<Flags> {
        self.aliases.get(alias).map(|meaning| meaning.flags)
    }

    /// Whether an alias names an entity already.
    pub fn is_alias(&self, alias: &str) -> bool {
        self.aliases.get(alias).is_some_and(|meaning| !meaning.ids.is_empty())
    }

    /// The bytes for [`Gazetteer::load`](super::Gazetteer::load).
    pub fn finish(self) -> Result<Vec<u8>> {
        let failed =
            |what: &dyn std::fmt::Display| Error::internal(format_args!("gazetteer: {what}"));
        let numbers: BTreeMap<&str, u32> =
            self.entities.keys().zip(0..).map(|(id, number)| (id.as_str(), number)).collect();
        let records: Vec<Vec<u8>> = self.entities.values().map(Known::encode).collect();
        let mut automaton = MapBuilder::memory();
        for (id, known) in &self.entities {
            if known.kind.is_some() {
                let number = u64::from(numbers[id.as_str()]);
                automaton.insert(format!("{ID}{id}"), number).map_err(|error| failed(&error))?;
            }
        }
        let mut choices: Vec<Vec<u8>> = Vec::new();
        let mut opens = vec![0; opens::BYTES];
        for (alias, meaning) in &self.aliases {
            let mut ids = Vec::new();
            for id in &meaning.ids {
                ids.push(
                    *numbers.get(id.as_str()).ok_or_else(|| failed(&format_args!("no {id}")))?,
                );
            }
            let record = match ids[..] {
                [] => NONE,
                [only] => only,
                _ => {
                    let mut list = Vec::new();
                    encode_choices(&ids, &mut list);
                    choices.push(list);
                    (records.len() + choices.len() - 1) as u32
                }
            };
            opens::add(&mut opens, alias);
            let value = u64::from(meaning.flags.bits()) << 24 | u64::from(record);
            automaton.insert(alias, value).map_err(|error| failed(&error))?;
        }
        let automaton = automaton.into_inner().map_err(|error| failed(&error))?;
        let table = Table::encode(&records, &choices);
        let mut out = MAGIC.to_vec();
        for section in [&opens, &table, &automaton] {
            out.extend((section.len() as u32).to_le_bytes());
            out.extend(section);
        }
        Ok(out)
    }
}

impl Known {
    fn record(&self) -> Record<'_> {
        Record {
            kind: self.kind,
            name: &self.name,
            key: self.key.as_deref(),
            capital_of: self.capital_of.as_deref(),
        }
    }

    fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        self.record().encode(&mut out);
        out
    }
}

/// A name as part of an id: lower case, without accents, its words joined by hyphens.
///
/// ```
/// use claimdex::tag::gazetteer::slug;
///
/// assert_eq!(slug("People's Bank of China"), "peoples-bank-of-china");
/// assert_eq!(slug("Recep Tayyip Erdoğan"), "recep-tayyip-erdogan");
/// assert_eq!(slug("OPEC+"), "opec+");
/// ```
pub fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    if name.is_ascii() {
        for byte in name.bytes() {
            match byte.to_ascii_lowercase() {
                b'\'' | b'.' => {}
                byte @ (b'a'..=b'z' | b'0'..=b'9' | b'+') => slug.push(char::from(byte)),
                _ if slug.ends_with('-') || slug.is_empty() => {}
                _ => slug.push('-'),
            }
        }
        slug.truncate(slug.trim_end_matches('-').len());
        return slug;
    }
    for c in name.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'ø' => slug.push('o'),
            'ł' => slug.push('l'),
            'ı' => slug.push('i'),
            'đ' => slug.push('d'),
            '+' => slug.push('+'),
            '\'' | '’' | '.' => {}
            _ if c.is_alphanumeric() => slug.push(c),
            _ if slug.ends_with('-') || slug.is_empty() => {}
            _ => slug.push('-'),
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}
