//! Citation markers: `[2]`, `[2][11]`, `[2, 11]`, `【2】`, `[4](index=4&type=chunk)`.

use super::chars::{after, skip_space};

/// The longest label, in digits: a longer number in brackets is a year or a sum.
const LABEL_DIGITS: usize = 3;
/// A range such as `[3-9]` names at most so many labels; a longer one is taken for something else.
const RANGE: usize = 20;
/// The longest marker with its link, in bytes, when looking backwards.
const LOOK_BACK: usize = 256;

/// A marker: where it ends and what it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Marker<'a> {
    /// The byte after it.
    pub(crate) end: usize,
    names: Names<'a>,
}

/// What stands in a marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Names<'a> {
    /// Labels and ranges of them, with commas between.
    Labels(&'a str),
    /// The name of a footnote.
    Note(&'a str),
}

impl Marker<'_> {
    /// Gives the labels in the order written: most who look for markers only ask where they end.
    pub(crate) fn each_label(self, mut take: impl FnMut(String)) {
        match self.names {
            Names::Note(name) => take(name.to_owned()),
            Names::Labels(inside) => {
                for part in inside.split(',').filter_map(part) {
                    match part {
                        Part::Label(label) => take(label.to_owned()),
                        Part::Range(first, last) => {
                            (first..=last).for_each(|n| take(n.to_string()));
                        }
                    }
                }
            }
        }
    }
}

/// The marker that starts at byte `at`.
pub(crate) fn marker_at(text: &str, at: usize) -> Option<Marker<'_>> {
    let (open, close) = match after(text, at)? {
        '[' => ('[', ']'),
        '【' => ('【', '】'),
        '［' => ('［', '］'),
        _ => return None,
    };
    let start = at + open.len_utf8();
    let rest = &text[start..];
    let length = rest.char_indices().take(64).find(|(_, c)| !is_label_char(*c))?.0;
    let inside = &rest[..length];
    if !rest[length..].starts_with(close) {
        return footnote(rest, close).map(|label| Marker {
            end: start + 1 + label.len() + close.len_utf8(),
            names: Names::Note(label),
        });
    }
    if !is_label(inside) && !are_labels(inside) {
        return None;
    }
    let end = start + length + close.len_utf8();
    Some(Marker { end: link_end(text, end)?, names: Names::Labels(inside) })
}

/// The markers of a text, in order.
pub(crate) fn markers(text: &str) -> impl Iterator<Item = Marker<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            at = next_opening(text, at)?;
            if let Some(marker) = marker_at(text, at) {
                at = marker.end;
                return Some(marker);
            }
            at += after(text, at).map_or(1, char::len_utf8);
        }
    })
}

/// Whether a marker in square or lenticular brackets stands in a text.
pub(crate) fn is_in(text: &str) -> bool {
    let opens = |at: &usize| text[*at..].starts_with(['[', '【']);
    memchr::memchr2_iter(b'[', 0xe3, text.as_bytes())
        .filter(opens)
        .any(|at| marker_at(text, at).is_some())
}

/// Where from `at` on what a marker starts with stands next.
pub(crate) fn next_opening(text: &str, at: usize) -> Option<usize> {
    // Wide brackets begin with the other bytes.
    memchr::memchr3_iter(b'[', 0xe3, 0xef, &text.as_bytes()[at..])
        .map(|found| at + found)
        .find(|at| text[*at..].starts_with(OPENING))
}

/// What a marker starts with.
pub(crate) const OPENING: [char; 3] = ['[', '【', '［'];

/// The name of a footnote that a marker names: `[^note]`.
fn footnote(rest: &str, close: char) -> Option<&str> {
    let name = rest.strip_prefix('^')?;
    let whole = |c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_'));
    let end = name.find(whole).filter(|end| (1..=30).contains(end))?;
    name[end..].starts_with(close).then_some(&name[..end])
}

/// The end of a run of markers that begins at or after white space at byte `at`.
pub(crate) fn run_at(text: &str, at: usize) -> Option<usize> {
    let mut end = None;
    let mut next = skip_space(text, at);
    while let Some(marker) = marker_at(text, next) {
        end = Some(marker.end);
        next = skip_space(text, marker.end);
    }
    end
}

/// Whether a marker ends at byte `at`.
pub(crate) fn ends_at(text: &str, at: usize) -> bool {
    let from = text.floor_char_boundary(at.saturating_sub(LOOK_BACK));
    let head = &text[from..at];
    let open = match head.chars().next_back() {
        Some(']') => head.rfind('['),
        Some('】') => head.rfind('【'),
        Some('］') => head.rfind('［'),
        Some(')') => head.rfind("](").and_then(|link| head[..link].rfind('[')),
        _ => None,
    };
    open.and_then(|open| marker_at(text, from + open)).is_some_and(|marker| marker.end == at)
}

fn is_label_char(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, ',' | ' ' | '-' | '–' | '^')
}

fn are_labels(inside: &str) -> bool {
    // `[82,000, 86,000]`: three digits right behind a comma are the rest of a number.
    let is_rest = |part: &str| part.len() == LABEL_DIGITS && is_label(part);
    !inside.split(',').skip(1).any(is_rest)
        && inside.split(',').all(|part| self::part(part).is_some())
}

/// What stands between two commas of a marker.
enum Part<'a> {
    Label(&'a str),
    Range(usize, usize),
}

fn part(part: &str) -> Option<Part<'_>> {
    let part = part.trim().trim_start_matches('^');
    let Some((first, last)) = part.split_once(['-', '–']) else {
        return is_label(part).then_some(Part::Label(part));
    };
    let number = |label: &str| is_label(label).then(|| label.parse().ok()).flatten();
    let (first, last): (usize, usize) = (number(first.trim())?, number(last.trim())?);
    (first <= last && last - first < RANGE).then_some(Part::Range(first, last))
}

fn is_label(digits: &str) -> bool {
    (1..=LABEL_DIGITS).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
}

/// The end of the link that may follow a label; `None` where the link is a heading's.
fn link_end(text: &str, end: usize) -> Option<usize> {
    let Some(rest) = text[end..].strip_prefix('(') else { return Some(end) };
    let is_link = rest.starts_with("index=") || rest.starts_with("http") || rest.starts_with('#');
    if !is_link {
        return Some(end);
    }
    match rest.find([')', ' ', '\n']) {
        Some(close) if close < LOOK_BACK && rest[close..].starts_with(')') => {
            (!rest[..close].contains("type=section")).then_some(end + 1 + close + 1)
        }
        _ => Some(end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels_of(text: &str) -> Option<String> {
        let marker = marker_at(text, 0)?;
        let mut labels = Vec::new();
        marker.each_label(|label| labels.push(label));
        Some(format!("{} {}", labels.join("+"), &text[..marker.end]))
    }

    #[test]
    fn markers() {
        let table = [
            ("[2][11]", Some("2 [2]")),
            ("[2, 11] x", Some("2+11 [2, 11]")),
            ("[3-5].", Some("3+4+5 [3-5]")),
            ("[3–5].", Some("3+4+5 [3–5]")),
            ("【7】。", Some("7 【7】")),
            ("[4](index=4&type=chunk)[6]", Some("4 [4](index=4&type=chunk)")),
            ("[4](index=4&type=section&id=x)", None),
            ("[4](see below)", Some("4 [4]")),
            ("[2,11]", Some("2+11 [2,11]")),
            ("[82,000, 86,000] yuan", None),
            ("[2025] was", None),
            ("[2025 Results](index=1)", None),
            ("[sic]", None),
            ("[", None),
            ("[]", None),
            ("[12", None),
        ];
        for (text, wanted) in table {
            assert_eq!(labels_of(text).as_deref(), wanted, "{text}");
        }
    }

    #[test]
    fn runs_and_ends() {
        let text = "grew [2][11] [3]. Next";
        let end = run_at(text, 4).unwrap();
        assert_eq!(&text[..end], "grew [2][11] [3]");
        assert!(ends_at(text, end));
        assert!(!ends_at(text, 4));
        assert!(ends_at("a[4](index=4&type=chunk)", 24));
    }
}
