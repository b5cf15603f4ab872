//! What makes two claims the same one, printed twice.
//!
//! A fingerprint is a pure function of a claim, in one number. Its upper bits are a hash of all that
//! must be equal, in the order in which it stands: figures, dates, entities, names, negations, words for
//! up and for down and their like. Its lower bits are a sketch of the other words (SimHash): the nearer
//! the words, the fewer bits differ. In a short claim every word counts.

use std::hash::{Hash, Hasher};
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHasher};

use super::analyzer::{self, Role, Script, Token};
use crate::model::{Claim, Quantity, Span, When};

/// How many of the bits are the sketch.
const SKETCH_BITS: u32 = 44;

/// So many bits of the sketch may differ: about one word in ten.
const MOST_APART: u32 = 8;

/// A claim of fewer words is another one where any of them differs.
const FEW_WORDS: usize = 8;

/// Words that turn a claim round or say how much, stemmed: claims that differ in one are two.
const TELLING: &[&str] = &[
    "no",
    "not",
    "nor",
    "never",
    "none",
    "neither",
    "without",
    "cannot",
    "fail",
    "deni",
    "reject",
    "halt",
    "stop",
    "end",
    "start",
    "begin",
    "open",
    "close",
    "buy",
    "sell",
    "win",
    "lose",
    "lost",
    "won",
    "profit",
    "loss",
    "yes",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "last",
    "next",
    "half",
    "doubl",
    "tripl",
    "quarter",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelv",
    "twenti",
    "thirti",
    "forti",
    "fifti",
    "hundr",
    "thousand",
    "million",
    "billion",
    "trillion",
    "dozen",
    "most",
    "least",
    "more",
    "less",
    "fewer",
    "higher",
    "lower",
    "abov",
    "below",
    "befor",
    "after",
    "north",
    "south",
    "east",
    "west",
    "import",
    "export",
    "unlik",
    "oppos",
    "support",
    "approv",
    "overweight",
    "underweight",
    "ban",
    "allow",
    "lift",
    "impos",
    "may",
    "might",
    "will",
    "would",
    "must",
    "should",
    "could",
    "can",
    "onli",
    "all",
    "everi",
    "everybodi",
    "nobodi",
    "everyon",
    "some",
    "few",
    "mani",
    "much",
    "hard",
    "bare",
    "scarc",
    "almost",
    "near",
    "good",
    "bad",
    "better",
    "wors",
    "best",
    "worst",
    "strong",
    "weak",
    "long",
    "short",
    "maximum",
    "minimum",
    "cheap",
    "expens",
    "legal",
    "illeg",
    "safe",
    "unsaf",
    "enough",
    "insuffici",
    "hire",
    "fire",
    "unanim",
    "narrowli",
    "wide",
    "sold",
    "bought",
    "accept",
    "refus",
    "agre",
    "disagre",
    "confirm",
    "dismiss",
    "optimist",
    "pessimist",
    "posit",
    "negat",
    "early",
    "late",
    "earli",
    "old",
    "new",
    "public",
    "privat",
    "local",
    "foreign",
    "suppli",
    "demand",
    "lender",
    "borrow",
    "creditor",
    "debtor",
    "ask",
    "answer",
    "join",
    "leav",
    "enter",
    "exit",
    "push",
    "pull",
    "left",
    "right",
    "into",
    "over",
    "under",
    "sinc",
    "until",
    "against",
    "for",
    "with",
];

/// Stems of words for more, and for less.
const UP: &[&str] = &[
    "rise",
    "rose",
    "risen",
    "rais",
    "increas",
    "gain",
    "grow",
    "grew",
    "grown",
    "growth",
    "climb",
    "jump",
    "surg",
    "soar",
    "ralli",
    "advanc",
    "up",
    "upgrad",
    "expand",
    "improv",
    "rebound",
    "widen",
    "strengthen",
    "acceler",
    "eas",
];
const DOWN: &[&str] = &[
    "fall", "fell", "fallen", "cut", "decreas", "declin", "drop", "shrink", "shrank", "slip",
    "slid", "slide", "plung", "tumbl", "sink", "sank", "retreat", "down", "downgrad", "contract",
    "worsen", "narrow", "weaken", "slow", "tighten",
];

/// Chinese characters of the same sort.
const HAN: &str = "不未无無没沒非否零一二三四五六七八九十百千万萬亿億两兩半升涨漲增降跌减減买買卖賣进進出高低先后後同拒乐樂悲强強弱多少上下大小新旧舊早晚快慢宽寬紧緊";

/// What a stem says beyond being a word.
#[derive(Debug, Clone, Copy)]
enum Sort {
    Telling,
    Up,
    Down,
}

static SORTS: LazyLock<FxHashMap<&'static str, Sort>> = LazyLock::new(|| {
    let of = |words: &'static [&'static str], sort| words.iter().map(move |word| (*word, sort));
    let telling = of(TELLING, Sort::Telling);
    telling.chain(of(UP, Sort::Up)).chain(of(DOWN, Sort::Down)).collect()
});

/// The fingerprint of a claim, to be compared by [`are_near`].
pub fn fingerprint(claim: &Claim) -> u64 {
    let mut printer = Printer::new(claim);
    analyzer::analyze(&claim.text, |token| {
        printer.take(token, &Sense::of(token.text, token.surface, token.script));
    });
    printer.finish()
}

/// What a word is for a fingerprint, wherever it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sense {
    /// A hash of what it comes to: of its term, but for words for up and for down.
    print: u64,
    /// Whether that must be equal everywhere.
    is_fixed: bool,
    /// Whether it says nothing by itself.
    is_stop: bool,
    /// Whether it may be a negation that was cut short.
    nt: bool,
}

impl Sense {
    /// That of a term, of the word that it was made from, and of what this is written in.
    pub(super) fn of(text: &str, surface: &str, script: Script) -> Self {
        let (print, is_fixed) = match script {
            Script::Number | Script::Mixed => (hash(surface), true),
            Script::Han => (hash(text), HAN.contains(text)),
            Script::Latin | Script::Other => match SORTS.get(text) {
                Some(Sort::Up) => (hash("up"), true),
                Some(Sort::Down) => (hash("down"), true),
                Some(Sort::Telling) => (hash(text), true),
                None => (hash(text), false),
            },
        };
        let is_stop = analyzer::is_stop_word(surface);
        Self { print, is_fixed, is_stop, nt: surface.ends_with("nt") }
    }

    /// Whether the word is a stop word.
    pub(super) fn is_stop(&self) -> bool {
        self.is_stop
    }
}

/// Makes the fingerprint of a claim while its text is analysed.
pub(super) struct Printer<'c> {
    text: &'c str,
    /// Where in the text, and a hash.
    fixed: Vec<(usize, u64)>,
    /// What is tagged, in order; those before `next` are behind.
    taken: Vec<Span>,
    next: usize,
    words: Vec<u64>,
    /// Whether a sentence may begin with the next word, and where the last one ended.
    sentence: bool,
    end: usize,
}

impl<'c> Printer<'c> {
    pub(super) fn new(claim: &'c Claim) -> Self {
        let (fixed, taken) = tags(claim);
        let text = &claim.text;
        Self { text, fixed, taken, next: 0, words: Vec::new(), sentence: true, end: 0 }
    }

    /// Takes the next token of the claim's text.
    pub(super) fn take(&mut self, token: &Token<'_>, sense: &Sense) {
        let before = &self.text.as_bytes()[self.end..token.start.max(self.end)];
        self.sentence |= before != b" " && ends_sentence(before);
        self.end = self.end.max(token.end);
        let opens = std::mem::replace(&mut self.sentence, false);
        while self.taken.get(self.next).is_some_and(|span| span.end <= token.start) {
            self.next += 1;
        }
        let held = self.taken[self.next..]
            .iter()
            .take_while(|span| span.start <= token.start)
            .any(|span| token.end <= span.end);
        if held || matches!(token.role, Role::Part | Role::Joined) {
            return;
        }
        match (token.script, token.role) {
            (Script::Number | Script::Mixed, _) => self.fixed.push((token.start, sense.print)),
            (Script::Han, Role::Whole) => {
                self.fixed.extend(sense.is_fixed.then_some((token.start, sense.print)));
            }
            (Script::Han, _) => self.words.push(sense.print),
            (Script::Latin | Script::Other, _) => self.word(token, opens, sense),
        }
    }

    fn word(&mut self, token: &Token<'_>, opens: bool, sense: &Sense) {
        let typed = &self.text[token.start..token.end];
        let is_negation = || sense.nt && typed.contains(['\'', '’']);
        if sense.is_fixed || is_negation() {
            self.fixed.push((token.start, sense.print));
        } else if sense.is_stop {
        } else if !opens && typed.starts_with(char::is_uppercase) {
            // A name is not bent.
            self.fixed.push((token.start, hash(token.surface)));
        } else {
            self.words.push(sense.print);
        }
    }

    pub(super) fn finish(self) -> u64 {
        let Self { mut fixed, mut words, .. } = self;
        fixed.sort_unstable();
        let fixed: Vec<u64> = fixed.into_iter().map(|(_, print)| print).collect();
        words.sort_unstable();
        words.dedup();
        if words.len() < FEW_WORDS {
            return hash(&fixed[..]) << SKETCH_BITS | hash(&words[..]) >> (64 - SKETCH_BITS);
        }
        let mut sketch = [0_i32; SKETCH_BITS as usize];
        for word in words {
            for (bit, sum) in sketch.iter_mut().enumerate() {
                *sum += (word >> bit & 1) as i32 * 2 - 1;
            }
        }
        let sketch = sketch.iter().rev().fold(0, |bits, sum| bits << 1 | u64::from(*sum > 0));
        hash(&fixed[..]) << SKETCH_BITS | sketch
    }
}

/// Whether a sentence may begin behind this.
fn ends_sentence(between: &[u8]) -> bool {
    let ascii = |byte: &u8| matches!(byte, b'.' | b'!' | b'?' | b':' | b'"');
    between.iter().any(ascii) || between.windows(3).any(|bytes| bytes == "“".as_bytes())
}

/// What a claim is tagged with: where and a hash of each, and the places in order.
fn tags(claim: &Claim) -> (Vec<(usize, u64)>, Vec<Span>) {
    let mut fixed: Vec<(usize, u64)> = Vec::new();
    let mut taken: Vec<Span> = Vec::new();
    for entity in &claim.entities {
        let print = hash(&("entity", &entity.id));
        fixed.extend(entity.mentions.iter().map(|mention| (mention.start, print)));
        taken.extend(&entity.mentions);
    }
    for quantity in &claim.quantities {
        let Quantity { kind, unit, min, max, bound, per, mention, .. } = quantity;
        let value = (min.to_bits(), max.to_bits());
        fixed.push((mention.start, hash(&("quantity", kind, unit, value, bound, per))));
        taken.push(*mention);
    }
    for When { from, to, bound, text, mention, .. } in &claim.when {
        let print = match (from, to) {
            (None, None) => hash(&("when", text)),
            _ => hash(&("when", from, to, bound)),
        };
        fixed.push((mention.start, print));
        taken.push(*mention);
    }
    taken.sort_unstable();
    (fixed, taken)
}

/// The part of a fingerprint that must be equal.
pub fn fixed(print: u64) -> u64 {
    print >> SKETCH_BITS
}

/// A term for it: a part of it, so that an index has few of them, and each leads to a few hundred claims of
/// a million.
pub fn term(print: u64) -> String {
    format!("{:04x}", print >> 48)
}

/// Whether two fingerprints are those of one claim, printed twice.
pub fn are_near(one: u64, other: u64) -> bool {
    let apart = one ^ other;
    apart >> SKETCH_BITS == 0 && apart.count_ones() <= MOST_APART
}

fn hash(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    // The hash's upper bits are the good ones; the sketch reads the lower ones.
    let hash = hasher.finish();
    (hash ^ hash >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29)
}
