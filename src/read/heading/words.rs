//! The words of a heading.

use super::WORDS;
use crate::text::chars::is_han_or_kana;
use crate::text::{citation, sentence};

/// Small words that titles do not capitalise.
const SMALL: &[&str] = &[
    "a", "about", "across", "after", "against", "amid", "among", "an", "and", "are", "as", "at",
    "before", "behind", "between", "beyond", "but", "by", "despite", "during", "for", "from", "in",
    "into", "is", "its", "nor", "of", "off", "on", "onto", "or", "over", "per", "since", "than",
    "that", "the", "through", "to", "toward", "towards", "under", "up", "upon", "versus", "via",
    "vs", "vs.", "with", "within", "without",
];

/// Names that stand in pairs, `China - Japan Relations`.
const PAIRED: &[&str] = &[
    "America",
    "ASEAN",
    "Australia",
    "Britain",
    "Canada",
    "China",
    "Europe",
    "France",
    "Germany",
    "India",
    "Iran",
    "Israel",
    "Japan",
    "Korea",
    "Pakistan",
    "Russia",
    "Taiwan",
    "Turkey",
    "Ukraine",
    "Venezuela",
];

pub(in crate::read) fn is_small(word: &str) -> bool {
    SMALL.contains(&word)
}

/// Whether a word is a name that stands in pairs.
pub(in crate::read) fn is_paired(name: &str) -> bool {
    PAIRED.contains(&name) || name.len() <= 3 && name.chars().all(char::is_uppercase)
}

/// Whether a title is made of capitalised words alone.
pub(in crate::read) fn has_no_small_words(title: &str) -> bool {
    !title.split_whitespace().any(is_small)
}

/// Whether every word that a title capitalises is capitalised.
pub(in crate::read) fn is_title_case(title: &str) -> bool {
    let mut capitals = 0;
    for (place, word) in title.split_whitespace().enumerate() {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let Some(first) = word.chars().next() else { continue };
        if is_han_or_kana(first) {
            return is_short(title);
        }
        if first.is_uppercase() || first.is_ascii_digit() {
            capitals += 1;
        } else if !is_small(word) || place == 0 {
            return false;
        }
    }
    capitals > 0 && title.split_whitespace().count() <= WORDS
}

/// Whether words are few enough for a heading that is not in title case.
pub(in crate::read) fn is_short(title: &str) -> bool {
    let title = title.trim();
    let Some(first) = title.chars().next() else { return false };
    if title.contains(['，', '。', '；', '？', '！', ',']) {
        return false;
    }
    if title.chars().any(is_han_or_kana) {
        return title.chars().count() <= 24;
    }
    !first.is_lowercase() && title.split_whitespace().count() <= 8
}

/// Whether words hold a sentence stop or a citation.
pub(super) fn has_stop(words: &str) -> bool {
    citation::is_in(words)
        || sentence::ends(words).len() > 1
        || words.trim_end().ends_with(['。', '！', '!', ';', '；'])
}

/// A title's words without marks around them.
pub(super) fn clean(title: &str) -> String {
    let title = title.trim().trim_matches(['*', '#', ' ', '_', '—', '–']);
    let title = title.trim_end_matches([':', '：']);
    if title.contains("**") {
        title.replace("**", "").trim().to_owned()
    } else {
        title.trim().to_owned()
    }
}

pub(super) fn non_empty(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::has_stop;

    /// Looking on behind such a bracket byte by byte led into the middle of it.
    #[test]
    fn brackets_that_open_no_marker_are_passed_over_whole() {
        for words in ["【", "Prices 【注】 and 【", "【【 rising"] {
            assert!(!has_stop(words), "{words}");
        }
        assert!(has_stop("Prices 【注】 rose 【7】"));
    }
}
