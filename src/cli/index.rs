//! `claimdex index`

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use claimdex::index::Index;
use claimdex::ingest::{Change, Changed, Options, Summary, ingest};
use claimdex::output::{count, grouped, sanitize};
use claimdex::read::walk::STANDARD_INPUT;
use claimdex::tag::Names;

use super::args::Format;
use super::config::{self, OwnEntities};
use super::exit::{Exit, at_once};
use super::out::Out;
use super::progress::Bar;
use super::terminal::Terminal;
use super::watch;

pub(super) fn run(
    place: &Path,
    job: &config::Index,
    terminal: &Terminal,
    out: &mut Out,
) -> Result<Exit> {
    // A mistyped path leaves no empty index behind.
    let there = |path: &PathBuf| path.exists() || path.as_os_str() == STANDARD_INPUT;
    if !job.paths.iter().any(there) {
        let path = job.paths.first().map(|path| path.display().to_string()).unwrap_or_default();
        bail!("{path}: no such file or folder");
    }
    let index = open(place, job.options.dry_run)?;
    let options = with_entities(&index, place, job)?;
    stop_on_interrupt(&options);
    let once = |out: &mut Out| once(&index, &options, job, terminal, out);
    if job.watch {
        return watch::run(&job.paths, &options.stop, terminal, out, once);
    }
    once(out)
}

/// A dry run makes no index.
fn open(place: &Path, dry_run: bool) -> Result<Index> {
    Ok(if !dry_run {
        Index::create_or_open(place)?
    } else if Index::is_index(place) {
        Index::open(place)?
    } else {
        Index::in_memory()
    })
}

fn with_entities(index: &Index, place: &Path, job: &config::Index) -> Result<Options> {
    let mut options = job.options.clone();
    let keep = |text| if options.dry_run { Ok(()) } else { index.keep_entities(text) };
    match &job.entities {
        OwnEntities::Own(text) => keep(Some(text))?,
        OwnEntities::Forgotten => keep(None)?,
        OwnEntities::Kept => {
            if let Some(text) = index.entities()? {
                let file = place.join("entities.toml");
                options.names = Names::of_own(&file.display().to_string(), &text)?;
            }
        }
    }
    Ok(options)
}

/// The first Ctrl-C ends the run once what is at hand is whole, the second one at once.
fn stop_on_interrupt(options: &Options) {
    let stop = options.stop.clone();
    // Where no handler can be set, the signal ends the program as it always does.
    let _ = ctrlc::set_handler(move || {
        if stop.request() {
            at_once();
        }
    });
}

fn once(
    index: &Index,
    options: &Options,
    job: &config::Index,
    terminal: &Terminal,
    out: &mut Out,
) -> Result<Exit> {
    let bar = Bar::new(terminal.progress);
    let summary = ingest(index, &job.paths, options, &mut |progress| bar.update(progress))?;
    drop(bar);
    let exit = report_skipped(&summary, terminal);
    report_notices(&summary, terminal);
    match job.format {
        Format::Text => {
            for change in &summary.changes {
                writeln!(out, "{}", line(change))?;
            }
            write!(out, "{}", text(&summary, options.dry_run))?;
        }
        Format::Json => {
            serde_json::to_writer(&mut *out, &summary)?;
            writeln!(out)?;
        }
    }
    if summary.interrupted {
        terminal.messages.warning(if options.dry_run {
            "interrupted; this is what would change up to there"
        } else {
            "interrupted; what was read so far is in the index: run the same command again to go on"
        });
        return Ok(Exit::Interrupted);
    }
    Ok(exit)
}

/// `+ 9f2c41d07b3a5e68  Japan courts Central Asia  (a.txt)`
fn line(change: &Change) -> String {
    let sign = match change.change {
        Changed::Added => '+',
        Changed::Updated => '~',
        Changed::Removed => '-',
    };
    let Change { id, title, path, .. } = change;
    let title = title.as_deref().unwrap_or("(no title)");
    sanitize::line(&format!("{sign} {id}  {title}  ({path})")).into_owned()
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

fn text(summary: &Summary, dry_run: bool) -> String {
    let mut out = format!(
        "{} {}: {} added, {} updated, {} unchanged, {} removed; {}, {} in {}\n",
        if dry_run { "would index" } else { "indexed" },
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
        let each = sanitize::line(&each.join(", ")).into_owned();
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
        let skipped = |reason: &str, error| Skipped {
            place: "a".into(),
            reason: reason.into(),
            error,
            bytes: 0,
        };
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
            text(&summary, false),
            "indexed 34 files: 33 articles added, 1 updated, 0 unchanged, 0 removed; \
             4,120 claims, 0.1 MB in 0.2 s\n"
        );
        summary.hidden = 1;
        summary.skipped =
            vec![skipped("empty", false), skipped("line 3: not JSON", true), skipped("gone", true)];
        let expected = "skipped 4 (1 empty, 1 hidden, 2 unreadable)";
        assert_eq!(text(&summary, false).lines().nth(1), Some(expected));
        assert_eq!(seconds(75.4), "1 min 15 s");
        assert_eq!(megabytes(3 << 30), "3.0 GB");
        assert_eq!(megabytes(1536), "1.5 KB");
    }
}
