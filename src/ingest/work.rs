//! An article with everything that is made of it before it meets the index.

use crate::error::Result;
use crate::index::{ArticleRecord, Prepared, Schema, prepare};
use crate::model::{Article, Claim, Ledger, Published};
use crate::split::{self, Drop};
use crate::tag;

/// The version of reading and splitting: raised when the same text gives other claims, so that
/// articles are taken for changed.
const RULES: u32 = 1;

/// An article, split.
pub(super) struct Work {
    pub(super) article: Article,
    pub(super) claims: Vec<Claim>,
    pub(super) ledger: Ledger,
    pub(super) drops: Vec<Drop>,
    /// A hash of text and metadata, without the places where they were found.
    pub(super) hash: u64,
}

impl Work {
    pub(super) fn new(article: Article) -> Self {
        let mut claims = split::claims(&article);
        tag::tag(&mut claims);
        let (ledger, drops) = split::ledger(&article, &claims);
        let hash = fingerprint(&article);
        Self { article, claims, ledger, drops, hash }
    }

    /// The documents, for an article that stands in these files.
    pub(super) fn prepare(&self, schema: &Schema, files: &[String]) -> Result<Prepared> {
        let record = ArticleRecord {
            meta: &self.article.meta,
            text: &self.article.text,
            start: self.article.start,
            groups: &self.article.groups,
            claims: &self.claims,
            hash: self.hash,
            ledger: self.ledger,
            files,
        };
        prepare(schema, &record)
    }
}

fn fingerprint(article: &Article) -> u64 {
    let meta = &article.meta;
    let mut hasher = blake3::Hasher::new();
    hasher.update(&RULES.to_le_bytes());
    let published = meta.published.as_ref().map(Published::as_str);
    let fields = [
        Some(meta.id.as_str()),
        meta.title.as_deref(),
        meta.source.as_deref(),
        published,
        meta.lang.as_deref(),
        meta.url.as_deref(),
    ];
    for field in fields {
        hasher.update(field.unwrap_or("\u{1}").as_bytes());
        hasher.update(b"\0");
    }
    hasher.update(article.text.as_bytes());
    let mut first = [0; 8];
    first.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
    u64::from_le_bytes(first)
}
