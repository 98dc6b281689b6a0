//! What people said about a plan, and how far publishing it is.

use std::collections::{BTreeMap, BTreeSet};
use std::mem::take;

use domain::event::Actor;
use domain::ids::{AgencyId, PermanenceId};
use domain::{Instant, Text};
use rota_planner::{Problem, Weights, WhatIf};
use serde::{Deserialize, Serialize};
use store::repos::outbox::Pending;
use store::repos::plans::PlanRow;

use super::rulings::{Dropped, Ruled, Whose, in_force, parted};
use super::said::{Answer, Asking};

/// A plan as it is stored.
pub type Plan = PlanRow<Settled>;

/// Which series of today stay as they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Keep {
    /// All, or none.
    Every(Every),
    /// These.
    These(Vec<PermanenceId>),
}

/// All or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Every {
    /// All of them.
    All,
    /// None of them.
    None,
}

impl Keep {
    /// Whether a series stays as it is.
    pub fn keeps(&self, permanence: &PermanenceId) -> bool {
        match self {
            Self::Every(every) => *every == Every::All,
            Self::These(these) => these.contains(permanence),
        }
    }
}

/// One change of the rota.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Step {
    /// A new series, of an assignment.
    Create {
        /// Its id.
        assignment: String,
    },
    /// A series goes on as an assignment says.
    Move {
        /// Its id.
        assignment: String,
        /// The series.
        permanence: PermanenceId,
    },
    /// A series has no sessions in the weeks of the plan, and goes on after them
    /// where it was to.
    End {
        /// The series.
        permanence: PermanenceId,
    },
    /// Some sessions of a series do not take place.
    Thin {
        /// The series.
        permanence: PermanenceId,
        /// Their days.
        days: Vec<chrono::NaiveDate>,
    },
    /// One session of a series is held as an assignment says.
    Hold {
        /// Its id.
        assignment: String,
        /// The series.
        permanence: PermanenceId,
        /// The day on which the series has it.
        day: chrono::NaiveDate,
    },
}

impl Step {
    /// The assignment that it makes.
    pub fn assignment(&self) -> Option<&str> {
        match self {
            Self::Create { assignment } | Self::Move { assignment, .. } | Self::Hold { assignment, .. } => {
                Some(assignment)
            }
            Self::End { .. } | Self::Thin { .. } => None,
        }
    }

    /// The series of today that it changes.
    pub fn permanence(&self) -> Option<&PermanenceId> {
        match self {
            Self::Create { .. } => None,
            Self::Move { permanence, .. }
            | Self::End { permanence }
            | Self::Thin { permanence, .. }
            | Self::Hold { permanence, .. } => Some(permanence),
        }
    }
}

/// A step that was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// Which.
    pub step: Step,
    /// The series that it left, with the version it left it at.
    #[serde(default)]
    pub left: Vec<(PermanenceId, u64)>,
    /// Whether sessions with appointments stayed in the old series, at their new
    /// time, and the new series is beside it.
    #[serde(default)]
    pub beside: bool,
    /// Why it was not done, where it was not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<Text>,
}

impl Done {
    /// One that is not taken.
    pub(super) const fn refused(step: Step, reason: Text) -> Self {
        Self { step, left: Vec::new(), beside: false, refused: Some(reason) }
    }
}

/// How far publishing is, or undoing it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publishing {
    /// Who asked.
    pub by: Actor,
    /// When.
    pub at: Instant,
    /// The agencies of which something is published, where something else was
    /// left out; absent where all of it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<BTreeSet<AgencyId>>,
    /// Whether it is taken back.
    pub undoing: bool,
    /// What is still to be done.
    pub todo: Vec<Step>,
    /// Of that, what stood in the way of something else and is tried once more
    /// after all the rest.
    #[serde(default)]
    pub last: Vec<Step>,
    /// What was done.
    pub done: Vec<Done>,
    /// The commits that changed series and that nobody was told of yet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changed: Vec<Pending>,
    /// Of what was taken back, what could not be.
    #[serde(default)]
    pub stayed: Vec<Done>,
}

impl Publishing {
    /// Where a step changed a series that an earlier one left as it was until
    /// then, that one knows its new version: so that only what somebody else
    /// changed is changed.
    pub(super) fn renew(&mut self, left: &[(PermanenceId, u64)]) {
        for (id, version) in left {
            let known = self.done.iter_mut().flat_map(|done| &mut done.left);
            known.filter(|(of, known)| of == id && *known + 1 == *version).for_each(|(_, known)| *known = *version);
        }
    }
}

/// What people said about a plan, and how far publishing it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Settled {
    /// Which series stay.
    pub keep: Keep,
    /// What counts how much.
    pub weights: Weights,
    /// The revision with which what it was worked out from is kept.
    #[serde(default = "first")]
    pub facts: u32,
    /// Pins and forbidden slots, the earliest first.
    #[serde(default)]
    pub rulings: Vec<Ruled>,
    /// Of these, what no longer applied when it was last worked out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dropped: Vec<Dropped>,
    /// What agencies said, the earliest first.
    #[serde(default)]
    pub answers: Vec<Answer>,
    /// The agencies that were asked, and the generation of the link of each.
    #[serde(default)]
    pub asked: BTreeMap<AgencyId, u32>,
    /// When each was asked, and what.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub askings: BTreeMap<AgencyId, Asking>,
    /// Agencies whose mail is to leave with the generation of its link, by the
    /// version of the row that says so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mails: Vec<(u64, Vec<(AgencyId, u32)>)>,
    /// Commits that are told together to those who have to do with them, by the
    /// version of the row that says so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub told: Vec<(u64, Vec<Pending>)>,
    /// What is otherwise than it is: such a plan is to compare, and is not published.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub what_if: Vec<WhatIf>,
    /// How far publishing is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publishing: Option<Publishing>,
}

impl Settled {
    /// Nothing but what was asked for.
    pub const fn new(keep: Keep, weights: Weights) -> Self {
        Self {
            keep,
            weights,
            facts: first(),
            rulings: Vec::new(),
            dropped: Vec::new(),
            answers: Vec::new(),
            asked: BTreeMap::new(),
            askings: BTreeMap::new(),
            mails: Vec::new(),
            told: Vec::new(),
            what_if: Vec::new(),
            publishing: None,
        }
    }

    /// Has what changed since the last time told, by the row of a version; `false`
    /// where nothing did.
    pub(super) fn tell(&mut self, version: u64) -> bool {
        let changed = self.publishing.as_mut().map(|publishing| take(&mut publishing.changed)).unwrap_or_default();
        if changed.is_empty() {
            return false;
        }
        self.told.push((version, changed));
        true
    }

    /// The problem with what was settled.
    pub fn applied(&self, problem: Problem) -> Problem {
        let rulings = in_force(&self.rulings).into_iter().map(|ruled| ruled.ruling).collect();
        let problem = Problem { rulings, weights: self.weights, ..problem };
        self.what_if.iter().fold(problem, |problem, change| change.applied(problem))
    }

    /// Leaves out what no longer applies to what is planned from now, and remembers
    /// it. What is to compare is planned from what its own plan was.
    pub(super) fn fit(&mut self, problem: &Problem) {
        if !self.what_if.is_empty() {
            return;
        }
        let (rulings, dropped) = parted(take(&mut self.rulings), problem);
        self.answers.retain(|answer| {
            let other = Ruled::other_time(&answer.assignment);
            let is_of = |ruled: &Ruled| {
                ruled.whose.is(&answer.agency) && (ruled.assignment == answer.assignment || ruled.assignment == other)
            };
            rulings.iter().any(is_of)
        });
        self.rulings = rulings;
        self.dropped.extend(dropped);
    }

    /// Rules, in place of what the same people ruled of the same assignment.
    pub fn rule(&mut self, ruled: Ruled) {
        self.lift(&ruled.assignment, &ruled.whose);
        self.rulings.push(ruled);
    }

    /// Takes back what somebody ruled of an assignment.
    pub fn lift(&mut self, assignment: &str, whose: &Whose) {
        self.rulings.retain(|known| !(known.assignment == assignment && known.whose == *whose));
    }
}

/// What is worked out for the first time is kept as the first revision.
const fn first() -> u32 {
    1
}
