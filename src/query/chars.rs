//! What characters and words are to the lexer.

/// Whether it opens a parenthesis.
pub(super) fn is_open(c: char) -> bool {
    matches!(c, '(' | '（')
}

/// Whether it closes a parenthesis.
pub(super) fn is_close(c: char) -> bool {
    matches!(c, ')' | '）')
}

/// Whether there is more in it than ASCII punctuation; an emoji is enough.
pub(super) fn has_substance(word: &str) -> bool {
    word.chars().any(|c| c.is_alphanumeric() || !c.is_ascii())
}

/// Whether a `-` before it is a minus: `5`, `.5`, `$5`.
pub(super) fn is_figure(word: &str) -> bool {
    word.trim_start_matches(['$', '€', '£', '¥', '￥'])
        .trim_start_matches('.')
        .starts_with(|c: char| c.is_ascii_digit())
}
