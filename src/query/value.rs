//! Values of fields: ranges and what else stands after a colon.

use super::warnings::Warnings;
use super::{Bound, Field, Node, Range, word};
use crate::model::Span;

/// The node of a word typed where `field` is asked for, or nothing (and a warning) where there is
/// nothing to search for in it.
pub(super) fn read(
    field: Option<Field>,
    text: &str,
    span: Span,
    warnings: &mut Warnings,
) -> Option<Node> {
    match field {
        Some(field) if field.takes_ranges() => Some(compared(field, text, span, warnings)),
        Some(field) if field.takes_globs() => Some(Node::Word { text: text.to_owned(), span }),
        Some(field) => {
            let range = text.starts_with(['<', '>'])
                || text.starts_with(['[', '{']) && !text.contains([']', '}']);
            if range {
                let message =
                    format!("`{field}:` takes no range: `{}` is read as text", shown(text));
                warnings.add(span, message);
            }
            word::read(text, span, warnings)
        }
        None => word::read(text, span, warnings),
    }
}

/// The range between brackets, whose text is `body`; `unit` stood before them.
pub(super) fn between(
    field: Field,
    unit: &str,
    body: &str,
    inclusive: (bool, bool),
) -> Option<Range> {
    let is_to = |word: &str| word.eq_ignore_ascii_case("to");
    let mut to = None;
    for (at, _) in body.match_indices(char::is_whitespace) {
        let rest = body[at..].trim_start();
        let word = rest.split(char::is_whitespace).next().unwrap_or_default();
        if is_to(word) && !body[..at].trim().is_empty() {
            to = Some((&body[..at], &rest[word.len()..]));
            break;
        }
    }
    let (min, max) = to?;
    let unit = unit.trim_end_matches([':', '：']);
    let given = |text: &str| if text == "*" { String::new() } else { text.to_owned() };
    let (min, max) = (given(min.trim()), max.trim());
    if max.is_empty() {
        return None;
    }
    let range = ends(field, &min, &given(max), inclusive).ok()?;
    match (unit, &range.prefix) {
        ("", _) => Some(range),
        (_, None) => Some(Range { prefix: Some(unit.to_owned()), ..range }),
        (_, Some(inner)) => inner.eq_ignore_ascii_case(unit).then_some(range),
    }
}

/// A text cut short, so that a warning stays readable whatever was pasted.
pub(super) fn shown(text: &str) -> String {
    const MAX_CHARS: usize = 40;
    match text.char_indices().nth(MAX_CHARS) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// What a value of a field that takes ranges turned out to be.
enum Value {
    Range(Range),
    Plain(String),
}

fn compared(field: Field, text: &str, span: Span, warnings: &mut Warnings) -> Node {
    match comparison(field, text) {
        Ok(Value::Range(range)) => Node::Range { field, range, span },
        Ok(Value::Plain(text)) => Node::Word { text, span },
        Err(problem) => {
            warnings.add(span, format!("`{}` {problem}", shown(text)));
            Node::Word { text: text.to_owned(), span }
        }
    }
}

fn comparison(field: Field, text: &str) -> Result<Value, &'static str> {
    let (sign, rest) = operator(text);
    if sign != Operator::None {
        let (unit, value) = split_unit(field, rest);
        return sign.apply(unit, value);
    }
    if let Some((min, max)) = text.split_once("..") {
        // `a...b` was meant as `a..b`, but among figures `1...5` is 1 to .5.
        let fraction = |rest: &str| {
            let date = matches!(field, Field::Published | Field::When);
            !date && rest.starts_with(|c: char| c.is_ascii_digit())
        };
        let spare = max.strip_prefix('.').filter(|rest| !fraction(rest));
        return ends(field, min, spare.unwrap_or(max), (true, true)).map(Value::Range);
    }
    let (unit, value) = split_unit(field, text);
    match operator(value) {
        (Operator::None, _) => Ok(Value::Plain(text.to_owned())),
        (sign, value) => sign.apply(unit, value),
    }
}

/// A range from the texts of its ends, of which an empty one is open.
fn ends(
    field: Field,
    min: &str,
    max: &str,
    inclusive: (bool, bool),
) -> Result<Range, &'static str> {
    let ((min_unit, min), (max_unit, max)) = (split_unit(field, min), split_unit(field, max));
    if min.is_empty() && max.is_empty() {
        return Err("has no bounds: write a..b, a.. or ..b right after the colon");
    }
    if let (Some(a), Some(b)) = (min_unit, max_unit)
        && !a.eq_ignore_ascii_case(b)
    {
        return Err("has two units: write one before the range");
    }
    let bound = |text: &str, inclusive| {
        (!text.is_empty()).then(|| Bound { text: text.to_owned(), inclusive })
    };
    Ok(Range {
        prefix: min_unit.or(max_unit).map(str::to_owned),
        min: bound(min, inclusive.0),
        max: bound(max, inclusive.1),
    })
}

/// What stands before the last colon, and what after; times of day have colons of their own.
fn split_unit(field: Field, text: &str) -> (Option<&str>, &str) {
    match text.rfind([':', '：']) {
        Some(at) if field.takes_unit() => {
            let value = text[at..].trim_start_matches([':', '：']);
            let unit = text[..at].trim_end_matches([':', '：']);
            ((!unit.is_empty()).then_some(unit), value)
        }
        _ => (None, text),
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Operator {
    None,
    Equal,
    More,
    MoreOrEqual,
    Less,
    LessOrEqual,
}

/// The comparison that a value begins with, and the rest.
fn operator(text: &str) -> (Operator, &str) {
    const OPERATORS: [(&str, Operator); 13] = [
        (">=", Operator::MoreOrEqual),
        ("=>", Operator::MoreOrEqual),
        ("≥", Operator::MoreOrEqual),
        ("＞=", Operator::MoreOrEqual),
        ("<=", Operator::LessOrEqual),
        ("=<", Operator::LessOrEqual),
        ("≤", Operator::LessOrEqual),
        ("＜=", Operator::LessOrEqual),
        (">", Operator::More),
        ("＞", Operator::More),
        ("<", Operator::Less),
        ("＜", Operator::Less),
        ("=", Operator::Equal),
    ];
    OPERATORS
        .into_iter()
        .find_map(|(sign, operator)| Some((operator, text.strip_prefix(sign)?)))
        .unwrap_or((Operator::None, text))
}

impl Operator {
    fn apply(self, unit: Option<&str>, text: &str) -> Result<Value, &'static str> {
        if text.is_empty() {
            return Err("compares with nothing: write the value right after it");
        }
        let bound = |inclusive| Some(Bound { text: text.to_owned(), inclusive });
        let (min, max) = match self {
            Self::None | Self::Equal => {
                let plain = unit.map_or(text.to_owned(), |unit| format!("{unit}:{text}"));
                return Ok(Value::Plain(plain));
            }
            Self::More => (bound(false), None),
            Self::MoreOrEqual => (bound(true), None),
            Self::Less => (None, bound(false)),
            Self::LessOrEqual => (None, bound(true)),
        };
        Ok(Value::Range(Range { prefix: unit.map(str::to_owned), min, max }))
    }
}
