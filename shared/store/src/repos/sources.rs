//! Webhook sources. Their secrets are derived from the server's key, the
//! source and a generation; nothing secret is stored.

use domain::Instant;
use domain::ids::{LocationId, SourceId};
use domain::rotation::Rotation;
use domain::source::{Mapping, SourceKind};
use serde::{Deserialize, Serialize};

use crate::context::{Store, Versioned};
use crate::error::TableError;
use crate::keys;
use crate::table::{Condition, Query};
use crate::transaction::Transaction;

/// Reads and saves sources.
pub struct SourcesRepo<'a>(pub(crate) &'a Store);

/// What tokens are sealed for.
const TOKEN: &str = "source-token";

/// A sender of webhooks, for one location.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Id, part of its address.
    pub id: SourceId,
    /// The location that its needs belong to.
    pub location: LocationId,
    /// How it signs, and what its messages look like.
    pub kind: SourceKind,
    /// Whether what arrives is taken in at once; else it waits.
    #[serde(default = "always")]
    pub on: bool,
    /// What a tool's answers are; absent where none was settled, and for a
    /// program that sends our own messages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mapping: Option<Mapping>,
    /// The account whose addresses are fetched, where its messages only name one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<Account>,
    /// Its secrets.
    #[serde(flatten)]
    pub rotation: Rotation,
    /// When it was made.
    pub created_at: Instant,
}

/// An account with a tool, from which what a message names is fetched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// What all its addresses begin with: `https://zoe-space.cobot.me`.
    pub url: String,
    /// The token that it gave us, sealed with the server's key.
    pub token: String,
}

/// Sources from before there was a choice take in all that arrives.
const fn always() -> bool {
    true
}

impl SourcesRepo<'_> {
    /// The raw secret of one generation: 32 bytes.
    pub fn secret(&self, source: &SourceId, generation: u32) -> [u8; 32] {
        self.0.secrets().mac("source", &[source.as_str(), &generation.to_string()])
    }

    /// One source.
    pub async fn load(&self, id: &SourceId) -> Result<Option<Versioned<Source>>, TableError> {
        self.0.read(keys::source(id)).await
    }

    /// All sources, in the order made.
    pub async fn list(&self) -> Result<Vec<Source>, TableError> {
        self.0.values(Query::partition(keys::SOURCES)).await
    }

    /// Adds a source that must not exist yet.
    pub fn create(&self, tx: &mut Transaction, source: &Source) {
        tx.create(keys::source(&source.id), source);
    }

    /// Saves a source over the version read.
    pub fn save(&self, tx: &mut Transaction, before: &Versioned<Source>, after: &Source) {
        tx.replace(keys::source(&after.id), after, before.version);
    }

    /// A token as it is stored, and as it is sent.
    pub fn seal_token(&self, source: &SourceId, token: &str) -> String {
        self.0.secrets().seal(TOKEN, source.as_str(), &self.0.ids().random(), token)
    }

    /// The token that was sealed for this source; `None` where it was sealed with
    /// another key.
    pub fn open_token(&self, source: &SourceId, account: &Account) -> Option<String> {
        self.0.secrets().open(TOKEN, source.as_str(), &account.token)
    }

    /// Removes a source of the version read: its webhooks are refused from then on.
    pub fn delete(&self, tx: &mut Transaction, before: &Versioned<Source>) {
        tx.delete(keys::source(&before.value.id), Condition::Version(before.version));
    }
}
