//! Bytes → text.

/// A file's text and where it starts in the file, or why there is none.
///
/// UTF-8 with or without a byte order mark is taken as it is.
pub fn decode(bytes: Vec<u8>) -> Result<(String, u64), String> {
    let skip = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let bytes = if skip > 0 { bytes[skip..].to_vec() } else { bytes };
    if bytes[..bytes.len().min(8192)].contains(&0) {
        return Err("binary content, not text".into());
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok((text, skip as u64)),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            Err(format!("invalid UTF-8 at byte {}; convert it with `iconv -t utf-8`", at + skip))
        }
    }
}
