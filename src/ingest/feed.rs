//! Files → articles in batches, in a stable order, read in parallel.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread::JoinHandle;

use rayon::prelude::*;

use super::open::{At, Chunk, Content, Halt, Opener};
use super::work::Work;
use super::{Notice, Options, Skipped};
use crate::model::Article;
use crate::read::format::Format;
use crate::read::record::{FieldMap, Record};
use crate::read::walk::Input;
use crate::read::{self, Identities, Origin, Reading, json};
use crate::tag::Names;

/// Bytes read before a batch is worked on.
const BATCH_BYTES: usize = 1 << 20;
/// What a chunk counts at least: what is made of it takes room too.
const LEAST_BYTES: usize = 512;

/// So many articles are worth a thread's attention.
const FEW_ARTICLES: usize = 4;

/// What came out of a piece of a file.
pub(super) struct Piece {
    /// The index of the file.
    pub(super) input: usize,
    pub(super) articles: Vec<Article>,
    pub(super) skipped: Vec<Skipped>,
    pub(super) notices: Vec<Notice>,
    /// Hidden files of an archive.
    pub(super) hidden: u64,
    /// Whether the file ends with it.
    pub(super) last: bool,
    /// Bytes of text that were read.
    pub(super) bytes: u64,
    /// Bytes of the file on disk that were read for it.
    pub(super) read: u64,
}

/// The articles of some files, batch by batch.
///
/// A thread of its own reads and unpacks ahead by one batch, so that the parsers never wait and no more
/// than three batches are in memory.
pub(super) struct Feed {
    map: FieldMap,
    batches: Receiver<Vec<Chunk>>,
    identities: Identities,
    reader: Option<JoinHandle<()>>,
}

impl Feed {
    pub(super) fn new(inputs: &Arc<[Input]>, options: &Options) -> Self {
        let (sender, batches) = sync_channel(1);
        let opener = Opener { most: options.max_article_bytes, map: options.map.clone() };
        let (inputs, map) = (Arc::clone(inputs), options.map.clone());
        let read = move || {
            let mut batch = Vec::new();
            let mut bytes = 0;
            let mut send = |chunk: Chunk| {
                bytes += chunk.content.bytes().max(LEAST_BYTES);
                batch.push(chunk);
                if bytes < BATCH_BYTES {
                    return Ok(());
                }
                bytes = 0;
                sender.send(std::mem::take(&mut batch)).map_err(|_| Halt::Stop)
            };
            let done = inputs
                .iter()
                .enumerate()
                .try_for_each(|(at, input)| opener.file(at, input, &mut send));
            if done.is_ok() && !batch.is_empty() {
                // Nobody may listen any more.
                let _ = sender.send(batch);
            }
        };
        let reader = Some(std::thread::spawn(read));
        Self { map, batches, identities: Identities::new(), reader }
    }

    /// The next batch, its articles with their ids; `None` at the end.
    pub(super) fn batch(&mut self) -> Option<Vec<Piece>> {
        let Ok(chunks) = self.batches.recv() else {
            // A fault of the reader ends the run as one of this thread would.
            if let Some(Err(panic)) = self.reader.take().map(JoinHandle::join) {
                std::panic::resume_unwind(panic);
            }
            return None;
        };
        let map = &self.map;
        let mut pieces: Vec<Piece> =
            chunks.into_par_iter().map(|chunk| guarded(chunk, map)).collect();
        for piece in &mut pieces {
            for article in &mut piece.articles {
                self.identities.assign(article);
            }
            if piece.last {
                self.identities = Identities::new();
            }
        }
        Some(pieces)
    }
}

/// Parses a chunk; a fault of this program in it costs that chunk alone.
fn guarded(chunk: Chunk, map: &FieldMap) -> Piece {
    let (empty, shown) = (Piece::of(&chunk), Arc::clone(&chunk.shown));
    catch_unwind(AssertUnwindSafe(|| parse(chunk, map))).unwrap_or_else(|_| {
        let mut piece = empty;
        piece.fault(&shown);
        piece
    })
}

fn parse(chunk: Chunk, map: &FieldMap) -> Piece {
    let mut piece = Piece::of(&chunk);
    let (name, shown) = (&*chunk.name, &*chunk.shown);
    match chunk.content {
        Content::Failed { place, reason, bytes } => {
            piece.skip(format!("{shown}{place}"), reason, true, bytes);
        }
        Content::Hidden => piece.hidden += 1,
        Content::End => {}
        Content::Whole(format, bytes, direct) => {
            piece.whole(format, bytes, direct, name, shown);
        }
        Content::Lines { first, bytes } => {
            // Line breaks and blank lines count with the article behind them.
            let mut gap = 0;
            for (at, line) in bytes.split_inclusive(|b| *b == b'\n').enumerate() {
                let before = (piece.articles.len(), piece.skipped.len());
                let record = line.strip_suffix(b"\n").unwrap_or(line);
                let at = At { line: first + at as u64, column: 1 };
                piece.object(record, at, name, shown, map);
                gap += (line.len() - record.len()) as u64;
                if let Some(article) = piece.articles.get_mut(before.0) {
                    article.bytes += std::mem::take(&mut gap);
                } else if piece.skipped.len() == before.1 {
                    gap += record.len() as u64;
                }
            }
            if let Some(last) = piece.articles.last_mut() {
                last.bytes += gap;
            }
        }
        Content::Objects { bytes, places } => {
            let (mut end, mut gap) = (0, 0);
            for (range, at) in places {
                let before = piece.articles.len();
                piece.object(&bytes[range.clone()], at, name, shown, map);
                // What stands between the objects counts with the article behind it.
                gap += (range.start - end) as u64;
                end = range.end;
                if let Some(article) = piece.articles.get_mut(before) {
                    article.bytes += std::mem::take(&mut gap);
                }
            }
            if let Some(last) = piece.articles.last_mut() {
                last.bytes += gap + (bytes.len() - end) as u64;
            }
        }
        Content::Rows(table, rows) => {
            for (row, line, size) in rows {
                match table.article(&row, name, size) {
                    Ok(Some(record)) => piece.record(record, line, shown),
                    Ok(None) => {}
                    Err(reason) => piece.skip(format!("{shown}:{line}"), reason, true, size),
                }
            }
        }
    }
    piece
}

impl Piece {
    fn of(chunk: &Chunk) -> Self {
        Self {
            input: chunk.input,
            articles: Vec::new(),
            skipped: Vec::new(),
            notices: Vec::new(),
            hidden: 0,
            last: matches!(chunk.content, Content::End),
            bytes: chunk.content.bytes() as u64,
            read: chunk.read,
        }
    }

    /// Reads a file that is read as a whole.
    fn whole(&mut self, format: Format, bytes: Vec<u8>, direct: bool, name: &str, shown: &str) {
        if bytes.trim_ascii().is_empty() {
            return self.skip(shown.to_owned(), "empty".into(), false, bytes.len());
        }
        let size = bytes.len();
        let origin = Origin { path: name, offset: direct.then_some(0) };
        match read::whole(format, bytes, origin) {
            Err(reason) => {
                // What is no text at all is left out on purpose, as a picture beside its article.
                let error = !matches!(format, Format::Other(_));
                self.skip(shown.to_owned(), reason, error, size);
            }
            Ok(Reading { articles, notices }) => {
                let place = || shown.to_owned();
                self.notices
                    .extend(notices.into_iter().map(|message| Notice { place: place(), message }));
                if articles.is_empty() {
                    self.skip(shown.to_owned(), "no article in it".into(), false, size);
                }
                self.articles = articles;
            }
        }
    }

    /// Reads one object of JSON that starts at a place of the file.
    fn object(&mut self, bytes: &[u8], at: At, name: &str, shown: &str, map: &FieldMap) {
        let line = at.line;
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let place = format!("{shown}:{line}:{}", at.column + error.valid_up_to());
                return self.skip(place, "invalid UTF-8".into(), true, bytes.len());
            }
        };
        match json::articles(text, name, map) {
            Ok(records) => {
                for record in records {
                    self.record(record, line, shown);
                }
            }
            Err(((row, column), reason)) => {
                let column = if row == 1 { at.column + column.max(1) - 1 } else { column };
                let line = line + row as u64 - 1;
                self.skip(format!("{shown}:{line}:{column}"), reason, true, bytes.len());
            }
        }
    }

    fn record(&mut self, record: Record, line: u64, shown: &str) {
        if let Some(message) = record.notice {
            self.notices.push(Notice { place: format!("{shown}:{line}"), message });
        }
        self.articles.push(record.article);
    }

    /// Takes its articles, split and tagged; a fault of this program in one costs that one alone.
    ///
    /// What is `known` by id and hash stays unsplit.
    pub(super) fn works(
        &mut self,
        input: &Input,
        names: &Names,
        known: &(dyn Fn(&str, u64) -> bool + Sync),
    ) -> Vec<Work> {
        let made: Vec<_> = std::mem::take(&mut self.articles)
            .into_par_iter()
            .with_min_len(FEW_ARTICLES)
            .map(|article| catch_unwind(AssertUnwindSafe(|| Work::new(article, names, known))).ok())
            .collect();
        let missing = made.iter().filter(|work| work.is_none()).count();
        (0..missing).for_each(|_| self.fault(&input.path.display().to_string()));
        made.into_iter().flatten().collect()
    }

    fn fault(&mut self, shown: &str) {
        let reason = "internal fault in reading it; please report the file".into();
        self.skip(shown.to_owned(), reason, true, 0);
    }

    fn skip(&mut self, place: String, reason: String, error: bool, bytes: usize) {
        self.skipped.push(Skipped { place, reason, error, bytes: bytes as u64 });
    }
}
