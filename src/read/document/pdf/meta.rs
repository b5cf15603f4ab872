//! Title and date of the information dictionary.

use hayro_syntax::Pdf;

use super::encoding;

pub(super) fn title(pdf: &Pdf) -> Option<String> {
    pdf.metadata().title.as_deref().and_then(text).as_deref().and_then(told)
}

pub(super) fn created(pdf: &Pdf) -> Option<String> {
    let date = pdf.metadata().creation_date?;
    let sound = (1980..2200).contains(&date.year)
        && (1..=12).contains(&date.month)
        && (1..=31).contains(&date.day);
    sound.then(|| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day))
}

/// A title that says something: many are the name of the file it was made from.
fn told(title: &str) -> Option<String> {
    let title = title
        .strip_prefix("Microsoft Word - ")
        .or_else(|| title.strip_prefix("PowerPoint Presentation"))
        .unwrap_or(title);
    let lower = title.to_lowercase();
    let file = [
        ".doc", ".docx", ".pdf", ".ppt", ".pptx", ".dvi", ".tex", ".indd", ".qxd", ".xls", ".xlsx",
    ]
    .iter()
    .any(|end| lower.ends_with(end));
    let code = title.is_ascii()
        && !title.contains(' ')
        && title.contains(|c: char| c.is_ascii_digit() || matches!(c, ':' | '_' | '/'));
    (!file && !code && !title.is_empty()).then(|| title.to_owned())
}

/// A PDF string is UTF-16 or UTF-8 with a byte order mark, and otherwise an 8-bit code of its
/// own that is Latin-1 in nearly every place.
fn text(bytes: &[u8]) -> Option<String> {
    let raw = match bytes {
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        // Some writers put bare UTF-8 there, which as Latin-1 would be noise.
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().filter_map(|&byte| encoding::win_ansi(byte)).collect(),
        },
    };
    let clean = raw.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty());
    let clean = clean.collect::<Vec<_>>().join(" ");
    let named = !matches!(
        clean.to_lowercase().as_str(),
        "" | "untitled" | "unknown" | "anonymous" | "(anonymous)"
    );
    named.then_some(clean)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.as_chunks::<2>().0.iter().map(|&pair| unit(pair));
    char::decode_utf16(units).filter_map(Result::ok).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_in_each_code() {
        assert_eq!(text(b"\xfe\xff\x4e\x2d\x65\x87").as_deref(), Some("中文"));
        assert_eq!(text("Łódź".as_bytes()).as_deref(), Some("Łódź"));
        assert_eq!(text(b"Caf\xe9  \x93x\x94").as_deref(), Some("Café “x”"));
        assert_eq!(text(b"untitled"), None);
    }
}
