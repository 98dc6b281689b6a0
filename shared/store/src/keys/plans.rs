//! Keys of proposed rotas.

use domain::figures::Quarter;
use domain::ids::{PermanenceId, PlanId, RepairId};

use crate::table::Key;

/// What the partition of a plan begins with.
pub const PLAN: &str = "PLAN#";
/// The list of plans, by id: ids sort by time.
pub const PLANS: &str = "PLANS";
/// Plans that wait to be worked out.
pub const PLANS_WAITING: &str = "PLANS#WAITING";

/// The partition of a plan.
pub fn plan_partition(id: &PlanId) -> String {
    format!("{PLAN}{id}")
}

/// How a plan stands.
pub fn plan(id: &PlanId) -> Key {
    Key::new(plan_partition(id), "PLAN")
}

/// What it was worked out from, or what came of it, in pieces: too large for a
/// row.
pub fn plan_piece(id: &PlanId, what: &str, revision: u32, nth: usize) -> Key {
    Key::new(plan_partition(id), format!("{what}#{revision:06}#{nth:03}"))
}

/// Its row in the list.
pub fn plan_entry(id: &PlanId) -> Key {
    Key::new(PLANS, id.as_str())
}

/// That it waits to be worked out.
pub fn plan_waits(id: &PlanId) -> Key {
    Key::new(PLANS_WAITING, id.as_str())
}

/// A series as it was before a plan changed it.
pub fn plan_before(id: &PlanId, permanence: &PermanenceId) -> Key {
    Key::new(plan_partition(id), format!("BEFORE#{permanence}"))
}

/// That the rota of a quarter was asked for by itself.
pub fn plan_of_quarter(quarter: Quarter) -> Key {
    Key::new("PLANS#QUARTERS", quarter.to_string())
}

/// What is broken in the rota, with what would mend it.
pub const REPAIRS: &str = "REPAIRS";

/// One thing that is broken.
pub fn repair(id: &RepairId) -> Key {
    Key::new(REPAIRS, id.as_str())
}

/// That it is to be looked what is broken.
pub fn repairs_waiting() -> Key {
    Key::new("REPAIRS#WAITING", "LOOK")
}
