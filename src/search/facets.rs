//! Counts of the matching claims by group, source, month, kind, language and entity.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use tantivy::columnar::{Column, MonotonicallyMappableToU64};
use tantivy::{DocId, SegmentReader};

use super::matcher;
use super::ordinals::{AllOrdinals, OfSegment, Ordinals};
use crate::error::Result;
use crate::index::Reader;
use crate::model::{Facet, FacetField, Kind, Published, civil_from_days};
use crate::query::matching::{Neighbours, Tree};

/// Counts by each field asked for, in one pass over what matches.
pub(super) fn count(
    reader: &Reader,
    known: &AllOrdinals,
    tree: &Tree,
    fields: &[FacetField],
) -> Result<Vec<Facet>> {
    if fields.is_empty() {
        return Ok(Vec::new());
    }
    reader.guard(|| {
        let asked = fields
            .iter()
            .map(|field| Asked::new(reader, known, *field))
            .collect::<tantivy::Result<Vec<_>>>()?;
        let shares = matcher(reader, None).in_each_share(
            tree,
            |ord, segment| {
                asked
                    .iter()
                    .map(|asked| asked.open(reader, ord, segment))
                    .collect::<Result<Vec<_>, _>>()
            },
            |counters, doc, _| counters.iter_mut().for_each(|counter| counter.count(doc)),
        )?;
        let of = |place: usize| shares.iter().map(move |counters| &counters[place]);
        Ok(asked.iter().enumerate().map(|(place, asked)| asked.facet(of(place))).collect())
    })
}

/// A field asked for.
struct Asked {
    field: FacetField,
    /// What it is counted by, where that is strings.
    strings: Option<Strings>,
}

/// Strings that claims are counted by.
struct Strings {
    ordinals: Arc<Ordinals>,
    /// Those that count.
    counted: Range<usize>,
    /// Whether the article says them.
    by_article: bool,
}

impl Asked {
    fn new(reader: &Reader, known: &AllOrdinals, field: FacetField) -> tantivy::Result<Self> {
        let schema = reader.schema();
        let (column, by_article) = match field {
            FacetField::Kind | FacetField::Month => return Ok(Self { field, strings: None }),
            FacetField::Group => (schema.group_key, false),
            FacetField::Source => (schema.source_key, true),
            FacetField::Lang => (schema.lang_key, true),
            _ => (schema.entity_key, false),
        };
        let ordinals = known.of(reader, column)?;
        let kind = field.entity_type().map(|kind| format!("{kind}/"));
        let counted = kind.map_or(0..ordinals.len(), |kind| ordinals.starting(&kind));
        Ok(Self { field, strings: Some(Strings { ordinals, counted, by_article }) })
    }

    /// Begins with a share of a segment's claims.
    fn open<'a>(
        &'a self,
        reader: &'a Reader,
        ord: usize,
        segment: &SegmentReader,
    ) -> tantivy::Result<Counter<'a>> {
        if let Some(strings) = &self.strings {
            let article = strings.by_article.then(|| Neighbours::of(&reader.neighbours()[ord]));
            return Ok(Counter::Strings(OfStrings::new(strings, ord, article)));
        }
        let (schema, fast) = (reader.schema(), segment.fast_fields());
        let column = match self.field {
            FacetField::Month => fast.i64(schema.name(schema.minutes))?.to_u64_monotonic(),
            _ => fast.u64(schema.name(schema.kind_ordinal))?,
        };
        Ok(Counter::Numbers(column, HashMap::new()))
    }

    /// What the counts of all shares come to.
    fn facet<'a>(&self, shares: impl Iterator<Item = &'a Counter<'a>>) -> Facet {
        let mut sums = vec![0_u64; self.strings.as_ref().map_or(0, |known| known.counted.len())];
        let mut named = BTreeMap::new();
        let mut missing = 0;
        for share in shares {
            match share {
                Counter::Strings(of) => {
                    missing += of.missing;
                    of.add_to(&mut sums);
                }
                Counter::Numbers(_, counts) => {
                    for (value, count) in counts {
                        match value {
                            Some(value) => *named.entry(self.name(*value)).or_default() += count,
                            None => missing += count,
                        }
                    }
                }
            }
        }
        if let Some(Strings { ordinals, counted, .. }) = &self.strings {
            let counts = counted.clone().zip(sums).filter(|(_, sum)| *sum > 0);
            named.extend(counts.map(|(place, sum)| (ordinals.name(place).to_owned(), sum)));
        }
        Facet::from_counts(self.field.as_str(), named, missing)
    }

    /// What a number is called: a month or a kind.
    fn name(&self, value: u64) -> String {
        if self.field == FacetField::Month {
            let key = month_key(i64::from_u64(value).div_euclid(Published::DAY));
            return format!("{:04}-{:02}", key / 12, key % 12 + 1);
        }
        Kind::ALL.get(value as usize).map_or_else(String::new, ToString::to_string)
    }
}

/// Counts claims of a segment by a field.
enum Counter<'a> {
    Strings(OfStrings<'a>),
    /// By what is kept as a number: kinds and months.
    Numbers(Column<u64>, HashMap<Option<u64>, u64>),
}

impl Counter<'_> {
    fn count(&mut self, doc: DocId) {
        match self {
            Self::Strings(of) => of.count(doc),
            Self::Numbers(column, counts) => *counts.entry(column.first(doc)).or_default() += 1,
        }
    }
}

/// Where one of so many claims of a segment is counted, it pays to find out where the rows of all begin.
const MANY: u32 = 16;

/// Counts claims of a segment by their strings.
struct OfStrings<'o> {
    strings: &'o OfSegment,
    /// Where the rows of each claim begin, once that is known.
    starts: Option<&'o [u32]>,
    /// How many claims were counted without.
    without: u32,
    /// Those that count, by their places among the strings of all segments.
    counted: Range<usize>,
    /// Where the article says it.
    article: Option<Neighbours<'o>>,
    /// The last claim of the article at hand, and what that says.
    last: DocId,
    said: Option<u64>,
    counts: Vec<u32>,
    missing: u64,
}

impl<'o> OfStrings<'o> {
    fn new(strings: &'o Strings, ord: usize, article: Option<Neighbours<'o>>) -> Self {
        let Strings { ordinals, counted, .. } = strings;
        let strings = ordinals.of_segment(ord);
        Self {
            strings,
            starts: strings.known_starts(),
            without: 0,
            counted: counted.clone(),
            article,
            last: 0,
            said: None,
            counts: vec![0; strings.places.len()],
            missing: 0,
        }
    }

    fn count(&mut self, doc: DocId) {
        let Self { strings, counted, article, counts, .. } = self;
        let Some(column) = &strings.column else {
            self.missing += 1;
            return;
        };
        if let Some(neighbours) = article {
            if doc > self.last || self.last == 0 {
                self.said = column.first(neighbours.article(doc));
                self.last = neighbours.last(doc);
            }
            match self.said.and_then(|ordinal| counts.get_mut(ordinal as usize)) {
                Some(count) => *count += 1,
                None => self.missing += 1,
            }
            return;
        }
        let rows = match self.starts {
            Some(starts) => starts[doc as usize]..starts[doc as usize + 1],
            None => {
                self.without += 1;
                if self.without > column.num_docs() / MANY {
                    self.starts = strings.starts();
                }
                column.index.value_row_ids(doc)
            }
        };
        let mut any = false;
        for row in rows {
            let at = column.values.get_val(row) as usize;
            if let (Some(count), Some(place)) = (counts.get_mut(at), strings.places.get(at)) {
                *count += 1;
                any |= counted.contains(&(*place as usize));
            }
        }
        self.missing += u64::from(!any);
    }

    /// Adds the counts of the strings that count.
    fn add_to(&self, sums: &mut [u64]) {
        for (place, count) in self.strings.places.iter().zip(&self.counts) {
            let place = (*place as usize).checked_sub(self.counted.start);
            if let Some(sum) = place.and_then(|place| sums.get_mut(place)) {
                *sum += u64::from(*count);
            }
        }
    }
}

/// The month of a day from 1970-01-01, as a count from the year 0.
fn month_key(day: i64) -> u64 {
    let (year, month, _) = civil_from_days(day);
    (year * 12 + month - 1).max(0) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_of_days() {
        for date in ["1970-01-01", "2025-12-31", "2024-02-29", "2024-03-01", "1999-11-30"] {
            let published = Published::parse(date).unwrap();
            let key = month_key(published.day());
            assert_eq!(format!("{:04}-{:02}", key / 12, key % 12 + 1), published.month());
        }
    }
}
