//! `claimdex index`

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use anyhow::{Result, bail};
use claimdex::index::Index;
use claimdex::ingest::{Summary, ingest};
use claimdex::output::{count, grouped};
use claimdex::tag::Names;

use super::args::Format;
use super::config::{self, OwnEntities};
use super::exit::Exit;
use super::out::Out;
use super::progress::Bar;
use super::terminal::Terminal;

pub(super) fn run(
    place: &Path,
    job: &config::Index,
    terminal: &Terminal,
    out: &mut Out,
) -> Result<Exit> {
    // A mistyped path leaves no empty index behind.
    if !job.paths.iter().any(|path| path.exists()) {
        let path = job.paths.first().map(|path| path.display().to_string()).unwrap_or_default();
        bail!("{path}: no such file or folder");
    }
    let index = Index::create_or_open(place)?;
    let mut options = job.options.clone();
    match &job.entities {
        OwnEntities::Own(text) => index.keep_entities(Some(text))?,
        OwnEntities::Forgotten => index.keep_entities(None)?,
        OwnEntities::Kept => {
            if let Some(text) = index.entities()? {
                let file = place.join("entities.toml");
                options.names = Names::of_own(&file.display().to_string(), &text)?;
            }
        }
    }
    let bar = Bar::new(terminal.progress);
    let summary = ingest(&index, &job.paths, &options, &mut |progress| bar.update(progress))?;
    drop(bar);
    let exit = report_skipped(&summary, terminal);
    report_notices(&summary, terminal);
    match job.format {
        Format::Text => write!(out, "{}", text(&summary))?,
        Format::Json => {
            serde_json::to_writer(&mut *out, &summary)?;
            writeln!(out)?;
        }
    }
    Ok(exit)
}

/// Names what could not be read, which makes the run end with an error.
pub(super) fn report_skipped(summary: &Summary, terminal: &Terminal) -> Exit {
    let mut exit = Exit::Done;
    for skipped in summary.skipped.iter().filter(|skipped| skipped.error) {
        terminal.messages.skipped(&skipped.place, &skipped.reason);
        exit = Exit::Error;
    }
    exit
}

/// Says what was taken in otherwise than it stands; a search of files has other things to say.
pub(super) fn report_notices(summary: &Summary, terminal: &Terminal) {
    for notice in &summary.notices {
        terminal.messages.warning(&format!("{}: {}", notice.place, notice.message));
    }
}

fn text(summary: &Summary) -> String {
    let mut out = format!(
        "indexed {}: {} added, {} updated, {} unchanged, {} removed; {}, {} in {}\n",
        count(summary.files, "file"),
        count(summary.added, "article"),
        grouped(summary.updated),
        grouped(summary.unchanged),
        grouped(summary.removed),
        count(summary.claims, "claim"),
        megabytes(summary.bytes),
        seconds(summary.seconds),
    );
    let mut reasons: BTreeMap<&str, u64> = BTreeMap::new();
    for skipped in &summary.skipped {
        // The reasons of mistakes are told one by one on standard error.
        let reason = if skipped.error { "unreadable" } else { skipped.reason.as_str() };
        *reasons.entry(reason).or_default() += 1;
    }
    if summary.hidden > 0 {
        *reasons.entry("hidden").or_default() += summary.hidden;
    }
    if !reasons.is_empty() {
        let total: u64 = reasons.values().sum();
        let each: Vec<String> =
            reasons.iter().map(|(reason, count)| format!("{} {reason}", grouped(*count))).collect();
        let each = claimdex::output::sanitize::line(&each.join(", ")).into_owned();
        out.push_str(&format!("skipped {total} ({each})\n"));
    }
    out
}

/// A size to read: `0.1 MB`, in units of 1024.
pub(super) fn megabytes(bytes: u64) -> String {
    match bytes as f64 / 1_048_576.0 {
        mb if mb < 0.05 => format!("{:.1} KB", mb * 1024.0),
        mb if mb < 1024.0 => format!("{mb:.1} MB"),
        mb => format!("{:.1} GB", mb / 1024.0),
    }
}

fn seconds(seconds: f64) -> String {
    if seconds < 60.0 {
        return format!("{seconds:.1} s");
    }
    let whole = seconds.round() as u64;
    format!("{} min {:02} s", whole / 60, whole % 60)
}

#[cfg(test)]
mod tests {
    use claimdex::ingest::Skipped;

    use super::*;

    #[test]
    fn the_summary_counts_articles_claims_and_what_was_left_out() {
        let skipped =
            |reason: &str, error| Skipped { place: "a".into(), reason: reason.into(), error };
        let mut summary = Summary {
            added: 33,
            updated: 1,
            claims: 4120,
            files: 34,
            bytes: 104_858,
            seconds: 0.21,
            ..Summary::default()
        };
        assert_eq!(
            text(&summary),
            "indexed 34 files: 33 articles added, 1 updated, 0 unchanged, 0 removed; \
             4,120 claims, 0.1 MB in 0.2 s\n"
        );
        summary.hidden = 1;
        summary.skipped =
            vec![skipped("empty", false), skipped("line 3: not JSON", true), skipped("gone", true)];
        let expected = "skipped 4 (1 empty, 1 hidden, 2 unreadable)";
        assert_eq!(text(&summary).lines().nth(1), Some(expected));
        assert_eq!(seconds(75.4), "1 min 15 s");
        assert_eq!(megabytes(3 << 30), "3.0 GB");
        assert_eq!(megabytes(1536), "1.5 KB");
    }
}
