//! The language that an article's body is written in.

use std::sync::LazyLock;

use whatlang::{Detector, Lang};

use crate::model::{Article, BlockKind};
use crate::text::chars::may_have_han;

/// So many bytes of the body are looked at.
const SAMPLE_BYTES: usize = 1200;
/// So many of them tell English where English words stand in the rest.
const START_BYTES: usize = 240;
/// Fewer characters tell nothing.
const LEAST_CHARS: usize = 16;
const LEAST_HAN: usize = 4;

/// The language as a BCP 47 tag; unknown where the text is too short or like several.
pub(super) fn of(article: &Article) -> Option<&'static str> {
    let body = |kind: &BlockKind| {
        matches!(kind, BlockKind::Bullet | BlockKind::Paragraph | BlockKind::TableRow { .. })
    };
    let mut sample = String::with_capacity(SAMPLE_BYTES + 64);
    for block in article.blocks.iter().filter(|block| body(&block.kind)) {
        let left = SAMPLE_BYTES.saturating_sub(sample.len());
        if left == 0 {
            break;
        }
        let words = &article.text[block.span.range()];
        sample.push_str(&words[..words.floor_char_boundary(left.min(words.len()))]);
        sample.push(' ');
    }
    let letters = sample.chars().filter(|c| c.is_alphabetic()).take(LEAST_CHARS + 1).count();
    if letters <= LEAST_CHARS {
        // A script of its own tells a language from few characters.
        return by_script(&sample).filter(|_| letters >= LEAST_HAN);
    }
    detect(&sample)
}

/// English is told by one detector, mostly from how it starts, and by its words. Of the rest two detectors
/// that count other things tell; where the first is in doubt, both must say the same, or English words must
/// stand there.
fn detect(sample: &str) -> Option<&'static str> {
    static DETECTOR: LazyLock<Detector> = LazyLock::new(|| {
        Detector::with_allowlist(
            Lang::all().iter().copied().filter(|lang| tag(*lang).is_some()).collect(),
        )
    });
    if let Some(sure) = by_script(sample) {
        return Some(sure);
    }
    let start = &sample[..sample.floor_char_boundary(START_BYTES.min(sample.len()))];
    let has_words = || [start, sample].into_iter().any(|text| has_english_words(text, SURE));
    let is_english = |found| found == whichlang::Lang::Eng && has_words();
    if is_english(whichlang::detect_language(start)) {
        return Some("en");
    }
    let second = whichlang::detect_language(sample);
    if is_english(second) {
        return Some("en");
    }
    let found = DETECTOR.detect(sample)?;
    let first = tag(found.lang());
    if found.is_reliable() {
        return first;
    }
    let second = Lang::from_code(second.three_letter_code()).and_then(tag);
    if first == second {
        return first;
    }
    second.filter(|lang| *lang == "en" && has_english_words(sample, DOUBTFUL))
}

/// So many different English words leave no doubt, and so many decide one.
const SURE: u32 = 4;
const DOUBTFUL: u32 = 2;

/// The languages that have a script of their own.
fn by_script(sample: &str) -> Option<&'static str> {
    if !may_have_han(sample) {
        return None;
    }
    let (mut letters, mut han, mut kana, mut hangul) = (0, 0, 0, 0);
    for c in sample.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        match c {
            '\u{4e00}'..='\u{9fff}' => han += 1,
            '\u{3041}'..='\u{30ff}' => kana += 1,
            '\u{ac00}'..='\u{d7af}' => hangul += 1,
            _ => {}
        }
    }
    // A word of Latin letters weighs as much as two characters.
    let most = |count: usize| count * 3 > letters;
    if hangul > han && most(hangul) {
        return Some("ko");
    }
    if kana * 10 > han + kana && most(han + kana) {
        return Some("ja");
    }
    (kana == 0 && most(han)).then_some("zh")
}

/// Bytes that may be part of a word: letters and digits, and all that is no ASCII.
static PART: [bool; 256] = {
    let mut part = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        part[byte] = byte >= 128 || (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    part
};

/// Whether so many different of the most frequent English words stand in a text.
fn has_english_words(sample: &str, count: u32) -> bool {
    let mut seen: u32 = 0;
    let parts = sample.as_bytes().split(|byte| !PART[usize::from(*byte)]);
    for part in parts.filter(|part| part.len() > 1) {
        let before = seen;
        if part.is_ascii() {
            seen |= frequent(part);
        } else {
            // Among what is no ASCII, dashes and quotes part words too.
            let part = std::str::from_utf8(part).unwrap_or_default();
            for word in part.split(|c: char| !c.is_alphanumeric()) {
                seen |= frequent(word.as_bytes());
            }
        }
        if seen != before && seen.count_ones() >= count {
            return true;
        }
    }
    false
}

/// The bit of a frequent English word.
fn frequent(word: &[u8]) -> u32 {
    let place = match word {
        b"about" => 0,
        b"and" => 1,
        b"at" => 2,
        b"by" => 3,
        b"for" => 4,
        b"from" => 5,
        b"in" => 6,
        b"is" => 7,
        b"of" => 8,
        b"on" => 9,
        b"said" => 10,
        b"the" => 11,
        b"to" => 12,
        b"was" => 13,
        b"with" => 14,
        _ => return 0,
    };
    1 << place
}

/// The shortest tag of a language.
fn tag(lang: Lang) -> Option<&'static str> {
    Some(match lang {
        Lang::Eng => "en",
        Lang::Cmn => "zh",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Rus => "ru",
        Lang::Ukr => "uk",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Nld => "nl",
        Lang::Pol => "pl",
        Lang::Tur => "tr",
        Lang::Ara => "ar",
        Lang::Pes => "fa",
        Lang::Heb => "he",
        Lang::Hin => "hi",
        Lang::Ben => "bn",
        Lang::Urd => "ur",
        Lang::Tam => "ta",
        Lang::Tel => "te",
        Lang::Tha => "th",
        Lang::Vie => "vi",
        Lang::Ind => "id",
        Lang::Swe => "sv",
        Lang::Dan => "da",
        Lang::Nob => "nb",
        Lang::Fin => "fi",
        Lang::Ces => "cs",
        Lang::Slk => "sk",
        Lang::Hun => "hu",
        Lang::Ron => "ro",
        Lang::Bul => "bg",
        Lang::Ell => "el",
        Lang::Srp => "sr",
        Lang::Hrv => "hr",
        Lang::Slv => "sl",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Kat => "ka",
        Lang::Hye => "hy",
        Lang::Aze => "az",
        Lang::Uzb => "uz",
        Lang::Cat => "ca",
        Lang::Afr => "af",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_of_short_texts_are_told_or_left_open() {
        for (text, lang) in [
            ("Cotton fell 2% in Mali, traders said on Monday.", Some("en")),
            ("Smelters in Zambia cut a third of their shifts.", Some("en")),
            ("日本企业正在寻找替代供应商，贸易额达到一百亿元。", Some("zh")),
            ("レアアースの輸出規制が続き、企業は代替を探している。", Some("ja")),
            ("Le prix du cuivre a augmenté de cinq pour cent à Genève cet été.", Some("fr")),
            ("Экспорт меди вырос на пять процентов за последний квартал.", Some("ru")),
            ("Kazakhstan, Uzbekistan, Nvidia, Tesla, Vale", None),
        ] {
            assert_eq!(detect(text), lang, "{text}");
        }
    }
}
