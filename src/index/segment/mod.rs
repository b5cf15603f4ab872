//! One segment of the index in the making.
//!
//! tantivy's own writer takes documents one by one from a queue: for each of a claim's thirty values it
//! asks what field it is, and each term goes through one table into a list of its own. Here what a claim
//! says goes straight to where it is written: rows of numbers of terms, sorted at the end, and columns.
//! The files are tantivy's, written by its own serializers, and tantivy merges them with others.

mod article;
mod postings;
mod prints;
mod said;
mod terms;
mod words;

use std::mem::take;
use std::ops::Range;

use rustc_hash::FxHashMap;
use tantivy::columnar::{ColumnType, ColumnarWriter, NumericalValue};
use tantivy::directory::TerminatingWrite;
use tantivy::fastfield::write_alive_bitset;
use tantivy::fieldnorm::{FieldNormReaders, FieldNormsSerializer};
use tantivy::index::SegmentComponent;
use tantivy::postings::InvertedIndexSerializer;
use tantivy::schema::{self, Field, IndexRecordOption, Type};
use tantivy::store::StoreWriter;
use tantivy::{BitSet, DocId, Opstamp, SegmentMeta};

use super::fingerprint::Sheet;
use super::frame::{Kept, push_document};
use super::schema::{DocKind, Schema};
use postings::{Postings, Step};
use prints::Prints;
use said::Said;
use terms::Terms;
pub(super) use words::Vocabulary;
use words::Words;

/// A segment that takes in documents.
pub(super) struct Builder {
    segment: tantivy::index::Segment,
    schema: Schema,
    /// Knows the names of fields, which is how columns go.
    declared: schema::Schema,
    /// How many documents it has.
    docs: DocId,
    /// By the field's number; those of fields that are not indexed stay empty. Titles share the terms of
    /// texts.
    postings: Vec<Postings>,
    /// Those of the field for words that stemming changes.
    words: Words,
    /// Those of the field for the like of claims.
    prints: Prints,
    columns: ColumnarWriter,
    store: StoreWriter,
    /// The documents of articles and sources by a hash of id or path.
    written: FxHashMap<u64, Range<DocId>>,
    /// Documents that were replaced by later ones.
    dead: Vec<Range<DocId>>,
    /// The text at hand as terms, and its words that stemming changed.
    rows: [Vec<Step>; 2],
    /// The words of the text at hand.
    said: Said,
    /// What fingerprints are worked out on.
    sheet: Sheet,
    /// The document at hand as it is stored.
    frame: Vec<u8>,
}

impl Builder {
    /// Starts a segment; its words may be known from another one.
    pub(super) fn new(
        segment: tantivy::index::Segment,
        schema: Schema,
        mut vocabulary: Vocabulary,
    ) -> tantivy::Result<Self> {
        let declared = segment.schema();
        let mut columns = ColumnarWriter::default();
        let mut postings = Vec::new();
        for (field, entry) in declared.fields() {
            let kind = entry.field_type();
            let record = kind.index_record_option().unwrap_or_default();
            let has_norms = entry.is_indexed() && entry.has_fieldnorms();
            let is_text = field == schema.text;
            let terms = if is_text { take(&mut vocabulary.terms) } else { Terms::default() };
            postings.push(Postings::new(record, has_norms, terms));
            let column = match kind.value_type() {
                Type::Str => ColumnType::Str,
                Type::U64 => ColumnType::U64,
                Type::I64 => ColumnType::I64,
                Type::F64 => ColumnType::F64,
                _ => continue,
            };
            if entry.is_fast() {
                columns.record_column_type(entry.name(), column, false);
            }
        }
        let words = Words::new(IndexRecordOption::Basic, false, vocabulary.words);
        let settings = segment.index().settings();
        let store = StoreWriter::new(
            segment.open_write(SegmentComponent::Store)?,
            settings.docstore_compression,
            settings.docstore_blocksize,
            false,
        )?;
        Ok(Self {
            segment,
            schema,
            declared,
            docs: 0,
            postings,
            words,
            prints: Prints::default(),
            columns,
            store,
            written: FxHashMap::default(),
            dead: Vec::new(),
            rows: Default::default(),
            said: Said::default(),
            sheet: Sheet::default(),
            frame: Vec::new(),
        })
    }

    /// About how many bytes of memory it takes.
    pub(super) fn memory(&self) -> usize {
        let postings: usize = self.postings.iter().map(Postings::memory).sum();
        let words = self.words.memory() + self.prints.memory();
        postings + words + self.columns.mem_usage() + self.store.mem_usage()
    }

    /// What it holds, by hashes of ids and paths.
    pub(super) fn written(&self) -> impl Iterator<Item = u64> {
        self.written.keys().copied()
    }

    /// Takes out what has a key.
    pub(super) fn remove(&mut self, key: u64) {
        self.dead.extend(self.written.remove(&key));
    }

    /// Adds an entry of the ledger.
    pub(super) fn add_source(&mut self, path: &str, blob: &[u8], key: u64) -> tantivy::Result<()> {
        let (schema, doc) = (self.schema, self.docs);
        self.term(doc, schema.doc, DocKind::Source.as_str());
        self.term(doc, schema.source_path, path);
        self.number_all(doc, [0; 3]);
        self.keep(&[Kept::Bytes(schema.stored, blob)])?;
        self.end(doc, doc + 1, key);
        Ok(())
    }

    /// Ends what has a key, which is these documents.
    fn end(&mut self, first: DocId, end: DocId, key: u64) {
        self.docs = end;
        self.written.insert(key, first..end);
    }

    fn postings(&mut self, field: Field) -> &mut Postings {
        &mut self.postings[field.field_id() as usize]
    }

    fn term(&mut self, doc: DocId, field: Field, term: &str) {
        let postings = self.postings(field);
        let step = postings.step(term);
        postings.add_all(doc, step.as_slice());
    }

    /// A value of a column.
    fn number(&mut self, doc: DocId, field: Field, value: impl Into<NumericalValue>) {
        let name = self.declared.get_field_name(field);
        self.columns.record_numerical(doc, name, value.into());
    }

    /// Likewise of strings.
    fn string(&mut self, doc: DocId, field: Field, value: &str) {
        let name = self.declared.get_field_name(field);
        self.columns.record_str(doc, name, value);
    }

    /// The columns that all documents have: how far behind its article it stands, how many claims of
    /// the same article stand behind it, and its fingerprint.
    fn number_all(&mut self, doc: DocId, [behind, ahead, print]: [u64; 3]) {
        self.number(doc, self.schema.behind, behind);
        self.number(doc, self.schema.ahead, ahead);
        self.number(doc, self.schema.fingerprint, print);
    }

    /// Stores what is kept of the next document.
    fn keep(&mut self, kept: &[Kept<'_>]) -> tantivy::Result<()> {
        self.frame.clear();
        push_document(&mut self.frame, kept);
        Ok(self.store.store_bytes(&self.frame)?)
    }

    /// Writes the files, and gives its words back; `None` when there is nothing in it.
    ///
    /// `commit` is the number of the last commit: documents that were replaced are marked as deleted
    /// since then.
    pub(super) fn finish(
        mut self,
        commit: Opstamp,
    ) -> tantivy::Result<(Option<SegmentMeta>, Vocabulary)> {
        let segment = self.segment;
        let norms = segment.open_write(SegmentComponent::FieldNorms)?;
        let mut norms = FieldNormsSerializer::from_write(norms)?;
        for (field, postings) in (0..).map(Field::from_field_id).zip(&mut self.postings) {
            if let Some(lengths) = postings.norms(self.docs) {
                norms.serialize_field(field, lengths)?;
            }
        }
        norms.close()?;
        let norms = FieldNormReaders::open(segment.open_read(SegmentComponent::FieldNorms)?)?;
        let mut index = InvertedIndexSerializer::open(&segment)?;
        let text = &self.postings[self.schema.text.field_id() as usize];
        let of_text = text.terms().sorted();
        let of_words = [self.schema.text, self.schema.title, self.schema.group];
        for (field, postings) in (0..).map(Field::from_field_id).zip(&self.postings) {
            if field == self.schema.surface {
                self.words.write(&self.words.terms().sorted(), field, None, &mut index)?;
            } else if of_words.contains(&field) {
                postings.write(&of_text, field, norms.get_field(field)?, &mut index)?;
            } else if field == self.schema.kin {
                self.prints.write(field, &mut index)?;
            } else {
                let terms = postings.terms().sorted();
                postings.write(&terms, field, norms.get_field(field)?, &mut index)?;
            }
        }
        index.close()?;
        let mut columns = segment.open_write(SegmentComponent::FastFields)?;
        self.columns.serialize(self.docs, None, &mut columns)?;
        columns.terminate()?;
        self.store.close()?;
        let segment = segment.with_max_doc(self.docs);
        let mut alive = BitSet::with_max_value_and_full(self.docs);
        for doc in self.dead.into_iter().flatten() {
            alive.remove(doc);
        }
        let text = self.postings.swap_remove(self.schema.text.field_id() as usize);
        let vocabulary = Vocabulary { terms: text.into_terms(), words: self.words.into_terms() };
        let dead = self.docs - alive.len() as DocId;
        let segment = if dead == 0 { segment } else { segment.with_delete_meta(dead, commit) };
        if dead > 0 {
            let mut deleted = segment.open_write(SegmentComponent::Delete)?;
            write_alive_bitset(&alive, &mut deleted)?;
            deleted.terminate()?;
        }
        let meta = (dead < self.docs).then(|| segment.meta().clone());
        Ok((meta, vocabulary))
    }
}
