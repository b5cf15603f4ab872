//! `limit queries`: makes queries that find something out of the claims themselves.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::Path;

use crate::Result;
use crate::asked::{Class, Query};
use crate::claim::{self, Claim};
use crate::time::{midnight, seconds};

/// A thousand queries in all.
const COUNTS: [(Class, usize); 7] = [
    (Class::Rare, 150),
    (Class::Common, 150),
    (Class::Or, 150),
    (Class::And, 150),
    (Class::Phrase, 140),
    (Class::Entity, 130),
    (Class::Dated, 130),
];
/// After so many claims in vain the corpus is too small for the class.
const TRIES: usize = 100_000;
const DAYS_EACH_SIDE: i64 = 15;

/// Writes a thousand queries; gives a summary line.
pub(crate) fn make(claims: &Path, out: &Path) -> Result<String> {
    let frequencies = Frequencies::count(claims)?;
    let text = fs::read_to_string(claims)?;
    let lines: Vec<&str> = text.lines().collect();
    if lines.is_empty() {
        return Err(format!("{}: no claims", claims.display()).into());
    }
    let mut maker = Maker { frequencies: &frequencies, random: XorShift(12_345) };
    let mut queries = Vec::new();
    for (class, count) in COUNTS {
        let mut known = HashSet::new();
        for _ in 0..TRIES {
            if known.len() == count {
                break;
            }
            let claim: Claim = serde_json::from_str(lines[maker.random.below(lines.len())])?;
            if let Some(query) = maker.query(class, &claim)
                && known.insert(query.clone())
            {
                queries.push(query);
            }
        }
    }
    let lines: String = queries.iter().map(|query| format!("{query}\n")).collect();
    fs::write(out, lines)?;
    Ok(format!(
        "claims={} words={} queries={}",
        frequencies.claims,
        frequencies.of_word.len(),
        queries.len()
    ))
}

/// In how many claims each word stands.
struct Frequencies {
    claims: usize,
    of_word: HashMap<String, usize>,
}

impl Frequencies {
    fn count(claims: &Path) -> Result<Self> {
        let mut of_word: HashMap<String, usize> = HashMap::new();
        let claims = claim::each(claims, |claim| {
            for word in claim.words().collect::<HashSet<_>>() {
                *of_word.entry(word).or_default() += 1;
            }
            Ok(())
        })?;
        Ok(Self { claims, of_word })
    }

    fn of(&self, word: &str) -> usize {
        self.of_word.get(word).copied().unwrap_or(0)
    }

    /// So many claims in a hundred thousand.
    fn share(&self, of_hundred_thousand: usize) -> usize {
        self.claims * of_hundred_thousand / 100_000
    }
}

struct Maker<'a> {
    frequencies: &'a Frequencies,
    random: XorShift,
}

impl Maker<'_> {
    /// A query of the class that finds this claim, where the claim has the words for it.
    fn query(&mut self, class: Class, claim: &Claim) -> Option<Query> {
        let share = |part| self.frequencies.share(part);
        let often = share(5_000);
        match class {
            Class::Rare => Some(of_words(class, vec![self.word(claim, 5, 50)?])),
            Class::Common => {
                let (least, most) = (share(1_000), share(25_000));
                Some(of_words(class, vec![self.word(claim, least, most)?]))
            }
            Class::Or | Class::And => {
                let least = share(20);
                let (one, other) =
                    (self.word(claim, least, often)?, self.word(claim, least, often)?);
                (one != other).then(|| of_words(class, vec![one, other]))
            }
            Class::Phrase => Some(of_words(class, self.phrase(claim, often)?)),
            Class::Entity => {
                let least = share(50);
                let entity = self.entity(claim)?;
                let word = self.word(claim, least, often)?;
                // The word must ask for more than the entity's own name.
                (!entity.to_lowercase().contains(&word))
                    .then(|| Query { entity, ..of_words(class, vec![word]) })
            }
            Class::Dated => {
                let least = share(100);
                let word = self.word(claim, least, often)?;
                let day = seconds(&claim.published)?.div_euclid(86_400);
                let since = midnight(day - DAYS_EACH_SIDE);
                let before = midnight(day + DAYS_EACH_SIDE);
                Some(Query { since, before, ..of_words(class, vec![word]) })
            }
        }
    }

    /// A word of the claim that stands in at least and at most so many claims.
    fn word(&mut self, claim: &Claim, least: usize, most: usize) -> Option<String> {
        let fits =
            |word: &String| is_plain(word) && (least..=most).contains(&self.frequencies.of(word));
        let mut words: Vec<String> = claim.words().filter(fits).collect();
        let chosen = self.random.below(words.len().max(1));
        (chosen < words.len()).then(|| words.swap_remove(chosen))
    }

    /// Two or, one time in three, three neighbours, one of them at least not frequent.
    fn phrase(&mut self, claim: &Claim, often: usize) -> Option<Vec<String>> {
        let words: Vec<&str> = claim.text.split(' ').collect();
        let length = if self.random.below(3) == 0 { 3 } else { 2 };
        let start = self.random.below(words.len().checked_sub(length)? + 1);
        let phrase = &words[start..start + length];
        let plain = phrase.iter().all(|word| is_plain(word));
        let telling = phrase.iter().any(|word| self.frequencies.of(word) < often);
        (plain && telling).then(|| phrase.iter().map(|&word| word.to_owned()).collect())
    }

    fn entity(&mut self, claim: &Claim) -> Option<String> {
        let chosen = self.random.below(claim.entities.len().max(1));
        claim.entities.get(chosen).map(|entity| entity.clone().into_owned())
    }
}

/// Long enough, and without capitals, digits and punctuation.
fn is_plain(word: &str) -> bool {
    word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Marsaglia's xorshift generator: the queries are the same on every machine.
struct XorShift(u64);

impl XorShift {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }
}

/// A query of words alone.
fn of_words(class: Class, words: Vec<String>) -> Query {
    Query { class, words, entity: String::new(), since: String::new(), before: String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLAIM: &str = r#"{"id":"a#0","article":"a","group":"G","text":"Oil rises while markets fall, again","entities":["Oil"],"citations":[2],"source":"S","published":"2025-12-21T07:18:00Z"}"#;

    #[test]
    fn queries_are_made_of_the_claims_own_words() {
        let claim: Claim = serde_json::from_str(CLAIM).expect("a claim");
        let of_word = claim.words().map(|word| (word, 5)).collect();
        let frequencies = Frequencies { claims: 1_000, of_word };
        let mut maker = Maker { frequencies: &frequencies, random: XorShift(1) };
        let own = CLAIM.to_lowercase();
        for (class, _) in COUNTS {
            let made: Vec<Query> = (0..50).filter_map(|_| maker.query(class, &claim)).collect();
            assert!(made.iter().flat_map(|query| &query.words).all(|word| own.contains(word)));
            assert!(!made.is_empty() || class == Class::Common, "{class:?}");
        }
    }

    #[test]
    fn phrases_keep_to_plain_neighbours() {
        assert!(is_plain("market"));
        assert!(!is_plain("fall,"));
        assert!(!is_plain("Oil"));
        assert!(!is_plain("is"));
    }
}
