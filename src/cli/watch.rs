//! `claimdex index --watch`: follows files and folders.

use std::io::Write;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use claimdex::index::Index;
use claimdex::ingest::Stop;
use claimdex::read::walk::STANDARD_INPUT;
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::exit::Exit;
use super::out::Out;
use super::terminal::Terminal;

/// A folder is quiet when nothing has changed for so long.
const QUIET: Duration = Duration::from_millis(500);
/// One that never gets quiet is read so often.
const LONGEST: Duration = Duration::from_secs(30);
/// How soon Ctrl-C is seen.
const TICK: Duration = Duration::from_millis(100);

/// Runs once, then again after each change, until it is stopped.
pub(super) fn run(
    paths: &[PathBuf],
    stop: &Stop,
    terminal: &Terminal,
    out: &mut Out,
    mut once: impl FnMut(&mut Out) -> Result<Exit>,
) -> Result<Exit> {
    // What changes during the first run is not missed.
    let (sender, changes) = channel();
    let mut watcher: RecommendedWatcher = notify::recommended_watcher(move |event| {
        if let Ok(event) = event
            && is_change(&event)
        {
            // Nobody listens any more once the program ends.
            let _ = sender.send(());
        }
    })?;
    for path in paths.iter().filter(|path| path.as_os_str() != STANDARD_INPUT) {
        watcher
            .watch(path, RecursiveMode::Recursive)
            .with_context(|| format!("{}: cannot be watched", path.display()))?;
    }
    let mut exit = once(out)?;
    terminal.messages.note("watching; Ctrl-C ends it");
    loop {
        out.flush()?;
        if stop.is_requested() {
            return Ok(if exit == Exit::Interrupted { exit } else { Exit::Done });
        }
        if settled(&changes, stop) {
            exit = once(out)?;
        }
    }
}

/// Waits for a change and then for quiet; `false` where nothing has changed.
fn settled(changes: &Receiver<()>, stop: &Stop) -> bool {
    if changes.recv_timeout(TICK).is_err() {
        return false;
    }
    let started = Instant::now();
    while !stop.is_requested() && started.elapsed() < LONGEST {
        if matches!(changes.recv_timeout(QUIET), Err(RecvTimeoutError::Timeout)) {
            break;
        }
    }
    true
}

/// Whether an event is a change of a file outside of indexes: reading and opening are none.
fn is_change(event: &notify::Event) -> bool {
    let touches = !matches!(event.kind, EventKind::Access(_));
    let ours = |path: &PathBuf| path.ancestors().skip(1).any(Index::is_index);
    touches && !event.paths.iter().all(ours)
}
