//! What an article names in full, and the short forms by which its other claims name the same.

use rustc_hash::{FxHashMap, FxHashSet};

use super::lexicon::{Known, Lexicon};
use super::scan::Scan;
use super::shape::tables::{is_generic, is_legal, is_ordinary, is_org_word};
use super::{Candidate, Rank, Thing};
use crate::model::{EntityType, Span};
use crate::tag::gazetteer::Flags;
use crate::text::chars::is_han_or_kana;

/// The names in full of one article.
#[derive(Debug, Default)]
pub(super) struct Memory {
    known: FxHashSet<Known>,
    /// By short form; `None` where two things have it.
    short: FxHashMap<String, Option<Meaning>>,
    /// The bytes that the first words of the short forms begin with, as bits.
    opens: [u64; 4],
    /// Whether a short form is of Chinese characters.
    han: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Meaning {
    kind: EntityType,
    thing: Thing,
    /// Whether it is a word that may well be another thing where it opens a sentence.
    doubtful: bool,
}

impl Memory {
    /// Takes in what a claim names.
    pub(super) fn learn(&mut self, text: &str, found: &[Candidate], lexicon: &Lexicon<'_>) {
        for candidate in found {
            let Some(kind) = candidate.kind else { continue };
            if let Thing::Known(known) = candidate.thing {
                if self.known.contains(&known) {
                    if kind == EntityType::Org {
                        self.abbreviation(text, candidate);
                    }
                    continue;
                }
                self.known.insert(known);
            }
            if !matches!(kind, EntityType::Person | EntityType::Org) {
                continue;
            }
            let name = match &candidate.thing {
                Thing::Known(known) => lexicon.record(*known).name,
                Thing::Coined(name) => name,
            };
            match kind {
                EntityType::Person => self.person(name, candidate, lexicon),
                EntityType::Org => {
                    self.org(name, candidate, lexicon);
                    self.abbreviation(text, candidate);
                }
                _ => {}
            }
        }
    }

    /// Whether the article names this entity.
    pub(super) fn knows(&self, known: Known) -> bool {
        self.known.contains(&known)
    }

    fn person(&mut self, name: &str, candidate: &Candidate, lexicon: &Lexicon<'_>) {
        if matches!(candidate.thing, Thing::Coined(_)) {
            self.add(name, candidate, false);
        }
        if let Some((_, last)) = name.rsplit_once('·') {
            self.add(last, candidate, false);
        }
        let words: Vec<&str> = name.split(' ').filter(|w| !matches!(*w, "Jr." | "Sr.")).collect();
        let [first, .., last] = words[..] else { return };
        let flags = lexicon.word(first).word;
        let family = flags.contains(Flags::FAMILY)
            || flags.contains(Flags::MAYBE_FAMILY) && !flags.contains(Flags::GIVEN);
        let eastern =
            family && (words.len() > 2 || !lexicon.word(last).word.intersects(Flags::FAMILY));
        self.add(if eastern { first } else { last }, candidate, false);
        // `von der Leyen`, `al-Sisi`
        let tail = words.iter().rposition(|word| word.starts_with(char::is_lowercase));
        if let Some(tail) = tail.filter(|tail| *tail > 0) {
            let start = words[..=tail].iter().rposition(|w| !w.starts_with(char::is_lowercase));
            self.add(&words[start.map_or(tail, |start| start + 1)..].join(" "), candidate, false);
        }
    }

    fn org(&mut self, name: &str, candidate: &Candidate, lexicon: &Lexicon<'_>) {
        let mut words: Vec<&str> = name.split(' ').collect();
        if name.starts_with(is_han_or_kana) {
            self.han(name, candidate);
            return;
        }
        while words.len() > 1 && words.last().is_some_and(|word| is_legal(word)) {
            words.pop();
            self.add(&words.join(" "), candidate, false);
        }
        if words.iter().any(|word| matches!(*word, "of" | "for")) || name.contains('(') {
            return;
        }
        while words.len() > 1 && words.last().is_some_and(|word| is_org_word(word)) {
            words.pop();
            let short = words.join(" ");
            let word = lexicon.word(&short);
            let other = word.strong.is_some() || is_generic(&short) || is_ordinary(&short);
            if !other {
                self.add(&short, candidate, words.len() == 1);
            }
        }
        let listed = matches!(candidate.thing, Thing::Known(_));
        if let ([first, _, ..], false) = (&words[..], listed) {
            let word = lexicon.word(first);
            let other = word.strong.is_some()
                || word.word.is_name()
                || is_generic(first)
                || is_ordinary(first)
                || is_org_word(first)
                || first.chars().count() < 4;
            if !other {
                self.add(first, candidate, true);
            }
        }
    }

    /// `云岭锂业股份有限公司` is `云岭锂业` and `云岭`.
    fn han(&mut self, name: &str, candidate: &Candidate) {
        let mut short = name;
        while let Some(front) = super::han::TAILS.iter().find_map(|tail| short.strip_suffix(tail)) {
            if front.chars().count() < 2 || super::han::is_everyday(front) {
                break;
            }
            short = front;
            self.add(short, candidate, false);
        }
    }

    /// `Kazakhstan Temir Zholy (KTZ)`
    fn abbreviation(&mut self, text: &str, candidate: &Candidate) {
        let rest = &text[candidate.span.end..];
        let Some(rest) = rest.strip_prefix(" (") else { return };
        let Some(end) = rest.find(')') else { return };
        let short = rest[..end].trim_matches(['"', '“', '”', '\'', '‘', '’']);
        let short = short.strip_prefix("the ").unwrap_or(short);
        let letters = short.chars().filter(|c| c.is_uppercase()).count();
        let initial = text[candidate.span.start..].chars().next() == short.chars().next();
        let plain = short.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '&'));
        if letters >= 2 && initial && plain && short.len() <= 24 {
            self.add(short, candidate, false);
        }
    }

    fn add(&mut self, short: &str, candidate: &Candidate, doubtful: bool) {
        let Some(kind) = candidate.kind else { return };
        // `He` of He Lifeng is a pronoun; `May` may be the minister all the same.
        let word = match kind {
            EntityType::Person => is_ordinary(short) && short.len() <= 3 && short != "May",
            _ => is_ordinary(short) || is_generic(short),
        };
        if word {
            return;
        }
        let opens = |c: char| c.is_uppercase() || c == 'v' || is_han_or_kana(c);
        if short.chars().count() < 2 || !short.starts_with(opens) {
            return;
        }
        let first = short.as_bytes()[0];
        self.opens[usize::from(first / 64)] |= 1 << (first % 64);
        self.han |= short.starts_with(is_han_or_kana);
        let meaning = Meaning { kind, thing: candidate.thing.clone(), doubtful };
        let slot = self.short.entry(short.to_owned()).or_insert_with(|| Some(meaning.clone()));
        if slot.as_ref().is_some_and(|known| known.thing != meaning.thing) {
            *slot = None;
        }
    }

    /// Adds the short forms that a claim has.
    pub(super) fn find(&self, text: &str, scan: &Scan, found: &mut Vec<Candidate>) {
        if self.short.is_empty() {
            return;
        }
        let words = &scan.words;
        found.sort_by_key(|candidate| (candidate.span.start, candidate.span.end));
        let mut new = Vec::new();
        for at in 0..words.len() {
            let first = text.as_bytes()[words[at].span.start];
            if self.opens[usize::from(first / 64)] & (1 << (first % 64)) == 0 {
                continue;
            }
            // The longest of the forms that start here.
            let joined = |last: &usize| (at + 1..=*last).all(|word| words[word].joined);
            let lasts = (at..words.len().min(at + 4)).take_while(joined);
            let here = lasts.filter_map(|last| {
                let span = Span::new(words[at].span.start, words[last].span.end);
                let meaning = self.short.get(&text[span.start..span.end])?.as_ref()?;
                Some((last, span, meaning))
            });
            let Some((last, span, meaning)) = here.last() else { continue };
            // A longer name goes on: `Tengri Air` where `Tengri Copper` is known.
            let front = at > 0 && words[at].joined && !words[at - 1].first;
            let goes_on = words.get(last + 1).is_some_and(|next| next.joined);
            let person = meaning.kind == EntityType::Person;
            if meaning.doubtful && (words[at].first && !acts(&text[span.end..]) || goes_on) {
                continue;
            }
            let behind = found.partition_point(|other| other.span.start <= span.start);
            let near = &found[behind.saturating_sub(REACH)..behind];
            if person && goes_on && near.iter().any(|other| other.span.start == span.start) {
                continue;
            }
            let covered =
                |other: &Candidate| other.span.start < span.start && other.span.end >= span.end;
            if front && near.iter().any(covered) {
                continue;
            }
            let thing = meaning.thing.clone();
            let (kind, rank) = (Some(meaning.kind), Rank::Short);
            new.push(Candidate { span, kind, thing, rank });
        }
        if scan.han && self.han {
            self.find_han(text, &mut new);
        }
        found.extend(new);
    }
}

impl Memory {
    /// Adds the short forms in Chinese characters, the longest at each place.
    fn find_han(&self, text: &str, found: &mut Vec<Candidate>) {
        let mut done = 0;
        for (at, c) in text.char_indices().filter(|(_, c)| is_han_or_kana(*c)) {
            if at < done {
                continue;
            }
            let ends =
                text[at..].char_indices().take(LONGEST_HAN).map(|(i, c)| at + i + c.len_utf8());
            let forms = ends
                .skip(1)
                .filter_map(|end| Some((end, self.short.get(&text[at..end])?.as_ref()?)));
            let Some((end, meaning)) = forms.last() else { continue };
            debug_assert!(end > at + c.len_utf8());
            let (kind, thing) = (Some(meaning.kind), meaning.thing.clone());
            found.push(Candidate { span: Span::new(at, end), kind, thing, rank: Rank::Short });
            done = end;
        }
    }
}

/// The longest short form in Chinese characters.
const LONGEST_HAN: usize = 16;

/// How many candidates before a word are looked at.
const REACH: usize = 8;

/// Whether what follows a word says that it is a name: a verb, a possessive.
fn acts(behind: &str) -> bool {
    let next = super::shape::next_word(behind);
    behind.starts_with("'s")
        || behind.starts_with("’s")
        || (next.len() > 1 && !matches!(next, "of"))
}
