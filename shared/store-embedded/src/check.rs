//! Looking at every page and row of a file for what is damaged.
//!
//! redb mends what it opens, and falls over what it can't mend. So a copy is
//! looked at, a stretch at a time, each behind a wall; the file stays as it is.

use std::fs::File;
use std::io;
use std::ops::Bound;
use std::path::{Path, PathBuf};

use redb::{ReadOnlyTable, ReadableDatabase};
use store::{Row, TableError};

use crate::codec::decode_key;
use crate::engine::{ROWS, beside, builder, file_error, make_private, open_beside, remove};
use crate::failure::{behind_a_wall, engine_error};
use crate::read;

/// What a look at every page and row found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    /// Rows that are as they were written.
    pub rows: u64,
    /// The others: each by its key, or as a stretch between two keys.
    pub damaged: Vec<String>,
    /// What redb says where the checksum of a page does not hold.
    pub pages: Option<String>,
}

impl Checked {
    /// Whether nothing is damaged.
    pub const fn is_sound(&self) -> bool {
        self.damaged.is_empty() && self.pages.is_none()
    }
}

/// Looks at a file that no process writes, and hands on each row that is as it
/// was written, ended ones included. Needs room for a copy in a folder; `None`:
/// beside the file.
pub fn check(
    path: &Path,
    folder: Option<&Path>,
    mut each: impl FnMut(&Row) -> io::Result<()>,
) -> Result<Checked, TableError> {
    let copy = Copied::of(path, folder)?;
    let mut found = Checked::default();
    let mut at = Vec::new();
    loop {
        let read = behind_a_wall(|| walk(&copy.0, &mut at, &mut each, &mut found));
        match read {
            Ok(()) => break,
            Err(TableError::Corrupt(_)) => {}
            Err(other) => return Err(other),
        }
        let next = successors(&at).find_map(|probe| behind_a_wall(|| first_key(&copy.0, &probe)).ok());
        found.damaged.push(match &next {
            Some(Some(next)) => format!("what stands between {} and {}", name(&at), name(next)),
            Some(None) | None => format!("what follows {}", name(&at)),
        });
        let Some(Some(next)) = next else { break };
        at = next;
    }
    // Reading may have mended it.
    drop(copy);
    let copy = Copied::of(path, folder)?;
    let verified =
        behind_a_wall(|| builder().set_check_integrity_on_open(true).open(&copy.0).map(drop).map_err(engine_error));
    match verified {
        Ok(()) => {}
        Err(TableError::Corrupt(why)) => found.pages = Some(why),
        Err(other) => return Err(other),
    }
    Ok(found)
}

/// A copy that only its owner can read, and that goes with this value.
struct Copied(PathBuf);

impl Copied {
    fn of(path: &Path, folder: Option<&Path>) -> Result<Self, TableError> {
        // Refused while a host writes; held open, none begins meanwhile.
        let held = behind_a_wall(|| Ok(builder().open_read_only(path)));
        if let Ok(Err(redb::DatabaseError::DatabaseAlreadyOpen)) = &held {
            return Err(engine_error(redb::DatabaseError::DatabaseAlreadyOpen));
        }
        let mut from = File::open(path).map_err(|error| file_error(path, &error))?;
        let place = match folder {
            Some(folder) => folder.join(format!("permanence-{}.check", std::process::id())),
            None => {
                let place = beside(path, ".check");
                remove(&place)?;
                place
            }
        };
        let mut to = make_private(&place).map_err(|error| file_error(&place, &error))?;
        let copy = Self(place);
        io::copy(&mut from, &mut to).map_err(|error| file_error(&copy.0, &error))?;
        Ok(copy)
    }
}

impl Drop for Copied {
    fn drop(&mut self) {
        // The next start removes it where this fails, beside the file.
        let _ = std::fs::remove_file(&self.0);
    }
}

/// The rows of a copy; one left by a crash is mended first.
fn rows_of(copy: &Path) -> Result<ReadOnlyTable<&'static [u8], &'static [u8]>, TableError> {
    let mut opened = open_beside(copy)?;
    if opened.is_none() {
        drop(builder().open(copy).map_err(engine_error)?);
        opened = open_beside(copy)?;
    }
    let database = opened.ok_or_else(|| TableError::Corrupt("the file can't be mended after a crash".to_owned()))?;
    database.begin_read().map_err(engine_error)?.open_table(ROWS).map_err(engine_error)
}

/// Reads on from a key; `at` is the last key that was reached.
fn walk(
    path: &Path,
    at: &mut Vec<u8>,
    each: &mut impl FnMut(&Row) -> io::Result<()>,
    found: &mut Checked,
) -> Result<(), TableError> {
    let rows = rows_of(path)?;
    let start = at.clone();
    for entry in rows.range::<&[u8]>((Bound::Included(start.as_slice()), Bound::Unbounded)).map_err(engine_error)? {
        let (key, value) = entry.map_err(engine_error)?;
        *at = key.value().to_vec();
        match decode_key(at).and_then(|key| read::row(key, at, value.value())) {
            Ok(row) => {
                found.rows += 1;
                each(&row).map_err(|error| TableError::Unavailable(error.to_string()))?;
            }
            Err(_) => found.damaged.push(name(at)),
        }
    }
    Ok(())
}

fn first_key(path: &Path, from: &[u8]) -> Result<Option<Vec<u8>>, TableError> {
    let rows = rows_of(path)?;
    let mut range = rows.range::<&[u8]>((Bound::Included(from), Bound::Unbounded)).map_err(engine_error)?;
    range.next().map(|entry| entry.map(|(key, _)| key.value().to_vec()).map_err(engine_error)).transpose()
}

/// Keys further and further past one: past all that begin as it does, but for
/// its last byte, its last two, and so on.
fn successors(key: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let past = |length: usize| {
        let mut probe = key[..length].to_vec();
        let last = probe.last_mut()?;
        *last = last.checked_add(1)?;
        Some(probe)
    };
    let begin = key.first().map_or(1, |first| u16::from(*first) + 2);
    let far = (begin..=0xFF).map(|byte| vec![byte.to_be_bytes()[1]]);
    (1..=key.len()).rev().filter_map(past).chain(far)
}

fn name(key: &[u8]) -> String {
    match decode_key(key) {
        Ok(key) => format!("{}/{}", key.pk, key.sk),
        Err(_) if key.is_empty() => "the beginning".to_owned(),
        Err(_) => String::from_utf8_lossy(key).into_owned(),
    }
}
