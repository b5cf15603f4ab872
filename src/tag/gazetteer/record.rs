//! Records of entities, by number.

use super::build::slug;
use crate::model::EntityType;

/// The first byte of a record that lists the entities that one alias may mean.
const CHOICES: u8 = b'?';
/// The first byte of a record of what is no entity.
const NOTHING: u8 = b'-';

/// An entity of the gazetteer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record<'a> {
    /// Its type; `None` for a name that is one thing and to be tagged as none.
    pub kind: Option<EntityType>,
    /// The display name.
    pub name: &'a str,
    /// What follows the type in its id, where that is not made of the name.
    pub(super) key: Option<&'a str>,
    /// The country whose government is meant where a text means one by this city.
    pub capital_of: Option<&'a str>,
}

impl Record<'_> {
    /// Type and key: `country/KZ`.
    pub fn id(&self) -> String {
        let kind = self.kind.map_or("-", EntityType::as_str);
        match self.key {
            Some(key) => format!("{kind}/{key}"),
            None => format!("{kind}/{}", slug(self.name)),
        }
    }

    /// Whether it is an entity at all.
    pub fn is_entity(&self) -> bool {
        self.kind.is_some()
    }

    pub(super) fn encode(&self, out: &mut Vec<u8>) {
        out.push(self.kind.map_or(NOTHING, letter));
        let fields = [self.name, self.key.unwrap_or_default(), self.capital_of.unwrap_or_default()];
        out.extend(fields.join("\t").trim_end_matches('\t').as_bytes());
    }
}

/// The list of the entities that one alias may mean.
pub(super) fn encode_choices(numbers: &[u32], out: &mut Vec<u8>) {
    out.push(CHOICES);
    out.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
}

/// Where the records stand: how many there are, and where each ends.
#[derive(Debug, Clone)]
pub(super) struct Table {
    /// Where the table of ends starts.
    ends: usize,
    /// Where the first record starts.
    start: usize,
    count: u32,
}

impl Table {
    /// The table of a section that starts at `base`.
    pub(super) fn at(section: &[u8], base: usize) -> Option<Self> {
        let count = number(section, 0)?;
        let start = 4 + count as usize * 4;
        let last = if count == 0 { 0 } else { number(section, start - 4)? };
        let whole = start + last as usize == section.len();
        whole.then_some(Self { ends: base + 4, start: base + start, count })
    }

    /// Writes a section: entities, then the lists of choices.
    pub(super) fn encode(entities: &[Vec<u8>], choices: &[Vec<u8>]) -> Vec<u8> {
        let count = entities.len() + choices.len();
        let mut out = Vec::new();
        out.extend((count as u32).to_le_bytes());
        let mut end = 0;
        for record in entities.iter().chain(choices) {
            end += record.len() as u32;
            out.extend(end.to_le_bytes());
        }
        out.extend(entities.iter().chain(choices).flatten());
        out
    }

    fn bytes<'a>(&self, all: &'a [u8], record: u32) -> &'a [u8] {
        let end_of = |record: u32| number(all, self.ends + record as usize * 4).unwrap_or(0);
        let start = if record == 0 { 0 } else { end_of(record - 1) };
        let range = self.start + start as usize..self.start + end_of(record) as usize;
        all.get(range).filter(|_| record < self.count).unwrap_or_default()
    }

    pub(super) fn get<'a>(&self, all: &'a [u8], record: u32) -> Record<'a> {
        let bytes = self.bytes(all, record);
        let (first, rest) = bytes.split_first().unwrap_or((&NOTHING, &[]));
        let mut fields = std::str::from_utf8(rest).unwrap_or_default().split('\t');
        let mut field = || fields.next().filter(|field| !field.is_empty());
        Record {
            kind: EntityType::ALL.into_iter().find(|kind| letter(*kind) == *first),
            name: field().unwrap_or_default(),
            key: field(),
            capital_of: field(),
        }
    }

    /// The type alone.
    pub(super) fn kind(&self, all: &[u8], record: u32) -> Option<EntityType> {
        let first = *self.bytes(all, record).first()?;
        EntityType::ALL.into_iter().find(|kind| letter(*kind) == first)
    }

    pub(super) fn choices(&self, all: &[u8], record: u32) -> Option<Vec<u32>> {
        let list = self.bytes(all, record).strip_prefix(&[CHOICES])?;
        Some((0..list.len() / 4).filter_map(|i| number(list, i * 4)).collect())
    }
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// The first byte of an entity's record.
fn letter(kind: EntityType) -> u8 {
    match kind {
        EntityType::Country => b'n',
        EntityType::Region => b'r',
        EntityType::City => b'c',
        EntityType::Org => b'o',
        EntityType::Person => b'p',
        EntityType::Commodity => b'm',
        EntityType::Product => b't',
        EntityType::Event => b'e',
        EntityType::Currency => b'u',
        EntityType::Index => b'i',
    }
}
