//! Files → articles in batches, in a stable order, read in parallel.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::prelude::*;

use super::work::Work;
use super::{Notice, Options, Skipped};
use crate::model::Article;
use crate::read::walk::Input;
use crate::read::{self, Identities, Origin, jsonl};
use crate::tag::Names;

/// Bytes read before a batch is worked on.
const BATCH_BYTES: usize = 8 << 20;
/// Bytes of JSON lines in one chunk.
const CHUNK_BYTES: usize = 256 << 10;

/// A piece of a file as read from disk.
struct Chunk {
    input: usize,
    content: Content,
    /// Whether the file ends with it.
    last: bool,
}

enum Content {
    Whole(Vec<u8>),
    Lines { first: u64, bytes: Vec<u8>, long: Vec<u64> },
    Failed(String),
}

/// What came out of a piece of a file.
pub(super) struct Piece {
    /// The index of the file.
    pub(super) input: usize,
    pub(super) articles: Vec<Article>,
    pub(super) skipped: Vec<Skipped>,
    pub(super) notices: Vec<Notice>,
    /// Whether the file ends with it.
    pub(super) last: bool,
    /// Bytes read for it.
    pub(super) bytes: u64,
}

/// The articles of some files, batch by batch.
pub(super) struct Feed<'a> {
    inputs: &'a [Input],
    options: &'a Options,
    next: usize,
    open: Option<Lines>,
    identities: Identities,
}

struct Lines {
    input: usize,
    reader: BufReader<File>,
    line: u64,
}

impl<'a> Feed<'a> {
    pub(super) fn new(inputs: &'a [Input], options: &'a Options) -> Self {
        Self { inputs, options, next: 0, open: None, identities: Identities::new() }
    }

    /// The next batch, its articles with their ids; `None` at the end.
    pub(super) fn batch(&mut self) -> Option<Vec<Piece>> {
        let mut chunks = Vec::new();
        let mut bytes = 0;
        while bytes < BATCH_BYTES
            && let Some(chunk) = self.chunk()
        {
            bytes += chunk.bytes().max(512);
            chunks.push(chunk);
        }
        if chunks.is_empty() {
            return None;
        }
        let (inputs, options) = (self.inputs, self.options);
        let mut pieces: Vec<Piece> =
            chunks.into_par_iter().map(|chunk| guarded(chunk, inputs, options)).collect();
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

    fn chunk(&mut self) -> Option<Chunk> {
        if self.open.is_some() {
            return self.lines();
        }
        let input = self.next;
        let file = self.inputs.get(input)?;
        self.next += 1;
        let failed =
            |reason: String| Some(Chunk { input, content: Content::Failed(reason), last: true });
        let opened = File::open(&file.path).map(|file| BufReader::with_capacity(1 << 16, file));
        let mut reader = match opened {
            Ok(reader) => reader,
            Err(error) => return failed(reason(&error)),
        };
        let head = match reader.fill_buf() {
            Ok(head) => head,
            Err(error) => return failed(reason(&error)),
        };
        if jsonl::is_jsonl(&file.name, head) {
            self.open = Some(Lines { input, reader, line: 1 });
            return self.lines();
        }
        if file.size > self.options.max_article_bytes {
            return failed(too_large(file.size, self.options));
        }
        let mut bytes = Vec::with_capacity(file.size as usize);
        let content = match reader.take(self.options.max_article_bytes + 1).read_to_end(&mut bytes)
        {
            Err(error) => Content::Failed(reason(&error)),
            Ok(size) if size as u64 > self.options.max_article_bytes => {
                Content::Failed(too_large(size as u64, self.options))
            }
            Ok(_) => Content::Whole(bytes),
        };
        Some(Chunk { input, content, last: true })
    }

    /// The next lines of the file at hand.
    fn lines(&mut self) -> Option<Chunk> {
        let mut open = self.open.take()?;
        let mut bytes = Vec::new();
        let mut long = Vec::new();
        let first = open.line;
        let last = loop {
            if bytes.len() >= CHUNK_BYTES {
                break false;
            }
            match line(&mut open.reader, &mut bytes, self.options.max_article_bytes) {
                Ok(Line::Read) => {}
                Ok(Line::Long) => long.push(open.line),
                Ok(Line::End) => break true,
                Err(error) => {
                    let content = Content::Failed(reason(&error));
                    return Some(Chunk { input: open.input, content, last: true });
                }
            }
            open.line += 1;
        };
        let input = open.input;
        if !last {
            self.open = Some(open);
        }
        Some(Chunk { input, content: Content::Lines { first, bytes, long }, last })
    }
}

impl Chunk {
    fn bytes(&self) -> usize {
        match &self.content {
            Content::Whole(bytes) | Content::Lines { bytes, .. } => bytes.len(),
            Content::Failed(_) => 0,
        }
    }
}

enum Line {
    Read,
    Long,
    End,
}

/// Appends a line with its line break; one that is too long is passed over and leaves an empty
/// line, so that the count of lines holds.
fn line(reader: &mut impl BufRead, bytes: &mut Vec<u8>, most: u64) -> std::io::Result<Line> {
    let start = bytes.len();
    let read = reader.by_ref().take(most + 1).read_until(b'\n', bytes)?;
    if read == 0 {
        return Ok(Line::End);
    }
    if bytes.ends_with(b"\n") {
        return Ok(Line::Read);
    }
    if (read as u64) <= most {
        bytes.push(b'\n');
        return Ok(Line::Read);
    }
    bytes.truncate(start);
    bytes.push(b'\n');
    reader.skip_until(b'\n')?;
    Ok(Line::Long)
}

fn too_large(size: u64, options: &Options) -> String {
    format!(
        "{}, over the limit of {} for one article; raise it with --max-article-size",
        in_units(size),
        in_units(options.max_article_bytes)
    )
}

/// A size in the greatest unit that it fills, as the flag takes it: `64 MB`, `1.5 KB`, `9 bytes`.
fn in_units(bytes: u64) -> String {
    let (unit, name) = match bytes {
        0..1024 => return format!("{bytes} bytes"),
        1024..0x10_0000 => (1_u64 << 10, "KB"),
        0x10_0000..0x4000_0000 => (1 << 20, "MB"),
        _ => (1 << 30, "GB"),
    };
    let whole = bytes.is_multiple_of(unit);
    format!("{:.*} {name}", usize::from(!whole), bytes as f64 / unit as f64)
}

fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "no such file".into(),
        std::io::ErrorKind::PermissionDenied => "permission denied".into(),
        _ => error.to_string(),
    }
}

/// Parses a chunk; a fault of this program in it costs that file alone.
fn guarded(chunk: Chunk, inputs: &[Input], options: &Options) -> Piece {
    let (input, last, bytes) = (chunk.input, chunk.last, chunk.bytes() as u64);
    catch_unwind(AssertUnwindSafe(|| parse(chunk, inputs, options))).unwrap_or_else(|_| {
        let mut piece = Piece::new(input, last, bytes);
        piece.fault(&inputs[input]);
        piece
    })
}

fn parse(chunk: Chunk, inputs: &[Input], options: &Options) -> Piece {
    let Input { name, path, .. } = &inputs[chunk.input];
    // What was typed leads to the file; the name in the corpus may not.
    let shown = path.display().to_string();
    let mut piece = Piece::new(chunk.input, chunk.last, chunk.bytes() as u64);
    match chunk.content {
        Content::Failed(reason) => piece.skip(shown, reason, true),
        Content::Whole(bytes) => whole(bytes, name, shown, &mut piece),
        Content::Lines { first, bytes, long } => {
            let number = |at: usize| first + at as u64;
            for line in long {
                let reason = format!(
                    "line over the limit of {} for one article; raise it with --max-article-size",
                    in_units(options.max_article_bytes)
                );
                piece.skip(format!("{shown}:{line}"), reason, true);
            }
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
            for (at, line) in bytes.split(|b| *b == b'\n').enumerate() {
                record(line, number(at), name, &shown, &mut piece);
            }
            piece.in_order();
        }
    }
    piece
}

fn whole(bytes: Vec<u8>, name: &str, shown: String, piece: &mut Piece) {
    match read::decode(bytes) {
        Err(reason) => piece.skip(shown, reason, true),
        Ok((text, _)) if text.trim().is_empty() => {
            piece.skip(shown, "empty".into(), false);
        }
        Ok((text, offset)) => {
            piece.articles = read::articles(&text, Origin { path: name, offset: Some(offset) });
            if piece.articles.is_empty() {
                piece.skip(shown, "no article in it".into(), false);
            }
        }
    }
}

fn record(line: &[u8], number: u64, name: &str, shown: &str, piece: &mut Piece) {
    let Ok(line) = std::str::from_utf8(line) else {
        let valid = std::str::from_utf8(line).err().map_or(0, |error| error.valid_up_to());
        piece.skip(format!("{shown}:{number}:{}", valid + 1), "invalid UTF-8".into(), true);
        return;
    };
    match jsonl::article(line, name) {
        Ok(None) => {}
        Ok(Some(record)) => {
            if let Some(message) = record.notice {
                piece.notices.push(Notice { place: format!("{shown}:{number}"), message });
            }
            piece.articles.push(record.article);
        }
        Err((column, reason)) => piece.skip(format!("{shown}:{number}:{column}"), reason, true),
    }
}

impl Piece {
    fn new(input: usize, last: bool, bytes: u64) -> Self {
        let (articles, skipped, notices) = (Vec::new(), Vec::new(), Vec::new());
        Self { input, articles, skipped, notices, last, bytes }
    }

    /// Takes its articles, split and tagged; a fault of this program in one costs that one alone.
    pub(super) fn works(&mut self, input: &Input, names: &Names) -> Vec<Work> {
        let articles = std::mem::take(&mut self.articles);
        let mut works = Vec::with_capacity(articles.len());
        for article in articles {
            match catch_unwind(AssertUnwindSafe(|| Work::new(article, names))) {
                Ok(work) => works.push(work),
                Err(_) => self.fault(input),
            }
        }
        works
    }

    fn fault(&mut self, input: &Input) {
        let reason = "internal fault in reading it; please report the file".into();
        self.skip(input.path.display().to_string(), reason, true);
    }

    fn skip(&mut self, place: String, reason: String, error: bool) {
        self.skipped.push(Skipped { place, reason, error });
    }

    /// Puts what was skipped in the order of its lines.
    fn in_order(&mut self) {
        let line = |skipped: &Skipped| {
            let numbers = skipped.place.rsplit(':').map_while(|part| part.parse::<u64>().ok());
            numbers.last().unwrap_or(0)
        };
        self.skipped.sort_by_key(line);
    }
}
