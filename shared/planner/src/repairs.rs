//! What can be done where the rota breaks: sessions that can't take place, or
//! needs that outgrow what comes. One session is put at the place, and where no
//! rule lets it in beside all the rest, one session of today makes room. Every
//! such change that keeps to the hard rules is judged; the best are told. What is
//! mended at once is mended together: no substitute is taken twice, and of each
//! session counts what the others leave.

mod mender;
mod surges;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::ids::{AgencyId, LocationId};
use serde::{Deserialize, Serialize};

use crate::frame::Frame;
use crate::judge::of_visits;
use crate::{Assignment, Part, Problem, Visit};

use mender::Mender;
pub use surges::{Surge, surges};

/// Where something is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    /// Of whom.
    pub agency: AgencyId,
    /// Where.
    pub place: LocationId,
    /// The first and the last day on which something can be put.
    pub days: (NaiveDate, NaiveDate),
    /// Whether what is put must bring more than it costs; else the best there is
    /// is told, as people have appointments in what is missing.
    pub must_gain: bool,
    /// What is known not to be possible though the rules of the plan allow it.
    pub not: Vec<Visit>,
}

/// A change that mends it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Repair {
    /// The session that is put there, with why; it is worth what the repair gains.
    pub assignment: Assignment,
    /// The session of today that makes room.
    pub without: Option<Visit>,
    /// Points that the rota gains by it, after those before it; negative where it
    /// costs more than it brings.
    pub gain: f64,
    /// By part, what it gains or loses (negative); their sum is the gain.
    pub parts: BTreeMap<Part, f64>,
}

/// Changes that mend several breaches, made together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mended {
    /// One for each breach, in their order; `None` where nothing can be done about
    /// it beside the others. At least one is there.
    pub repairs: Vec<Option<Repair>>,
    /// Points that the rota gains by all of them.
    pub gain: f64,
    /// By part, what it gains or loses (negative); their sum is the gain.
    pub parts: BTreeMap<Part, f64>,
}

impl Mended {
    /// Those that are made.
    pub fn made(&self) -> impl Iterator<Item = &Repair> {
        self.repairs.iter().flatten()
    }
}

/// For each group of breaches, each in order of time, the best ways to mend it, at
/// most `most`: those that mend more of it first, then those that gain more.
/// `standing` are the visits that take place as things are. A repair puts one
/// visit of the agency at the place, or elsewhere in its building, on one of the
/// days. Only where it can't be beside all the rest does one visit make room, and
/// only where that gains something: of the same adviser in that week, or at that
/// place at that time, of a series that has one adviser and is not kept. Of one
/// breach all are tried; of several the best are gone on with, one breach after
/// another.
pub fn repairs(problem: &Problem, standing: &[Visit], groups: &[Vec<Breach>], most: usize) -> Vec<Vec<Mended>> {
    let frame = Frame::of(problem);
    let mut state = of_visits(&frame, standing);
    let mut mender = Mender::of(&mut state, standing);
    groups.iter().map(|group| mender.of_group(group, most)).collect()
}
