//! Files → chunks: opens and unpacks files, and cuts what may be long into chunks that are parsed
//! apart.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use super::cut;
use crate::read::format::{self, Format, HEAD_BYTES};
use crate::read::record::FieldMap;
use crate::read::walk::{Input, STANDARD_INPUT};
use crate::read::{Rows, decode, unpack};

/// Archives may stand in each other so deep.
const DEPTH: usize = 4;
/// So many bytes are looked at to tell whether a text that is read in pieces is UTF-8.
const SAMPLE_BYTES: u64 = 64 << 10;

/// A piece of a file.
pub(super) struct Chunk {
    /// The index of the file.
    pub(super) input: usize,
    /// Its name in the corpus, within an archive behind the archive's.
    pub(super) name: Arc<str>,
    /// Where it is, as the caller wrote it.
    pub(super) shown: Arc<str>,
    pub(super) content: Content,
    /// Bytes of the file on disk that were read for it.
    pub(super) read: u64,
}

pub(super) enum Content {
    /// All of a file; `true` where it lies on disk as it is.
    Whole(Format, Vec<u8>, bool),
    /// Whole lines of JSON, and the number of the first one.
    Lines { first: u64, bytes: Vec<u8> },
    /// JSON objects: where each stands in the bytes and in the file.
    Objects { bytes: Vec<u8>, places: Vec<(std::ops::Range<usize>, At)> },
    /// Rows of a table with their lines and lengths.
    Rows(Arc<Rows>, Vec<(csv::StringRecord, u64, usize)>),
    /// What could not be read, how many bytes of it were passed over, and why; `place` goes behind
    /// the name.
    Failed { place: String, reason: String, bytes: usize },
    /// Hidden files of an archive.
    Hidden,
    /// The file ends.
    End,
}

/// A place in a file: its line and, in bytes, its column, both from 1.
#[derive(Debug, Clone, Copy)]
pub(super) struct At {
    pub(super) line: u64,
    pub(super) column: usize,
}

impl Content {
    /// How many bytes it holds.
    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::Whole(_, bytes, _) | Self::Lines { bytes, .. } | Self::Objects { bytes, .. } => {
                bytes.len()
            }
            Self::Rows(_, rows) => rows.iter().map(|(.., bytes)| bytes).sum(),
            Self::Failed { bytes, .. } => *bytes,
            Self::Hidden | Self::End => 0,
        }
    }
}

/// Why a file is read no further.
pub(super) enum Halt {
    /// Nobody takes what is read.
    Stop,
    /// It can't be read: where in it, and why.
    Bad(String, String),
}

impl From<io::Error> for Halt {
    fn from(error: io::Error) -> Self {
        Self::Bad(String::new(), unpack::reason(&error))
    }
}

impl Halt {
    pub(super) fn bad(reason: impl Into<String>) -> Self {
        Self::Bad(String::new(), reason.into())
    }
}

/// What takes the chunks.
pub(super) type Sink<'a> = &'a mut dyn FnMut(Chunk) -> Result<(), Halt>;

/// How files are opened.
pub(super) struct Opener {
    pub(super) most: u64,
    pub(super) map: FieldMap,
}

/// A place within a file: the file, and names within archives.
#[derive(Clone)]
pub(super) struct Place {
    pub(super) input: usize,
    pub(super) name: Arc<str>,
    pub(super) shown: Arc<str>,
    /// Whether its bytes are those of the file on disk.
    direct: bool,
    depth: usize,
}

impl Place {
    pub(super) fn chunk(&self, content: Content) -> Chunk {
        let read = if self.direct { content.bytes() as u64 } else { 0 };
        let (name, shown) = (Arc::clone(&self.name), Arc::clone(&self.shown));
        Chunk { input: self.input, name, shown, content, read }
    }

    fn inside(&self, inner: &str) -> Self {
        let join = |outer: &str| Arc::from(format!("{outer}/{inner}"));
        Self { name: join(&self.name), shown: join(&self.shown), ..self.packed() }
    }

    fn packed(&self) -> Self {
        Self { direct: false, depth: self.depth + 1, ..self.clone() }
    }
}

impl Opener {
    /// Sends a file's chunks, and at last its end. A fault of this program costs that file alone.
    pub(super) fn file(&self, at: usize, input: &Input, sink: Sink<'_>) -> Result<(), Halt> {
        let place = Place {
            input: at,
            name: Arc::clone(&input.name),
            shown: input.path.display().to_string().into(),
            direct: true,
            depth: 0,
        };
        let mut read = 0;
        let mut counted = |chunk: Chunk| {
            read += chunk.read;
            sink(chunk)
        };
        let tried = catch_unwind(AssertUnwindSafe(|| self.open(&place, input, &mut counted)));
        let done = tried.unwrap_or_else(|_| {
            Err(Halt::bad("internal fault in reading it; please report the file"))
        });
        failed(&place, done, sink)?;
        let rest = input.size.saturating_sub(read);
        sink(Chunk { read: rest, ..place.chunk(Content::End) })
    }

    fn open(&self, place: &Place, input: &Input, sink: Sink<'_>) -> Result<(), Halt> {
        if *input.key == *STANDARD_INPUT {
            let reader = BufReader::with_capacity(1 << 16, io::stdin());
            return self.read(place, &place.name, reader, None, sink);
        }
        let file = File::open(&input.path)?;
        let reader = BufReader::with_capacity(1 << 16, file);
        self.read(place, &place.name, reader, Some(&input.path), sink)
    }

    /// Reads bytes with a name, which tells the format with them; `path` is where they lie on disk.
    fn read(
        &self,
        place: &Place,
        name: &str,
        reader: impl BufRead,
        path: Option<&Path>,
        sink: Sink<'_>,
    ) -> Result<(), Halt> {
        if place.depth > DEPTH {
            return Err(Halt::bad(format!("packed over {DEPTH} times; unpack it first")));
        }
        let (head, reader) = peek(reader, HEAD_BYTES as u64)?;
        let format = format::of(name, &head);
        let mut boxed: Box<dyn BufRead + '_> = Box::new(reader);
        match format {
            Format::Gzip | Format::Zstd => {
                let inner = format::without_suffix(name);
                if let Some(reader) = unpack::decompress(format, boxed)? {
                    self.read(&place.packed(), &inner, reader, None, sink)?;
                }
                Ok(())
            }
            Format::Tar => self.tar(place, boxed, sink),
            Format::Zip => match path {
                Some(path) => self.zip(place, BufReader::new(File::open(path)?), sink),
                None => self.zip(place, Cursor::new(self.bytes(&mut boxed)?), sink),
            },
            Format::JsonLines | Format::Json | Format::Table(_) => {
                self.records(place, format, boxed, sink)
            }
            Format::Mailbox => cut::mailbox(place, boxed, self.most, sink),
            _ => {
                let bytes = self.bytes(&mut boxed)?;
                sink(place.chunk(Content::Whole(format, bytes, place.direct)))
            }
        }
    }

    fn records(
        &self,
        place: &Place,
        format: Format,
        reader: Box<dyn BufRead + '_>,
        sink: Sink<'_>,
    ) -> Result<(), Halt> {
        let (sample, mut reader) = peek(reader, SAMPLE_BYTES)?;
        let mut place = place.clone();
        let plain = std::str::from_utf8(&sample)
            .map_or_else(|error| sample.len() - error.valid_up_to() < 4, |_| true);
        // What is no UTF-8 at its start is converted as a whole; later on that is a mistake in a line.
        let wide = sample.starts_with(b"\xff\xfe") || sample.starts_with(b"\xfe\xff");
        let other = || {
            let decoded = decode(sample.clone(), None).ok()?;
            decoded.encoding
        };
        if (!plain || wide) && other().is_some() {
            let decoded = decode(self.bytes(&mut reader)?, None).map_err(Halt::bad)?;
            place.direct = false;
            return self.cut(&place, format, Cursor::new(decoded.text.into_bytes()), sink);
        }
        self.cut(&place, format, reader, sink)
    }

    fn cut(
        &self,
        place: &Place,
        format: Format,
        mut reader: impl BufRead,
        sink: Sink<'_>,
    ) -> Result<(), Halt> {
        if reader.fill_buf()?.starts_with(b"\xef\xbb\xbf") {
            reader.consume(3);
        }
        match format {
            Format::JsonLines => cut::lines(place, reader, self.most, sink),
            Format::Json => cut::objects(place, reader, self.most, sink),
            Format::Table(delimiter) => {
                cut::rows(place, reader, delimiter, self.most, &self.map, sink)
            }
            _ => Ok(()),
        }
    }

    /// All bytes of a file that is read as a whole.
    fn bytes(&self, reader: &mut dyn BufRead) -> Result<Vec<u8>, Halt> {
        let mut bytes = Vec::new();
        reader.take(self.most + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > self.most {
            return Err(Halt::bad(cut::too_large("file", self.most)));
        }
        Ok(bytes)
    }

    fn tar(&self, place: &Place, reader: impl Read, sink: Sink<'_>) -> Result<(), Halt> {
        let mut archive = tar::Archive::new(reader);
        for entry in archive.entries()? {
            let entry = entry?;
            if !entry.header().entry_type().is_file() {
                continue;
            }
            let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
            self.entry(place, &name, entry, sink)?;
        }
        Ok(())
    }

    fn zip(&self, place: &Place, reader: impl Read + Seek, sink: Sink<'_>) -> Result<(), Halt> {
        let broken = |error: zip::result::ZipError| Halt::bad(format!("damaged archive: {error}"));
        let mut archive = zip::ZipArchive::new(reader).map_err(broken)?;
        for at in 0..archive.len() {
            let known = archive.name_for_index(at).and_then(Result::ok);
            let name = known.map_or_else(|| at.to_string(), |name| name.replace('\\', "/"));
            let entry = match archive.by_index(at) {
                Ok(entry) => entry,
                Err(error) => {
                    failed(&place.inside(&name), Err(broken(error)), sink)?;
                    continue;
                }
            };
            if !entry.is_file() {
                continue;
            }
            let packed = entry.compressed_size();
            self.entry(place, &name, unpack::Bounded::of(entry, packed), sink)?;
        }
        Ok(())
    }

    /// Reads a file of an archive; what is wrong with it costs that file alone.
    fn entry(
        &self,
        place: &Place,
        name: &str,
        reader: impl Read,
        sink: Sink<'_>,
    ) -> Result<(), Halt> {
        let inner = place.inside(name);
        if is_hidden(name) {
            return sink(inner.chunk(Content::Hidden));
        }
        let reader = BufReader::with_capacity(1 << 16, reader);
        failed(&inner, self.read(&inner, name, reader, None, sink), sink)
    }
}

/// Sends on why something could not be read.
fn failed(place: &Place, done: Result<(), Halt>, sink: Sink<'_>) -> Result<(), Halt> {
    match done {
        Err(Halt::Bad(inner, reason)) => {
            sink(place.chunk(Content::Failed { place: inner, reason, bytes: 0 }))
        }
        other => other,
    }
}

fn is_hidden(name: &str) -> bool {
    name.split('/').any(|part| part.starts_with('.') && part.len() > 2 || part == "__MACOSX")
}

/// The first bytes of a reader, and the reader with them put back.
fn peek<R: BufRead>(mut reader: R, most: u64) -> io::Result<(Vec<u8>, impl BufRead)> {
    let mut head = Vec::new();
    reader.by_ref().take(most).read_to_end(&mut head)?;
    Ok((head.clone(), Cursor::new(head).chain(reader)))
}
