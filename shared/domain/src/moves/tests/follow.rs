//! Nothing lies still: reminders, questions, and a person at the end.

use serde_json::json;

use super::{NOW, asked, kinds, now, received, shared_catalogue, then};
use crate::brussels::{agency, at, need_type};
use crate::catalogue::Catalogue;
use crate::contact::EmailAddress;
use crate::event::{Actor, EventKind};
use crate::ids::{LocationId, NeedId};
use crate::location::ClosingDays;
use crate::moves::{
    Asked, MemberSays, Moment, MoveError, accept, done, follow, handed_over, is_asked_again, meeting, member_says,
    recipient, remind_now, reopen, sent, split, transfer, triage, undeliverable, unreached,
};
use crate::need::{Decided, Handler, NeedCase, NeedStatus, Outcome, TriageReason};
use crate::referral::ReferralStatus;
use crate::worklist::{WorkKind, of_need};

/// A grant that Innoviris was asked about on Monday 23 November, answered
/// within ten working days: by Monday 7 December.
fn asked_case() -> NeedCase {
    let case = received(&["rd_grant"], json!({"stage": "launch"})).case;
    sent(case, &agency("innoviris"), shared_catalogue(), at(NOW)).unwrap().case
}

fn taken_on() -> NeedCase {
    accept(asked_case(), &agency("innoviris"), &now(&Actor::Administrator)).unwrap().case
}

fn next(case: &NeedCase) -> Option<String> {
    case.referrals[0].follow_up.next_at.map(|at| at.to_string())
}

fn step(case: NeedCase, time: &str) -> Decided {
    follow(case, &agency("innoviris"), shared_catalogue(), at(time)).unwrap()
}

/// Lets each step happen when it is due, and says which and when.
fn lived(mut case: NeedCase, steps: usize) -> (NeedCase, Vec<String>) {
    let mut told = Vec::new();
    for _ in 0..steps {
        let due = next(&case).unwrap();
        assert!(step(case.clone(), NOW).events.is_empty(), "nothing happens before its time");
        let decided = step(case, &due);
        told.push(format!("{} {}", &due[..16], kinds(&decided).join(" ")));
        case = decided.case;
    }
    (case, told)
}

#[test]
fn an_agency_is_reminded_twice_then_its_time_ends() {
    let (_, told) = lived(asked_case(), 3);
    assert_eq!(
        told,
        [
            "2026-11-30T08:00 referral.reminded",
            "2026-12-03T08:00 referral.reminded",
            "2026-12-07T16:00 referral.expired referral.queued"
        ]
    );
}

#[test]
fn after_its_yes_the_agency_is_asked_twice_the_member_once_and_then_a_person_looks() {
    let (case, told) = lived(taken_on(), 4);
    assert_eq!(
        told,
        [
            "2026-12-07T08:00 referral.enquired",
            "2026-12-14T08:00 referral.enquired",
            "2026-12-21T08:00 referral.member_asked",
            "2027-01-05T08:00 referral.silent"
        ]
    );
    assert_eq!((case.need.status, next(&case)), (NeedStatus::InProgress, None));
    let silent: Vec<WorkKind> = of_need(&case).into_iter().map(|item| item.kind).collect();
    assert_eq!(silent, [WorkKind::Silent, WorkKind::Report]);
}

#[test]
fn reminders_that_could_not_leave_in_time_leave_as_one() {
    let late = step(asked_case(), "2026-12-04T08:00:00Z");
    assert_eq!(kinds(&late), ["referral.reminded"]);
    assert_eq!(late.case.referrals[0].follow_up.reminders, 2);
    assert_eq!(next(&late.case).as_deref(), Some("2026-12-07T16:00:00Z"));
}

#[test]
fn a_day_off_of_the_agency_puts_off_what_is_due_and_the_end_of_its_time() {
    let mut catalogue: Catalogue = shared_catalogue().clone();
    let (from, to) = ("2026-11-30".parse().unwrap(), "2026-12-02".parse().unwrap());
    catalogue.agencies.get_mut(&agency("innoviris")).unwrap().closures = vec![ClosingDays { from, to, reason: None }];
    let off = follow(asked_case(), &agency("innoviris"), &catalogue, at("2026-11-30T08:00:00Z")).unwrap();
    assert_eq!(kinds(&off), ["referral.postponed"]);
    assert_eq!(off.case.referrals[0].answer_by, at("2026-12-10T16:00:00Z"), "three days later");
    assert_eq!(next(&off.case).as_deref(), Some("2026-12-03T08:00:00Z"));
    let on = follow(off.case, &agency("innoviris"), &catalogue, at("2026-12-03T08:00:00Z")).unwrap();
    assert_eq!(kinds(&on), ["referral.reminded"]);
}

/// The catalogue with days off of Innoviris that were entered meanwhile.
fn closed(from: &str, to: &str) -> Catalogue {
    let mut catalogue: Catalogue = shared_catalogue().clone();
    let (from, to) = (from.parse().unwrap(), to.parse().unwrap());
    catalogue.agencies.get_mut(&agency("innoviris")).unwrap().closures = vec![ClosingDays { from, to, reason: None }];
    catalogue
}

/// Kinds of events, the end of its time and the next step, at a time.
fn at_time(case: NeedCase, catalogue: &Catalogue, time: &str) -> (NeedCase, String) {
    let decided = follow(case, &agency("innoviris"), catalogue, at(time)).unwrap();
    let told = format!(
        "{} by {}, next {}",
        kinds(&decided).join(" "),
        decided.case.referrals[0].answer_by,
        next(&decided.case).unwrap_or_default()
    );
    (decided.case, told)
}

#[test]
fn days_off_that_are_entered_after_a_reminder_was_due_stop_the_clock_nonetheless() {
    // It was due at eight; nothing ran until two, and that day is off by now.
    let off = closed("2026-11-30", "2026-12-02");
    let (case, told) = at_time(asked_case(), &off, "2026-11-30T14:00:00Z");
    assert_eq!(told, "referral.postponed by 2026-12-10T16:00:00Z, next 2026-12-03T08:00:00Z");
    let (_, told) = at_time(case, &off, "2026-12-03T08:00:00Z");
    assert_eq!(told, "referral.reminded by 2026-12-10T16:00:00Z, next 2026-12-08T08:00:00Z");
    // Days off that begin tomorrow stop the clock, and today's reminder leaves.
    let (case, told) = at_time(asked_case(), &closed("2026-12-01", "2026-12-03"), "2026-11-30T14:00:00Z");
    assert_eq!(told, "referral.reminded by 2026-12-10T16:00:00Z, next 2026-12-08T08:00:00Z");
    assert_eq!(case.referrals[0].follow_up.reminders, 1);
    // They were entered once it was reminded, and then at the end of its time.
    let reminded = step(asked_case(), "2026-11-30T08:00:00Z").case;
    let (_, told) = at_time(reminded.clone(), &closed("2026-12-02", "2026-12-04"), "2026-12-03T08:00:00Z");
    assert_eq!(told, "referral.postponed by 2026-12-10T16:00:00Z, next 2026-12-07T08:00:00Z");
    let twice = step(reminded, "2026-12-03T08:00:00Z").case;
    let (_, told) = at_time(twice, &closed("2026-12-04", "2026-12-04"), "2026-12-07T16:00:00Z");
    assert_eq!(told, "referral.postponed by 2026-12-08T16:00:00Z, next 2026-12-08T16:00:00Z");
}

#[test]
fn a_meeting_asks_nothing_until_the_day_after_it() {
    let day = "2027-01-14".parse().unwrap();
    let planned = meeting(taken_on(), &agency("innoviris"), Some(day), &now(&Actor::Administrator)).unwrap().case;
    assert_eq!(next(&planned).as_deref(), Some("2027-01-15T08:00:00Z"));
    let again = meeting(planned, &agency("innoviris"), Some(day), &now(&Actor::Administrator)).unwrap();
    assert!(again.events.is_empty());
}

#[test]
fn a_member_that_can_not_be_reached_is_who_must_act_and_then_a_person() {
    let waits = unreached(taken_on(), &agency("innoviris"), &now(&Actor::Administrator)).unwrap().case;
    assert!(waits.referrals[0].follow_up.awaits_member);
    let (_, told) = lived(waits.clone(), 1);
    assert_eq!(told, ["2026-11-30T08:00 referral.silent"]);
    let back = member_says(waits, &agency("innoviris"), MemberSays::Meeting, &now(&Actor::Member)).unwrap();
    assert_eq!(kinds(&back), ["referral.meeting"]);
    assert!(!back.case.referrals[0].follow_up.awaits_member);
}

#[test]
fn a_member_to_whom_nobody_came_is_before_the_coordinator_at_once() {
    let (hub, member) = (agency("innoviris"), Actor::Member);
    let said = member_says(taken_on(), &hub, MemberSays::Nobody, &now(&member)).unwrap();
    assert_eq!(kinds(&said), ["referral.nobody_came"]);
    assert!(of_need(&said.case).iter().any(|item| item.kind == WorkKind::Silent));
    let again = remind_now(said.case.clone(), &hub, &now(&Actor::Administrator)).unwrap();
    assert_eq!(kinds(&again), ["referral.enquired"]);
    assert!(of_need(&again.case).iter().all(|item| item.kind != WorkKind::Silent));
    let helped = member_says(said.case, &hub, MemberSays::Outcome(Outcome::Helped), &now(&member)).unwrap();
    assert_eq!(kinds(&helped), ["referral.done", "need.closed"]);
}

#[test]
fn agencies_are_asked_one_after_another_whatever_came_of_the_first() {
    let case = received(&["fin_plan"], json!({"stage": "pre_launch"})).case;
    let case = done(case, &agency("hub"), (Outcome::NotHelped, ""), &now(&Actor::Administrator)).unwrap().case;
    let case = reopen(case, &now(&Actor::Administrator)).unwrap().case;
    assert_eq!(case.need.triage, Some(TriageReason::Reopened));
    let in_turn = [agency("beci"), agency("innoviris")];
    let asked_in_turn = triage(case, &[need_type("fin_plan")], Asked::InTurn(&in_turn), &now(&Actor::Administrator));
    let case = asked_in_turn.unwrap().case;
    assert_eq!(asked(&case), [("hub", ReferralStatus::Done), ("beci", ReferralStatus::Queued)]);
    let after = done(case, &agency("beci"), (Outcome::Helped, ""), &now(&Actor::Administrator)).unwrap();
    assert_eq!(after.case.referrals[2].agency, agency("innoviris"));
    assert_eq!((after.case.need.status, after.case.need.then.len()), (NeedStatus::InProgress, 0));
}

#[test]
fn a_need_is_taken_up_again_within_sixty_days() {
    let closed = done(asked_case(), &agency("innoviris"), (Outcome::Helped, ""), &now(&Actor::Administrator));
    let closed = closed.unwrap().case;
    let again = reopen(closed.clone(), &then("2027-01-20T09:00:00Z", &Actor::Member)).unwrap();
    assert_eq!(kinds(&again), ["need.reopened", "need.to_triage"]);
    assert_eq!(again.case.need.outcome, None);
    let late = reopen(closed, &then("2027-02-20T09:00:00Z", &Actor::Member)).unwrap_err();
    assert_eq!(late, MoveError::TooLongClosed);
}

#[test]
fn what_came_of_it_before_ends_no_need_that_was_taken_up_again() {
    let by = Actor::Administrator;
    let case = done(asked_case(), &agency("innoviris"), (Outcome::Helped, ""), &now(&by)).unwrap().case;
    let case = reopen(case, &now(&by)).unwrap().case;
    let types = [need_type("rd_grant")];
    let to = |case: NeedCase, id: &str| triage(case, &types, Asked::Together(&[agency(id)]), &now(&by)).unwrap().case;
    let case = to(case, "beci");
    assert_eq!(case.need.status, NeedStatus::Referred, "nobody is at work on it yet");
    let case = super::declined(case, "beci", crate::referral::DeclineReason::Capacity).case;
    assert_eq!((case.need.status, case.need.outcome), (NeedStatus::ToTriage, None));
    // Who helped then may be asked again, and what comes of that counts.
    let case = to(case, "innoviris");
    let ended = done(case, &agency("innoviris"), (Outcome::NotHelped, ""), &now(&by)).unwrap().case;
    assert_eq!((ended.need.status, ended.need.outcome), (NeedStatus::Closed, Some(Outcome::NotHelped)));
}

#[test]
fn a_meeting_ends_the_wait_for_the_member_and_no_slip_of_the_hand_puts_it_to_sleep() {
    let (innoviris, by) = (agency("innoviris"), Actor::Administrator);
    let waits = unreached(taken_on(), &innoviris, &now(&by)).unwrap().case;
    // The question after a meeting on Friday falls on the morning that waits already.
    let friday = chrono::NaiveDate::from_ymd_opt(2026, 11, 27);
    let met = meeting(waits, &innoviris, friday, &then("2026-11-27T10:00:00Z", &by)).unwrap();
    assert!(!met.case.referrals[0].follow_up.awaits_member, "{:?}", met.case.referrals[0].follow_up);
    let slip = chrono::NaiveDate::from_ymd_opt(2062, 12, 15);
    let usual = meeting(taken_on(), &innoviris, None, &then("2026-11-27T10:00:00Z", &by)).unwrap().case;
    let case = meeting(taken_on(), &innoviris, slip, &then("2026-11-27T10:00:00Z", &by)).unwrap().case;
    assert_eq!(next(&case), next(&usual));
}

#[test]
fn a_member_is_not_told_by_mail_what_it_said_itself() {
    let said = MemberSays::Outcome(Outcome::NotHelped);
    let decided = member_says(taken_on(), &agency("innoviris"), said, &now(&Actor::Member)).unwrap();
    let effects = crate::need::effect::plan(&decided.events);
    assert!(
        !effects.iter().any(|effect| matches!(effect, crate::need::effect::NeedEffect::MemberMail(_))),
        "{effects:?}"
    );
}

#[test]
fn a_kind_of_need_that_nobody_has_in_hand_becomes_a_need_of_its_own() {
    let case = received(&["rd_grant", "fin_plan"], json!({"stage": "launch"})).case;
    let new = || NeedId::parse("n2").unwrap();
    let busy = split(case.clone(), &[need_type("rd_grant")], new(), &now(&Actor::Administrator)).unwrap_err();
    assert_eq!(busy, MoveError::StillOpen);
    let case = super::declined(case, "innoviris", crate::referral::DeclineReason::Conditions).case;
    let all = [need_type("rd_grant"), need_type("fin_plan")];
    assert_eq!(split(case.clone(), &all, new(), &now(&Actor::Administrator)).unwrap_err(), MoveError::NothingToSplit);
    let (left, other) = split(case, &[need_type("rd_grant")], new(), &now(&Actor::Administrator)).unwrap();
    assert_eq!((kinds(&left), left.case.need.need_types.len()), (vec!["need.split".to_owned()], 1));
    assert_eq!(kinds(&other)[0], "need.split_off");
    assert_eq!((other.case.need.id.as_str(), asked(&other.case)), ("n2", vec![("innoviris", ReferralStatus::Queued)]));
}

#[test]
fn a_need_goes_with_its_member_to_another_place() {
    let to = LocationId::parse("eebic").unwrap();
    let moved = transfer(asked_case(), &to, &now(&Actor::Administrator)).unwrap();
    assert_eq!((kinds(&moved), &moved.case.need.location), (vec!["need.transferred".to_owned()], &to));
    assert!(transfer(moved.case, &to, &now(&Actor::Administrator)).unwrap().events.is_empty());
}

#[test]
fn the_agency_s_next_desk_is_written_to_before_the_next_agency() {
    let mut catalogue: Catalogue = shared_catalogue().clone();
    let innoviris = agency("innoviris");
    let known = catalogue.agencies.get_mut(&innoviris).unwrap();
    let desk = json!({"id": "ict", "name": "ICT", "email": "ict@innoviris.example"});
    known.desks = vec![serde_json::from_value(desk).unwrap()];
    let own = known.email.clone();
    let to = |case: &NeedCase| recipient(case, &innoviris, &catalogue, at(NOW)).map(|one| one.email.to_string());
    let case = received(&["rd_grant"], json!({"stage": "launch"})).case;
    let case = sent(case, &innoviris, &catalogue, at(NOW)).unwrap().case;
    assert_eq!(to(&case).as_deref(), Some("ict@innoviris.example"));
    // Somebody took it over meanwhile: it is still the desk that refused its mail.
    let mut taken = case.clone();
    let ann = Handler { name: "Ann".to_owned(), email: EmailAddress::parse("ann@innoviris.example").unwrap() };
    taken.person.as_mut().unwrap().handlers.insert(innoviris.clone(), ann);
    let bounced = undeliverable(taken, &innoviris, &catalogue, at(NOW)).unwrap().case;
    assert_eq!(bounced.referral(&innoviris).unwrap().follow_up.failed_desks, ["ict"]);
    assert_eq!(to(&bounced).as_deref(), Some("ann@innoviris.example"));
    let next = undeliverable(case, &innoviris, &catalogue, at(NOW)).unwrap();
    assert_eq!(kinds(&next), ["referral.undeliverable", "referral.queued"]);
    assert_eq!(to(&next.case), Some(own.to_string()));
    assert!(of_need(&next.case).iter().any(|item| item.kind == WorkKind::Address), "the coordinator corrects it");
    let last = undeliverable(next.case, &innoviris, &catalogue, at(NOW)).unwrap();
    assert_eq!(last.case.need.triage, Some(TriageReason::Exhausted));
}

#[test]
fn the_only_agency_of_a_strategy_is_told_that_it_is_asked_again_and_the_second_time_not() {
    let (innoviris, catalogue) = (agency("innoviris"), shared_catalogue());
    assert!(is_asked_again(&asked_case(), &innoviris, catalogue, at(NOW)));
    let (again, _) = lived(asked_case(), 3);
    assert!(!is_asked_again(&again, &innoviris, catalogue, at("2026-12-07T16:00:00Z")));
    let plan = received(&["fin_plan"], json!({"stage": "pre_launch"})).case;
    assert!(!is_asked_again(&plan, &agency("hub"), catalogue, at(NOW)), "another is next");
}

#[test]
fn a_colleague_takes_a_referral_over_by_name() {
    let (innoviris, by) = (agency("innoviris"), Actor::Agency(agency("innoviris")));
    let catalogue = shared_catalogue();
    let domain = catalogue.agencies[&innoviris].email.as_str().split_once('@').unwrap().1;
    let ann = |domain: &str| Handler {
        name: "Ann".to_owned(),
        email: EmailAddress::parse(&format!("ann@{domain}")).unwrap(),
    };
    let moment = Moment::new(catalogue, at(NOW), &by);
    let outside = handed_over(asked_case(), &innoviris, ann("elsewhere.example"), &moment).unwrap_err();
    assert_eq!(outside, MoveError::NotOfAgency { agency: innoviris.clone(), domains: vec![domain.to_lowercase()] });
    assert!(outside.text(crate::Language::Nl).contains(&format!("@{domain}")), "it says which is accepted");
    let taken = handed_over(asked_case(), &innoviris, ann(domain), &moment).unwrap();
    assert!(matches!(taken.events[0].kind, EventKind::ReferralHandedOver { .. }));
    assert_eq!(recipient(&taken.case, &innoviris, catalogue, at(NOW)).unwrap().name, "Ann");
    assert!(handed_over(taken.case, &innoviris, ann(domain), &moment).unwrap().events.is_empty());
}

/// As where it is asked once more: what asks goes to the colleague, and no mail
/// beside it says so.
#[test]
fn a_referral_whose_mail_has_still_to_leave_is_handed_over_with_it() {
    let (innoviris, by, catalogue) = (agency("innoviris"), Actor::System, shared_catalogue());
    let domain = catalogue.agencies[&innoviris].email.as_str().split_once('@').unwrap().1;
    let bob = Handler { name: "Bob".to_owned(), email: EmailAddress::parse(&format!("bob@{domain}")).unwrap() };
    let mut case = asked_case();
    case.referrals[0].status = ReferralStatus::Queued;
    let taken = handed_over(case, &innoviris, bob, &Moment::new(catalogue, at(NOW), &by)).unwrap();
    assert!(matches!(taken.events[0].kind, EventKind::ReferralHandedOver { queued: true, .. }));
    assert_eq!(crate::need::effect::plan(&taken.events), []);
    assert_eq!(recipient(&taken.case, &innoviris, catalogue, at(NOW)).unwrap().name, "Bob");
}
