//! Numbers: digits, number words and Chinese numerals, with their magnitudes.

use super::word::{eat, fold, is_word, letters_at, skip_one_space};

/// The longest number in Chinese numerals, in characters, and the longest in words.
const LONGEST_HAN: usize = 24;
const MOST_WORDS: usize = 16;

/// A number at some place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Number {
    pub(super) end: usize,
    pub(super) value: f64,
    /// Whether it is written in digits.
    pub(super) digits: bool,
    /// Whether its words already say a magnitude: `two million`, `三千万`.
    pub(super) scaled: bool,
}

/// The number that starts at `at`, without a magnitude behind its digits.
pub(super) fn number_at(text: &str, at: usize) -> Option<Number> {
    let first = text[at..].chars().next()?;
    match first {
        '0'..='9' | '０'..='９' => digits_at(text, at),
        '.' if text.as_bytes().get(at + 1).is_some_and(u8::is_ascii_digit) => digits_at(text, at),
        'a'..='z' | 'A'..='Z' => words_at(text, at),
        _ => han_at(text, at),
    }
}

/// The value of a digit, also of a full-width one.
fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

/// `1,234,567.89`, `12`, `.5`, `３．５`; a comma counts only before groups of digits.
pub(super) fn digits_at(text: &str, at: usize) -> Option<Number> {
    let mut plain = [0_u8; 40];
    let mut length = 0;
    let mut end = at;
    let mut pointed = false;
    // The bytes of groups that are set apart otherwise than by commas.
    let mut grouped = 0;
    let mut put = |byte: u8| {
        let fits = length < plain.len();
        if fits {
            plain[length] = byte;
            length += 1;
        }
        fits
    };
    while let Some(c) = text[end..].chars().next() {
        if let Some(value) = digit(c) {
            if !put(b'0' + value as u8) {
                return None;
            }
            end += c.len_utf8();
            continue;
        }
        let next = end + c.len_utf8();
        let behind = text[next..].chars().next().and_then(digit).is_some();
        match c {
            '.' | '．' if behind && !pointed => {
                pointed = true;
                if !put(b'.') {
                    return None;
                }
            }
            ',' if behind && !pointed && is_group(text, next) => {}
            // `3,5 million`: a comma before one or two digits that end can only be a point.
            ',' if behind && !pointed && is_fraction(text, next) => {
                pointed = true;
                if !put(b'.') {
                    return None;
                }
            }
            // `12 000`, `1'000'000`
            ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’'
                if behind && !pointed && end - at <= 3 + grouped && is_thousands(text, next) =>
            {
                grouped += 3 + c.len_utf8();
            }
            _ => break,
        }
        end = next;
    }
    let value: f64 = std::str::from_utf8(&plain[..length]).ok()?.parse().ok()?;
    let (value, end) = match fraction_at(text, end).filter(|_| !pointed) {
        Some((part, end)) => (value + part, end),
        None => (value, end),
    };
    Some(Number { end, value, digits: true, scaled: false })
}

/// A vulgar fraction behind a whole number, and the byte after it: ` 1/2`, `-3/4`, `½`.
fn fraction_at(text: &str, at: usize) -> Option<(f64, usize)> {
    let rest = &text[at..];
    let bytes = rest.as_bytes();
    let value = match rest.chars().next()? {
        '½' => 0.5,
        '¼' => 0.25,
        '¾' => 0.75,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        '⅛' => 0.125,
        '⅜' => 0.375,
        '⅝' => 0.625,
        '⅞' => 0.875,
        ' ' | '-' if bytes.get(2) == Some(&b'/') => {
            let over = bytes.get(1).filter(|byte| byte.is_ascii_digit())? - b'0';
            let digits = bytes[3..].iter().take(3).take_while(|b| b.is_ascii_digit()).count();
            let under: u8 = rest[3..3 + digits].parse().ok()?;
            let end = 3 + digits;
            let ends = !rest[end..].starts_with(|c: char| is_word(c) || c == '/');
            let proper = matches!(under, 2 | 3 | 4 | 5 | 8 | 16 | 32) && (1..under).contains(&over);
            return (ends && proper).then(|| (f64::from(over) / f64::from(under), at + end));
        }
        _ => return None,
    };
    Some((value, at + rest.chars().next().map_or(0, char::len_utf8)))
}

/// Whether two or three digits and no more stand at `at`, three of them in the end: `,234`, the
/// Indian `,50,000`.
fn is_group(text: &str, at: usize) -> bool {
    let bytes = &text.as_bytes()[at..];
    let digits = bytes.iter().take(4).take_while(|b| b.is_ascii_digit()).count();
    digits == 3
        || digits == 2 && bytes.get(2) == Some(&b',') && bytes.len() >= 6 && is_group(text, at + 3)
}

/// Whether one or two digits stand at `at` and end there, before a word or a percent sign.
fn is_fraction(text: &str, at: usize) -> bool {
    let bytes = &text.as_bytes()[at..];
    let digits = bytes.iter().take(3).take_while(|b| b.is_ascii_digit()).count();
    let behind = &bytes[digits..];
    let word = behind.first() == Some(&b' ') && behind.get(1).is_some_and(u8::is_ascii_alphabetic);
    let glued = behind.first().is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'%');
    (1..=2).contains(&digits) && (word || glued || behind.starts_with(b" %"))
}

/// Whether three zeros stand at `at`, or three digits and more such groups, and end there.
fn is_thousands(text: &str, at: usize) -> bool {
    let bytes = &text.as_bytes()[at..];
    let digits = bytes.iter().take(4).take_while(|b| b.is_ascii_digit()).count();
    let more = matches!(bytes.get(3), Some(b' ' | b'\''))
        && bytes.get(4..7).is_some_and(|next| next.iter().all(u8::is_ascii_digit));
    digits == 3 && (bytes.starts_with(b"000") || more)
}

/// The value of a number word below a hundred.
fn small(word: &str) -> Option<f64> {
    Some(match word {
        "zero" => 0.0,
        "one" => 1.0,
        "two" => 2.0,
        "three" => 3.0,
        "four" => 4.0,
        "five" => 5.0,
        "six" => 6.0,
        "seven" => 7.0,
        "eight" => 8.0,
        "nine" => 9.0,
        "ten" => 10.0,
        "eleven" => 11.0,
        "twelve" => 12.0,
        "thirteen" => 13.0,
        "fourteen" => 14.0,
        "fifteen" => 15.0,
        "sixteen" => 16.0,
        "seventeen" => 17.0,
        "eighteen" => 18.0,
        "nineteen" => 19.0,
        "twenty" => 20.0,
        "thirty" => 30.0,
        "forty" => 40.0,
        "fifty" => 50.0,
        "sixty" => 60.0,
        "seventy" => 70.0,
        "eighty" => 80.0,
        "ninety" => 90.0,
        _ => return None,
    })
}

/// The value of a magnitude in words.
fn scale(word: &str) -> Option<f64> {
    Some(match word {
        "hundred" | "hundreds" => 1e2,
        "thousand" | "thousands" => 1e3,
        "lakh" | "lakhs" | "lac" => 1e5,
        "million" | "millions" => 1e6,
        "crore" | "crores" => 1e7,
        "billion" | "billions" => 1e9,
        "trillion" | "trillions" => 1e12,
        "quadrillion" => 1e15,
        "dozen" => 12.0,
        _ => return None,
    })
}

/// `twenty-five`, `two and a half million`, `half a million`, `a dozen`.
fn words_at(text: &str, at: usize) -> Option<Number> {
    let mut total = 0.0;
    let mut group = 0.0;
    let mut seen = false;
    let mut scaled = false;
    let mut end = at;
    let mut next = at;
    for _ in 0..MOST_WORDS {
        let word = letters_at(text, next);
        if word.is_empty() || text[next + word.len()..].chars().next().is_some_and(is_word) {
            break;
        }
        let folded = fold(word);
        let behind = next + word.len();
        match folded.as_str() {
            "a" | "an" if !seen => {
                // `a million`, `a dozen`: only before a magnitude.
                let noun = letters_at(text, skip_one_space(text, behind));
                let value = scale(fold(noun).as_str())?;
                group = value;
                let after = skip_one_space(text, behind) + noun.len();
                (seen, end) = (true, after);
                scaled = value > 12.0;
                (total, group) = if value >= 1e3 { (value, 0.0) } else { (0.0, group) };
                next = after;
            }
            "half" if !seen => {
                let after = eat(text, skip_one_space(text, behind), "a")?;
                let noun = letters_at(text, skip_one_space(text, after));
                let value = scale(fold(noun).as_str())?;
                let end = skip_one_space(text, after) + noun.len();
                return Some(Number { end, value: value / 2.0, digits: false, scaled: true });
            }
            "and" if seen => {
                if let Some(half) = and_a_half(text, behind) {
                    group += 0.5;
                    end = half;
                    next = half;
                } else {
                    let noun = letters_at(text, skip_one_space(text, behind));
                    if group < 100.0 && !scaled || small(fold(noun).as_str()).is_none() {
                        break;
                    }
                    next = skip_one_space(text, behind);
                    continue;
                }
            }
            word => {
                if let Some(value) = small(word) {
                    // `nine ten` are two numbers; `twenty-five` and `hundred five` are one.
                    let joins = !seen
                        || group % 100.0 == 0.0
                        || group % 10.0 == 0.0 && value < 10.0 && group % 100.0 >= 20.0;
                    if !joins {
                        break;
                    }
                    group += value;
                } else if let Some(value) = scale(word).filter(|_| seen) {
                    if value <= 100.0 {
                        group = group.max(1.0) * value;
                    } else {
                        total += group.max(1.0) * value;
                        group = 0.0;
                        scaled = true;
                    }
                } else {
                    break;
                }
                (seen, end, next) = (true, behind, behind);
            }
        }
        let gap = match text.as_bytes().get(next) {
            Some(b' ' | b'-') => 1,
            _ => break,
        };
        next += gap;
    }
    seen.then_some(Number { end, value: total + group, digits: false, scaled })
}

/// `a half` behind `and`.
fn and_a_half(text: &str, at: usize) -> Option<usize> {
    let a = eat(text, skip_one_space(text, at), "a")?;
    eat(text, skip_one_space(text, a), "half")
}

fn han_digit(c: char) -> Option<f64> {
    Some(match c {
        '〇' | '零' => 0.0,
        '一' | '壹' => 1.0,
        '二' | '两' | '兩' | '贰' => 2.0,
        '三' | '叁' => 3.0,
        '四' => 4.0,
        '五' => 5.0,
        '六' => 6.0,
        '七' => 7.0,
        '八' => 8.0,
        '九' => 9.0,
        _ => return None,
    })
}

/// The value of a Chinese magnitude.
fn han_scale(c: char) -> Option<f64> {
    Some(match c {
        '十' => 1e1,
        '百' => 1e2,
        '千' => 1e3,
        '万' | '萬' => 1e4,
        '亿' | '億' => 1e8,
        '兆' => 1e12,
        _ => return None,
    })
}

/// Whether a Chinese number can begin with a character.
pub(super) fn opens_han(c: char) -> bool {
    han_digit(c).is_some() || matches!(c, '十' | '半' | '百' | '千')
}

/// `三千万`, `一百二十三`, `十二点五`, `两`, `二〇二五`.
fn han_at(text: &str, at: usize) -> Option<Number> {
    // The second of 七八: about so many.
    let opens = text[at..].chars().next().and_then(han_digit);
    if opens.is_some_and(|value| value > 0.0)
        && text[..at].chars().next_back().and_then(han_digit).is_some_and(|value| value > 0.0)
    {
        return None;
    }
    // 百万元 heads a column; a number has a digit before its hundreds.
    if text[at..].starts_with(['百', '千']) {
        return None;
    }
    let (mut total, mut section, mut digit, mut last) = (0.0_f64, 0.0, None, f64::INFINITY);
    let (mut scaled, mut any) = (false, false);
    let mut end = at;
    for (offset, c) in text[at..].char_indices().take(LONGEST_HAN) {
        if let Some(value) = han_digit(c) {
            // 七八成, 三四百万: about so many, which no value says; digits in a row spell a number
            // only where they are of one with all its digits, as 二〇二五.
            if digit.is_some() && value > 0.0 && is_about(&text[at..], offset) {
                return None;
            }
            digit = Some(digit.map_or(value, |before: f64| before * 10.0 + value));
        } else if let Some(value) = han_scale(c).filter(|_| !is_unit_prefix(text, at + offset)) {
            if value >= 1e4 {
                if !any {
                    return None;
                }
                let head = section + digit.take().unwrap_or(0.0);
                total = match head {
                    // 三万亿: the second magnitude multiplies all.
                    0.0 => total.max(1.0) * value,
                    // 一亿二千万: a smaller one adds.
                    _ if value < last && total > 0.0 => total + head * value,
                    _ => (total + head) * value,
                };
                last = value;
                section = 0.0;
                scaled = true;
            } else {
                section += digit.take().unwrap_or(1.0) * value;
            }
        } else if c == '点' || c == '點' {
            let start = at + offset + c.len_utf8();
            let Some((fraction, after)) = han_fraction(text, start).filter(|_| any) else { break };
            let value = total + section + digit.unwrap_or(0.0) + fraction;
            return Some(Number { end: after, value, digits: false, scaled });
        } else {
            break;
        }
        any = true;
        end = at + offset + c.len_utf8();
    }
    let value = total + section + digit.unwrap_or(0.0);
    any.then_some(Number { end, value, digits: false, scaled })
}

/// Whether two digits in a row, of which the second is at `offset`, stand alone.
fn is_about(text: &str, offset: usize) -> bool {
    let digits = |text: &str| text.chars().take_while(|c| han_digit(*c).is_some()).count();
    let before = text[..offset].chars().rev().take_while(|c| han_digit(*c).is_some()).count();
    before + digits(&text[offset..]) == 2
}

/// The digits behind `点`, and the byte after them.
fn han_fraction(text: &str, at: usize) -> Option<(f64, usize)> {
    let (mut fraction, mut place, mut end) = (0.0, 0.1, at);
    for c in text[at..].chars().take(LONGEST_HAN) {
        let Some(value) = han_digit(c) else { break };
        fraction += value * place;
        place /= 10.0;
        end += c.len_utf8();
    }
    (end > at).then_some((fraction, end))
}

/// A magnitude: the byte after it and its factor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Magnitude {
    pub(super) end: usize,
    pub(super) factor: f64,
    /// One letter, which may be a unit instead: `m`, `k`, `b`.
    pub(super) letter: bool,
}

/// The magnitude behind a number that ends at `at`.
pub(super) fn magnitude_at(text: &str, at: usize) -> Option<Magnitude> {
    let glued = text[at..].chars().next()?;
    if crate::text::chars::is_han_or_kana(glued) {
        return han_magnitude(text, at);
    }
    let start = match glued {
        '-' => at + 1,
        _ => skip_one_space(text, at),
    };
    if text[start..].chars().next().is_some_and(crate::text::chars::is_han_or_kana) {
        return han_magnitude(text, start);
    }
    let word = letters_at(text, start);
    let end = start + word.len();
    if word.is_empty() || text[end..].chars().next().is_some_and(is_word) {
        return None;
    }
    let folded = fold(word);
    if let Some(factor) = scale(folded.as_str()) {
        return Some(Magnitude { end, factor, letter: false });
    }
    let (factor, letter) = match folded.as_str() {
        "bn" | "bln" | "mrd" => (1e9, false),
        "mn" | "mln" | "mio" | "mm" => (1e6, folded.as_str() == "mm"),
        "tn" | "trn" | "tln" => (1e12, false),
        "cr" => (1e7, true),
        "k" => (1e3, true),
        "m" => (1e6, true),
        "b" => (1e9, true),
        "t" => (1e12, true),
        _ => return None,
    };
    (!(letter && glued == '-')).then_some(Magnitude { end, factor, letter })
}

/// Whether 千 or 兆 at a place belongs to the unit behind it: 千瓦, 兆瓦, 千克, 千米.
fn is_unit_prefix(text: &str, at: usize) -> bool {
    let mut chars = text[at..].chars();
    matches!(chars.next(), Some('千' | '兆'))
        && matches!(chars.next(), Some('瓦' | '克' | '米' | '赫' | '伏' | '卡' | '焦' | '字'))
}

/// `万`, `亿`, `万亿`, `千万`, `百亿`.
fn han_magnitude(text: &str, at: usize) -> Option<Magnitude> {
    let mut factor = 1.0;
    let mut end = at;
    for c in text[at..].chars().take(LONGEST_HAN) {
        let Some(value) = han_scale(c).filter(|_| !is_unit_prefix(text, end)) else { break };
        factor *= value;
        end += c.len_utf8();
    }
    (end > at).then_some(Magnitude { end, factor, letter: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> String {
        number_at(text, 0).map_or("-".into(), |n| format!("{}|{}", n.value, &text[n.end..]))
    }

    #[test]
    fn numbers() {
        for (text, wanted) in [
            ("1,234,567.89 x", "1234567.89| x"),
            ("2,50,000", "250000|"),
            ("12,34", "12|,34"),
            ("3,5 million", "3.5| million"),
            ("12 000 people", "12000| people"),
            ("1'234'000", "1234000|"),
            ("2025 300", "2025| 300"),
            ("七八成", "-"),
            ("两三天", "-"),
            ("3.5.", "3.5|."),
            ("３．５亿", "3.5|亿"),
            ("twenty-five people", "25| people"),
            ("two and a half million", "2500000|"),
            ("one hundred and five", "105|"),
            ("half a million", "500000|"),
            ("a dozen", "12|"),
            ("a day", "-"),
            ("three of", "3| of"),
            ("三千万美元", "30000000|美元"),
            ("一百二十三家", "123|家"),
            ("十二点五", "12.5|"),
            ("三万亿", "3000000000000|"),
            ("一亿二千万", "120000000|"),
            ("两", "2|"),
            ("百万元", "-"),
        ] {
            assert_eq!(show(text), wanted, "{text}");
        }
    }
}
