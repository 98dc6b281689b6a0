use serde_json::{Value, json};

use super::*;
use crate::Language;
use crate::brussels::{agency, catalogue, day, location, need_type};
use crate::determine::facts_of;

fn facts(profile: Value, on: &str) -> Facts {
    facts_of(&serde_json::from_value(profile).unwrap(), None, Some(&location()), day(on), &[])
}

fn asked(types: &[&str], profile: Value, on: &str) -> Vec<(String, Role, Vec<String>)> {
    let types: Vec<_> = types.iter().map(|id| need_type(id)).collect();
    candidates(&catalogue(), &types, None, &facts(profile, on), day(on))
        .into_iter()
        .map(|c| (c.agency.to_string(), c.role, c.services.iter().map(ToString::to_string).collect()))
        .collect()
}

fn lead(agency: &str, services: &[&str]) -> (String, Role, Vec<String>) {
    (agency.to_owned(), Role::Lead, services.iter().map(|s| (*s).to_owned()).collect())
}

fn support(agency: &str, services: &[&str]) -> (String, Role, Vec<String>) {
    (agency.to_owned(), Role::Support, services.iter().map(|s| (*s).to_owned()).collect())
}

#[test]
fn steps_of_one_agency_are_one_candidate_with_the_leads_service_first() {
    let found = asked(&["rd_grant"], json!({"stage": "launch"}), "2026-11-23");
    assert_eq!(found, [lead("innoviris", &["innoviris-shape", "innoviris-rise"])]);
}

#[test]
fn a_known_stage_that_contradicts_excludes_and_an_unknown_one_is_to_be_checked() {
    let types = [need_type("rd_grant")];
    let known =
        routing(&catalogue(), &types, None, &facts(json!({"stage": "launch"}), "2026-11-23"), day("2026-11-23"));
    let explore = known.excluded.iter().find(|e| e.service.as_str() == "innoviris-explore").unwrap();
    assert!(matches!(&explore.because[..], [Obstacle::Contradicts { fact, .. }] if fact == "stage"));

    let unknown = routing(&catalogue(), &types, None, &facts(json!({}), "2026-11-23"), day("2026-11-23"));
    assert!(unknown.excluded.is_empty());
    assert_eq!(unknown.candidates[0].services.len(), 3);
    assert!(unknown.candidates[0].because.iter().any(|r| matches!(r, Reason::ToCheck { fact, .. } if fact == "stage")));
}

#[test]
fn from_2018_on_the_hub_does_the_work_of_impulse() {
    let profile = json!({"stage": "pre_launch"});
    assert_eq!(
        asked(&["fin_plan"], profile.clone(), "2017-12-31"),
        [lead("impulse", &["impulse-financial-plan"]), support("gel", &["gel-guidance"])]
    );
    assert_eq!(
        asked(&["fin_plan"], profile, "2018-01-01"),
        [lead("hub", &["impulse-financial-plan"]), support("gel", &["gel-guidance"])]
    );
}

#[test]
fn a_step_whose_service_ended_is_taken_by_the_one_that_follows_it() {
    use crate::entry::{Ending, Sort};
    let end = Ending { last: day("2026-12-31"), follower: Some("innoviris-rise".to_owned()), merged: false };
    let all = end.apply(&catalogue(), Sort::Service, "innoviris-shape").unwrap();
    let services = |on: &str| {
        let found = candidates(&all, &[need_type("rd_grant")], None, &facts(json!({"stage": "launch"}), on), day(on));
        found[0].services.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(services("2026-12-31"), ["innoviris-shape", "innoviris-rise"]);
    assert_eq!(services("2027-01-01"), ["innoviris-rise"]);
}

#[test]
fn steps_of_merged_agencies_become_one_candidate() {
    let found = asked(&["growth"], json!({"stage": "growth", "founded_on": "2000-01-01"}), "2026-11-23");
    assert_eq!(found, [lead("hub", &["impulse-growth", "bie-first-export"])]);
    let before = asked(&["growth"], json!({"stage": "growth", "founded_on": "2000-01-01"}), "2017-06-01");
    assert_eq!(before, [lead("impulse", &["impulse-growth"]), support("bie", &["bie-first-export"])]);
}

#[test]
fn an_agency_that_must_come_after_another_waits_until_that_contact_is_known() {
    let profile = |touched: Value| json!({"stage": "growth", "already_in_touch": touched});
    let first = asked(&["foreign_presence"], profile(json!([])), "2026-11-23");
    assert_eq!(first, [lead("hub", &["bie-first-export"])]);
    for contact in ["bie", "hub"] {
        let then = asked(&["foreign_presence"], profile(json!([contact])), "2026-11-23");
        assert_eq!(then, [lead("hub", &["bie-first-export"]), support("bee", &["bee-export-office"])]);
    }
}

#[test]
fn the_amount_decides_between_two_leads_of_one_agency() {
    let types = [need_type("loan_guarantee")];
    for (amount, service) in [(150_000, "finance-loan"), (149_999, "brusoc")] {
        let facts = facts_of(
            &serde_json::from_value(json!({"stage": "launch"})).unwrap(),
            Some(amount),
            Some(&location()),
            day("2026-11-23"),
            &[],
        );
        let found = candidates(&catalogue(), &types, None, &facts, day("2026-11-23"));
        assert_eq!(found[0].services[0].as_str(), service);
        assert_eq!(found[0].agency, agency("finance"));
    }
}

#[test]
fn a_service_is_not_offered_before_its_first_day() {
    let services = |on| {
        let found = asked(&["feasibility"], json!({"stage": "pre_launch"}), on);
        found.into_iter().flat_map(|(_, _, services)| services).collect::<Vec<_>>()
    };
    assert_eq!(services("2017-06-01"), ["innoviris-feasibility"]);
    assert_eq!(services("2018-02-01"), ["innoviris-feasibility", "innoviris-vouchers"]);
    assert_eq!(services("2018-11-01"), ["innoviris-feasibility", "innoviris-vouchers", "innoviris-pob"]);
}

#[test]
fn leads_of_all_kinds_of_need_come_before_supports_and_the_shortest_target_holds() {
    let types = [need_type("fin_plan"), need_type("difficulty")];
    let found =
        candidates(&catalogue(), &types, None, &facts(json!({"stage": "launch"}), "2026-11-23"), day("2026-11-23"));
    let order: Vec<_> = found.iter().map(|c| (c.agency.as_str(), c.role, c.clock.answer_days)).collect();
    assert_eq!(order, [("hub", Role::Lead, 2), ("beci", Role::Support, 2)]);
    assert_eq!(found.iter().map(|c| c.order).collect::<Vec<_>>(), [0, 1]);
}

#[test]
fn every_reason_and_obstacle_reads_in_three_languages() {
    let catalogue = catalogue();
    let types: Vec<_> = catalogue.need_types.iter().map(|t| t.id.clone()).collect();
    let facts = facts(json!({"stage": "idea", "needs_shop": false, "ict_domain": ["games"]}), "2026-11-23");
    let routing = routing(&catalogue, &types, None, &facts, day("2026-11-23"));
    for language in Language::ALL {
        for text in routing.candidates.iter().flat_map(|c| &c.because).map(|r| r.text(language, &catalogue)) {
            assert!(!text.contains(['{', '_']), "{text}");
        }
        for text in routing.excluded.iter().flat_map(|e| &e.because).map(|o| o.text(language, &catalogue)) {
            assert!(!text.contains(['{', '_']), "{text}");
        }
    }
    let continues = Reason::Continues { agency: agency("impulse") };
    assert!(continues.text(Language::Nl, &catalogue).starts_with("zet het werk voort van "));
}

#[test]
fn a_reason_is_stored_and_read_back() {
    let reason = Reason::ToCheck { fact: "headcount".to_owned(), test: json!({"lt": 250}) };
    let stored = serde_json::to_value(&reason).unwrap();
    assert_eq!(stored, json!({"kind": "to_check", "fact": "headcount", "test": {"lt": 250}}));
    assert_eq!(serde_json::from_value::<Reason>(stored).unwrap(), reason);
}
