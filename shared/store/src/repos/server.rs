//! Under which server's key the table was filled. Links, webhook secrets and
//! keyed hashes derive from the key: under another one all of them are void.

use serde::{Deserialize, Serialize};

use crate::context::Store;
use crate::error::TableError;
use crate::keys;
use crate::table::Condition;
use crate::transaction::Transaction;

/// The row about the server's key.
pub struct ServerRepo<'a>(pub(crate) &'a Store);

#[derive(Debug, Serialize, Deserialize)]
struct KeyMark {
    /// A keyed hash of nothing: it tells keys apart and nothing about them.
    fingerprint: String,
}

impl ServerRepo<'_> {
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
        self.0.secrets().keyed_hash("server key", &[])
    }
}
