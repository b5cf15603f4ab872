//! `claimdex stats`

use std::io::{self, Write};
use std::path::Path;

use anyhow::Result;
use claimdex::index::{Index, KeyCount, Stats};
use claimdex::output::{grouped, sanitize};

use super::args::Format;
use super::exit::Exit;
use super::index::megabytes;
use super::out::Out;

pub(super) fn run(place: &Path, format: Format, out: &mut Out) -> Result<Exit> {
    let stats = Index::open(place)?.reader()?.stats()?;
    match format {
        Format::Text => table(&rows(&stats), out)?,
        Format::Json => {
            serde_json::to_writer(&mut *out, &stats)?;
            writeln!(out)?;
        }
    }
    Ok(Exit::Done)
}

/// What is shown, a name and a value each.
fn rows(stats: &Stats) -> Vec<(&'static str, String)> {
    let mut rows = vec![
        ("articles", grouped(stats.articles)),
        ("claims", grouped(stats.claims)),
        ("files", grouped(stats.sources)),
        ("text", megabytes(stats.text_bytes)),
        ("index", size(stats)),
        ("segments", grouped(stats.segments)),
        ("deleted documents", grouped(stats.deleted)),
    ];
    if let (Some(oldest), Some(newest)) = (&stats.oldest, &stats.newest) {
        rows.push(("published", format!("{oldest} to {newest}").replace('T', " ")));
    }
    rows.extend(tags(stats).map(|tags| ("tags", tags)));
    rows.extend(coverage(stats).map(|shares| ("coverage", shares)));
    if stats.skipped_bytes > 0 {
        let files = if stats.skipped_files == 1 { "file" } else { "files" };
        let (bytes, count) = (megabytes(stats.skipped_bytes), grouped(stats.skipped_files));
        rows.push(("passed over", format!("{bytes} in {count} {files}")));
    }
    rows.extend(counts(&stats.langs).map(|langs| ("languages", langs)));
    rows.extend(stats.by_source.iter().enumerate().map(|(at, source)| {
        let name = source.value.as_deref().unwrap_or("unknown");
        (if at == 0 { "sources" } else { "" }, format!("{name} {}", grouped(source.count)))
    }));
    rows
}

/// How many tags the claims have: `120 entities, 30 figures, 12 dates (2 of unknown days)`.
fn tags(stats: &Stats) -> Option<String> {
    let unknown = match stats.unknown_dates {
        0 => String::new(),
        unknown => format!(" ({} of unknown days)", grouped(unknown)),
    };
    let [entities, figures, dates] = [stats.entities, stats.quantities, stats.dates].map(grouped);
    let any = stats.entities + stats.quantities + stats.dates > 0;
    any.then(|| format!("{entities} entities, {figures} figures, {dates} dates{unknown}"))
}

fn size(stats: &Stats) -> String {
    let size = megabytes(stats.bytes);
    if stats.text_bytes == 0 {
        return size;
    }
    format!("{size}, {:.2} times the text", stats.bytes as f64 / stats.text_bytes as f64)
}

/// Where the bytes of the articles went, in shares of the first count.
fn coverage(stats: &Stats) -> Option<String> {
    let [bytes, parts @ ..] = stats.coverage.counts();
    let names = ["claims", "headings", "metadata", "furniture", "markup", "dropped"];
    let share = |part: u64| 100.0 * part as f64 / bytes as f64;
    let shares = names.iter().zip(parts).filter(|(_, part)| *part > 0);
    let shares: Vec<String> =
        shares.map(|(name, part)| format!("{name} {:.1}%", share(part))).collect();
    (bytes > 0 && !shares.is_empty()).then(|| shares.join(", "))
}

fn counts(counts: &[KeyCount]) -> Option<String> {
    let each: Vec<String> = counts
        .iter()
        .map(|key| format!("{} {}", key.value.as_deref().unwrap_or("unknown"), grouped(key.count)))
        .collect();
    (!each.is_empty()).then(|| each.join(", "))
}

fn table(rows: &[(&str, String)], out: &mut dyn Write) -> io::Result<()> {
    let left = rows.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    for (name, value) in rows {
        writeln!(out, "{name:<left$}  {}", sanitize::line(value))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use claimdex::model::Ledger;

    use super::*;

    #[test]
    fn the_table_names_what_is_known() {
        let key = |value: Option<&str>, count| KeyCount { value: value.map(str::to_owned), count };
        let stats = Stats {
            articles: 1200,
            claims: 34_000,
            sources: 7,
            segments: 3,
            bytes: 3 << 20,
            text_bytes: 2 << 20,
            entities: 1200,
            quantities: 30,
            dates: 12,
            unknown_dates: 2,
            coverage: Ledger::of_counts([1000, 900, 50, 30, 0, 0, 20]),
            langs: vec![key(Some("en"), 1000), key(None, 200)],
            by_source: vec![key(Some("Morning Ledger"), 800), key(Some("ESC\u{1b}"), 1)],
            ..Stats::default()
        };
        let mut out = Vec::new();
        table(&rows(&stats), &mut out).unwrap();
        insta::assert_snapshot!(String::from_utf8(out).unwrap(), @r"
        articles           1,200
        claims             34,000
        files              7
        text               2.0 MB
        index              3.0 MB, 1.50 times the text
        segments           3
        deleted documents  0
        tags               1,200 entities, 30 figures, 12 dates (2 of unknown days)
        coverage           claims 90.0%, headings 5.0%, metadata 3.0%, dropped 2.0%
        languages          en 1,000, unknown 200
        sources            Morning Ledger 800
                           ESC\u{1b} 1
        ");
    }
}
