//! What is planned from.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveTime};
use domain::Language;
use domain::adviser::HalfDay;
use domain::distance::Point;
use domain::ids::{AdviserId, AgencyId, LocationId, PermanenceId};
use domain::working_rules::{Cadence, Travel};
use serde::{Deserialize, Serialize};

use crate::Weights;

/// All that a plan is made of. Every list is in id order, so that the same
/// facts are the same value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Problem {
    /// The first day, a Monday.
    pub from: NaiveDate,
    /// How many weeks, 1 to 26.
    pub weeks: u32,
    /// When visits take place on a working day, in order; not overlapping.
    pub windows: Vec<VisitWindow>,
    /// What holds of each visit.
    pub visit: VisitRule,
    /// Who can come.
    pub advisers: Vec<Adviser>,
    /// Where.
    pub places: Vec<Place>,
    /// Days on which the programme pauses, so that nobody comes anywhere. Each is
    /// among [`Place::closed`] of every place; here it says why.
    #[serde(default)]
    pub pauses: BTreeSet<NaiveDate>,
    /// What is needed; at most one line for a place, an agency and a week.
    pub demand: Vec<Demand>,
    /// What the rota has today, within the weeks.
    pub standing: Vec<Standing>,
    /// What people settled: it comes, or it never does.
    pub rulings: Vec<Ruling>,
    /// What counts how much.
    pub weights: Weights,
    /// Where random choices begin.
    pub seed: u64,
    /// How many steps of improvement are tried; the time that it takes follows.
    pub steps: u64,
    /// Visits that the search begins with, as far as they keep to the rules: no plan
    /// that it finds is worth less than they are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub start: Vec<Visit>,
}

/// Steps of improvement for each adviser who may come, however many weeks are
/// planned.
const STEPS_AN_ADVISER: u64 = 100_000;

/// A part of the day in which somebody is at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitWindow {
    /// When it begins, on the wall clock.
    pub start: NaiveTime,
    /// How long it is.
    pub minutes: u32,
}

/// What holds of each visit.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct VisitRule {
    /// Parties that one adviser receives in a visit.
    pub parties: u32,
    /// Agencies at one place at once, at most.
    pub agencies_most: u32,
    /// Minutes without duty between two visits of an adviser on one day.
    pub lunch_minutes: u32,
    /// Minutes on site that an adviser has in a week, at most.
    pub week_minutes_most: u32,
    /// Parties whose need arose in a week are served in time within so many
    /// weeks after it; 1 means in that week or the next.
    pub served_within_weeks: u32,
    /// How long a way takes.
    pub travel: Travel,
}

/// A day and one of its windows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Cell {
    /// The day.
    pub day: NaiveDate,
    /// Which of [`Problem::windows`], from 0.
    pub window: u8,
}

/// Who can come, and when.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Adviser {
    /// Id.
    pub id: AdviserId,
    /// Whose: the agency that acts today, where another was followed.
    pub agency: AgencyId,
    /// Languages spoken.
    pub languages: Vec<Language>,
    /// Half-days of the week on which they work; never empty.
    pub half_days: BTreeSet<HalfDay>,
    /// When they can't though they work then: away, busy, the agency closed, a
    /// holiday.
    pub away: BTreeSet<Cell>,
    /// Visits in a week, at most.
    pub most_a_week: u32,
    /// Minutes on site in a week that they agreed to beyond
    /// [`VisitRule::week_minutes_most`]; mostly none.
    #[serde(default)]
    pub minutes_more: u32,
    /// What they hold outside of all windows, in the evening say: of each session
    /// the week, from 0, and the minutes. It counts towards the most of its week,
    /// and for nothing else.
    #[serde(default)]
    pub outside: Vec<(u32, u32)>,
    /// Where they set out from, where known.
    pub starts_at: Option<Point>,
}

/// Where somebody can come to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Id.
    pub id: LocationId,
    /// Places in one building are one stop.
    pub building: Option<String>,
    /// Where it lies.
    pub point: Point,
    /// Languages spoken there; a visit should offer each of French and Dutch.
    pub languages: Vec<Language>,
    /// Advisers that it can seat at once; `None` where not said.
    pub desks: Option<u32>,
    /// The windows in which it is open, as places in [`Problem::windows`].
    pub open: BTreeSet<u8>,
    /// Days on which nobody can come: it is closed, a holiday, a pause of the
    /// programme.
    pub closed: BTreeSet<NaiveDate>,
    /// How often somebody should be there, where that is aimed at.
    pub aim: Option<Cadence>,
    /// The agency that owes it a session in each quarter.
    pub quarterly: Option<AgencyId>,
    /// When each agency was last there before the weeks that are planned: an aim
    /// of a period that began before is not met twice.
    #[serde(default)]
    pub before: BTreeMap<AgencyId, NaiveDate>,
}

/// What is needed of an agency at a place in a week.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Demand {
    /// Where.
    pub place: LocationId,
    /// Of whom.
    pub agency: AgencyId,
    /// Which week, from 0.
    pub week: u32,
    /// Parties that are expected to want an appointment; not negative.
    pub parties: f64,
    /// Of these, parties whose need is already known.
    pub known: u32,
}

/// A series of the rota, within the weeks that are planned.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    /// Which.
    pub permanence: PermanenceId,
    /// Whose: the agency that acts today.
    pub agency: AgencyId,
    /// Where.
    pub place: LocationId,
    /// Who is there; where nobody is named it is kept as it is.
    pub advisers: Vec<AdviserId>,
    /// Start on the wall clock.
    pub start: NaiveTime,
    /// How long.
    pub minutes: u32,
    /// When it takes place, in order: the day, and the window that it fills
    /// most of.
    pub cells: Vec<Cell>,
    /// Appointments that are made in it, by day.
    pub booked: Vec<(NaiveDate, u32)>,
    /// It stays as it is.
    pub kept: bool,
}

/// What people settled about an adviser at a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruling {
    /// Whether it comes, or never does.
    pub wish: Wish,
    /// Who.
    pub adviser: AdviserId,
    /// Where; `None` forbids every place, and is never a pin.
    pub place: Option<LocationId>,
    /// When.
    pub cells: Vec<Cell>,
}

/// Whether something comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wish {
    /// It is in every plan.
    Pinned,
    /// It is in none.
    Forbidden,
}

/// One adviser at one place once.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Visit {
    /// When.
    pub cell: Cell,
    /// Where.
    pub place: LocationId,
    /// Who.
    pub adviser: AdviserId,
}

impl Problem {
    /// As many steps as a plan that somebody asks for has, with so many advisers.
    pub fn usual_steps(advisers: usize) -> u64 {
        STEPS_AN_ADVISER * advisers as u64
    }

    /// Days on which the calendar itself cancels what a series has at a place; a
    /// pause of the programme is none of them.
    pub fn off(&self, place: &LocationId) -> BTreeSet<NaiveDate> {
        let closed = self.places.iter().find(|one| one.id == *place).map(|one| &one.closed);
        closed.into_iter().flatten().filter(|day| !self.pauses.contains(*day)).copied().collect()
    }

    /// What the rota has today, as visits. Series without a named adviser are in
    /// every plan, and not among them.
    pub fn visits_today(&self) -> Vec<Visit> {
        let of = |one: &Standing| {
            let (place, cells, advisers) = (one.place.clone(), one.cells.clone(), one.advisers.clone());
            cells.into_iter().flat_map(move |cell| {
                let place = place.clone();
                advisers.clone().into_iter().map(move |adviser| Visit { cell, place: place.clone(), adviser })
            })
        };
        let mut visits: Vec<Visit> = self.standing.iter().flat_map(of).collect();
        visits.sort_unstable();
        visits.dedup();
        visits
    }
}
