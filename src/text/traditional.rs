//! Traditional Chinese characters as simplified ones, for comparing.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::chars::may_have_han;

/// Pairs of characters as 16-bit numbers: a traditional one and the simplified one, in order.
static PAIRS: &[u8] = include_bytes!("traditional.bin");

/// What each character is, by its number; 0 where it stays.
static SIMPLIFIED: LazyLock<Box<[u16]>> = LazyLock::new(|| {
    let mut table = vec![0; 1 << 16].into_boxed_slice();
    for pair in PAIRS.chunks_exact(4) {
        let number = |at: usize| u16::from_le_bytes([pair[at], pair[at + 1]]);
        table[usize::from(number(0))] = number(2);
    }
    table
});

/// The simplified form of a character.
pub(crate) fn simplified(c: char) -> char {
    let form = SIMPLIFIED.get(c as usize).copied().unwrap_or(0);
    if form == 0 { c } else { char::from_u32(u32::from(form)).unwrap_or(c) }
}

/// A text in simplified characters: every character stays at its byte.
pub(crate) fn simplify(text: &str) -> Cow<'_, str> {
    let is_han = |c: char| ('\u{3400}'..='\u{9fff}').contains(&c);
    if !may_have_han(text) || !text.chars().any(|c| is_han(c) && simplified(c) != c) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| if is_han(c) { simplified(c) } else { c }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_keep_their_places() {
        assert_eq!(simplify("台積電董事長"), "台积电董事长");
        assert!(matches!(simplify("台积电 and TSMC"), Cow::Borrowed(_)));
        for pair in PAIRS.chunks_exact(4) {
            let number = u32::from(u16::from_le_bytes([pair[0], pair[1]]));
            let c = char::from_u32(number).unwrap();
            assert_eq!(simplified(c).len_utf8(), c.len_utf8(), "{c}");
        }
    }
}
