//! Where a calendar feed stands: one read that tells whether it says anything
//! new. A feed follows from the directory and from its lists of permanences; the
//! directory has its revision, and each list a mark whose version rises in
//! every commit that changes it.

use domain::adviser::Adviser;
use domain::ids::AdviserId;

use crate::context::{Store, Versioned, decode};
use crate::error::TableError;
use crate::keys::{self, PermanenceList};
use crate::repos::catalogue::DirectoryRevision;
use crate::table::Key;

/// Reads where feeds stand.
pub struct FeedsRepo<'a>(pub(crate) &'a Store);

/// The versions of all that a feed follows from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The directory's revision.
    pub directory: DirectoryRevision,
    /// Of each list, in the order asked; 0 where nothing was ever in it.
    pub marks: Vec<u64>,
}

impl FeedsRepo<'_> {
    /// Where the directory and up to 99 lists stand: one get. Read before the
    /// lists, so that what is read later is never older than what it says.
    pub async fn standing(&self, lists: &[PermanenceList]) -> Result<Standing, TableError> {
        let marks: Vec<Key> = lists.iter().map(keys::feed_mark).collect();
        let asked: Vec<Key> = std::iter::once(keys::catalogue_revision()).chain(marks).collect();
        let mut rows = self.0.rows(&asked).await?.into_iter();
        let directory = DirectoryRevision::of(rows.next().flatten().as_ref())?;
        Ok(Standing { directory, marks: rows.map(|row| row.map_or(0, |row| row.version)).collect() })
    }

    /// An adviser and where the directory stands: one get.
    pub async fn adviser(&self, id: &AdviserId) -> Result<(Option<Versioned<Adviser>>, DirectoryRevision), TableError> {
        let rows = self.0.rows(&[keys::adviser(id), keys::catalogue_revision()]).await?;
        let [adviser, revision] = rows.as_slice() else { return Ok((None, DirectoryRevision::of(None)?)) };
        Ok((adviser.as_ref().map(decode).transpose()?, DirectoryRevision::of(revision.as_ref())?))
    }
}
