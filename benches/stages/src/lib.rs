//! What the benches of this crate work on, and the stages as they call them: reading, splitting,
//! tagging, analysing and indexing, each by the public functions of Claimdex.

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use claimdex::index::analyzer::analyze;
use claimdex::index::{ArticleRecord, Index};
use claimdex::model::{Article, Claim, Ledger};
use claimdex::read::format::{self, Format, HEAD_BYTES};
use claimdex::read::record::FieldMap;
use claimdex::read::{Identities, Origin, json, walk, whole};
use claimdex::tag::{Names, tag_with};
use claimdex::{Error, split};

/// The articles that the repository carries for its tests.
const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/articles");

/// A file as it lies on disk.
#[derive(Debug, Clone)]
pub struct Input {
    name: String,
    format: Format,
    bytes: Vec<u8>,
    /// How many times it has come before: the ids of a copy's articles are its own.
    copy: usize,
}

impl Input {
    /// A file with this name, which tells its format together with the bytes.
    pub fn new(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        let name = name.into();
        let format = format::of(&name, &bytes[..bytes.len().min(HEAD_BYTES)]);
        Self { name, format, bytes, copy: 0 }
    }

    /// The same file once more.
    #[must_use]
    pub fn copy(&self, copy: usize) -> Self {
        Self { copy, ..self.clone() }
    }

    /// How long it is.
    pub fn size(&self) -> usize {
        self.bytes.len()
    }

    /// Reads its articles and gives them their ids.
    pub fn read(&self) -> Result<Vec<Article>, Error> {
        let mut articles = if self.format == Format::JsonLines {
            self.lines()?
        } else {
            let origin = Origin { path: &self.name, offset: Some(0) };
            let reading = whole(self.format, self.bytes.clone(), origin);
            reading.map_err(|reason| self.failed(&reason))?.articles
        };
        let mut identities = Identities::new();
        for article in &mut articles {
            identities.assign(article);
            if self.copy > 0 {
                article.meta.id += &format!("-{}", self.copy);
            }
        }
        Ok(articles)
    }

    fn lines(&self) -> Result<Vec<Article>, Error> {
        let map = FieldMap::default();
        let mut articles = Vec::new();
        let bytes = self.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.bytes);
        for line in bytes.split(|byte| *byte == b'\n') {
            let line = std::str::from_utf8(line).map_err(|error| self.failed(&error))?;
            let records = json::articles(line, &self.name, &map);
            let records = records.map_err(|(_, reason)| self.failed(&reason))?;
            articles.extend(records.into_iter().map(|record| record.article));
        }
        Ok(articles)
    }

    fn failed(&self, reason: &dyn std::fmt::Display) -> Error {
        Error::user(format_args!("{}: {reason}", self.name))
    }
}

/// Every file of the fixtures, in order.
pub fn fixtures() -> Result<Vec<Input>, Error> {
    let found = walk::walk(&[PathBuf::from(FIXTURES)], |_| false);
    found.inputs.iter().map(|input| file(&input.path, &input.name)).collect()
}

/// A file on disk, by this name.
fn file(path: &Path, name: &str) -> Result<Input, Error> {
    let bytes = std::fs::read(path).map_err(|error| Error::io(path, error))?;
    Ok(Input::new(name, bytes))
}

/// The articles of some files.
pub fn read(inputs: &[Input]) -> Result<Vec<Article>, Error> {
    let mut articles = Vec::new();
    for input in inputs {
        articles.extend(input.read()?);
    }
    Ok(articles)
}

/// Tags the claims of an article, and gives what its title and its headings name.
pub fn tag(article: &Article, claims: &mut [Claim], names: &Names) -> Vec<Vec<Arc<str>>> {
    let title = article.meta.title.as_deref().unwrap_or_default();
    let headings = article.groups.iter().map(|group| group.title.as_deref().unwrap_or_default());
    let texts: Vec<&str> = std::iter::once(title).chain(headings).collect();
    tag_with(claims, &texts, names)
}

/// How many terms a text gives.
pub fn analyse(text: &str) -> usize {
    let mut terms = 0;
    analyze(text, |token| {
        black_box(token);
        terms += 1;
    });
    terms
}

/// An article with its claims, ready for the index.
#[derive(Debug)]
pub struct Ready {
    /// The article.
    pub article: Article,
    /// Its claims, tagged.
    pub claims: Vec<Claim>,
    about: Vec<Vec<Arc<str>>>,
    ledger: Ledger,
    files: [String; 1],
}

impl Ready {
    /// Splits and tags an article.
    pub fn new(article: Article, names: &Names) -> Self {
        let mut claims = split::claims(&article);
        let about = tag(&article, &mut claims, names);
        let (ledger, _) = split::ledger(&article, &claims);
        let files = [article.meta.path.clone()];
        Self { article, claims, about, ledger, files }
    }

    /// What the index takes.
    pub fn record(&self) -> ArticleRecord<'_> {
        ArticleRecord {
            meta: &self.article.meta,
            text: &self.article.text,
            start: self.article.start,
            groups: &self.article.groups,
            claims: &self.claims,
            about: &self.about,
            hash: 0,
            ledger: self.ledger,
            files: &self.files,
        }
    }
}

/// Makes an index in memory: documents on this thread, their writing on one other.
pub fn index(ready: &[Ready]) -> Result<Index, Error> {
    let index = Index::in_memory();
    let mut writer = index.writer()?;
    writer.put_all(&ready.iter().map(Ready::record).collect::<Vec<_>>())?;
    writer.finish()?;
    Ok(index)
}

/// An index like that of [`index`], in one segment, which one thread searches.
pub fn compact_index(ready: &[Ready]) -> Result<Index, Error> {
    let index = index(ready)?;
    index.writer()?.compact()?;
    Ok(index)
}
