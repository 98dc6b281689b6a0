//! Erasures: how far each is, and the proof that it was done.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use domain::Instant;
use domain::contact::EmailAddress;
use domain::event::Actor;
use serde::{Deserialize, Serialize};

use super::{PeopleRepo, Place, person_id};
use crate::context::Versioned;
use crate::error::TableError;
use crate::keys;
use crate::table::{Condition, Key, Query};
use crate::transaction::Transaction;

/// For how long an erasure may look for texts.
const MARKS_KEPT: TimeDelta = TimeDelta::days(7);

/// What an erasure is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// What is kept of the person.
    Rows,
    /// Lists that were imported.
    Imports,
    /// What others wrote.
    Texts,
    /// Mails kept on this machine.
    Mails,
    /// Freed pages of the file.
    File,
    /// All of it is done.
    Done,
}

/// The erasure of one person's data; it holds none of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erasure {
    /// Id; later ones are larger.
    pub id: String,
    /// Whose: a keyed hash of the address.
    pub person: String,
    /// When it was asked for.
    pub asked_at: Instant,
    /// Who asked.
    pub by: Actor,
    /// What it is at.
    pub stage: Stage,
    /// Where that goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// How many of what: what was found of the person, and texts changed so far.
    #[serde(default)]
    pub erased: BTreeMap<String, u32>,
    /// When it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Instant>,
}

impl PeopleRepo<'_> {
    /// When the data of whoever has this address were erased last: one read.
    pub async fn erased(&self, email: &EmailAddress) -> Result<Option<Instant>, TableError> {
        self.0.value(keys::person_erased(&person_id(self.0.secrets(), email))).await
    }

    /// Asks for an erasure, which looks for `marks` in what others wrote.
    pub fn ask_erasure(&self, tx: &mut Transaction, erasure: &Erasure, marks: &[String]) {
        tx.create(keys::erasure(&erasure.id), erasure);
        let ends = Some(erasure.asked_at.plus(MARKS_KEPT).seconds());
        tx.put_if(keys::erasure_marks(&erasure.id), marks, Condition::Absent, ends);
        list(tx, erasure, 1);
    }

    /// Saves an erasure over the version read. What it looked for goes with the
    /// last mail.
    pub fn save_erasure(&self, tx: &mut Transaction, erasure: &Erasure, version: u64) {
        tx.replace(keys::erasure(&erasure.id), erasure, version);
        if matches!(erasure.stage, Stage::File | Stage::Done) {
            tx.delete(keys::erasure_marks(&erasure.id), Condition::Any);
        }
        if let Some(at) = erasure.ended_at {
            tx.put(keys::person_erased(&erasure.person), &at);
        }
        list(tx, erasure, version + 1);
    }

    /// One erasure: one read.
    pub async fn erasure(&self, id: &str) -> Result<Option<Versioned<Erasure>>, TableError> {
        self.0.read(keys::erasure(id)).await
    }

    /// What it looks for; empty once that is over. One read.
    pub async fn marks(&self, id: &str) -> Result<Vec<String>, TableError> {
        Ok(self.0.value(keys::erasure_marks(id)).await?.unwrap_or_default())
    }

    /// A page of erasures, the newest first: one query.
    pub async fn erasures(
        &self,
        after: Option<String>,
        limit: usize,
    ) -> Result<(Vec<Erasure>, Option<String>), TableError> {
        self.0.page_of(&Query::partition(keys::ERASURES).descending().limit(limit).after(after)).await
    }
}

fn list(tx: &mut Transaction, erasure: &Erasure, version: u64) {
    tx.put(Key::new(keys::ERASURES, erasure.id.clone()), erasure);
    if erasure.stage != Stage::Done {
        tx.pending(&format!("{}{}", keys::ERASURE, erasure.id), version);
    }
}
