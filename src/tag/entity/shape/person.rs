//! Persons by shape: a title before, a given name or a Chinese family name first, what they say or
//! are behind.

use super::Page;
use super::org::{BASED, next_word};
use super::pinyin::syllables;
use super::tables::{is_legal, is_ordinary, is_org_word, is_post, is_speech, is_tail};
use crate::model::{EntityType, Span};
use crate::tag::entity::Candidate;
use crate::tag::gazetteer::Flags;

/// The most words of a name.
const LONGEST: usize = 5;

/// What may stand in small letters within a name.
const PARTICLES: &[&str] = &[
    " ",
    " de ",
    " da ",
    " dos ",
    " do ",
    " del ",
    " di ",
    " du ",
    " la ",
    " le ",
    " van ",
    " von ",
    " der ",
    " den ",
    " van der ",
    " von der ",
    " van den ",
    " de la ",
    " de los ",
    " bin ",
    " ibn ",
    " al ",
    " el ",
    " al-",
    " el-",
    " ter ",
    " ten ",
    " y ",
    " e ",
];

/// What stands before the name of a place.
const OF_PLACES: &[&str] = &[
    "St", "St.", "San", "Santa", "Saint", "Mount", "Mt", "Lake", "Fort", "Port", "Cape", "Los",
    "Las", "El", "La", "North", "South", "East", "West", "New", "Upper", "Lower", "Rio", "Puerto",
];

/// What a name of a place or a thing ends in.
const OF_THINGS: &[&str] = &[
    "Airport",
    "Avenue",
    "Bay",
    "Beach",
    "Bridge",
    "Building",
    "Canal",
    "City",
    "Coast",
    "County",
    "Dam",
    "Desert",
    "District",
    "Field",
    "Highway",
    "Hill",
    "Hills",
    "Hotel",
    "Island",
    "Islands",
    "Lake",
    "Mine",
    "Mountain",
    "Mountains",
    "Ocean",
    "Park",
    "Peninsula",
    "Pipeline",
    "Plant",
    "Port",
    "Province",
    "Refinery",
    "Republic",
    "River",
    "Road",
    "Sea",
    "Square",
    "Station",
    "Strait",
    "Street",
    "Terminal",
    "Tower",
    "Town",
    "Valley",
    "Village",
    "World",
    "Award",
    "Prize",
    "Index",
    "Day",
    "Week",
    "Year",
    "Act",
    "Plan",
    "Deal",
    "Show",
    "Report",
    "Review",
    "Law",
    "Rule",
    "Hall",
];

pub(super) fn find(page: &Page<'_>, found: &mut Vec<Candidate>) {
    let words = page.words();
    let mut at = 0;
    while at < words.len() {
        at = match name_at(page, at) {
            Some((last, span)) => {
                let name = &page.text[span.start..span.end];
                found.push(page.coined(EntityType::Person, span, name));
                last + 1
            }
            None => at + 1,
        };
    }
}

/// The person's name that starts with word `at`: its last word and its place.
fn name_at(page: &Page<'_>, at: usize) -> Option<(usize, Span)> {
    let words = page.words();
    let word = words[at];
    let title = page.title_before(word.span.start);
    if page.is_title(word.span.start) && title.is_none()
        || page.in_title(word.span) && title.is_some()
        || !is_name_word(page, at)
    {
        return None;
    }
    if word.first && is_ordinary(page.word(at)) {
        return None;
    }
    let last = last_word(page, at);
    let span = Span::new(initials(page, at), words[last].span.end);
    let count = last - at + 1;
    if let Some(title) = title {
        let listed = page.listed_at(word.span).is_some_and(|name| {
            name.kind != Some(EntityType::Person)
                && (count == 1 || name.kind != Some(EntityType::City))
        });
        let enough = title.flags.contains(Flags::TITLE) || count > 1;
        if enough && !listed && !(count == 1 && (word.caps || is_ordinary(page.word(at)))) {
            return Some((last, span));
        }
    }
    if count < 2 || follows_place(page, at) {
        return None;
    }
    let org = last + 1 < words.len() && words[last + 1].joined && is_org_word(page.word(last + 1));
    if org || OF_THINGS.contains(&page.word(last)) {
        return None;
    }
    let behind = page.behind(span.end);
    let speaks = is_speech(next_word(behind)) || in_apposition(behind);
    let sure = word.flags.contains(Flags::GIVEN) && !place_of_two(page, span)
        || family_first(page, at, last, speaks)
        || word.flags.contains(Flags::MAYBE_GIVEN) && (speaks || listed_among(page, span))
        || speaks && count <= 3 && unlisted(page, at, last);
    sure.then_some((last, span))
}

/// Where the initials before a word start: `B.V. Krishna Rao`.
fn initials(page: &Page<'_>, at: usize) -> usize {
    let words = page.words();
    let mut first = at;
    while first > 0 && words[first].joined && is_initial(page.word(first - 1)) {
        first -= 1;
    }
    words[first].span.start
}

fn is_initial(word: &str) -> bool {
    word.len() <= 6 && word.ends_with('.') && word.split_terminator('.').all(|part| part.len() == 1)
}

/// The last word of the name that starts with word `at`.
fn last_word(page: &Page<'_>, at: usize) -> usize {
    let words = page.words();
    let mut last = at;
    while last + 1 < words.len() && last + 1 - at < LONGEST {
        let gap = page.gap(last);
        let next = words[last + 1];
        let stops = !PARTICLES.contains(&gap)
            || !is_name_word(page, last + 1)
            || page.is_title(next.span.start) && gap == " "
            || is_tail(page.word(last + 1))
            || is_legal(page.word(last + 1))
            || page.listed_at(next.span).is_some_and(|listed| {
                matches!(listed.kind, Some(EntityType::Country | EntityType::Org))
                    && listed.span.start == next.span.start
            });
        if stops {
            break;
        }
        last += 1;
    }
    // `Ferdinand Marcos Jr.`
    last
}

/// Whether a word may be part of a person's name.
fn is_name_word(page: &Page<'_>, at: usize) -> bool {
    let word = page.word(at);
    // `Hong Kong-listed`
    if BASED.iter().any(|tail| word.ends_with(tail)) {
        return false;
    }
    let initial = is_initial(word);
    let letters = word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'));
    letters && (initial || !page.words()[at].caps) && word.chars().count() > 1
}

/// A Chinese or Korean name: the family name first, then one that is spelt as such names are.
fn family_first(page: &Page<'_>, at: usize, last: usize, speaks: bool) -> bool {
    let flags = page.words()[at].flags;
    if !flags.intersects(Flags::FAMILY | Flags::MAYBE_FAMILY) || last - at > 2 {
        return false;
    }
    let sure = flags.contains(Flags::FAMILY);
    (at + 1..=last).all(|given| {
        let word = page.word(given);
        match word.split_once('-') {
            // `Jae-myung`, `Ching-te`
            Some((a, b)) => {
                a.chars().count() <= 6
                    && b.chars().count() <= 6
                    && b.chars().all(char::is_alphabetic)
            }
            None => match syllables(word) {
                Some(count) => sure || speaks || count == 2 && word.len() >= 5,
                None => false,
            },
        }
    })
}

/// Whether a place is what both words name: `Jackson Hole`.
fn place_of_two(page: &Page<'_>, span: Span) -> bool {
    page.listed_at(span).is_some_and(|listed| listed.kind != Some(EntityType::Person))
}

fn follows_place(page: &Page<'_>, at: usize) -> bool {
    at > 0 && page.words()[at].joined && OF_PLACES.contains(&page.word(at - 1))
}

/// `, chief executive of …`, `, an analyst at …`, `, who …`
fn in_apposition(behind: &str) -> bool {
    let Some(rest) = behind.strip_prefix(", ").or_else(|| behind.strip_prefix(" (")) else {
        return false;
    };
    let rest =
        ["a ", "an ", "the "].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    let mut words = rest.split([' ', ',', '\'', '’']).take(6);
    words.any(is_post)
}

/// Whether the name is one of a list of persons: `Wang Yi and Mark Baker`.
fn listed_among(page: &Page<'_>, span: Span) -> bool {
    let before = page.text[..span.start].trim_end();
    let before = before.strip_suffix("and").or_else(|| before.strip_suffix(',')).map(str::trim_end);
    before.is_some_and(|before| {
        let name = page.listed_ending(before.len());
        name.is_some_and(|name| name.kind == Some(EntityType::Person))
    })
}

/// Whether no list holds any of the words and none speaks for an organisation.
fn unlisted(page: &Page<'_>, at: usize, last: usize) -> bool {
    (at..=last).all(|word| {
        let span = page.words()[word].span;
        !is_org_word(page.word(word))
            && !is_ordinary(page.word(word))
            && page.listed_at(span).is_none_or(|name| name.kind == Some(EntityType::Person))
    })
}
