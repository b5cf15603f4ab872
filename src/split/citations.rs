//! The citations of a claim.

use crate::model::{Citation, Claim, Reference, Span};
use crate::text::citation;

/// A label may be so much greater than the one before it and still follow it.
const STEP: u32 = 12;

/// The markers in a slice, in the order written.
pub(super) fn of(slice: &str) -> Vec<Citation> {
    let mut found = Vec::new();
    for marker in citation::markers(slice) {
        marker.each_label(|label| found.push(unresolved(label)));
    }
    found
}

/// The labels in the digits glued behind a claim's last word; `last` is the last label before.
pub(super) fn glued(text: &str, span: Span, last: &mut u32) -> Vec<Citation> {
    let digits: String = text[span.end..].chars().take_while(char::is_ascii_digit).collect();
    let labels = parts(&digits, *last);
    if let Some(label) = labels.last() {
        *last = *label;
    }
    labels.into_iter().map(|label| unresolved(label.to_string())).collect()
}

/// Gives citations what they point to.
pub(super) fn resolve(claims: &mut [Claim], references: &[(String, Reference)]) {
    if references.is_empty() {
        return;
    }
    for citation in claims.iter_mut().flat_map(|claim| &mut claim.citations) {
        let found = references.iter().find(|(label, _)| *label == citation.label);
        citation.resolved = found.map(|(_, reference)| reference.clone());
    }
}

fn unresolved(label: String) -> Citation {
    Citation { label, resolved: None }
}

/// Digits as labels that go on from the last one: `78` after 6 is 7 and 8, after 77 it is 78.
fn parts(digits: &str, last: u32) -> Vec<u32> {
    let Ok(whole) = digits.parse::<u32>() else { return Vec::new() };
    if (last..=last + STEP).contains(&whole) {
        return vec![whole];
    }
    let mut best: Option<Vec<u32>> = None;
    for cut in 1..digits.len() {
        let (head, tail) = digits.split_at(cut);
        let Ok(first) = head.parse::<u32>() else { continue };
        if head.starts_with('0') || tail.starts_with('0') || first > last + STEP {
            continue;
        }
        let rest = parts(tail, first);
        let rising = rest.first().is_some_and(|second| *second > first && *second <= first + STEP);
        let better = best.as_ref().is_none_or(|best| rest.len() + 1 < best.len());
        if rising && first >= last && better {
            best = Some([vec![first], rest].concat());
        }
    }
    best.unwrap_or_else(|| vec![whole])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glued_digits_go_on_from_the_last_label() {
        for (digits, last, wanted) in [
            ("5", 0, vec![5]),
            ("78", 6, vec![7, 8]),
            ("78", 77, vec![78]),
            ("12", 0, vec![12]),
            ("1112", 10, vec![11, 12]),
            ("91011", 8, vec![9, 10, 11]),
            ("56", 4, vec![5, 6]),
            ("", 4, vec![]),
        ] {
            assert_eq!(parts(digits, last), wanted, "{digits} after {last}");
        }
    }
}
