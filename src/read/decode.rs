//! Bytes → text.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

/// How many bytes tell the encoding of a text that does not say it.
const SAMPLE_BYTES: usize = 64 << 10;

/// A text, and where it starts in its file; `None` where the file had to be converted.
#[derive(Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// How many bytes of the file stand before it.
    pub offset: Option<u64>,
    /// The encoding that it was converted from.
    pub encoding: Option<&'static str>,
}

/// A file's text, or why there is none.
///
/// A byte order mark tells the encoding; UTF-8 is taken as it is; then counts what the text declares
/// (`declared`), and last what it looks like: UTF-16, GB18030, Big5, Shift_JIS, Windows-1252 and
/// their like.
pub fn decode(bytes: Vec<u8>, declared: Option<&str>) -> Result<Decoded, String> {
    if let Some(text) = utf32(&bytes) {
        return text.map(|text| Decoded { text, offset: None, encoding: Some("UTF-32") });
    }
    if let Some((encoding, skip)) = Encoding::for_bom(&bytes)
        && encoding != UTF_8
    {
        return converted(&bytes[skip..], encoding, "the byte order mark");
    }
    let skip = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    if memchr::memchr(0, &bytes[..bytes.len().min(SAMPLE_BYTES)]).is_some() {
        return match utf16(&bytes) {
            Some(encoding) => converted(&bytes, encoding, "its look"),
            None => Err("binary content, not text".into()),
        };
    }
    // Plain ASCII by its bytes: the text switches between character sets.
    if skip == 0 && memchr::memchr(0x1b, &bytes).is_some() && detect(&bytes) == ISO_2022_JP {
        return converted(&bytes, ISO_2022_JP, "its look");
    }
    let bytes = if skip > 0 { bytes[skip..].to_vec() } else { bytes };
    let error = match String::from_utf8(bytes) {
        Ok(text) => return Ok(Decoded { text, offset: Some(skip as u64), encoding: None }),
        Err(error) => error,
    };
    let at = error.utf8_error().valid_up_to();
    let bytes = error.into_bytes();
    let said = declared.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    if let Some(encoding) = said.filter(|encoding| *encoding != UTF_8) {
        return converted(&bytes, encoding, "its declaration");
    }
    if said.is_some() || skip > 0 || is_mostly_utf8(&bytes, at) {
        return Err(format!(
            "invalid UTF-8 at byte {}; convert it with `iconv -t utf-8`",
            at + skip
        ));
    }
    converted(&bytes, detect(&bytes), "its look")
}

/// Whether a text is UTF-8 but for a few bytes: damaged rather than written otherwise.
fn is_mostly_utf8(bytes: &[u8], first: usize) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE_BYTES)];
    let (mut wide, mut wrong) = (0_usize, 0_usize);
    for chunk in sample.utf8_chunks() {
        wide += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    let far = first >= SAMPLE_BYTES;
    far && bytes[..first].is_ascii() || wide > wrong * 4
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(&bytes[..bytes.len().min(SAMPLE_BYTES)], bytes.len() <= SAMPLE_BYTES);
    detector.guess(None, Utf8Detection::Deny)
}

/// A text whose byte order mark says four bytes a character; `None` for others.
fn utf32(bytes: &[u8]) -> Option<Result<String, String>> {
    let read: fn([u8; 4]) -> u32 = match bytes {
        [0xff, 0xfe, 0, 0, ..] => u32::from_le_bytes,
        [0, 0, 0xfe, 0xff, ..] => u32::from_be_bytes,
        _ => return None,
    };
    let (characters, rest) = bytes[4..].as_chunks();
    let text: Option<String> =
        characters.iter().map(|bytes| char::from_u32(read(*bytes))).collect();
    let text = text.filter(|_| rest.is_empty());
    Some(text.ok_or_else(|| "no valid UTF-32, which the byte order mark says it is".into()))
}

/// UTF-16 without a byte order mark: zeros stand at every other place of most of the text.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE_BYTES)];
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let many = sample.len() / 8;
    match (even, odd) {
        _ if sample.len() < 8 => None,
        (0, odd) if odd > many => Some(UTF_16LE),
        (even, 0) if even > many => Some(UTF_16BE),
        _ => None,
    }
}

fn converted(bytes: &[u8], encoding: &'static Encoding, told: &str) -> Result<Decoded, String> {
    let (text, wrong) = encoding.decode_without_bom_handling(bytes);
    if wrong {
        return Err(format!("no valid {}, which {told} says it is", encoding.name()));
    }
    Ok(Decoded { text: text.into_owned(), offset: None, encoding: Some(encoding.name()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8], declared: Option<&str>) -> Result<String, String> {
        decode(bytes.to_vec(), declared).map(|decoded| decoded.text)
    }

    #[test]
    fn encodings_are_told_by_mark_declaration_and_look() {
        let chinese = "稀土出口管制持续，日本企业寻找替代供应商，贸易额达到一百亿元。";
        let japanese = "レアアースの輸出規制が続き、日本企業は代替供給先を探している。";
        let french = "Le prix du café a augmenté de 5 % à Genève, où l’été fut très sec.";
        for (written, encoding) in [
            (chinese, encoding_rs::GB18030),
            (japanese, encoding_rs::SHIFT_JIS),
            (french, encoding_rs::WINDOWS_1252),
        ] {
            let (bytes, ..) = encoding.encode(written);
            assert_eq!(text(&bytes, None).as_deref(), Ok(written), "{}", encoding.name());
            assert_eq!(text(&bytes, Some(encoding.name())).as_deref(), Ok(written));
        }
        let (big5, ..) = encoding_rs::BIG5.encode("台灣半導體出口創下新高，對美國貿易順差擴大。");
        assert_eq!(
            text(&big5, None).as_deref(),
            Ok("台灣半導體出口創下新高，對美國貿易順差擴大。")
        );
        let wide = |written: &str| -> Vec<u8> {
            written.encode_utf16().flat_map(u16::to_le_bytes).collect()
        };
        let marked = [b"\xff\xfe".to_vec(), wide(chinese)].concat();
        assert_eq!(text(&marked, None).as_deref(), Ok(chinese));
        assert_eq!(text(&wide("Plain words."), None).as_deref(), Ok("Plain words."));
        let four: Vec<u8> =
            format!("\u{feff}{chinese}").chars().flat_map(|c| (c as u32).to_le_bytes()).collect();
        assert_eq!(text(&four, None).as_deref(), Ok(chinese));
        assert!(text(&four[..21], None).unwrap_err().starts_with("no valid UTF-32"));
        assert_eq!(text(b"\x1b$BF|K\\\x1b(B", None).as_deref(), Ok("日本"));
        assert_eq!(text(b"\x1b[1mbold\x1b[0m", None).as_deref(), Ok("\x1b[1mbold\x1b[0m"));
    }

    #[test]
    fn utf8_stays_and_what_is_damaged_is_named() {
        let decoded = decode("\u{feff}稀土".as_bytes().to_vec(), None).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.offset), ("稀土", Some(3)));
        let mut damaged = "稀土出口管制持续，日本企业寻找替代供应商".as_bytes().to_vec();
        damaged[30] = 0xff;
        assert!(text(&damaged, None).unwrap_err().starts_with("invalid UTF-8 at byte 30"));
        assert_eq!(text(b"a\0\x01\x02bc\0\0\x07", None).unwrap_err(), "binary content, not text");
    }
}
