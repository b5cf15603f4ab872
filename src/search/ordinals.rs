//! The strings of a column over all segments, in order, each known by its place.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use tantivy::columnar::{Column, ColumnIndex};
use tantivy::schema::Field;

use crate::index::Reader;

/// The strings of columns that were asked for, kept as long as one state of the index is.
#[derive(Default)]
pub(super) struct AllOrdinals(Mutex<Vec<(Field, Arc<Ordinals>)>>);

impl AllOrdinals {
    /// Those of a column, which are gathered when they are asked for first.
    pub(super) fn of(&self, reader: &Reader, field: Field) -> tantivy::Result<Arc<Ordinals>> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, ordinals)) = known.iter().find(|(of, _)| *of == field) {
            return Ok(Arc::clone(ordinals));
        }
        let ordinals = Arc::new(Ordinals::gather(reader, field)?);
        known.push((field, Arc::clone(&ordinals)));
        Ok(ordinals)
    }
}

/// The strings of a column over all segments.
pub(super) struct Ordinals {
    /// One behind the other, and where each ends.
    text: String,
    ends: Vec<usize>,
    segments: Vec<OfSegment>,
}

/// The strings of a segment.
#[derive(Default)]
pub(super) struct OfSegment {
    /// By document; its values are places in `places`.
    pub(super) column: Option<Column<u64>>,
    /// The place of each among the strings of all segments.
    pub(super) places: Vec<u32>,
    starts: OnceLock<Option<Vec<u32>>>,
}

impl OfSegment {
    /// Where the rows of each document begin among all of the column, and behind them where the last ones
    /// end; `None` where a document has no more than one. To find the rows of a document without takes
    /// some three times as long.
    pub(super) fn starts(&self) -> Option<&[u32]> {
        self.starts.get_or_init(|| starts(self.column.as_ref()?)).as_deref()
    }

    /// The same where it is known already.
    pub(super) fn known_starts(&self) -> Option<&[u32]> {
        self.starts.get()?.as_deref()
    }
}

fn starts(column: &Column<u64>) -> Option<Vec<u32>> {
    let ColumnIndex::Multivalued(index) = &column.index else { return None };
    let ends = index.get_start_index_column();
    let documents = index.num_docs() as usize;
    let mut starts = Vec::with_capacity(documents + 1);
    let (mut rank, mut row) = (0, 0);
    for document in index.iter_non_null_docs() {
        starts.resize(document as usize + 1, row);
        rank += 1;
        row = ends.get_val(rank);
    }
    starts.resize(documents + 1, row);
    Some(starts)
}

impl Ordinals {
    fn gather(reader: &Reader, field: Field) -> tantivy::Result<Self> {
        let name = reader.schema().name(field);
        let mut columns = Vec::new();
        for segment in reader.searcher().segment_readers() {
            columns.push(segment.fast_fields().str(name)?);
        }
        let mut streams = Vec::new();
        let mut segments = Vec::new();
        for column in &columns {
            let Some(column) = column else {
                segments.push(OfSegment::default());
                continue;
            };
            let mut stream = column.dictionary().stream()?;
            if stream.advance() {
                streams.push((segments.len(), stream));
            }
            segments.push(OfSegment {
                column: Some(column.ords().clone()),
                places: Vec::with_capacity(column.num_terms()),
                starts: OnceLock::new(),
            });
        }
        let (mut text, mut ends) = (String::new(), Vec::new());
        while let Some((_, least)) = streams.iter().min_by(|a, b| a.1.key().cmp(b.1.key())) {
            let key = least.key().to_vec();
            let place = ends.len() as u32;
            text.push_str(&String::from_utf8_lossy(&key));
            ends.push(text.len());
            streams.retain_mut(|(segment, stream)| {
                if stream.key() != key {
                    return true;
                }
                segments[*segment].places.push(place);
                stream.advance()
            });
        }
        Ok(Self { text, ends, segments })
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The string at a place.
    pub(super) fn name(&self, place: usize) -> &str {
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..self.ends[place]]
    }

    /// The places of the strings that begin so.
    pub(super) fn starting(&self, prefix: &str) -> std::ops::Range<usize> {
        let first = self.partition(|name| name < prefix);
        let end = self.partition(|name| name < prefix || name.starts_with(prefix));
        first..end
    }

    fn partition(&self, before: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if before(self.name(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    pub(super) fn of_segment(&self, segment: usize) -> &OfSegment {
        &self.segments[segment]
    }
}
