//! The working rules. The file says them in words, for the people who agreed
//! on them; a word that is not understood stops the loading.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::agency::Agency;
use domain::working_rules::{Cadence, Quarterly, Travel, WorkingRules};
use serde::Deserialize;

use crate::read::{self, DataError};

const FILE: &str = "working_rules.json";
const WORKING_RULES: &str = include_str!("../files/working_rules.json");

#[derive(Deserialize)]
struct Rules {
    permanence: PermanenceRules,
    slots: SlotRules,
    quarterly_session: QuarterlySession,
    travel: TravelRules,
}

#[derive(Deserialize)]
struct PermanenceRules {
    cadence: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct SlotRules {
    cancel_until_hours: u32,
}

#[derive(Deserialize)]
struct QuarterlySession {
    rule: String,
    since: NaiveDate,
}

#[derive(Deserialize)]
struct TravelRules {
    formula: String,
    same_building_minutes: u32,
    min_gap_between_locations: u32,
}

/// The rules; the agency that a quarterly session is owed by is the one that
/// the rule calls by its name.
pub(crate) fn working_rules(agencies: &[Agency]) -> Result<WorkingRules, DataError> {
    let Rules { permanence, slots, quarterly_session, travel } = read::document(FILE, WORKING_RULES)?;
    let not_understood = |words: &str| DataError::Rule(FILE, words.to_owned());
    let cadence = permanence
        .cadence
        .into_iter()
        .map(|(fit, words)| cadence(&words).map(|cadence| (fit, cadence)).ok_or_else(|| not_understood(&words)))
        .collect::<Result<_, _>>()?;
    let QuarterlySession { rule, since } = quarterly_session;
    let owes = |agency: &&Agency| agency.validity.valid_to.is_none() && rule.contains(&agency.short);
    let agency = agencies.iter().find(owes).ok_or_else(|| not_understood(&rule))?.id.clone();
    let TravelRules { formula, same_building_minutes, min_gap_between_locations } = travel;
    let (base_minutes, minutes_per_km, round_up_to) = estimate(&formula).ok_or_else(|| not_understood(&formula))?;
    let min_gap_minutes = min_gap_between_locations;
    let travel = Travel { base_minutes, minutes_per_km, round_up_to, min_gap_minutes, same_building_minutes };
    let quarterly = Some(Quarterly { agency, since });
    Ok(WorkingRules { travel, cadence, quarterly, cancel_until_hours: slots.cancel_until_hours })
}

fn cadence(words: &str) -> Option<Cadence> {
    match words {
        "weekly" => Some(Cadence::Weekly),
        "every 2 weeks" => Some(Cadence::Fortnightly),
        "monthly" | "monthly or on demand" => Some(Cadence::Monthly),
        _ => None,
    }
}

/// `minutes = 10 + 5.0 * straight_line_km (…), rounded up to 5`.
fn estimate(formula: &str) -> Option<(f64, f64, u32)> {
    let (sum, rounded) = formula.strip_prefix("minutes = ")?.split_once(", rounded up to ")?;
    let (base, way) = sum.split_once(" + ")?;
    let (per_km, line) = way.split_once(" * ")?;
    let is_line = line.split(' ').next() == Some("straight_line_km");
    Some((base.parse().ok()?, per_km.parse().ok()?, rounded.parse().ok()?)).filter(|_| is_line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_are_not_understood_are_no_rule() {
        assert_eq!(estimate("minutes = 10 + 5.0 * straight_line_km (city), rounded up to 5"), Some((10.0, 5.0, 5)));
        for other in ["minutes = 10", "minutes = 10 + 5 * road_km, rounded up to 5", "10 + 5 * straight_line_km"] {
            assert_eq!(estimate(other), None, "{other}");
        }
        assert_eq!(cadence("whenever"), None);
    }
}
