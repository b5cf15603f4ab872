//! The fields of the limit's index.

use tantivy::schema::{
    DateOptions, DateTimePrecision, Field, IndexRecordOption, STORED, STRING, Schema,
    TextFieldIndexing, TextOptions,
};
use tantivy::{DateTime, TantivyDocument};

use crate::Result;
use crate::claim::Claim;
use crate::time::seconds;

/// tantivy's own English analysis: simple words, lower case, stemmed.
pub(crate) const TOKENIZER: &str = "en_stem";

/// The fields' handles.
#[derive(Clone, Copy)]
pub(crate) struct Fields {
    pub(crate) id: Field,
    pub(crate) article: Field,
    pub(crate) group: Field,
    pub(crate) text: Field,
    pub(crate) entities: Field,
    pub(crate) source: Field,
    pub(crate) published: Field,
}

/// Text with positions and stored, the rest keywords, and the date as a column too.
pub(crate) fn schema() -> (Schema, Fields) {
    let text = TextOptions::default().set_stored().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer(TOKENIZER)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions),
    );
    let keyword = TextOptions::default().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer("raw")
            .set_index_option(IndexRecordOption::Basic)
            .set_fieldnorms(false),
    );
    let date =
        DateOptions::default().set_indexed().set_fast().set_precision(DateTimePrecision::Seconds);
    let mut schema = Schema::builder();
    let fields = Fields {
        id: schema.add_text_field("id", STRING | STORED),
        article: schema.add_text_field("article", keyword.clone()),
        group: schema.add_text_field("group", keyword.clone()),
        text: schema.add_text_field("text", text),
        entities: schema.add_text_field("entities", keyword.clone()),
        source: schema.add_text_field("source", keyword),
        published: schema.add_date_field("published", date),
    };
    (schema.build(), fields)
}

impl Fields {
    /// The handles in an index that is there already.
    pub(crate) fn of(schema: &Schema) -> Result<Self> {
        Ok(Self {
            id: schema.get_field("id")?,
            article: schema.get_field("article")?,
            group: schema.get_field("group")?,
            text: schema.get_field("text")?,
            entities: schema.get_field("entities")?,
            source: schema.get_field("source")?,
            published: schema.get_field("published")?,
        })
    }

    /// A claim as tantivy takes it.
    pub(crate) fn document(&self, claim: &Claim) -> Result<TantivyDocument> {
        let published = seconds(&claim.published)
            .ok_or_else(|| format!("{}: `{}` is no time", claim.id, claim.published))?;
        let mut document = TantivyDocument::new();
        document.add_text(self.id, &claim.id);
        document.add_text(self.article, &claim.article);
        document.add_text(self.group, &claim.group);
        document.add_text(self.text, &claim.text);
        for entity in &claim.entities {
            document.add_text(self.entities, entity);
        }
        document.add_text(self.source, &claim.source);
        document.add_date(self.published, DateTime::from_timestamp_secs(published));
        Ok(document)
    }
}
