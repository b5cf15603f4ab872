//! Words that no language has, shaped like English: as many as the corpus needs, always the same.

use std::collections::HashSet;

use crate::inflection::family;
use crate::random::Random;
use crate::syllables::{is_decent, root};

#[rustfmt::skip]
const PREFIXES: &[&str] = &[
    "re", "un", "in", "dis", "over", "inter", "pre", "non", "sub", "trans", "counter", "under",
    "super", "co", "de", "mis", "out", "multi", "semi", "anti",
];

/// A stretch of ranks whose words look alike: the frequent are short, the rare long.
struct Band {
    /// The vocabulary's size when the band is full.
    until: usize,
    /// Syllables of a root; one that stands twice is twice as likely.
    syllables: &'static [usize],
    /// The share of roots with a prefix.
    prefixed: f64,
}

const BANDS: &[Band] = &[
    Band { until: 4_000, syllables: &[1, 1, 2, 2, 2], prefixed: 0.05 },
    Band { until: 12_000, syllables: &[1, 2, 2, 2, 3], prefixed: 0.1 },
    Band { until: 48_000, syllables: &[2, 2, 2, 3], prefixed: 0.2 },
    Band { until: 120_000, syllables: &[2, 2, 3], prefixed: 0.35 },
];

/// Fills the vocabulary up to 120,000 words, the most frequent first.
///
/// What it holds already keeps its place and is not made again.
pub(crate) fn fill(words: &mut Vec<String>, random: &mut Random) {
    let mut known: HashSet<String> = words.iter().cloned().collect();
    for band in BANDS {
        let start = words.len();
        while words.len() < band.until {
            let root = band.root(random);
            for form in family(random, &root) {
                if words.len() < band.until && is_decent(&form) && known.insert(form.clone()) {
                    words.push(form);
                }
            }
        }
        // A word's forms are not neighbours in frequency.
        random.shuffle(&mut words[start..]);
    }
}

impl Band {
    fn root(&self, random: &mut Random) -> String {
        let syllables = random.choose(self.syllables);
        if random.chance(self.prefixed) {
            let prefix = random.choose(PREFIXES);
            prefix.to_owned() + &root(random, syllables)
        } else {
            root(random, syllables)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vocabulary_is_full_and_without_repeats() {
        let mut words = vec!["the".to_owned()];
        fill(&mut words, &mut Random::new(77));
        assert_eq!(words.len(), 120_000);
        assert_eq!(words[0], "the");
        assert_eq!(words.iter().collect::<HashSet<_>>().len(), words.len());
        assert!(words.iter().all(|word| word.len() > 2));
    }

    #[test]
    fn frequent_words_are_shorter() {
        let mut words = Vec::new();
        fill(&mut words, &mut Random::new(77));
        let mean = |part: &[String]| part.iter().map(String::len).sum::<usize>() / part.len();
        assert!(mean(&words[..4_000]) < mean(&words[48_000..]));
    }
}
