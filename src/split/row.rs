//! The words of a table row: its cells with the heads of their columns.

/// `Revenue: H1 2025 202,700; Change +233.4%`.
pub(super) fn text(heads: &[String], cells: &[String]) -> String {
    let Some((first, rest)) = cells.split_first() else { return String::new() };
    let named = |place: usize, cell: &String| match heads.get(place).filter(|head| !head.is_empty())
    {
        Some(head) => format!("{head} {cell}"),
        None => cell.clone(),
    };
    let values: Vec<String> = rest
        .iter()
        .enumerate()
        .filter(|(_, cell)| !cell.is_empty())
        .map(|(place, cell)| named(place + 1, cell))
        .collect();
    match (first.is_empty(), values.is_empty()) {
        (true, _) => values.join("; "),
        (false, true) => named(0, first),
        (false, false) => format!("{first}: {}", values.join("; ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_carry_their_heads() {
        let strings =
            |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        let heads = strings(&["Indicator", "H1 2025", "Change"]);
        assert_eq!(
            text(&heads, &strings(&["Revenue", "202", "+3%"])),
            "Revenue: H1 2025 202; Change +3%"
        );
        assert_eq!(text(&heads, &strings(&["Revenue", "", "+3%"])), "Revenue: Change +3%");
        assert_eq!(text(&heads, &strings(&["Revenue"])), "Indicator Revenue");
        assert_eq!(text(&[], &strings(&["", "5"])), "5");
    }
}
