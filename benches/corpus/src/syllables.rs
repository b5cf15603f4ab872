//! Pronounceable roots out of syllables.

use crate::random::Random;

// An entry that stands several times is that much likelier.
#[rustfmt::skip]
const ONSETS: &[&str] = &[
    "b", "b", "br", "bl", "c", "c", "c", "cl", "cr", "ch", "d", "d", "d", "dr", "f", "f", "fl",
    "fr", "g", "gl", "gr", "h", "h", "j", "l", "l", "l", "m", "m", "m", "n", "n", "p", "p", "p",
    "pl", "pr", "qu", "r", "r", "r", "s", "s", "sc", "sh", "sp", "st", "st", "str", "t", "t", "t",
    "th", "tr", "tr", "v", "v", "w",
];

/// What follows a closed syllable, lest consonants pile up.
#[rustfmt::skip]
const PLAIN_ONSETS: &[&str] = &[
    "b", "c", "c", "d", "d", "f", "g", "l", "m", "m", "n", "p", "p", "r", "s", "t", "t", "t", "v",
];

#[rustfmt::skip]
const VOWELS: &[&str] = &[
    "a", "a", "a", "a", "e", "e", "e", "e", "i", "i", "i", "i", "o", "o", "o", "u", "u", "ai",
    "ea", "ee", "oa", "ou",
];

#[rustfmt::skip]
const INNER_CODAS: &[&str] = &["", "", "", "", "", "l", "m", "n", "n", "r", "r", "s", "c"];

#[rustfmt::skip]
const FINAL_CODAS: &[&str] = &[
    "b", "ct", "ct", "d", "d", "ft", "l", "l", "ld", "lt", "m", "n", "n", "nd", "nd", "nce", "nge",
    "nt", "nt", "p", "r", "r", "rd", "rge", "rm", "rn", "rt", "rve", "sh", "sk", "ss", "st", "st",
    "t", "t", "te", "te", "ne", "le", "ve", "se", "ch", "x", "y",
];

/// A lone syllable needs weight at its end, or it looks like a scrap.
#[rustfmt::skip]
const HEAVY_CODAS: &[&str] = &[
    "ft", "ld", "lt", "lve", "mp", "nce", "nd", "nge", "rd", "rge", "rm", "rn", "rst", "rt", "rve",
    "sk", "st",
];

/// Letters in a row that turn up in words better not made.
#[rustfmt::skip]
const AVOIDED: &[&str] = &[
    "anal", "bast", "coon", "cum", "dic", "fag", "fart", "kik", "nig", "orn", "pis", "rap", "sex", "shit", "slut",
    "spic", "tard", "tit", "unt", "urd", "uss", "wank",
];

const SHORT_VOWELS: &[&str] = &["a", "e", "i", "o", "u"];

/// A root of so many syllables, in lower-case ASCII.
pub(crate) fn root(random: &mut Random, syllables: usize) -> String {
    if syllables == 1 {
        return [random.choose(ONSETS), random.choose(SHORT_VOWELS), random.choose(HEAVY_CODAS)]
            .concat();
    }
    let mut root = open_syllables(random, syllables - 1);
    root.push_str(onset_after(&root, random));
    let coda = random.choose(FINAL_CODAS);
    root.push_str(match coda {
        "y" => "",
        _ if coda.len() > 1 || coda == "x" => random.choose(SHORT_VOWELS),
        _ => random.choose(VOWELS),
    });
    root.push_str(coda);
    root
}

/// The front of a word: each syllable ends in a vowel or in a consonant that others can follow.
pub(crate) fn open_syllables(random: &mut Random, syllables: usize) -> String {
    let mut word = String::new();
    for index in 0..syllables {
        // Many English words open with a vowel: accept, employ, insist.
        if index > 0 || random.chance(0.8) {
            word.push_str(onset_after(&word, random));
        }
        word.push_str(random.choose(SHORT_VOWELS));
        word.push_str(random.choose(INNER_CODAS));
    }
    word
}

fn onset_after(word: &str, random: &mut Random) -> &'static str {
    let closed = !word.is_empty() && !word.ends_with(['a', 'e', 'i', 'o', 'u']);
    random.choose(if closed { PLAIN_ONSETS } else { ONSETS })
}

/// Whether a made-up word can stand in print.
pub(crate) fn is_decent(word: &str) -> bool {
    !AVOIDED.iter().any(|run| word.contains(run))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots_are_lower_case_and_have_a_vowel() {
        let mut random = Random::new(5);
        for syllables in [1, 2, 3] {
            for _ in 0..500 {
                let root = root(&mut random, syllables);
                assert!(root.len() > 2, "{root}");
                assert!(root.bytes().all(|b| b.is_ascii_lowercase()), "{root}");
                assert!(root.contains(['a', 'e', 'i', 'o', 'u']), "{root}");
            }
        }
    }
}
