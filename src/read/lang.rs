//! The language that an article's body is written in.

use whatlang::{Lang, detect};

use crate::model::{Article, BlockKind};

/// So many bytes of the body are looked at.
const SAMPLE_BYTES: usize = 1200;
/// Fewer characters tell nothing.
const LEAST_CHARS: usize = 16;

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
    sample.chars().filter(|c| c.is_alphabetic()).nth(LEAST_CHARS)?;
    let found = detect(&sample).filter(whatlang::Info::is_reliable)?;
    tag(found.lang())
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
