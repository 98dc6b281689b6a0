use chrono::NaiveDate;
use serde_json::{Value, json};

use super::*;
use crate::catalogue::Catalogue;
use crate::field_error::{FieldError, Problem};

fn catalogue() -> Catalogue {
    let questionnaire = include_str!("../../../../infra/data/files/questionnaire.json");
    Catalogue { questionnaire: serde_json::from_str(questionnaire).unwrap(), ..Catalogue::default() }
}

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

fn wave(id: &str, changes: &Value) -> Wave {
    let mut body = json!({"id": id, "variant": "after_visit", "opens": "2026-10-01", "closes": "2026-12-31",
        "created_at": "2026-09-01T00:00:00Z"});
    for (field, value) in changes.as_object().unwrap() {
        body[field] = value.clone();
    }
    serde_json::from_value(body).unwrap()
}

fn place(id: &str) -> LocationId {
    LocationId::parse(id).unwrap()
}

fn pointers(refused: Result<Wave, Vec<FieldError>>) -> Vec<(String, Problem)> {
    refused.unwrap_err().into_iter().map(|error| (error.pointer, error.problem)).collect()
}

#[test]
fn a_code_names_a_place_an_agency_or_both_and_reads_back() {
    for code in ["a.innoviris.icab", "p.icab", "a.innoviris"] {
        let target = standing_target(code).unwrap();
        assert_eq!(standing_code(&target).as_deref(), Some(code));
    }
    for other in ["", ".", "k7q2mzw4ra", "p.", "p.icab.x", "a.b.c.d", "A.b", "a.b.C"] {
        assert_eq!(standing_target(other), None, "{other}");
    }
    assert_eq!(standing_code(&SurveyTarget::default()), None);
}

#[test]
fn a_code_leads_to_the_wave_that_is_open_there_and_an_hour_longer() {
    let waves = [
        wave("autumn", &json!({})),
        wave("here", &json!({"locations": ["icab"], "opens": "2026-11-01"})),
        wave("quarter", &json!({"variant": "quarterly", "opens": "2026-12-01"})),
        wave("winter", &json!({"opens": "2027-01-02", "closes": "2027-03-31"})),
    ];
    let (icab, other) = (place("icab"), place("greenbizz"));
    let id = |location, now| current(&waves, location, at(now)).map(|wave| wave.id.to_string());
    assert_eq!(id(Some(&icab), "2026-12-05T10:00:00Z").as_deref(), Some("here"));
    assert_eq!(id(Some(&other), "2026-12-05T10:00:00Z").as_deref(), Some("autumn"));
    assert_eq!(id(None, "2026-12-05T10:00:00Z").as_deref(), Some("autumn"));
    // The last day ends at 23:00 UTC; whoever had begun has an hour more.
    assert_eq!(id(Some(&other), "2026-12-31T23:59:00Z").as_deref(), Some("autumn"));
    assert_eq!(id(Some(&other), "2027-01-01T00:01:00Z"), None);
    let day = NaiveDate::from_ymd_opt(2027, 1, 1).unwrap();
    assert_eq!(next_opening(&waves, Some(&icab), day), NaiveDate::from_ymd_opt(2027, 1, 2));
    assert_eq!(of_visitors(&waves, &icab, day), None);
}

#[test]
fn what_is_wrong_with_a_wave_is_said_field_by_field() {
    let draft = |body: Value| serde_json::from_value::<WaveDraft>(body).unwrap();
    let id = || WaveId::parse("w1").unwrap();
    let now = at("2026-11-24T09:00:00Z");
    let bad = draft(json!({"variant": "daily", "locations": ["icab"], "opens": "2026-11-02", "closes": "2026-11-01"}));
    let found = pointers(bad.parse(id(), &catalogue(), None, now));
    let named: Vec<&str> = found.iter().map(|(pointer, _)| pointer.as_str()).collect();
    assert_eq!(named, ["/variant", "/locations/0", "/closes"]);
    let long = draft(json!({"variant": "quarterly", "opens": "2026-11-02", "closes": "2028-11-01"}));
    let found = pointers(long.parse(id(), &catalogue(), None, now));
    assert_eq!(found, [("/closes".to_owned(), Problem::OutOfRange(0, MAX_DAYS))]);

    let running = wave("w1", &json!({}));
    let changed = draft(json!({"variant": "quarterly", "opens": "2026-10-02", "closes": "2026-11-30"}));
    let found = pointers(changed.parse(id(), &catalogue(), Some(&running), now));
    assert_eq!(found, [("/variant".to_owned(), Problem::OnlyWhenNew), ("/opens".to_owned(), Problem::OnlyWhenNew)]);
    let ended = draft(json!({"variant": "after_visit", "opens": "2026-10-01", "closes": "2026-11-24"}));
    let ended = ended.parse(id(), &catalogue(), Some(&running), now).unwrap();
    assert_eq!((ended.closes.to_string().as_str(), ended.created_at), ("2026-11-24", running.created_at));
}

#[test]
fn people_are_asked_once_a_quarter_and_not_at_all_where_they_want_none() {
    let asked = Asked { last: Some(at("2026-11-24T08:00:00Z")), off: false };
    assert!(Asked::default().allows(at("2026-11-24T08:00:00Z")));
    assert!(!asked.allows(at("2027-02-22T07:59:59Z")));
    assert!(asked.allows(at("2027-02-22T08:00:00Z")));
    assert!(!Asked { off: true, ..Asked::default() }.allows(at("2030-01-01T00:00:00Z")));
}

#[test]
fn invitations_leave_at_nine_in_brussels_in_summer_and_winter() {
    assert_eq!(due_after_visit(at("2026-11-24T22:30:00Z")), at("2026-11-25T08:00:00Z"));
    assert_eq!(due_after_visit(at("2026-11-24T23:30:00Z")), at("2026-11-26T08:00:00Z"));
    assert_eq!(due_after_closing(at("2026-10-20T10:00:00Z")), at("2026-10-30T08:00:00Z"));
    assert_eq!(due_after_closing(at("2026-07-01T10:00:00Z")), at("2026-07-11T07:00:00Z"));
}
