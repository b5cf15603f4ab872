//! A claim as the corpus writes it.

use std::borrow::Cow;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use serde::Deserialize;

use crate::Result;

/// What the index takes of one line of the claims file; what has no escape in it is borrowed from
/// the line.
#[derive(Deserialize)]
pub(crate) struct Claim<'a> {
    #[serde(borrow)]
    pub(crate) id: Cow<'a, str>,
    #[serde(borrow)]
    pub(crate) text: Cow<'a, str>,
    #[serde(borrow)]
    pub(crate) entities: Vec<Cow<'a, str>>,
    #[serde(borrow)]
    pub(crate) published: Cow<'a, str>,
}

/// Hands each claim of a file to `visit`; gives their number.
pub(crate) fn each(path: &Path, mut visit: impl FnMut(&Claim) -> Result<()>) -> Result<usize> {
    let file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut lines = BufReader::with_capacity(1 << 20, file);
    let mut line = Vec::new();
    let mut count = 0;
    while lines.read_until(b'\n', &mut line)? > 0 {
        count += 1;
        let claim = serde_json::from_slice(&line)
            .map_err(|error| format!("{}: line {count}: {error}", path.display()))?;
        visit(&claim)?;
        line.clear();
    }
    Ok(count)
}
