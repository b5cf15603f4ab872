//! What matched, in a claim's text: the same analysis that indexed it, matched again.

use std::collections::HashSet;

use crate::index::analyzer::{Role, Script, Tokens};
use crate::model::{Entity, Span};
use crate::query::compile::Mark;

/// A token of the text, kept for looking at several at once.
struct Kept {
    term: String,
    position: u32,
    span: Span,
}

/// The ranges of a text that answer a query, in order and apart from each other.
pub(super) fn spans(text: &str, entities: &[Entity], marks: &[Mark]) -> Vec<Span> {
    let terms: HashSet<&str> = marks
        .iter()
        .filter_map(|mark| match mark {
            Mark::Term(term) => Some(term.as_str()),
            _ => None,
        })
        .collect();
    let phrased = marks.iter().any(|mark| matches!(mark, Mark::Phrase(..)));
    let mut found = Vec::new();
    for mark in marks {
        if let Mark::Entity(id) = mark {
            let named = entities.iter().filter(|entity| *entity.id == **id);
            found.extend(named.flat_map(|entity| &entity.mentions));
        }
    }
    let mut kept: Vec<Kept> = Vec::new();
    let mut tokens = Tokens::new(text);
    while tokens.advance() {
        let token = tokens.token();
        let span = Span::new(token.start, token.end);
        let expanded = || {
            marks.iter().any(|mark| match mark {
                Mark::Surfaces(words) => {
                    words.contains(token.surface) || words.contains(token.text)
                }
                Mark::Beginning(start) => {
                    token.surface.starts_with(start) || token.text.starts_with(start)
                }
                _ => false,
            })
        };
        if terms.contains(token.text) || expanded() {
            found.push(span);
        }
        if phrased
            && (token.role == Role::Whole
                || token.script == Script::Han && token.role != Role::Pair)
        {
            kept.push(Kept { term: token.text.to_owned(), position: token.position, span });
        }
    }
    for mark in marks {
        if let Mark::Phrase(words, slop) = mark {
            phrases(&kept, words, *slop, &mut found);
        }
    }
    merged(found, text)
}

/// Marks the words of a phrase where they stand as asked.
fn phrases(tokens: &[Kept], words: &[(u32, String)], slop: u32, found: &mut Vec<Span>) {
    let Some((_, first)) = words.first() else { return };
    for (start, token) in tokens.iter().enumerate() {
        if slop == 0 {
            if token.term != *first {
                continue;
            }
            let window = &tokens[start..];
            let at = |place: u32, word: &str| {
                window
                    .iter()
                    .take_while(|token| token.position <= tokens[start].position + place)
                    .find(|other| other.position == token.position + place && other.term == word)
                    .map(|token| token.span)
            };
            let spans: Option<Vec<Span>> =
                words.iter().map(|(place, word)| at(*place, word)).collect();
            found.extend(spans.unwrap_or_default());
        } else if token.term == *first {
            found.extend(near(tokens, start, words, slop).unwrap_or_default());
        }
    }
}

/// The words of a phrase around the first one at `start`, each where it is nearest to its place,
/// when all together they are out of place by no more than the slop.
fn near(tokens: &[Kept], start: usize, words: &[(u32, String)], slop: u32) -> Option<Vec<Span>> {
    let mut spans = vec![tokens[start].span];
    let mut moved = 0_u64;
    for (place, word) in &words[1..] {
        let wanted = u64::from(tokens[start].position) + u64::from(*place);
        let apart = |token: &&Kept| u64::from(token.position).abs_diff(wanted);
        let nearest = tokens.iter().filter(|token| token.term == *word).min_by_key(apart)?;
        moved += apart(&nearest);
        spans.push(nearest.span);
    }
    (moved <= u64::from(slop)).then_some(spans)
}

/// Ranges that overlap, or in Han text touch, as one.
fn merged(mut spans: Vec<Span>, text: &str) -> Vec<Span> {
    spans.sort_unstable();
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match out.last_mut() {
            Some(last)
                if span.start < last.end
                    || span.start == last.end && !text[last.range()].is_ascii() =>
            {
                last.end = last.end.max(span.end);
            }
            _ => out.push(span),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str, marks: &[Mark]) -> String {
        let mut out = String::new();
        let mut at = 0;
        for span in spans(text, &[], marks) {
            out.push_str(&text[at..span.start]);
            out.push('<');
            out.push_str(&text[span.range()]);
            out.push('>');
            at = span.end;
        }
        out + &text[at..]
    }

    fn term(term: &str) -> Mark {
        Mark::Term(term.into())
    }

    #[test]
    fn words_and_pairs() {
        assert_eq!(
            show("Rare earths and mineral oil", &[term("earth"), term("miner")]),
            "Rare <earths> and <mineral> oil"
        );
        assert_eq!(show("当前日本外交最大", &[term("日本"), term("外交")]), "当前<日本外交>最大");
    }

    #[test]
    fn phrases_only_where_they_stand() {
        let phrase = |slop| Mark::Phrase(vec![(0, "rare".into()), (1, "earth".into())], slop);
        assert_eq!(
            show("Rare metals; rare earths, earth", &[phrase(0)]),
            "Rare metals; <rare> <earths>, earth"
        );
        assert_eq!(show("earth so rare", &[phrase(0)]), "earth so rare");
        assert_eq!(show("rare and clean earth", &[phrase(2)]), "<rare> and clean <earth>");
        assert_eq!(
            show("rare earth, and then earth rare", &[phrase(1)]),
            "<rare> <earth>, and then earth rare"
        );
        assert_eq!(show("earth so rare", &[phrase(u32::MAX)]), "<earth> so <rare>");
    }
}
