//! JSON lines: one article a line, `{"id","title","source","published","url","lang","text"}`.

use serde::Deserialize;
use std::borrow::Cow;

use crate::model::{Article, ArticleMeta, MAX_ID_BYTES, Published};

#[derive(Deserialize)]
struct Fields<'a> {
    #[serde(default)]
    id: Option<Id<'a>>,
    #[serde(default, borrow)]
    title: Option<Cow<'a, str>>,
    #[serde(default, borrow)]
    source: Option<Cow<'a, str>>,
    #[serde(default, borrow)]
    published: Option<Cow<'a, str>>,
    #[serde(default, borrow)]
    url: Option<Cow<'a, str>>,
    #[serde(default, borrow)]
    lang: Option<Cow<'a, str>>,
    #[serde(default, borrow)]
    text: Option<Cow<'a, str>>,
}

/// An id may be written as a number.
#[derive(Deserialize)]
#[serde(untagged)]
enum Id<'a> {
    Number(serde_json::Number),
    #[serde(borrow)]
    Text(Cow<'a, str>),
}

/// A record that was read.
pub struct Record {
    /// The article.
    pub article: Article,
    /// What in it was not understood and is taken as unknown.
    pub notice: Option<String>,
}

/// Reads one line; `Ok(None)` is a blank one. The error says what is wrong and in which column.
pub fn article(line: &str, path: &str) -> Result<Option<Record>, (usize, String)> {
    if line.trim().is_empty() {
        return Ok(None);
    }
    if !line.trim_start().starts_with('{') {
        return Err((1, "no JSON object; each line wants one, as in {\"text\":\"…\"}".into()));
    }
    let record: Fields<'_> =
        serde_json::from_str(line).map_err(|error| (error.column(), mistake(line, &error)))?;
    let known = |field: Option<Cow<'_, str>>| {
        field.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
    };
    let (title, text) = (known(record.title), record.text.unwrap_or_default().into_owned());
    if title.is_none() && text.trim().is_empty() {
        return Err((1, "neither `title` nor `text` in the record".into()));
    }
    let date = known(record.published);
    let published = date.as_deref().and_then(Published::parse);
    let notice = date.filter(|_| published.is_none()).map(|date| {
        format!(
            "published: {date:?} is no full date (want YYYY-MM-DD or with THH:MM); taken as unknown"
        )
    });
    let id = record.id.map(|id| match id {
        Id::Number(number) => number.to_string(),
        Id::Text(text) => text.trim().to_owned(),
    });
    if let Some(length) = id.as_deref().map(str::len).filter(|length| *length > MAX_ID_BYTES) {
        return Err((1, format!("`id` has {length} bytes, want at most {MAX_ID_BYTES}")));
    }
    let meta = ArticleMeta {
        id: id.unwrap_or_default(),
        title,
        source: known(record.source),
        published,
        lang: known(record.lang),
        url: known(record.url),
        path: path.to_owned(),
        also_in: Vec::new(),
        offset: None,
    };
    Ok(Some(Record { article: super::article_with(text, meta), notice }))
}

/// What is wrong with a line, in words for the user.
fn mistake(line: &str, error: &serde_json::Error) -> String {
    use serde_json::error::Category;
    match error.classify() {
        Category::Eof => "broken JSON: the line ends inside the record".into(),
        Category::Data => wrong_field(line).unwrap_or_else(|| plain(error)),
        Category::Syntax | Category::Io => format!("broken JSON: {}", plain(error)),
    }
}

fn plain(error: &serde_json::Error) -> String {
    error.to_string().split(" at line ").next().unwrap_or_default().to_owned()
}

/// The first field that holds something else than text.
fn wrong_field(line: &str) -> Option<String> {
    let record: serde_json::Map<String, serde_json::Value> = serde_json::from_str(line).ok()?;
    ["id", "title", "source", "published", "url", "lang", "text"].iter().find_map(|field| {
        let found = match record.get(*field)? {
            serde_json::Value::Number(_) if *field != "id" => "a number",
            serde_json::Value::Bool(_) => "true or false",
            serde_json::Value::Array(_) => "a list",
            serde_json::Value::Object(_) => "an object",
            _ => return None,
        };
        Some(format!("`{field}` is {found}, want text"))
    })
}

/// Whether a file is JSON lines, by its name or by its first line.
pub fn is_jsonl(path: &str, head: &[u8]) -> bool {
    let name = path.to_ascii_lowercase();
    let named = name.ends_with(".jsonl") || name.ends_with(".ndjson");
    let first = head.split(|b| *b == b'\n').next().unwrap_or_default().trim_ascii();
    named || (!name.ends_with(".md") && first.starts_with(b"{\"") && first.ends_with(b"}"))
}
