//! The ends of sentences in running text, English and Chinese.
//!
//! Rules, not a model: what stands before and after a mark decides. A citation after the mark
//! belongs to the sentence that it ends, and so do closing quotes and brackets. Work is linear in
//! the text.

pub(crate) use super::abbreviations::opens_sentence;
use super::abbreviations::{Abbreviation, abbreviation, attributes_han, is_exclaimed, is_speaking};
use super::chars::{after, before, is_closer, is_han_or_kana, is_opener, skip_space, tail};
use super::citation;

/// How far back the word before a point is looked for, in bytes.
const WORD: usize = 40;
/// Who spoke is named in so many words at most, the verb included.
const SPEAKER: usize = 5;
/// How far behind a quotation its speaker is looked for, in bytes.
const ATTRIBUTION: usize = 200;
/// The longest editor's note behind a stop, in bytes.
const NOTE: usize = 32;
/// A sentence of so few words before a time of day has only begun: `At 5 a.m. Mr. Smith …`.
const BEGUN: usize = 8;

/// The byte after each sentence, closing marks and citations included, in order; the end of the
/// text is among them unless only white space follows the last one.
pub(crate) fn ends(text: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut start = 0;
    let mut titles = 0_usize;
    let mut at = 0;
    while let Some(c) = after(text, at) {
        let next = at + c.len_utf8();
        match c {
            '《' | '〈' => titles += 1,
            '》' | '〉' => titles = titles.saturating_sub(1),
            '\n' if text[next..].starts_with('\n') => titles = 0,
            _ => {}
        }
        let end = match c {
            '。' | '！' | '？' | '｡' if titles == 0 => wide_end(text, at, start),
            '．' if titles == 0 && ends_at_point(text, next) => wide_end(text, at, start),
            '.' | '!' | '?' | '…' => narrow_end(text, at, start),
            '[' | '【' => cited_end(text, at),
            _ => None,
        };
        match end {
            Some(end) => {
                ends.push(end);
                start = skip_space(text, end);
                at = end.max(next);
            }
            // A run of marks is judged once, at its first.
            None if c == '.' => {
                at = spaced_points(text, at).map_or_else(|| marks_end(text, at), |found| found.0);
            }
            None if matches!(c, '!' | '?' | '…') => at = marks_end(text, at),
            // So is a run of citations.
            None if matches!(c, '[' | '【') => at = citation::run_at(text, at).unwrap_or(next),
            None => at = next,
        }
    }
    if !text[ends.last().copied().unwrap_or(0)..].trim().is_empty() {
        ends.push(text.len());
    }
    ends
}

/// The end of a run of closing quotes and brackets.
fn closers_end(text: &str, mut at: usize) -> usize {
    // The number of a footnote belongs to its sentence.
    while let Some(c @ ('¹' | '²' | '³' | '⁰' | '⁴'..='⁹')) = after(text, at) {
        at += c.len_utf8();
    }
    while let Some(c) = after(text, at) {
        // A quote with a letter behind it opens the next sentence.
        let opens = matches!(c, '"' | '\'' | '*' | '_' | '`')
            && after(text, at + 1).is_some_and(char::is_alphanumeric)
            && before(text, at).is_some_and(char::is_whitespace);
        if !is_closer(c) || opens {
            break;
        }
        at += c.len_utf8();
    }
    at
}

/// The end of a run of `.`, `!`, `?` and `…`.
fn marks_end(text: &str, mut at: usize) -> usize {
    while let Some(c @ ('.' | '!' | '?' | '…' | '！' | '？')) = after(text, at) {
        at += c.len_utf8();
    }
    at
}

/// Markers that belong to the sentence ended at `at`: glued to it, or after one space where more
/// text or nothing follows.
fn with_citations(text: &str, at: usize) -> usize {
    let mut end = citation::run_at(text, at).unwrap_or(at);
    while let Some(note) = note_end(text, end) {
        end = citation::run_at(text, note).unwrap_or(note);
    }
    end
}

/// The end of an editor's note glued behind a stop: `[citation needed]`, `[a]`.
fn note_end(text: &str, at: usize) -> Option<usize> {
    let rest = text[at..].strip_prefix('[')?;
    let words = rest.bytes().take(NOTE).position(|b| !(b.is_ascii_alphanumeric() || b == b' '))?;
    let note = words > 0 && rest[words..].starts_with(']') && !rest[words..].starts_with("](");
    note.then_some(at + words + 2)
}

/// Whether a full-width point ends something: inside a number or a name it does not.
fn ends_at_point(text: &str, next: usize) -> bool {
    after(text, next).is_none_or(|c| c.is_whitespace() || is_closer(c))
}

/// Chinese and Japanese marks end a sentence wherever they stand, but before who said it.
fn wide_end(text: &str, at: usize, start: usize) -> Option<usize> {
    let mut end = at;
    while let Some(c @ ('。' | '！' | '？' | '｡' | '．' | '!' | '?' | '…')) = after(text, end)
    {
        end += c.len_utf8();
    }
    let marks = end;
    // A straight quote with an even number of them before it opens the next sentence.
    if text[end..].starts_with('"') && text[start..at].matches('"').count().is_multiple_of(2) {
        return Some(with_citations(text, end));
    }
    end = closers_end(text, end);
    // `……如此。”。`
    if let Some(c @ ('。' | '！' | '？')) = after(text, end) {
        return Some(with_citations(text, closers_end(text, end + c.len_utf8())));
    }
    let rest = &text[end..];
    if rest.starts_with(['，', '、', '；', ',', '：']) {
        return None;
    }
    if end > marks && (attributes_han(rest) || rest.starts_with("と")) {
        return None;
    }
    // A title or a slogan in quotes stands in the middle of its sentence: 高喊“加油！”的人群.
    if end > marks && !text[at..].starts_with('。') && goes_on_han(text, at, start, rest) {
        return None;
    }
    Some(with_citations(text, end))
}

/// Whether a sentence goes on behind a quotation that closed in it: `高喊“加油！”的人群`.
fn goes_on_han(text: &str, at: usize, start: usize, rest: &str) -> bool {
    if rest.starts_with(['的', '之', '等', '和', '与', '或']) {
        return true;
    }
    // Behind a quotation that is a sentence of its own, these begin the next one.
    let whole = text[start..at].trim_start().starts_with(['“', '"', '「', '『', '‘']);
    !whole && rest.starts_with(['这', '是'])
}

/// A citation without a stop ends a sentence when a word that opens one follows.
fn cited_end(text: &str, at: usize) -> Option<usize> {
    let end = citation::run_at(text, at)?;
    let preceded = before(text, text[..at].trim_end().len())
        .is_some_and(|c| c.is_alphanumeric() || is_closer(c) || c == '%');
    let next = skip_space(text, end);
    (preceded && next > end && opens_sentence(word_at(text, next))).then_some(end)
}

/// The word of letters and apostrophes that starts at `at`.
fn word_at(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    &rest[..end]
}

/// The word before `at`: letters, digits and inner points.
fn word_before(text: &str, at: usize) -> &str {
    let tail = tail(text, at, WORD);
    let start = tail
        .char_indices()
        .rev()
        .take_while(|(_, c)| {
            c.is_alphanumeric() && !is_han_or_kana(*c) || matches!(c, '.' | '&' | '№' | '°')
        })
        .last()
        .map_or(tail.len(), |(at, _)| at);
    &tail[start..]
}

fn narrow_end(text: &str, at: usize, start: usize) -> Option<usize> {
    let marks = marks_end(text, at);
    let run = &text[at..marks];
    let end = closers_end(text, marks);
    let cited = with_citations(text, end);
    let next = skip_space(text, cited);
    let Some(follower) = after(text, next) else { return Some(cited) };
    let glued = next == end;
    if run == "."
        && let Some((points, count)) = spaced_points(text, at)
    {
        return spaced_ellipsis_end(text, at, points, count);
    }
    if run.contains(['!', '?', '！', '？']) {
        return exclaimed_end(text, at, marks, end, cited, next, follower);
    }
    if run.len() > 1 || run == "…" {
        return ellipsis_end(text, at, run, cited, next, follower);
    }
    if glued {
        return glued_end(text, at, end, follower);
    }
    if !opens(text, next, follower) {
        return None;
    }
    point_end(text, at, start, end, next, follower).then_some(cited)
}

/// Whether a sentence can begin with what stands at `next`.
fn opens(text: &str, next: usize, follower: char) -> bool {
    if follower.is_lowercase() {
        // iPhone, eBay.
        return after(text, next + follower.len_utf8()).is_some_and(char::is_uppercase);
    }
    if is_opener(follower) && follower != '\'' {
        // A bracket with a lower-case word goes on with the sentence; a quotation may begin one.
        let inner = after(text, next + follower.len_utf8());
        return !matches!(follower, '(' | '[') || !inner.is_some_and(char::is_lowercase);
    }
    !matches!(follower, ',' | ';' | ':' | ')' | ']' | '，' | '、' | '；' | '：' | '%' | '?' | '!')
}

/// Whether the point at `at`, followed by white space and something that can open a sentence,
/// ends one.
fn point_end(text: &str, at: usize, start: usize, end: usize, next: usize, follower: char) -> bool {
    let word = word_before(text, at);
    // Behind a bullet the bullet's first word decides.
    let opener = text[next..].strip_prefix("- ").map_or(next, |_| skip_space(text, next + 2));
    let opener = skip_openers(text, opener);
    let next_word = word_at(text, opener);
    let opening = opens_sentence(next_word);
    // A closing quote or bracket between the point and the next word: no abbreviation goes on.
    if end > at + 1 && !word.contains('.') {
        return !is_listing(text, at, start, word);
    }
    if is_listing(text, at, start, word) {
        return false;
    }
    let mut letters = word.chars();
    if let (Some(single), None) = (letters.next(), letters.next())
        && single.is_alphabetic()
        && !is_han_or_kana(single)
    {
        if single == 'p' || single == 'c' || single == 'v' || single == 'n' {
            return !follower.is_ascii_digit() && opening;
        }
        // `5,800 K. Recent`, `20 m. People`: a unit.
        let measured =
            text[..at - word.len()].trim_end_matches(' ').ends_with(|c: char| c.is_ascii_digit())
                || text[..at - word.len()].ends_with('/');
        if measured && at > word.len() && !follower.is_ascii_digit() {
            return true;
        }
        let initial = next_word.len() == 1 && text[opener + next_word.len()..].starts_with('.');
        return opening
            && !initial
            && (single != 'I' || before_is_lower(text, at, word))
            && next_word != "I";
    }
    if word.contains('.') {
        let begun = begins_with_time(&text[start..at]);
        let zoned = text[opener + next_word.len()..].starts_with('.') && next_word.len() == 1;
        let zoned = zoned || text[next..].starts_with('(') && word.to_lowercase().ends_with(".m");
        return !zoned && dotted_end(word, next_word, opening, begun);
    }
    if matches!(word, "ft" | "lb" | "lbs" | "oz" | "hrs" | "yrs" | "sq")
        && text[..at - word.len()].trim_end().ends_with(|c: char| c.is_ascii_digit())
    {
        return follower.is_uppercase();
    }
    match abbreviation(word) {
        Some(Abbreviation::Leading) => false,
        Some(Abbreviation::Numbered) => !(follower.is_ascii_digit() || is_roman(next_word)),
        Some(Abbreviation::Trailing) if is_plain_word(word) => true,
        Some(Abbreviation::Trailing) => opening || (word == "etc" && follower.is_uppercase()),
        None => true,
    }
}

/// Words that are abbreviations only when capitalised: months, states, `sun`, `max`.
fn is_plain_word(word: &str) -> bool {
    matches!(
        word,
        "mar"
            | "sun"
            | "sat"
            | "wed"
            | "mon"
            | "max"
            | "min"
            | "ill"
            | "mass"
            | "miss"
            | "la"
            | "pa"
            | "del"
            | "est"
            | "ore"
            | "wash"
            | "temp"
            | "mo"
            | "int"
            | "ext"
            | "ed"
            | "md"
            | "trans"
            | "conn"
            | "fri"
            | "ind"
            | "et"
            | "dist"
            | "va"
    )
}

fn before_is_lower(text: &str, at: usize, word: &str) -> bool {
    text[..at - word.len()].trim_end().chars().next_back().is_some_and(char::is_lowercase)
}

/// `U.S.`, `p.m.`, `Ph.D.`, `e.g.`
fn dotted_end(word: &str, next_word: &str, opening: bool, begun: bool) -> bool {
    let folded: String = word.chars().filter(|c| *c != '.').flat_map(char::to_lowercase).collect();
    if matches!(folded.as_str(), "eg" | "ie" | "cf" | "vs" | "viz") {
        return false;
    }
    let parts = word.split('.').filter(|part| !part.is_empty());
    // `3.5`, `v2.1.3`, `sec.gov`: no abbreviation, an ordinary last word.
    let short = parts.clone().all(|part| part.chars().count() <= 2)
        && parts.clone().all(|part| part.chars().all(char::is_alphabetic));
    if !short {
        // `Jane M.Smith` and the like go on; numbers and addresses end.
        return true;
    }
    if matches!(folded.as_str(), "am" | "pm") {
        let is_title = abbreviation(next_word) == Some(Abbreviation::Leading);
        let goes_on = is_zone(next_word) || next_word.is_empty();
        return opening || !(goes_on || is_title && begun);
    }
    // A degree or an era closes what it belongs to.
    let closes = matches!(folded.as_str(), "phd" | "llm" | "llb" | "bc" | "bce" | "ad" | "ce");
    opening || closes && !begun && next_word.starts_with(char::is_uppercase)
}

/// Whether a sentence has said no more than when: `On Monday at 6 a.m.`
fn begins_with_time(words: &str) -> bool {
    let mut words = words.split_whitespace();
    let first = words.next().unwrap_or_default();
    let when =
        ["About", "Around", "At", "By", "Early", "In", "Late", "On", "Shortly"].contains(&first);
    when && words.take(BEGUN).count() < BEGUN
}

/// What follows a time of day: a zone, a day, a month.
fn is_zone(word: &str) -> bool {
    let shouted = word.len() >= 2 && word.len() <= 4 && word.chars().all(char::is_uppercase);
    shouted
        || matches!(
            word,
            "Eastern"
                | "Pacific"
                | "Central"
                | "Mountain"
                | "Beijing"
                | "Tokyo"
                | "London"
                | "Hong"
                | "New"
                | "Moscow"
                | "Singapore"
                | "Local"
                | "Monday"
                | "Tuesday"
                | "Wednesday"
                | "Thursday"
                | "Friday"
                | "Saturday"
                | "Sunday"
                | "January"
                | "February"
                | "March"
                | "April"
                | "May"
                | "June"
                | "July"
                | "August"
                | "September"
                | "October"
                | "November"
                | "December"
        )
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.len() < 6 && word != "I" && word.bytes().all(|b| b"IVXLC".contains(&b))
}

/// `1. First`, `(a). First`: a number that opens its sentence counts the items of a list.
fn is_listing(text: &str, at: usize, start: usize, word: &str) -> bool {
    // The word may reach back over the start where Han and Latin stand together.
    let lead = text.get(start..at - word.len()).unwrap_or_default();
    let opens = lead.trim().trim_matches(['-', '(', '*', '•']).is_empty();
    let line = text[..at - word.len()].trim_end_matches([' ', '*', '(']).ends_with('\n');
    let counts = word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit())
        || word.len() == 1 && word.bytes().all(|b| b.is_ascii_lowercase())
        || is_roman(word);
    !word.is_empty() && counts && (opens || line)
}

fn skip_openers(text: &str, mut at: usize) -> usize {
    while let Some(c) = after(text, at)
        && is_opener(c)
    {
        at += c.len_utf8();
    }
    at
}

/// A point with no space behind it: `3.5`, `www.x.y`, `end.Next`, `end。` before Han, `end.12 Next`.
fn glued_end(text: &str, at: usize, end: usize, follower: char) -> Option<usize> {
    if end > at + 1 {
        // Behind a closing mark: `…."Next`.
        let bracket = before(text, end).is_some_and(|c| matches!(c, ')' | '）' | ']'));
        let closed = follower.is_uppercase() || is_han_or_kana(follower) && !bracket;
        return (closed && before(text, at).is_some_and(char::is_alphabetic)).then_some(end);
    }
    let word = word_before(text, at);
    if is_han_or_kana(follower) {
        let han = before(text, at).is_some_and(is_han_or_kana);
        let ordinary = !word.contains('.') && word.len() > 1 && abbreviation(word).is_none();
        return (han || ordinary && !word.bytes().all(|b| b.is_ascii_digit())).then_some(end);
    }
    let lower = word.len() > 1 && word.chars().all(char::is_lowercase);
    if follower.is_ascii_digit() && lower {
        // A footnote's number behind the stop.
        let digits = text[end..].bytes().take_while(u8::is_ascii_digit).count();
        let next = skip_space(text, end + digits);
        let opens = next > end + digits && after(text, next).is_some_and(char::is_uppercase);
        let worded = word.len() >= 4 || opens_sentence(word_at(text, next));
        return (digits <= 2 && opens && worded).then_some(end + digits);
    }
    let next_word = word_at(text, end);
    let token = tail(text, at, 200).rsplit(char::is_whitespace).next().unwrap_or_default();
    let titled = abbreviation(next_word) == Some(Abbreviation::Leading);
    let plain = !token.contains(['@', '/', '\\', '_', '.'])
        && (titled || !text[end + next_word.len()..].starts_with(['.', '/', '@', '(', '_']));
    (lower
        && plain
        && follower.is_uppercase()
        && (titled || opens_sentence(next_word) || next_word.len() > 3))
        .then_some(end)
}

fn exclaimed_end(
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
    if !opens(text, next, follower) {
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

/// Whether a word is a title before a name, with its point.
fn is_title(word: &str) -> bool {
    word.strip_suffix('.').and_then(abbreviation) == Some(Abbreviation::Leading)
}

/// `"Stop!" Smith said`, `"Stop!" said Smith`: who spoke stands behind the quotation.
fn is_attributed(text: &str, next: usize) -> bool {
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
fn spaced_points(text: &str, at: usize) -> Option<(usize, usize)> {
    let more = text.as_bytes()[at + 1..].chunks_exact(2).take_while(|pair| pair == b" .").count();
    (more >= 2).then_some((at + 1 + more * 2, more + 1))
}

/// `. . .` leaves words out and ends nothing; the fourth point is a full stop, the first where it
/// touches its word, else the last.
fn spaced_ellipsis_end(text: &str, at: usize, points: usize, count: usize) -> Option<usize> {
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
fn ellipsis_end(
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

#[cfg(test)]
mod tests;
