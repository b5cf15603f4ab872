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
    let mut sheet = Sheet::default();
    let mut printer = Printer::new(claim, &mut sheet);
    analyzer::analyze(&claim.text, |token| {
        printer.take(token, &Sense::of(token.text, token.surface, token.script));
    });
    printer.finish()
}

/// What a word is for a fingerprint, wherever it stands.
#[derive(Debug, Clone, Copy, Default)]
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

/// What a fingerprint is worked out on, used again for the next one.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// Where in the text, and a hash.
    fixed: Vec<(usize, u64)>,
    /// What is tagged, in order.
    taken: Vec<Span>,
    words: Vec<u64>,
}

/// Makes the fingerprint of a claim while its text is analysed.
pub(super) struct Printer<'c> {
    text: &'c str,
    sheet: &'c mut Sheet,
    /// What is tagged before this one is behind.
    next: usize,
    /// Whether a sentence may begin with the next word, and where the last one ended.
    sentence: bool,
    end: usize,
}

impl<'c> Printer<'c> {
    pub(super) fn new(claim: &'c Claim, sheet: &'c mut Sheet) -> Self {
        sheet.fixed.clear();
        sheet.taken.clear();
        sheet.words.clear();
        add_tags(claim, sheet);
        Self { text: &claim.text, sheet, next: 0, sentence: true, end: 0 }
    }

    /// Takes the next token of the claim's text.
    pub(super) fn take(&mut self, token: &Token<'_>, sense: &Sense) {
        let before = &self.text[self.end..token.start.max(self.end)];
        self.sentence |= before != " " && before.contains(['.', '!', '?', ':', '"', '“']);
        self.end = self.end.max(token.end);
        let opens = std::mem::replace(&mut self.sentence, false);
        while self.sheet.taken.get(self.next).is_some_and(|span| span.end <= token.start) {
            self.next += 1;
        }
        let held = self.sheet.taken[self.next..]
            .iter()
            .take_while(|span| span.start <= token.start)
            .any(|span| token.end <= span.end);
        if held || matches!(token.role, Role::Part | Role::Joined) {
            return;
        }
        match (token.script, token.role) {
            (Script::Number | Script::Mixed, _) => {
                self.sheet.fixed.push((token.start, sense.print));
            }
            (Script::Han, Role::Whole) => {
                self.sheet.fixed.extend(sense.is_fixed.then_some((token.start, sense.print)));
            }
            (Script::Han, _) => self.sheet.words.push(sense.print),
            (Script::Latin | Script::Other, _) => self.word(token, opens, sense),
        }
    }

    fn word(&mut self, token: &Token<'_>, opens: bool, sense: &Sense) {
        let typed = &self.text[token.start..token.end];
        let is_negation = || sense.nt && typed.contains(['\'', '’']);
        if sense.is_fixed || is_negation() {
            self.sheet.fixed.push((token.start, sense.print));
        } else if !sense.is_stop {
            // A name is not bent.
            let is_name = !opens && typed.starts_with(char::is_uppercase);
            if is_name {
                self.sheet.fixed.push((token.start, hash(token.surface)));
            } else {
                self.sheet.words.push(sense.print);
            }
        }
    }

    pub(super) fn finish(self) -> u64 {
        let Sheet { fixed, words, .. } = self.sheet;
        fixed.sort_unstable();
        words.sort_unstable();
        words.dedup();
        let rest = if words.len() < FEW_WORDS {
            hash(&words[..]) >> (64 - SKETCH_BITS)
        } else {
            sketch(words)
        };
        let fixed = mix(&fixed.iter().fold(FxHasher::default(), |mut hasher, (_, print)| {
            print.hash(&mut hasher);
            hasher
        }));
        fixed << SKETCH_BITS | rest
    }
}

/// The bits that are set in more than half of some words.
fn sketch(words: &[u64]) -> u64 {
    const BYTES: usize = SKETCH_BITS.div_ceil(8) as usize;
    /// So many words fit before a byte runs over.
    const MOST: usize = u8::MAX as usize;
    let mut counts = [0_usize; 8 * BYTES];
    for words in words.chunks(MOST) {
        // A byte for each bit: all eight of a byte are added at once.
        let mut sums = [0_u64; BYTES];
        for word in words {
            for (sum, byte) in sums.iter_mut().zip(word.to_le_bytes()) {
                *sum += SPREAD[usize::from(byte)];
            }
        }
        for (count, sum) in counts.iter_mut().zip(sums.iter().flat_map(|sum| sum.to_le_bytes())) {
            *count += usize::from(sum);
        }
    }
    let counts = &counts[..SKETCH_BITS as usize];
    counts.iter().rev().fold(0, |bits, count| bits << 1 | u64::from(2 * count > words.len()))
}

/// The bits of a byte, each in a byte of its own, the lowest first.
static SPREAD: [u64; 256] = {
    let mut spread = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut bit = 0;
        while bit < 8 {
            spread[byte] |= (byte as u64 >> bit & 1) << (8 * bit);
            bit += 1;
        }
        byte += 1;
    }
    spread
};

/// Adds what a claim is tagged with: where and a hash of each, and the places in order.
fn add_tags(claim: &Claim, Sheet { fixed, taken, .. }: &mut Sheet) {
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
}

/// The part of a fingerprint that must be equal.
pub fn fixed(print: u64) -> u32 {
    (print >> SKETCH_BITS) as u32
}

/// The same as a term; terms are in the order of the numbers.
pub fn term(fixed: u32) -> String {
    format!("{fixed:05x}")
}

/// Whether two fingerprints are those of one claim, printed twice.
pub fn are_near(one: u64, other: u64) -> bool {
    let apart = one ^ other;
    apart >> SKETCH_BITS == 0 && apart.count_ones() <= MOST_APART
}

fn hash(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    mix(&hasher)
}

/// The hash's upper bits are the good ones; the sketch reads the lower ones.
fn mix(hasher: &FxHasher) -> u64 {
    let hash = hasher.finish();
    (hash ^ hash >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_in_the_order_of_the_numbers() {
        let all = [0, 1, 127, 128, 16_383, 16_384, (1 << 20) - 1];
        assert_eq!(fixed(u64::MAX), all[6]);
        assert!(all.map(term).is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn a_sketch_has_the_bits_of_most_words() {
        for count in [8, 9, 255, 256, 700] {
            let words: Vec<u64> = (0..count).map(|n: u64| hash(&n)).collect();
            let set = |bit: u32| words.iter().filter(|word| *word >> bit & 1 == 1).count();
            let most = |bit: u32| u64::from(set(bit) * 2 > words.len()) << bit;
            assert_eq!(sketch(&words), (0..SKETCH_BITS).map(most).sum::<u64>());
        }
    }
}
