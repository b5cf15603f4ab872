//! Figures and periods: parallel columns of a claim, looked at value by value, so that unit, value
//! and range of one quantity are asked of that quantity and of no two.

use std::fmt;
use std::sync::Arc;

use tantivy::columnar::{Column, StrColumn};
use tantivy::query::{EnableScoring, Explanation, Query as Tantivy, Scorer, TermSetQuery, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError};

/// An end of a range: the value, and whether it is in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct End<T> {
    pub(super) value: T,
    pub(super) inclusive: bool,
}

/// A range, either end of which may be open.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Reach<T> {
    pub(super) min: Option<End<T>>,
    pub(super) max: Option<End<T>>,
}

impl<T: PartialOrd + Copy> Reach<T> {
    /// From one value to another, with both.
    pub(super) fn within(min: Option<T>, max: Option<T>) -> Self {
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
pub(super) type Wanted = Arc<dyn Fn(&str) -> bool + Send + Sync>;

/// Claims with something that overlaps a range.
#[derive(Clone)]
pub(super) enum Overlapping {
    Quantity { wanted: Wanted, keys: &'static str, columns: [&'static str; 2], reach: Reach<f64> },
    Period { columns: [&'static str; 2], reach: Reach<i64> },
}

impl fmt::Debug for Overlapping {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Quantity { reach, .. } => f.debug_tuple("Quantity").field(reach).finish(),
            Self::Period { reach, .. } => f.debug_tuple("Period").field(reach).finish(),
        }
    }
}

impl Tantivy for Overlapping {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(Weighed(self.clone())))
    }
}

struct Weighed(Overlapping);

impl Weight for Weighed {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let values = Values::open(&self.0, reader)?;
        let mut matching = Matching { values, doc: 0, documents: reader.max_doc(), score: boost };
        matching.settle();
        Ok(Box::new(matching))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        if Values::open(&self.0, reader)?.hold(doc) {
            Ok(Explanation::new("a figure or a date", 1.0))
        } else {
            Err(TantivyError::InvalidArgument(format!("document {doc} does not match")))
        }
    }
}

/// Those of the documents that one query finds that hold what another asks for.
#[derive(Debug, Clone)]
pub(super) struct Sifted {
    pub(super) among: TermSetQuery,
    pub(super) by: Overlapping,
}

impl Tantivy for Sifted {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let among = self.among.weight(scoring)?;
        Ok(Box::new(SiftedWeight { among, by: self.by.clone() }))
    }
}

struct SiftedWeight {
    among: Box<dyn Weight>,
    by: Overlapping,
}

impl Weight for SiftedWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let among = self.among.scorer(reader, 1.0)?;
        let values = Values::open(&self.by, reader)?;
        let mut sieve = Sieve { among, values, score: boost };
        sieve.settle();
        Ok(Box::new(sieve))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        Weighed(self.by.clone()).explain(reader, doc)
    }
}

struct Sieve {
    among: Box<dyn Scorer>,
    values: Values,
    score: Score,
}

impl Sieve {
    fn settle(&mut self) -> DocId {
        while self.among.doc() != TERMINATED && !self.values.hold(self.among.doc()) {
            self.among.advance();
        }
        self.among.doc()
    }
}

impl DocSet for Sieve {
    fn advance(&mut self) -> DocId {
        self.among.advance();
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.among.seek(target);
        self.settle()
    }

    fn doc(&self) -> DocId {
        self.among.doc()
    }

    fn size_hint(&self) -> u32 {
        self.among.size_hint()
    }

    fn cost(&self) -> u64 {
        self.among.cost() * 2
    }
}

impl Scorer for Sieve {
    fn score(&mut self) -> Score {
        self.score
    }
}

/// The columns of a segment.
enum Values {
    Quantity { keys: StrColumn, wanted: Vec<bool>, ends: [Column<f64>; 2], reach: Reach<f64> },
    Period { ends: [Column<i64>; 2], reach: Reach<i64> },
    None,
}

impl Values {
    fn open(query: &Overlapping, reader: &SegmentReader) -> tantivy::Result<Self> {
        let fast = reader.fast_fields();
        Ok(match query {
            Overlapping::Quantity { wanted, keys, columns, reach } => {
                let Some(keys) = fast.str(keys)? else { return Ok(Self::None) };
                let mut known = Vec::with_capacity(keys.num_terms());
                let mut key = String::new();
                for ordinal in 0..keys.num_terms() as u64 {
                    key.clear();
                    keys.ord_to_str(ordinal, &mut key)?;
                    known.push(wanted(&key));
                }
                let ends = [fast.f64(columns[0])?, fast.f64(columns[1])?];
                Self::Quantity { keys, wanted: known, ends, reach: *reach }
            }
            Overlapping::Period { columns, reach } => {
                Self::Period { ends: [fast.i64(columns[0])?, fast.i64(columns[1])?], reach: *reach }
            }
        })
    }

    fn hold(&self, doc: DocId) -> bool {
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
            Self::None => false,
        }
    }
}

struct Matching {
    values: Values,
    doc: DocId,
    documents: DocId,
    score: Score,
}

impl Matching {
    /// Goes on to the first match from here on.
    fn settle(&mut self) -> DocId {
        while self.doc < self.documents && !self.values.hold(self.doc) {
            self.doc += 1;
        }
        if self.doc >= self.documents {
            self.doc = TERMINATED;
        }
        self.doc
    }
}

impl DocSet for Matching {
    fn advance(&mut self) -> DocId {
        if self.doc != TERMINATED {
            self.doc += 1;
            self.settle();
        }
        self.doc
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.doc = target.max(self.doc);
        self.settle()
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.documents
    }

    fn cost(&self) -> u64 {
        // Each document costs a look at its values: anything else goes first.
        u64::from(self.documents) * 4
    }
}

impl Scorer for Matching {
    fn score(&mut self) -> Score {
        self.score
    }
}
