//! Keys of what the coordinator sets in place of the directory's own.

/// Partition of the versions of a part of the directory: `STRATEGY`, `KEYWORDS`.
pub fn versions(kind: &str, id: &str) -> String {
    format!("VERSIONS#{kind}#{id}")
}

/// Partition of the review of all members that a change of rules asks for.
pub const RULES_REVIEW: &str = "RULES#REVIEW";

/// Partition of the versions of a rule.
pub fn rule_history(rule: &str) -> String {
    format!("RULES#HISTORY#{rule}")
}
