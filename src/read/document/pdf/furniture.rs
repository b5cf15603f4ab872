//! Running heads, feet and page numbers.

use std::collections::HashMap;

use super::page::{Fragment, Layout};

/// The part of a page's height, at the top and the bottom, where furniture stands.
const ZONE: f64 = 0.13;

/// Drops what stands at the same place on several pages, digits aside, and bare page numbers.
/// `body` is the size of the running text: what is much larger is a slide's title.
pub(super) fn drop(pages: &mut [Layout], body: f64) {
    let mut places: HashMap<String, Vec<(usize, f64)>> = HashMap::new();
    for (number, page) in pages.iter().enumerate() {
        for fragment in
            page.fragments.iter().filter(|f| zoned(f, page.height) && f.size < 1.3 * body)
        {
            places.entry(key(&fragment.text)).or_default().push((number, fragment.y));
        }
    }
    let enough = if pages.len() < 6 { 2 } else { 3 };
    for (number, page) in pages.iter_mut().enumerate() {
        let height = page.height;
        page.fragments.retain(|fragment| {
            if !zoned(fragment, height) || fragment.size >= 1.3 * body {
                return true;
            }
            let places = places.get(&key(&fragment.text)).map_or(&[][..], |p| p);
            let mut last = usize::MAX;
            let mut others = 0;
            for &(page, y) in places {
                if page != number && page != last && (y - fragment.y).abs() < 6.0 {
                    last = page;
                    others += 1;
                }
            }
            others + 1 < enough
        });
        numbers(page);
    }
}

fn zoned(fragment: &Fragment, height: f64) -> bool {
    fragment.y < ZONE * height || fragment.y > (1.0 - ZONE) * height
}

/// The text with every number as one sign.
fn key(text: &str) -> String {
    let mut key = String::new();
    for c in text.chars() {
        match c {
            c if c.is_ascii_digit() => {
                if !key.ends_with('#') {
                    key.push('#');
                }
            }
            c => key.extend(c.to_lowercase()),
        }
    }
    key
}

/// Drops the first or the last row of a page where it is nothing but a page number.
fn numbers(page: &mut Layout) {
    for top in [true, false] {
        let edge = if top { page.fragments.first() } else { page.fragments.last() };
        let Some(y) = edge.map(|f| f.y) else { return };
        let in_row = |f: &Fragment| (f.y - y).abs() < 2.0;
        let row: Vec<&str> =
            page.fragments.iter().filter(|f| in_row(f)).map(|f| f.text.as_str()).collect();
        let margin = if top { y < 0.1 * page.height } else { y > 0.9 * page.height };
        if margin && row.len() == 1 && is_page_number(row[0]) {
            page.fragments.retain(|f| !in_row(f));
        }
    }
}

fn is_page_number(text: &str) -> bool {
    let lower = key(text);
    let bare: String = lower
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '—' | '.' | '|' | '·'))
        .collect();
    let roman = !bare.is_empty()
        && bare.len() <= 6
        && bare.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'l' | 'c'));
    roman
        || matches!(
            bare.as_str(),
            "#" | "page#"
                | "page#of#"
                | "#of#"
                | "#/#"
                | "p#"
                | "第#页"
                | "第#页共#页"
                | "#页"
                | "[#]"
                | "(#)"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers() {
        for text in ["12", "- 3 -", "Page 2 of 9", "xiv", "第 3 页", "4 / 20"] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["2 pages", "Figure 3", "12 June"] {
            assert!(!is_page_number(text), "{text}");
        }
    }
}
