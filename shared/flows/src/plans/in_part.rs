//! What of a plan is published, where not all of it is.

use std::collections::BTreeSet;

use domain::ids::AgencyId;

use super::about::about;
use super::settled::{Plan, Step};
use super::steps::Known;

/// What of a plan is published.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chosen {
    /// These assignments; all where none is named.
    pub assignments: BTreeSet<String>,
    /// Those of these agencies; of all where none is named.
    pub agencies: BTreeSet<AgencyId>,
}

impl Chosen {
    pub(super) fn has(&self, id: &str, agency: &AgencyId) -> bool {
        (self.assignments.is_empty() || self.assignments.contains(id))
            && (self.agencies.is_empty() || self.agencies.contains(agency))
    }
}

/// The agencies of which something was published, taken back since or not, where
/// something else was left out; `None` where all of it was, or nothing yet.
pub fn published_of(plan: &Plan) -> Option<&BTreeSet<AgencyId>> {
    plan.settled.publishing.as_ref()?.part.as_ref()
}

/// The agencies whose work `todo` changes, where it is not all that the plan asks
/// for.
pub(super) fn part_of(todo: &[Step], all: &[Step], known: &Known) -> Option<BTreeSet<AgencyId>> {
    let is_part = all.iter().any(|step| !todo.contains(step));
    let agency = |step| about(step, &known.result, &known.problem).map(|about| about.agency);
    is_part.then(|| todo.iter().filter_map(agency).collect())
}
