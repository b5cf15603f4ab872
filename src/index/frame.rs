//! Stored documents as tantivy keeps them, put together and taken apart.
//!
//! tantivy's own reader trusts the lengths that it finds: a flipped bit makes it ask for
//! terabytes, which aborts the process. This one stays within the bytes that are there.
//!
//! A document is a count of fields and then, of each, its number (4 bytes, little-endian), a code
//! of its type, a length and the bytes. Counts and lengths have 7 bits a byte, the least first,
//! and a set high bit ends them.

use tantivy::schema::Field;

/// Type codes of texts and of bytes; no other fields are stored.
const TEXT: u8 = 0;
const BYTES: u8 = 4;

/// A field of a stored document.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kept<'a> {
    Text(Field, &'a str),
    Bytes(Field, &'a [u8]),
}

/// Writes a document behind what is there.
pub(super) fn push_document(out: &mut Vec<u8>, kept: &[Kept<'_>]) {
    push_number(out, kept.len() as u64);
    for kept in kept {
        let (field, code, bytes) = match kept {
            Kept::Text(field, text) => (field, TEXT, text.as_bytes()),
            Kept::Bytes(field, bytes) => (field, BYTES, *bytes),
        };
        out.extend(field.field_id().to_le_bytes());
        out.push(code);
        push_number(out, bytes.len() as u64);
        out.extend_from_slice(bytes);
    }
}

fn push_number(out: &mut Vec<u8>, mut value: u64) {
    while value > 0x7f {
        out.push(value as u8 & 0x7f);
        value >>= 7;
    }
    out.push(value as u8 | 0x80);
}

/// The value of a stored field.
pub(super) fn stored_field(document: &[u8], field: Field) -> Option<&[u8]> {
    let mut rest = document;
    for _ in 0..number(&mut rest)? {
        let (id, behind) = rest.split_first_chunk::<4>()?;
        let (code, behind) = behind.split_first()?;
        rest = behind;
        let length = usize::try_from(number(&mut rest)?).ok()?;
        let (value, behind) = rest.split_at_checked(length)?;
        rest = behind;
        [TEXT, BYTES].contains(code).then_some(())?;
        if u32::from_le_bytes(*id) == field.field_id() {
            return Some(value);
        }
    }
    None
}

fn number(rest: &mut &[u8]) -> Option<u64> {
    let mut value = 0_u64;
    for shift in (0..63).step_by(7) {
        let (byte, behind) = rest.split_first()?;
        *rest = behind;
        value |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 != 0 {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_fields_and_stays_within_the_bytes() {
        let (text, bytes) = (Field::from_field_id(3), Field::from_field_id(9));
        let mut document = Vec::new();
        push_document(&mut document, &[Kept::Text(text, "hi"), Kept::Bytes(bytes, &[7; 200])]);
        let start = [0x82, 3, 0, 0, 0, 0, 0x82, b'h', b'i', 9, 0, 0, 0, 4, 0x48, 0x81];
        assert_eq!(document, [&start[..], &[7; 200]].concat());
        let field = |document, id| stored_field(document, Field::from_field_id(id));
        assert_eq!(field(&document, 3), Some(&b"hi"[..]));
        assert_eq!(field(&document, 9), Some(&[7; 200][..]));
        assert_eq!(field(&document, 4), None);
        for end in 0..document.len() {
            assert_eq!(field(&document[..end], 9), None);
        }
        assert_eq!(field(&[0; 30], 9), None);
        assert_eq!(field(&[0x7f; 9], 9), None);
    }
}
