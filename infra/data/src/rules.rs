//! The working rules. The file says them in words, for the people who agreed
//! on them; a word that is not understood stops the loading.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};
use domain::agency::Agency;
use domain::holidays::MonthDay;
use domain::location::Fit;
use domain::working_rules::{Cadence, Pause, Quarterly, Travel, Visits, WorkingRules};
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
    staff: StaffRules,
    availability: Availability,
}

#[derive(Deserialize)]
struct PermanenceRules {
    windows: Vec<(String, String)>,
    cadence: BTreeMap<Fit, String>,
    agencies_per_visit: AtMost,
}

#[derive(Deserialize)]
struct AtMost {
    max: u32,
}

#[derive(Deserialize)]
struct SlotRules {
    default: u32,
    buffer_minutes: u32,
    max_slots_per_adviser_per_half_day: u32,
    cancel_until_hours: u32,
}

#[derive(Deserialize)]
struct StaffRules {
    adviser_max_permanences_per_week: u32,
    adviser_max_hours_per_week_on_site: u32,
}

#[derive(Deserialize)]
struct Availability {
    pause: Vec<String>,
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
    lunch_break_minutes: u32,
}

/// The rules; the agency that a quarterly session is owed by is the one that
/// the rule calls by its name.
pub(crate) fn working_rules(agencies: &[Agency]) -> Result<WorkingRules, DataError> {
    let Rules { permanence, slots, quarterly_session, travel, staff, availability } =
        read::document(FILE, WORKING_RULES)?;
    let not_understood = |words: &str| DataError::Rule(FILE, words.to_owned());
    let cadence = permanence
        .cadence
        .into_iter()
        .map(|(fit, words)| cadence(&words).map(|cadence| (fit, cadence)).ok_or_else(|| not_understood(&words)))
        .collect::<Result<_, _>>()?;
    let QuarterlySession { rule, since } = quarterly_session;
    let owes = |agency: &&Agency| agency.valid_to.is_none() && rule.contains(&agency.short);
    let agency = agencies.iter().find(owes).ok_or_else(|| not_understood(&rule))?.id.clone();
    let TravelRules { formula, same_building_minutes, min_gap_between_locations, lunch_break_minutes } = travel;
    let (base_minutes, minutes_per_km, round_up_to) = estimate(&formula).ok_or_else(|| not_understood(&formula))?;
    let min_gap_minutes = min_gap_between_locations;
    let travel = Travel { base_minutes, minutes_per_km, round_up_to, min_gap_minutes, same_building_minutes };
    let quarterly = Some(Quarterly { agency, since });
    let windows = permanence
        .windows
        .iter()
        .map(|(from, to)| window(from, to).ok_or_else(|| not_understood(&format!("{from} {to}"))));
    let pauses = availability.pause.iter().map(|words| pause(words).ok_or_else(|| not_understood(words)));
    let visits = Visits {
        windows: windows.collect::<Result<_, _>>()?,
        slot_minutes: slots.default,
        buffer_minutes: slots.buffer_minutes,
        slots_most: slots.max_slots_per_adviser_per_half_day,
        agencies_most: permanence.agencies_per_visit.max,
        most_a_week: staff.adviser_max_permanences_per_week,
        week_hours_most: staff.adviser_max_hours_per_week_on_site,
        lunch_minutes: lunch_break_minutes,
        pauses: pauses.collect::<Result<_, _>>()?,
    };
    Ok(WorkingRules { travel, cadence, quarterly, cancel_until_hours: slots.cancel_until_hours, visits })
}

fn window(from: &str, to: &str) -> Option<(NaiveTime, NaiveTime)> {
    let time = |text| NaiveTime::parse_from_str(text, "%H:%M").ok();
    time(from).zip(time(to)).filter(|(from, to)| from < to)
}

/// `Christmas fortnight`, or `15 July - 15 August`.
fn pause(words: &str) -> Option<Pause> {
    if words == "Christmas fortnight" {
        return Some(Pause::Christmas);
    }
    // 2000 has every day that a year can have.
    let day = |text: &str| NaiveDate::parse_from_str(&format!("{text} 2000"), "%d %B %Y").ok().map(MonthDay::of);
    let (from, to) = words.split_once(" - ")?;
    day(from).zip(day(to)).filter(|(from, to)| from <= to).map(|(from, to)| Pause::Days(from, to))
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
    fn visits_are_held_as_the_programme_says() {
        assert_eq!(crate::catalogue().unwrap().working_rules.visits, Visits::default());
    }

    #[test]
    fn words_that_are_not_understood_are_no_rule() {
        assert_eq!(estimate("minutes = 10 + 5.0 * straight_line_km (city), rounded up to 5"), Some((10.0, 5.0, 5)));
        for other in ["minutes = 10", "minutes = 10 + 5 * road_km, rounded up to 5", "10 + 5 * straight_line_km"] {
            assert_eq!(estimate(other), None, "{other}");
        }
        assert_eq!(cadence("whenever"), None);
        let day = |text| MonthDay::parse(text).unwrap();
        assert_eq!(pause("15 July - 15 August"), Some(Pause::Days(day("07-15"), day("08-15"))));
        for other in ["summer", "15 July", "15 August - 15 July", "31 June - 2 July"] {
            assert_eq!(pause(other), None, "{other}");
        }
        assert_eq!(window("16:30", "13:30"), None);
    }
}
