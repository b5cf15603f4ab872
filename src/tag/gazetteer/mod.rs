//! What is known by name: aliases of entities, and the names and titles of persons.
//!
//! One byte string holds it all, and is used as it lies: a filter of how names begin, a table of
//! records and an automaton from aliases to records. The one made of the lists and packages is
//! embedded in the program; a user's own is built in memory.

mod build;
mod flags;
mod opens;
mod paths;
mod record;

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use fst::raw::{CompiledAddr, Fst};

pub use build::{Builder, slug};
pub use flags::Flags;
pub(in crate::tag) use opens::{First, Opens, first, first_to};
pub use record::Record;

use super::starts::run;
use super::word::is_word;
use crate::error::{Error, Result};
use crate::model::EntityType;
use crate::text::traditional::simplify;

/// What the bytes begin with; the last one is the version.
const MAGIC: &[u8; 8] = b"cdxgaz\0\x04";

/// What stands before an id among the aliases, and in no text.
const ID: char = '\u{1}';

/// No record.
const NONE: u32 = 0x00ff_ffff;

static BUILTIN: &[u8] = include_bytes!("builtin.bin");

/// Aliases and what they name.
#[derive(Clone)]
pub struct Gazetteer {
    bytes: Cow<'static, [u8]>,
    /// Where the filter of how names begin stands.
    opens: Range<usize>,
    records: record::Table,
    aliases: Fst<Cow<'static, [u8]>>,
    /// Whether this is the one that comes with the program.
    builtin: bool,
}

/// An alias that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alias {
    /// Where its record stands.
    pub(super) record: u32,
    /// What it is.
    pub flags: Flags,
}

/// The aliases at a place of a text.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Matches {
    /// The longest that counts by itself, and where it ends.
    pub(super) strong: Option<(usize, Alias)>,
    /// The longest that counts only with support, and where it ends.
    pub(super) weak: Option<(usize, Alias)>,
    /// The longest title of a person, and where it ends.
    pub(super) title: Option<(usize, Flags)>,
    /// What the first word is by itself.
    pub(super) word: Flags,
}

impl std::fmt::Debug for Gazetteer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Gazetteer").field("aliases", &self.aliases.len()).finish_non_exhaustive()
    }
}

impl Gazetteer {
    /// The one that comes with the program.
    pub fn builtin() -> &'static Self {
        static LOADED: LazyLock<Gazetteer> = LazyLock::new(|| {
            let loaded = Gazetteer::load(Cow::Borrowed(BUILTIN));
            Gazetteer { builtin: true, ..loaded.expect("the embedded gazetteer is whole") }
        });
        &LOADED
    }

    /// Takes the bytes of [`Builder::finish`].
    pub fn load(bytes: Cow<'static, [u8]>) -> Result<Self> {
        let damaged = || Error::internal("gazetteer: not as it was built");
        let mut at = MAGIC.len();
        if !bytes.starts_with(MAGIC) {
            return Err(damaged());
        }
        let mut section = || {
            let length = bytes.get(at..at + 4)?;
            let start = at + 4;
            at = start + u32::from_le_bytes(length.try_into().ok()?) as usize;
            bytes.get(start..at).map(|_| (start, at))
        };
        let (opens, records, automaton) = (section(), section(), section());
        let opens = opens.filter(|(a, b)| b - a == opens::BYTES).ok_or_else(damaged)?;
        let opens = opens.0..opens.1;
        let (start, end) = records.ok_or_else(damaged)?;
        let records = record::Table::at(&bytes[start..end], start).ok_or_else(damaged)?;
        let (start, end) = automaton.ok_or_else(damaged)?;
        let part = match &bytes {
            Cow::Borrowed(bytes) => Cow::Borrowed(&bytes[start..end]),
            Cow::Owned(bytes) => Cow::Owned(bytes[start..end].to_vec()),
        };
        let aliases = Fst::new(part).map_err(|_| damaged())?;
        Ok(Self { bytes, opens, records, aliases, builtin: false })
    }

    /// The record with this number.
    pub(super) fn record(&self, number: u32) -> Record<'_> {
        self.records.get(&self.bytes, number)
    }

    /// The type of the record with this number.
    pub(super) fn kind(&self, number: u32) -> Option<EntityType> {
        self.records.kind(&self.bytes, number)
    }

    /// The entities that an alias may name, the likeliest first.
    pub(super) fn entities(&self, alias: Alias) -> impl Iterator<Item = u32> + '_ {
        let choices = match alias.record {
            NONE => Vec::new(),
            number => match self.records.choices(&self.bytes, number) {
                Some(choices) => choices,
                None => vec![number],
            },
        };
        choices.into_iter()
    }

    /// The likeliest entity that an alias may name.
    pub(super) fn first(&self, alias: Alias) -> Option<u32> {
        if alias.record == NONE {
            return None;
        }
        match self.records.choices(&self.bytes, alias.record) {
            Some(choices) => choices.first().copied(),
            None => Some(alias.record),
        }
    }

    /// The entity with this id.
    pub fn by_id(&self, id: &str) -> Option<Record<'_>> {
        self.number_of(id).map(|number| self.record(number))
    }

    /// The number of the entity with this id.
    pub(super) fn number_of(&self, id: &str) -> Option<u32> {
        EntityType::of_id(id)?;
        let root = self.aliases.root().addr();
        let (addr, output) = self.follow(root, 0, ID.to_string().as_bytes())?;
        let (addr, output) = self.follow(addr, output, id.as_bytes())?;
        let node = self.aliases.node(addr);
        node.is_final().then(|| (output + node.final_output().value()) as u32)
    }

    /// The entities that go by this name in any wording or language, whatever its case, and
    /// whether the name is known at all: it may be known for what is no entity.
    pub fn by_alias(&self, name: &str) -> (bool, Vec<Record<'_>>) {
        let mut found = Vec::new();
        let root = self.aliases.root().addr();
        self.walk_folded(root, 0, &simplify(name), &mut found);
        // What is spelt as typed goes first, and what names a thing before what only may.
        found.sort_by_key(|(alias, exact)| (!exact, alias.flags.contains(Flags::WEAK)));
        let mut records: Vec<u32> = Vec::new();
        for (alias, _) in found {
            for number in self.entities(alias) {
                if !records.contains(&number) {
                    records.push(number);
                }
            }
        }
        let known = !records.is_empty();
        let entities = records.into_iter().map(|number| self.record(number));
        (known, entities.filter(Record::is_entity).collect())
    }

    /// Every alias with its record and what it is, in the order of their bytes.
    pub fn for_each_alias(&self, each: &mut dyn FnMut(&str, Flags, &[Record<'_>])) {
        let mut stream = self.aliases.stream();
        use fst::Streamer;
        while let Some((key, value)) = stream.next() {
            let alias = Alias::of(value.value());
            let records: Vec<Record<'_>> =
                self.entities(alias).map(|number| self.record(number)).collect();
            if let Ok(key) = std::str::from_utf8(key)
                && !key.starts_with(ID)
            {
                each(key, alias.flags, &records);
            }
        }
    }

    /// The filter of how names begin.
    pub(super) fn opens(&self) -> Opens<'_> {
        Opens::of(&self.bytes[self.opens.clone()])
    }

    /// What stands at a place where a name [may begin](Self::may_open); ends are only such where a
    /// name may end. The first word ends at `word`.
    pub(super) fn matches(&self, text: &str, at: usize, word: usize) -> Matches {
        let mut matches = Matches::default();
        let rest = &text.as_bytes()[at..];
        let first = run(rest);
        let walk = || self.follow(self.aliases.root().addr(), 0, &rest[..first]);
        let stand = if self.builtin { paths::behind(&rest[..first], walk) } else { walk() };
        let Some((addr, mut output)) = stand else { return matches };
        let mut node = self.aliases.node(addr);
        if first > 0 && node.is_final() && may_end(text, at + first) {
            matches.take(at + first, word, Alias::of(output + node.final_output().value()));
        }
        for (i, byte) in rest.iter().enumerate().skip(first) {
            let Some(input) = node.find_input(*byte) else { break };
            let step = node.transition(input);
            output += step.out.value();
            node = self.aliases.node(step.addr);
            if node.is_final() && may_end(text, at + i + 1) {
                matches.take(at + i + 1, word, Alias::of(output + node.final_output().value()));
            }
        }
        matches
    }

    fn walk_folded(
        &self,
        addr: CompiledAddr,
        output: u64,
        rest: &str,
        found: &mut Vec<(Alias, bool)>,
    ) {
        self.walk_folded_from(addr, output, rest, true, found);
    }

    fn walk_folded_from(
        &self,
        addr: CompiledAddr,
        output: u64,
        rest: &str,
        exact: bool,
        found: &mut Vec<(Alias, bool)>,
    ) {
        let node = self.aliases.node(addr);
        let Some(c) = rest.chars().next() else {
            if node.is_final() {
                found.push((Alias::of(output + node.final_output().value()), exact));
            }
            return;
        };
        let after = &rest[c.len_utf8()..];
        for (form, exact) in cases(c) {
            let mut bytes = [0; 4];
            if let Some((addr, output)) =
                self.follow(addr, output, form.encode_utf8(&mut bytes).as_bytes())
            {
                self.walk_folded_from(addr, output, after, exact, found);
            }
        }
    }

    fn follow(&self, addr: CompiledAddr, output: u64, bytes: &[u8]) -> Option<(CompiledAddr, u64)> {
        bytes.iter().try_fold((addr, output), |(addr, output), byte| {
            let node = self.aliases.node(addr);
            let step = node.transition(node.find_input(*byte)?);
            Some((step.addr, output + step.out.value()))
        })
    }
}

impl Alias {
    fn of(value: u64) -> Self {
        Self { record: value as u32 & NONE, flags: Flags::from_bits((value >> 24) as u16) }
    }
}

impl Matches {
    fn take(&mut self, end: usize, word: usize, alias: Alias) {
        if end == word {
            self.word = alias.flags;
        }
        if alias.flags.is_title() {
            self.title = Some((end, alias.flags));
        }
        if alias.flags.contains(Flags::LOOKUP) {
            return;
        }
        if alias.record == NONE {
            return;
        }
        let place = match alias.flags.contains(Flags::WEAK) {
            true => &mut self.weak,
            false => &mut self.strong,
        };
        *place = Some((end, alias));
    }
}

/// A character and its other case, each with whether it is as written.
fn cases(c: char) -> impl Iterator<Item = (char, bool)> {
    let single = |mut other: Box<dyn Iterator<Item = char>>| match (other.next(), other.next()) {
        (Some(other), None) if other != c => Some((other, false)),
        _ => None,
    };
    let lower = single(Box::new(c.to_lowercase()));
    let upper = single(Box::new(c.to_uppercase()));
    std::iter::once((c, true)).chain(lower).chain(upper)
}

/// Whether a name may end before the byte at `end`: not within a word written with spaces.
fn may_end(text: &str, end: usize) -> bool {
    let bytes = text.as_bytes();
    match (bytes[end - 1], bytes.get(end)) {
        (_, None) => true,
        (last, Some(next)) if last.is_ascii() && next.is_ascii() => {
            !(last.is_ascii_alphanumeric() && next.is_ascii_alphanumeric())
        }
        _ if !text.is_char_boundary(end) => false,
        _ => {
            let word = |c: Option<char>| c.is_some_and(is_word);
            !(word(text[..end].chars().next_back()) && word(text[end..].chars().next()))
        }
    }
}
