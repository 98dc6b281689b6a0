//! What the table says of itself: under which server's key it was filled
//! (links, webhook secrets and keyed hashes derive from it: under another one
//! all of them are void), whether it is a copy, and whether it is whole.

use domain::Instant;
use serde::{Deserialize, Serialize};

use crate::context::{Store, decode};
use crate::error::TableError;
use crate::keys;
use crate::secrets::Secrets;
use crate::table::{Condition, Row, Table};
use crate::transaction::Transaction;

/// The rows about key and copy.
pub struct ServerRepo<'a>(pub(crate) &'a Store);

#[derive(Debug, Serialize, Deserialize)]
struct KeyMark {
    /// A keyed hash of nothing: it tells keys apart and nothing about them.
    fingerprint: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct CopyMark {
    at: Instant,
}

#[derive(Debug, Serialize, Deserialize)]
struct ImportMark {
    /// Of the rows that are imported.
    digest: String,
}

/// Why nothing is done with a table.
#[derive(Debug, thiserror::Error)]
pub enum NotWhole {
    /// Half of its rows are there.
    #[error("an import was broken off (digest {0}): go on with `permanence import --again FILE`")]
    Import(String),
    /// It can't be read.
    #[error(transparent)]
    Table(#[from] TableError),
}

/// The row of an import that is under way.
pub fn importing(digest: &str) -> Row {
    let doc = serde_json::json!({ "digest": digest }).to_string();
    Row { key: keys::server_import(), doc, version: 1, expires_at: None }
}

/// The digest of the import that was begun and is not done. One read.
pub async fn import_begun(table: &dyn Table) -> Result<Option<String>, TableError> {
    let row = table.get(&[keys::server_import()]).await?.pop().flatten();
    row.map(|row| decode::<ImportMark>(&row).map(|mark| mark.value.digest)).transpose()
}

/// Refuses a table into which an import was broken off. One read.
pub async fn must_be_whole(table: &dyn Table) -> Result<(), NotWhole> {
    import_begun(table).await?.map_or(Ok(()), |digest| Err(NotWhole::Import(digest)))
}

/// The row that stands in a copy, and not in what it was taken of.
pub fn copied_at(at: Instant) -> Row {
    let doc = serde_json::json!({ "at": at }).to_string();
    Row { key: keys::server_copy(), doc, version: 1, expires_at: None }
}

/// Whether the table was filled under this key, by the row that says so; `None`
/// for any other row.
pub fn filled_under(row: &Row, secrets: &Secrets) -> Option<bool> {
    let says = || serde_json::from_str::<KeyMark>(&row.doc).is_ok_and(|mark| mark.fingerprint == fingerprint(secrets));
    (row.key == keys::server_key()).then(says)
}

fn fingerprint(secrets: &Secrets) -> String {
    secrets.keyed_hash("server key", &[])
}

impl ServerRepo<'_> {
    /// Of which moment this is a copy that nobody took up yet. One read.
    pub async fn is_copy_of(&self) -> Result<Option<Instant>, TableError> {
        Ok(self.0.read::<CopyMark>(keys::server_copy()).await?.map(|mark| mark.value.at))
    }

    /// From now on the table is no copy any more. One commit.
    pub async fn take_up(&self) -> Result<(), TableError> {
        let mut tx = Transaction::new();
        tx.delete(keys::server_copy(), Condition::Any);
        self.0.commit(tx).await
    }

    /// Whether the store's key is the one that the table was filled under. A
    /// table that does not say yet takes this one. One read; a commit where it
    /// took it.
    pub async fn key_fits(&self) -> Result<bool, TableError> {
        if let Some(known) = self.0.read::<KeyMark>(keys::server_key()).await? {
            return Ok(known.value.fingerprint == self.fingerprint());
        }
        self.note(Condition::Absent).await.map(|()| true)
    }

    /// From now on the table is filled under this key. One commit.
    pub async fn take_key(&self) -> Result<(), TableError> {
        self.note(Condition::Any).await
    }

    async fn note(&self, condition: Condition) -> Result<(), TableError> {
        let mut tx = Transaction::new();
        tx.put_if(keys::server_key(), &KeyMark { fingerprint: self.fingerprint() }, condition, None);
        self.0.commit(tx).await
    }

    fn fingerprint(&self) -> String {
        fingerprint(self.0.secrets())
    }
}
