//! Everything that claims are made of.

use crate::names::names;
use crate::pseudo_words;
use crate::random::Random;
use crate::tables::{
    COMMODITIES, FREQUENT_COUNTRIES, FUNCTION_WORDS, NEWS_WORDS, ORGANISATION_ENDINGS,
    ORGANISATIONS, OTHER_COUNTRIES,
};
use crate::weighted::Weighted;

const SEED: u64 = 77;
const ORGANISATION_COUNT: usize = 300;
/// The most frequent names stay people and places; companies take theirs from further back.
const FIRST_COMPANY_NAME: usize = 3_000;

/// The words with their frequencies, and the entities, each list the most frequent first.
pub(crate) struct Vocabulary {
    words: Vec<String>,
    frequencies: Weighted,
    names: Vec<String>,
    countries: Vec<&'static str>,
    organisations: Vec<String>,
}

impl Vocabulary {
    pub(crate) fn new() -> Self {
        let mut random = Random::new(SEED);
        let mut words: Vec<String> =
            FUNCTION_WORDS.iter().chain(NEWS_WORDS).map(|&word| word.to_owned()).collect();
        pseudo_words::fill(&mut words, &mut random);
        let names = names(&mut random);
        let organisations = organisations(&names);
        let mut others = OTHER_COUNTRIES.to_vec();
        random.shuffle(&mut others);
        let countries = FREQUENT_COUNTRIES.iter().copied().chain(others).collect();
        Self { frequencies: zipf(words.len()), words, names, countries, organisations }
    }

    /// The word of this rank.
    pub(crate) fn word(&self, rank: usize) -> &str {
        &self.words[rank]
    }

    /// A word's rank, drawn by frequency.
    pub(crate) fn draw(&self, random: &mut Random) -> usize {
        self.frequencies.draw(random)
    }

    /// The rank of a word that can make a topic.
    pub(crate) fn draw_topic(&self, random: &mut Random) -> usize {
        loop {
            let rank = self.draw(random);
            if rank >= FUNCTION_WORDS.len() {
                return rank;
            }
        }
    }

    /// The rank of a topic word out of the first `common` ones.
    pub(crate) fn draw_common_topic(&self, random: &mut Random, common: usize) -> usize {
        FUNCTION_WORDS.len() + self.draw(random) % common
    }

    /// A country, an organisation, a commodity or a name.
    pub(crate) fn entity(&self, random: &mut Random) -> &str {
        match random.below(10) {
            0..=3 => random.choose_by_rank(&self.countries),
            4..=7 => &self.organisations[random.rank_below(self.organisations.len())],
            8 => random.choose_by_rank(COMMODITIES),
            _ => &self.names[random.below(self.names.len())],
        }
    }
}

/// The Zipf-Mandelbrot curve, with the exponent that news text shows.
fn zipf(count: usize) -> Weighted {
    let weights: Vec<f64> = (0..count).map(|rank| (rank as f64 + 3.2).powf(-1.08)).collect();
    Weighted::new(&weights)
}

fn organisations(names: &[String]) -> Vec<String> {
    let made_up = names[FIRST_COMPANY_NAME..]
        .iter()
        .zip(ORGANISATION_ENDINGS.iter().cycle())
        .map(|(name, ending)| format!("{name} {ending}"));
    let real = ORGANISATIONS.iter().map(|&name| name.to_owned());
    real.chain(made_up).take(ORGANISATION_COUNT).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_are_content_words() {
        let vocabulary = Vocabulary::new();
        let mut random = Random::new(4);
        for _ in 0..1000 {
            let word = vocabulary.word(vocabulary.draw_topic(&mut random));
            assert!(!FUNCTION_WORDS.contains(&word), "{word}");
        }
        assert_eq!(vocabulary.organisations.len(), ORGANISATION_COUNT);
        assert_eq!(vocabulary.word(0), "the");
    }
}
