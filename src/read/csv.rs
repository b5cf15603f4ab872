//! Tables with a header: one article a row.

use super::record::{self, Field, FieldMap, Record, Values};

/// The header of a table, and the reading of its rows.
#[derive(Debug, Clone)]
pub struct Rows {
    /// The field that each column gives.
    columns: Vec<Option<(Field, usize)>>,
    /// How many columns there are.
    width: usize,
}

impl Rows {
    /// Reads the header; the error says what it lacks.
    pub fn new(head: &csv::StringRecord, map: &FieldMap) -> Result<Self, String> {
        let place = |name: &str| {
            let name = name.trim_start_matches('\u{feff}').trim();
            map.place(name).or_else(|| map.place(&name.replace([' ', '-'], "_")))
        };
        let columns: Vec<_> = head.iter().map(place).collect();
        let has = |field| columns.iter().flatten().any(|(found, _)| *found == field);
        if !has(Field::Text) && !has(Field::Title) {
            return Err(format!(
                "no column of the header is `text` or `title` (found {}); name it with --map text=COLUMN",
                head.iter().map(|name| format!("`{}`", name.trim())).collect::<Vec<_>>().join(", ")
            ));
        }
        Ok(Self { columns, width: head.len() })
    }

    /// The article of a row that is so many bytes long; `None` where all cells are empty.
    pub fn article(
        &self,
        row: &csv::StringRecord,
        path: &str,
        bytes: usize,
    ) -> Result<Option<Record>, String> {
        if row.iter().all(|cell| cell.trim().is_empty()) {
            return Ok(None);
        }
        if row.len() != self.width {
            return Err(format!("cells: {}, the header has {}", row.len(), self.width));
        }
        let mut values = Values::default();
        for (cell, column) in row.iter().zip(&self.columns) {
            if let Some(place) = column {
                values.set(*place, cell.into());
            }
        }
        record::article(values, path, bytes).map(Some)
    }
}
