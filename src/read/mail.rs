//! Mail: a message is an article, its subject the title, its sender the source.

use mail_parser::{Message, MessageParser, MimeHeaders, PartType};

use super::record::{self, Field, Values};
use super::{Reading, html};

/// Reads one message, or says why it can't be.
pub fn read(bytes: &[u8], path: &str) -> Result<Reading, String> {
    let message = MessageParser::default().parse(bytes).ok_or("no mail message in it")?;
    if let Some(page) = saved_page(&message, path) {
        return page;
    }
    let text = body(&message);
    if text.trim().is_empty() && message.subject().is_none() {
        return Err("a mail message without words".into());
    }
    let mut values = Values::default();
    let mut set = |field, value: Option<String>| {
        if let Some(value) = value {
            values.set((field, 0), value.into());
        }
    };
    set(Field::Text, Some(text));
    set(Field::Title, message.subject().map(str::to_owned));
    set(Field::Source, sender(&message));
    set(Field::Published, message.date().map(mail_parser::DateTime::to_rfc3339));
    set(Field::Id, message.message_id().map(str::to_owned));
    let url = message.content_location().filter(|url| url.starts_with("http"));
    set(Field::Url, url.map(str::to_owned));
    let record = record::article(values, path, bytes.len())?;
    let mut notices: Vec<String> = record.notice.into_iter().collect();
    let attached: Vec<&str> =
        message.attachments().filter_map(|part| part.attachment_name()).collect();
    if !attached.is_empty() {
        notices.push(format!("attachments are not read: {}", attached.join(", ")));
    }
    Ok(Reading { articles: vec![record.article], notices })
}

/// A web page that a browser saved as a message, with where it stood.
fn saved_page(message: &Message<'_>, path: &str) -> Option<Result<Reading, String>> {
    let location = message.header_raw("Snapshot-Content-Location")?.trim().to_owned();
    let part = |id: &u32| message.parts.get(*id as usize);
    let page = message.html_body.iter().filter_map(part).find_map(|part| match &part.body {
        PartType::Html(page) => Some(page.as_ref()),
        _ => None,
    })?;
    let read = html::read(page.as_bytes().to_vec(), path).map(|mut reading| {
        for article in &mut reading.articles {
            let meta = &mut article.meta;
            meta.url = meta.url.take().or_else(|| Some(location.clone()));
        }
        reading
    });
    Some(read)
}

/// The message's words: its plain text, else its HTML.
fn body(message: &Message<'_>) -> String {
    let part = |id: &u32| message.parts.get(*id as usize);
    let plain = message.text_body.iter().filter_map(part).find_map(|part| match &part.body {
        PartType::Text(text) => Some(text.trim()),
        _ => None,
    });
    if let Some(text) = plain.filter(|text| !text.is_empty()) {
        return text.replace("\r\n", "\n");
    }
    let page = message.html_body.iter().filter_map(part).find_map(|part| match &part.body {
        PartType::Html(page) => Some(page.as_ref()),
        _ => None,
    });
    page.map(html::fragment).unwrap_or_default()
}

fn sender(message: &Message<'_>) -> Option<String> {
    let from = message.from()?.first()?;
    let name = from.name().map(|name| name.trim().trim_matches('"').to_owned());
    name.filter(|name| !name.is_empty()).or_else(|| from.address().map(str::to_owned))
}
