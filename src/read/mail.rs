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
        return own_words(&text.replace("\r\n", "\n"));
    }
    let page = message.html_body.iter().filter_map(part).find_map(|part| match &part.body {
        PartType::Html(page) => Some(page.as_ref()),
        _ => None,
    });
    page.map(html::fragment).unwrap_or_default()
}

/// A message's words without its signature, what it answers and how to leave the list. A message
/// that holds nothing else, such as one that was passed on, is left whole.
fn own_words(text: &str) -> String {
    let mut own: Vec<&str> = Vec::new();
    let mut quoted = false;
    for line in text.lines() {
        if is_end(line) {
            break;
        }
        let quotes = line.starts_with('>');
        if quotes && !quoted {
            take_introduction(&mut own);
        }
        quoted = quotes;
        if !quotes {
            own.push(line);
        }
    }
    let own = own.join("\n");
    if own.trim().is_empty() { text.to_owned() } else { own }
}

/// Whether a message's own words end before a line: at its signature, at the message that it
/// answers, or at how to leave the list.
fn is_end(line: &str) -> bool {
    let line = line.trim_end_matches('\r');
    let bare = line.trim().trim_matches(['-', '_', '*', ' ']).to_lowercase();
    matches!(line, "-- " | "--")
        || line.starts_with("----")
            && matches!(bare.as_str(), "original message" | "原始邮件" | "原始郵件")
        || bare.starts_with("to unsubscribe")
        || bare.starts_with("unsubscribe ") && bare.contains("http")
        || bare.starts_with("you received this message because you are subscribed")
        || matches!(bare.as_str(), "unsubscribe" | "退订")
}

/// Takes away `On Tuesday Ann Lee wrote:`, which stands before what a message answers and may run
/// over two lines.
fn take_introduction(own: &mut Vec<&str>) {
    while own.last().is_some_and(|line| line.trim().is_empty()) {
        own.pop();
    }
    if !own.last().is_some_and(|line| line.trim_end().ends_with([':', '：'])) {
        return;
    }
    let starts = |line: &str| {
        ["On ", "Le ", "Am ", "El ", "在 ", "于 "].iter().any(|word| line.starts_with(word))
    };
    let writes = |line: &str| {
        ["wrote:", "a écrit :", "schrieb", "escribió:", "写道", "寫道"]
            .iter()
            .any(|word| line.contains(word))
    };
    let lines = own.iter().rev().take(3).position(|line| starts(line) || line.contains("写道"));
    if let (Some(lines), Some(last)) = (lines, own.last())
        && writes(last)
    {
        own.truncate(own.len() - lines - 1);
    }
}

fn sender(message: &Message<'_>) -> Option<String> {
    let from = message.from()?.first()?;
    let name = from.name().map(|name| name.trim().trim_matches('"').to_owned());
    name.filter(|name| !name.is_empty()).or_else(|| from.address().map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_says_its_own_words() {
        for (text, own) in [
            ("Copper rose.\n\nAnn\n-- \nAnn Lee\nExample Ltd\n", "Copper rose.\n\nAnn"),
            (
                "Not quite.\n\nOn Tue, 2 Sep 2025 at 10:00, Jo Li\n<jo@example.org> wrote:\n> Zinc fell.\n> Much.\n\nIt rose.\n",
                "Not quite.\n\n\nIt rose.",
            ),
            ("It did.\n> Did it?\nYes.", "It did.\nYes."),
            ("Yes.\n\n-----Original Message-----\nFrom: Jo\nZinc fell.", "Yes.\n"),
            ("News.\n\nTo unsubscribe, go to https://example.org/u\n", "News.\n"),
            ("> All of it\n> is quoted.\n", "> All of it\n> is quoted.\n"),
            ("He says:\n> Zinc fell.\n", "He says:"),
        ] {
            assert_eq!(own_words(text), own, "{text}");
        }
    }
}
