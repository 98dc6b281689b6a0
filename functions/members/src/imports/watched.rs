//! A file that is read by a library which takes every failure for the file's
//! fault: what really failed is remembered, and no more is read than is allowed.

use std::cell::Cell;
use std::io::{self, Read, Seek, SeekFrom};
use std::rc::Rc;

/// What failed when the file was read, if anything.
pub(super) type Failure = Rc<Cell<Option<io::Error>>>;

/// A file, watched.
pub(super) struct Watched<R> {
    file: R,
    failure: Failure,
    /// Bytes that may still be read.
    left: u64,
}

impl<R> Watched<R> {
    /// A file of which so many bytes may be read, parts that are read again included.
    pub(super) fn new(file: R, left: u64) -> Self {
        Self { file, failure: Failure::default(), left }
    }

    /// Where it says what failed.
    pub(super) fn failure(&self) -> Failure {
        Rc::clone(&self.failure)
    }

    /// From here on any number of bytes may be read.
    pub(super) const fn without_limit(&mut self) {
        self.left = u64::MAX;
    }

    fn seen<T>(&self, done: io::Result<T>) -> io::Result<T> {
        done.map_err(|error| {
            let kind = error.kind();
            self.failure.set(Some(error));
            kind.into()
        })
    }
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let most = into.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
        let done = self.file.read(&mut into[..most]);
        let read = self.seen(done)?;
        self.left -= read as u64;
        Ok(read)
    }
}

impl<R: Seek> Seek for Watched<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let done = self.file.seek(to);
        // A library that is misled may look for a place before the beginning.
        match done {
            Err(error) if error.kind() == io::ErrorKind::InvalidInput => Err(error),
            done => self.seen(done),
        }
    }
}
