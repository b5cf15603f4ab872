//! A font as far as a reader of text needs it: what each code says and how wide it is.

use std::collections::HashMap;
use std::rc::Rc;

use hayro_cmap::{BfString, CMap};
use hayro_syntax::object::{Array, Dict, Name, Number, Object, ObjectIdentifier, Stream};

use super::composite::Composite;
use super::encoding::{self, Base};
use super::{bombs, names};

/// One character of a shown string.
pub(super) struct Shown {
    /// Nothing where the font does not say what the code stands for.
    pub(super) text: String,
    /// The advance for a font size of one.
    pub(super) width: f64,
    /// Whether word spacing goes to it: the single byte 32.
    pub(super) space: bool,
}

pub(super) struct Font {
    pub(super) bold: bool,
    kind: Kind,
}

enum Kind {
    Simple { texts: Vec<String>, widths: Vec<f64> },
    Composite(Box<Composite>),
}

/// Fonts met so far, by their object: one that every page uses is read once.
#[derive(Default)]
pub(super) struct Cache(HashMap<ObjectIdentifier, Rc<Font>>);

impl Cache {
    pub(super) fn get(&mut self, dict: &Dict<'_>) -> Rc<Font> {
        let Some(id) = dict.obj_id() else { return Rc::new(Font::new(dict)) };
        self.0.entry(id).or_insert_with(|| Rc::new(Font::new(dict))).clone()
    }
}

impl Font {
    pub(super) fn new(dict: &Dict<'_>) -> Font {
        let name = dict.get::<Name>("BaseFont").map(|n| n.as_str().to_owned()).unwrap_or_default();
        let descriptor = dict.get::<Dict>("FontDescriptor");
        let to_unicode = to_unicode(dict);
        if dict.get::<Name>("Subtype").is_some_and(|kind| &*kind == b"Type0") {
            let font = Composite::new(dict, to_unicode);
            return Font { bold: bold(&name, font.flags), kind: Kind::Composite(Box::new(font)) };
        }
        let flags = descriptor.as_ref().and_then(|d| d.get::<i32>("Flags")).unwrap_or(0);
        let texts = texts(dict, descriptor.as_ref(), &name, flags, to_unicode.as_ref());
        let widths = widths(dict, descriptor.as_ref(), &name);
        Font { bold: bold(&name, flags), kind: Kind::Simple { texts, widths } }
    }

    pub(super) fn show(&self, bytes: &[u8], mut each: impl FnMut(Shown)) {
        match &self.kind {
            Kind::Composite(font) => font.show(bytes, each),
            Kind::Simple { texts, widths } => {
                for &byte in bytes {
                    let at = usize::from(byte);
                    each(Shown { text: texts[at].clone(), width: widths[at], space: byte == 32 });
                }
            }
        }
    }
}

fn to_unicode(dict: &Dict<'_>) -> Option<CMap> {
    let stream = dict.get::<Stream>("ToUnicode")?;
    CMap::parse(&decoded(&stream)?, hayro_cmap::load_embedded)
}

/// A stream's bytes, unless it looks like a bomb.
pub(super) fn decoded(stream: &Stream<'_>) -> Option<Vec<u8>> {
    bombs::sound(stream).then(|| stream.decoded_data().ok().map(std::borrow::Cow::into_owned))?
}

/// What a ToUnicode map says of a code, if it says anything of use.
pub(super) fn mapped(map: Option<&CMap>, code: u32) -> Option<String> {
    let text = match map?.lookup_bf_string(code)? {
        BfString::Char(c) => c.to_string(),
        BfString::String(text) => text,
    };
    // Symbol fonts keep their bullets in the private area.
    if matches!(text.as_str(), "\u{f0b7}" | "\u{f0a7}" | "\u{f0d8}" | "\u{f076}") {
        return Some("•".into());
    }
    let useful =
        text.chars().any(|c| !matches!(c, '\0'..'\u{9}' | '\u{fffd}' | '\u{e000}'..='\u{f8ff}'));
    useful.then_some(text)
}

fn bold(name: &str, flags: i32) -> bool {
    let lower = name.to_ascii_lowercase();
    let said = ["bold", "black", "heavy", "demi", "cmbx", "cmssbx", "sfbx", "medi"]
        .iter()
        .any(|word| lower.contains(word));
    // A "medium" cut is the text weight of many families.
    (said && !lower.contains("medium")) || flags & (1 << 18) != 0
}

fn texts(
    dict: &Dict<'_>,
    descriptor: Option<&Dict<'_>>,
    name: &str,
    flags: i32,
    map: Option<&CMap>,
) -> Vec<String> {
    let mut base = dict.get::<Name>("Encoding").and_then(|n| Base::named(&n));
    let mut differences = HashMap::new();
    if let Some(encoding) = dict.get::<Dict>("Encoding") {
        base = encoding.get::<Name>("BaseEncoding").and_then(|n| Base::named(&n));
        if let Some(array) = encoding.get::<Array>("Differences") {
            differences = changed(&array);
        }
    }
    let type3 = dict.get::<Name>("Subtype").is_some_and(|kind| &*kind == b"Type3");
    let program = descriptor.and_then(|d| d.get::<Stream>("FontFile"));
    let own: HashMap<u8, String> = match (base, program) {
        (None, Some(program)) => decoded(&program)
            .map(|p| encoding::built_in(&p).into_iter().collect())
            .unwrap_or_default(),
        _ => HashMap::new(),
    };
    let base = base.unwrap_or_else(|| implied(dict, name, flags));
    (0..=255u8)
        .map(|code| {
            mapped(map, code.into())
                .or_else(|| match differences.get(&code) {
                    Some(Some(text)) => Some(text.clone()),
                    // Bitmap fonts of old TeX name a glyph by its place only.
                    Some(None) if type3 => Base::Standard.char(code).map(String::from),
                    Some(None) => None,
                    None => own.get(&code).cloned().or_else(|| base.char(code).map(String::from)),
                })
                .unwrap_or_default()
        })
        .collect()
}

/// The encoding of a font that names none.
fn implied(dict: &Dict<'_>, name: &str, flags: i32) -> Base {
    let plain = name.split_once('+').map_or(name, |(_, rest)| rest);
    if plain.starts_with("Symbol") {
        return Base::Symbol;
    }
    if plain.contains("Dingbats") {
        return Base::Dingbats;
    }
    let true_type = dict.get::<Name>("Subtype").is_some_and(|kind| &*kind == b"TrueType");
    if true_type || flags & 4 != 0 { Base::WinAnsi } else { Base::Standard }
}

/// The names that an encoding puts in place of its base's, `None` for one that means nothing.
fn changed(array: &Array<'_>) -> HashMap<u8, Option<String>> {
    let mut found = HashMap::new();
    let mut code = 0i64;
    for item in array.iter::<Object>() {
        match item {
            Object::Number(number) => code = number.as_i64(),
            Object::Name(name) => {
                if let Ok(code) = u8::try_from(code) {
                    found.insert(code, names::text(name.as_str()));
                }
                code += 1;
            }
            _ => {}
        }
    }
    found
}

fn widths(dict: &Dict<'_>, descriptor: Option<&Dict<'_>>, name: &str) -> Vec<f64> {
    let Some(given) = dict.get::<Array>("Widths") else {
        return (0..=255).map(|code| standard_width(name, code)).collect();
    };
    // A Type 3 font has a glyph space of its own.
    let unit = dict
        .get::<Array>("FontMatrix")
        .and_then(|m| m.iter::<Number>().next())
        .map_or(0.001, |n| n.as_f64());
    let missing =
        descriptor.and_then(|d| d.get::<Number>("MissingWidth")).map_or(0.0, |n| n.as_f64());
    let mut widths = vec![missing * unit; 256];
    let first = dict.get::<i32>("FirstChar").unwrap_or(0).max(0) as usize;
    for (at, width) in given.iter::<Number>().enumerate().take(256) {
        if let Some(slot) = widths.get_mut(first + at) {
            *slot = width.as_f64() * unit;
        }
    }
    widths
}

/// Widths of the fonts that a PDF need not carry, near enough to tell a gap from none: those of
/// Helvetica and Times for ASCII, and a letter's for the rest.
fn standard_width(name: &str, code: u8) -> f64 {
    const SANS: &str = "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584";
    const SERIF: &str = "250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 500 500 500 278 278 564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 556 722 667 556 611 722 722 944 722 722 611 333 278 333 469 500 333 444 500 444 500 444 333 500 500 278 278 500 278 778 500 500 500 500 333 389 278 500 500 722 500 500 444 480 200 480 541";
    if name.contains("Courier") || name.contains("Mono") {
        return 0.6;
    }
    let table = if name.contains("Times") || name.contains("Serif") { SERIF } else { SANS };
    let width = code
        .checked_sub(32)
        .and_then(|at| table.split(' ').nth(at.into()))
        .and_then(|w| w.parse::<f64>().ok());
    width.unwrap_or(556.0) / 1000.0 * if name.contains("Bold") { 1.06 } else { 1.0 }
}
