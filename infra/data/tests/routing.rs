//! The agreed strategies, followed with the real directory.
#![expect(clippy::unwrap_used, reason = "a test stops where its data is missing")]

use std::collections::BTreeMap;

use brussels_data::catalogue;
use chrono::NaiveDate;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::condition::Facts;
use domain::determine::{Origin, determine, facts_of};
use domain::fact_words::STAGES;
use domain::ids::{LocationId, NeedTypeId};
use domain::need_type::Role;
use domain::route::{candidates, routing};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn facts(directory: &Catalogue, stage: &str, on: NaiveDate) -> Facts {
    let profile = BTreeMap::from([("stage".to_owned(), stage.into()), ("needs_shop".to_owned(), true.into())]);
    let location = directory.locations.get(&LocationId::parse("icab").unwrap()).unwrap();
    facts_of(&profile, None, Some(location), on, &[])
}

#[test]
fn every_kind_of_need_has_a_lead_at_some_stage_before_and_after_the_merger() {
    let directory = catalogue().unwrap();
    for on in ["2017-10-02", "2018-01-02", "2026-11-23"].map(day) {
        for need_type in &directory.need_types {
            let leads = STAGES.iter().any(|stage| {
                let facts = facts(&directory, stage, on);
                let found = candidates(&directory, std::slice::from_ref(&need_type.id), None, &facts, on);
                found.first().is_some_and(|first| first.role == Role::Lead)
            });
            assert!(leads, "{} on {on}", need_type.id);
        }
    }
}

#[test]
fn nobody_is_asked_on_a_day_on_which_they_do_not_exist() {
    let directory = catalogue().unwrap();
    let types: Vec<NeedTypeId> = directory.need_types.iter().map(|t| t.id.clone()).collect();
    for on in ["2017-12-31", "2018-01-01", "2026-11-23"].map(day) {
        for candidate in candidates(&directory, &types, None, &Facts::default(), on) {
            assert!(directory.agencies.get(&candidate.agency).unwrap().validity().holds_on(on));
            for service in &candidate.services {
                assert!(directory.services.get(service).unwrap().validity().holds_on(on));
            }
        }
    }
}

#[test]
fn every_step_is_either_taken_or_told_why_not() {
    let directory = catalogue().unwrap();
    let on = day("2026-11-23");
    for need_type in &directory.need_types {
        for stage in STAGES {
            let facts = facts(&directory, stage, on);
            let found = routing(&directory, std::slice::from_ref(&need_type.id), None, &facts, on);
            let taken: usize = found.candidates.iter().map(|c| c.services.len()).sum();
            assert_eq!(taken + found.excluded.len(), need_type.strategy.len(), "{} {stage}", need_type.id);
            assert!(found.excluded.iter().all(|excluded| !excluded.because.is_empty()));
        }
    }
}

#[test]
fn each_keyword_of_a_kind_of_need_is_evidence_for_it() {
    let directory = catalogue().unwrap();
    for need_type in &directory.need_types {
        let keywords = &need_type.keywords;
        for word in keywords.fr.iter().chain(&keywords.nl).chain(&keywords.en) {
            let text = format!("… {word}, …");
            let stated = [need_type.id.clone()];
            let found = determine(&directory, &stated, &text, &Facts::default());
            assert_eq!(found[0].from, Origin::Stated);
            let sentences: Vec<_> = found[0].because.iter().map(|why| why.text(Language::En, &directory)).collect();
            assert!(sentences.iter().any(|sentence| sentence.contains("found")), "{word}: {sentences:?}");
        }
    }
}
