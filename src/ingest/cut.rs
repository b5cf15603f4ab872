//! Long files → chunks: lines and objects of JSON, rows of tables, mail messages.

use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;
use std::sync::Arc;

use super::open::{At, Content, Halt, Place, Sink};
use crate::read::Rows;
use crate::read::format::Format;
use crate::read::json::{Elements, Step};
use crate::read::record::FieldMap;

/// Bytes of a file in one chunk.
const CHUNK_BYTES: usize = 64 << 10;

/// Lines of JSON.
pub(super) fn lines(
    place: &Place,
    mut reader: impl BufRead,
    most: u64,
    sink: Sink<'_>,
) -> Result<(), Halt> {
    let mut number = 1;
    loop {
        let mut bytes = Vec::new();
        let first = number;
        let last = loop {
            let read = line(&mut reader, &mut bytes, most);
            number += 1;
            if !matches!(read, Ok(Line::Read)) || bytes.len() >= CHUNK_BYTES {
                break read;
            }
        };
        // What was read before a fault is whole.
        if !bytes.is_empty() {
            sink(place.chunk(Content::Lines { first, bytes }))?;
        }
        match last? {
            Line::Read => {}
            Line::Long(bytes) => {
                let (line, reason) = (format!(":{}", number - 1), too_large("line", most));
                sink(place.chunk(Content::Failed { place: line, reason, bytes }))?;
            }
            Line::End => return Ok(()),
        }
    }
}

enum Line {
    Read,
    /// So many bytes of a line that is too long were passed over.
    Long(usize),
    End,
}

/// Appends a line with its line break; one that is too long is passed over.
fn line(reader: &mut impl BufRead, bytes: &mut Vec<u8>, most: u64) -> io::Result<Line> {
    let start = bytes.len();
    let read = match reader.by_ref().take(most + 1).read_until(b'\n', bytes) {
        Ok(read) => read,
        Err(error) => {
            bytes.truncate(start);
            return Err(error);
        }
    };
    if read == 0 {
        return Ok(Line::End);
    }
    if bytes.ends_with(b"\n") || (read as u64) <= most {
        return Ok(Line::Read);
    }
    bytes.truncate(start);
    Ok(Line::Long(read + reader.skip_until(b'\n')?))
}

/// The objects of a JSON array, or one object.
pub(super) fn objects(
    place: &Place,
    mut reader: impl BufRead,
    most: u64,
    sink: Sink<'_>,
) -> Result<(), Halt> {
    let mut elements = Elements::default();
    let (mut bytes, mut places) = (Vec::new(), Vec::new());
    let mut cursor = Cursor { at: 0, line: 1, before: 0 };
    // Where the object at hand starts in the bytes and in the file.
    let mut start = (0, cursor.place());
    loop {
        match elements.next(&bytes, cursor.at) {
            Step::Start(found) => {
                cursor.pass(&bytes, found);
                start = (found, cursor.place());
                cursor.pass(&bytes, found + 1);
            }
            Step::End(end) => {
                cursor.pass(&bytes, end);
                places.push((start.0..end, start.1));
                if end >= CHUNK_BYTES {
                    let rest = bytes.split_off(end);
                    let (bytes, places) =
                        (std::mem::replace(&mut bytes, rest), std::mem::take(&mut places));
                    cursor.at = 0;
                    sink(place.chunk(Content::Objects { bytes, places }))?;
                }
            }
            Step::Wrong(found) => {
                cursor.pass(&bytes, found);
                let At { line, column } = cursor.place();
                let wrong = String::from_utf8_lossy(&bytes[found..bytes.len().min(found + 4)]);
                let wrong = wrong.chars().next().unwrap_or('?');
                let reason = format!("broken JSON: `{wrong}` where an object is wanted");
                sink(place.chunk(Content::Objects { bytes, places }))?;
                return Err(Halt::Bad(format!(":{line}:{column}"), reason));
            }
            Step::More => {
                cursor.pass(&bytes, bytes.len());
                if elements.is_between() && cursor.at >= CHUNK_BYTES {
                    let (bytes, places) = (std::mem::take(&mut bytes), std::mem::take(&mut places));
                    cursor.at = 0;
                    sink(place.chunk(Content::Objects { bytes, places }))?;
                }
                if cursor.at - start.0.min(cursor.at) > most as usize && !elements.is_between() {
                    let reason = too_large("record", most);
                    bytes.truncate(start.0);
                    sink(place.chunk(Content::Objects { bytes, places }))?;
                    return Err(Halt::Bad(format!(":{}", start.1.line), reason));
                }
                let read = reader.by_ref().take(CHUNK_BYTES as u64).read_to_end(&mut bytes);
                if matches!(read, Ok(0)) || read.is_err() {
                    if !elements.is_between() {
                        bytes.truncate(start.0);
                    }
                    sink(place.chunk(Content::Objects { bytes, places }))?;
                    read?;
                    if !elements.is_whole() {
                        let reason = "broken JSON: the file ends inside a record or list";
                        return Err(Halt::Bad(format!(":{}", cursor.line), reason.into()));
                    }
                    return Ok(());
                }
            }
        }
    }
}

/// How far a file was read.
struct Cursor {
    /// Where in the bytes at hand.
    at: usize,
    line: u64,
    /// How many bytes of the line stand before.
    before: usize,
}

impl Cursor {
    fn pass(&mut self, bytes: &[u8], to: usize) {
        let passed = &bytes[self.at..to];
        self.line += memchr::memchr_iter(b'\n', passed).count() as u64;
        let last = memchr::memrchr(b'\n', passed).map(|last| passed.len() - last - 1);
        self.before = last.unwrap_or(self.before + passed.len());
        self.at = to;
    }

    fn place(&self) -> At {
        At { line: self.line, column: self.before + 1 }
    }
}

/// The rows of a table.
pub(super) fn rows(
    place: &Place,
    reader: impl BufRead,
    delimiter: u8,
    most: u64,
    map: &FieldMap,
    sink: Sink<'_>,
) -> Result<(), Halt> {
    let left = Rc::new(Cell::new(most + CHUNK_BYTES as u64));
    let tail = Rc::new(Cell::new(b' '));
    let gated = Gated { inner: reader, left: Rc::clone(&left), tail: Rc::clone(&tail) };
    let mut table =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(gated);
    let head = table.headers().map_err(|error| Halt::Bad(":1".into(), reason(&error)))?.clone();
    let rows = Arc::new(Rows::new(&head, map).map_err(Halt::bad)?);
    let mut read = Vec::new();
    let mut bytes = 0;
    // The header counts with the first row.
    let mut header = table.position().byte() as usize;
    loop {
        left.set(most + CHUNK_BYTES as u64);
        let start = table.position().clone();
        let mut record = csv::ByteRecord::new();
        let more = table.read_byte_record(&mut record);
        let size = (table.position().byte() - start.byte()) as usize;
        let mut wrong = None;
        if bytes >= CHUNK_BYTES && matches!(more, Ok(true)) {
            bytes = 0;
            sink(place.chunk(Content::Rows(Arc::clone(&rows), std::mem::take(&mut read))))?;
        }
        match &more {
            Ok(true) => match csv::StringRecord::from_byte_record(record) {
                Ok(record) => {
                    bytes += size;
                    read.push((record, start.line(), size + std::mem::take(&mut header)));
                }
                Err(_) => wrong = Some((start.line(), "invalid UTF-8".to_owned(), size)),
            },
            Ok(false) => {
                // The last line break.
                if let Some((_, _, last)) = read.last_mut() {
                    *last += size;
                }
                let runs_on = |(row, ..): &(csv::StringRecord, u64, usize)| {
                    row.iter().next_back().is_some_and(|cell| cell.contains('\n'))
                };
                if tail.get() != b'"'
                    && let Some((_, line, size)) = read.pop_if(|row| runs_on(row))
                {
                    let reason = "a quote that is never closed takes in the rest".to_owned();
                    wrong = Some((line, reason, size));
                }
            }
            Err(error) => wrong = Some((start.line(), reason(error), size)),
        }
        let ends = !matches!(more, Ok(true));
        if (ends || wrong.is_some()) && !read.is_empty() {
            bytes = 0;
            sink(place.chunk(Content::Rows(Arc::clone(&rows), std::mem::take(&mut read))))?;
        }
        if let Some((line, reason, bytes)) = wrong {
            let line = format!(":{line}");
            sink(place.chunk(Content::Failed { place: line, reason, bytes }))?;
        }
        if ends {
            return Ok(());
        }
    }
}

fn reason(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::Io(error) => crate::read::unpack::reason(error),
        csv::ErrorKind::Utf8 { .. } => "invalid UTF-8".into(),
        _ => format!("broken table: {error}"),
    }
}

/// Ends in an error when a row takes more bytes than are left for it: a quote that is not closed
/// swallows all that follows.
struct Gated<R> {
    inner: R,
    left: Rc<Cell<u64>>,
    /// The last byte that is no white space.
    tail: Rc<Cell<u8>>,
}

impl<R: Read> Read for Gated<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let left = self.left.get().checked_sub(read as u64);
        let left = left.ok_or_else(|| {
            io::Error::other("a row over the limit for one article; is a quote not closed?")
        })?;
        self.left.set(left);
        if let Some(last) = buffer[..read].iter().rfind(|byte| !byte.is_ascii_whitespace()) {
            self.tail.set(*last);
        }
        Ok(read)
    }
}

/// Mail messages one behind the other, each behind a line `From …`.
pub(super) fn mailbox(
    place: &Place,
    mut reader: impl BufRead,
    most: u64,
    sink: Sink<'_>,
) -> Result<(), Halt> {
    let mut message = Vec::new();
    let (mut number, mut start, mut blank, mut long) = (0_u64, 1, true, false);
    loop {
        let from = message.len();
        let read = reader.by_ref().take(most + 1).read_until(b'\n', &mut message)?;
        number += 1;
        let line = &message[from..];
        let opens = blank && line.starts_with(b"From ");
        if read == 0 || opens {
            message.truncate(from);
            if long {
                let (line, reason) = (format!(":{start}"), too_large("message", most));
                sink(place.chunk(Content::Failed { place: line, reason, bytes: 0 }))?;
            } else if !message.trim_ascii().is_empty() {
                let bytes = std::mem::take(&mut message);
                sink(place.chunk(Content::Whole(Format::Mail, bytes, false)))?;
            }
            if read == 0 {
                return Ok(());
            }
            // The line `From …` is no header.
            message.clear();
            (start, blank, long) = (number, false, false);
            continue;
        }
        blank = line.trim_ascii().is_empty();
        if line.starts_with(b">From ") {
            message.remove(from);
        }
        long |= message.len() as u64 > most;
        if long {
            message.clear();
        }
    }
}

pub(super) fn too_large(what: &str, most: u64) -> String {
    format!(
        "{what} over the limit of {} for one article; raise it with --max-article-size",
        in_units(most)
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
