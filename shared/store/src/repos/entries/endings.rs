//! What the end of an entry is at: series of the rota that are still to be
//! changed, and of a place who and what goes over to the one that follows, one to
//! a commit, so that whoever goes on with it knows where.

use chrono::TimeDelta;
use domain::Instant;
use domain::entry::{Ending, Sort};
use domain::event::Actor;
use domain::ids::{PermanenceId, SourceId, StaffId};
use serde::{Deserialize, Serialize};

use super::EntriesRepo;
use crate::context::Versioned;
use crate::error::TableError;
use crate::keys;
use crate::table::Condition;
use crate::transaction::Transaction;

/// For how long it is kept after it was asked for.
const KEPT: TimeDelta = TimeDelta::days(400);

/// What an end is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EndingStage {
    /// Series of the rota follow.
    Series,
    /// The entry itself gets its last day: of a place whose series moved before,
    /// so that no appointment was lost.
    Entry,
    /// From the day after a place's last on its hosts, the programs that post for
    /// it and its members go over to the place that follows.
    Hosted,
    /// That is taken back.
    Back,
    /// All of it is done.
    Done,
}

impl EndingStage {
    /// The word outside.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Series => "series",
            Self::Entry => "entry",
            Self::Hosted => "hosted",
            Self::Back => "back",
            Self::Done => "done",
        }
    }
}

/// An end that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndingJob {
    /// The sort of the entry.
    pub sort: Sort,
    /// Its id.
    pub id: String,
    /// How it ends.
    pub ending: Ending,
    /// Who asked.
    pub by: Actor,
    /// When.
    pub asked_at: Instant,
    /// What it is at.
    pub stage: EndingStage,
    /// Series that are still to be looked at; absent until they were looked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub todo: Option<Vec<PermanenceId>>,
    /// Series that changed.
    #[serde(default)]
    pub changed: u32,
    /// Series that stay as they are: a person is to look at them.
    #[serde(default)]
    pub left: Vec<PermanenceId>,
    /// Series that went over to another place and clash with something there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clashing: Vec<PermanenceId>,
    /// Who and what went over to the place that follows.
    #[serde(default)]
    pub over: WentOver,
}

/// Who and what went over to the place that follows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WentOver {
    /// Programs and forms that post for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<SourceId>,
    /// Its hosts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hosts: Vec<StaffId>,
    /// How many of its members.
    #[serde(default)]
    pub members: u32,
    /// Where the list of members was left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

impl EntriesRepo<'_> {
    /// What an entry's end is at, or last was: one read.
    pub async fn ending(&self, sort: Sort, id: &str) -> Result<Option<Versioned<EndingJob>>, TableError> {
        self.0.read(keys::entry_ending(sort, id)).await
    }

    /// Saves it over the version read; what is not done is to be gone on with.
    pub fn put_ending(&self, tx: &mut Transaction, job: &EndingJob, before: Option<u64>) {
        let key = keys::entry_ending(job.sort, &job.id);
        let partition = key.pk.clone();
        tx.put_if(key, job, Condition::over(before), Some(job.asked_at.plus(KEPT).seconds()));
        if job.stage != EndingStage::Done {
            tx.pending(&partition, before.unwrap_or_default() + 1);
        }
    }
}
