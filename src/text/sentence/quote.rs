//! Exclamations, questions and ellipses, and who spoke them.

use super::han::goes_on_han;
use super::{closers_end, opens, with_citations, word_at, word_before};
use crate::text::abbreviations::{
    Abbreviation, abbreviation, attributes_han, is_exclaimed, is_speaking, opens_sentence,
};
use crate::text::chars::{after, before, is_han_or_kana, is_opener, skip_space};

/// Who spoke is named in so many words at most, the verb included.
pub(super) const SPEAKER: usize = 5;

/// How far behind a quotation its speaker is looked for, in bytes.
pub(super) const ATTRIBUTION: usize = 200;

pub(super) fn exclaimed_end(
    text: &str,
    at: usize,
    marks: usize,
    end: usize,
    cited: usize,
    next: usize,
    follower: char,
) -> Option<usize> {
    if next == end {
        // No space behind: part of an address or a name, unless Han follows.
        let bracketed = before(text, end).is_some_and(|c| matches!(c, ')' | '）'));
        return (is_han_or_kana(follower) && !bracketed && !is_exclaimed(word_before(text, at)))
            .then_some(cited);
    }
    if !opens(text, next, follower) || is_year_in_brackets(&text[next..]) {
        return None;
    }
    if text.as_bytes()[at] == b'!'
        && marks == at + 1
        && end == marks
        && is_exclaimed(word_before(text, at))
    {
        let next_word = word_at(text, next);
        return opens_sentence(next_word).then_some(cited);
    }
    if end > marks && is_attributed(text, next) {
        return None;
    }
    Some(cited)
}

/// `Oklahoma! (1943) ran`: the year of a work.
fn is_year_in_brackets(rest: &str) -> bool {
    rest.strip_prefix('(').is_some_and(|rest| {
        rest.bytes().take_while(u8::is_ascii_digit).count() == 4 && rest[4..].starts_with(')')
    })
}

/// Whether a word is a title before a name, with its point.
pub(super) fn is_title(word: &str) -> bool {
    word.strip_suffix('.').and_then(abbreviation) == Some(Abbreviation::Leading)
}

/// `"Stop!" Smith said`, `"Stop!" said Smith`: who spoke stands behind the quotation.
pub(super) fn is_attributed(text: &str, next: usize) -> bool {
    let window = &text[next..text.floor_char_boundary((next + ATTRIBUTION).min(text.len()))];
    let mut words = window
        .split('\n')
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .skip_while(|word| is_title(word))
        .take(SPEAKER)
        .scan(false, |over, word| {
            // A stop or a comma ends what is looked at; an initial's point does not.
            let open = !*over;
            *over = word.ends_with([',', '!', '?', ';']) || word.len() > 2 && word.ends_with('.');
            open.then(|| word.trim_end_matches(|c: char| c.is_ascii_punctuation()))
        });
    let Some(first) = words.next() else { return false };
    if is_speaking(first) {
        return true;
    }
    // A name of up to three words, then the verb.
    let name = first.chars().next().is_some_and(char::is_uppercase) && !opens_sentence(first)
        || matches!(first, "He" | "She" | "They" | "I" | "We");
    name && words
        .take_while(|word| word.chars().next().is_some_and(char::is_uppercase) || is_speaking(word))
        .any(is_speaking)
}

/// The byte after a run of three or more points with spaces between them, `. . .`, and how many
/// there are.
pub(super) fn spaced_points(text: &str, at: usize) -> Option<(usize, usize)> {
    let more = text.as_bytes()[at + 1..].chunks_exact(2).take_while(|pair| pair == b" .").count();
    (more >= 2).then_some((at + 1 + more * 2, more + 1))
}

/// `. . .` leaves words out and ends nothing; the fourth point is a full stop, the first where it
/// touches its word, else the last.
pub(super) fn spaced_ellipsis_end(
    text: &str,
    at: usize,
    points: usize,
    count: usize,
) -> Option<usize> {
    let end = with_citations(text, closers_end(text, points));
    let next = skip_space(text, end);
    let Some(follower) = after(text, next) else { return Some(end) };
    if count < 4 || next == end || !opens(text, next, follower) || follower.is_lowercase() {
        return None;
    }
    let touches = before(text, at).is_some_and(|c| !c.is_whitespace());
    Some(if touches && end == points { at + 1 } else { end })
}

/// `...`, `. . .` and `…` end a sentence only where a new one clearly begins.
pub(super) fn ellipsis_end(
    text: &str,
    at: usize,
    run: &str,
    cited: usize,
    next: usize,
    follower: char,
) -> Option<usize> {
    let spaced = before(text, at)
        .is_none_or(|c| c.is_whitespace() || matches!(c, '[' | '(' | '"' | '“' | '‘'));
    let closed = cited > at + run.len();
    if is_han_or_kana(follower) || run == "…" && next == cited && !closed {
        // 等等……他走了: the sentence goes on unless a quotation ends here.
        let stopped = closed && !attributes_han(&text[next..]);
        let goes_on = closed && goes_on_han(text, at, at, &text[next..]);
        return (!goes_on
            && (stopped && next == cited || next > cited && is_han_or_kana(follower)))
        .then_some(cited);
    }
    if next == cited || !opens(text, next, follower) {
        return None;
    }
    let four = run.bytes().filter(|b| *b == b'.').count() >= 4;
    let clear = follower.is_uppercase() || is_opener(follower) || four;
    let is_i = follower == 'I' && word_at(text, next).len() == 1;
    // `"In the beginning ..." Days later`
    let quoted = closed && follower.is_uppercase() && !is_attributed(text, next);
    (clear && !is_i && (!spaced || four || quoted)).then_some(cited)
}
