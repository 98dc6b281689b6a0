use rstest::rstest;
use serde_json::{Value, json};

use super::*;
use crate::brussels::{at, catalogue};
use crate::location::ClosingDays;

const NOW: &str = "2026-11-24T09:00:00Z";

fn series(differs: &Value) -> Permanence {
    let mut body = json!({"id": "p1", "agency": "innoviris", "location": "icab", "seats": 2,
        "start": "2026-11-24T09:30", "duration_minutes": 180, "timezone": "Europe/Brussels",
        "rrule": "FREQ=WEEKLY;BYDAY=TU", "until": "2026-12-15", "slot_minutes": 40, "buffer_minutes": 5,
        "status": "published"});
    body.as_object_mut().unwrap().extend(differs.as_object().unwrap().clone());
    serde_json::from_value(body).unwrap()
}

/// `was > is` by local day and hour, `-` where it does not take place.
fn told(was: Option<&Permanence>, is: Option<&Permanence>) -> Vec<String> {
    let catalogue = catalogue();
    let side = |series| Side { series, catalogue: &catalogue };
    let words = |stood: &Option<Stood>| {
        let local =
            |stood: &Stood| crate::local_time::to_local(stood.start, stood.timezone).format("%d %H").to_string();
        stood.as_ref().map_or_else(|| "-".to_owned(), local)
    };
    let found = changes(was.map(side), is.map(side), at(NOW));
    found.iter().map(|change| format!("{} > {}", words(&change.was), words(&change.is))).collect()
}

#[rstest]
#[case::nothing(json!({"seats": 5, "services": []}), &[])]
#[case::cancelled(json!({"exceptions": [{"date": "2026-12-01", "cancelled": true}]}), &["01 09 > -"])]
#[case::moved(json!({"exceptions": [{"date": "2026-12-01", "start": "2026-12-03T14:00"}]}), &["01 09 > 03 14"])]
#[case::over(json!({"exceptions": [{"date": "2026-11-24", "cancelled": true}]}), &[])]
#[case::shorter(json!({"until": "2026-12-08"}), &["15 09 > -"])]
#[case::longer(json!({"until": "2026-12-22"}), &["- > 22 09"])]
#[case::room(json!({"room": "Blue"}), &["01 09 > 01 09", "08 09 > 08 09", "15 09 > 15 09"])]
#[case::other_day(json!({"start": "2026-11-25T09:30", "rrule": "FREQ=WEEKLY;BYDAY=WE"}),
    &["- > 25 09", "01 09 > 02 09", "08 09 > 09 09", "15 09 > -"])]
#[case::draft(json!({"status": "draft"}), &["01 09 > -", "08 09 > -", "15 09 > -"])]
fn what_a_change_does_to_sessions_to_come(#[case] differs: Value, #[case] expected: &[&str]) {
    assert_eq!(told(Some(&series(&json!({}))), Some(&series(&differs))), expected);
}

#[test]
fn a_series_that_is_new_or_gone_is_all_of_its_sessions_to_come() {
    let all = series(&json!({}));
    assert_eq!(told(None, Some(&all)), ["- > 01 09", "- > 08 09", "- > 15 09"]);
    assert_eq!(told(Some(&all), None), ["01 09 > -", "08 09 > -", "15 09 > -"]);
    assert!(told(None, None).is_empty());
}

#[test]
fn a_reason_is_that_of_the_session_as_it_is() {
    let off = series(
        &json!({"exceptions": [{"date": "2026-12-01", "cancelled": true, "reason": {"fr": "Grève", "nl": "Staking"}}]}),
    );
    let (catalogue, before) = (catalogue(), series(&json!({})));
    let side = |series| Some(Side { series, catalogue: &catalogue });
    let found = changes(side(&before), side(&off), at(NOW));
    assert_eq!(found[0].reason.as_ref().unwrap().fr, "Grève");
}

#[test]
fn a_place_that_closes_cancels_what_is_on_that_day() {
    let (before, all) = (catalogue(), series(&json!({})));
    let mut after = before.clone();
    let day = "2026-12-08".parse().unwrap();
    let place = after.locations.get_mut(&all.location).unwrap();
    place.closing_days.push(ClosingDays { from: day, to: day, reason: None });
    let was = Side { series: &all, catalogue: &before };
    let is = Side { series: &all, catalogue: &after };
    let found = changes(Some(was), Some(is), at(NOW));
    assert_eq!(found.len(), 1);
    assert!(found[0].is.is_none() && found[0].reason.is_some());
}
