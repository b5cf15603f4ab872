//! What makes two claims the same one, printed twice.
//!
//! A fingerprint is a pure function of a claim, in one number. Its upper bits are a hash of all that
//! must be equal: figures, dates, entities, names, negations, words for up and for down. Its lower
//! bits are a sketch of the other words (SimHash): the nearer the words, the fewer bits differ.

use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use super::analyzer::{self, Role, Script};
use crate::model::{Claim, Span};

/// How many of the bits are the sketch.
const SKETCH_BITS: u32 = 44;

/// So many bits of the sketch may differ: about one word in ten.
const MOST_APART: u32 = 8;

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
];

/// Stems of words for more, and for less.
const UP: &[&str] = &[
    "rise", "rose", "risen", "rais", "increas", "gain", "grow", "grew", "grown", "growth", "climb",
    "jump", "surg", "soar", "ralli", "advanc", "up", "upgrad", "expand", "improv", "rebound",
];
const DOWN: &[&str] = &[
    "fall", "fell", "fallen", "cut", "decreas", "declin", "drop", "shrink", "shrank", "slip",
    "slid", "slide", "plung", "tumbl", "sink", "sank", "retreat", "down", "downgrad", "contract",
    "worsen",
];

/// Chinese characters of the same sort.
const HAN: &str =
    "不未无無没沒非否零一二三四五六七八九十百千万萬亿億两兩半升涨漲增降跌减減买買卖賣进進出";

/// The fingerprint of a claim, to be compared by [`are_near`].
pub fn fingerprint(claim: &Claim) -> u64 {
    let mut fixed: BTreeSet<String> = BTreeSet::new();
    let mut taken: Vec<Span> = Vec::new();
    for entity in &claim.entities {
        fixed.insert(format!("e{}", entity.id));
        taken.extend(&entity.mentions);
    }
    for quantity in &claim.quantities {
        let bound = quantity.bound.as_deref().unwrap_or_default();
        let (unit, per) = (quantity.unit.as_deref(), quantity.per.as_deref());
        let (min, max) = (quantity.min, quantity.max);
        fixed.insert(format!("q{}{unit:?}{per:?}{min:e}{max:e}{bound}", quantity.kind));
        taken.push(quantity.mention);
    }
    for when in &claim.when {
        match (&when.from, &when.to) {
            (None, None) => fixed.insert(format!("w{}", when.text)),
            (from, to) => fixed.insert(format!("w{from:?}{to:?}{:?}", when.bound)),
        };
        taken.push(when.mention);
    }
    let mut sketch = [0_i32; SKETCH_BITS as usize];
    let mut words: BTreeSet<u64> = BTreeSet::new();
    let mut sentence = true;
    let mut end = 0;
    analyzer::analyze(&claim.text, |token| {
        sentence |= claim.text[end..token.start.max(end)].contains(['.', '!', '?', ':', '"', '“']);
        end = end.max(token.end);
        let opens = std::mem::replace(&mut sentence, false);
        let held = taken.iter().any(|span| span.start <= token.start && token.end <= span.end);
        if held || matches!(token.role, Role::Part | Role::Joined) {
            return;
        }
        match token.script {
            Script::Number | Script::Mixed => {
                fixed.insert(format!("n{}", token.surface));
            }
            Script::Han if token.role == Role::Whole => {
                if HAN.contains(token.text) {
                    fixed.insert(format!("h{}", token.text));
                }
            }
            Script::Han => {
                words.insert(hash(token.text));
            }
            Script::Latin | Script::Other => {
                if UP.contains(&token.text) {
                    fixed.insert("up".into());
                } else if DOWN.contains(&token.text) {
                    fixed.insert("down".into());
                } else if TELLING.contains(&token.text)
                    || token.surface.ends_with("nt")
                        && claim.text[token.start..token.end].contains(['\'', '’'])
                {
                    fixed.insert(format!("t{}", token.text));
                } else if !analyzer::is_stop_word(token.surface) {
                    let typed = &claim.text[token.start..token.end];
                    if !opens && typed.starts_with(char::is_uppercase) {
                        fixed.insert(format!("p{}", token.text));
                    } else {
                        words.insert(hash(token.text));
                    }
                }
            }
        }
    });
    for word in words {
        for (bit, sum) in sketch.iter_mut().enumerate() {
            *sum += if word >> bit & 1 == 1 { 1 } else { -1 };
        }
    }
    let sketch = sketch.iter().rev().fold(0, |bits, sum| bits << 1 | u64::from(*sum > 0));
    hash(&fixed) << SKETCH_BITS | sketch
}

/// The part of a fingerprint that must be equal.
pub fn fixed(print: u64) -> u64 {
    print >> SKETCH_BITS
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
