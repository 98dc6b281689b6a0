//! Proposed rotas: how each stands, what it was worked out from, and what came
//! of it. The last two are texts in pieces, as they can be larger than a row.

use chrono::{NaiveDate, TimeDelta};
use domain::Instant;
use domain::event::Actor;
use domain::figures::Quarter;
use domain::holidays::StaffDays;
use domain::ids::{LocationId, PermanenceId, PlanId, RepairId};
use domain::permanence::Permanence;
use domain::working_days::deadline;
use domain::worklist::{Task, TaskAbout};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::context::{Store, Versioned};
use crate::error::TableError;
use crate::keys;
use crate::repos::tasks;
use crate::table::{Condition, Query};
use crate::transaction::Transaction;

/// For how long a plan is kept after it was asked for.
const KEPT: TimeDelta = TimeDelta::days(400);
/// Working days within which somebody looks at a rota that nobody asked for.
const DAYS_TO_LOOK: u32 = 5;
/// Bytes of a piece: a row holds 400 KB.
const PIECE: usize = 300_000;
/// Pieces of one text, at most.
const PIECES: usize = 40;

/// How a plan stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanStatus {
    /// It is worked out.
    Running,
    /// It can be looked at, changed, published.
    Ready,
    /// It became the rota, or is about to.
    Published,
    /// It was the rota, and is not any more.
    Undone,
    /// It could not be worked out.
    Failed,
    /// Somebody looked at it and put it aside.
    Aside,
}

impl PlanStatus {
    /// The word of the outside interface.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Ready => "ready",
            Self::Published => "published",
            Self::Undone => "undone",
            Self::Failed => "failed",
            Self::Aside => "aside",
        }
    }
}

/// What a plan is for, where nobody asked for it by weeks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Origin {
    /// It is the rota of a quarter, and was asked for by itself.
    Quarter {
        /// Which.
        quarter: Quarter,
    },
    /// It mends something.
    Repair {
        /// What.
        repair: RepairId,
        /// Where.
        place: LocationId,
    },
}

/// A plan as lists show it, and how far it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlanRow<T> {
    /// Id.
    pub id: PlanId,
    /// The first day, a Monday.
    pub from: NaiveDate,
    /// How many weeks.
    pub weeks: u32,
    /// How it stands.
    pub status: PlanStatus,
    /// Percent that is done of what is under way.
    pub progress: u32,
    /// How often it was asked for again; names the pieces of what came of it.
    pub revision: u32,
    /// Who asked.
    pub by: Actor,
    /// When.
    pub asked_at: Instant,
    /// Until when somebody works it out; absent where nobody does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leased_until: Option<Instant>,
    /// How often somebody began to work this revision out.
    #[serde(default)]
    pub attempts: u32,
    /// What it is for; absent where somebody asked for its weeks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// What was asked, answered and settled about it, and how far publishing is.
    pub settled: T,
}

impl<T> PlanRow<T> {
    /// That a rota which nobody asked for waits to be looked at.
    fn task(&self) -> Option<Task> {
        let Some(Origin::Quarter { .. }) = &self.origin else { return None };
        Some(Task {
            about: TaskAbout::Plan { plan: self.id.clone() },
            agency: None,
            location: None,
            since: self.asked_at,
            due: deadline(self.asked_at, DAYS_TO_LOOK, &StaffDays::default()),
        })
    }
}

#[derive(Serialize, Deserialize)]
struct Piece {
    text: String,
    last: bool,
}

/// Reads and saves plans.
pub struct PlansRepo<'a>(pub(crate) &'a Store);

impl PlansRepo<'_> {
    /// How a plan stands: one read.
    pub async fn load<T: DeserializeOwned>(&self, id: &PlanId) -> Result<Option<Versioned<PlanRow<T>>>, TableError> {
        self.0.read(keys::plan(id)).await
    }

    /// A page of plans, the newest first, and where it goes on: one query.
    pub async fn page<T: DeserializeOwned>(
        &self,
        after: Option<String>,
        limit: usize,
    ) -> Result<(Vec<PlanRow<T>>, Option<String>), TableError> {
        self.0.page_of(&Query::partition(keys::PLANS).descending().limit(limit).after(after)).await
    }

    /// Plans that wait to be worked out, or are: one query.
    pub async fn waiting(&self) -> Result<Vec<PlanId>, TableError> {
        let rows = self.0.all(Query::partition(keys::PLANS_WAITING)).await?;
        Ok(rows.iter().filter_map(|row| PlanId::parse(&row.key.sk).ok()).collect())
    }

    /// Claims the rota of a quarter for a plan that is asked for by itself: there
    /// is one, however often that is tried.
    pub fn claim_quarter(&self, tx: &mut Transaction, quarter: Quarter, plan: &PlanId) {
        let ends = Some(self.0.now().plus(KEPT).seconds());
        tx.put_if(keys::plan_of_quarter(quarter), plan, Condition::Absent, ends);
    }

    /// The plan that was asked for by itself for a quarter: one read.
    pub async fn of_quarter(&self, quarter: Quarter) -> Result<Option<PlanId>, TableError> {
        self.0.value(keys::plan_of_quarter(quarter)).await
    }

    /// Saves how a plan stands, over the version read, with its rows in lists.
    pub fn save<T: Serialize>(&self, tx: &mut Transaction, plan: &PlanRow<T>, before: Option<u64>) {
        let ends = Some(plan.asked_at.plus(KEPT).seconds());
        tx.put_if(keys::plan(&plan.id), plan, Condition::over(before), ends);
        tx.put_if(keys::plan_entry(&plan.id), plan, Condition::Any, ends);
        if plan.status == PlanStatus::Running {
            tx.put_if(keys::plan_waits(&plan.id), &plan.revision, Condition::Any, ends);
        } else {
            tx.delete(keys::plan_waits(&plan.id), Condition::Any);
        }
        if let Some(task) = plan.task() {
            let is_open = plan.status == PlanStatus::Ready;
            tasks::change(tx, Some(&task).filter(|_| !is_open), Some(&task).filter(|_| is_open), ends);
        }
    }

    /// The same, and what follows from it is to be planned.
    pub fn go_on<T: Serialize>(&self, tx: &mut Transaction, plan: &PlanRow<T>, before: Option<u64>) {
        self.save(tx, plan, before);
        tx.pending(&keys::plan_partition(&plan.id), before.unwrap_or_default() + 1);
    }

    /// Keeps a series as it was before a plan changed it, once.
    pub fn keep_before(&self, tx: &mut Transaction, id: &PlanId, before: &Permanence) {
        let ends = Some(self.0.now().plus(KEPT).seconds());
        tx.put_if(keys::plan_before(id, &before.id), before, Condition::Any, ends);
    }

    /// A series as it was before a plan changed it: one read.
    pub async fn before(&self, id: &PlanId, permanence: &PermanenceId) -> Result<Option<Permanence>, TableError> {
        self.0.value(keys::plan_before(id, permanence)).await
    }

    /// Keeps a text of a plan's revision, a commit for each piece. Kept twice it
    /// is the same.
    pub async fn keep<T: Serialize>(
        &self,
        id: &PlanId,
        what: &str,
        revision: u32,
        value: &T,
    ) -> Result<(), TableError> {
        let text = serde_json::to_string(value).map_err(|error| TableError::Invalid(error.to_string()))?;
        let pieces = in_pieces(&text);
        if pieces.len() > PIECES {
            return Err(TableError::TooLarge(what.to_owned()));
        }
        for (nth, piece) in pieces.iter().enumerate() {
            let piece = Piece { text: (*piece).to_owned(), last: nth + 1 == pieces.len() };
            let mut tx = Transaction::new();
            let ends = Some(self.0.now().plus(KEPT).seconds());
            tx.put_if(keys::plan_piece(id, what, revision, nth), &piece, Condition::Any, ends);
            self.0.commit(tx).await?;
        }
        Ok(())
    }

    /// What [`Self::keep`] kept; `None` where it is not all there: one query.
    pub async fn kept<T: DeserializeOwned>(
        &self,
        id: &PlanId,
        what: &str,
        revision: u32,
    ) -> Result<Option<T>, TableError> {
        let prefix = format!("{what}#{revision:06}#");
        let pieces: Vec<Piece> = self.0.values(Query::partition(keys::plan_partition(id)).prefix(&prefix)).await?;
        // What follows the last piece is of an attempt that was longer, and died.
        let Some(last) = pieces.iter().position(|piece| piece.last) else { return Ok(None) };
        let text: String = pieces.into_iter().take(last + 1).map(|piece| piece.text).collect();
        serde_json::from_str(&text).map(Some).map_err(|error| TableError::Corrupt(error.to_string()))
    }
}

/// Pieces of at most [`PIECE`] bytes, none of which ends within a letter.
fn in_pieces(text: &str) -> Vec<&str> {
    let (mut pieces, mut rest) = (Vec::new(), text);
    while rest.len() > PIECE {
        let end = (0..=PIECE).rev().find(|at| rest.is_char_boundary(*at)).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        pieces.push(piece);
        rest = after;
    }
    pieces.push(rest);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_its_pieces() {
        for text in [String::new(), "é".repeat(PIECE), format!("a{}", "€".repeat(PIECE))] {
            let pieces = in_pieces(&text);
            assert_eq!(pieces.concat(), text);
            assert!(pieces.iter().all(|piece| piece.len() <= PIECE));
        }
    }
}
