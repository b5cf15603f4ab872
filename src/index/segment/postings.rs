//! The postings of one field in the making.

use std::io;

use tantivy::DocId;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{FieldSerializer, InvertedIndexSerializer};
use tantivy::schema::{Field, IndexRecordOption};

use super::terms::Terms;

/// A longer term is left out, as tantivy would.
const MOST_TERM_BYTES: usize = u16::MAX as usize - 5;

/// The terms of documents as a row of numbers, put in order once all are there.
///
/// Sorting by counting takes a few nanoseconds a term; a list for each term, as it grows, takes
/// several times as long.
#[derive(Debug)]
pub(super) struct Postings<T = ()> {
    record: IndexRecordOption,
    terms: Terms<T>,
    /// Numbers of terms, each with a lowest bit: whether it steps to the next position.
    row: Vec<Step>,
    /// The documents with a term, and where in the row each ends.
    docs: Vec<(DocId, u32)>,
    /// How many terms each document has, as tantivy rounds it; what is behind the last has none.
    norms: Option<Vec<u8>>,
}

/// A term, at the position of the one before or, once it [goes on](Step::going_on), at the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Step(u32);

impl Step {
    pub(super) fn going_on(self, goes_on: bool) -> Self {
        Self(self.0 | u32::from(goes_on))
    }

    fn term(self) -> usize {
        (self.0 >> 1) as usize
    }

    fn goes_on(self) -> u32 {
        self.0 & 1
    }
}

impl Postings {
    /// A term as it stands in rows; `None` for one that is too long.
    pub(super) fn step(&mut self, term: &str) -> Option<Step> {
        (term.len() <= MOST_TERM_BYTES).then(|| self.word(term))
    }

    /// Likewise a word, of which none is too long.
    pub(super) fn word(&mut self, word: &str) -> Step {
        self.find(word, || ()).0
    }
}

impl<T: Copy> Postings<T> {
    /// None yet, of terms that may be known.
    pub(super) fn new(record: IndexRecordOption, has_norms: bool, terms: Terms<T>) -> Self {
        Self { record, terms, row: Vec::new(), docs: Vec::new(), norms: has_norms.then(Vec::new) }
    }

    /// The terms, without their postings.
    pub(super) fn into_terms(self) -> Terms<T> {
        self.terms
    }

    /// A word as it stands in rows with what is known of it, which is worked out where it is new.
    pub(super) fn find(&mut self, word: &str, of_it: impl FnOnce() -> T) -> (Step, T) {
        let (number, of_it) = self.terms.find(word.as_bytes(), of_it);
        (Step(number << 1), of_it)
    }

    /// Adds terms to a document, which is the last one or a new one.
    pub(super) fn add_all(&mut self, doc: DocId, steps: &[Step]) {
        if steps.is_empty() {
            return;
        }
        self.row.extend_from_slice(steps);
        let end = self.row.len() as u32;
        match self.docs.last_mut() {
            Some((last, last_end)) if *last == doc => *last_end = end,
            _ => self.docs.push((doc, end)),
        }
    }

    /// Says how many terms a document has, in a field where that counts.
    pub(super) fn set_length(&mut self, doc: DocId, terms: u64) {
        if let Some(norms) = &mut self.norms {
            let terms = u32::try_from(terms).unwrap_or(u32::MAX);
            norms.resize(doc as usize, 0);
            norms.push(FieldNormReader::fieldnorm_to_id(terms));
        }
    }

    /// The lengths of so many documents, where they count.
    pub(super) fn norms(&mut self, docs: DocId) -> Option<&[u8]> {
        let norms = self.norms.as_mut()?;
        norms.resize(docs as usize, 0);
        Some(norms)
    }

    /// About how many bytes of memory it takes, with what [`write`](Self::write) will need.
    pub(super) fn memory(&self) -> usize {
        let sorted = if self.record.has_positions() { size_of::<u64>() } else { size_of::<u32>() };
        self.terms.memory()
            + self.row.len() * (size_of::<Step>() + sorted)
            + self.docs.capacity() * size_of::<(DocId, u32)>()
            + self.norms.as_ref().map_or(0, Vec::capacity)
    }

    /// Its terms.
    pub(super) fn terms(&self) -> &Terms<T> {
        &self.terms
    }

    /// Writes them by term, if there are any; the terms, [in order](Terms::sorted), may be another field's.
    pub(super) fn write(
        &self,
        terms: &[(u32, &[u8])],
        field: Field,
        norms: Option<FieldNormReader>,
        index: &mut InvertedIndexSerializer,
    ) -> io::Result<()> {
        if self.row.is_empty() {
            return Ok(());
        }
        let mut out = index.new_field(field, self.row.len() as u64, norms)?;
        self.write_terms(terms, &mut out)?;
        out.close()
    }

    fn write_terms(&self, terms: &[(u32, &[u8])], out: &mut FieldSerializer<'_>) -> io::Result<()> {
        if self.record.has_positions() {
            let pack = |doc, position: u32| u64::from(doc) << 32 | u64::from(position);
            self.write_sorted(
                terms,
                out,
                pack,
                |posting| (posting >> 32) as DocId,
                |run, deltas| {
                    deltas.extend(run.iter().scan(0, |last, posting| {
                        let position = *posting as u32;
                        Some(position - std::mem::replace(last, position))
                    }));
                },
            )
        } else {
            self.write_sorted(terms, out, |doc, _| doc, |doc| doc, |_, _| {})
        }
    }

    fn write_sorted<P: Copy + Default>(
        &self,
        terms: &[(u32, &[u8])],
        out: &mut FieldSerializer<'_>,
        pack: impl Fn(DocId, u32) -> P,
        doc_of: impl Fn(P) -> DocId,
        deltas_of: impl Fn(&[P], &mut Vec<u32>),
    ) -> io::Result<()> {
        let mut ends = self.starts(terms);
        let mut postings = vec![P::default(); self.row.len()];
        let mut start = 0;
        for (doc, end) in &self.docs {
            // Before the first position.
            let mut position = u32::MAX;
            for step in &self.row[start..*end as usize] {
                position = position.wrapping_add(step.goes_on());
                let place = &mut ends[step.term()];
                postings[*place as usize] = pack(*doc, position);
                *place += 1;
            }
            start = *end as usize;
        }
        let has_freqs = self.record.has_freq();
        let (mut start, mut deltas) = (0, Vec::new());
        for (number, term) in terms {
            let end = ends[*number as usize] as usize;
            if end == start {
                // Known, and in no document.
                continue;
            }
            let of_term = &postings[start..end];
            start = end;
            let same_doc = |a: &P, b: &P| doc_of(*a) == doc_of(*b);
            let docs = of_term.chunk_by(same_doc).count() as u32;
            out.new_term(term, docs, has_freqs)?;
            for run in of_term.chunk_by(same_doc) {
                deltas.clear();
                deltas_of(run, &mut deltas);
                let count = if has_freqs { run.len() as u32 } else { 0 };
                out.write_doc(doc_of(run[0]), count, &deltas);
            }
            out.close_term()?;
        }
        Ok(())
    }

    /// Where the postings of each term start when they stand in this order of terms.
    fn starts(&self, terms: &[(u32, &[u8])]) -> Vec<u32> {
        let mut counts = vec![0_u32; terms.len()];
        for step in &self.row {
            counts[step.term()] += 1;
        }
        let mut next = 0;
        for (number, _) in terms {
            let count = &mut counts[*number as usize];
            next += std::mem::replace(count, next);
        }
        counts
    }
}
