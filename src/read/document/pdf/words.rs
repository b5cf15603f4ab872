//! Characters joined into text: spaces, scripts, ligatures.

use unicode_normalization::UnicodeNormalization;

use crate::text::raised;

pub(super) fn han(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{303f}' | '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
}

/// A glyph's text with ligatures and look-alike code points spelt in plain ones.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{2e80}'..='\u{2eff}' => out.push(unified(c)),
            '\u{fb00}'..='\u{fb06}' | '\u{2f00}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' => {
                out.extend([c].into_iter().nfkc());
            }
            // Fonts without a minus of their own, and the hyphen that is one under another number.
            '\u{2010}' | '\u{2011}' => out.push('-'),
            '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}'
            | '\u{feff}'
            | '\u{fffd}' => {}
            c if c.is_whitespace() => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// The character that a radical stands for: fonts that draw both with one glyph give either.
fn unified(radical: char) -> char {
    const PAIRS: &str = "⺁厂⺇几⺌小⺎兀⺐尢⺑尢⺓幺⺕彐⺛旡⺝月⺟母⺠民⺥爫⺫目⺮竹⺯糸⺱网⺲罒⺻聿⺼肉⻁虎⻃西⻄西⻅见⻆角⻇角⻉贝⻋车⻎辶⻐钅⻑長⻒镸\
        ⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟食⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟";
    let mut chars = PAIRS.chars();
    while let (Some(known), Some(plain)) = (chars.next(), chars.next()) {
        if known == radical {
            return plain;
        }
    }
    radical
}

/// Puts `next` after `text`, with a space where there was a gap that a reader sees as one.
pub(super) fn push(text: &mut String, next: &str, gap: bool) {
    let (Some(last), Some(first)) = (text.chars().last(), next.chars().next()) else {
        text.push_str(next);
        return;
    };
    if gap && last != ' ' && !(han(last) && han(first)) {
        text.push(' ');
    }
    text.push_str(next);
}

/// Raised digits behind some words; at the start of a line they number the note that stands there.
pub(super) fn raised(before: &str, digits: &str) -> String {
    let text = raised::written(before, digits);
    if before.is_empty() { text + " " } else { text }
}

pub(super) fn is_note(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (1..=9).contains(&digits)
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '–' | '-' | ' '))
}

/// Notes whose numbers are superscript characters rather than small ones.
pub(super) fn notes(text: &str) -> String {
    let plain_digit = |c: char| ('0'..='9').find(|&d| raised::superscript(d) == c);
    if !text.contains(|c| plain_digit(c).is_some()) {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut digits = String::new();
    for c in text.chars().chain(['\n']) {
        if let Some(digit) = plain_digit(c) {
            digits.push(digit);
            continue;
        }
        if !digits.is_empty() {
            let note = raised(&out, &digits);
            out.push_str(&note);
            digits.clear();
        }
        out.push(c);
    }
    out.pop();
    out
}

/// A spacing accent and the letter it was drawn over, as old fonts set them.
pub(super) fn compose(accent: &str, letter: &str) -> Option<String> {
    let mark = match accent.chars().next()? {
        '´' => '\u{301}',
        '`' => '\u{300}',
        '¨' => '\u{308}',
        'ˆ' => '\u{302}',
        '˜' => '\u{303}',
        'ˇ' => '\u{30c}',
        '¸' => '\u{327}',
        '˚' => '\u{30a}',
        '˛' => '\u{328}',
        '˝' => '\u{30b}',
        '˙' => '\u{307}',
        '¯' => '\u{304}',
        '˘' => '\u{306}',
        _ => return None,
    };
    let base = match letter.chars().next()? {
        'ı' => 'i',
        'ȷ' => 'j',
        c if c.is_alphabetic() => c,
        _ => return None,
    };
    Some([base, mark].into_iter().nfc().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raised_digits() {
        assert_eq!(notes("margin¹² and 5 m²"), "margin[12] and 5 m²");
    }

    #[test]
    fn letters() {
        assert_eq!(plain("of\u{fb01}ce ⾦⻛险"), "office 金风险");
        assert_eq!(compose("¨", "o").as_deref(), Some("ö"));
        assert_eq!(compose("´", "ı").as_deref(), Some("í"));
        assert_eq!(compose("´", "3"), None);
    }
}
