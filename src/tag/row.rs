//! Figures of table rows whose unit stands in the head of their column or row: `Revenue (HK$
//! million): 2025 418.2`.

use super::ask::whole;
use crate::model::{Quantity, Span};

/// The figures of a row's text that say nothing of their unit themselves; `taken` are the places of
/// dates and other figures.
pub(super) fn figures(text: &str, taken: &[Span]) -> Vec<Quantity> {
    let (label, cells) = text.split_once(": ").unwrap_or(("", text));
    let mut start = text.len() - cells.len();
    let mut found = Vec::new();
    for cell in cells.split("; ") {
        if let Some(number) = number(text, start, cell) {
            let head = &text[start..number.span.start];
            let unit = unit(head).or_else(|| unit(label));
            let free = !taken
                .iter()
                .any(|span| span.start < number.span.end && number.span.start < span.end);
            let figure = unit.filter(|_| free).and_then(|unit| figure(&number, unit));
            found.extend(figure.map(|figure| Quantity {
                text: text[number.span.range()].to_owned(),
                mention: number.span,
                ..figure
            }));
        }
        start += cell.len() + "; ".len();
    }
    found
}

/// Turns percents that are a cell's whole value and stand in parentheses into what tables mean by
/// that: `Change (3.0%)`, but not `1,204 (3.0%)`.
pub(super) fn negatives(text: &str, figures: &mut [Quantity]) {
    for figure in figures.iter_mut().filter(|figure| figure.kind == "percent" && figure.min > 0.0) {
        let Span { start, end } = figure.mention;
        let head = text[..start].strip_suffix(['(', '（']);
        let tail = text[end..].strip_prefix([')', '）']);
        let (Some(head), Some(tail)) = (head, tail) else { continue };
        let alone = !head.trim_end().ends_with(|c: char| c.is_ascii_digit() || "%)）".contains(c));
        if alone && (tail.is_empty() || tail.starts_with(';')) {
            (figure.min, figure.max) = (-figure.max, -figure.min);
        }
    }
}

/// The number that a cell ends in.
struct Number<'a> {
    span: Span,
    digits: &'a str,
    negative: bool,
}

/// The number at the end of the cell that starts at `start`: `8,173.5`, `-3.2`, `(641.3)`.
fn number<'a>(text: &'a str, start: usize, cell: &str) -> Option<Number<'a>> {
    let whole = cell.trim_end();
    let at = whole.rfind(' ').map_or(0, |space| space + 1);
    let word = &text[start + at..start + whole.len()];
    let bare = word.trim_end_matches('%');
    let inner = bare.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let signed = inner.unwrap_or(bare);
    let digits = signed.trim_start_matches(['+', '-', '−']);
    let minus = signed.starts_with(['-', '−']);
    let plain = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.'));
    plain.then(|| Number {
        span: Span::new(start + at, start + whole.len()),
        digits: digits.trim_end_matches('.'),
        negative: minus || inner.is_some(),
    })
}

/// What stands in the last parentheses of a head.
fn unit(head: &str) -> Option<&str> {
    let head = head.trim_end();
    if head.ends_with('%') {
        return Some("%");
    }
    let rest = head.strip_suffix([')', '）'])?;
    let (at, open) = rest.char_indices().rfind(|(_, c)| matches!(c, '(' | '（'))?;
    Some(rest[at + open.len_utf8()..].trim()).filter(|unit| !unit.is_empty() && unit.len() < 40)
}

/// A number in a unit, read as a text would say it.
fn figure(number: &Number<'_>, unit: &str) -> Option<Quantity> {
    let digits = number.digits;
    let unit = unit.replace("'000", " thousand").replace("’000", " thousand");
    let unit = unit.replace("thousands", "thousand").replace("millions", "million");
    let unit = unit.replace("billions", "billion");
    let unit = unit.trim().trim_start_matches("in ").trim();
    let said = if unit.contains('%') {
        whole(&format!("{digits}%"))
    } else {
        let (sign, rest) = unit.split_once(' ').unwrap_or((unit, ""));
        whole(&format!("{digits} {unit}"))
            .or_else(|| whole(&format!("{digits}{unit}")))
            .or_else(|| whole(format!("{sign}{digits} {rest}").trim_end()))
            .or_else(|| whole(format!("{sign} {digits} {rest}").trim_end()))
    };
    let said = said.filter(|figure| figure.unit.is_some() || figure.kind == "percent")?;
    Some(if number.negative { Quantity { min: -said.max, max: -said.min, ..said } } else { said })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let figures = figures(text, &[]);
        let one = |q: &Quantity| {
            let unit = q.unit.as_deref().unwrap_or("-");
            let per = q.per.as_deref().map(|per| format!("/{per}")).unwrap_or_default();
            format!("{}={} {unit}{per}", q.text, q.min)
        };
        figures.iter().map(one).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn percents_in_parentheses_are_negative() {
        let text = "Revenue: Change (3.0%); Growth 2.0%; 2025 1,204 (4.0%)";
        let mut figures = super::super::quantity::quantities(text, &[]);
        negatives(text, &mut figures);
        let values: Vec<f64> = figures.iter().map(|figure| figure.min).collect();
        assert_eq!(values, [-3.0, 2.0, 4.0]);
    }

    #[test]
    fn units_of_heads_and_labels() {
        for (text, want) in [
            ("Q1 2025: Premium (cents/lb) 31.5", "31.5=0.315 USD/pound"),
            ("Ore: Price (yuan/ton) 552,000", "552,000=552000 CNY/ton"),
            ("华循科技: 处理能力（万吨） 12.0; 利用率 41%", "12.0=120000 tonne"),
            ("Revenue: 2025 (HK$ thousand) 94,310", "94,310=94310000 HKD"),
            ("Loss (RMB'000): H1 (88.2); H2 211.9", "(88.2)=-88200 CNY; 211.9=211900 CNY"),
            ("收入（百万元）: 上半年 960.3", "960.3=960300000 CNY"),
            ("Grade (% Cu): Plan 0.61", "0.61=0.61 -"),
            ("Loss: Change (%) (51.5)%", "(51.5)%=-51.5 -"),
            ("Output ($ million): Plan 3.2", "3.2=3200000 USD"),
            ("Revenue: Q2 121.6; Q3 98", ""),
            ("Staff (average): 2025 120", ""),
        ] {
            assert_eq!(shown(text), want, "{text}");
        }
    }
}
