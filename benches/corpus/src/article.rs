//! One article: its metadata, its groups and their claims.

use crate::claim::{Sentence, Topic, sentence};
use crate::names::capitalised;
use crate::random::Random;
use crate::tables::{CHINESE_WORDS, SOURCES};
use crate::vocabulary::Vocabulary;

/// The heading of the first claim.
pub(crate) const CORE_HEADING: &str = "Core Viewpoint";

const TOPIC_WORDS: usize = 30;
/// So many claims are agency copy, which several articles carry word for word.
const SHARED_CLAIMS: usize = 20_000;
const SHARED_SHARE: f64 = 0.03;
const SHARED_SEED: u64 = 0xabcd_ef00;
/// How many claims a group has; a number that stands twice is twice as likely.
const GROUP_SIZES: &[usize] = &[2, 2, 3, 3, 3, 4];

/// An article in pieces.
pub(crate) struct Article {
    /// Six digits of its number and sixteen that look like a hash.
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) source: String,
    /// `YYYY-MM-DD HH:MM`.
    pub(crate) published: String,
    pub(crate) claims: Vec<Claim>,
}

/// A claim with its heading and citations.
pub(crate) struct Claim {
    pub(crate) group: String,
    pub(crate) text: String,
    pub(crate) entities: Vec<String>,
    pub(crate) citations: Vec<usize>,
}

impl Article {
    /// The article of this number, whatever was made before it.
    pub(crate) fn new(vocabulary: &Vocabulary, number: u64) -> Self {
        let mut random = Random::new(number.wrapping_mul(0xd134_2543_de82_ef95));
        let random = &mut random;
        let id = format!("{number:06}_{:016x}", random.bits());
        let word = |random: &mut Random| vocabulary.draw_topic(random);
        let topic = Topic::new(vocabulary, random, word, TOPIC_WORDS, |r| 3 + r.below(5));
        let published = published(random);
        let source = random.choose_by_rank(SOURCES).to_owned();
        let title = title(vocabulary, &topic, random);
        let mut claims = Claims { vocabulary, topic: &topic, made: vec![], next_citation: 2 };
        claims.add(CORE_HEADING, random);
        for _ in 0..3 + random.below(3) {
            let group = heading(vocabulary, &topic, random);
            for _ in 0..random.choose(GROUP_SIZES) {
                claims.add(&group, random);
            }
        }
        let claims = claims.made;
        Self { id, title, source, published, claims }
    }
}

struct Claims<'a> {
    vocabulary: &'a Vocabulary,
    topic: &'a Topic<'a>,
    made: Vec<Claim>,
    /// Citations climb through an article, now and then repeating the last.
    next_citation: usize,
}

impl Claims<'_> {
    fn add(&mut self, group: &str, random: &mut Random) {
        let Sentence { text, entities } = if random.chance(SHARED_SHARE) {
            shared(self.vocabulary, random.below(SHARED_CLAIMS) as u64)
        } else {
            sentence(self.vocabulary, self.topic, random)
        };
        let first = self.next_citation;
        let second = first + 1 + random.below(2);
        self.next_citation = second - random.below(2);
        let citations = if random.chance(0.85) { vec![first, second] } else { vec![first] };
        self.made.push(Claim { group: group.to_owned(), text, entities, citations });
    }
}

/// The piece of agency copy of this number.
fn shared(vocabulary: &Vocabulary, number: u64) -> Sentence {
    let mut random = Random::new(SHARED_SEED + number);
    let word = |random: &mut Random| vocabulary.draw_common_topic(random, 2000);
    let topic = Topic::new(vocabulary, &mut random, word, 20, |_| 4);
    sentence(vocabulary, &topic, &mut random)
}

fn published(random: &mut Random) -> String {
    let (year, month, day) = (2023 + random.below(3), 1 + random.below(12), 1 + random.below(28));
    format!("{year}-{month:02}-{day:02} {:02}:{:02}", random.below(24), random.below(60))
}

/// A Chinese headline, or an English one that opens with the main entity.
fn title(vocabulary: &Vocabulary, topic: &Topic, random: &mut Random) -> String {
    if random.chance(0.6) {
        let mut title = chinese(random, 5, 6);
        if random.chance(0.5) {
            title.push(',');
            title.push_str(&chinese(random, 4, 4));
        }
        return title;
    }
    let mut words = vec![capitalised(topic.entities[0])];
    for _ in 0..4 + random.below(6) {
        words.push(capitalised(topic.word(vocabulary, random)));
    }
    words.join(" ")
}

/// At least `least` words, and up to `spread - 1` more.
fn chinese(random: &mut Random, least: usize, spread: usize) -> String {
    (0..least + random.below(spread)).map(|_| random.choose_by_rank(CHINESE_WORDS)).collect()
}

/// A group's heading of two to six words.
fn heading(vocabulary: &Vocabulary, topic: &Topic, random: &mut Random) -> String {
    let mut words = vec![capitalised(topic.word(vocabulary, random))];
    for _ in 0..1 + random.below(4) {
        words.push(match random.below(6) {
            0 => "and".to_owned(),
            1 => "of".to_owned(),
            2 => random.choose(&topic.entities).to_owned(),
            _ => capitalised(topic.word(vocabulary, random)),
        });
    }
    // No heading breaks off at a small word.
    if words.last().is_some_and(|word| word == "and" || word == "of") {
        words.push("Outlook".to_owned());
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_depends_on_its_number_alone() {
        let vocabulary = Vocabulary::new();
        let one = Article::new(&vocabulary, 7);
        Article::new(&vocabulary, 8);
        let again = Article::new(&vocabulary, 7);
        assert_eq!(one.id, again.id);
        assert_eq!(one.title, again.title);
        assert!(one.claims.iter().zip(&again.claims).all(|(a, b)| a.text == b.text));
    }

    #[test]
    fn claims_stand_in_groups_after_the_core() {
        let vocabulary = Vocabulary::new();
        for number in 0..50 {
            let article = Article::new(&vocabulary, number);
            assert_eq!(article.claims[0].group, CORE_HEADING);
            assert!((7..=21).contains(&article.claims.len()));
            assert!(article.claims.iter().all(|claim| !claim.citations.is_empty()));
        }
    }

    #[test]
    fn agency_copy_recurs() {
        let vocabulary = Vocabulary::new();
        assert_eq!(shared(&vocabulary, 3).text, shared(&vocabulary, 3).text);
        assert_ne!(shared(&vocabulary, 3).text, shared(&vocabulary, 4).text);
    }
}
