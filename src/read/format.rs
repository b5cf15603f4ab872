//! What a file is, by its first bytes and its name.

/// How many of a file's first bytes tell its format.
pub const HEAD_BYTES: usize = 4096;

/// What gzip files start with.
pub(super) const GZIP: &[u8] = b"\x1f\x8b";

/// A file's format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Briefs and prose.
    Text,
    /// Markdown.
    Markdown,
    /// A saved web page.
    Html,
    /// One JSON object a line.
    JsonLines,
    /// A JSON array of objects, or one object.
    Json,
    /// RSS, Atom or a JSON feed.
    Feed,
    /// One mail message, or a page saved as one.
    Mail,
    /// Mail messages one behind the other.
    Mailbox,
    /// A table with a header, its cells apart by this byte.
    Table(u8),
    /// PDF.
    Pdf,
    /// A Word document.
    Docx,
    /// One file compressed with gzip.
    Gzip,
    /// One file compressed with Zstandard.
    Zstd,
    /// A ZIP archive.
    Zip,
    /// A tar archive.
    Tar,
    /// Nothing that holds articles, and what it is.
    Other(&'static str),
}

/// The format of a file with this name and these first bytes.
pub fn of(name: &str, head: &[u8]) -> Format {
    let name = name.to_ascii_lowercase();
    if memchr::memmem::find(head, b"jsonfeed.org/version").is_some() {
        return Format::Feed;
    }
    by_magic(&name, head).or_else(|| by_name(&name, head)).unwrap_or_else(|| by_content(head))
}

/// The name of what a compressed file holds: `a.jsonl.gz` is `a.jsonl`, `a.tgz` is `a.tar`.
pub fn without_suffix(name: &str) -> String {
    let lower = name.to_ascii_lowercase();
    for (suffix, inner) in
        [(".tgz", ".tar"), (".tzst", ".tar"), (".gz", ""), (".zst", ""), (".zstd", "")]
    {
        if lower.ends_with(suffix) {
            return format!("{}{inner}", &name[..name.len() - suffix.len()]);
        }
    }
    name.to_owned()
}

fn by_magic(name: &str, head: &[u8]) -> Option<Format> {
    const MAGIC: &[(&[u8], Format)] = &[
        (GZIP, Format::Gzip),
        (b"\x28\xb5\x2f\xfd", Format::Zstd),
        (b"%PDF-", Format::Pdf),
        (b"\xd0\xcf\x11\xe0", Format::Other("an old Office document; save it as .docx")),
        (b"\x89PNG", Format::Other("an image")),
        (b"\xff\xd8\xff", Format::Other("an image")),
        (b"GIF8", Format::Other("an image")),
        (b"II*\0", Format::Other("an image")),
        (b"RIFF", Format::Other("sound, film or an image")),
        (b"ID3", Format::Other("sound")),
        (b"OggS", Format::Other("sound or film")),
        (b"\x7fELF", Format::Other("a program")),
        (b"MZ\x90", Format::Other("a program")),
        (b"SQLite format 3", Format::Other("a database")),
        (b"BZh", Format::Other("compressed with bzip2; unpack it first")),
        (b"\xfd7zXZ", Format::Other("compressed with xz; unpack it first")),
        (b"7z\xbc\xaf", Format::Other("a 7z archive; unpack it first")),
        (b"Rar!", Format::Other("a RAR archive; unpack it first")),
        (b"{\\rtf", Format::Other("rich text; save it as .docx or text")),
    ];
    if let Some((_, format)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Some(*format);
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Some(match name.rsplit('.').next() {
            Some("docx" | "docm") => Format::Docx,
            _ if memchr::memmem::find(head, b"word/").is_some() => Format::Docx,
            Some("xlsx" | "pptx" | "ods" | "odp") => {
                Format::Other("an Office document; save it as .csv, .docx or text")
            }
            Some("odt" | "epub" | "pages") => {
                Format::Other("a document that is not read; convert it with `pandoc -t markdown`")
            }
            _ => Format::Zip,
        });
    }
    (head.get(257..262) == Some(b"ustar")).then_some(Format::Tar)
}

/// Endings of the names of programs and what belongs to them; a saved page comes with such files.
const CODE: &[&str] = &[
    "bat", "c", "cc", "cfg", "cpp", "cs", "css", "go", "h", "hpp", "ini", "ipynb", "java", "js",
    "jsx", "kt", "less", "lock", "lua", "map", "mjs", "php", "pl", "ps1", "py", "rb", "rs", "scss",
    "sh", "sql", "swift", "toml", "ts", "tsx", "vue", "yaml", "yml",
];

fn by_name(name: &str, head: &[u8]) -> Option<Format> {
    let ending = name.rsplit_once('.')?.1;
    Some(match ending {
        "jsonl" | "ndjson" => Format::JsonLines,
        "json" if is_json_line(head) && !is_one_object(head) => Format::JsonLines,
        "json" => Format::Json,
        "md" | "markdown" => Format::Markdown,
        "html" | "htm" | "xhtml" => Format::Html,
        "rss" | "atom" => Format::Feed,
        "eml" | "mht" | "mhtml" => Format::Mail,
        "mbox" => Format::Mailbox,
        "csv" => Format::Table(delimiter(head)),
        "tsv" => Format::Table(b'\t'),
        "svg" => Format::Other("an image"),
        _ if CODE.contains(&ending) => Format::Other("source code or settings"),
        _ => return None,
    })
}

fn by_content(head: &[u8]) -> Format {
    let start = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let lower = start[..start.len().min(1024)].to_ascii_lowercase();
    let has = |words: &[u8]| memchr::memmem::find(&lower, words).is_some();
    let opens = |words: &[u8]| lower.starts_with(words);
    if is_json_line(start) {
        return Format::JsonLines;
    }
    let after_bracket = lower.strip_prefix(b"[").map(<[u8]>::trim_ascii_start);
    if after_bracket.is_some_and(|rest| rest.starts_with(b"{\"") || rest.starts_with(b"{ \""))
        || lower.strip_prefix(b"{").is_some_and(|rest| {
            let rest = rest.trim_ascii_start();
            rest.starts_with(b"\"") && rest.len() < lower.len() - 1
        })
    {
        return Format::Json;
    }
    if opens(b"<rss") || opens(b"<feed") || opens(b"<rdf:rdf") {
        return Format::Feed;
    }
    if opens(b"<?xml") && (has(b"<rss") || has(b"<feed") || has(b"<rdf:rdf")) {
        return Format::Feed;
    }
    if opens(b"<!doctype html") || opens(b"<html") || opens(b"<!--") && has(b"<html") {
        return Format::Html;
    }
    if opens(b"<?xml") {
        return if has(b"<html") { Format::Html } else { Format::Other("XML that is no feed") };
    }
    if opens(b"from ") && has(b"\nfrom:") {
        return Format::Mailbox;
    }
    if is_mail(&lower) { Format::Mail } else { Format::Text }
}

/// Whether the first line is a whole JSON object.
fn is_json_line(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let first = head.split(|byte| *byte == b'\n').next().unwrap_or_default().trim_ascii();
    first.starts_with(b"{\"") && (first.ends_with(b"}") || first.len() >= HEAD_BYTES - 4)
}

/// Whether an object on the first line is all that a `.json` file holds.
fn is_one_object(head: &[u8]) -> bool {
    let rest = memchr::memchr(b'\n', head).map(|at| &head[at + 1..]);
    head.len() < HEAD_BYTES && rest.is_none_or(|rest| rest.trim_ascii().is_empty())
}

/// Whether a text opens with the headers of a mail message.
fn is_mail(lower: &[u8]) -> bool {
    let end = memchr::memmem::find(lower, b"\n\n")
        .or_else(|| memchr::memmem::find(lower, b"\r\n\r\n"))
        .unwrap_or(lower.len());
    let headers = &lower[..end];
    let named = |name: &[u8]| {
        headers.starts_with(name)
            || headers
                .windows(name.len() + 1)
                .any(|window| window[0] == b'\n' && &window[1..] == name)
    };
    let technical: [&[u8]; 4] = [b"received:", b"return-path:", b"mime-version:", b"message-id:"];
    technical.iter().any(|name| named(name)) && (named(b"from:") || named(b"subject:"))
}

/// What parts the cells of a table whose first line is its header.
fn delimiter(head: &[u8]) -> u8 {
    let first = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |byte: u8| memchr::memchr_iter(byte, first).count();
    let most = [b',', b';', b'\t', b'|'].into_iter().rev().max_by_key(|byte| count(*byte));
    most.filter(|byte| count(*byte) > 0).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_and_name_tell() {
        let cases: &[(&str, &[u8], Format)] = &[
            ("a.txt", b"Core Viewpoint: x", Format::Text),
            ("a.md", b"# x", Format::Markdown),
            ("a.txt", b"{\"text\":\"x\"}\n{\"text\":\"y\"}", Format::JsonLines),
            ("a.json", b"{\"text\":\"x\"}\n", Format::Json),
            ("a.json", b"{\"text\":\"x\"}\n{\"text\":\"y\"}\n", Format::JsonLines),
            ("a", b"[\n  {\"text\": \"x\"}]", Format::Json),
            ("a.json", b"{\"version\":\"https://jsonfeed.org/version/1.1\",", Format::Feed),
            ("a", b"{\n  \"text\": \"x\"}", Format::Json),
            ("a", b"\xef\xbb\xbf<!DOCTYPE HTML><p>", Format::Html),
            ("a.xml", b"<?xml version=\"1.0\"?>\n<rss version=\"2.0\">", Format::Feed),
            ("a.xml", b"<?xml version=\"1.0\"?><data>", Format::Other("XML that is no feed")),
            ("a", b"From: x\nMIME-Version: 1.0\nSubject: y\n\nz", Format::Mail),
            ("a", b"From: Reuters\nDate: today\n\nz", Format::Text),
            ("a", b"From x@y Tue Nov 25 10:00:00 2025\nFrom: x\n", Format::Mailbox),
            ("a.csv", b"title;text\n", Format::Table(b';')),
            ("a.csv", b"text\n", Format::Table(b',')),
            ("a.txt.gz", b"\x1f\x8b\x08", Format::Gzip),
            ("a.docx", b"PK\x03\x04", Format::Docx),
            ("a.zip", b"PK\x03\x04", Format::Zip),
            ("a.png", b"\x89PNG", Format::Other("an image")),
            ("a", b"", Format::Text),
            ("a.css", b"p { }", Format::Other("source code or settings")),
            ("a.svg", b"<svg>", Format::Other("an image")),
        ];
        for (name, head, format) in cases {
            assert_eq!(of(name, head), *format, "{name} {:?}", String::from_utf8_lossy(head));
        }
        assert_eq!(without_suffix("x/a.jsonl.gz"), "x/a.jsonl");
        assert_eq!(without_suffix("a.TGZ"), "a.tar");
    }
}
