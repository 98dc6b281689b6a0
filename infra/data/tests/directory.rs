//! The files hold together: every id that one names exists in another.
#![expect(clippy::unwrap_used, reason = "a test stops where its data is missing")]

use std::collections::BTreeSet;

use brussels_data::{advisers, catalogue};
use chrono::NaiveDate;
use domain::catalogue::Catalogue;
use domain::distance::kilometres;
use domain::entry::Entry as _;
use domain::holidays::StaffDays;
use domain::ids::{AgencyId, LocationId, NeedTypeId};
use domain::location::Fit;
use domain::questionnaire::{ScaleKind, ShowIf};
use domain::working_rules::{Cadence, Quarterly};

fn directory() -> Catalogue {
    catalogue().unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn everything_is_loaded() {
    let directory = directory();
    assert_eq!(directory.agencies.len(), 16);
    assert_eq!(directory.services.len(), 42);
    assert_eq!(directory.locations.len(), 31);
    assert_eq!(directory.municipalities.len(), 19);
    assert_eq!(directory.need_groups.len(), 10);
    assert_eq!(directory.need_types.len(), 30);
    assert_eq!(directory.rules.len(), 30);
    assert_eq!(directory.member_model.fields.len(), 34);
    assert_eq!(directory.questionnaire.questions.len(), 18);
    assert_eq!(directory.questionnaire.scales.len(), 10);
    assert_eq!(directory.questionnaire.variants.len(), 3);
    assert_eq!(advisers().unwrap().len(), 13);
}

#[test]
fn every_id_that_is_named_exists() {
    let directory = directory();
    let types: BTreeSet<&NeedTypeId> = directory.need_types.iter().map(|one| &one.id).collect();
    for agency in directory.agencies.values() {
        for other in agency.successor.iter().chain(&agency.parent) {
            assert!(directory.agencies.contains_key(other), "{}: {other}", agency.id);
        }
    }
    for service in directory.services.values() {
        assert!(directory.agencies.contains_key(&service.agency), "{}", service.id);
        assert!(service.answers.iter().all(|id| types.contains(id)), "{}", service.id);
    }
    for need_type in &directory.need_types {
        assert!(directory.need_groups.iter().any(|group| group.id == need_type.group), "{}", need_type.id);
        assert!(!need_type.strategy.is_empty(), "{}", need_type.id);
        for step in &need_type.strategy {
            assert!(directory.agencies.contains_key(&step.agency), "{}: {}", need_type.id, step.agency);
            assert!(directory.services.contains_key(&step.service), "{}: {}", need_type.id, step.service);
        }
    }
    for rule in &directory.rules {
        assert!(types.contains(&rule.need), "{}", rule.id);
    }
    for location in directory.locations.values() {
        assert!(location.check(&directory).is_empty(), "{}", location.id);
    }
    for adviser in advisers().unwrap() {
        assert!(directory.agencies.contains_key(&adviser.agency), "{}", adviser.id);
    }
}

#[test]
fn every_agency_is_acted_for_today() {
    let directory = directory();
    let today = day("2026-11-22");
    for agency in directory.agencies.keys() {
        assert!(directory.acting(agency, today).is_some(), "{agency}");
    }
    for (merged, acting) in [("impulse", "hub"), ("bie", "hub"), ("atrium", "hub"), ("innoviris", "innoviris")] {
        let merged = AgencyId::parse(merged).unwrap();
        assert_eq!(directory.acting(&merged, today).unwrap().id.as_str(), acting);
    }
    let impulse = AgencyId::parse("impulse").unwrap();
    assert_eq!(directory.acting(&impulse, day("2017-12-31")).unwrap().id, impulse);
}

#[test]
fn twenty_nine_locations_are_open_today() {
    assert_eq!(directory().locations_on(day("2026-11-22")).count(), 29);
}

#[test]
fn questions_stand_on_known_scales_and_conditions() {
    let questionnaire = directory().questionnaire;
    for question in &questionnaire.questions {
        assert!(questionnaire.scale_of(question).is_some(), "{}", question.id);
        assert!(questionnaire.section(&question.section).is_some(), "{}", question.id);
        if let Some(ShowIf::Answer { question: before, .. }) = &question.show_if {
            let at = |id: &str| questionnaire.questions.iter().position(|question| question.id == id);
            assert!(at(before).is_some_and(|before| Some(before) < at(&question.id)), "{}", question.id);
        }
    }
    for (variant, ids) in &questionnaire.variants {
        assert_eq!(questionnaire.questions_of(variant).len(), ids.len(), "{variant}");
    }
    let scale = |id: &str| questionnaire.scale(id).map(|scale| scale.kind.clone());
    assert_eq!(scale("known"), Some(ScaleKind::MultiAgencies));
    assert_eq!(scale("agency"), Some(ScaleKind::SingleAgency));
    assert_eq!(scale("text"), Some(ScaleKind::Text { max_chars: 1500 }));
}

#[test]
fn the_working_rules_are_those_of_the_file() {
    let directory = directory();
    let rules = &directory.working_rules;
    let cadence = |fit: &Fit| rules.cadence.get(fit).copied();
    assert_eq!(
        (cadence(&Fit::Core), cadence(&Fit::Adjacent), cadence(&Fit::Marginal)),
        (Some(Cadence::Weekly), Some(Cadence::Fortnightly), Some(Cadence::Monthly))
    );
    assert!(directory.locations.values().all(|location| cadence(&location.fit).is_some()));
    assert_eq!(rules.quarterly, Some(Quarterly { agency: AgencyId::parse("hub").unwrap(), since: day("2019-02-18") }));
    assert_eq!(rules.cancel_until_hours, 24);
    let place = |id: &str| &directory.locations[&LocationId::parse(id).unwrap()];
    assert_eq!(rules.travel.minutes(place("icab"), place("betacowork")), 0, "one building is one stop");
    let (from, to) = (place("icab"), place("eebic"));
    let km = kilometres(from.point(), to.point());
    let minutes = rules.travel.minutes(from, to);
    assert!(f64::from(minutes) >= 10.0 + 5.0 * km && f64::from(minutes) < 15.0 + 5.0 * km && minutes.is_multiple_of(5));
    assert!(rules.travel.minutes(place("becentral"), place("dansaert")) >= 20, "no way takes less than the least gap");
}

#[test]
fn the_staff_days_of_the_file_are_those_that_the_rules_assume() {
    assert_eq!(directory().staff_days, StaffDays::default());
}

#[test]
fn the_directory_survives_being_stored() {
    let directory = directory();
    let stored = serde_json::to_string(&directory).unwrap();
    let read: Catalogue = serde_json::from_str(&stored).unwrap();
    assert_eq!(read, directory);
}

#[test]
fn french_and_dutch_are_never_missing() {
    fn look(file: &str, value: &serde_json::Value) {
        match value {
            serde_json::Value::Object(map) => {
                if map.contains_key("fr") || map.contains_key("nl") {
                    assert!(map.contains_key("fr") && map.contains_key("nl"), "{file}: {value}");
                }
                map.values().for_each(|value| look(file, value));
            }
            serde_json::Value::Array(items) => items.iter().for_each(|value| look(file, value)),
            _ => {}
        }
    }
    look("catalogue", &serde_json::to_value(directory()).unwrap());
}
