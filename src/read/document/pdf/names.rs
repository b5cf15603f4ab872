//! Characters by the names that fonts give their glyphs.

use unicode_normalization::UnicodeNormalization;

/// The text of a named glyph, ligatures spelt out.
pub(super) fn text(name: &str) -> Option<String> {
    // A suffix after a full stop tells a variant of the same letter.
    let base = match name.split_once('.') {
        Some(("", _)) => return None,
        Some((base, _)) => base,
        None => name,
    };
    if let Some(found) = single(base) {
        return Some(found);
    }
    if base.contains('_') {
        return base.split('_').map(single).collect();
    }
    None
}

fn single(name: &str) -> Option<String> {
    let mut letters = name.chars();
    if let (Some(only), None) = (letters.next(), letters.next()) {
        return only.is_alphabetic().then(|| only.to_string());
    }
    if let Some(found) =
        TABLE.iter().find_map(|(text, names)| names.split(' ').any(|n| n == name).then_some(*text))
    {
        return Some(found.to_owned());
    }
    numbered(name).or_else(|| sequence(name)).or_else(|| accented(name)).or_else(|| greek(name))
}

/// `uni4E2D`, `u1F600`.
fn numbered(name: &str) -> Option<String> {
    let digits = name.strip_prefix("uni").filter(|d| d.len() % 4 == 0 && !d.is_empty());
    if let Some(digits) = digits {
        let units = digits
            .as_bytes()
            .chunks(4)
            .map(|four| u16::from_str_radix(std::str::from_utf8(four).ok()?, 16).ok());
        return String::from_utf16(&units.collect::<Option<Vec<_>>>()?).ok();
    }
    let digits = name.strip_prefix('u').filter(|d| (4..=6).contains(&d.len()))?;
    Some(char::from_u32(u32::from_str_radix(digits, 16).ok()?)?.to_string())
}

/// Names that stand for a whole row of characters at even steps.
fn sequence(name: &str) -> Option<String> {
    const DIGITS: [&str; 10] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    for (suffix, zero) in [
        ("", '0'),
        ("oldstyle", '0'),
        ("inferior", '0'),
        ("superior", '0'),
        ("fitted", '0'),
        ("taboldstyle", '0'),
    ] {
        if let Some(word) = name.strip_suffix(suffix)
            && let Some(value) = DIGITS.iter().position(|d| *d == word)
        {
            return char::from_u32(zero as u32 + value as u32).map(String::from);
        }
    }
    // Cyrillic letters go by number: afii10017 is А, afii10065 is а.
    let number: u32 = name.strip_prefix("afii")?.parse().ok()?;
    let code = match number {
        10017..=10022 => 0x410 + number - 10017,
        10023 => 0x401,
        10024..=10049 => 0x416 + number - 10024,
        10065..=10070 => 0x430 + number - 10065,
        10071 => 0x451,
        10072..=10097 => 0x436 + number - 10072,
        _ => return None,
    };
    char::from_u32(code).map(String::from)
}

/// `eacute` is an `e` with the mark that `acute` names.
fn accented(name: &str) -> Option<String> {
    const MARKS: [(&str, char); 15] = [
        ("acute", '\u{301}'),
        ("grave", '\u{300}'),
        ("circumflex", '\u{302}'),
        ("dieresis", '\u{308}'),
        ("tilde", '\u{303}'),
        ("caron", '\u{30c}'),
        ("cedilla", '\u{327}'),
        ("ring", '\u{30a}'),
        ("macron", '\u{304}'),
        ("breve", '\u{306}'),
        ("ogonek", '\u{328}'),
        ("hungarumlaut", '\u{30b}'),
        ("dotaccent", '\u{307}'),
        ("dot", '\u{307}'),
        ("commaaccent", '\u{327}'),
    ];
    MARKS.iter().find_map(|(suffix, mark)| {
        let base = name.strip_suffix(suffix)?;
        let mut letters = base.chars();
        let letter = letters.next()?;
        (letters.next().is_none() && letter.is_ascii_alphabetic())
            .then(|| [letter, *mark].into_iter().nfc().collect())
    })
}

fn greek(name: &str) -> Option<String> {
    const LETTERS: [&str; 25] = [
        "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa",
        "lambda", "mu", "nu", "xi", "omicron", "pi", "rho", "sigma1", "sigma", "tau", "upsilon",
        "phi", "chi", "psi", "omega",
    ];
    let lower = name.to_ascii_lowercase();
    let index = LETTERS.iter().position(|letter| *letter == lower)? as u32;
    let capital = name.starts_with(|c: char| c.is_ascii_uppercase());
    char::from_u32(if capital { 0x391 } else { 0x3b1 } + index).map(String::from)
}

/// Each text with the names for it.
const TABLE: &[(&str, &str)] = &[
    (" ", "space nbspace nonbreakingspace spacehackarabic"),
    ("!", "exclam"),
    ("\"", "quotedbl"),
    ("#", "numbersign"),
    ("$", "dollar dollaroldstyle"),
    ("%", "percent"),
    ("&", "ampersand"),
    ("'", "quotesingle"),
    ("(", "parenleft"),
    (")", "parenright"),
    ("*", "asterisk asteriskmath"),
    ("+", "plus"),
    (",", "comma"),
    ("-", "hyphen sfthyphen hyphenchar"),
    (".", "period"),
    ("/", "slash"),
    (":", "colon"),
    (";", "semicolon"),
    ("<", "less"),
    ("=", "equal"),
    (">", "greater"),
    ("?", "question"),
    ("@", "at"),
    ("[", "bracketleft"),
    ("\\", "backslash"),
    ("]", "bracketright"),
    ("^", "asciicircum"),
    ("_", "underscore"),
    ("{", "braceleft"),
    ("|", "bar"),
    ("}", "braceright"),
    ("~", "asciitilde similar"),
    ("`", "grave"),
    ("‘", "quoteleft"),
    ("’", "quoteright"),
    ("“", "quotedblleft"),
    ("”", "quotedblright"),
    ("‚", "quotesinglbase"),
    ("„", "quotedblbase"),
    ("«", "guillemotleft"),
    ("»", "guillemotright"),
    ("‹", "guilsinglleft"),
    ("›", "guilsinglright"),
    ("–", "endash"),
    ("—", "emdash"),
    ("…", "ellipsis"),
    ("•", "bullet"),
    ("·", "periodcentered middot"),
    ("†", "dagger"),
    ("‡", "daggerdbl"),
    ("§", "section"),
    ("¶", "paragraph"),
    ("©", "copyright"),
    ("®", "registered"),
    ("™", "trademark"),
    ("°", "degree"),
    ("¢", "cent"),
    ("£", "sterling"),
    ("¥", "yen"),
    ("€", "Euro euro"),
    ("¤", "currency"),
    ("ƒ", "florin"),
    ("‰", "perthousand"),
    ("¡", "exclamdown"),
    ("¿", "questiondown"),
    ("ª", "ordfeminine"),
    ("º", "ordmasculine"),
    ("¼", "onequarter"),
    ("½", "onehalf"),
    ("¾", "threequarters"),
    ("⁄", "fraction"),
    ("¦", "brokenbar"),
    ("fi", "fi"),
    ("fl", "fl"),
    ("ff", "ff"),
    ("ffi", "ffi"),
    ("ffl", "ffl"),
    ("IJ", "IJ"),
    ("ij", "ij"),
    ("Æ", "AE"),
    ("æ", "ae"),
    ("Œ", "OE"),
    ("œ", "oe"),
    ("Ø", "Oslash"),
    ("ø", "oslash"),
    ("Ł", "Lslash"),
    ("ł", "lslash"),
    ("ß", "germandbls"),
    ("Ð", "Eth"),
    ("ð", "eth"),
    ("Þ", "Thorn"),
    ("þ", "thorn"),
    ("Đ", "Dcroat"),
    ("đ", "dcroat"),
    ("ı", "dotlessi"),
    ("ȷ", "dotlessj"),
    ("İ", "Idotaccent Idot"),
    ("´", "acute"),
    ("ˆ", "circumflex"),
    ("˜", "tilde"),
    ("¨", "dieresis"),
    ("ˇ", "caron"),
    ("¸", "cedilla"),
    ("˚", "ring"),
    ("¯", "macron"),
    ("˘", "breve"),
    ("˛", "ogonek"),
    ("˝", "hungarumlaut"),
    ("˙", "dotaccent"),
    ("−", "minus"),
    ("×", "multiply"),
    ("÷", "divide"),
    ("±", "plusminus"),
    ("∓", "minusplus"),
    ("≤", "lessequal"),
    ("≥", "greaterequal"),
    ("≠", "notequal"),
    ("≈", "approxequal"),
    ("≡", "equivalence"),
    ("∼", "tildeoperator"),
    ("∞", "infinity"),
    ("∂", "partialdiff"),
    ("∑", "summation summationtext summationdisplay"),
    ("∏", "product producttext productdisplay"),
    ("∫", "integral integraltext integraldisplay"),
    ("√", "radical radicalbig"),
    ("∈", "element"),
    ("∉", "notelement"),
    ("∩", "intersection"),
    ("∪", "union"),
    ("⊂", "propersubset"),
    ("⊆", "reflexsubset"),
    ("∅", "emptyset"),
    ("∀", "universal"),
    ("∃", "existential"),
    ("∇", "gradient nabla"),
    ("∧", "logicaland"),
    ("∨", "logicalor"),
    ("¬", "logicalnot"),
    ("→", "arrowright"),
    ("←", "arrowleft"),
    ("↑", "arrowup"),
    ("↓", "arrowdown"),
    ("↔", "arrowboth"),
    ("⇒", "arrowdblright"),
    ("⇐", "arrowdblleft"),
    ("⇔", "arrowdblboth"),
    ("⋅", "dotmath"),
    ("∘", "openbullet"),
    ("′", "prime minute"),
    ("″", "second"),
    ("∝", "proportional"),
    ("≪", "lessmuch"),
    ("≫", "greatermuch"),
    ("⟨", "angbracketleft"),
    ("⟩", "angbracketright"),
    ("∗", "asteriskcentered"),
    ("⊗", "circlemultiply"),
    ("⊕", "circleplus"),
    ("◦", "circle"),
    ("■", "blacksquare filledbox"),
    ("□", "square H22073"),
    ("▪", "H18543"),
    ("ℓ", "lscript"),
    ("µ", "mu1 micro"),
    ("ϵ", "epsilon1"),
    ("ϕ", "phi1"),
    ("ϑ", "theta1"),
    ("№", "afii61352 numero"),
    ("ε", "epsiloninv"),
];

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn names_of_every_kind() {
        for (name, wanted) in [
            ("A", "A"),
            ("eacute", "é"),
            ("Zdotaccent", "Ż"),
            ("ohungarumlaut", "ő"),
            ("f_f_i", "ffi"),
            ("a.sc", "a"),
            ("uni4E2D", "中"),
            ("u1F600", "😀"),
            ("seven", "7"),
            ("nineoldstyle", "9"),
            ("alpha", "α"),
            ("Omega", "Ω"),
            ("afii10017", "А"),
            ("afii10097", "я"),
            ("ffl", "ffl"),
            ("minus", "−"),
        ] {
            assert_eq!(text(name).as_deref(), Some(wanted), "{name}");
        }
        assert_eq!(text(".notdef"), None);
        assert_eq!(text("g123"), None);
    }
}
