//! One claim: a sentence with entities, figures, dates and words of a topic.

use crate::names::capitalised;
use crate::random::Random;
use crate::tables::{COLLOCATIONS, VERB_PHRASES};
use crate::vocabulary::Vocabulary;

const CURRENCIES: &[&str] = &["$", "€", "¥"];

#[rustfmt::skip]
const MONTHS: &[&str] = &[
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
];

/// What an article speaks of: the ranks of its words and its entities, the main ones first.
pub(crate) struct Topic<'v> {
    pub(crate) words: Vec<usize>,
    pub(crate) entities: Vec<&'v str>,
}

impl<'v> Topic<'v> {
    /// A topic of so many words and entities.
    pub(crate) fn new(
        vocabulary: &'v Vocabulary,
        random: &mut Random,
        mut word: impl FnMut(&mut Random) -> usize,
        words: usize,
        entities: impl FnOnce(&mut Random) -> usize,
    ) -> Self {
        let words = (0..words).map(|_| word(random)).collect();
        let count = entities(random);
        let entities = (0..count).map(|_| vocabulary.entity(random)).collect();
        Self { words, entities }
    }

    /// One of its words, each as likely.
    pub(crate) fn word(&self, vocabulary: &'v Vocabulary, random: &mut Random) -> &'v str {
        vocabulary.word(random.choose(&self.words))
    }
}

/// The words of a claim, without full stop and citations, and the entities that it names.
pub(crate) struct Sentence {
    pub(crate) text: String,
    pub(crate) entities: Vec<String>,
}

/// Writes a sentence of 12 to 33 words.
pub(crate) fn sentence(vocabulary: &Vocabulary, topic: &Topic, random: &mut Random) -> Sentence {
    let length = 12 + random.below(9) + random.below(9) + random.below(6);
    let mut writer = Writer { vocabulary, topic, text: String::with_capacity(240), named: vec![] };
    let mut words = writer.opening(random);
    while words < length {
        writer.text.push(' ');
        words += writer.next(random);
        if random.chance(0.06) && words < length {
            writer.text.push(',');
        }
    }
    Sentence { text: capitalised(&writer.text), entities: writer.named }
}

struct Writer<'a> {
    vocabulary: &'a Vocabulary,
    topic: &'a Topic<'a>,
    text: String,
    named: Vec<String>,
}

impl Writer<'_> {
    /// Writes subject and perhaps verb; gives the number of words.
    fn opening(&mut self, random: &mut Random) -> usize {
        match random.below(5) {
            0 => {
                self.entity(random);
                self.text.push_str("'s ");
                self.topic_word(random);
                2
            }
            1 | 2 => {
                self.entity(random);
                self.text.push(' ');
                self.text.push_str(random.choose_by_rank(VERB_PHRASES));
                4
            }
            3 => {
                self.text.push_str("The ");
                self.text.push_str(random.choose_by_rank(COLLOCATIONS));
                self.text.push_str(" in ");
                self.entity(random);
                5
            }
            _ => {
                self.text.push_str("The ");
                self.topic_word(random);
                self.text.push_str(" of ");
                self.topic_word(random);
                4
            }
        }
    }

    /// Writes the next piece; gives the number of words.
    fn next(&mut self, random: &mut Random) -> usize {
        let draw = random.unit();
        if draw < 0.022 {
            self.entity(random);
            1
        } else if draw < 0.036 {
            self.text.push_str(&money(random));
            2
        } else if draw < 0.052 {
            self.text.push_str(&format!("{}.{}%", random.below(60), random.below(10)));
            1
        } else if draw < 0.062 {
            self.text.push_str(&date(random));
            2
        } else if draw < 0.087 {
            self.text.push_str(random.choose_by_rank(COLLOCATIONS));
            2
        } else if draw < 0.30 {
            let rank = random.choose_front(&self.topic.words);
            self.text.push_str(self.vocabulary.word(rank));
            1
        } else {
            let rank = self.vocabulary.draw(random);
            self.text.push_str(self.vocabulary.word(rank));
            1
        }
    }

    fn entity(&mut self, random: &mut Random) {
        let entity = random.choose_front(&self.topic.entities);
        self.text.push_str(entity);
        if !self.named.iter().any(|named| named == entity) {
            self.named.push(entity.to_owned());
        }
    }

    fn topic_word(&mut self, random: &mut Random) {
        self.text.push_str(self.topic.word(self.vocabulary, random));
    }
}

fn money(random: &mut Random) -> String {
    let sign = random.choose(CURRENCIES);
    match random.below(4) {
        0 => format!("{sign}{}.{} billion", 1 + random.below(400), random.below(10)),
        1 => format!("approximately {sign}{} million", 5 + random.below(900)),
        2 => format!("{sign}{}-{} billion", 1 + random.below(9), 10 + random.below(20)),
        _ => format!("{}.{} billion yuan", 1 + random.below(900), random.below(100)),
    }
}

fn date(random: &mut Random) -> String {
    match random.below(4) {
        0 => format!("{} {}", random.choose(MONTHS), 1 + random.below(28)),
        1 => format!("Q{} {}", 1 + random.below(4), 2019 + random.below(8)),
        2 => format!("the end of {}", 2019 + random.below(12)),
        _ => {
            let (month, day) = (random.choose(MONTHS), 1 + random.below(28));
            format!("{month} {day}, {}", 2020 + random.below(6))
        }
    }
}
