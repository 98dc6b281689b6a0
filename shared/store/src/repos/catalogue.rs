//! The directory: one partition, read whole and kept in memory beside its
//! revision. Every change of a row raises the revision in the same commit, so
//! a program that asks for the revision (one read) never answers from an old
//! directory.

mod changed;
mod rows;

use std::sync::Arc;

use domain::Instant;
use domain::catalogue::Catalogue;
use domain::changes::Change;
use domain::endpoint::KEPT;
use domain::entry::Sort;
use domain::ids::LocationId;
use domain::location::Location;
use domain::notice::PlaceTold;
use serde::{Deserialize, Serialize};

use crate::context::{Store, Versioned, decode};
use crate::error::TableError;
use crate::keys;
use crate::repos::outbox::Pending;
use crate::table::{Condition, Query, Row};
use crate::transaction::Transaction;

use rows::{assemble, take_apart};

/// Reads and changes the directory.
pub struct CatalogueRepo<'a>(pub(crate) &'a Store);

#[derive(Debug, Serialize, Deserialize)]
struct Revision {
    rows: usize,
    #[serde(default)]
    at: Option<Instant>,
}

/// The directory's revision as it was read beside other rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DirectoryRevision {
    /// 0 where no directory was loaded; rises with every change.
    pub version: u64,
    /// When the directory last changed; `None` where that was not written down.
    pub at: Option<Instant>,
}

impl DirectoryRevision {
    /// Of the row at [`keys::catalogue_revision`].
    pub(crate) fn of(row: Option<&Row>) -> Result<Self, TableError> {
        let Some(row) = row else { return Ok(Self::default()) };
        let Versioned { value: Revision { rows: _, at }, version } = decode(row)?;
        Ok(Self { version, at })
    }
}

/// The directory with the revision that it was read at: for a decision that is
/// saved only if the directory is still the one that it rests on.
#[derive(Debug, Clone)]
pub struct ReadDirectory {
    /// The directory.
    pub catalogue: Arc<Catalogue>,
    version: u64,
}

impl ReadDirectory {
    /// Demands that nothing of the directory changed since it was read; answers
    /// where in the commit that stands, to tell its conflict from others.
    pub fn demand(&self, tx: &mut Transaction) -> usize {
        let at = tx.len();
        let condition = if self.version == 0 { Condition::Absent } else { Condition::Version(self.version) };
        tx.check(keys::catalogue_revision(), condition);
        at
    }
}

/// Kinds of directory rows that are changed one by one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An agency.
    Agency,
    /// A service.
    Service,
    /// A location.
    Location,
}

impl Kind {
    /// That of a sort of entry.
    pub const fn of(sort: Sort) -> Self {
        match sort {
            Sort::Agency => Self::Agency,
            Sort::Service => Self::Service,
            Sort::Location => Self::Location,
        }
    }

    const fn prefix(self) -> &'static str {
        match self {
            Self::Agency => "AGENCY",
            Self::Service => "SERVICE",
            Self::Location => "LOCATION",
        }
    }
}

impl CatalogueRepo<'_> {
    /// The directory as it is now. One read; a few more after a change.
    pub async fn load(&self) -> Result<Arc<Catalogue>, TableError> {
        Ok(self.read().await?.catalogue)
    }

    /// [`Self::load`], with what a commit needs to demand that it is as it was.
    pub async fn read(&self) -> Result<ReadDirectory, TableError> {
        let row = self.0.rows(&[keys::catalogue_revision()]).await?.pop().flatten();
        let revision = DirectoryRevision::of(row.as_ref())?;
        Ok(ReadDirectory { catalogue: self.load_at(revision).await?, version: revision.version })
    }

    /// The directory of a revision that was just read. No read; a few after a
    /// change.
    pub async fn load_at(&self, revision: DirectoryRevision) -> Result<Arc<Catalogue>, TableError> {
        if revision.version == 0 {
            return Ok(Arc::new(Catalogue::default()));
        }
        if let Some(catalogue) = self.0.cached_catalogue(revision.version) {
            return Ok(catalogue);
        }
        let rows = self.0.all(Query::partition(keys::CATALOGUE)).await?;
        let catalogue = Arc::new(assemble(&rows)?);
        self.0.keep_catalogue(revision.version, &catalogue);
        Ok(catalogue)
    }

    /// The directory as this program read it last, if it did, with its
    /// revision: for a guess that is held against the revision read afterwards.
    /// No read.
    pub fn kept(&self) -> Option<(u64, Arc<Catalogue>)> {
        self.0.kept_catalogue()
    }

    /// Whether a directory was loaded.
    pub async fn is_loaded(&self) -> Result<bool, TableError> {
        Ok(self.0.read::<Revision>(keys::catalogue_revision()).await?.is_some())
    }

    /// Loads a whole directory, 50 rows to a commit; the revision is written
    /// last, so an interrupted load is simply done again.
    pub async fn import(&self, catalogue: &Catalogue) -> Result<(), TableError> {
        let rows = take_apart(catalogue)?;
        for chunk in rows.chunks(50) {
            let mut tx = Transaction::new();
            for (kind, id, value) in chunk {
                tx.put(keys::catalogue(kind, id), value);
            }
            self.0.commit(tx).await?;
        }
        let mut tx = Transaction::new();
        tx.put(changed::whole(), &Change { at: self.0.now(), gone: None });
        tx.put(keys::catalogue_revision(), &self.revision(rows.len()));
        self.0.commit(tx).await
    }

    /// Raises the revision in a commit that changes what the directory is read
    /// with.
    pub(crate) fn touch(&self, tx: &mut Transaction) {
        tx.put(keys::catalogue_revision(), &self.revision(0));
    }

    fn revision(&self, rows: usize) -> Revision {
        Revision { rows, at: Some(self.0.now()) }
    }

    /// One row with its version.
    pub async fn row<T: serde::de::DeserializeOwned>(
        &self,
        kind: Kind,
        id: &str,
    ) -> Result<Option<Versioned<T>>, TableError> {
        self.0.read(keys::catalogue(kind.prefix(), id)).await
    }

    /// Puts one row and raises the revision. Of a place that there was one read
    /// more: how it stood, for those who are told which sessions that cancels.
    pub async fn put<T: Serialize>(
        &self,
        kind: Kind,
        id: &str,
        value: &T,
        condition: Condition,
    ) -> Result<(), TableError> {
        let mut tx = Transaction::new();
        self.add_put(&mut tx, (kind, id), value, condition).await?;
        self.0.commit(tx).await
    }

    /// The same, added to a commit.
    pub(crate) async fn add_put<T: Serialize>(
        &self,
        tx: &mut Transaction,
        (kind, id): (Kind, &str),
        value: &T,
        condition: Condition,
    ) -> Result<(), TableError> {
        tx.put_if(keys::catalogue(kind.prefix(), id), value, condition, None);
        tx.put(changed::of(kind.prefix(), id), &Change { at: self.0.now(), gone: None });
        self.touch(tx);
        // Where a place closes for a day or for good, its bookings are to follow.
        if let (Kind::Location, Condition::Version(before)) = (kind, condition) {
            let partition = format!("{}{id}", keys::LOCATION);
            tx.pending(&partition, before + 1);
            let place = LocationId::parse(id).ok();
            let known = self.load().await?;
            if let Some(was) = place.and_then(|place| known.locations.get(&place).cloned()) {
                let ends = self.0.now().plus(KEPT).seconds();
                tx.put_if(keys::told(&partition, before + 1), &PlaceTold { was }, Condition::Any, Some(ends));
            }
        }
        Ok(())
    }

    /// How a place stood before a commit that changed it; `None` where that is
    /// not written down any more. One read.
    pub async fn place_before(&self, commit: &Pending) -> Result<Option<Location>, TableError> {
        let told = self.0.read::<PlaceTold>(keys::told(&commit.aggregate, commit.version)).await?;
        Ok(told.map(|told| told.value.was))
    }

    /// Removes one row and raises the revision; what it was called stays, for
    /// those who keep a copy. One read, one commit.
    pub async fn delete(&self, kind: Kind, id: &str, condition: Condition) -> Result<(), TableError> {
        let mut tx = Transaction::new();
        self.add_delete(&mut tx, (kind, id), condition).await?;
        self.0.commit(tx).await
    }

    /// The same, added to a commit.
    pub(crate) async fn add_delete(
        &self,
        tx: &mut Transaction,
        (kind, id): (Kind, &str),
        condition: Condition,
    ) -> Result<(), TableError> {
        let known = self.load().await?;
        tx.delete(keys::catalogue(kind.prefix(), id), condition);
        let gone = Some(changed::called(&known, kind.prefix(), id));
        tx.put(changed::of(kind.prefix(), id), &Change { at: self.0.now(), gone });
        self.touch(tx);
        Ok(())
    }
}
