//! What advisers hand over when they leave: one row each, which says how far it
//! is, so that whoever goes on with it knows where.

use chrono::{NaiveDate, TimeDelta};
use domain::Instant;
use domain::event::Actor;
use domain::ids::{AdviserId, AgencyId, PermanenceId};
use serde::{Deserialize, Serialize};

use crate::context::{Store, Versioned};
use crate::error::TableError;
use crate::keys;
use crate::table::{Condition, Key};
use crate::transaction::Transaction;

/// For how long it is kept after it was asked for.
const KEPT: TimeDelta = TimeDelta::days(400);

/// What a hand-over is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandOverStage {
    /// The sessions from the day on.
    Sessions,
    /// Both are told.
    Telling,
    /// It waits for the day; then the referrals.
    Referrals,
    /// The adviser goes, where nothing names them any more.
    Leaving,
    /// All of it is done.
    Done,
}

impl HandOverStage {
    /// The word of the outside interface.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sessions => "sessions",
            Self::Telling => "telling",
            Self::Referrals => "referrals",
            Self::Leaving => "leaving",
            Self::Done => "done",
        }
    }
}

/// What one adviser hands over to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    /// Who leaves.
    pub adviser: AdviserId,
    /// Whose adviser.
    pub agency: AgencyId,
    /// Who takes it over.
    pub to: AdviserId,
    /// From which day on.
    pub from: NaiveDate,
    /// Why, for both of them; empty where nothing is said.
    #[serde(default)]
    pub reason: String,
    /// Who asked.
    pub by: Actor,
    /// When.
    pub asked_at: Instant,
    /// What it is at.
    pub stage: HandOverStage,
    /// Series that are still to be looked at; absent until they were looked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub todo: Option<Vec<PermanenceId>>,
    /// Where the lists of referrals are read on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Series that the colleague has now.
    #[serde(default)]
    pub handed: Vec<PermanenceId>,
    /// Sessions that changed hands, as far as they were looked at.
    #[serde(default)]
    pub sessions: u32,
    /// Sessions at which nobody is, left to the coordinator.
    #[serde(default)]
    pub left: u32,
    /// Referrals that changed hands.
    #[serde(default)]
    pub referrals: u32,
    /// Referrals that stay: the colleague's address is not one of the agency's.
    #[serde(default)]
    pub kept: u32,
    /// When it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Instant>,
}

impl HandOver {
    /// Asked for, and nothing done yet.
    pub fn asked(
        (adviser, agency): (AdviserId, AgencyId),
        (to, from): (AdviserId, NaiveDate),
        reason: String,
        by: Actor,
        asked_at: Instant,
    ) -> Self {
        Self {
            adviser,
            agency,
            to,
            from,
            reason,
            by,
            asked_at,
            stage: HandOverStage::Sessions,
            todo: None,
            place: None,
            handed: Vec::new(),
            sessions: 0,
            left: 0,
            referrals: 0,
            kept: 0,
            ended_at: None,
        }
    }
}

/// Reads and saves what is handed over.
pub struct HandOversRepo<'a>(pub(crate) &'a Store);

impl HandOversRepo<'_> {
    /// What an adviser hands over, or last did: one read.
    pub async fn load(&self, adviser: &AdviserId) -> Result<Option<Versioned<HandOver>>, TableError> {
        self.0.read(keys::hand_over(adviser)).await
    }

    /// Saves it over the version read, or anew.
    pub fn save(&self, tx: &mut Transaction, hand_over: &HandOver, before: Option<u64>) {
        let ends = hand_over.asked_at.plus(KEPT).seconds();
        tx.put_if(keys::hand_over(&hand_over.adviser), hand_over, Condition::over(before), Some(ends));
        tx.put_if(Key::new(keys::HAND_OVERS, hand_over.adviser.as_str()), &(), Condition::Any, Some(ends));
    }

    /// The same, and it is to be gone on with.
    pub fn go_on(&self, tx: &mut Transaction, hand_over: &HandOver, before: Option<u64>) {
        self.save(tx, hand_over, before);
        if hand_over.stage != HandOverStage::Done {
            tx.pending(&keys::hand_over(&hand_over.adviser).pk, before.unwrap_or_default() + 1);
        }
    }
}
