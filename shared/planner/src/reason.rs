//! Why something is in a plan, why something is not, and what would help.

use domain::Language;
use domain::adviser::HalfDay;
use domain::ids::{AdviserId, AgencyId, LocationId, PermanenceId};
use domain::working_rules::Cadence;
use serde::{Deserialize, Serialize};

/// Why an assignment is in the plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Because {
    /// Parties want this agency here.
    Demand {
        /// Parties that it serves in time, over all its sessions.
        served: f64,
        /// Of these, parties whose need is known today.
        known: u32,
        /// Parties that would be served too late or not at all without it.
        lost: f64,
    },
    /// It meets an aim of the place that nothing else does.
    Aim {
        /// As often as the place's fit asks for.
        cadence: Cadence,
        /// In so many periods of it.
        periods: u32,
    },
    /// It is the session that the agency owes the place in a quarter.
    Quarterly,
    /// Without it nobody would speak this language at so many visits.
    Language {
        /// Which.
        language: Language,
        /// At how many.
        visits: u32,
    },
    /// It is at once with other agencies.
    Joint {
        /// Which.
        agencies: Vec<AgencyId>,
    },
    /// It stays as it is today.
    Steady {
        /// The series.
        permanence: PermanenceId,
    },
    /// Somebody pinned it.
    Pinned,
}

/// Why a need of a place is not met.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum WhyNot {
    /// The agency has no adviser.
    NoAdviser,
    /// Its advisers are elsewhere, where they are worth more.
    Elsewhere {
        /// How many advisers it has.
        advisers: u32,
    },
    /// Its advisers have as many visits as they should have in a week.
    Full {
        /// How many advisers it has.
        advisers: u32,
    },
    /// Its advisers are away, busy or do not work while the place is open.
    Away {
        /// How many advisers it has.
        advisers: u32,
    },
    /// No desk is left while they could come.
    NoDesk {
        /// How many there are.
        desks: u32,
    },
    /// The place is closed all week.
    Closed,
    /// No permanences are planned anywhere in that week: the programme pauses.
    Paused,
    /// A visit would cost more than it brings.
    TooLittle {
        /// Points that the best one would cost.
        short_by: f64,
    },
    /// Somebody forbade what would have served it.
    Forbidden,
}

/// What would help, found by planning again with it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WouldHelp {
    /// What.
    pub change: Relaxation,
    /// Points that the plan gains.
    pub gain: f64,
    /// Parties that are served in time beyond today's plan, everywhere.
    pub parties: f64,
    /// Aims that are met beyond today's plan, everywhere.
    pub aims: u32,
    /// Places with an aim or a party more, this one among them where it is one.
    pub serves: Vec<LocationId>,
}

/// One thing more that people could give.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Relaxation {
    /// An agency's adviser on one more half-day of each week, with one visit
    /// more a week.
    HalfDay {
        /// Whose.
        agency: AgencyId,
        /// Who.
        adviser: AdviserId,
        /// When.
        half_day: HalfDay,
    },
    /// One visit more a week.
    VisitMore {
        /// Whose.
        agency: AgencyId,
        /// Who.
        adviser: AdviserId,
    },
    /// One more desk.
    Desk {
        /// Where.
        place: LocationId,
    },
    /// What somebody forbade is allowed again.
    Allowed {
        /// Who.
        adviser: AdviserId,
        /// Where.
        place: Option<LocationId>,
    },
}
