//! Fragments of one column put into lines.

use super::page::Fragment;
use super::words;

#[derive(Debug, Clone)]
pub(super) struct Line {
    /// The line's fragments, left to right; more than one where there are wide gaps.
    pub(super) cells: Vec<Fragment>,
    pub(super) x0: f64,
    pub(super) x1: f64,
    pub(super) y: f64,
    pub(super) size: f64,
    pub(super) bold: bool,
}

impl Line {
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for cell in &self.cells {
            let raised = cell.size < 0.85 * self.size && cell.y < self.y - 0.12 * self.size;
            if raised && words::is_note(&cell.text) {
                let note = words::raised(&text, &cell.text);
                text.push_str(&note);
            } else {
                words::push(&mut text, &cell.text, true);
            }
        }
        text
    }
}

/// The lines of a region whose fragments come from top to bottom.
pub(super) fn lines(region: Vec<Fragment>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for fragment in region {
        if let Some(line) = lines.last_mut()
            && same(line, &fragment)
        {
            if fragment.size > line.size {
                (line.size, line.y) = (fragment.size, fragment.y);
            }
            line.cells.push(fragment);
            continue;
        }
        lines.push(Line {
            x0: 0.0,
            x1: 0.0,
            y: fragment.y,
            size: fragment.size,
            bold: false,
            cells: vec![fragment],
        });
    }
    for line in &mut lines {
        line.cells.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        line.x0 = line.cells.iter().map(|c| c.x0).fold(f64::MAX, f64::min);
        line.x1 = line.cells.iter().map(|c| c.x1).fold(f64::MIN, f64::max);
        line.bold = line.cells.iter().all(Fragment::is_bold);
    }
    lines
}

fn same(line: &Line, fragment: &Fragment) -> bool {
    let (small, large) = (line.size.min(fragment.size), line.size.max(fragment.size));
    let near =
        (fragment.y - line.y).abs() < if small < 0.85 * large { 0.5 * large } else { 0.3 * small };
    // Two fragments over one another are two lines, however close.
    near && line
        .cells
        .iter()
        .all(|c| fragment.x0 > c.x1 - 0.4 * large || fragment.x1 < c.x0 + 0.4 * large)
}
