//! Fonts of many bytes a character: Chinese, Japanese and Korean ones, and most subset fonts.

use std::collections::HashMap;

use hayro_cmap::{CMap, CMapName, CidFamily};
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream, String as Bytes};

use super::font::{Shown, decoded, mapped};

pub(super) struct Composite {
    pub(super) flags: i32,
    to_unicode: Option<CMap>,
    /// From codes to the font's own character numbers; none for two bytes taken as they are.
    codes: Option<CMap>,
    /// From character numbers of one of Adobe's four collections to Unicode.
    collection: Option<CMap>,
    widths: HashMap<u32, f64>,
    default_width: f64,
}

impl Composite {
    pub(super) fn new(dict: &Dict<'_>, to_unicode: Option<CMap>) -> Composite {
        let inner =
            dict.get::<Array>("DescendantFonts").and_then(|fonts| fonts.iter::<Dict>().next());
        let inner = inner.unwrap_or_else(Dict::empty);
        let codes = codes(dict);
        let family = family(&inner).or_else(|| {
            codes.as_ref()?.metadata().character_collection.as_ref().map(|c| c.family.clone())
        });
        let collection = family.and_then(|f| f.ucs2_cmap()).and_then(embedded);
        let flags =
            inner.get::<Dict>("FontDescriptor").and_then(|d| d.get::<i32>("Flags")).unwrap_or(0);
        Composite {
            flags,
            to_unicode,
            codes,
            collection,
            widths: inner.get::<Array>("W").map(|w| widths(&w)).unwrap_or_default(),
            default_width: inner.get::<Number>("DW").map_or(1.0, |n| n.as_f64() / 1000.0),
        }
    }

    pub(super) fn show(&self, bytes: &[u8], mut each: impl FnMut(Shown)) {
        let mut rest = bytes;
        while !rest.is_empty() {
            let (code, length, cid) = self.next(rest);
            let text = mapped(self.to_unicode.as_ref(), code)
                .or_else(|| mapped(self.collection.as_ref(), cid));
            each(Shown {
                text: text.unwrap_or_default(),
                width: self.widths.get(&cid).copied().unwrap_or(self.default_width),
                space: length == 1 && code == 32,
            });
            rest = &rest[length..];
        }
    }

    /// The next code, its length in bytes and its character number.
    fn next(&self, bytes: &[u8]) -> (u32, usize, u32) {
        let mut code = 0;
        if let Some(map) = &self.codes {
            for (at, &byte) in bytes.iter().take(4).enumerate() {
                code = code << 8 | u32::from(byte);
                if let Some(cid) = map.lookup_cid_code(code, at as u8 + 1) {
                    return (code, at + 1, cid);
                }
            }
        }
        let length = bytes.len().min(2);
        let code = bytes[..length].iter().fold(0, |code, &byte| code << 8 | u32::from(byte));
        (code, length, if self.codes.is_some() { 0 } else { code })
    }
}

fn codes(dict: &Dict<'_>) -> Option<CMap> {
    if let Some(name) = dict.get::<Name>("Encoding") {
        return match &*name {
            b"Identity-H" | b"Identity-V" => None,
            name => embedded(CMapName::from_bytes(name)),
        };
    }
    CMap::parse(&decoded(&dict.get::<Stream>("Encoding")?)?, hayro_cmap::load_embedded)
}

fn embedded(name: CMapName<'_>) -> Option<CMap> {
    CMap::parse(hayro_cmap::load_embedded(name)?, hayro_cmap::load_embedded)
}

fn family(inner: &Dict<'_>) -> Option<CidFamily> {
    let info = inner.get::<Dict>("CIDSystemInfo")?;
    let family = CidFamily::from_registry_ordering(
        info.get::<Bytes>("Registry")?.as_bytes(),
        info.get::<Bytes>("Ordering")?.as_bytes(),
    );
    family.ucs2_cmap().is_some().then_some(family)
}

/// `5 [500 600]` gives the widths from 5 on, `7 9 1000` one width for 7 to 9.
fn widths(array: &Array<'_>) -> HashMap<u32, f64> {
    let mut found = HashMap::new();
    let mut numbers: Vec<f64> = Vec::new();
    for item in array.iter::<Object>() {
        match item {
            Object::Number(number) => numbers.push(number.as_f64()),
            Object::Array(list) => {
                let first = numbers.pop().unwrap_or(0.0) as u32;
                numbers.clear();
                for (at, width) in list.iter::<Number>().enumerate().take(0x1_0000) {
                    found.insert(first.saturating_add(at as u32), width.as_f64() / 1000.0);
                }
            }
            _ => {}
        }
        if let [first, last, width] = numbers[..] {
            for cid in first as u32..=(last as u32).min(0xffff) {
                found.insert(cid, width / 1000.0);
            }
            numbers.clear();
        }
    }
    found
}
