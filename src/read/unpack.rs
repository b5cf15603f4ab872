//! Compressed files, within bounds: what a few bytes blow up to may fill a machine.

use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::GzDecoder;

use super::format::{Format, GZIP};
use crate::error::io_reason;

/// So much may come out of any file.
const FREE_BYTES: u64 = 256 << 20;
/// Beyond that, so many times what went in: text shrinks to a fifth, and tables to a fiftieth.
const MOST_TIMES: u64 = 200;

/// Counts the bytes that are read of a packed file.
#[derive(Debug)]
pub struct Counted<R> {
    inner: R,
    count: Arc<AtomicU64>,
}

impl<R> Counted<R> {
    /// Starts to count.
    pub fn new(inner: R) -> (Self, Arc<AtomicU64>) {
        let count = Arc::new(AtomicU64::new(0));
        (Self { inner, count: Arc::clone(&count) }, count)
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.count.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// What comes out of a packed file; it ends in an error where that is out of all proportion.
#[derive(Debug)]
pub struct Bounded<R> {
    inner: R,
    packed: Arc<AtomicU64>,
    unpacked: u64,
}

impl<R> Bounded<R> {
    /// Watches what comes out for so many bytes as are counted.
    pub fn new(inner: R, packed: Arc<AtomicU64>) -> Self {
        Self { inner, packed, unpacked: 0 }
    }

    /// Watches what comes out of so many bytes.
    pub fn of(inner: R, packed: u64) -> Self {
        Self::new(inner, Arc::new(AtomicU64::new(packed)))
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.unpacked += read as u64;
        let packed = self.packed.load(Ordering::Relaxed);
        if self.unpacked > FREE_BYTES.max(packed.saturating_mul(MOST_TIMES)) {
            return Err(io::Error::other(format!(
                "unpacks to over {MOST_TIMES} times its size, as no text does; unpack it yourself if you trust it"
            )));
        }
        Ok(read)
    }
}

/// The members of a gzip file, one behind the other; what follows them and is none is passed over,
/// as `gzip` does: backups and tapes fill up with zeros.
struct Members<R: BufRead> {
    member: Option<GzDecoder<R>>,
    done: bool,
}

impl<R: BufRead> Members<R> {
    fn new(reader: R) -> Self {
        Self { member: Some(GzDecoder::new(reader)), done: false }
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let Some(member) = self.member.as_mut().filter(|_| !self.done) {
            let read = member.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            self.done = !member.get_mut().fill_buf()?.starts_with(GZIP);
            self.member = self.member.take().map(|ended| GzDecoder::new(ended.into_inner()));
        }
        Ok(0)
    }
}

/// The bytes of a compressed file; `None` for other formats.
pub fn decompress<'a>(
    format: Format,
    reader: impl BufRead + 'a,
) -> io::Result<Option<Box<dyn BufRead + 'a>>> {
    let (counted, packed) = Counted::new(reader);
    let inner: Box<dyn Read + 'a> = match format {
        Format::Gzip => Box::new(Members::new(BufReader::new(counted))),
        Format::Zstd => {
            Box::new(zstd::stream::read::Decoder::with_buffer(BufReader::new(counted))?)
        }
        _ => return Ok(None),
    };
    Ok(Some(Box::new(BufReader::with_capacity(1 << 16, Bounded::new(inner, packed)))))
}

/// An error of unpacking, in words for the user.
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => "cut off: the packed data ends too early".into(),
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
            format!("damaged packed data: {error}")
        }
        _ => io_reason(error),
    }
}
