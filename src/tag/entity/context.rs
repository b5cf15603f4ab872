//! Names that count only with support, and the support that they find.

use super::lexicon::{Known, Lexicon};
use super::memory::Memory;
use super::scan::{Name, Scan};
use super::shape::tables::{is_generic, is_legal, is_ordinary, is_speech};
use super::{Candidate, Rank, Thing};
use crate::model::{EntityType, Span};
use crate::tag::word::{fold, letters_at};
use crate::text::chars::tail;

/// What companies do.
const DEALS: &[&str] = &[
    "acquired",
    "agreed",
    "announced",
    "beat",
    "bought",
    "chief",
    "closed",
    "customers",
    "cut",
    "delivered",
    "earned",
    "employs",
    "engineers",
    "executives",
    "expects",
    "filed",
    "forecast",
    "generated",
    "hired",
    "invested",
    "investors",
    "launched",
    "lost",
    "missed",
    "named",
    "opened",
    "operates",
    "plans",
    "posted",
    "raised",
    "recalled",
    "reported",
    "said",
    "says",
    "shareholders",
    "shares",
    "shipped",
    "signed",
    "sold",
    "stock",
    "stores",
    "sued",
    "told",
    "unveiled",
    "warned",
];

/// What companies own.
const OWNED: &[&str] = &[
    "annual",
    "board",
    "business",
    "chief",
    "customers",
    "deal",
    "debt",
    "decision",
    "deliveries",
    "earnings",
    "factory",
    "first",
    "fourth",
    "gross",
    "latest",
    "market",
    "net",
    "network",
    "new",
    "operating",
    "parent",
    "plan",
    "plant",
    "platform",
    "products",
    "profit",
    "quarterly",
    "record",
    "revenue",
    "sales",
    "second",
    "share",
    "shares",
    "stake",
    "stock",
    "technology",
    "third",
    "unit",
];

/// What is said of a commodity.
const TRADED: &[&str] = &[
    "bars",
    "cargoes",
    "concentrate",
    "concentrates",
    "consumption",
    "contract",
    "contracts",
    "demand",
    "deposit",
    "deposits",
    "exploration",
    "exporters",
    "exports",
    "fields",
    "flows",
    "futures",
    "imports",
    "industry",
    "ingot",
    "inventories",
    "inventory",
    "market",
    "markets",
    "mine",
    "miner",
    "miners",
    "mines",
    "mining",
    "ore",
    "ores",
    "output",
    "pellets",
    "pipeline",
    "pipelines",
    "plants",
    "premium",
    "premiums",
    "price",
    "prices",
    "producer",
    "producers",
    "production",
    "project",
    "purchases",
    "refinery",
    "reserves",
    "sales",
    "scrap",
    "shipments",
    "smelter",
    "smelters",
    "smelting",
    "spot",
    "stockpiles",
    "stocks",
    "storage",
    "supplies",
    "supply",
    "trade",
    "traders",
    "trading",
    "turbines",
    "warehouses",
    "wells",
];

/// What stands before a place.
const AT: &[&str] = &[
    "across", "around", "at", "between", "central", "downtown", "eastern", "from", "in", "inside",
    "into", "leave", "left", "near", "northern", "of", "outside", "southern", "through", "to",
    "toward", "towards", "via", "western",
];

/// What stands before a country besides.
const WITH: &[&str] = &["against", "and", "by", "for", "neighboring", "neighbouring", "with"];

/// What a currency does.
const MOVES: &[&str] = &[
    "advanced",
    "against",
    "and",
    "appreciated",
    "at",
    "climbed",
    "closed",
    "depreciated",
    "dropped",
    "eased",
    "edged",
    "extended",
    "fell",
    "firmed",
    "gained",
    "has",
    "hit",
    "hovered",
    "is",
    "jumped",
    "lost",
    "near",
    "per",
    "rallied",
    "recovered",
    "rose",
    "sank",
    "slid",
    "slipped",
    "slumped",
    "softened",
    "steadied",
    "strengthened",
    "to",
    "touched",
    "traded",
    "tumbled",
    "versus",
    "was",
    "weakened",
];

/// What a product is.
const MADE: &[&str] = &[
    "app",
    "cars",
    "chatbot",
    "chip",
    "chips",
    "drug",
    "gpu",
    "gpus",
    "jet",
    "jets",
    "missile",
    "missiles",
    "model",
    "models",
    "platform",
    "processor",
    "processors",
    "sedan",
    "series",
    "smartphone",
    "smartphones",
    "suv",
    "system",
    "systems",
    "tablets",
    "trucks",
    "vaccine",
];

/// How far before a name its neighbours are looked for, in bytes.
const AROUND: usize = 64;

/// How many candidates on each side are looked at.
const REACH: usize = 6;

/// Adds the weak names that have support.
pub(super) fn support(
    text: &str,
    scan: &Scan,
    lexicon: &Lexicon<'_>,
    memory: Option<&Memory>,
    found: &mut Vec<Candidate>,
) {
    extend_over_legal_forms(text, found);
    if !scan.names.iter().any(|name| name.weak) {
        return;
    }
    found.sort_by_key(|candidate| (candidate.span.start, candidate.span.end));
    let mut new: Vec<Candidate> = Vec::new();
    let mut dropped: Vec<Span> = Vec::new();
    // The longest that ends at or before a candidate's end says what a name lies in.
    for name in scan.names.iter().filter(|name| name.weak) {
        let behind = found.partition_point(|other| other.span.start <= name.span.start);
        let before = &found[behind.saturating_sub(REACH)..behind];
        let within = |other: &Candidate| {
            let settled = matches!(other.thing, Thing::Known(_)) || other.span != name.span;
            name.span.end <= other.span.end && settled
        };
        if before.iter().any(within) {
            continue;
        }
        let choices = lexicon.entities(name.sense);
        let after = &found[behind..found.len().min(behind + REACH)];
        let last = new.last();
        let near = Near::of(text, scan, name, before.iter().chain(after).chain(last));
        // The article names it in full, or its neighbours say what it is.
        let chosen = choices.iter().find(|known| memory.is_some_and(|m| m.knows(**known))).copied();
        let chosen = chosen
            .filter(|known| near.may_be(lexicon.kind(*known)))
            .or_else(|| choices.iter().find(|known| near.says(lexicon.kind(**known))).copied());
        let chosen = chosen.map(|known| near.of_nation(known, &choices, lexicon));
        if let Some(known) = chosen {
            let kind = lexicon.kind(known);
            let thing = Thing::Known(known);
            let span = near.with_legal_form(name.span);
            // What the shape took for an unknown of this kind is this one.
            dropped.push(name.span);
            new.push(Candidate { span, kind, thing, rank: Rank::Listed });
        }
    }
    found.retain(|other| {
        let coined = matches!(other.thing, Thing::Coined(_));
        !(coined && dropped.binary_search(&other.span).is_ok())
    });
    found.extend(new);
}

/// `Volkswagen AG`, `Sumitomo Corp.`: the legal form belongs to the mention.
fn extend_over_legal_forms(text: &str, found: &mut [Candidate]) {
    for candidate in found.iter_mut().filter(|found| found.kind == Some(EntityType::Org)) {
        candidate.span = legal_form(text, candidate.span);
    }
}

/// Whether a legal form follows.
fn has_form(text: &str, at: usize) -> bool {
    let rest = text[at..].strip_prefix(' ').unwrap_or_default();
    is_legal(rest.split([' ', ',', '.']).next().unwrap_or_default())
}

/// The span with the legal forms that follow.
fn legal_form(text: &str, span: Span) -> Span {
    let mut end = span.end + super::han::legal_form(&text[span.end..]);
    // `TCL Technology Group (Tianjin) Co., Ltd.`
    let seat = text[end..].strip_prefix(" (").and_then(|rest| rest.find(')').filter(|at| *at < 24));
    let seated = seat.map(|at| Span::new(span.start, end + at + 3));
    if let Some(seated) = seated.filter(|seated| has_form(text, seated.end)) {
        end = seated.end;
    }
    loop {
        let rest = &text[end..];
        let behind = rest.strip_prefix(", ").or_else(|| rest.strip_prefix(' '));
        let Some(behind) = behind else { break };
        let word: &str = {
            let length = behind
                .bytes()
                .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'/'));
            &behind[..length.count()]
        };
        let bare = word.trim_end_matches('.');
        let form = if is_legal(word) { word } else { bare };
        if !is_legal(form) || form == "Private" || form == "Company" && end != span.end {
            break;
        }
        end = text.len() - behind.len() + form.len();
        if super::shape::is_abbreviation(form) && text[end..].starts_with('.') {
            end += 1;
        }
    }
    Span::new(span.start, end)
}

/// What stands about a weak name.
struct Near<'a> {
    text: &'a str,
    span: Span,
    first: bool,
    before: &'a str,
    last_word: &'a str,
    behind: &'a str,
    next: &'a str,
    titled: bool,
    /// Whether a capitalised word is joined to it behind.
    goes_on: bool,
    /// What is named right before and right behind, with what stands between.
    neighbours: Vec<(Option<EntityType>, &'a str, Thing)>,
}

impl<'a> Near<'a> {
    fn of<'c>(
        text: &'a str,
        scan: &Scan,
        name: &Name,
        others: impl Iterator<Item = &'c Candidate>,
    ) -> Self {
        let span = name.span;
        let (before, behind) = (tail(text, span.start, AROUND), &text[span.end..]);
        let last_word =
            before.trim_end().rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let word = scan.words.binary_search_by_key(&span.start, |word| word.span.start).ok();
        let next = super::shape::next_word(behind);
        let goes_on = behind
            .strip_prefix(' ')
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_uppercase()));
        let behind_titles = scan.titles.partition_point(|title| title.span.start < span.start);
        let titled = before.ends_with(' ')
            && scan.titles[behind_titles.saturating_sub(REACH)..behind_titles]
                .iter()
                .any(|title| title.span.end + 1 == span.start);
        let mut neighbours = Vec::new();
        for other in others {
            if other.span.end <= span.start {
                neighbours.push((
                    other.kind,
                    &text[other.span.end..span.start],
                    other.thing.clone(),
                ));
            } else if other.span.start >= span.end {
                neighbours.push((
                    other.kind,
                    &text[span.end..other.span.start],
                    other.thing.clone(),
                ));
            }
        }
        let first = word.is_some_and(|word| scan.words[word].first);
        Self { text, span, first, before, last_word, behind, next, titled, goes_on, neighbours }
    }

    /// Whether a name that the article holds in full may be meant: where it opens a sentence or
    /// stands in a longer name it may be something else.
    fn may_be(&self, kind: Option<EntityType>) -> bool {
        match kind {
            Some(EntityType::Person) => !self.goes_on,
            _ => !self.goes_on || self.next_is_legal(),
        }
    }

    fn next_is_legal(&self) -> bool {
        legal_form(self.text, self.span) != self.span
    }

    fn table(table: &[&str], word: &str) -> bool {
        let folded = fold(word);
        !folded.as_str().is_empty() && table.binary_search(&folded.as_str()).is_ok()
    }

    /// What is owned, behind a possessive.
    fn owned(&self) -> Option<&'a str> {
        let rest = self.behind.strip_prefix("'s ").or_else(|| self.behind.strip_prefix("’s "))?;
        Some(letters_at(rest, 0))
    }

    /// Whether something of a kind stands beside it in a list: `zinc and lead`.
    fn listed_with(&self, kind: EntityType) -> bool {
        self.neighbours.iter().any(|(other, gap, _)| {
            *other == Some(kind)
                && matches!(
                    *gap,
                    " and " | ", " | " or " | ", and " | "/" | "-" | "、" | "和" | " & "
                )
        })
    }

    /// Whether the neighbours say that it is of this kind.
    fn says(&self, kind: Option<EntityType>) -> bool {
        let at_place = Self::table(AT, self.last_word) && !self.goes_on;
        match kind {
            Some(EntityType::Person) => self.titled && !self.goes_on,
            Some(EntityType::Org) => {
                let owns = self.owned().is_some_and(|word| Self::table(OWNED, word));
                self.next_is_legal()
                    || super::shape::is_ticker(self.behind)
                    || !self.goes_on
                        && (Self::table(DEALS, self.next) && !self.in_small()
                            || owns
                            || super::shape::follows_maker(self.text, self.span.start)
                            || super::shape::in_apposition(self.behind)
                            || !self.first
                                && (self.listed_with(EntityType::Org)
                                    || matches!(self.before.trim_end(), before if before.ends_with("shares of"))))
            }
            Some(EntityType::City | EntityType::Region) => {
                !self.first && (at_place || self.listed_with(EntityType::City) && !self.goes_on)
            }
            Some(EntityType::Country) => {
                !self.goes_on
                    && (at_place
                        || Self::table(WITH, self.last_word)
                        || self.owned().is_some()
                        || self.listed_with(EntityType::Country)
                        || is_speech(self.next)
                        || matches!(self.next, "has" | "is" | "was" | "and" | "will"))
            }
            Some(EntityType::Commodity) => {
                Self::table(TRADED, self.next)
                    || self.listed_with(EntityType::Commodity)
                    || self.before.trim_end().ends_with("tonnes of")
                    || self.before.trim_end().ends_with("tons of")
                    || self.before.trim_end().ends_with("price of")
            }
            Some(EntityType::Currency) => {
                let article = Self::table(&["its", "the", "their"], self.last_word);
                let national = self.neighbours.iter().any(|(kind, gap, _)| {
                    *kind == Some(EntityType::Country) && *gap == " " && self.before.ends_with(' ')
                });
                let moves = Self::table(MOVES, self.next)
                    || self.next.is_empty() && self.behind.starts_with(['.', ',', ';', ')'])
                    || self.behind.is_empty();
                (article || national || self.listed_with(EntityType::Currency)) && moves
            }
            Some(EntityType::Product) => {
                Self::table(MADE, self.next)
                    || self.neighbours.iter().any(|(kind, gap, _)| {
                        *kind == Some(EntityType::Org)
                            && matches!(*gap, " " | "'s " | "’s ")
                            && self.before.ends_with(' ')
                    })
                    || !self.first && self.listed_with(EntityType::Product)
            }
            Some(EntityType::Index) => {
                self.last_word.eq_ignore_ascii_case("the") && !self.goes_on
                    || self.listed_with(EntityType::Index)
            }
            Some(EntityType::Event) => self.last_word.eq_ignore_ascii_case("the") && !self.goes_on,
            None => false,
        }
    }

    fn in_small(&self) -> bool {
        let name = &self.text[self.span.start..self.span.end];
        name.starts_with(char::is_lowercase) || is_ordinary(name) || self.first && is_generic(name)
    }

    /// Of several bodies of one name, that of the country that stands before.
    fn of_nation(&self, known: Known, choices: &[Known], lexicon: &Lexicon<'_>) -> Known {
        if choices.len() < 2 {
            return known;
        }
        let nation = self.neighbours.iter().find_map(|(kind, gap, thing)| {
            let beside = matches!(*gap, " " | "'s " | "’s ") && *kind == Some(EntityType::Country);
            match thing {
                Thing::Known(country) if beside => Some(lexicon.record(*country).name),
                _ => None,
            }
        });
        let of = |known: &&Known| {
            nation.is_some_and(|nation| {
                lexicon.record(**known).name.ends_with(&format!("({nation})"))
            })
        };
        choices.iter().find(of).copied().unwrap_or(known)
    }

    fn with_legal_form(&self, span: Span) -> Span {
        legal_form(self.text, span)
    }
}
