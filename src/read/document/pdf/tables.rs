//! Lines whose cells stand under one another.

use super::lines::Line;

/// Rows that make a table; two aligned lines may be chance.
const ROWS: usize = 3;
/// Characters of an average cell; more are columns of text.
const CELL: usize = 40;

/// A column's extent, and the rows that have a cell in it.
struct Column {
    x0: f64,
    x1: f64,
}

/// The table that starts at the first line: how many lines it takes, and its rows.
pub(super) fn table(lines: &[Line]) -> Option<(usize, Vec<Vec<String>>)> {
    let mut taken = 0;
    let mut columns: Vec<Column> = Vec::new();
    let mut last_y = lines.first()?.y;
    for line in lines {
        let far = line.y - last_y > 3.0 * line.size;
        if far || !is_row(line) || !fits(&mut columns, line) {
            break;
        }
        last_y = line.y;
        taken += 1;
    }
    let rows = &lines[..taken];
    let full = rows.iter().filter(|row| row.cells.len() * 3 >= columns.len() * 2).count();
    let cells: usize = rows.iter().map(|row| row.cells.len()).sum();
    let chars: usize = rows.iter().flat_map(|row| &row.cells).map(|cell| cell.chars).sum();
    if taken < ROWS || columns.len() < 2 || full * 3 < taken * 2 || chars > cells * CELL {
        return None;
    }
    Some((taken, rows.iter().map(|row| row_text(row, &columns)).collect()))
}

fn is_row(line: &Line) -> bool {
    let first = line.cells[0].text.as_str();
    let leaders = line
        .cells
        .iter()
        .any(|c| c.text.contains(". . .") || c.text.contains("....") || c.text == ".");
    line.cells.len() >= 2 && !leaders && !super::paragraphs::is_label(first)
}

/// Whether each cell falls in a column of its own, and if so widens the columns to take it.
/// Only cells that touch one column, or stand clear of all, do.
fn fits(columns: &mut Vec<Column>, line: &Line) -> bool {
    let mut used = Vec::new();
    let mut fresh = Vec::new();
    for cell in &line.cells {
        let touched: Vec<usize> = (0..columns.len())
            .filter(|&at| cell.x0 < columns[at].x1 && cell.x1 > columns[at].x0)
            .collect();
        match touched[..] {
            [] => fresh.push(Column { x0: cell.x0, x1: cell.x1 }),
            [only] if !used.contains(&only) => used.push(only),
            _ => return false,
        }
    }
    for (cell, at) in line.cells.iter().filter(|c| !fresh.iter().any(|f| f.x0 == c.x0)).zip(used) {
        columns[at].x0 = columns[at].x0.min(cell.x0);
        columns[at].x1 = columns[at].x1.max(cell.x1);
    }
    columns.extend(fresh);
    columns.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    columns.windows(2).all(|pair| pair[0].x1 <= pair[1].x0)
}

fn row_text(row: &Line, columns: &[Column]) -> Vec<String> {
    let mut cells = vec![String::new(); columns.len()];
    for cell in &row.cells {
        if let Some(at) = columns.iter().position(|c| cell.x0 < c.x1 && cell.x1 > c.x0) {
            cells[at].push_str(&cell.text);
        }
    }
    cells
}
