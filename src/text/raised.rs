//! Digits that are raised over the line: a note's number, or a power.

/// What raised digits behind some words are written as: `[12]` for a note's number, which stands
/// behind a word or a mark; raised characters for a power, which stands behind a figure or a unit.
pub(crate) fn written(before: &str, digits: &str) -> String {
    let number = digits.trim_matches(|c: char| c == ',' || c == ' ');
    let stem = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let unit = !stem.is_empty() && stem.len() <= 2 && stem.is_ascii();
    if before.ends_with(['[', '(', '^']) || number.is_empty() {
        digits.to_owned()
    } else if unit || stem.ends_with(|c: char| c.is_ascii_digit()) {
        digits.chars().map(superscript).collect()
    } else {
        format!("[{number}]")
    }
}

/// A digit or sign as a raised character.
pub(crate) fn superscript(c: char) -> char {
    match c {
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '0' | '4'..='9' => char::from_u32(0x2070 + c as u32 - '0' as u32).unwrap_or(c),
        '-' | '–' => '⁻',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_and_powers() {
        assert_eq!(written("margin", "12"), "[12]");
        assert_eq!(written("sales.", "1,2"), "[1,2]");
        assert_eq!(written("上涨", "3"), "[3]");
        assert_eq!(written("see [", "3"), "3");
        assert_eq!(written("10", "6"), "⁶");
        assert_eq!(written("5 km", "2"), "²");
    }
}
