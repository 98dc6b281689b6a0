//! What people said about a plan, and how far publishing it is.

use std::collections::{BTreeMap, BTreeSet};

use domain::event::Actor;
use domain::ids::{AgencyId, PermanenceId};
use domain::{Instant, Text};
use rota_planner::{Problem, Ruling, Weights, WhatIf};
use serde::{Deserialize, Serialize};
use store::repos::plans::PlanRow;

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

/// Who ruled something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// The coordinator.
    Coordinator,
    /// An agency, by its answer.
    Agency(AgencyId),
}

/// Something that people settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruled {
    /// The assignment that it was said of, by its id.
    pub assignment: String,
    /// Who said so.
    pub whose: Whose,
    /// What.
    pub ruling: Ruling,
}

/// What an agency says of an assignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Says {
    /// It comes.
    Yes,
    /// It does not.
    No,
    /// It comes on another day of the week, or at another time.
    Other {
        /// Days after Monday, 0 to 4.
        weekday: u8,
        /// Which window of the day, from 0.
        window: u8,
    },
}

/// What an agency said of an assignment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Which agency.
    pub agency: AgencyId,
    /// Of which assignment.
    pub assignment: String,
    /// `yes`, `no` or `other`.
    pub says: Says,
    /// Why not; empty where nothing was said.
    #[serde(default)]
    pub reason: String,
    /// When.
    pub at: Instant,
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
    /// Pins and forbidden slots, the earliest first.
    #[serde(default)]
    pub rulings: Vec<Ruled>,
    /// What agencies said, the earliest first.
    #[serde(default)]
    pub answers: Vec<Answer>,
    /// The agencies that were asked, and the generation of the link of each.
    #[serde(default)]
    pub asked: BTreeMap<AgencyId, u32>,
    /// Agencies whose mail is to leave with the generation of its link, by the
    /// version of the row that says so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mails: Vec<(u64, Vec<(AgencyId, u32)>)>,
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
            rulings: Vec::new(),
            answers: Vec::new(),
            asked: BTreeMap::new(),
            mails: Vec::new(),
            what_if: Vec::new(),
            publishing: None,
        }
    }

    /// The problem with what was settled. Of two that contradict each other the
    /// later holds.
    pub fn applied(&self, problem: Problem) -> Problem {
        let mut rulings: Vec<Ruling> = Vec::new();
        for Ruled { ruling, .. } in &self.rulings {
            for earlier in &mut rulings {
                if (&earlier.adviser, &earlier.place) == (&ruling.adviser, &ruling.place) {
                    earlier.cells.retain(|cell| !ruling.cells.contains(cell));
                }
            }
            rulings.push(ruling.clone());
        }
        rulings.retain(|ruling| !ruling.cells.is_empty());
        let problem = Problem { rulings, weights: self.weights, ..problem };
        self.what_if.iter().fold(problem, |problem, change| change.applied(problem))
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
