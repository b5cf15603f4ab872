//! Records: the fields of an article under the names that others give them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::model::{Article, ArticleMeta, MAX_ID_BYTES};
use crate::text::chars::squeezed;

/// A field of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The id.
    Id,
    /// The title.
    Title,
    /// Who published it.
    Source,
    /// When it was published.
    Published,
    /// Where it stands on the web.
    Url,
    /// The language of its text.
    Lang,
    /// Its text.
    Text,
}

impl Field {
    /// All fields, in the order of their names in records.
    pub const ALL: [Self; 7] =
        [Self::Id, Self::Title, Self::Source, Self::Published, Self::Url, Self::Lang, Self::Text];

    /// Its name in records.
    pub fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Title => "title",
            Self::Source => "source",
            Self::Published => "published",
            Self::Url => "url",
            Self::Lang => "lang",
            Self::Text => "text",
        }
    }

    /// Its names in records of others, the best first.
    fn aliases(self) -> &'static [&'static str] {
        match self {
            Self::Id => &["id", "_id", "guid", "uuid"],
            Self::Title => &["title", "headline", "subject", "标题", "標題", "题目"],
            Self::Source => &[
                "source",
                "publisher",
                "site_name",
                "sitename",
                "site",
                "outlet",
                "publication",
                "author",
                "authors",
                "byline",
                "来源",
                "來源",
                "媒体",
                "作者",
            ],
            Self::Published => &[
                "published",
                "published_at",
                "publishedat",
                "date_published",
                "datepublished",
                "pub_date",
                "pubdate",
                "publish_date",
                "publication_date",
                "date",
                "created_at",
                "created",
                "timestamp",
                "datetime",
                "time",
                "发布时间",
                "发布日期",
                "發布時間",
                "日期",
                "时间",
            ],
            Self::Url => {
                &["url", "link", "permalink", "canonical_url", "uri", "链接", "网址", "連結"]
            }
            Self::Lang => &["lang", "language", "locale", "inlanguage", "语言"],
            Self::Text => &[
                "text",
                "body",
                "content",
                "html",
                "content_html",
                "content_text",
                "markdown",
                "full_text",
                "fulltext",
                "article_text",
                "articlebody",
                "article",
                "maintext",
                "description",
                "summary",
                "abstract",
                "正文",
                "内容",
                "內容",
                "摘要",
            ],
        }
    }
}

/// Which name of a record gives which field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldMap {
    /// The user's own: name → field.
    own: BTreeMap<String, Field>,
}

impl FieldMap {
    /// Reads `text=content`: the field, and the name that gives it.
    pub fn add(&mut self, rule: &str) -> Result<(), String> {
        let (field, name) = rule
            .split_once('=')
            .map(|(field, name)| (field.trim(), name.trim()))
            .filter(|(_, name)| !name.is_empty())
            .ok_or_else(|| format!("{rule}: want FIELD=NAME, as in text=content"))?;
        let known =
            Field::ALL.into_iter().find(|known| known.name() == field).ok_or_else(|| {
                let names: Vec<&str> = Field::ALL.iter().map(|field| field.name()).collect();
                format!("{field}: no field of an article; want one of {}", names.join(", "))
            })?;
        self.own.insert(name.to_owned(), known);
        Ok(())
    }

    /// The field that a name gives, and how far behind its best name that stands.
    pub(super) fn place(&self, name: &str) -> Option<(Field, usize)> {
        if let Some(field) = self.own.get(name) {
            return Some((*field, 0));
        }
        let lower: Cow<'_, str> = if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            name.to_ascii_lowercase().into()
        } else {
            name.into()
        };
        Field::ALL.into_iter().find_map(|field| {
            let place = field.aliases().iter().position(|alias| *alias == lower)?;
            Some((field, place + 1))
        })
    }

    /// A number that differs where the same record may be read otherwise.
    pub(crate) fn version(&self) -> u64 {
        if self.own.is_empty() {
            return 0;
        }
        let mut hasher = blake3::Hasher::new();
        for (name, field) in &self.own {
            hasher.update(name.as_bytes());
            hasher.update(&[0, *field as u8]);
        }
        let mut first = [0; 8];
        first.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
        u64::from_le_bytes(first)
    }
}

/// The values of a record, each from the best name that has one.
#[derive(Debug, Default)]
pub(super) struct Values<'a> {
    values: [Option<(usize, Cow<'a, str>)>; 7],
}

impl<'a> Values<'a> {
    /// Takes a value unless a better name has given one; an empty one is none.
    pub(super) fn set(&mut self, (field, place): (Field, usize), value: Cow<'a, str>) {
        let slot = &mut self.values[field as usize];
        let better = slot.as_ref().is_none_or(|(other, _)| place < *other);
        if better && !value.trim().is_empty() {
            *slot = Some((place, value));
        }
    }

    pub(super) fn take(&mut self, field: Field) -> Option<String> {
        let (_, value) = self.values[field as usize].take()?;
        let trimmed = value.trim();
        Some(if trimmed.len() == value.len() { value.into_owned() } else { trimmed.to_owned() })
    }
}

/// A record that was read.
pub struct Record {
    /// The article.
    pub article: Article,
    /// What in it was not understood and is taken as unknown.
    pub notice: Option<String>,
}

/// The article of some values; `bytes` is how long the record is.
pub(super) fn article(mut values: Values<'_>, path: &str, bytes: usize) -> Result<Record, String> {
    if let Some((_, text)) = &mut values.values[Field::Text as usize]
        && is_html(text)
    {
        *text = super::html::fragment(text).into();
    }
    plain_article(values, path, bytes)
}

/// As [`article`], of a text that is no HTML.
pub(super) fn plain_article(
    mut values: Values<'_>,
    path: &str,
    bytes: usize,
) -> Result<Record, String> {
    let title = values.take(Field::Title);
    let text = values.values[Field::Text as usize].take();
    let text = text.map(|(_, text)| text.into_owned()).unwrap_or_default();
    if title.is_none() && text.trim().is_empty() {
        return Err("neither `title` nor `text` in the record".into());
    }
    let date = values.take(Field::Published);
    let published = date.as_deref().and_then(super::date::published);
    let notice = date.filter(|_| published.is_none()).map(|date| {
        format!(
            "published: {date:?} is no full date (want YYYY-MM-DD or with THH:MM); taken as unknown"
        )
    });
    let id = values.take(Field::Id);
    if let Some(length) = id.as_deref().map(str::len).filter(|length| *length > MAX_ID_BYTES) {
        return Err(format!("`id` has {length} bytes, want at most {MAX_ID_BYTES}"));
    }
    let meta = ArticleMeta {
        id: id.unwrap_or_default(),
        title: title.map(|title| plain(&title)),
        source: values.take(Field::Source).map(|source| plain(&source)),
        published,
        lang: values.take(Field::Lang),
        url: values.take(Field::Url),
        path: path.to_owned(),
        also_in: Vec::new(),
        offset: None,
    };
    Ok(Record { article: super::article_of(text, meta, bytes as u64), notice })
}

/// Whether a text is HTML: it holds closing tags, or line breaks as tags.
fn is_html(text: &str) -> bool {
    let Some(at) = memchr::memchr(b'<', text.as_bytes()) else { return false };
    let rest = &text.as_bytes()[at..];
    let closes: [&[u8]; 8] =
        [b"</p>", b"</div>", b"</li>", b"</a>", b"<br", b"</h2>", b"</span>", b"</td>"];
    closes.iter().any(|tag| memchr::memmem::find(rest, tag).is_some())
}

/// A title or a source on one line; what was a list has commas, and what is HTML has none.
fn plain(text: &str) -> String {
    let marked = text.contains('&') && text.contains(';') || text.contains("</");
    let text: Cow<'_, str> =
        if marked { super::html::fragment(text).trim().to_owned().into() } else { text.into() };
    if text.contains(['\n', '\r', '\t']) {
        squeezed(&text.replace("\n\n", ", "))
    } else {
        text.into_owned()
    }
}
