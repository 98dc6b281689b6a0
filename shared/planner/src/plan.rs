//! What is proposed.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use domain::ids::{AdviserId, AgencyId, LocationId, PermanenceId};
use domain::permanence::Recurrence;
use serde::{Deserialize, Serialize};

use crate::rhythm::{Rhythm, divided};
use crate::{Because, Cell, Part, Problem, Visit, WhyNot, WouldHelp};

/// A proposal, with what speaks for it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// Who comes where, in order of the first session, then place and adviser.
    pub assignments: Vec<Assignment>,
    /// What is missing, the weightiest first.
    pub gaps: Vec<Gap>,
    /// Series of today that the plan does without, in id order.
    pub gone: Vec<Gone>,
    /// What it is worth.
    pub score: Score,
    /// No plan is worth more: proven, not guessed. At least `score.total`.
    pub bound: f64,
    /// The plan in figures.
    pub figures: Figures,
    /// What stands today in the same figures.
    pub today: Figures,
    /// Steps that were tried.
    pub steps: u64,
}

impl Plan {
    /// Each session, in order.
    pub fn visits(&self) -> Vec<Visit> {
        let of = |one: &Assignment| {
            let (place, adviser) = (one.place.clone(), one.adviser.clone());
            one.cells.clone().into_iter().map(move |cell| Visit {
                cell,
                place: place.clone(),
                adviser: adviser.clone(),
            })
        };
        let mut visits: Vec<Visit> = self.assignments.iter().flat_map(of).collect();
        visits.sort_unstable();
        visits
    }
}

/// One adviser at one place: a series, or a single session.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Assignment {
    /// Names the same adviser, place, weekday, window and first day in every
    /// plan: lower-case letters, digits and hyphens.
    pub id: String,
    /// Who.
    pub adviser: AdviserId,
    /// Whose.
    pub agency: AgencyId,
    /// Where.
    pub place: LocationId,
    /// The first session, on the wall clock.
    pub start: NaiveDateTime,
    /// How long each is.
    pub duration_minutes: u32,
    /// Each session, in order; at least one.
    pub cells: Vec<Cell>,
    /// How often, without a gap but on days that are [off](crate::Problem::off); `None`
    /// where it is a single session. Of what is kept it is that of the series.
    #[serde(default, alias = "every_weeks")]
    pub rhythm: Option<Rhythm>,
    /// Against what stands today.
    pub change: Change,
    /// Why, the weightiest first; at least one.
    pub because: Vec<Because>,
    /// What the plan would lose without it, in points.
    pub worth: f64,
    /// The best thing to have instead of it.
    pub next_best: Option<NextBest>,
}

impl Assignment {
    /// Its rhythm as a rule; `None` where it has one session.
    pub fn rule(&self) -> Option<Recurrence> {
        self.rhythm.filter(|_| self.cells.len() > 1).map(|rhythm| rhythm.rule(self.start.date()))
    }

    /// Whether it has its rhythm to the end of the plan's weeks, so that a series can
    /// go on in it.
    pub fn lasts(&self, problem: &Problem) -> bool {
        let last = self.cells.last().map(|cell| cell.day);
        self.rhythm.zip(last).is_some_and(|(rhythm, last)| rhythm.lasts(last, problem, &self.place))
    }

    /// What it has beside its sessions of some days, each series without a gap.
    pub fn without(&self, days: &[NaiveDate], problem: &Problem) -> Vec<Self> {
        let left: Vec<NaiveDate> = self.cells.iter().map(|cell| cell.day).filter(|day| !days.contains(day)).collect();
        let of = |(rhythm, days): (Option<Rhythm>, Vec<NaiveDate>)| {
            let start = days.first()?.and_time(self.start.time());
            let cells = self.cells.iter().filter(|cell| days.contains(&cell.day)).copied().collect();
            Some(Self { start, cells, rhythm, ..self.clone() })
        };
        divided(&left, &problem.off(&self.place)).into_iter().filter_map(of).collect()
    }
}

/// How an assignment differs from what stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Change {
    /// It is not there today.
    New,
    /// The agency's series comes to this place already, on another weekday, at
    /// another time or with another adviser.
    Moved {
        /// Which.
        from: PermanenceId,
    },
    /// One session of a series is held so instead of as the series has it.
    Held {
        /// Which series.
        permanence: PermanenceId,
        /// The day on which the series has it.
        day: NaiveDate,
    },
    /// It is there today as it is, each session; those that the series has beside
    /// them are [gone](Plan::gone).
    Kept {
        /// Which.
        permanence: PermanenceId,
    },
}

/// What could be instead.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NextBest {
    /// Who.
    pub adviser: AdviserId,
    /// Where.
    pub place: LocationId,
    /// The first session.
    pub cell: Cell,
    /// Points less than what is proposed; not negative.
    pub less: f64,
    /// By part, what it loses (negative) or gains against what is proposed.
    pub parts: BTreeMap<Part, f64>,
}

/// Something that is needed and missing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Gap {
    /// Where.
    pub place: LocationId,
    /// Of whom; `None` where the place misses a visit of anybody.
    pub agency: Option<AgencyId>,
    /// The first week in which it is missing, from 0.
    pub week: u32,
    /// In how many weeks.
    pub weeks: u32,
    /// Parties that are not served in time.
    pub parties: f64,
    /// Why not; at least one.
    pub because: Vec<WhyNot>,
    /// What would help, the most first; empty where nothing that was tried does.
    pub would_help: Vec<WouldHelp>,
}

/// A series of today without which, or without some sessions of which, the plan
/// does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Gone {
    /// Which.
    pub permanence: PermanenceId,
    /// Points that the plan would lose by keeping it as it is, what it would
    /// displace being left out.
    pub costs: f64,
    /// Sessions of it that no assignment keeps; all of one that ends.
    pub cells: Vec<Cell>,
}

/// Points.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// The sum of the parts.
    pub total: f64,
    /// Each part as it counts, weights included: what is lost is negative.
    pub parts: BTreeMap<Part, f64>,
}

/// A plan, or what stands, in figures that people compare.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// Parties that want an appointment.
    pub demand: f64,
    /// Of these, parties that are served in time.
    pub served: f64,
    /// Aims: each period of each place that somebody should visit, and each
    /// session of a quarter.
    pub aims: u32,
    /// Of these, aims that are met.
    pub aims_met: u32,
    /// Places at a time at which somebody is there.
    pub visits: u32,
    /// Of these, visits at which both French and Dutch are spoken.
    pub both_languages: u32,
    /// Of these, visits of two agencies or more.
    pub joint: u32,
    /// Minutes on the way, all weeks together.
    pub travel_minutes: u32,
    /// Sessions that are not there today.
    pub new_sessions: u32,
    /// Sessions of today that are not there any more.
    pub gone_sessions: u32,
    /// Appointments in sessions that are not there any more.
    pub displaced: u32,
    /// By place and week.
    pub coverage: Vec<Coverage>,
    /// By adviser.
    pub load: Vec<Load>,
}

/// A place in a week.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Coverage {
    /// Where.
    pub place: LocationId,
    /// Which week, from 0.
    pub week: u32,
    /// Agencies that come.
    pub agencies: Vec<AgencyId>,
    /// Parties whose need arose in that week.
    pub demand: f64,
    /// Of these, parties that are served in time.
    pub served: f64,
}

/// An adviser's part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Load {
    /// Who.
    pub adviser: AdviserId,
    /// Whose.
    pub agency: AgencyId,
    /// Visits in all weeks.
    pub visits: u32,
    /// Visits that they could have at most.
    pub most: u32,
}
