//! RSS, Atom and JSON feeds: each entry is an article.

use std::ops::Add;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use feed_rs::model::{Entry, Feed};

use super::Reading;
use super::record::{self, Field, Values};

/// Reads a feed, or says why it can't be.
pub(super) fn read(bytes: &[u8], path: &str) -> Result<Reading, String> {
    let parser = feed_rs::parser::Builder::new().sanitize_content(false).build();
    let feed = parser.parse(bytes).map_err(|error| format!("broken feed: {error}"))?;
    let times = times(bytes);
    let mut reading = Reading::default();
    for (at, entry) in feed.entries.iter().enumerate() {
        let time = times.get(at).and_then(Option::as_deref);
        match record::article(values(entry, &feed, time), path, 0) {
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

/// When each entry was published, as written: the parser keeps times in UTC alone, where the day may be
/// another one.
fn times(bytes: &[u8]) -> Vec<Option<String>> {
    let texts: Arc<Mutex<Vec<String>>> = Arc::default();
    let taken = Arc::clone(&texts);
    // The place of a text stands for its time.
    let place = move |text: &str| {
        let mut texts = taken.lock().ok()?;
        texts.push(text.trim().to_owned());
        Some(after(texts.len() as u64 - 1))
    };
    let builder = feed_rs::parser::Builder::new().sanitize_content(false);
    let Ok(feed) = builder.timestamp_parser(place).build().parse(bytes) else { return Vec::new() };
    let Ok(texts) = texts.lock() else { return Vec::new() };
    let times = feed.entries.iter().map(|entry| {
        let place = entry.published.or(entry.updated)?.timestamp();
        texts.get(usize::try_from(place).ok()?).cloned()
    });
    times.collect()
}

/// So many seconds after the start of time.
fn after<Time: Default + Add<Duration, Output = Time>>(seconds: u64) -> Time {
    Time::default() + Duration::from_secs(seconds)
}

fn values<'a>(entry: &'a Entry, feed: &'a Feed, time: Option<&'a str>) -> Values<'a> {
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
    set(Field::Published, 0, time.filter(|time| super::date::published(time).is_some()));
    let date = entry.published.or(entry.updated).map(|date| date.to_rfc3339());
    if let Some(date) = date {
        values.set((Field::Published, 1), date.into());
    }
    values
}
