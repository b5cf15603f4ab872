//! `claimdex compact`

use std::io::Write;
use std::path::Path;

use anyhow::Result;
use claimdex::index::Index;
use claimdex::output::count;

use super::exit::Exit;
use super::index::megabytes;
use super::out::Out;

pub(super) fn run(place: &Path, out: &mut Out) -> Result<Exit> {
    let index = Index::open(place)?;
    let before = index.reader()?.stats()?;
    index.writer()?.compact()?;
    let after = index.reader()?.stats()?;
    writeln!(
        out,
        "compacted {} into {}; {} before, {} now",
        count(before.segments, "segment"),
        after.segments,
        megabytes(before.bytes),
        megabytes(after.bytes),
    )?;
    Ok(Exit::Done)
}
