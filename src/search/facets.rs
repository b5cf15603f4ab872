//! Counts of the matching claims by group, source, month, kind, language and entity.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use tantivy::DocId;
use tantivy::columnar::{Column, MonotonicallyMappableToU64};

use super::matcher;
use super::ordinals::{AllOrdinals, Ordinals};
use crate::error::Result;
use crate::index::Reader;
use crate::model::{Facet, FacetField, Kind, Published, civil_from_days};
use crate::query::matching::{Neighbours, Tree};

/// Counts by each field asked for.
pub(super) fn count(
    reader: &Reader,
    known: &AllOrdinals,
    tree: &Tree,
    fields: &[FacetField],
) -> Result<Vec<Facet>> {
    fields.iter().map(|field| reader.guard(|| count_by(reader, known, tree, *field))).collect()
}

fn count_by(
    reader: &Reader,
    known: &AllOrdinals,
    tree: &Tree,
    field: FacetField,
) -> tantivy::Result<Facet> {
    let schema = reader.schema();
    let (column, by_article) = match field {
        FacetField::Kind | FacetField::Month => {
            let (counts, missing) = by_number(reader, tree, field)?;
            return Ok(Facet::from_counts(field.as_str(), counts, missing));
        }
        FacetField::Group => (schema.group_key, false),
        FacetField::Source => (schema.source_key, true),
        FacetField::Lang => (schema.lang_key, true),
        _ => (schema.entity_key, false),
    };
    let ordinals = known.of(reader, column)?;
    let kind = field.entity_type().map(|kind| format!("{kind}/"));
    let counted = kind.map_or(0..ordinals.len(), |kind| ordinals.starting(&kind));
    let segments = matcher(reader, None).in_each_segment(
        tree,
        |ord, _| {
            let article = by_article.then(|| Neighbours::of(&reader.neighbours()[ord]));
            Ok(Counter::new(&ordinals, ord, &counted, article))
        },
        |counter, doc, _| counter.count(doc),
    )?;
    let mut sums = vec![0_u64; counted.len()];
    let mut missing = 0;
    for segment in segments {
        missing += segment.missing;
        for (ordinal, count) in segment.counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            let place = ordinals.of_segment(segment.ord)[ordinal] as usize;
            if counted.contains(&place) {
                sums[place - counted.start] += u64::from(*count);
            }
        }
    }
    let named = counted.zip(sums).filter(|(_, sum)| *sum > 0);
    let counts = named.map(|(place, sum)| (ordinals.name(place).to_owned(), sum)).collect();
    Ok(Facet::from_counts(field.as_str(), counts, missing))
}

/// Counts the claims of a segment by their strings.
struct Counter<'o> {
    ord: usize,
    strings: Option<Column<u64>>,
    /// Of each string its place among those of all segments, and which of these count.
    places: &'o [u32],
    counted: Range<usize>,
    /// Where the article says it.
    article: Option<Neighbours<'o>>,
    /// The last claim of the article at hand, and what that says.
    last: DocId,
    said: Option<u64>,
    counts: Vec<u32>,
    missing: u64,
}

impl<'o> Counter<'o> {
    fn new(
        ordinals: &'o Ordinals,
        ord: usize,
        counted: &Range<usize>,
        article: Option<Neighbours<'o>>,
    ) -> Self {
        let places = ordinals.of_segment(ord);
        Self {
            ord,
            strings: ordinals.column(ord).cloned(),
            places,
            counted: counted.clone(),
            article,
            last: 0,
            said: None,
            counts: vec![0; places.len()],
            missing: 0,
        }
    }

    fn count(&mut self, doc: DocId) {
        let Self { strings, places, counted, article, counts, .. } = self;
        let Some(strings) = strings else {
            self.missing += 1;
            return;
        };
        if let Some(neighbours) = article {
            if doc > self.last || self.last == 0 {
                self.said = strings.first(neighbours.article(doc));
                self.last = neighbours.last(doc);
            }
            match self.said.and_then(|ordinal| counts.get_mut(ordinal as usize)) {
                Some(count) => *count += 1,
                None => self.missing += 1,
            }
            return;
        }
        let mut any = false;
        for ordinal in strings.values_for_doc(doc) {
            let at = ordinal as usize;
            if let (Some(count), Some(place)) = (counts.get_mut(at), places.get(at)) {
                *count += 1;
                any |= counted.contains(&(*place as usize));
            }
        }
        self.missing += u64::from(!any);
    }
}

/// Counts by what is kept as a number: kinds and months.
fn by_number(
    reader: &Reader,
    tree: &Tree,
    field: FacetField,
) -> tantivy::Result<(BTreeMap<String, u64>, u64)> {
    let schema = reader.schema();
    let is_month = field == FacetField::Month;
    let segments = matcher(reader, None).in_each_segment(
        tree,
        |_, segment| {
            let fast = segment.fast_fields();
            let column = if is_month {
                fast.i64(schema.name(schema.minutes))?.to_u64_monotonic()
            } else {
                fast.u64(schema.name(schema.kind_ordinal))?
            };
            Ok((column, HashMap::<Option<u64>, u64>::new()))
        },
        |(column, counts), doc, _| *counts.entry(column.first(doc)).or_default() += 1,
    )?;
    let mut named = BTreeMap::new();
    let mut missing = 0;
    for (value, count) in segments.into_iter().flat_map(|(_, counts)| counts) {
        let name = match value {
            None => {
                missing += count;
                continue;
            }
            Some(minutes) if is_month => {
                let key = month_key(i64::from_u64(minutes).div_euclid(Published::DAY));
                format!("{:04}-{:02}", key / 12, key % 12 + 1)
            }
            Some(kind) => {
                Kind::ALL.get(kind as usize).map_or_else(String::new, ToString::to_string)
            }
        };
        *named.entry(name).or_default() += count;
    }
    Ok((named, missing))
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
