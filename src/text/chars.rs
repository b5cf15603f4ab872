//! Classes of characters.

/// Whether a character is written without spaces between words: Han or kana.
pub(crate) fn is_han_or_kana(c: char) -> bool {
    matches!(c,
        '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{ff66}'..='\u{ff9d}' | '\u{20000}'..='\u{323af}')
}

/// Whether a character closes a quotation or a bracket.
pub(crate) fn is_closer(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '”'
            | '’'
            | '»'
            | ')'
            | ']'
            | '}'
            | '）'
            | '】'
            | '」'
            | '』'
            | '》'
            | '〉'
            | '］'
            | '*'
            | '_'
            | '`'
    )
}

/// Whether a character opens a quotation or a bracket.
pub(crate) fn is_opener(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '“'
            | '‘'
            | '«'
            | '('
            | '['
            | '{'
            | '（'
            | '【'
            | '「'
            | '『'
            | '《'
            | '〈'
            | '［'
            | '*'
            | '_'
            | '`'
    )
}

/// The character that ends at byte `at`.
pub(crate) fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

/// The character that starts at byte `at`.
pub(crate) fn after(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

/// The bytes before `at`, at most `length` of them.
pub(crate) fn tail(text: &str, at: usize, length: usize) -> &str {
    &text[text.floor_char_boundary(at.saturating_sub(length))..at]
}

/// The first byte from `at` on that is no white space.
pub(crate) fn skip_space(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start().len()
}

/// A text on one line, with single spaces.
pub(crate) fn squeezed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// The columns that a text takes up on a page: two for a Han character, one for another.
pub(crate) fn columns(text: &str) -> usize {
    let wide =
        if may_have_han(text) { text.chars().filter(|c| is_han_or_kana(*c)).count() } else { 0 };
    text.chars().count() + wide
}

/// Whether a text may hold Han, kana or hangul, told by its greatest byte.
pub(crate) fn may_have_han(text: &str) -> bool {
    text.bytes().fold(0, u8::max) >= 0xe3
}

/// Of each byte whether it is among some.
pub(crate) const fn among(bytes: &[u8]) -> [bool; 256] {
    let mut is_among = [false; 256];
    let mut place = 0;
    while place < bytes.len() {
        is_among[bytes[place] as usize] = true;
        place += 1;
    }
    is_among
}
