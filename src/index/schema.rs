//! The fields of the three kinds of documents: the only place where their names exist.

use tantivy::schema::{
    BytesOptions, Field, FieldEntry, IndexRecordOption, NumericOptions, TextFieldIndexing,
    TextOptions,
};
use tantivy::{DocId, Term, schema};

/// Of fields that the [analyzer](super::analyzer) makes terms for. tantivy keeps the name and never asks
/// for the tokenizer: it is given segments, not texts.
const ROW: &str = "claimdex_row";
const RAW: &str = "raw";

/// Declares the handles of fields together with their names.
macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident: $entry:expr,)+) => {
        /// Handles of all fields. *Keyword* fields hold a value as one term; *columns* hold a
        /// value per document and go by name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct Schema {
            $($(#[$doc])* pub $name: Field,)+
        }

        impl Schema {
            pub(crate) fn build() -> (Self, schema::Schema) {
                let mut builder = schema::Schema::builder();
                let fields = Self {
                    $($name: builder.add_field($entry(stringify!($name).to_owned())),)+
                };
                (fields, builder.build())
            }

            /// The name of a field, which is how columns are opened.
            pub fn name(&self, field: Field) -> &'static str {
                $(if field == self.$name { return stringify!($name); })+
                ""
            }
        }
    };
}

fields! {
    /// Keyword: which kind of document it is, `article`, `claim` or `source`.
    doc: keyword,
    /// Keyword on an article and its claims: the article's id.
    article_id: keyword,

    /// Terms of a claim's text, with positions.
    text: terms_with_positions,
    /// Terms of the title of a claim's group.
    group: terms,
    /// Terms of an article's title; its claims stand behind it.
    title: terms,
    /// The unstemmed words of a claim's text that stemming changed.
    surface: surfaces,
    /// Keyword on claims: the kind by name.
    kind: keyword,
    /// Keyword on claims: the labels of its citations.
    cite: keyword,

    /// Keyword on claims: the ids of the entities that it names.
    entity: keyword,
    /// Keyword on claims: the ids of the entities that their article's title or their group's names.
    about: keyword,

    /// Stored on articles: the text, which its claims are cut from and found by.
    body: stored_text,

    /// Keyword on articles: the source in lower case.
    source: keyword,
    /// Keyword on articles: the language in lower case, whole and its first part.
    lang: keyword,
    /// Keyword on articles: every path that holds the article.
    path: keyword,
    /// Keyword on articles: the files that it was read from, as the caller knows them.
    file: keyword,
    /// Keyword on articles: the address.
    url: keyword,
    /// Keyword on sources: the path.
    source_path: keyword,

    /// Column on articles and claims, `i64`: minutes of publication from 1970-01-01, if known.
    minutes: signed,

    /// Column on all documents: how far before it its article stands; 0 but on claims.
    behind: unsigned,
    /// Column on all documents: how many claims of the same article stand behind it.
    ahead: unsigned,
    /// Column on claims: the last 8 digits of the id.
    digits: unsigned,
    /// Column on claims: the kind's place in [`Kind::ALL`](crate::model::Kind::ALL).
    kind_ordinal: unsigned,
    /// Keyword on claims: the part of the [fingerprint](super::fingerprint) that must be equal.
    kin: keyword,
    /// Column on all documents: the [fingerprint](super::fingerprint); 0 but on claims.
    fingerprint: unsigned,
    /// Column on articles: tokens in `text` of its claims together.
    text_len: unsigned,
    /// Column on articles: tokens in `group` of its claims together.
    group_len: unsigned,
    /// Column on articles: tokens in `title`.
    title_len: unsigned,
    /// Column of strings on claims: the title of the group as written.
    group_key: strings,

    /// Column of strings on claims, several values: id and name of the entities, a tab between.
    entity_key: strings,
    /// Column of strings on claims, several values: [what each quantity is of](Self::quantity_key).
    qty_key: strings,
    /// Column beside it, `f64`, a value for each of `qty_key`: the least value. One that is said to
    /// be over or under is the next number above or below.
    qty_min: floats,
    /// Column beside it, `f64`, a value for each of `qty_key`: the greatest value, likewise.
    qty_max: floats,
    /// Column on claims, `i64`, several values: the first day of each period that is spoken of.
    when_from: signed,
    /// Column beside it, `i64`, a value for each of `when_from`: the last day.
    when_to: signed,

    /// Keyword on claims: the [terms](super::buckets) of what their quantities are.
    figure: keyword,
    /// Keyword on claims: the months that they speak of, where these are few.
    month: keyword,

    /// Column on articles: the caller's fingerprint.
    hash: unsigned,
    /// Column on articles: tokens of its claims and its title that are no stop words.
    body_len: unsigned,
    /// Column on articles: bytes of the stored text.
    text_bytes: unsigned,
    /// Column on articles, several values: the caller's byte counts.
    coverage: unsigned,
    /// Column on articles, several values: how many entities, quantities, dates and dates of unknown
    /// days its claims have.
    tags: unsigned,
    /// Column of strings on articles: the id.
    article_key: strings,
    /// Column of strings on articles: the source as written.
    source_key: strings,
    /// Column of strings on articles: the language as given.
    lang_key: strings,

    /// Stored on every document: what is read back of it.
    stored: stored_bytes,
}

/// What the keyword field [`Schema::doc`] holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocKind {
    /// An article.
    Article,
    /// A claim.
    Claim,
    /// An entry of the ledger.
    Source,
}

impl DocKind {
    /// The keyword.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Claim => "claim",
            Self::Source => "source",
        }
    }
}

impl Schema {
    /// The article's document of one that stands so far behind it.
    pub fn article_of(doc: DocId, behind: u64) -> Option<DocId> {
        DocId::try_from(u64::from(doc).checked_sub(behind)?).ok()
    }

    /// What a quantity is of, as the column holds it: kind, unit and what it is per.
    pub fn quantity_key(kind: &str, unit: Option<&str>, per: Option<&str>) -> String {
        [kind, "\t", unit.unwrap_or_default(), "\t", per.unwrap_or_default()].concat()
    }

    /// Kind and unit of such a key.
    pub fn kind_and_unit(key: &str) -> (&str, &str) {
        let mut parts = key.split('\t');
        (parts.next().unwrap_or_default(), parts.next().unwrap_or_default())
    }

    /// The term that all documents of a kind have.
    pub fn doc_term(&self, kind: DocKind) -> Term {
        Term::from_field_text(self.doc, kind.as_str())
    }

    /// The column that adds up to the exact length of an analysed field.
    pub fn length_of(&self, field: Field) -> Option<Field> {
        [
            (self.text, self.text_len),
            (self.group, self.group_len),
            (self.title, self.title_len),
            (self.body, self.body_len),
        ]
        .into_iter()
        .find_map(|(analysed, length)| (analysed == field).then_some(length))
    }
}

fn indexed(tokenizer: &str, record: IndexRecordOption, fieldnorms: bool) -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(tokenizer)
        .set_index_option(record)
        .set_fieldnorms(fieldnorms);
    TextOptions::default().set_indexing_options(indexing)
}

fn keyword(name: String) -> FieldEntry {
    FieldEntry::new_text(name, indexed(RAW, IndexRecordOption::Basic, false))
}

fn terms(name: String) -> FieldEntry {
    FieldEntry::new_text(name, indexed(ROW, IndexRecordOption::WithFreqs, true))
}

fn stored_text(name: String) -> FieldEntry {
    FieldEntry::new_text(name, TextOptions::default().set_stored())
}

fn terms_with_positions(name: String) -> FieldEntry {
    FieldEntry::new_text(name, indexed(ROW, IndexRecordOption::WithFreqsAndPositions, true))
}

fn surfaces(name: String) -> FieldEntry {
    FieldEntry::new_text(name, indexed(ROW, IndexRecordOption::Basic, false))
}

fn strings(name: String) -> FieldEntry {
    FieldEntry::new_text(name, TextOptions::default().set_fast(RAW))
}

fn signed(name: String) -> FieldEntry {
    FieldEntry::new_i64(name, NumericOptions::default().set_fast())
}

fn floats(name: String) -> FieldEntry {
    FieldEntry::new_f64(name, NumericOptions::default().set_fast())
}

fn unsigned(name: String) -> FieldEntry {
    FieldEntry::new_u64(name, NumericOptions::default().set_fast())
}

fn stored_bytes(name: String) -> FieldEntry {
    FieldEntry::new_bytes(name, BytesOptions::default().set_stored())
}
