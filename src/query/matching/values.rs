//! Figures, periods and times: columns of a document, looked at value by value; where two stand beside
//! each other, unit, value and range of one quantity are asked of that quantity and of no two.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, SegmentReader};

/// An end of a range: the value, and whether it is in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct End<T> {
    /// The value.
    pub value: T,
    /// Whether it is in.
    pub inclusive: bool,
}

/// A range, either end of which may be open.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reach<T> {
    /// The lower end.
    pub min: Option<End<T>>,
    /// The upper end.
    pub max: Option<End<T>>,
}

impl<T: PartialOrd + Copy> Reach<T> {
    /// From one value to another, with both.
    pub fn within(min: Option<T>, max: Option<T>) -> Self {
        let end = |value: Option<T>| value.map(|value| End { value, inclusive: true });
        Self { min: end(min), max: end(max) }
    }

    /// Whether something that reaches from `low` to `high` overlaps it.
    fn overlaps(&self, low: T, high: T) -> bool {
        let above =
            self.min.is_none_or(|end| high > end.value || end.inclusive && high >= end.value);
        let below = self.max.is_none_or(|end| low < end.value || end.inclusive && low <= end.value);
        above && below
    }
}

/// Whether a quantity of this key is asked for.
pub type Wanted = Arc<dyn Fn(&str) -> bool + Send + Sync>;

/// What a document's columns must hold.
#[derive(Clone)]
pub enum Values {
    /// A quantity that overlaps a range.
    Quantity {
        /// Which quantities.
        wanted: Wanted,
        /// The column of what each is of.
        keys: &'static str,
        /// The columns of the least and the greatest value.
        columns: [&'static str; 2],
        /// The range.
        reach: Reach<f64>,
    },
    /// A period that overlaps a range of days.
    Period {
        /// The columns of the first and the last day.
        columns: [&'static str; 2],
        /// The range.
        reach: Reach<i64>,
    },
    /// A number within a range; its ends are in.
    Within {
        /// The column of the number.
        column: &'static str,
        /// The range.
        reach: Reach<i64>,
    },
}

impl fmt::Debug for Values {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Quantity { reach, .. } => f.debug_tuple("Quantity").field(reach).finish(),
            Self::Period { reach, .. } => f.debug_tuple("Period").field(reach).finish(),
            Self::Within { reach, .. } => f.debug_tuple("Within").field(reach).finish(),
        }
    }
}

impl Values {
    /// What is in two ranges of one column, as one.
    pub(super) fn within_both(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (
                Self::Within { column, reach: Reach { min: low, max: high } },
                Self::Within { column: same, reach: Reach { min, max } },
            ) if column == same => {
                // The ranges are closed.
                let min = [low, min].into_iter().flatten().max_by_key(|end| end.value).copied();
                let max = [high, max].into_iter().flatten().min_by_key(|end| end.value).copied();
                Some(Self::Within { column, reach: Reach { min, max } })
            }
            _ => None,
        }
    }

    pub(super) fn open(&self, reader: &SegmentReader) -> tantivy::Result<Held> {
        let fast = reader.fast_fields();
        Ok(match self {
            Self::Quantity { wanted, keys, columns, reach } => {
                let Some(keys) = fast.str(keys)? else { return Ok(Held::Nothing) };
                let mut known = Vec::with_capacity(keys.num_terms());
                let mut key = String::new();
                for ordinal in 0..keys.num_terms() as u64 {
                    key.clear();
                    keys.ord_to_str(ordinal, &mut key)?;
                    known.push(wanted(&key));
                }
                let ends = [fast.f64(columns[0])?, fast.f64(columns[1])?];
                Held::Quantity { keys, wanted: known, ends, reach: *reach }
            }
            Self::Period { columns, reach } => {
                Held::Period { ends: [fast.i64(columns[0])?, fast.i64(columns[1])?], reach: *reach }
            }
            Self::Within { column, reach } => {
                Held::Within { numbers: fast.i64(column)?, reach: *reach }
            }
        })
    }
}

/// The columns of a segment.
pub(super) enum Held {
    Quantity { keys: StrColumn, wanted: Vec<bool>, ends: [Column<f64>; 2], reach: Reach<f64> },
    Period { ends: [Column<i64>; 2], reach: Reach<i64> },
    Within { numbers: Column<i64>, reach: Reach<i64> },
    Nothing,
}

impl Held {
    /// The documents of a range that hold what is asked for, where the column tells them at once.
    pub(super) fn among(&self, range: Range<DocId>, found: &mut Vec<DocId>) -> bool {
        let Self::Within { numbers, reach } = self else { return false };
        // tantivy takes a range that ends below the least number for that number.
        let (least, greatest) = (numbers.min_value(), numbers.max_value());
        let first = reach.min.map_or(least, |end| end.value.max(least));
        let last = reach.max.map_or(greatest, |end| end.value.min(greatest));
        found.clear();
        if first <= last {
            numbers.get_docids_for_value_range(first..=last, range, found);
        }
        true
    }

    /// Whether a document holds what is asked for.
    pub(super) fn by(&self, doc: DocId) -> bool {
        match self {
            Self::Quantity { keys, wanted, ends: [min, max], reach } => {
                let ranges = min.values_for_doc(doc).zip(max.values_for_doc(doc));
                keys.term_ords(doc).zip(ranges).any(|(key, (min, max))| {
                    wanted.get(key as usize).is_some_and(|wanted| *wanted)
                        && reach.overlaps(min, max)
                })
            }
            Self::Period { ends: [from, to], reach } => from
                .values_for_doc(doc)
                .zip(to.values_for_doc(doc))
                .any(|(from, to)| reach.overlaps(from, to)),
            Self::Within { numbers, reach } => {
                numbers.first(doc).is_some_and(|number| reach.overlaps(number, number))
            }
            Self::Nothing => false,
        }
    }
}
