//! Standard output: locked, buffered, and with a memory for what went wrong.

use std::io::{self, BufWriter, Write};

/// Where the data goes.
///
/// The first failed write is kept, so that a closed pipe can be told from other errors wherever
/// in the program it came up.
pub(crate) struct Out {
    inner: BufWriter<Box<dyn Write>>,
    failure: Option<io::Error>,
}

impl Out {
    /// Standard output, which is prepared for colour on the terminals that need it.
    pub(crate) fn stdout(colour: bool) -> Self {
        let lock = io::stdout().lock();
        let inner: Box<dyn Write> =
            if colour { Box::new(anstream::AutoStream::always(lock)) } else { Box::new(lock) };
        Self::new(inner)
    }

    /// Any other place.
    pub(crate) fn new(inner: Box<dyn Write>) -> Self {
        Self { inner: BufWriter::with_capacity(1 << 16, inner), failure: None }
    }

    /// The first write that failed.
    pub(crate) fn failure(&self) -> Option<&io::Error> {
        self.failure.as_ref()
    }

    fn keep<T>(&mut self, result: io::Result<T>) -> io::Result<T> {
        if let Err(error) = &result
            && error.kind() != io::ErrorKind::Interrupted
            && self.failure.is_none()
        {
            self.failure = Some(match error.raw_os_error() {
                Some(code) => io::Error::from_raw_os_error(code),
                None => io::Error::new(error.kind(), error.to_string()),
            });
        }
        result
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let result = self.inner.write(bytes);
        self.keep(result)
    }

    fn flush(&mut self) -> io::Result<()> {
        let result = self.inner.flush();
        self.keep(result)
    }
}

impl Drop for Out {
    fn drop(&mut self) {
        if self.failure.is_some() {
            // What is left in the buffer has nowhere to go.
            let closed = BufWriter::new(Box::new(io::sink()) as Box<dyn Write>);
            let _ = std::mem::replace(&mut self.inner, closed).into_parts();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Full;

    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::StorageFull.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn keeps_the_first_failure() {
        let mut out = Out::new(Box::new(Full));
        assert!(out.write_all(b"a").is_ok());
        assert!(out.failure().is_none());
        assert!(out.flush().is_err());
        assert_eq!(out.failure().map(io::Error::kind), Some(io::ErrorKind::StorageFull));
    }
}
