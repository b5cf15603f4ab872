//! The strings of a column over all segments, in order, each known by its place.

use std::sync::{Arc, Mutex, PoisonError};

use tantivy::columnar::Column;
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
    /// Of each segment the column, and the place of each of its strings.
    segments: Vec<(Option<Column<u64>>, Vec<u32>)>,
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
                segments.push((None, Vec::new()));
                continue;
            };
            let mut stream = column.dictionary().stream()?;
            if stream.advance() {
                streams.push((segments.len(), stream));
            }
            segments.push((Some(column.ords().clone()), Vec::with_capacity(column.num_terms())));
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
                segments[*segment].1.push(place);
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

    /// The column of a segment; its values are places in [`of_segment`](Self::of_segment).
    pub(super) fn column(&self, segment: usize) -> Option<&Column<u64>> {
        self.segments[segment].0.as_ref()
    }

    /// The place of each string of a segment.
    pub(super) fn of_segment(&self, segment: usize) -> &[u32] {
        &self.segments[segment].1
    }
}
