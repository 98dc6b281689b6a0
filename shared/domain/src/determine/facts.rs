//! What is known of a member and a need, as rules and conditions ask for it.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde_json::{Value, json};

use crate::condition::Facts;
use crate::ids::AgencyId;
use crate::location::Location;

/// Facts that grow by themselves: each with the field that it counts from, and of
/// how many months one more is.
pub(crate) const AGES: [(&str, &str, u32); 3] = [
    ("age_years", "founded_on", 12),
    ("age_in_brussels_years", "hosted_since", 12),
    ("hosted_months", "hosted_since", 1),
];

/// The field by which somebody says a fact.
pub(crate) fn field_of(fact: &str) -> &str {
    match fact {
        "headcount" => "headcount_fte",
        "sector" => "ict_domain",
        "after" => "already_in_touch",
        other => AGES.iter().find(|(age, _, _)| *age == other).map_or(other, |(_, field, _)| *field),
    }
}

/// Facts from the fields of the member model, the need and the place.
///
/// A field left empty is not a fact, except `already_in_touch`, where an empty
/// list says that there was no contact. `contacted` are agencies known to have
/// been in touch beside those that the profile names.
pub fn facts_of(
    profile: &BTreeMap<String, Value>,
    amount_eur: Option<u64>,
    location: Option<&Location>,
    day: NaiveDate,
    contacted: &[AgencyId],
) -> Facts {
    let filled = profile.iter().filter(|(name, value)| name.as_str() == "already_in_touch" || !is_blank(value));
    let mut facts = Facts(filled.map(|(name, value)| (name.clone(), value.clone())).collect());
    if let Some(amount) = amount_eur {
        facts.set("amount_eur", amount);
    }
    if let Some(founded) = date(&facts, "founded_on").and_then(|from| months_between(from, day)) {
        facts.set("age_years", founded / 12);
    }
    if let Some(hosted) = date(&facts, "hosted_since").and_then(|from| months_between(from, day)) {
        facts.set("hosted_months", hosted);
        facts.set("age_in_brussels_years", hosted / 12);
    }
    if let Some(headcount) = facts.get("headcount_fte").cloned() {
        facts.set("headcount", headcount);
    }
    if facts.get("ict_domain").is_some() {
        facts.set("sector", "ict");
    }
    if let Some(location) = location {
        facts.set("in_region", location.nis.is_in_region());
    }
    let mut after: Vec<String> = facts
        .get("already_in_touch")
        .and_then(Value::as_array)
        .map(|agencies| agencies.iter().filter_map(Value::as_str).map(str::to_owned).collect())
        .unwrap_or_default();
    after.extend(
        contacted.iter().map(|agency| agency.as_str().to_owned()).filter(|a| !after.contains(a)).collect::<Vec<_>>(),
    );
    facts.set("after", json!(after));
    facts
}

fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

fn date(facts: &Facts, name: &str) -> Option<NaiveDate> {
    facts.get(name)?.as_str()?.parse().ok()
}

/// Whole months passed; `None` when `from` lies ahead.
fn months_between(from: NaiveDate, to: NaiveDate) -> Option<i32> {
    if to < from {
        return None;
    }
    let months = (to.year() - from.year()) * 12 + i32::try_from(to.month()).ok()? - i32::try_from(from.month()).ok()?;
    Some(if to.day() < from.day() { months - 1 } else { months })
}
