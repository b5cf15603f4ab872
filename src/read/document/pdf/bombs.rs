//! Streams that would unpack to far more than a document needs.
//!
//! The parser unpacks a stream whole and without a bound, so that each is measured before.

use std::io::Read;

use hayro_syntax::Filter;
use hayro_syntax::object::Stream;

use super::limits;

/// Whether a stream may be unpacked.
pub(super) fn sound(stream: &Stream<'_>) -> bool {
    let filters = stream.filters();
    let packed = filters
        .iter()
        .filter(|f| matches!(f, Filter::FlateDecode | Filter::LzwDecode | Filter::RunLengthDecode))
        .count();
    let raw = stream.raw_data();
    match packed {
        0 => true,
        // Packing twice multiplies what one filter can hide; no writer has a reason to.
        1 if filters.len() == 1 && filters[0] == Filter::FlateDecode => fits(&raw),
        1 => raw.len() <= limits::STREAM,
        _ => false,
    }
}

/// Whether the file's streams of objects, which opening it unpacks, are of a sound size.
pub(super) fn sound_file(bytes: &[u8]) -> bool {
    const HEAD: usize = 400;
    let mut from = 0;
    while let Some(at) = find(&bytes[from..], b"stream").map(|at| from + at) {
        let start = at + b"stream".len();
        from = start;
        if bytes[..at].ends_with(b"end") {
            continue;
        }
        let head = &bytes[at.saturating_sub(HEAD)..at];
        let head = &head[head.windows(3).rposition(|w| w == b"obj").unwrap_or(0)..];
        // An escaped name may hide one of these.
        let opened = find(head, b"ObjStm").is_some()
            || find(head, b"XRef").is_some()
            || head.contains(&b'#');
        if !opened {
            continue;
        }
        let data = &bytes[start..];
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let data = data.strip_prefix(b"\n").unwrap_or(data);
        let twice = head.windows(6).filter(|w| w == b"Decode").count() > 2;
        let end = find(data, b"endstream").unwrap_or(data.len());
        if twice || !fits(&data[..end]) {
            return false;
        }
    }
    true
}

/// Whether deflated data unpacks to no more than the bound. Small data cannot exceed it.
fn fits(data: &[u8]) -> bool {
    within(data, limits::STREAM, limits::UNPACKED)
}

fn within(data: &[u8], small: usize, most: usize) -> bool {
    if data.len() <= small {
        return true;
    }
    let zlib = data.first().is_some_and(|byte| byte & 0x0f == 8);
    if zlib {
        measured(flate2::read::ZlibDecoder::new(data), most)
    } else {
        measured(flate2::read::DeflateDecoder::new(data), most)
    }
}

fn measured(mut reader: impl Read, most: usize) -> bool {
    let (mut buffer, mut total) = ([0; 16 << 10], 0);
    // Damaged data ends where it can no longer be read.
    while let Ok(read @ 1..) = reader.read(&mut buffer) {
        total += read;
        if total > most {
            return false;
        }
    }
    true
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    let first = *word.first()?;
    let mut from = 0;
    while let Some(at) = bytes[from..].iter().position(|&b| b == first) {
        from += at;
        if bytes[from..].starts_with(word) {
            return Some(from);
        }
        from += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn packed(megabytes: usize) -> Vec<u8> {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        (0..megabytes).for_each(|_| encoder.write_all(&vec![b' '; 1 << 20]).unwrap());
        encoder.finish().unwrap()
    }

    #[test]
    fn unpacked_sizes() {
        let data = packed(3);
        assert!(within(&data, 1 << 10, 4 << 20));
        assert!(!within(&data, 1 << 10, 2 << 20));
        assert!(within(b"short", 1 << 10, 2 << 20));
    }

    #[test]
    fn objects_packed_twice() {
        let file =
            |head: &str| format!("1 0 obj << /Type /ObjStm {head} >> stream\nx\nendstream endobj");
        assert!(sound_file(file("/Filter /FlateDecode /DecodeParms 3 0 R").as_bytes()));
        assert!(!sound_file(file("/Filter [/FlateDecode /FlateDecode /FlateDecode]").as_bytes()));
    }
}
