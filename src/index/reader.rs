//! Reading: one commit's state.

use std::fmt;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde::Deserialize;
use tantivy::columnar::Column;
use tantivy::directory::OwnedBytes;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::store::StoreReader;
use tantivy::{
    DocAddress, DocId, DocSet, ReloadPolicy, Searcher, SegmentOrdinal, SegmentReader, TERMINATED,
    Term,
};

use super::fault::{damaged, guarded};
use super::frame::stored_field;
use super::statistics::Totals;
use super::stored::{ArticleBlob, ClaimBlob, decode, decode_with_text};
use super::{
    ArticleParts, DocKind, Granularity, Index, Schema, Statistics, StoredArticle, StoredClaim,
    fault, fingerprint,
};
use crate::error::{Error, Result};

/// Blocks of stored documents that are kept unpacked, of each segment; a block is 16 KB or one
/// article.
const CACHED_BLOCKS: usize = 64;

/// So many fingerprints are looked at together.
const BLOCK: usize = 128;

/// An index as it was at one commit, whatever is written meanwhile.
pub struct Reader {
    searcher: Searcher,
    schema: Schema,
    pub(super) place: PathBuf,
    pub(super) in_memory: bool,
    segments: Vec<Columns>,
    /// Of each segment how far back a document's article stands and how many claims stand behind it.
    neighbours: Vec<[Column<u64>; 2]>,
    stores: Vec<StoreReader>,
    totals: OnceLock<tantivy::Result<Totals>>,
}

/// The columns that finding a neighbour needs; a segment without such documents has none.
struct Columns {
    digits: Option<Column<u64>>,
    hash: Option<Column<u64>>,
    /// Opened when they are asked for first.
    fingerprint: OnceLock<Column<u64>>,
    minutes: OnceLock<Column<i64>>,
}

/// The column in its place, which is opened if it was not.
fn opened<T>(
    place: &OnceLock<Column<T>>,
    open: impl FnOnce() -> tantivy::Result<Column<T>>,
) -> tantivy::Result<&Column<T>> {
    match place.get() {
        Some(column) => Ok(column),
        None => {
            let column = open()?;
            Ok(place.get_or_init(|| column))
        }
    }
}

impl Reader {
    pub(super) fn open(index: &Index) -> Result<Self> {
        let failed = |error| fault(&index.place, error);
        guarded(&index.place, || {
            let reader = index
                .inner
                .reader_builder()
                .reload_policy(ReloadPolicy::Manual)
                .try_into()
                .map_err(failed)?;
            let (searcher, schema) = (reader.searcher(), index.schema);
            let segments = searcher
                .segment_readers()
                .iter()
                .map(|segment| Columns::open(&schema, segment))
                .collect::<tantivy::Result<_>>()
                .map_err(failed)?;
            let neighbours = searcher
                .segment_readers()
                .iter()
                .map(|segment| neighbours(&schema, segment))
                .collect::<tantivy::Result<_>>()
                .map_err(failed)?;
            let stores = searcher
                .segment_readers()
                .iter()
                .map(|segment| segment.get_store_reader(CACHED_BLOCKS))
                .collect::<io::Result<_>>()
                .map_err(|error| failed(error.into()))?;
            Ok(Self {
                searcher,
                schema,
                stores,
                place: index.place.clone(),
                in_memory: index.in_memory,
                segments,
                neighbours,
                totals: OnceLock::new(),
            })
        })
    }

    /// The searcher of tantivy over this state.
    pub fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    /// Handles of the fields.
    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// Of each segment two columns of all documents: how far before it its article stands, and how many
    /// claims of the same article stand behind it.
    pub fn neighbours(&self) -> &[[Column<u64>; 2]] {
        &self.neighbours
    }

    /// What BM25 needs to know of the documents of one kind.
    pub fn statistics(&self, granularity: Granularity) -> Statistics<'_> {
        Statistics::new(self, granularity)
    }

    pub(super) fn totals(&self) -> tantivy::Result<&Totals> {
        self.totals.get_or_init(|| Totals::count(self)).as_ref().map_err(Clone::clone)
    }

    /// Runs something on this state; a fault of tantivy in it, a panic too, becomes an error that
    /// names the index.
    pub fn guard<T>(&self, read: impl FnOnce() -> tantivy::Result<T>) -> Result<T> {
        guarded(&self.place, || read().map_err(|error| fault(&self.place, error)))
    }

    pub(super) fn doc_freq(&self, term: &Term) -> Result<u64> {
        self.guard(|| self.searcher.doc_freq(term))
    }

    /// The article with this id.
    pub fn article(&self, id: &str) -> Result<Option<StoredArticle>> {
        self.article_address(id)?.map(|address| self.article_at(address)).transpose()
    }

    /// Where the article with this id stands.
    pub fn article_address(&self, id: &str) -> Result<Option<DocAddress>> {
        let term = Term::from_field_text(self.schema.article_id, id);
        let mut found = None;
        // Its claims carry the id too and stand behind it.
        self.visit(&term, |address| {
            found = Some(address);
            false
        })?;
        match found {
            Some(address) if self.claim_count(address).is_none() => {
                Err(self.damaged(format_args!("no article at {address:?}")))
            }
            found => Ok(found),
        }
    }

    /// The article that stands at an address.
    pub fn article_at(&self, address: DocAddress) -> Result<StoredArticle> {
        let document = self.document(address)?;
        let (Some(claims), Some(hash)) = (self.claim_count(address), self.hash_at(address)) else {
            return Err(self.damaged(format_args!("no article at {address:?}")));
        };
        self.stored_article(&document)
            .and_then(|(text, blob)| blob.into_article(address, text, claims, hash))
            .ok_or_else(|| self.unreadable(address))
    }

    /// Lends what the claims of the article at an address are shown with.
    pub fn with_article<T>(
        &self,
        address: DocAddress,
        show: impl FnOnce(&ArticleParts<'_>) -> Result<T>,
    ) -> Result<T> {
        let document = self.document(address)?;
        let parts = self.stored_article(&document).and_then(|(text, blob)| blob.into_parts(text));
        show(&parts.ok_or_else(|| self.unreadable(address))?)
    }

    fn unreadable(&self, article: DocAddress) -> Error {
        self.damaged(format_args!("the article at {article:?} cannot be read"))
    }

    fn stored_article<'d>(&self, document: &'d [u8]) -> Option<(&'d str, ArticleBlob<'d>)> {
        let text = std::str::from_utf8(stored_field(document, self.schema.body)?).ok()?;
        Some((text, self.blob(document)?))
    }

    /// The claim that stands at an address.
    pub fn claim_at(&self, address: DocAddress) -> Result<StoredClaim> {
        let columns = &self.segments[address.segment_ord as usize];
        let position = self.behind(address).and_then(|behind| behind.checked_sub(1));
        let digits = first(&columns.digits, address.doc_id);
        let place = position.zip(digits).and_then(|(position, digits)| {
            Some((u32::try_from(position).ok()?, u32::try_from(digits).ok()?))
        });
        let Some((position, digits)) = place else {
            return Err(self.damaged(format_args!("no claim at {address:?}")));
        };
        let document = self.document(address)?;
        let blob = stored_field(&document, self.schema.stored).and_then(decode_with_text);
        blob.map(|(blob, check): (ClaimBlob<'_>, _)| blob.into_claim(position, digits, check))
            .ok_or_else(|| self.damaged(format_args!("the claim at {address:?} cannot be read")))
    }

    /// Where the claim with this id stands.
    pub fn claim_address(&self, id: &str) -> Result<Option<DocAddress>> {
        let Some((article, digits)) = id.rsplit_once('.') else { return Ok(None) };
        let Some(digits) = parse_digits(digits) else { return Ok(None) };
        let Some(article) = self.article_address(article)? else { return Ok(None) };
        let columns = &self.segments[article.segment_ord as usize];
        Ok(self
            .claim_addresses(article)
            .find(|claim| first(&columns.digits, claim.doc_id) == Some(u64::from(digits))))
    }

    /// Where the article of a claim stands.
    pub fn article_of(&self, claim: DocAddress) -> Result<DocAddress> {
        self.behind(claim)
            .and_then(|behind| {
                let article = Schema::article_of(claim.doc_id, behind)?;
                let article = DocAddress::new(claim.segment_ord, article);
                self.claim_count(article)
                    .filter(|count| (1..=u64::from(*count)).contains(&behind))?;
                Some(article)
            })
            .ok_or_else(|| self.damaged(format_args!("the claim at {claim:?} has no article")))
    }

    /// The claims of an article, by position.
    pub fn claims_of(&self, article: DocAddress) -> Result<Vec<(DocAddress, StoredClaim)>> {
        self.claim_addresses(article).map(|claim| Ok((claim, self.claim_at(claim)?))).collect()
    }

    /// The [fingerprint](super::fingerprint) of the claim at an address.
    pub fn fingerprint(&self, address: DocAddress) -> tantivy::Result<Option<u64>> {
        Ok(self.fingerprints(address.segment_ord)?.first(address.doc_id))
    }

    fn fingerprints(&self, segment: SegmentOrdinal) -> tantivy::Result<&Column<u64>> {
        opened(&self.segments[segment as usize].fingerprint, || {
            let fast = self.searcher.segment_reader(segment).fast_fields();
            fast.u64(self.schema.name(self.schema.fingerprint))
        })
    }

    /// The claims whose [fingerprint](super::fingerprint) is near one, at most so many.
    pub fn like(&self, print: u64, most: usize) -> tantivy::Result<Vec<DocAddress>> {
        let term =
            Term::from_field_text(self.schema.kin, &fingerprint::term(fingerprint::fixed(print)));
        let mut found = Vec::new();
        let mut prints = [0; BLOCK];
        for (ord, segment) in self.searcher.segment_readers().iter().enumerate() {
            let inverted = segment.inverted_index(self.schema.kin)?;
            let Some(mut kin) = inverted.read_block_postings(&term, IndexRecordOption::Basic)?
            else {
                continue;
            };
            let column = self.fingerprints(ord as u32)?;
            while !kin.docs().is_empty() && found.len() < most {
                for docs in kin.docs().chunks(BLOCK) {
                    let prints = &mut prints[..docs.len()];
                    // Every document has one.
                    column.values.get_vals(docs, prints);
                    for (doc, other) in docs.iter().zip(prints) {
                        if fingerprint::are_near(print, *other) && !segment.is_deleted(*doc) {
                            found.push(DocAddress::new(ord as u32, *doc));
                        }
                    }
                }
                kin.advance();
            }
        }
        Ok(found)
    }

    /// When the article or claim at an address was published, in minutes from 1970-01-01.
    pub fn minutes(&self, address: DocAddress) -> tantivy::Result<Option<i64>> {
        let column = opened(&self.segments[address.segment_ord as usize].minutes, || {
            let fast = self.searcher.segment_reader(address.segment_ord).fast_fields();
            fast.i64(self.schema.name(self.schema.minutes))
        })?;
        Ok(column.first(address.doc_id))
    }

    /// Where the claims of an article stand, by position.
    pub fn claim_addresses(&self, article: DocAddress) -> impl Iterator<Item = DocAddress> + use<> {
        let count = self.claim_count(article).unwrap_or(0);
        (1..=count).map(move |n| DocAddress::new(article.segment_ord, article.doc_id + n))
    }

    /// The fingerprint given with an article.
    pub fn article_hash(&self, id: &str) -> Result<Option<u64>> {
        Ok(self.article_address(id)?.and_then(|address| self.hash_at(address)))
    }

    /// Id and fingerprint of every article that was read from a file, by id.
    pub fn articles_of_file(&self, file: &str) -> Result<Vec<(String, u64)>> {
        let term = Term::from_field_text(self.schema.file, file);
        let mut addresses = Vec::new();
        self.visit(&term, |address| {
            addresses.extend(self.claim_count(address).map(|_| address));
            true
        })?;
        let mut found = Vec::with_capacity(addresses.len());
        for address in addresses {
            let segment = self.searcher.segment_reader(address.segment_ord);
            let id = self.string(segment, self.schema.article_key, address.doc_id)?;
            found.extend(id.zip(self.hash_at(address)));
        }
        found.sort_unstable();
        Ok(found)
    }

    /// Where all articles stand.
    pub fn article_addresses(&self) -> Result<Vec<DocAddress>> {
        self.addresses(DocKind::Article)
    }

    pub(super) fn addresses(&self, kind: DocKind) -> Result<Vec<DocAddress>> {
        let mut addresses = Vec::new();
        self.visit(&self.schema.doc_term(kind), |address| {
            addresses.push(address);
            true
        })?;
        Ok(addresses)
    }

    /// Calls `sink` with every document that has a term and is not deleted, until it says no.
    pub(super) fn visit(
        &self,
        term: &Term,
        mut sink: impl FnMut(DocAddress) -> bool,
    ) -> Result<()> {
        self.guard(|| {
            for (ord, segment) in self.searcher.segment_readers().iter().enumerate() {
                let inverted = segment.inverted_index(term.field())?;
                let Some(mut docs) = inverted.read_postings(term, IndexRecordOption::Basic)? else {
                    continue;
                };
                while docs.doc() != TERMINATED {
                    let doc = docs.doc();
                    if !segment.is_deleted(doc) && !sink(DocAddress::new(ord as u32, doc)) {
                        return Ok(());
                    }
                    docs.advance();
                }
            }
            Ok(())
        })
    }

    pub(super) fn document(&self, address: DocAddress) -> Result<OwnedBytes> {
        let store = &self.stores[address.segment_ord as usize];
        self.guard(|| store.get_document_bytes(address.doc_id))
    }

    pub(super) fn blob<'d, T: Deserialize<'d>>(&self, document: &'d [u8]) -> Option<T> {
        stored_field(document, self.schema.stored).and_then(decode)
    }

    /// How many claims follow; `None` when it is no article.
    fn claim_count(&self, address: DocAddress) -> Option<u32> {
        let columns = &self.segments[address.segment_ord as usize];
        // Articles alone have one.
        first(&columns.hash, address.doc_id)?;
        let [_, ahead] = &self.neighbours[address.segment_ord as usize];
        let count = value(ahead, address.doc_id)?;
        let behind =
            self.searcher.segment_reader(address.segment_ord).max_doc() - address.doc_id - 1;
        u32::try_from(count).ok().filter(|count| *count <= behind)
    }

    /// How far before a document its article stands.
    fn behind(&self, address: DocAddress) -> Option<u64> {
        let [behind, _] = &self.neighbours[address.segment_ord as usize];
        value(behind, address.doc_id)
    }

    fn hash_at(&self, address: DocAddress) -> Option<u64> {
        first(&self.segments[address.segment_ord as usize].hash, address.doc_id)
    }

    fn string(&self, segment: &SegmentReader, field: Field, doc: DocId) -> Result<Option<String>> {
        self.guard(|| {
            let column = segment.fast_fields().str(self.schema.name(field))?;
            let Some(column) = column else { return Ok(None) };
            let Some(ord) = column.ords().first(doc) else { return Ok(None) };
            let mut out = String::new();
            Ok(column.ord_to_str(ord, &mut out)?.then_some(out))
        })
    }

    pub(super) fn damaged(&self, what: impl fmt::Display) -> Error {
        damaged(&self.place, what)
    }

    /// The folder of the index; `None` when it is in memory.
    pub(super) fn dir(&self) -> Option<&Path> {
        (!self.in_memory).then_some(&*self.place)
    }
}

fn neighbours(schema: &Schema, segment: &SegmentReader) -> tantivy::Result<[Column<u64>; 2]> {
    let open = |field| -> tantivy::Result<Column<u64>> {
        let column = segment.fast_fields().column_opt(schema.name(field))?;
        Ok(column.unwrap_or_else(|| Column::build_empty_column(segment.max_doc())))
    };
    Ok([open(schema.behind)?, open(schema.ahead)?])
}

impl Columns {
    fn open(schema: &Schema, segment: &SegmentReader) -> tantivy::Result<Self> {
        let open = |field| segment.fast_fields().column_opt::<u64>(schema.name(field));
        Ok(Self {
            digits: open(schema.digits)?,
            hash: open(schema.hash)?,
            fingerprint: OnceLock::new(),
            minutes: OnceLock::new(),
        })
    }
}

/// A document's value; `None` too where a damaged column leads out of bounds.
fn first(column: &Option<Column<u64>>, doc: DocId) -> Option<u64> {
    value(column.as_ref()?, doc)
}

fn value(column: &Column<u64>, doc: DocId) -> Option<u64> {
    catch_unwind(AssertUnwindSafe(|| column.first(doc))).ok().flatten()
}

/// The number that the last 8 characters of a claim's id stand for.
pub(super) fn parse_digits(digits: &str) -> Option<u32> {
    let hexadecimal = digits.len() == 8 && digits.bytes().all(|b| b.is_ascii_hexdigit());
    hexadecimal.then(|| u32::from_str_radix(digits, 16).ok()).flatten()
}

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader").field("place", &self.place).finish_non_exhaustive()
    }
}
