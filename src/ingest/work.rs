//! An article with everything that is made of it before it meets the index.

use std::sync::Arc;

use crate::error::Result;
use crate::index::{ArticleRecord, Prepared, Schema, prepare};
use crate::model::{Article, Claim, Ledger, Published};
use crate::split::{self, Drop};
use crate::tag::{self, Names};

/// The version of reading, splitting and tagging: raised when the same text gives other claims, so that
/// articles are taken for changed.
pub(super) const RULES: u32 = 2;

/// An article, split.
pub(super) struct Work {
    pub(super) article: Article,
    pub(super) claims: Vec<Claim>,
    /// The ids of the entities that the title and then each group names.
    about: Vec<Vec<Arc<str>>>,
    pub(super) ledger: Ledger,
    pub(super) drops: Vec<Drop>,
    /// A hash of text and metadata, without the places where they were found.
    pub(super) hash: u64,
}

impl Work {
    pub(super) fn new(article: Article, names: &Names) -> Self {
        let mut claims = split::claims(&article);
        let titles = article.groups.iter().map(|group| group.title.as_deref().unwrap_or_default());
        let title = article.meta.title.as_deref().unwrap_or_default();
        let texts: Vec<&str> = std::iter::once(title).chain(titles).collect();
        let about = tag::tag_with(&mut claims, &texts, names);
        let (ledger, drops) = split::ledger(&article, &claims);
        let hash = fingerprint(&article, names);
        Self { article, claims, about, ledger, drops, hash }
    }

    /// The documents, for an article that stands in these files.
    pub(super) fn prepare(&self, schema: &Schema, files: &[String]) -> Result<Prepared> {
        let record = ArticleRecord {
            meta: &self.article.meta,
            text: &self.article.text,
            start: self.article.start,
            groups: &self.article.groups,
            claims: &self.claims,
            about: &self.about,
            hash: self.hash,
            ledger: self.ledger,
            files,
        };
        prepare(schema, &record)
    }
}

fn fingerprint(article: &Article, names: &Names) -> u64 {
    let meta = &article.meta;
    let mut hasher = blake3::Hasher::new();
    hasher.update(&RULES.to_le_bytes());
    hasher.update(&names.version().to_le_bytes());
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
