//! Counts of the matching claims as small tables.

use std::io::{self, Write};

use super::{Text, grouped};
use crate::model::Facet;
use crate::output::sanitize;
use crate::output::style::Style;
use crate::output::wrap::{columns, truncated};

/// How many values of a facet are shown; JSON has them all.
const SHOWN: usize = 20;

impl Text {
    pub(super) fn facet(&self, facet: &Facet, out: &mut dyn Write) -> io::Result<()> {
        let head = sanitize::line(&facet.field);
        writeln!(out, "\n{}", self.palette.paint(Style::Strong, &head))?;
        let mut rows: Vec<(String, u64, Style)> = facet
            .counts
            .iter()
            .take(SHOWN)
            .map(|count| (sanitize::line(count.shown()).into_owned(), count.count, Style::Plain))
            .collect();
        if let Some(more) = facet.counts.len().checked_sub(SHOWN).filter(|more| *more > 0) {
            let count = facet.counts[SHOWN..].iter().map(|count| count.count).sum();
            rows.push((format!("{} more", grouped(more as u64)), count, Style::Dim));
        }
        if facet.missing > 0 {
            rows.push(("none".to_owned(), facet.missing, Style::Dim));
        }
        let counts: Vec<String> = rows.iter().map(|row| grouped(row.1)).collect();
        let right = counts.iter().map(String::len).max().unwrap_or(0);
        let room = self.width.saturating_sub(right + 4).clamp(8, 60);
        let values: Vec<String> = rows.iter().map(|row| truncated(&row.0, room)).collect();
        let left = values.iter().map(|value| columns(value)).max().unwrap_or(0);
        for ((value, count), row) in values.iter().zip(&counts).zip(&rows) {
            let gap = " ".repeat(left - columns(value));
            writeln!(out, "  {}{gap}  {count:>right$}", self.palette.paint(row.2, value))?;
        }
        Ok(())
    }
}
