mod answers;
mod consent;
mod follow;
mod properties;

use rstest::rstest;
use serde_json::{Value, json};

use super::*;
use crate::brussels::{agency, arrival, at, catalogue, need_type};
use crate::catalogue::Catalogue;
use crate::need::{Decided, Outcome, Share};
use crate::need_type::Role;
use crate::referral::DeclineReason;
use crate::route::Reason;

const NOW: &str = "2026-11-23T09:00:00Z";

/// Now, by somebody.
fn now(actor: &Actor) -> Moment<'_> {
    then(NOW, actor)
}

/// At some time, by somebody.
fn then<'a>(time: &str, actor: &'a Actor) -> Moment<'a> {
    Moment::new(shared_catalogue(), at(time), actor)
}

fn received(stated: &[&str], profile: Value) -> Decided {
    receive(arrival(stated, profile), &catalogue(), at(NOW), Actor::Member)
}

fn asked(case: &NeedCase) -> Vec<(&str, ReferralStatus)> {
    case.referrals.iter().map(|referral| (referral.agency.as_str(), referral.status)).collect()
}

fn kinds(decided: &Decided) -> Vec<String> {
    let kind = |event: &Event| serde_json::to_value(event).unwrap()["type"].as_str().unwrap().to_owned();
    decided.events.iter().map(kind).collect()
}

fn declined(case: NeedCase, by: &str, reason: DeclineReason) -> Decided {
    decline(case, &agency(by), (reason, ""), &now(&Actor::Agency(agency(by)))).unwrap()
}

#[test]
fn a_stated_need_with_consent_is_referred_at_once() {
    let decided = received(&["rd_grant"], json!({"stage": "launch"}));
    assert_eq!(kinds(&decided), ["need.received", "referral.queued", "need.referred"]);
    assert_eq!(decided.case.need.status, NeedStatus::Referred);
    let referral = &decided.case.referrals[0];
    assert_eq!((referral.id.as_str(), referral.role), ("n1.innoviris", Role::Lead));
    assert_eq!(referral.services[0].as_str(), "innoviris-shape");
    assert_eq!(referral.answer_by, at("2026-12-07T16:00:00Z"));
}

#[test]
fn every_lead_is_asked_and_no_support() {
    let decided = received(&["seed_equity"], json!({"stage": "launch"}));
    assert_eq!(asked(&decided.case), [("hub", ReferralStatus::Queued), ("finance", ReferralStatus::Queued)]);
}

#[test]
fn a_kind_of_need_that_no_lead_takes_goes_to_its_first_support() {
    let decided = received(&["fin_plan"], json!({"stage": "idea"}));
    assert_eq!(asked(&decided.case), [("gel", ReferralStatus::Queued)]);
    assert_eq!(decided.case.referrals[0].role, Role::Support);
}

#[rstest]
#[case(&[], "vacature voor een stagiair", Share::All(true), TriageReason::Suggested)]
#[case(&[], "vacature", Share::All(true), TriageReason::Undetermined)]
#[case(&[], "goedendag", Share::All(true), TriageReason::Undetermined)]
#[case(&["rd_grant"], "", Share::All(false), TriageReason::NoConsent)]
#[case(&["rd_grant"], "", Share::Only(vec![]), TriageReason::NoConsent)]
#[case(&["rd_grant"], "", Share::Only(vec![agency("beci")]), TriageReason::NoConsent)]
#[case(&["research_partner"], "", Share::All(true), TriageReason::NoAgency)]
fn what_cannot_be_referred_waits_for_the_coordinator_with_the_reason(
    #[case] stated: &[&str],
    #[case] text: &str,
    #[case] share: Share,
    #[case] reason: TriageReason,
) {
    let mut arrival = arrival(stated, json!({"stage": "launch"}));
    arrival.person.description = text.to_owned();
    arrival.share = share;
    let decided = receive(arrival, &catalogue(), at(NOW), Actor::Member);
    assert_eq!(decided.case.need.triage, Some(reason));
    assert_eq!(kinds(&decided), ["need.received", "need.to_triage"]);
    assert!(decided.case.referrals.is_empty());
}

#[test]
fn consent_to_an_agency_covers_its_successor() {
    let mut arrival = arrival(&["seed_equity"], json!({"stage": "launch"}));
    arrival.share = Share::Only(vec![agency("impulse")]);
    let decided = receive(arrival, &catalogue(), at(NOW), Actor::Member);
    assert_eq!(asked(&decided.case), [("hub", ReferralStatus::Queued)]);
}

#[test]
fn the_coordinator_confirms_a_suggestion_and_the_strategy_is_followed() {
    let mut arrival = arrival(&[], json!({"stage": "launch"}));
    arrival.person.description = "vacature voor een stagiair, een prototype en een algoritme".to_owned();
    let case = receive(arrival, &catalogue(), at(NOW), Actor::Member).case;
    assert_eq!(case.need.need_types.len(), 2);
    let decided = triage(case, &[need_type("hiring")], Asked::ByStrategy, &now(&Actor::Administrator)).unwrap();
    assert_eq!(kinds(&decided), ["need.triaged", "referral.queued", "need.referred"]);
    assert_eq!(asked(&decided.case), [("actiris", ReferralStatus::Queued)]);
    let kept = &decided.case.need.need_types;
    assert_eq!((kept.len(), kept[0].from), (1, crate::determine::Origin::Coordinator));
}

#[test]
fn the_coordinator_may_choose_an_agency_outside_the_strategy() {
    let case = received(&["research_partner"], json!({"stage": "launch"})).case;
    let types = [need_type("research_partner")];
    let chosen = [agency("beci"), agency("bie")];
    let decided = triage(case, &types, Asked::Together(&chosen), &now(&Actor::Administrator)).unwrap();
    assert_eq!(asked(&decided.case), [("beci", ReferralStatus::Queued), ("hub", ReferralStatus::Queued)]);
    assert_eq!(decided.case.referrals[0].because, [Reason::ChosenByCoordinator]);
}

#[rstest]
#[case(Share::All(false), &["hiring"], &[], MoveError::NoConsent)]
#[case(Share::Only(vec![agency("hub")]), &["hiring"], &["beci"], MoveError::NoConsentFor { agency: agency("beci") })]
#[case(Share::All(true), &[], &[], MoveError::NoNeedType)]
#[case(Share::All(true), &["x"], &[], MoveError::UnknownNeedType { id: need_type("x") })]
#[case(Share::All(true), &["hiring"], &["x"], MoveError::UnknownAgency { agency: agency("x") })]
#[case(Share::All(true), &["hiring"], &["beci", "beci"], MoveError::AlreadyAsked { agency: agency("beci") })]
fn a_triage_that_cannot_be_done_says_why(
    #[case] share: Share,
    #[case] types: &[&str],
    #[case] agencies: &[&str],
    #[case] error: MoveError,
) {
    let mut arrival = arrival(&[], json!({}));
    arrival.share = share;
    let case = receive(arrival, &catalogue(), at(NOW), Actor::Member).case;
    let types: Vec<_> = types.iter().map(|id| need_type(id)).collect();
    let agencies: Vec<_> = agencies.iter().map(|id| agency(id)).collect();
    let refused = triage(case, &types, Asked::of(&agencies, false), &now(&Actor::Administrator));
    assert_eq!(refused.unwrap_err(), error);
    for language in crate::Language::ALL {
        assert!(error.text(language).ends_with('.'));
    }
}

#[test]
fn a_need_is_not_closed_while_an_agency_is_at_work() {
    let case = received(&["rd_grant"], json!({"stage": "launch"})).case;
    assert_eq!(close(case, Outcome::NotHelped, at(NOW), &Actor::Administrator), Err(MoveError::StillOpen));
    let case = received(&[], json!({})).case;
    let closed = close(case, Outcome::NotHelped, at(NOW), &Actor::Administrator).unwrap();
    assert_eq!(kinds(&closed), ["need.closed"]);
    let other = close(closed.case, Outcome::Helped, at(NOW), &Actor::Administrator);
    assert_eq!(other, Err(MoveError::Closed));
}

#[test]
fn a_member_who_withdraws_ends_what_is_open() {
    let case = received(&["seed_equity"], json!({"stage": "launch"})).case;
    let decided = withdraw(case, at(NOW), &Actor::Member).unwrap();
    assert_eq!(kinds(&decided), ["need.withdrawn", "referral.withdrawn", "referral.withdrawn", "need.closed"]);
    assert_eq!(decided.case.need.outcome, Some(Outcome::Withdrawn));
    assert!(withdraw(decided.case, at(NOW), &Actor::Member).unwrap().events.is_empty());
}

#[test]
fn consent_taken_back_ends_accepted_referrals_too() {
    let case = received(&["seed_equity"], json!({"stage": "launch"})).case;
    let case = accept(case, &agency("hub"), &now(&Actor::Agency(agency("hub")))).unwrap().case;
    let decided = take_back_consent(case, at(NOW), &Actor::Member);
    assert_eq!(decided.case.need.triage, Some(TriageReason::NoConsent));
    assert!(decided.case.referrals.iter().all(|r| r.status == ReferralStatus::Withdrawn));
}

#[test]
fn a_new_link_voids_the_one_before_and_is_refused_once_the_agency_is_out() {
    let case = received(&["fin_plan"], json!({"stage": "pre_launch"})).case;
    let by = Actor::Agency(agency("hub"));
    let renewed = renew_referral_link(case, &agency("hub"), at(NOW), &by).unwrap();
    assert_eq!(renewed.case.referrals[0].link_generation, 1);
    assert_eq!(kinds(&renewed), ["referral.link_renewed"]);
    let out = declined(renewed.case, "hub", DeclineReason::Capacity).case;
    let refused = renew_referral_link(out.clone(), &agency("hub"), at(NOW), &by).unwrap_err();
    assert_eq!(refused, MoveError::Over { status: ReferralStatus::Declined });
    assert_eq!(renew_member_link(out, at(NOW), &Actor::Member).case.need.link_generation, 1);
}

#[test]
fn a_need_and_its_referrals_are_stored_and_read_back() {
    let case = received(&["rd_grant"], json!({"stage": "launch"})).case;
    let need: crate::need::Need = serde_json::from_value(serde_json::to_value(&case.need).unwrap()).unwrap();
    assert_eq!(need, case.need);
    let referral: Referral = serde_json::from_value(serde_json::to_value(&case.referrals[0]).unwrap()).unwrap();
    assert_eq!(referral, case.referrals[0]);
}

/// Keeps the catalogue of the properties in one place.
fn shared_catalogue() -> &'static Catalogue {
    static CATALOGUE: std::sync::LazyLock<Catalogue> = std::sync::LazyLock::new(catalogue);
    &CATALOGUE
}
