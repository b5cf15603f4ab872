//! The 8-bit codes that a simple font may name.

use super::names;

/// A base encoding of a simple font.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Base {
    Standard,
    WinAnsi,
    MacRoman,
    Symbol,
    Dingbats,
}

impl Base {
    pub(super) fn named(name: &[u8]) -> Option<Base> {
        Some(match name {
            b"WinAnsiEncoding" => Base::WinAnsi,
            b"MacRomanEncoding" => Base::MacRoman,
            b"StandardEncoding" => Base::Standard,
            _ => return None,
        })
    }

    pub(super) fn char(self, code: u8) -> Option<char> {
        match self {
            Base::Standard => standard(code),
            Base::WinAnsi => win_ansi(code),
            Base::MacRoman => mac_roman(code),
            Base::Symbol => symbol(code),
            Base::Dingbats => dingbat(code),
        }
    }
}

fn ascii(code: u8) -> Option<char> {
    (0x20..0x7f).contains(&code).then_some(code as char)
}

fn at(table: &str, index: u8) -> Option<char> {
    table.chars().nth(index.into()).filter(|&c| c != '\0' && c != '□')
}

pub(super) fn win_ansi(code: u8) -> Option<char> {
    match code {
        0x80..0xa0 => at("€□‚ƒ„…†‡ˆ‰Š‹Œ□Ž□□‘’“”•–—˜™š›œ□žŸ", code - 0x80),
        0xa0.. => Some(code as char),
        _ => ascii(code),
    }
}

fn standard(code: u8) -> Option<char> {
    match code {
        b'\'' => Some('’'),
        b'`' => Some('‘'),
        0xa1..0xc0 => at("¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ□–†‡·□¶•‚„”»…‰□¿", code - 0xa1),
        0xc0..0xe0 => at("□`´ˆ˜¯˘˙¨□˚¸□˝˛ˇ—", code - 0xc0),
        0xe0.. => at("□Æ□ª□□□□ŁØŒº□□□□□æ□□□ı□□łøœß", code - 0xe0),
        _ => ascii(code),
    }
}

fn mac_roman(code: u8) -> Option<char> {
    const HIGH: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ□ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";
    if code < 0x80 { ascii(code) } else { at(HIGH, code - 0x80) }
}

fn symbol(code: u8) -> Option<char> {
    const LOW: &str = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼";
    const HIGH: &str = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…□□□ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑";
    match code {
        0x20..0x7f => at(LOW, code - 0x20),
        0xa0.. => at(HIGH, code - 0xa0),
        _ => None,
    }
}

/// Of the dingbats only those that writers set as bullets or ticks matter to a reader.
fn dingbat(code: u8) -> Option<char> {
    Some(match code {
        0x20 => ' ',
        0x33 | 0x34 => '✓',
        0x37 | 0x38 => '✗',
        0x48 => '★',
        0xd5 | 0xd8 | 0xe8 => '➔',
        0x6c | 0x6d | 0x6e | 0x6f | 0x71 | 0x75 | 0x76 => '•',
        _ => return None,
    })
}

/// The encoding that an embedded Type 1 program states in its clear part:
/// `dup 65 /A put` lines.
pub(super) fn built_in(program: &[u8]) -> Vec<(u8, String)> {
    let clear = &program[..program.len().min(64 << 10)];
    let mut found = Vec::new();
    let mut words = clear.split(u8::is_ascii_whitespace).filter(|w| !w.is_empty());
    while let Some(word) = words.next() {
        if word == b"eexec" {
            break;
        }
        if word != b"dup" {
            continue;
        }
        let code = words.next().and_then(|w| std::str::from_utf8(w).ok()?.parse().ok());
        let name = words.next().and_then(|w| w.strip_prefix(b"/"));
        if let (Some(code), Some(name)) = (code, name.and_then(|n| std::str::from_utf8(n).ok()))
            && let Some(text) = names::text(name)
        {
            found.push((code, text));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes() {
        assert_eq!(Base::WinAnsi.char(0x80), Some('€'));
        assert_eq!(Base::WinAnsi.char(0x9f), Some('Ÿ'));
        assert_eq!(Base::WinAnsi.char(0x96), Some('–'));
        assert_eq!(Base::Standard.char(0xae), Some('ﬁ'));
        assert_eq!(Base::Standard.char(0xd0), Some('—'));
        assert_eq!(Base::Standard.char(0xfb), Some('ß'));
        assert_eq!(Base::MacRoman.char(0xca), Some('\u{a0}'));
        assert_eq!(Base::MacRoman.char(0xd2), Some('“'));
        assert_eq!(Base::MacRoman.char(0xff), Some('ˇ'));
        assert_eq!(Base::Symbol.char(0x61), Some('α'));
        assert_eq!(Base::Symbol.char(0xb7), Some('•'));
        assert_eq!(Base::Symbol.char(0xe5), Some('∑'));
    }

    #[test]
    fn a_program_states_its_encoding() {
        let program =
            b"/Encoding 256 array\ndup 65 /B put\ndup 12 /fi put\nreadonly def eexec dup 66 /C put";
        assert_eq!(built_in(program), [(65, "B".to_owned()), (12, "fi".to_owned())]);
    }
}
