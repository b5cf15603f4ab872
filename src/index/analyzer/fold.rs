//! Classes of characters, and what is the same but for case, width and accents.

use unicode_normalization::UnicodeNormalization;

use crate::text::traditional::simplified;
use unicode_normalization::char::is_combining_mark;

/// What a character is to the scanner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Part of a word.
    Word,
    /// Part of a run without spaces: Han, kana, Hangul.
    Han,
    /// Goes on with what stands before it: marks, soft hyphens, joiners.
    Extend,
    /// `'` and its like.
    Apostrophe,
    /// Anything else.
    Separator,
}

pub(super) fn class(c: char) -> Class {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' => Class::Word,
        '\'' | '\u{2019}' | '\u{02BC}' | '\u{FF07}' => Class::Apostrophe,
        '\0'..='\x7f' => Class::Separator,
        '\u{AD}' | '\u{200C}' | '\u{200D}' | '\u{2060}' | '\u{FEFF}' => Class::Extend,
        _ if is_han(c) => Class::Han,
        _ if is_combining_mark(c) => Class::Extend,
        _ if c.is_alphanumeric() => Class::Word,
        _ => Class::Separator,
    }
}

fn is_han(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{11FF}'
        | '\u{3005}'..='\u{3007}'
        | '\u{3021}'..='\u{3029}'
        | '\u{3031}'..='\u{3035}'
        | '\u{3038}'..='\u{303C}'
        | '\u{3041}'..='\u{3096}'
        | '\u{309D}'..='\u{309F}'
        | '\u{30A1}'..='\u{30FA}'
        | '\u{30FC}'..='\u{30FF}'
        | '\u{3105}'..='\u{312F}'
        | '\u{3131}'..='\u{318E}'
        | '\u{31A0}'..='\u{31BF}'
        | '\u{31F0}'..='\u{31FF}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{A960}'..='\u{A97C}'
        | '\u{AC00}'..='\u{D7FB}'
        | '\u{F900}'..='\u{FAD9}'
        | '\u{FF66}'..='\u{FFDC}'
        | '\u{1B000}'..='\u{1B16F}'
        | '\u{20000}'..='\u{323AF}')
}

/// Whether a character of a Han run belongs to the one before it: voicing marks, the vowels and
/// finals of a Hangul syllable that is written letter by letter, variation selectors.
pub(super) fn extends_han(c: char) -> bool {
    matches!(c,
        '\u{3099}' | '\u{309A}' | '\u{FF9E}' | '\u{FF9F}'
        | '\u{1160}'..='\u{11FF}'
        | '\u{D7B0}'..='\u{D7FB}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{E0100}'..='\u{E01EF}')
}

/// Marks that only colour a letter. Those of Indic scripts, Thai and others are vowels and stay.
fn is_accent(c: char) -> bool {
    matches!(c,
        '\u{0300}'..='\u{036F}'
        | '\u{0483}'..='\u{0487}'
        | '\u{0591}'..='\u{05C7}'
        | '\u{0610}'..='\u{061A}'
        | '\u{0640}'
        | '\u{064B}'..='\u{065F}'
        | '\u{0670}'
        | '\u{06D6}'..='\u{06ED}'
        | '\u{1AB0}'..='\u{1AFF}'
        | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20FF}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FE20}'..='\u{FE2F}'
        | '\u{E0100}'..='\u{E01EF}')
}

/// Letters that no decomposition takes apart but every reader does.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ħ' | 'Ħ' => "h",
        'þ' | 'Þ' => "th",
        'ı' => "i",
        'ς' => "σ",
        _ => return None,
    })
}

/// Folds one character of a word and hands the result on, character by character.
pub(super) fn fold_char(c: char, push: &mut impl FnMut(char)) {
    if c.is_ascii() {
        push(c.to_ascii_lowercase());
        return;
    }
    // `½` comes apart with a stroke between its digits: as a word it would be `12`.
    if std::iter::once(c).nfkd().any(|part| class(part) == Class::Separator) {
        c.to_lowercase().for_each(push);
        return;
    }
    for part in std::iter::once(c).nfkd() {
        let class = class(part);
        let joiner = class == Class::Extend && !is_combining_mark(part);
        if joiner || class == Class::Apostrophe || is_accent(part) {
            continue;
        }
        if let Some(plain) = plain(part) {
            plain.chars().for_each(&mut *push);
            continue;
        }
        for lower in part.to_lowercase() {
            if !is_accent(lower) {
                push(lower);
            }
        }
    }
}

/// Folds one character of a Han run with what belongs to it: full and half width are the same.
pub(super) fn fold_han(unit: &str, out: &mut String, limit: usize) {
    let start = out.len();
    for c in unit.nfkc().filter(|c| !is_accent(*c)).map(simplified) {
        if out.len() - start + c.len_utf8() > limit {
            break;
        }
        out.push(c);
    }
}
