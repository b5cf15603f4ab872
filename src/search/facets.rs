//! Counts of the matching claims by group, source, month, kind, language and entity.

use std::collections::{BTreeMap, HashMap};

use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, SegmentReader};

use super::matcher;
use crate::error::Result;
use crate::index::{Reader, Schema};
use crate::model::{Facet, FacetField, Kind, civil_from_days};
use crate::query::matching::Tree;

/// Counts by each field asked for.
pub(super) fn count(reader: &Reader, tree: &Tree, fields: &[FacetField]) -> Result<Vec<Facet>> {
    let matcher = matcher(reader, None);
    let mut facets = Vec::with_capacity(fields.len());
    for field in fields {
        let mut all = Counts::default();
        reader.guard(|| {
            for (ord, segment) in matcher.searcher.segment_readers().iter().enumerate() {
                let mut counter = Counter::open(segment, matcher.schema, *field)?;
                matcher.each(tree, ord, |doc| counter.count(doc))?;
                counter.add_to(&mut all)?;
            }
            Ok(())
        })?;
        facets.push(Facet::from_counts(field.as_str(), all.named, all.missing));
    }
    Ok(facets)
}

/// How many claims have each value, and how many have none.
#[derive(Default)]
struct Counts {
    named: BTreeMap<String, u64>,
    missing: u64,
}

/// Where a claim's value stands.
enum Values {
    /// In a column of strings of the claim.
    Own(Option<StrColumn>),
    /// In a column of strings of its article.
    Article(Option<StrColumn>, Column<u64>),
    /// The kind's place among the kinds.
    Kind(Column<u64>),
    /// The day of publication.
    Month(Column<i64>),
    /// In a column of strings of the claim, several a claim, of which those count.
    Entities(Option<StrColumn>, Vec<bool>),
}

/// Counts the claims of a segment.
struct Counter {
    values: Values,
    counts: HashMap<u64, u64>,
    missing: u64,
}

impl Counter {
    fn open(reader: &SegmentReader, schema: &Schema, field: FacetField) -> tantivy::Result<Self> {
        let fast = reader.fast_fields();
        let position = || fast.u64(schema.name(schema.position));
        let values = match field {
            FacetField::Group => Values::Own(fast.str(schema.name(schema.group_key))?),
            FacetField::Source => {
                Values::Article(fast.str(schema.name(schema.source_key))?, position()?)
            }
            FacetField::Lang => {
                Values::Article(fast.str(schema.name(schema.lang_key))?, position()?)
            }
            FacetField::Kind => Values::Kind(fast.u64(schema.name(schema.kind_ordinal))?),
            FacetField::Month => Values::Month(fast.i64(schema.name(schema.day))?),
            _ => {
                let column = fast.str(schema.name(schema.entity_key))?;
                let counted = match &column {
                    Some(column) => counted(column, field)?,
                    None => Vec::new(),
                };
                Values::Entities(column, counted)
            }
        };
        Ok(Self { values, counts: HashMap::new(), missing: 0 })
    }

    fn count(&mut self, doc: DocId) {
        let ordinal = |column: &Option<StrColumn>, doc| {
            column.as_ref().and_then(|column| column.term_ords(doc).next())
        };
        let key = match &self.values {
            Values::Own(column) => ordinal(column, doc),
            Values::Article(column, position) => {
                let back = position.first(doc).unwrap_or(0) as DocId + 1;
                ordinal(column, doc.saturating_sub(back))
            }
            Values::Kind(column) => column.first(doc),
            Values::Month(column) => column.first(doc).map(month_key),
            Values::Entities(column, counted) => {
                let mut any = false;
                for key in column.iter().flat_map(|column| column.term_ords(doc)) {
                    if counted.get(key as usize).is_some_and(|counted| *counted) {
                        *self.counts.entry(key).or_default() += 1;
                        any = true;
                    }
                }
                self.missing += u64::from(!any);
                return;
            }
        };
        match key {
            Some(key) => *self.counts.entry(key).or_default() += 1,
            None => self.missing += 1,
        }
    }

    fn add_to(self, all: &mut Counts) -> tantivy::Result<()> {
        all.missing += self.missing;
        for (key, count) in self.counts {
            let name = match &self.values {
                Values::Own(Some(column))
                | Values::Article(Some(column), _)
                | Values::Entities(Some(column), _) => {
                    let mut name = String::new();
                    column.ord_to_str(key, &mut name)?;
                    name
                }
                Values::Kind(_) => {
                    Kind::ALL.get(key as usize).map_or_else(String::new, ToString::to_string)
                }
                _ => format!("{:04}-{:02}", key / 12, key % 12 + 1),
            };
            *all.named.entry(name).or_default() += count;
        }
        Ok(())
    }
}

/// Which of the entities of a segment are counted.
fn counted(column: &StrColumn, field: FacetField) -> tantivy::Result<Vec<bool>> {
    let kind = field.entity_type().map(|kind| format!("{kind}/"));
    let mut counted = Vec::with_capacity(column.num_terms());
    let mut key = String::new();
    for ordinal in 0..column.num_terms() as u64 {
        key.clear();
        column.ord_to_str(ordinal, &mut key)?;
        counted.push(kind.as_deref().is_none_or(|kind| key.starts_with(kind)));
    }
    Ok(counted)
}

/// The month of a day from 1970-01-01, as a count from the year 0.
fn month_key(day: i64) -> u64 {
    let (year, month, _) = civil_from_days(day);
    (year * 12 + month - 1).max(0) as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Published;

    #[test]
    fn months_of_days() {
        for date in ["1970-01-01", "2025-12-31", "2024-02-29", "2024-03-01", "1999-11-30"] {
            let published = Published::parse(date).unwrap();
            let key = month_key(published.day());
            assert_eq!(format!("{:04}-{:02}", key / 12, key % 12 + 1), published.month());
        }
    }
}
