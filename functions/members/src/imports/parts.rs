//! A file that was uploaded in parts, read from the table wherever it is asked for:
//! about a million bytes of it are in memory.

use std::io::{self, Read, Seek, SeekFrom};

use store::Store;
use store::repos::imports::Import;
use tokio::runtime::Handle;

/// The parts of a file, as one.
pub(super) struct Parts {
    store: Store,
    runtime: Handle,
    import: String,
    /// Where each stretch begins that is fetched at once, and after what it goes on,
    /// as far as it is known.
    stretches: Vec<(u64, Option<String>)>,
    /// Known once the last stretch was fetched.
    length: Option<u64>,
    /// The stretch that was fetched last, and where it begins.
    held: (u64, Vec<u8>),
    at: u64,
}

impl Parts {
    /// Those of an import; to be read on a thread that may wait.
    pub(super) fn of(store: &Store, import: &Import) -> Self {
        Self {
            store: store.clone(),
            runtime: Handle::current(),
            import: import.id.clone(),
            stretches: vec![(0, None)],
            length: None,
            held: (0, Vec::new()),
            at: 0,
        }
    }

    /// Fetches the stretch in which a place is, or the last that is known: one query.
    fn fetch(&mut self, place: u64) -> io::Result<()> {
        let stretch = self.stretches.partition_point(|(begin, _)| *begin <= place).saturating_sub(1);
        let (begin, after) = self.stretches[stretch].clone();
        let imports = self.store.imports();
        let (bytes, next) = self.runtime.block_on(imports.pieces(&self.import, after)).map_err(io::Error::other)?;
        if stretch + 1 == self.stretches.len() {
            let end = begin + bytes.len() as u64;
            match next {
                Some(_) => self.stretches.push((end, next)),
                None => self.length = Some(end),
            }
        }
        self.held = (begin, bytes);
        Ok(())
    }

    /// What is held from the place on where it is read.
    fn here(&self) -> &[u8] {
        let (begin, bytes) = &self.held;
        let from = self.at.checked_sub(*begin).and_then(|from| usize::try_from(from).ok());
        from.and_then(|from| bytes.get(from..)).unwrap_or_default()
    }

    /// The length of the file: where it is not known, all of it is fetched once.
    fn length(&mut self) -> io::Result<u64> {
        loop {
            match self.length {
                Some(length) => return Ok(length),
                None => self.fetch(u64::MAX)?,
            }
        }
    }
}

impl Read for Parts {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.here().is_empty() {
            if self.length.is_some_and(|length| self.at >= length) {
                return Ok(0);
            }
            self.fetch(self.at)?;
        }
        let read = self.here().read(into)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl Seek for Parts {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let to = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
            SeekFrom::End(by) => self.length()?.checked_add_signed(by),
        };
        self.at = to.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}
