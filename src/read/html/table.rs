//! Tables of pages: cells that reach over several rows and columns, heads of several rows.

use scraper::ElementRef;

use super::text;
use crate::text::chars::squeezed;

/// A cell reaches over so many rows or columns at most.
const REACH: usize = 100;
/// So many bytes more than its own words the cells of a table may take up where they are repeated; a
/// small page could fill a machine otherwise.
const REPEATED: usize = 64 << 10;

/// A row of a table.
pub(super) struct Row {
    /// The words of each column; those of a cell that reaches over several stand in each of them.
    pub(super) cells: Vec<String>,
    /// How many of its own cells are heads, and how many it has.
    heads: usize,
    own: usize,
}

/// Whether a table has a table in it.
pub(super) fn holds_table(table: ElementRef<'_>) -> bool {
    let inner = table.descendants().skip(1).filter_map(ElementRef::wrap);
    inner.into_iter().any(|element| element.value().name() == "table")
}

/// A table's own rows, without those of tables in it.
pub(super) fn rows(table: ElementRef<'_>, leave_out: &dyn Fn(ElementRef<'_>) -> bool) -> Vec<Row> {
    let parts = table.child_elements().flat_map(|part| {
        let own: Vec<ElementRef<'_>> = match part.value().name() {
            "tr" => vec![part],
            "thead" | "tbody" | "tfoot" => part.child_elements().collect(),
            _ => Vec::new(),
        };
        own
    });
    let mut rows = Vec::new();
    // What reaches down into the next rows, by column: the words, and how many rows more.
    let mut reaching: Vec<Option<(String, usize)>> = Vec::new();
    let mut left = REPEATED;
    for row in parts.filter(|row| row.value().name() == "tr") {
        let row = cells(row, &mut reaching, &mut left, leave_out);
        if row.cells.iter().any(|cell| !cell.is_empty()) {
            rows.push(row);
        }
    }
    rows
}

fn cells(
    row: ElementRef<'_>,
    reaching: &mut Vec<Option<(String, usize)>>,
    left: &mut usize,
    leave_out: &dyn Fn(ElementRef<'_>) -> bool,
) -> Row {
    let mut found = Row { cells: Vec::new(), heads: 0, own: 0 };
    for cell in row.child_elements() {
        let name = cell.value().name();
        if !matches!(name, "td" | "th") {
            continue;
        }
        reached(&mut found.cells, reaching, left);
        let words = squeezed(&text::of(cell, leave_out).replace('|', "/"));
        let reach = |name: &str| {
            let reach = cell.value().attr(name).and_then(|reach| reach.trim().parse().ok());
            reach.unwrap_or(1_usize).clamp(1, REACH)
        };
        let down = reach("rowspan") - 1;
        for copy in 0..reach("colspan") {
            if copy > 0 && !repeats(&words, left) {
                break;
            }
            let column = found.cells.len();
            if reaching.len() <= column {
                reaching.resize(column + 1, None);
            }
            reaching[column] = (down > 0).then(|| (words.clone(), down));
            found.cells.push(words.clone());
        }
        found.own += 1;
        found.heads += usize::from(name == "th");
    }
    reached(&mut found.cells, reaching, left);
    found
}

/// Whether words may stand once more.
fn repeats(words: &str, left: &mut usize) -> bool {
    let rest = left.checked_sub(words.len() + size_of::<String>());
    *left = rest.unwrap_or(0);
    rest.is_some()
}

/// Adds the cells of earlier rows that reach into the next columns.
fn reached(cells: &mut Vec<String>, reaching: &mut [Option<(String, usize)>], left: &mut usize) {
    while let Some(Some((words, rows))) = reaching.get_mut(cells.len()) {
        if !repeats(words, left) {
            return;
        }
        let column = cells.len();
        cells.push(words.clone());
        *rows -= 1;
        if *rows == 0 {
            reaching[column] = None;
        }
    }
}

/// A table without heads of columns, whose rows are a name and a value each, as items.
pub(super) fn pairs(rows: &[Row]) -> Option<Vec<String>> {
    let pair = |row: &Row| row.cells.len() == 2 && row.own == 2 && row.heads == 1;
    let named = |row: &Row| {
        let name = row.cells[0].trim_end_matches([':', '：']);
        format!("- {name}: {}", row.cells[1])
    };
    rows.iter().all(pair).then(|| rows.iter().map(named).collect())
}

/// The rows with their heads in one: those of several rows are joined by column, and one that reaches
/// over the whole table is none.
pub(super) fn under_one_head(rows: Vec<Row>) -> Vec<Vec<String>> {
    let is_head = |row: &Row| row.own > 0 && row.heads == row.own;
    let heads = rows.iter().take_while(|row| is_head(row)).count().min(rows.len() - 1);
    let mut rows: Vec<Vec<String>> = rows.into_iter().map(|row| row.cells).collect();
    let lower = rows.split_off(heads.max(1));
    let mut head: Vec<String> = Vec::new();
    let last = rows.len() - 1;
    for (at, row) in rows.into_iter().enumerate() {
        let caption = at < last && row.iter().all(|cell| *cell == row[0]);
        for (column, cell) in row.into_iter().enumerate() {
            if head.len() <= column {
                head.resize(column + 1, String::new());
            }
            if !caption && !head[column].ends_with(&cell) {
                let gap = if head[column].is_empty() { "" } else { " " };
                head[column].push_str(&format!("{gap}{cell}"));
            }
        }
    }
    std::iter::once(head).chain(lower).collect()
}

#[cfg(test)]
mod tests {
    use crate::read::html::fragment;

    #[test]
    fn cells_that_reach_over_several() {
        let table = |rows: &str| fragment(&format!("<table>{rows}</table>"));
        assert_eq!(
            table(
                "<tr><th>Region</th><th>Country</th><th>t</th></tr>\
                 <tr><td rowspan=2>Europe</td><td>Germany</td><td>12</td></tr>\
                 <tr><td>France</td><td>9</td></tr>"
            ),
            "| Region | Country | t |\n| --- | --- | --- |\n| Europe | Germany | 12 |\n| Europe | France | 9 |\n"
        );
        assert_eq!(
            table(
                "<tr><th rowspan=2>Mine</th><th colspan=2>Cost</th></tr><tr><th>Low</th><th>High</th></tr>\
                 <tr><td>Cape</td><td>2</td><td>3</td></tr>"
            ),
            "| Mine | Cost Low | Cost High |\n| --- | --- | --- |\n| Cape | 2 | 3 |\n"
        );
        assert_eq!(
            table("<tr><th>Name</th><td>Acme</td></tr><tr><th>Sales</th><td>$2 billion</td></tr>"),
            "- Name: Acme\n- Sales: $2 billion\n"
        );
        assert_eq!(
            table(
                "<tr><th colspan=2>Greenland</th></tr><tr><th>Year</th><th>Ore</th></tr><tr><td>1</td><td>2</td></tr>"
            ),
            "| Year | Ore |\n| --- | --- |\n| 1 | 2 |\n"
        );
    }

    #[test]
    fn tables_in_tables_are_walked_once() {
        let open = "<table><tr><td>a</td><td>".repeat(60);
        let close = "</td></tr><tr><td>c</td><td>d</td></tr></table>".repeat(60);
        let text = fragment(&format!("{open}The innermost cell.{close}"));
        assert_eq!(text.matches("The innermost cell.").count(), 1);
    }

    #[test]
    fn a_table_does_not_blow_up() {
        let row = format!("<tr><td colspan=100>{}</td><td>1</td></tr>", "x".repeat(300));
        let table = format!("<table>{}</table>", row.repeat(1000));
        assert!(fragment(&table).len() < 2 * table.len());
    }

    #[test]
    fn raised_digits_and_links_of_references() {
        assert_eq!(
            fragment(
                "<p>Rose to 75<sup>1</sup>, said<a href='#n2'><sup>2</sup></a> 10<sup>6</sup> users<sup>3</sup>.</p>\
                 <h2>References</h2><ol><li><a href='https://a.example/x'>A survey</a></li></ol>"
            ),
            "Rose to 75¹, said[2] 10⁶ users[3].\n\n## References\n\n1. A survey https://a.example/x\n"
        );
    }
}
