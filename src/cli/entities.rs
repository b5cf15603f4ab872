//! `claimdex entities`

use std::io::{self, Write};
use std::path::Path;

use anyhow::Result;
use claimdex::index::Index;
use claimdex::model::{EntityList, EntitySummary};
use claimdex::output::{grouped, sanitize};
use claimdex::search::Searcher;

use super::args::ListFormat;
use super::config;
use super::exit::Exit;
use super::out::Out;
use super::terminal::Terminal;

/// How many other names of an entity the text form shows.
const ALIASES: usize = 6;

pub(super) fn run(
    place: &Path,
    job: &config::Entities,
    terminal: &Terminal,
    out: &mut Out,
) -> Result<Exit> {
    let searcher = Searcher::open(&Index::open(place)?)?;
    let list = searcher.entities(&job.request, &job.types, job.limit)?;
    for warning in &list.warnings {
        terminal.messages.warning(&warning.message);
    }
    match job.format {
        ListFormat::Text => table(&list, out)?,
        ListFormat::Json => {
            serde_json::to_writer(&mut *out, &list)?;
            writeln!(out)?;
        }
        ListFormat::Jsonl => {
            for entity in &list.entities {
                serde_json::to_writer(&mut *out, entity)?;
                writeln!(out)?;
            }
        }
    }
    Ok(Exit::found(!list.entities.is_empty()))
}

fn table(list: &EntityList, out: &mut dyn Write) -> io::Result<()> {
    let counts: Vec<String> = list.entities.iter().map(|entity| grouped(entity.claims)).collect();
    let width = counts.iter().map(String::len).max().unwrap_or(0);
    for (entity, count) in list.entities.iter().zip(&counts) {
        writeln!(out, "{count:>width$}  {}", line(entity))?;
    }
    let total = list.total as usize;
    match list.entities.len() {
        0 if total == 0 => writeln!(out, "no entities"),
        shown if shown < total => {
            writeln!(out, "\n{} of {}", grouped(shown as u64), entities(list.total))
        }
        _ => writeln!(out, "\n{}", entities(list.total)),
    }
}

fn entities(number: u64) -> String {
    if number == 1 { "1 entity".into() } else { format!("{} entities", grouped(number)) }
}

/// `Kazakhstan  country/KZ  2025-10-01 to 2025-12-21  Kazakh, 哈萨克斯坦`
fn line(entity: &EntitySummary) -> String {
    let mut parts = vec![entity.name.clone(), entity.id.clone()];
    match (&entity.first, &entity.last) {
        (Some(first), Some(last)) if first == last => parts.push(first.clone()),
        (Some(first), Some(last)) => parts.push(format!("{first} to {last}")),
        _ => {}
    }
    let mut aliases = entity.aliases.iter().take(ALIASES).cloned().collect::<Vec<_>>().join(", ");
    if entity.aliases.len() > ALIASES {
        aliases.push_str(", …");
    }
    if !aliases.is_empty() {
        parts.push(aliases);
    }
    sanitize::line(&parts.join("  ")).into_owned()
}
