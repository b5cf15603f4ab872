//! What a rate is per: ` a barrel`, `/ton`, ` per share`, `每吨`.

use super::units::{NOUNS, SIGNS, long_unit};
use super::word::{eat, fold, is_word, letters_at, skip_one_space};
use crate::model::Label;

/// What a rate is per, and where the words for it end.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Per {
    pub(super) end: usize,
    pub(super) name: Label,
}

/// What a rate is per, behind an amount or a unit that ends at `at`.
pub(super) fn per_behind(text: &str, at: usize) -> Option<Per> {
    let (start, open) = opening(text, at)?;
    let rest = &text[start..];
    let known = |end: usize, name: &'static str| Some(Per { end, name: name.into() });
    let sign = HAN.iter().chain(SIGNS).find(|(sign, _)| rest.starts_with(sign));
    if let Some((sign, name)) = sign {
        return known(start + sign.len(), name);
    }
    let word = letters_at(text, start);
    let end = start + word.len();
    if text[end..].chars().next().is_some_and(is_word) {
        return None;
    }
    if let Some(long) = long_unit(text, start) {
        return known(long.end, long.name);
    }
    let folded = fold(word);
    if matches!(folded.as_str(), "net" | "gross")
        && let Some(end) = eat(text, skip_one_space(text, end), "ton")
    {
        return known(end, "ton");
    }
    let listed = word_of(folded.as_str()).or_else(|| {
        let place = NOUNS.binary_search_by_key(&folded.as_str(), |(name, _)| name).ok()?;
        Some(NOUNS[place].1)
    });
    match listed {
        Some(name) => known(end, name),
        None => (open && word.len() > 2 && word == folded.as_str())
            .then(|| Per { end, name: word.to_owned().into() }),
    }
}

/// Where what a rate is per starts, and whether that may be anything, as behind `per`; a thing that
/// is counted stands behind `a`.
fn opening(text: &str, at: usize) -> Option<(usize, bool)> {
    let rest = &text[at..];
    let sign = rest.chars().next().filter(|c| matches!(c, '/' | '／' | '每'));
    if let Some(sign) = sign {
        return Some((skip_one_space(text, at + sign.len_utf8()), false));
    }
    let word = skip_one_space(text, at);
    let end = ["per", "a", "an", "each"].iter().find_map(|joint| eat(text, word, joint))?;
    let open = eat(text, word, "per").is_some();
    Some((skip_one_space(text, skip_one_space(text, end)), open))
}

const HAN: &[(&str, &str)] = &[
    ("千瓦时", "kilowatt-hour"),
    ("吨", "tonne"),
    ("噸", "tonne"),
    ("桶", "barrel"),
    ("盎司", "ounce"),
    ("公斤", "kilogram"),
    ("股", "share"),
    ("年", "year"),
    ("月", "month"),
    ("日", "day"),
    ("天", "day"),
    ("人", "person"),
    ("平方米", "square metre"),
    ("平米", "square metre"),
    ("立方米", "cubic metre"),
    ("克", "gram"),
    ("瓦", "watt"),
    ("公里", "kilometre"),
    ("件", "piece"),
    ("台", "unit"),
    ("辆", "vehicle"),
];

/// What a word behind `per` stands for where that is no unit of its own.
fn word_of(word: &str) -> Option<&'static str> {
    Some(match word {
        "day" | "d" => "day",
        "week" => "week",
        "month" => "month",
        "quarter" => "quarter",
        "year" | "yr" | "annum" => "year",
        "hour" | "hr" | "h" => "hour",
        "minute" | "min" => "minute",
        "second" | "sec" | "s" => "second",
        "share" => "share",
        "person" | "head" | "capita" => "person",
        "unit" => "unit",
        "piece" => "piece",
        "vehicle" => "vehicle",
        "car" => "car",
        "bottle" => "bottle",
        "pack" => "pack",
        "ticket" => "ticket",
        "user" => "user",
        "contract" => "contract",
        "watt" | "w" => "watt",
        "wafer" => "wafer",
        "household" => "household",
        "mmbtu" => "mmBtu",
        "therm" => "therm",
        "t" => "tonne",
        "lot" => "lot",
        "order" => "order",
        "token" => "token",
        "dose" => "dose",
        "boe" => "boe",
        _ => return None,
    })
}
