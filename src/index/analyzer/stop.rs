//! English words that tell texts apart too little to be asked for.

/// In order of bytes. Negations (`no`, `not`, `nor`, `without`, `don't`) are left out on purpose:
/// they turn a claim round.
const STOP_WORDS: &[&str] = &[
    "a", "about", "above", "after", "again", "all", "also", "although", "am", "among", "an", "and",
    "any", "are", "as", "at", "be", "became", "because", "become", "becomes", "been", "before",
    "being", "below", "between", "both", "but", "by", "can", "could", "did", "do", "does", "doing",
    "done", "down", "during", "each", "either", "else", "etc", "ever", "every", "few", "for",
    "from", "further", "get", "gets", "getting", "got", "had", "has", "have", "having", "he",
    "hence", "her", "here", "hers", "herself", "him", "himself", "his", "how", "however", "i",
    "ie", "if", "im", "in", "into", "is", "it", "its", "itself", "ive", "just", "many", "may",
    "me", "might", "more", "moreover", "most", "much", "must", "my", "myself", "of", "off", "on",
    "once", "only", "onto", "or", "other", "our", "ours", "ourselves", "out", "over", "own",
    "rather", "same", "shall", "she", "should", "since", "so", "some", "such", "than", "that",
    "the", "their", "theirs", "them", "themselves", "then", "there", "therefore", "these", "they",
    "this", "those", "though", "through", "thus", "to", "too", "toward", "towards", "under",
    "until", "up", "upon", "very", "was", "we", "were", "what", "when", "where", "whereas",
    "whether", "which", "while", "who", "whom", "whose", "why", "will", "with", "within", "would",
    "yet", "you", "your", "yours", "yourself", "yourselves",
];

/// Whether a folded, unstemmed word is an English stop word.
///
/// Stop words are indexed like all others; a query leaves them out where it is none but plain
/// words. `us` is not among them: it is a country as often.
pub fn is_stop_word(surface: &str) -> bool {
    STOP_WORDS.binary_search(&surface).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_in_order_and_keeps_negations() {
        assert!(STOP_WORDS.is_sorted());
        assert!((130..=190).contains(&STOP_WORDS.len()), "{}", STOP_WORDS.len());
        assert!(is_stop_word("the") && is_stop_word("which"));
        for word in ["no", "not", "nor", "never", "without", "us", "trade"] {
            assert!(!is_stop_word(word), "{word}");
        }
    }
}
