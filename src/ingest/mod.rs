//! From paths to claims: read → split → tag → index.

mod cut;
mod feed;
mod open;
mod summary;
mod sync;
mod work;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use rayon::prelude::*;

pub use summary::{Change, Changed, Notice, Progress, Skipped, Summary};

use crate::error::Result;
use crate::index::Index;
use crate::model::{Claim, Ledger, Span};
use crate::read::record::FieldMap;
use crate::read::walk::{Input, walk};
use crate::tag::Names;
use sync::Sync;

/// How to read a corpus.
#[derive(Debug, Clone)]
pub struct Options {
    /// Articles whose text is longer than this many bytes are named and skipped.
    pub max_article_bytes: u64,
    /// Drop articles whose file is gone from the paths given.
    pub prune: bool,
    /// What is known by name.
    pub names: Names,
    /// Which names of records give which fields.
    pub map: FieldMap,
    /// Change nothing, and say in [`Summary::changes`] what would change.
    pub dry_run: bool,
    /// Ends the run early once it is requested.
    pub stop: Stop,
}

/// Asks a run to end early: it keeps what is whole, and the next one goes on.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Asks; `true` when that was done before.
    pub fn request(&self) -> bool {
        self.0.swap(true, Ordering::Relaxed)
    }

    /// Whether it was asked.
    pub fn is_requested(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl Options {
    /// A number that differs where the same text may give other claims or tags.
    fn rules(&self) -> u64 {
        u64::from(work::RULES) ^ self.names.version() ^ self.map.version()
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            max_article_bytes: 64 << 20,
            prune: false,
            names: Names::default(),
            map: FieldMap::default(),
            dry_run: false,
            stop: Stop::default(),
        }
    }
}

/// Brings an index in step with files and folders.
///
/// Every article is replaced whole or not at all, and the index is committed from time to time
/// and at the end. What cannot be read is named in the summary; the rest goes in.
pub fn ingest(
    index: &Index,
    paths: &[PathBuf],
    options: &Options,
    progress: &mut dyn FnMut(Progress),
) -> Result<Summary> {
    let started = Instant::now();
    let found = walk(paths, Index::is_index);
    let mut summary = Sync::open(index, options, &found)?.run(found, paths, progress)?;
    summary.seconds = started.elapsed().as_secs_f64();
    Ok(summary)
}

/// Something that [`split`] found.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// A claim.
    Claim(Box<Claim>),
    /// A part of the text that is in no claim, heading, metadata or furniture.
    Dropped {
        /// The text.
        text: String,
        /// Why.
        reason: String,
        /// Where it stands in the article's text.
        span: Span,
    },
    /// Where an article's bytes went.
    Coverage(Ledger),
    /// A part of a file that gave no article.
    Skipped(Skipped),
}

/// Splits files and folders into claims, storing nothing.
///
/// `sink` gets the claims of an article in order, then its drops and its ledger.
pub fn split(
    paths: &[PathBuf],
    options: &Options,
    sink: &mut dyn FnMut(Found) -> Result<()>,
) -> Result<Summary> {
    let started = Instant::now();
    let found = walk(paths, Index::is_index);
    let mut summary = Summary::of_walk(&found);
    let inputs: Arc<[Input]> = found.inputs.into();
    let mut feed = feed::Feed::new(&inputs, options);
    while let Some(pieces) = feed.batch() {
        let done: Vec<_> = pieces
            .into_par_iter()
            .map(|mut piece| {
                let works = piece.works(&inputs[piece.input], &options.names, &|_, _| false);
                (works, piece.skipped, piece.notices, piece.bytes, piece.hidden)
            })
            .collect();
        for (works, skipped, notices, bytes, hidden) in done {
            summary.bytes += bytes;
            summary.hidden += hidden;
            for skipped in skipped {
                sink(Found::Skipped(skipped.clone()))?;
                summary.skipped.push(skipped);
            }
            summary.notices.extend(notices);
            for work in works {
                summary.added += 1;
                summary.claims += work.claims.len() as u64;
                for claim in work.claims {
                    sink(Found::Claim(Box::new(claim)))?;
                }
                for dropped in work.drops {
                    let text = work.article.text[dropped.span.range()].to_owned();
                    let reason = dropped.reason.to_owned();
                    sink(Found::Dropped { text, reason, span: dropped.span })?;
                }
                sink(Found::Coverage(work.ledger))?;
            }
        }
    }
    summary.seconds = started.elapsed().as_secs_f64();
    Ok(summary)
}
