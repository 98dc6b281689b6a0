use super::*;
use crate::event::Actor;
use crate::need::Outcome;

fn events(kinds: Vec<EventKind>) -> Vec<Event> {
    let at = Instant::parse("2026-11-24T09:00:00Z").unwrap();
    kinds.into_iter().map(|kind| Event::new(at, Actor::System, kind)).collect()
}

fn agency(id: &str) -> AgencyId {
    AgencyId::parse(id).unwrap()
}

#[test]
fn a_need_that_goes_to_two_agencies_makes_two_mails_and_one_to_the_member() {
    let effects = plan(&events(vec![
        EventKind::NeedReceived,
        EventKind::ReferralQueued { agency: agency("hub"), again: 0, digest: None },
        EventKind::ReferralQueued { agency: agency("innoviris"), again: 0, digest: None },
        EventKind::NeedReferred,
    ]));
    assert_eq!(
        effects,
        [
            NeedEffect::ReferralMail { agency: agency("hub"), again: 0, digest: None },
            NeedEffect::ReferralMail { agency: agency("innoviris"), again: 0, digest: None },
            NeedEffect::MemberMail(MemberStep::Received),
        ]
    );
}

#[test]
fn a_member_is_told_that_a_need_was_passed_on_only_where_somebody_was_asked() {
    let triaged = || EventKind::NeedTriaged { need_types: Vec::new() };
    let reason = crate::need::TriageReason::NoAgency;
    assert_eq!(plan(&events(vec![triaged(), EventKind::NeedToTriage { reason }])), []);
    let asked = EventKind::ReferralQueued { agency: agency("hub"), again: 0, digest: None };
    let told = MemberStep::Referred { agencies: vec![agency("hub")] };
    let effects = plan(&events(vec![triaged(), asked, EventKind::NeedReferred]));
    assert_eq!(
        effects,
        [NeedEffect::ReferralMail { agency: agency("hub"), again: 0, digest: None }, NeedEffect::MemberMail(told)]
    );
}

#[test]
fn a_member_is_told_that_an_agency_could_not_be_reached() {
    let effects = plan(&events(vec![
        EventKind::ReferralUndeliverable { agency: agency("actiris") },
        EventKind::ReferralQueued { agency: agency("becode"), again: 0, digest: None },
    ]));
    let told = MemberStep::Unreached { agency: agency("actiris") };
    assert_eq!(
        effects,
        [NeedEffect::ReferralMail { agency: agency("becode"), again: 0, digest: None }, NeedEffect::MemberMail(told)]
    );
}

#[test]
fn an_outcome_that_is_reported_at_once_is_what_the_member_is_told() {
    let outcome = Outcome::NotHelped;
    let effects = plan(&events(vec![
        EventKind::ReferralAccepted { agency: agency("hub"), next_at: None },
        EventKind::ReferralDone { agency: agency("hub"), outcome },
        EventKind::NeedClosed { outcome },
    ]));
    assert_eq!(effects, [NeedEffect::MemberMail(MemberStep::Done { agency: agency("hub"), outcome })]);
}

#[test]
fn a_member_is_told_when_an_agency_could_be_reached_after_all() {
    let sent =
        |again| events(vec![EventKind::ReferralSent { agency: agency("hub"), answer_by: None, next_at: None, again }]);
    let told = MemberStep::Referred { agencies: vec![agency("hub")] };
    assert_eq!(plan(&sent(true)), [NeedEffect::MemberMail(told)]);
    assert_eq!(plan(&sent(false)), [], "told when it was asked");
}

#[test]
fn a_step_that_was_planned_before_it_named_agencies_is_still_read() {
    let read: MemberStep = serde_json::from_str(r#"{"step":"referred"}"#).unwrap();
    assert_eq!(read, MemberStep::Referred { agencies: Vec::new() });
}

#[test]
fn that_a_mail_left_sets_its_deadline_where_that_is_known() {
    let answer_by = Instant::parse("2026-12-08T16:00:00Z").unwrap();
    let sent = |answer_by| {
        events(vec![EventKind::ReferralSent { agency: agency("hub"), answer_by, next_at: None, again: false }])
    };
    let [deadline] = plan(&sent(Some(answer_by))).try_into().unwrap();
    assert_eq!(deadline, NeedEffect::ReferralClock { agency: agency("hub"), at: answer_by });
    assert_eq!(deadline.due_at(answer_by.plus(chrono::TimeDelta::days(-9))), answer_by);
    assert_eq!(plan(&sent(None)), []);
}

#[test]
fn what_a_colleague_added_is_told_apart_from_what_the_member_added() {
    let told = |colleague| plan(&events(vec![EventKind::NeedAdded { colleague, told: Vec::new() }])).pop();
    assert_eq!(told(true), Some(NeedEffect::MemberMail(MemberStep::ColleagueAdded)));
    assert_eq!(told(false), Some(NeedEffect::MemberMail(MemberStep::Added)));
}

#[test]
fn each_agency_that_is_told_of_an_addition_gets_a_mail_of_its_own() {
    let added = events(vec![EventKind::NeedAdded { colleague: false, told: vec![agency("hub"), agency("finance")] }]);
    let at = added[0].at;
    let mails = [
        NeedEffect::AddedMail { agency: agency("hub"), at },
        NeedEffect::AddedMail { agency: agency("finance"), at },
        NeedEffect::MemberMail(MemberStep::Added),
    ];
    assert_eq!(plan(&added), mails);
    assert_eq!(mails[0].recipient(), "added:hub");
    assert_eq!(mails[1].agency(), Some(&agency("finance")));
    let before = r#"{"type":"need.added"}"#;
    let read: EventKind = serde_json::from_str(before).unwrap();
    assert_eq!(read, EventKind::NeedAdded { colleague: false, told: Vec::new() }, "of an earlier version");
}

#[test]
fn a_member_who_agrees_later_is_told_whom_that_went_to() {
    let asked = EventKind::ReferralQueued { agency: agency("hub"), again: 0, digest: None };
    let told = plan(&events(vec![EventKind::ConsentGiven, asked, EventKind::NeedReferred])).pop();
    assert_eq!(told, Some(NeedEffect::MemberMail(MemberStep::Referred { agencies: vec![agency("hub")] })));
}
