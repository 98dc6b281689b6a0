//! A copy of the file, taken beside the process that writes it.

use std::path::Path;

use redb::ReadableDatabase;
use store::dump::Tally;
use store::{Row, TableError};

use crate::engine::{self, Engine};
use crate::failure::behind_a_wall;
use crate::rewrite::{copy, sync_folder};
use crate::whole;

/// Rows read at a time.
const ROWS: usize = 1_000;

/// Copies what the file holds at one moment into a new file, with `marks`
/// added, and reads both to see that they are the same. The file may be written
/// meanwhile; after a crash it is mended first, as at a start. The copy appears
/// under its name only once it is whole; of one that fails nothing is left.
/// Answers what was copied.
pub fn back_up(from: &Path, to: &Path, marks: &[Row]) -> Result<Tally, TableError> {
    let draft = engine::beside(to, ".part");
    engine::remove(&draft)?;
    let taken = behind_a_wall(|| {
        let copied = match engine::open_beside(from)? {
            Some(database) => taken(&database, &draft, marks),
            None => taken(&*Engine::on_file(from)?.database(), &draft, marks),
        }?;
        std::fs::rename(&draft, to).map_err(|error| engine::file_error(to, &error))?;
        sync_folder(to)?;
        Ok(copied)
    });
    if taken.is_err() {
        // The next one removes it where this fails.
        let _ = engine::remove(&draft);
    }
    taken
}

fn taken(from: &impl ReadableDatabase, draft: &Path, marks: &[Row]) -> Result<Tally, TableError> {
    let fresh = Engine::on_file(draft)?;
    let copied = copy(from, &fresh.database())?;
    drop(fresh);
    // Read again from the disk, every page against its checksum.
    let fresh = Engine::on_file(draft)?;
    let found = tally(&fresh)?;
    if found != copied {
        return Err(TableError::Corrupt(format!("{}: the copy is not what was read", draft.display())));
    }
    whole::restore(&fresh, marks)?;
    Ok(found)
}

fn tally(engine: &Engine) -> Result<Tally, TableError> {
    let mut tally = Tally::default();
    let mut after = None;
    loop {
        let rows = whole::rows_after(engine, after.as_ref(), ROWS)?;
        let Some(last) = rows.last() else { return Ok(tally) };
        after = Some(last.key.clone());
        for row in &rows {
            tally.add(row);
        }
    }
}
