//! An article with everything that is made of it before it meets the index.

use std::sync::Arc;

use crate::index::ArticleRecord;
use crate::model::{Article, Claim, Ledger, Published};
use crate::split::{self, Drop};
use crate::tag::{self, Names};

/// The version of reading, splitting and tagging: raised when the same text gives other claims, so that
/// articles are taken for changed.
pub(super) const RULES: u32 = 5;

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
    is_split: bool,
}

impl Work {
    /// Splits and tags an article, unless it is `known` by its id and hash.
    pub(super) fn new(article: Article, names: &Names, known: &dyn Fn(&str, u64) -> bool) -> Self {
        let hash = fingerprint(&article, names);
        let known = known(&article.meta.id, hash);
        let (claims, about, drops) = (Vec::new(), Vec::new(), Vec::new());
        let (ledger, is_split) = (Ledger::default(), false);
        let mut work = Self { article, claims, about, ledger, drops, hash, is_split };
        if !known {
            work.split(names);
        }
        work
    }

    /// Makes its claims, where that was not done.
    pub(super) fn split(&mut self, names: &Names) {
        if std::mem::replace(&mut self.is_split, true) {
            return;
        }
        let article = &self.article;
        let mut claims = split::claims(article);
        let titles = article.groups.iter().map(|group| group.title.as_deref().unwrap_or_default());
        let title = article.meta.title.as_deref().unwrap_or_default();
        let texts: Vec<&str> = std::iter::once(title).chain(titles).collect();
        let about = tag::tag_with(&mut claims, &texts, names);
        let (ledger, drops) = split::ledger(article, &claims);
        (self.claims, self.about, self.ledger, self.drops) = (claims, about, ledger, drops);
    }

    /// What is written of it, when it stands in these files.
    pub(super) fn record<'a>(&'a self, files: &'a [String]) -> ArticleRecord<'a> {
        ArticleRecord {
            meta: &self.article.meta,
            text: &self.article.text,
            start: self.article.start,
            groups: &self.article.groups,
            claims: &self.claims,
            about: &self.about,
            hash: self.hash,
            ledger: self.ledger,
            files,
        }
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
