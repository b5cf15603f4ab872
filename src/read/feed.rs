//! RSS, Atom and JSON feeds: each entry is an article.

use feed_rs::model::{Entry, Feed};

use super::Reading;
use super::record::{self, Field, Values};

/// Reads a feed, or says why it can't be.
pub(super) fn read(bytes: &[u8], path: &str) -> Result<Reading, String> {
    let parser = feed_rs::parser::Builder::new().sanitize_content(false).build();
    let feed = parser.parse(bytes).map_err(|error| format!("broken feed: {error}"))?;
    let mut reading = Reading::default();
    for entry in &feed.entries {
        match record::article(values(entry, &feed), path, 0) {
            Ok(record) => {
                reading.notices.extend(record.notice);
                reading.articles.push(record.article);
            }
            Err(_) => reading.notices.push(format!("entry {} has no words; left out", entry.id)),
        }
    }
    if reading.articles.is_empty() {
        return Err("a feed without entries".into());
    }
    // What stands around the entries counts with the last one.
    let told: u64 = reading.articles.iter().map(|article| article.bytes).sum();
    if let Some(last) = reading.articles.last_mut() {
        last.bytes += (bytes.len() as u64).saturating_sub(told);
    }
    Ok(reading)
}

fn values<'a>(entry: &'a Entry, feed: &'a Feed) -> Values<'a> {
    let mut values = Values::default();
    let mut set = |field, place, value: Option<&'a str>| {
        if let Some(value) = value {
            values.set((field, place), value.into());
        }
    };
    set(Field::Text, 0, entry.content.as_ref().and_then(|content| content.body.as_deref()));
    set(Field::Text, 1, entry.summary.as_ref().map(|summary| summary.content.as_str()));
    set(Field::Title, 0, entry.title.as_ref().map(|title| title.content.as_str()));
    let origin = entry.source.as_deref().filter(|source| !source.starts_with("http"));
    set(Field::Source, 0, origin);
    set(Field::Source, 1, feed.title.as_ref().map(|title| title.content.as_str()));
    set(Field::Source, 2, entry.authors.first().and_then(|author| author.name.as_deref()));
    let link =
        entry.links.iter().find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"));
    set(Field::Url, 0, link.map(|link| link.href.as_str()));
    set(Field::Lang, 0, entry.language.as_deref().or(feed.language.as_deref()));
    let date = entry.published.or(entry.updated).map(|date| date.to_rfc3339());
    if let Some(date) = date {
        values.set((Field::Published, 0), date.into());
    }
    values
}
