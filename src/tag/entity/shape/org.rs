//! Organisations by shape: legal forms, what such names end in, `Bank of X`, a ticker or a maker
//! beside the name.

use super::Page;
use super::tables::{
    NO_NAME, is_body, is_end, is_generic, is_head, is_legal, is_loose_tail, is_maker, is_ordinary,
};
use crate::model::{EntityType, Span};
use crate::tag::entity::{Candidate, Thing};
use crate::tag::word::letters_at;

/// The most words of a name.
const LONGEST: usize = 8;

/// Demonyms that companies' names begin with.
const NAMED_AFTER: &[&str] = &[
    "American",
    "Australian",
    "British",
    "Canadian",
    "Indian",
    "Korean",
    "Royal",
    "Swiss",
    "Turkish",
];

/// Words that may follow a company's name and say nothing more.
const LOOSE: &[&str] = &["Group", "Holding", "Holdings", "International"];

/// What is said of a company before its name: `Dubai-based`.
pub(super) const BASED: &[&str] =
    &["-based", "-listed", "-owned", "-backed", "-led", "-born", "-traded", "-run"];

pub(super) fn find(page: &Page<'_>, found: &mut Vec<Candidate>) {
    let words = page.words();
    let mut at = 0;
    while at < words.len() {
        let end = run_end(page, at);
        let before = found.len();
        if !page.scan.headline {
            of_something(page, at, end, found);
        }
        if found.len() == before {
            by_tail(page, at, end, found);
        }
        if found.len() == before && !page.scan.headline {
            by_neighbours(page, at, end, found);
        }
        // What `of` joins reaches beyond the run.
        let last = found[before..].iter().map(|org| org.span.end).max().unwrap_or(0);
        at = end + 1;
        while at < words.len() && words[at].span.start < last {
            at += 1;
        }
    }
}

/// The last word of the run of capitalised words that starts with word `at`.
fn run_end(page: &Page<'_>, at: usize) -> usize {
    let mut end = at;
    while end + 1 < page.words().len() && end - at < 2 * LONGEST {
        let gap = page.gap(end);
        let legal = matches!(gap, ", " | ". " | ".") && is_legal(page.word(end + 1));
        let abbreviated = gap == "., " && is_legal(page.word(end + 1));
        if !matches!(gap, " " | " & ") && !legal && !abbreviated {
            break;
        }
        end += 1;
    }
    end
}

/// Where the name begins in a run: words that only open the sentence, titles and adjectives of
/// nations are no part of it.
fn trimmed(page: &Page<'_>, start: usize, end: usize) -> usize {
    let mut at = start;
    while at < end {
        let word = page.word(at);
        let span = page.words()[at].span;
        let listed_next = page.words()[at].first
            && page.listed_at(span).is_none()
            && page.listed_at(page.words()[at + 1].span).is_some_and(|listed| {
                listed.kind == Some(EntityType::Org)
                    && listed.span.start == page.words()[at + 1].span.start
            });
        let ordinary = listed_next
            || is_ordinary(word) && (page.words()[at].first || at == start)
            || BASED.iter().any(|tail| word.ends_with(tail));
        let demonym = page.listed_at(span).is_some_and(|listed| {
            listed.kind == Some(EntityType::Country)
                && listed.span == span
                && is_adjective(word)
                && (end - at > 1 || is_body(page.word(end)))
        });
        let title = page.is_title(span.start) && page.listed_at(span).is_none();
        if !ordinary && !demonym && !title {
            break;
        }
        at += 1;
    }
    at
}

fn is_adjective(word: &str) -> bool {
    ["ese", "ish", "ian", "ean", "ani", "aqi", "eli", "nch", "utch", "ipine", "zakh", "zbek"]
        .iter()
        .any(|tail| word.ends_with(tail))
        && !NAMED_AFTER.contains(&word)
        || word == "German"
        || word == "Greek"
        || word == "Thai"
}

/// `Tengri Copper Holdings`, `Kok-Tau Minerals Co., Ltd.`
fn by_tail(page: &Page<'_>, start: usize, end: usize, found: &mut Vec<Candidate>) {
    let start = trimmed(page, start, end);
    // The last word of the run that such a name may end in.
    let Some(last) = (start + 1..=end).rev().find(|at| is_end(page.word(*at))) else { return };
    let first_legal = (start + 1..=last).find(|at| is_legal(page.word(*at)));
    let name_end = match first_legal {
        Some(legal) if (legal..=last).all(|at| is_legal(page.word(at))) => legal - 1,
        _ => last,
    };
    // `Working Capital: …`
    let labels = page.words()[start].first
        && page.behind(page.words()[last].span.end).starts_with([':', '：']);
    if (labels || page.scan.headline) && first_legal.is_none() || is_legal(page.word(start)) {
        return;
    }
    if last - start >= LONGEST || !names_something(page, start, name_end, first_legal.is_some()) {
        return;
    }
    let words = page.words();
    let mut span = Span::new(words[start].span.start, words[last].span.end);
    let name = Span::new(span.start, words[name_end].span.end);
    if is_abbreviation(page.word(last)) && page.behind(span.end).starts_with('.') {
        span.end += 1;
    }
    push(page, span, name, start, found);
}

/// Whether a legal form is written with a point behind it.
pub(in crate::tag::entity) fn is_abbreviation(word: &str) -> bool {
    matches!(word, "Inc" | "Corp" | "Co" | "Ltd" | "Bhd" | "Pte" | "Pty" | "Tbk" | "Ltda" | "Pvt")
}

/// Whether the words before the last one name anything.
fn names_something(page: &Page<'_>, start: usize, end: usize, legal: bool) -> bool {
    let words = page.words();
    if end == start {
        // One word and a legal form: any but a word that opens the sentence by itself.
        return legal && !is_ordinary(page.word(start));
    }
    let tail = page.word(end);
    let names = |at: usize| {
        let (word, span) = (page.word(at), words[at].span);
        let place = page.listed_at(span).is_some_and(|listed| {
            matches!(listed.kind, Some(EntityType::Country | EntityType::Region))
        });
        let thing = page.listed_at(span).is_some_and(|listed| {
            matches!(listed.kind, Some(EntityType::Commodity | EntityType::Currency))
        });
        let loose = is_loose_tail(tail) && !legal;
        !(is_ordinary(word) || is_generic(word) && !is_body(tail) || loose && (place || thing))
    };
    let body_alone = is_body(tail) && end - start == 1 && is_generic(page.word(start));
    let nation = || nation_before(page, words[start].span.start, start).is_some();
    body_alone && (page.word(end) == "Ministry" || nation())
        || (start..end).any(names) && !body_alone
}

/// `Ministry of Commerce`, `European Bank for Reconstruction and Development`
fn of_something(page: &Page<'_>, start: usize, end: usize, found: &mut Vec<Candidate>) {
    let words = page.words();
    let Some(head) = (start..=end).rev().find(|at| is_head(page.word(*at))) else { return };
    if head != end || head + 1 >= words.len() {
        return;
    }
    let gap = page.gap(head);
    let joins = [
        " of ",
        " for ",
        " of the ",
        " for the ",
        " on ",
        " de ",
        " do ",
        " da ",
        " du ",
        " des ",
        " del ",
        " di ",
        " de la ",
        " della ",
    ];
    let next = page.word(head + 1);
    if !joins.contains(&gap) || NO_NAME.contains(&next) || gap == " on " && is_day(next) {
        return;
    }
    let lists = matches!(
        page.word(head),
        "Ministry"
            | "Department"
            | "Office"
            | "Institute"
            | "Center"
            | "Centre"
            | "Bureau"
            | "Agency"
            | "Authority"
            | "Administration"
            | "Commission"
            | "Committee"
            | "Conference"
            | "Organisation"
            | "Organization"
    );
    let lists = lists || page.word(head) == "Bank" && gap.starts_with(" for");
    let mut last = head + 1;
    while last + 1 < words.len() && last - head < LONGEST {
        let gap = page.gap(last);
        let next = page.word(last + 1);
        let taken = page.listed_at(words[last + 1].span).is_some_and(|listed| {
            !matches!(listed.kind, None | Some(EntityType::Commodity | EntityType::City))
        });
        let goes_on = match gap {
            " " | " & " => !is_head(next) || taken,
            " and " | ", " => {
                lists
                    && !taken
                    && !is_head(next)
                    && !page.is_title(words[last + 1].span.start)
                    && (gap == " and " || list_goes_on(page, last + 1))
            }
            ", and " => lists && !taken && !is_head(next),
            _ if joins.contains(&gap) => !taken || gap != " for ",
            _ => false,
        };
        if !goes_on || page.is_title(words[last + 1].span.start) && gap == " " {
            break;
        }
        last += 1;
    }
    let start = trimmed(page, start, head);
    let span = Span::new(words[start].span.start, words[last].span.end);
    push(page, span, span, start, found);
}

fn is_day(word: &str) -> bool {
    word.ends_with("day")
        || ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
            .iter()
            .any(|month| word.starts_with(month))
}

/// Whether the word is one of a list of subjects: another `and` follows.
fn list_goes_on(page: &Page<'_>, at: usize) -> bool {
    at + 1 < page.words().len() && matches!(page.gap(at), " and " | ", and ")
}

/// A ticker in parentheses, a word for what the company is before the name, or one after a comma.
fn by_neighbours(page: &Page<'_>, start: usize, end: usize, found: &mut Vec<Candidate>) {
    let start = trimmed(page, start, end);
    let words = page.words();
    let span = Span::new(words[start].span.start, words[end].span.end);
    let word = page.word(start);
    let plain = is_ordinary(word) || page.listed_at(words[start].span).is_some();
    if plain || end - start >= 4 || span.end - span.start < 3 || is_legal(word) {
        return;
    }
    let shouted = words[start].caps && start == end;
    let person = words[start].flags.is_name() && end > start;
    let behind = page.behind(span.end);
    let named = is_ticker(behind)
        || !person && !words[start].first && follows_maker(page.text, span.start)
        || !person && !shouted && in_apposition(behind);
    if named && !page.is_title(span.start) {
        push(page, span, span, start, found);
    }
}

/// Whether a ticker in parentheses stands there: ` (600111.SH)`, ` (NYSE: MP)`.
pub(in crate::tag::entity) fn is_ticker(behind: &str) -> bool {
    let Some(rest) = behind.strip_prefix(" (").or_else(|| behind.strip_prefix('（')) else {
        return false;
    };
    let Some(end) = rest.find([')', '）']) else { return false };
    let inner = &rest[..end];
    let coded = |text: &str, least: usize| {
        text.len() >= least
            && text.len() <= 8
            && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
    };
    match inner.split_once(['.', ':']) {
        Some((a, b)) => coded(a.trim(), 1) && coded(b.trim(), 1) && inner.len() <= 18,
        None => false,
    }
}

/// Whether a word for what a company is stands right before: `chipmaker Hygon`.
pub(in crate::tag::entity) fn follows_maker(text: &str, at: usize) -> bool {
    let before = text[..at].strip_suffix(' ').unwrap_or_default();
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    is_maker(word)
}

/// Whether `, a Swiss maker of …` follows.
pub(in crate::tag::entity) fn in_apposition(behind: &str) -> bool {
    let Some(rest) = behind.strip_prefix(", ") else { return false };
    let rest = ["a ", "an ", "the "].iter().find_map(|article| rest.strip_prefix(article));
    let Some(rest) = rest else { return false };
    rest.split_whitespace().take(5).any(|word| is_maker(word.trim_end_matches([',', '.'])))
}

/// Adds an organisation; the body of a country bears its name.
fn push(page: &Page<'_>, span: Span, name: Span, start: usize, found: &mut Vec<Candidate>) {
    // `BHP Group Ltd`: what a list holds, with words that say nothing more.
    let listed = page.listed_at(page.words()[start].span).filter(|listed| {
        let rest = page.text.get(listed.span.end..span.end).unwrap_or_default();
        let mut words = rest.split([' ', ',', '.']).filter(|word| !word.is_empty());
        listed.kind == Some(EntityType::Org)
            && listed.span.start == span.start
            && words.all(|word| is_legal(word) || LOOSE.contains(&word))
    });
    if let Some(listed) = listed {
        found.push(Candidate { span, ..listed.clone() });
        return;
    }
    let name = &page.text[name.start..name.end];
    let body = name.split([' ', ',']).any(is_body) && !name.contains("U.S.");
    let nation = if body { nation_before(page, span.start, start) } else { None };
    let candidate = match nation {
        Some(nation) => page.coined(EntityType::Org, span, &format!("{name} ({nation})")),
        None => page.coined(EntityType::Org, span, name),
    };
    found.push(candidate);
}

/// The country that stands right before, as `China's` or `Chinese`.
fn nation_before<'a>(page: &Page<'a>, at: usize, start: usize) -> Option<&'a str> {
    let word = page.words().get(start.checked_sub(1)?)?.span;
    let gap = page.text.get(word.end..at)?;
    if !matches!(gap, " " | "'s " | "’s ") {
        return None;
    }
    let listed = page.listed_at(word)?;
    match (&listed.thing, listed.kind) {
        (Thing::Known(known), Some(EntityType::Country)) => Some(page.lexicon.record(*known).name),
        _ => None,
    }
}

/// The word in small letters that follows one space.
pub(in crate::tag::entity) fn next_word(behind: &str) -> &str {
    behind.strip_prefix(' ').map_or("", |rest| letters_at(rest, 0))
}
