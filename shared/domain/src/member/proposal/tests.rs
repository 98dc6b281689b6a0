use serde_json::{Value, json};

use super::*;
use crate::Text;
use crate::brussels::{at, day, need_type};
use crate::determine::Rule;
use crate::event::Actor;
use crate::ids::LocationId;
use crate::member::{Heard, Known, Sent, Source};

const ENTERED: &str = "2026-11-02T09:00:00Z";
const DECIDED: &str = "2026-11-10T09:00:00Z";
const LOOKED_AT: &str = "2026-11-12T09:00:00Z";

fn catalogue() -> Catalogue {
    let model = include_str!("../../../../../infra/data/files/member_model.json");
    Catalogue { member_model: serde_json::from_str(model).unwrap(), ..crate::brussels::catalogue() }
}

/// A company for which rules speak, hosted for 36 months.
fn company() -> MemberCase {
    let profile = json!({"trade_name": "Zoé Robotics", "stage": "launch", "rd_intensity": "high",
        "funding_sources": ["own"], "headcount_fte": 9});
    let place = (LocationId::parse("icab").unwrap(), Some(day("2023-11-01")));
    let sent = Sent { hosted: None, place: Some(place), profile: serde_json::from_value(profile).unwrap() };
    let heard = Heard { from: Source::Coordinator, at: at(ENTERED), by: Actor::System };
    let mut case = MemberCase::enter(MemberId::parse("m1").unwrap(), sent, heard, &catalogue().member_model).case;
    case.proposals = review(&case, &catalogue(), &[], at(ENTERED));
    case
}

/// The company, one of whose proposals came to stand there.
fn with(id: &str, status: ProposalStatus) -> (MemberCase, Proposal) {
    let mut case = company();
    for one in case.proposals.iter_mut().filter(|one| one.need_type.as_str() == id) {
        *one = Proposal { reason: Some("after the summer".to_owned()), ..one.clone().stands(status, at(DECIDED)) };
    }
    let proposal = case.proposal(&need_type(id)).unwrap().clone();
    (case, proposal)
}

/// The directory with the rule of a grant changed, or another beside it.
fn with_rule(id: &str, change: impl Fn(&mut Rule)) -> Catalogue {
    let mut catalogue = catalogue();
    let mut rule = catalogue.rules.iter().find(|rule| rule.id == "R07").unwrap().clone();
    catalogue.rules.retain(|rule| rule.id != id);
    (rule.id, rule.version) = (id.to_owned(), 2);
    change(&mut rule);
    catalogue.rules.push(rule);
    catalogue
}

fn when(condition: Value) -> impl Fn(&mut Rule) {
    move |rule| rule.when = serde_json::from_value(condition.clone()).unwrap()
}

fn looked_at(case: &MemberCase, catalogue: &Catalogue, now: &str, id: &str) -> Proposal {
    let all = review(case, catalogue, &[], at(now));
    all.into_iter().find(|one| one.need_type.as_str() == id).unwrap()
}

#[test]
fn a_rule_that_is_edited_brings_nothing_back_that_was_refused() {
    let mended = with_rule("R07", |rule| (rule.score, rule.explain) = (60, Text::new("a", "b", "c")));
    let bounded = with_rule("R07", when(json!({"all": [{"stage": "launch"}, {"headcount_fte": {"gte": 5}}]})));
    let beside = with_rule("R99", when(json!({"all": [{"headcount_fte": {"gte": 5}}]})));
    for status in [ProposalStatus::No, ProposalStatus::Declined, ProposalStatus::Later] {
        let (case, before) = with("rd_grant", status);
        for catalogue in [&mended, &bounded, &beside] {
            assert_eq!(looked_at(&case, catalogue, LOOKED_AT, "rd_grant"), before);
        }
        let mut changed = case;
        changed.member.profile.insert("stage".to_owned(), json!("early"));
        let again = looked_at(&changed, &mended, LOOKED_AT, "rd_grant");
        assert_eq!((again.status, again.rule_version), (ProposalStatus::Open, 2), "a fact brings it back");
    }
}

#[test]
fn a_fact_that_was_said_since_brings_it_back() {
    let beside = with_rule("R99", when(json!({"all": [{"university_link": true}]})));
    let (mut case, before) = with("rd_grant", ProposalStatus::No);
    case.member.profile.insert("university_link".to_owned(), json!(true));
    let said = |on: &str| Known { from: Source::Coordinator, on: day(on) };
    case.member.sources.insert("university_link".to_owned(), said("2026-11-09"));
    assert_eq!(looked_at(&case, &beside, LOOKED_AT, "rd_grant"), before, "it was known when it was refused");
    case.member.sources.insert("university_link".to_owned(), said("2026-11-11"));
    assert_eq!(looked_at(&case, &beside, LOOKED_AT, "rd_grant").status, ProposalStatus::Open);
}

#[test]
fn a_company_that_grows_older_brings_nothing_back() {
    let (mut case, before) = with("workspace", ProposalStatus::No);
    let spring = "2027-03-02T09:00:00Z";
    assert_eq!(looked_at(&case, &catalogue(), spring, "workspace"), before);
    case.member.hosted[0].from = Some(day("2025-01-01"));
    assert_eq!(looked_at(&case, &catalogue(), spring, "workspace").status, ProposalStatus::Open, "said otherwise");
}

#[test]
fn what_is_asked_stays_as_it_was_asked() {
    let (mut case, before) = with("rd_grant", ProposalStatus::Asked);
    let mended = with_rule("R07", |rule| rule.score = 60);
    assert_eq!(looked_at(&case, &mended, LOOKED_AT, "rd_grant"), before);
    case.member.profile.insert("stage".to_owned(), json!("early"));
    assert_eq!(looked_at(&case, &mended, LOOKED_AT, "rd_grant"), before);
}

#[test]
fn a_yes_whose_need_ended_without_help_comes_back_by_a_fact_that_changes_after_that() {
    let need = NeedId::parse("n1").unwrap();
    let (mut case, _) = with("rd_grant", ProposalStatus::Yes);
    for one in case.proposals.iter_mut().filter(|one| one.status == ProposalStatus::Yes) {
        one.need = Some(need.clone());
    }
    let ended = |case: &MemberCase, unhelped| need_of_yes(case.clone(), (&need, unhelped), &catalogue(), at(LOOKED_AT));
    let status = |case: &MemberCase| looked_at(case, &catalogue(), LOOKED_AT, "rd_grant").status;
    let changed = |mut case: MemberCase| {
        case.member.profile.insert("stage".to_owned(), json!("early"));
        case
    };
    assert_eq!(status(&changed(ended(&case, false))), ProposalStatus::Yes, "it helped, or is not over");
    let unhelped = ended(&case, true);
    assert_eq!(status(&unhelped), ProposalStatus::Yes, "nothing changed");
    assert_eq!(status(&changed(unhelped.clone())), ProposalStatus::Open);
    assert_eq!(status(&ended(&changed(case.clone()), true)), ProposalStatus::Yes, "it changed before the end");
    assert_eq!(status(&changed(ended(&unhelped, false))), ProposalStatus::Yes, "it was taken up again");
    let beside = review(&changed(unhelped), &catalogue(), &[need_type("rd_grant")], at(LOOKED_AT));
    let beside = beside.iter().find(|one| one.need_type.as_str() == "rd_grant").unwrap();
    assert_eq!(beside.status, ProposalStatus::Yes, "what the member stated meanwhile is not proposed beside it");
}

#[test]
fn whoever_is_asked_anew_counts_anew_and_an_answer_takes_the_place_of_the_one_before() {
    let to = |status| with("rd_grant", status).1;
    let (mut fate, mut after) = (Fate::default(), Vec::new());
    for (before, now) in [
        (ProposalStatus::Open, ProposalStatus::Asked),
        (ProposalStatus::Asked, ProposalStatus::Declined),
        (ProposalStatus::Declined, ProposalStatus::Asked),
        (ProposalStatus::Asked, ProposalStatus::Declined),
        (ProposalStatus::Declined, ProposalStatus::Yes),
    ] {
        fate = to(now).moves(fate, Some(&to(before)));
        after.push(fate);
    }
    assert_eq!(after, [[1, 0, 0], [1, 0, 1], [2, 0, 1], [2, 0, 2], [2, 1, 1]]);
}

#[test]
fn what_was_put_off_does_not_come_back_beside_the_members_own_need_of_its_kind() {
    let (case, _) = with("rd_grant", ProposalStatus::Later);
    let due = "2026-12-15T09:00:00Z";
    let beside = review(&case, &catalogue(), &[need_type("rd_grant")], at(due));
    assert!(beside.iter().all(|one| one.need_type.as_str() != "rd_grant"), "{beside:?}");
    assert_eq!(looked_at(&case, &catalogue(), due, "rd_grant").status, ProposalStatus::Open);
}
