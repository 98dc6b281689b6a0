//! Keys of rules that the coordinator changed.

use crate::table::Key;

/// A rule that was changed, beside the directory that it is read with.
pub fn rule(rule: &str) -> Key {
    super::catalogue("RULE", rule)
}

/// Partition of the review of all members that a change of rules asks for.
pub const RULES_REVIEW: &str = "RULES#REVIEW";

/// Partition of the versions of a rule.
pub fn rule_history(rule: &str) -> String {
    format!("RULES#HISTORY#{rule}")
}
