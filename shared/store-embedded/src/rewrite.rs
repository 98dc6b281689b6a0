//! Rewriting the file, so that nothing erased is left in it.
//!
//! redb frees the pages of a deleted or replaced row, and a freed page keeps its
//! bytes until it is used again; `Database::compact` moves pages and keeps bytes
//! likewise. So what lives is copied into a new file, which takes the place of
//! the old one by a rename; then the old file is overwritten with zeros.
//!
//! What this does not reach: backups, snapshots of the file system, and cells
//! that a solid-state disk has set aside. `docs/operations.md` is the place to
//! say how long those are kept.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;

use redb::{Database, ReadableDatabase, ReadableTable, TableHandle as _};
use store::TableError;
use store::dump::Tally;

use crate::codec::decode_key;
use crate::engine::{self, DUE, Engine, ROWS, TOKENS, file_error};
use crate::failure::engine_error;
use crate::read;

/// Bytes of the file before and after; zero for a table in memory.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rewritten {
    /// Size of the file that was replaced.
    pub bytes_before: u64,
    /// Size of the file that took its place.
    pub bytes_after: u64,
}

/// Runs on the writer's thread: nothing is written meanwhile, reads go on. A
/// crash at any point leaves the old file or the new one, whole.
pub(crate) fn rewrite(engine: &Engine) -> Result<Rewritten, TableError> {
    match engine.path() {
        Some(path) => rewrite_file(engine, path),
        None => {
            let fresh = engine::create_in_memory()?;
            copy(&*engine.database(), &fresh)?;
            drop(engine.exchange(fresh));
            Ok(Rewritten::default())
        }
    }
}

fn rewrite_file(engine: &Engine, path: &Path) -> Result<Rewritten, TableError> {
    let beside = engine::rewritten_path(path);
    let (fresh, old_file) = prepare(engine, path, &beside).inspect_err(|_| {
        // It is removed at the next start where this fails too.
        let _ = std::fs::remove_file(&beside);
    })?;
    let in_place = sync_folder(path);
    drop(engine.exchange(fresh));
    // Until the rename is durable, the old file may be what a crash leaves.
    in_place?;
    let bytes_before = overwrite(old_file).map_err(|error| file_error(path, &error))?;
    let bytes_after = std::fs::metadata(path).map_err(|error| file_error(path, &error))?.len();
    Ok(Rewritten { bytes_before, bytes_after })
}

/// Makes the copy and renames it into place; returns it and the old file.
fn prepare(engine: &Engine, path: &Path, beside: &Path) -> Result<(Database, File), TableError> {
    let fresh = engine::create_file(beside)?;
    copy(&*engine.database(), &fresh)?;
    let old_file = OpenOptions::new().write(true).open(path).map_err(|error| file_error(path, &error))?;
    std::fs::rename(beside, path).map_err(|error| file_error(path, &error))?;
    Ok((fresh, old_file))
}

/// Copies what stands there at one moment, each row only if it is as it was
/// written; answers the rows.
pub(crate) fn copy(from: &impl ReadableDatabase, to: &Database) -> Result<Tally, TableError> {
    let source = from.begin_read().map_err(engine_error)?;
    let target = to.begin_write().map_err(engine_error)?;
    let mut rows = Tally::default();
    for definition in [ROWS, TOKENS] {
        let entries = source.open_table(definition).map_err(engine_error)?;
        let mut table = target.open_table(definition).map_err(engine_error)?;
        for entry in entries.iter().map_err(engine_error)? {
            let (key, value) = entry.map_err(engine_error)?;
            if definition.name() == ROWS.name() {
                rows.add(&read::row(decode_key(key.value())?, key.value(), value.value())?);
            }
            table.insert(key.value(), value.value()).map_err(engine_error)?;
        }
    }
    let entries = source.open_table(DUE).map_err(engine_error)?;
    {
        let mut table = target.open_table(DUE).map_err(engine_error)?;
        for entry in entries.iter().map_err(engine_error)? {
            let (key, _) = entry.map_err(engine_error)?;
            table.insert(key.value(), ()).map_err(engine_error)?;
        }
    }
    target.commit().map_err(engine_error)?;
    Ok(rows)
}

pub(crate) fn sync_folder(path: &Path) -> Result<(), TableError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(|error| file_error(folder, &error))
}

fn overwrite(mut file: File) -> std::io::Result<u64> {
    let zeros = vec![0_u8; 1 << 20];
    let size = file.metadata()?.len();
    let mut left = size;
    while left > 0 {
        let step = left.min(zeros.len() as u64);
        file.write_all(&zeros[..usize::try_from(step).unwrap_or(zeros.len())])?;
        left -= step;
    }
    file.sync_all()?;
    Ok(size)
}
