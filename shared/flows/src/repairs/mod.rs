//! Keeping the rota alive: what is broken in it (nobody is at a session, a place
//! is closed, needs outgrow what comes), what would mend it best, and doing that
//! in one press. It is looked beside everything else, after each change that can
//! break something; what was found stands until it is looked again, and is held
//! against the rota as it is by then when somebody chooses.

mod broken;
mod choose;
mod look;
mod offers;

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use domain::ids::{AgencyId, LocationId, PermanenceId, RepairId, SessionId};
use rota_planner::{Assignment, Change, Part, Problem};
use serde::{Deserialize, Serialize};
use store::repos::repairs::RepairRow;

use crate::plans::Effects;

pub use choose::{ChooseError, choose, let_be};
pub use look::look;

/// What is broken, as it is stored.
pub type Row = RepairRow<Worked>;

/// Why it is broken.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Cause {
    /// Nobody of its advisers is there.
    Absence,
    /// The place is closed.
    Closing,
    /// More is needed than comes.
    Surge {
        /// Parties that are not served in time.
        parties: f64,
    },
}

impl Cause {
    /// Its word.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Absence => "absence",
            Self::Closing => "closing",
            Self::Surge { .. } => "surge",
        }
    }
}

/// A session that can't take place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BrokenSession {
    /// Where.
    pub place: LocationId,
    /// Its series.
    pub permanence: PermanenceId,
    /// The day on which the series has it.
    pub day: NaiveDate,
    /// When it begins, on the place's clock.
    pub start: NaiveDateTime,
    /// How long it is.
    pub minutes: u32,
}

/// What is broken.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Broken {
    /// Why.
    pub cause: Cause,
    /// Whose it is.
    pub agency: AgencyId,
    /// Where; of several sessions, of the first.
    pub place: LocationId,
    /// The sessions, in order of time: of an absence or a closing the first that
    /// it takes; none of a surge.
    #[serde(default)]
    pub sessions: Vec<BrokenSession>,
    /// How many more it takes after these, which are mended once these are.
    #[serde(default)]
    pub later: usize,
}

impl Broken {
    /// The first session; `None` of a surge.
    pub fn first(&self) -> Option<&BrokenSession> {
        self.sessions.first()
    }

    /// Names the same thing each time that it is found, an absence by its first
    /// session; `None` where its parts make no id together.
    pub fn id(&self) -> Option<RepairId> {
        match self.first() {
            Some(session) => of_session(&SessionId::of(&session.permanence, session.day)),
            None => RepairId::parse(&format!("n.{}.{}", self.place, self.agency)).ok(),
        }
    }
}

/// What names a session that is broken.
pub fn of_session(session: &SessionId) -> Option<RepairId> {
    RepairId::parse(&format!("s.{session}")).ok()
}

/// One way to mend it: a plan of a step or two for each session.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Offer {
    /// The sessions that are put there, and those that make room, with the
    /// figures of the rota before and after.
    pub plan: rota_planner::Plan,
    /// What publishing it would do.
    pub effects: Effects,
    /// Points that the rota gains.
    pub gain: f64,
    /// By part, what it gains or loses.
    pub parts: BTreeMap<Part, f64>,
}

impl Offer {
    /// The sessions that are put there: one for each that is mended.
    pub fn assignments(&self) -> &[Assignment] {
        &self.plan.assignments
    }

    /// Names it among the offers for the same thing: the ids of its assignments.
    pub fn id(&self) -> String {
        self.plan.assignments.iter().map(|one| one.id.as_str()).collect::<Vec<_>>().join(".")
    }

    /// The session that an assignment of it mends; `None` of a surge.
    pub fn mends<'a>(&self, broken: &'a Broken, assignment: &Assignment) -> Option<&'a BrokenSession> {
        let Change::Held { permanence, day } = &assignment.change else { return None };
        broken.sessions.iter().find(|one| one.permanence == *permanence && one.day == *day)
    }
}

/// What was worked out about something broken.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Worked {
    /// What is broken.
    pub broken: Broken,
    /// What publishing an offer asks for of what it was worked out from.
    pub problem: Problem,
    /// What would mend it, the best first; three at most.
    pub offers: Vec<Offer>,
}
