//! Whether a word is Chinese in Latin letters.

const INITIALS: &[&str] = &[
    "zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r",
    "z", "c", "s", "y", "w", "",
];

const FINALS: &[&str] = &[
    "iang", "iong", "uang", "ang", "eng", "ian", "iao", "ing", "ong", "uai", "uan", "ai", "an",
    "ao", "ei", "en", "er", "ia", "ie", "in", "iu", "ou", "ua", "ue", "ui", "un", "uo", "a", "e",
    "i", "o", "u",
];

/// How many syllables a word has, where it is made of them alone; at most three.
pub(super) fn syllables(word: &str) -> Option<usize> {
    let lower = word.to_lowercase();
    (1..=3).find(|count| reads(&lower, *count))
}

fn reads(word: &str, count: usize) -> bool {
    if count == 0 {
        return word.is_empty();
    }
    INITIALS.iter().filter_map(|initial| word.strip_prefix(initial)).any(|rest| {
        FINALS
            .iter()
            .filter_map(|tail| rest.strip_prefix(tail))
            .any(|rest| reads(rest.strip_prefix('\'').unwrap_or(rest), count - 1))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_names_are_told_from_words() {
        for (word, count) in
            [("Wentao", 2), ("Lifeng", 2), ("Yi", 1), ("Gongsheng", 2), ("Xi'an", 2)]
        {
            assert_eq!(syllables(word), Some(count), "{word}");
        }
        for word in ["River", "Motors", "Trump", "Bank", "Smith"] {
            assert_eq!(syllables(word), None, "{word}");
        }
    }
}
