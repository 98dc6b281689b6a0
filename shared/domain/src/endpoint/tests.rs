use rstest::rstest;
use serde_json::json;

use super::*;
use crate::brussels::{agency, arrival, at, catalogue, location};
use crate::event::{Actor, EventKind};
use crate::field_error::Problem;
use crate::moves;
use crate::need::{Decided, Share};

const NOW: &str = "2026-11-23T09:00:00Z";

fn endpoint(reach: Reach, types: &[&str]) -> Endpoint {
    let types: Vec<String> = types.iter().map(|name| (*name).to_owned()).collect();
    Endpoint {
        id: EndpointId::parse("e1").unwrap(),
        url: "https://partner.example/hooks".to_owned(),
        types: EventTypes::parse(&types).unwrap(),
        reach,
        owner: None,
        rotation: Rotation::default(),
        failing_since: None,
        off: None,
        created_at: at(NOW),
    }
}

fn received(shown_to_place: bool) -> Decided {
    let arrival = moves::Arrival { shown_to_place, ..arrival(&["rd_grant"], json!({"stage": "launch"})) };
    moves::receive(arrival, &catalogue(), at(NOW), Actor::Member)
}

fn told(endpoint: &Endpoint, decided: &Decided) -> Vec<String> {
    let news = of_need(&decided.case, &catalogue(), &decided.events);
    news.into_iter().filter(|one| endpoint.hears(one, at(NOW))).map(|one| one.event_type).collect()
}

#[test]
fn every_event_has_the_name_that_it_is_stored_under_or_none() {
    let kinds = [
        EventKind::NeedReceived,
        EventKind::ConsentGiven,
        EventKind::ConsentWithdrawn,
        EventKind::NeedDataEnded,
        EventKind::ReferralAccepted { agency: agency("hub"), next_at: None },
        EventKind::BookingLost,
        EventKind::BookingQueueEnded,
        EventKind::BookingWalkInTakenBack,
    ];
    for kind in kinds {
        let stored = serde_json::to_value(&kind).unwrap()["type"].clone();
        assert_eq!(json!(name_of(&kind)), stored);
        assert!(TYPES.contains(&name_of(&kind).unwrap()));
    }
    assert_eq!(name_of(&EventKind::NeedLinkRenewed), None);
}

#[rstest]
#[case(&["need.*"], "need.closed", true)]
#[case(&["need.closed"], "need.closed", true)]
#[case(&["need.closed"], "need.received", false)]
#[case(&["referral.*", "booking.made"], "need.closed", false)]
#[case(&["referral.*", "booking.made"], "booking.made", true)]
fn a_type_is_asked_for_by_its_name_or_its_group(#[case] asked: &[&str], #[case] name: &str, #[case] included: bool) {
    assert_eq!(endpoint(Reach::Everything, asked).types.include(name), included);
}

#[test]
fn what_is_wrong_with_types_is_pointed_at() {
    let parse = |types: &[&str]| {
        let types: Vec<String> = types.iter().map(|name| (*name).to_owned()).collect();
        EventTypes::parse(&types)
            .unwrap_err()
            .into_iter()
            .map(|error| (error.pointer, error.problem))
            .collect::<Vec<_>>()
    };
    assert_eq!(parse(&[]), [("/types".to_owned(), Problem::Missing)]);
    assert_eq!(parse(&["need.*", "need.*"]), [("/types/1".to_owned(), Problem::Twice)]);
    let wrong = parse(&["need.*", "survey.*"]);
    assert!(
        matches!(&wrong[..], [(pointer, Problem::NotAmong(all))] if pointer == "/types/1" && all.iter().any(|one| *one == "need.*"))
    );
}

#[test]
fn an_agency_is_told_of_its_own_and_a_place_of_what_it_may_know() {
    let all = ["need.*", "referral.*", "booking.*", "permanence.changed"];
    let coordinator = endpoint(Reach::Everything, &all);
    let asked = endpoint(Reach::Agency { agency: agency("innoviris") }, &all);
    let other = endpoint(Reach::Agency { agency: agency("hub") }, &all);
    let place = endpoint(Reach::Location { location: location().id }, &all);
    let silent = received(false);
    assert_eq!(told(&coordinator, &silent), ["need.received", "referral.queued", "need.referred"]);
    assert_eq!(told(&asked, &silent), ["need.received", "referral.queued", "need.referred"]);
    assert_eq!(told(&other, &silent), Vec::<String>::new());
    assert_eq!(told(&place, &silent), Vec::<String>::new());
    assert_eq!(told(&place, &received(true)), ["need.received", "need.referred"], "never to whom it was referred");
    let mut withdrawn = received(false);
    withdrawn.case.need.share = Share::All(false);
    assert_eq!(told(&asked, &withdrawn), ["referral.queued"], "the need itself it may no longer read");
}

#[test]
fn news_hold_ids_and_states_and_nothing_of_the_person() {
    let decided = received(true);
    let news = of_need(&decided.case, &catalogue(), &decided.events);
    let data = |name: &str| json!(news.iter().find(|one| one.event_type == name).unwrap().data);
    assert_eq!(data("need.received"), json!({"need": "n1", "location": "icab", "status": "referred"}));
    assert_eq!(
        data("referral.queued"),
        json!({"need": "n1", "referral": "n1.innoviris", "agency": "innoviris", "location": "icab", "status": "queued"})
    );
}

#[test]
fn a_presence_that_moves_is_told_to_both_sides_and_a_draft_to_no_place() {
    let stood = |agency: &str, location: &str, status: &str| -> PermanenceStood {
        serde_json::from_value(json!({"agency": agency, "location": location, "status": status})).unwrap()
    };
    let news = |before: Option<PermanenceStood>, after: Option<PermanenceStood>| {
        let permanence = crate::ids::PermanenceId::parse("p1").unwrap();
        let News { data, agencies, locations, .. } =
            of_permanence(&PermanenceNews { at: at(NOW), permanence, before, after }).unwrap();
        let agencies: Vec<String> = agencies.into_iter().map(String::from).collect();
        let locations: Vec<String> = locations.into_iter().map(String::from).collect();
        (data["status"].as_str().unwrap().to_owned(), agencies, locations)
    };
    let text = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let draft = stood("hub", "icab", "draft");
    assert_eq!(news(None, Some(draft)), ("draft".to_owned(), text(&["hub"]), text(&[])));
    let (from, to) = (stood("hub", "icab", "published"), stood("hub", "greenbizz", "published"));
    assert_eq!(
        news(Some(from.clone()), Some(to)),
        ("published".to_owned(), text(&["hub", "hub"]), text(&["icab", "greenbizz"]))
    );
    assert_eq!(news(Some(from), None), ("removed".to_owned(), text(&["hub"]), text(&["icab"])));
}

#[test]
fn five_days_without_a_success_switch_off_and_one_success_begins_anew() {
    let first = endpoint(Reach::Everything, &["need.*"]);
    let start = at(NOW);
    let failing = first.after(Took::No, start);
    assert_eq!((failing.failing_since, failing.off), (Some(start), None));
    let nearly = failing.after(Took::No, start.plus(FAILS_AT_MOST - TimeDelta::seconds(1)));
    assert_eq!(nearly, failing);
    assert_eq!(nearly.after(Took::Yes, start.plus(FAILS_AT_MOST)), first);
    let off = nearly.after(Took::No, start.plus(FAILS_AT_MOST));
    assert_eq!(off.off, Some(Off { since: start.plus(FAILS_AT_MOST), reason: OffReason::Failing }));
    assert_eq!(off.after(Took::Yes, start), off, "only somebody switches it on again");
    assert_eq!(off.switched_on(), first);
}

#[test]
fn one_that_is_gone_is_switched_off_at_once() {
    let gone = endpoint(Reach::Everything, &["need.*"]).after(Took::Gone, at(NOW));
    assert_eq!(gone.off, Some(Off { since: at(NOW), reason: OffReason::Gone }));
}

#[test]
fn what_happens_is_written_down_for_an_endpoint_that_is_off_for_thirty_days() {
    let off = endpoint(Reach::Everything, &["need.*"]).switched_off(at(NOW));
    let decided = received(false);
    let news = &of_need(&decided.case, &catalogue(), &decided.events)[0];
    assert!(off.hears(news, at(NOW).plus(KEPT - TimeDelta::seconds(1))));
    assert!(!off.hears(news, at(NOW).plus(KEPT)));
}

/// That there is an alert says how many have answered: more than others are shown.
#[test]
fn of_an_alert_only_those_hear_who_see_everything() {
    let alert: crate::alert::Alert = serde_json::from_value(json!({"id": "w1.overall", "wave": "w1",
        "question": "overall", "agency": "hub", "location": "icab", "satisfied": 4, "n": 10,
        "high": 0.7, "aim": 0.8, "raised_at": NOW, "actions": []}))
    .unwrap();
    let news = of_alert(&alert);
    let hears = |reach| endpoint(reach, &["survey.alert"]).hears(&news, at(NOW));
    assert!(hears(Reach::Everything));
    assert!(!hears(Reach::Agency { agency: agency("hub") }) && !hears(Reach::Location { location: location().id }));
}
