//! A database that is only read, over one that the disk failed. What redb
//! writes where it opens a file, as when it mends one after a crash, stays in
//! memory; the file stays as it is.

use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use redb::backends::FileBackend;
use redb::{Database, StorageBackend};
use store::TableError;

use super::{builder, file_error};
use crate::failure::{behind_a_wall, engine_error};

/// Bytes that are kept together.
const BLOCK: u64 = 4_096;

/// A view of a file. It takes no lock: the database that the disk failed keeps
/// the file from other processes.
pub(crate) fn of_file(path: &Path) -> Result<Database, TableError> {
    let file = File::open(path).map_err(|error| file_error(path, &error))?;
    of(FileBackend::new(file).map_err(engine_error)?)
}

/// A view of anything that holds a database.
pub(crate) fn of(below: impl StorageBackend) -> Result<Database, TableError> {
    let view = View::of(below).map_err(|error| TableError::Unavailable(error.to_string()))?;
    behind_a_wall(|| builder().create_with_backend(view).map_err(engine_error))
}

#[derive(Debug)]
struct View<B> {
    below: B,
    above: Mutex<Above>,
}

/// What was written, over what is below.
#[derive(Debug)]
struct Above {
    /// Bytes of the whole.
    len: u64,
    /// Bytes below that still count: what was cut off does not come back.
    below: u64,
    /// By number: what begins at `number * BLOCK`.
    blocks: BTreeMap<u64, Vec<u8>>,
}

impl<B: StorageBackend> View<B> {
    fn of(below: B) -> io::Result<Self> {
        let len = below.len()?;
        Ok(Self { below, above: Mutex::new(Above { len, below: len, blocks: BTreeMap::new() }) })
    }

    fn above(&self) -> MutexGuard<'_, Above> {
        self.above.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads from below, of which the first `count` bytes count.
    fn read_below(&self, offset: u64, out: &mut [u8], count: u64) -> io::Result<()> {
        let known = size(count.saturating_sub(offset)).min(out.len());
        let (known, rest) = out.split_at_mut(known);
        rest.fill(0);
        if known.is_empty() { Ok(()) } else { self.below.read(offset, known) }
    }
}

impl<B: StorageBackend> StorageBackend for View<B> {
    fn len(&self) -> io::Result<u64> {
        Ok(self.above().len)
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        let end = offset + out.len() as u64;
        let (count, written) = {
            let above = self.above();
            if end > above.len {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let blocks = above.blocks.range(offset / BLOCK..end.div_ceil(BLOCK));
            let written: Vec<(u64, Vec<u8>)> = blocks.map(|(number, block)| (*number, block.clone())).collect();
            (above.below, written)
        };
        self.read_below(offset, out, count)?;
        for (number, block) in written {
            let begin = number * BLOCK;
            let (from, to) = (begin.max(offset), (begin + BLOCK).min(end));
            out[size(from - offset)..size(to - offset)].copy_from_slice(&block[size(from - begin)..size(to - begin)]);
        }
        Ok(())
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        let mut above = self.above();
        above.below = above.below.min(len);
        above.blocks.retain(|number, _| number * BLOCK < len);
        if let Some(block) = above.blocks.get_mut(&(len / BLOCK)) {
            block[size(len % BLOCK)..].fill(0);
        }
        above.len = len;
        Ok(())
    }

    fn sync_data(&self) -> io::Result<()> {
        Ok(())
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        let end = offset + data.len() as u64;
        let mut above = self.above();
        for number in offset / BLOCK..end.div_ceil(BLOCK) {
            let begin = number * BLOCK;
            let mut block = match above.blocks.remove(&number) {
                Some(block) => block,
                None => {
                    let mut block = vec![0; size(BLOCK)];
                    self.read_below(begin, &mut block, above.below)?;
                    block
                }
            };
            let (from, to) = (begin.max(offset), (begin + BLOCK).min(end));
            block[size(from - begin)..size(to - begin)].copy_from_slice(&data[size(from - offset)..size(to - offset)]);
            above.blocks.insert(number, block);
        }
        above.len = above.len.max(end);
        Ok(())
    }

    fn close(&self) -> io::Result<()> {
        self.below.close()
    }
}

/// A size in memory.
fn size(bytes: u64) -> usize {
    usize::try_from(bytes).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use redb::backends::InMemoryBackend;

    use super::*;

    fn below(bytes: &[u8]) -> InMemoryBackend {
        let below = InMemoryBackend::new();
        StorageBackend::set_len(&below, bytes.len() as u64).unwrap();
        StorageBackend::write(&below, 0, bytes).unwrap();
        below
    }

    #[test]
    fn a_view_reads_what_was_written_over_what_is_below() {
        let mut expected: Vec<u8> = (0..20_000_u32).map(|at| u8::try_from(at % 251).unwrap()).collect();
        let view = View::of(below(&expected)).unwrap();
        let mut dice = 2_017_u64;
        let mut roll = |end: usize| {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(dice >> 33).unwrap() % end
        };
        for round in 0..400_usize {
            if round % 5 == 4 {
                let len = 9_000 + roll(20_000);
                view.set_len(len as u64).unwrap();
                expected.resize(len, 0);
            } else {
                let (at, len) = (roll(expected.len() - 6_000), roll(6_000));
                let data = vec![u8::try_from(round % 256).unwrap(); len];
                view.write(at as u64, &data).unwrap();
                expected[at..at + len].copy_from_slice(&data);
            }
            let at = roll(expected.len());
            let mut out = vec![1; roll(expected.len() - at)];
            view.read(at as u64, &mut out).unwrap();
            assert_eq!(out, expected[at..at + out.len()], "round {round}");
            assert_eq!(view.len().unwrap(), expected.len() as u64);
        }
    }

    #[test]
    fn what_is_below_stays_as_it_is() {
        let bytes: Vec<u8> = vec![7; 10_000];
        let view = View::of(below(&bytes)).unwrap();
        view.write(4_000, &[1; 3_000]).unwrap();
        view.set_len(5_000).unwrap();
        view.set_len(10_000).unwrap();
        let mut cut = vec![9; 5_000];
        view.read(5_000, &mut cut).unwrap();
        assert_eq!(cut, vec![0; 5_000], "what was cut off does not come back");
        let mut found = vec![0; bytes.len()];
        StorageBackend::read(&view.below, 0, &mut found).unwrap();
        assert_eq!(found, bytes);
    }
}
