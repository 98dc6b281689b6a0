//! Agencies answer, or do not.

use rstest::rstest;
use serde_json::json;

use super::{NOW, asked, declined, kinds, now, received, then};
use crate::brussels::{agency, at, catalogue, need_type};
use crate::event::Actor;
use crate::moves::{
    Asked, MoveError, NOTE_AT_MOST, accept, decline, done, follow, go_over, nobody_left, others_have_it,
    renew_referral_link, sent, take_back_consent, triage, undeliverable,
};
use crate::need::{Decided, NeedCase, NeedStatus, Outcome, TriageReason};
use crate::referral::{DeclineReason, ReferralStatus};
use crate::route::Reason;
use crate::worklist::{Owner, WorkKind, of_need};

#[test]
fn a_decline_goes_to_the_next_agency() {
    let case = received(&["fin_plan"], json!({"stage": "pre_launch"})).case;
    let decided = declined(case, "hub", DeclineReason::Capacity);
    assert_eq!(kinds(&decided), ["referral.declined", "referral.queued"]);
    assert_eq!(asked(&decided.case), [("hub", ReferralStatus::Declined), ("gel", ReferralStatus::Queued)]);
    assert_eq!(decided.case.referrals[1].because[0], Reason::AfterDecline { agency: agency("hub") });
    let last = declined(decided.case, "gel", DeclineReason::Conditions);
    assert_eq!(kinds(&last), ["referral.declined", "need.to_triage"]);
    assert_eq!(last.case.need.triage, Some(TriageReason::Exhausted));
}

#[test]
fn a_decline_asks_no_agency_about_another_kind_of_need() {
    let case = received(&["rd_grant", "fin_plan"], json!({"stage": "launch"})).case;
    assert_eq!(asked(&case), [("innoviris", ReferralStatus::Queued), ("hub", ReferralStatus::Queued)]);
    let decided = declined(case, "innoviris", DeclineReason::Conditions);
    assert_eq!(decided.case.referrals.len(), 2);
    assert_eq!(decided.case.need.status, NeedStatus::Referred);
}

#[test]
fn a_kind_that_nobody_is_left_for_is_the_coordinators_while_another_is_worked_on() {
    let case = received(&["rd_grant", "fin_plan"], json!({"stage": "launch"})).case;
    assert_eq!(nobody_left(&case), []);
    let kind = need_type("rd_grant");
    assert!(!others_have_it(&case, &agency("innoviris")), "it alone has its kind");
    let equity = received(&["seed_equity"], json!({"stage": "launch"})).case;
    assert!(others_have_it(&equity, &agency("hub")), "the other lead has it");
    for reason in [DeclineReason::Conditions, DeclineReason::Duplicate] {
        let case = declined(case.clone(), "innoviris", reason).case;
        assert_eq!(nobody_left(&case), [(&kind, at(NOW))]);
        let todo = of_need(&case);
        let coordinators: Vec<_> = todo.iter().filter(|item| item.owner == Owner::Coordinator).collect();
        let [item] = coordinators[..] else { panic!("{todo:?}") };
        assert_eq!((item.kind, item.triage), (WorkKind::Triage, Some(TriageReason::Exhausted)));
        let coordinator = Actor::Staff(crate::ids::StaffId::parse("s1").unwrap());
        // Somebody else is asked, or it is let go: nothing is left to do.
        let others = [agency("finance")];
        let asked = triage(
            case.clone(),
            &["rd_grant", "fin_plan"].map(need_type),
            Asked::of(&others, false),
            &now(&coordinator),
        );
        assert_eq!(nobody_left(&asked.unwrap().case), []);
        let let_go = triage(case.clone(), &[need_type("fin_plan")], Asked::Together(&[]), &now(&coordinator)).unwrap();
        assert_eq!(let_go.case.need.status, NeedStatus::Referred);
        assert_eq!(of_need(&let_go.case).len(), of_need(&case).len() - 1);
        // Closed with what the other agency reports.
        let by = Actor::Agency(agency("hub"));
        let closed = done(case, &agency("hub"), (Outcome::Helped, ""), &now(&by)).unwrap().case;
        assert_eq!((closed.need.status, nobody_left(&closed)), (NeedStatus::Closed, vec![]));
    }
}

#[test]
fn an_agency_that_must_come_second_is_asked_once_the_first_has_answered() {
    let case = received(&["foreign_presence"], json!({"stage": "growth"})).case;
    assert_eq!(asked(&case), [("hub", ReferralStatus::Queued)]);
    let silent = undeliverable(case.clone(), &agency("hub"), &catalogue(), at(NOW)).unwrap();
    assert_eq!(silent.case.need.triage, Some(TriageReason::Exhausted));
    let answered = declined(case, "hub", DeclineReason::Capacity);
    assert_eq!(answered.case.referrals[1].agency, agency("bee"));
}

#[test]
fn a_duplicate_asks_nobody_else() {
    let case = received(&["fin_plan"], json!({"stage": "pre_launch"})).case;
    let decided = declined(case, "hub", DeclineReason::Duplicate);
    assert_eq!(decided.case.referrals.len(), 1);
    assert_eq!(decided.case.need.status, NeedStatus::ToTriage);
}

#[test]
fn silence_counts_only_after_the_deadline_and_only_for_mail_that_left() {
    let case = received(&["fin_plan"], json!({"stage": "pre_launch"})).case;
    let late = at("2027-02-01T09:00:00Z");
    let queued = follow(case.clone(), &agency("hub"), &catalogue(), late).unwrap();
    assert!(queued.events.is_empty());
    let case = sent(case, &agency("hub"), &catalogue(), at(NOW)).unwrap().case;
    assert!(follow(case.clone(), &agency("hub"), &catalogue(), at(NOW)).unwrap().events.is_empty());
    let decided = follow(case, &agency("hub"), &catalogue(), late).unwrap();
    assert_eq!(kinds(&decided), ["referral.expired", "referral.queued"]);
    assert_eq!(decided.case.referrals[1].because[0], Reason::AfterSilence { agency: agency("hub") });
}

#[test]
fn a_mail_that_left_after_its_own_deadline_gives_a_working_day() {
    let case = received(&["fin_plan"], json!({"stage": "pre_launch"})).case;
    let told = case.referrals[0].answer_by;
    let in_time = sent(case.clone(), &agency("hub"), &catalogue(), at(NOW)).unwrap();
    let crate::event::EventKind::ReferralSent { answer_by, .. } = &in_time.events[0].kind else {
        panic!("{:?}", in_time.events)
    };
    assert_eq!((*answer_by, in_time.case.referrals[0].answer_by), (Some(told), told));
    // A Saturday, two months on.
    let late = sent(case, &agency("hub"), &catalogue(), at("2027-01-30T09:00:00Z")).unwrap().case;
    assert_eq!(late.referrals[0].answer_by, at("2027-02-01T16:00:00Z"));
    let still = follow(late.clone(), &agency("hub"), &catalogue(), at("2027-02-01T15:59:00Z")).unwrap();
    assert!(still.events.is_empty());
    let gone = follow(late, &agency("hub"), &catalogue(), at("2027-02-01T16:00:00Z")).unwrap();
    assert_eq!(kinds(&gone), ["referral.expired", "referral.queued"]);
}

#[test]
fn a_refused_mail_that_is_sent_again_waits_anew_unless_consent_was_taken_back() {
    let case = received(&["rd_grant"], json!({"stage": "launch"})).case;
    let case = undeliverable(case, &agency("innoviris"), &catalogue(), at(NOW)).unwrap().case;
    assert_eq!(case.need.triage, Some(TriageReason::Exhausted));
    let again = sent(case.clone(), &agency("innoviris"), &catalogue(), at(NOW)).unwrap();
    assert_eq!(kinds(&again), ["referral.sent", "need.referred"]);
    let taken_back = take_back_consent(case, at(NOW), &Actor::Member).case;
    assert!(sent(taken_back, &agency("innoviris"), &catalogue(), at(NOW)).unwrap().events.is_empty());
}

#[derive(Debug, Clone, Copy)]
enum Answer {
    Accept,
    Decline,
    Done(Outcome),
}

fn answered(case: NeedCase, answer: Answer) -> Result<Decided, MoveError> {
    let (by, actor) = (agency("innoviris"), Actor::Agency(agency("innoviris")));
    match answer {
        Answer::Accept => accept(case, &by, &now(&actor)),
        Answer::Decline => decline(case, &by, (DeclineReason::Capacity, ""), &now(&actor)),
        Answer::Done(outcome) => done(case, &by, (outcome, ""), &now(&actor)),
    }
}

#[rstest]
#[case(Answer::Accept, Answer::Accept, None)]
#[case(Answer::Accept, Answer::Decline, Some(ReferralStatus::Accepted))]
#[case(Answer::Decline, Answer::Decline, None)]
#[case(Answer::Decline, Answer::Accept, Some(ReferralStatus::Declined))]
#[case(Answer::Decline, Answer::Done(Outcome::Helped), Some(ReferralStatus::Declined))]
#[case(Answer::Done(Outcome::Helped), Answer::Done(Outcome::Helped), None)]
#[case(Answer::Done(Outcome::Helped), Answer::Done(Outcome::NotHelped), Some(ReferralStatus::Done))]
#[case(Answer::Done(Outcome::Helped), Answer::Accept, Some(ReferralStatus::Done))]
#[case(Answer::Done(Outcome::Helped), Answer::Decline, Some(ReferralStatus::Done))]
fn the_same_answer_again_changes_nothing_and_the_opposite_is_refused(
    #[case] first: Answer,
    #[case] second: Answer,
    #[case] refused: Option<ReferralStatus>,
) {
    let case = received(&["rd_grant"], json!({"stage": "launch"})).case;
    let once = answered(case, first).unwrap().case;
    match (answered(once.clone(), second), refused) {
        (Ok(twice), None) => assert_eq!(twice, Decided { case: once, events: vec![] }),
        (Err(error), Some(status)) => assert_eq!(error, MoveError::Opposite { status }),
        (other, _) => panic!("{other:?}"),
    }
}

const LATE: &str = "2027-01-20T09:00:00Z";

/// A need whose first agency, Hub, was silent, so that `gel` is asked.
fn silent() -> NeedCase {
    let case = received(&["fin_plan"], json!({"stage": "pre_launch"})).case;
    let case = sent(case, &agency("hub"), &catalogue(), at(NOW)).unwrap().case;
    follow(case, &agency("hub"), &catalogue(), at(LATE)).unwrap().case
}

#[test]
fn a_late_yes_counts_while_nobody_else_said_yes() {
    let (hub, actor) = (agency("hub"), Actor::Agency(agency("hub")));
    let yes = accept(silent(), &hub, &then(LATE, &actor)).unwrap();
    assert_eq!(kinds(&yes), ["referral.accepted", "referral.withdrawn", "need.in_progress"]);
    let result = done(silent(), &hub, (Outcome::Helped, ""), &then(LATE, &actor)).unwrap();
    assert_eq!(kinds(&result), ["referral.accepted", "referral.done", "referral.withdrawn", "need.closed"]);
    let link = renew_referral_link(silent(), &hub, at(LATE), &actor).unwrap();
    assert_eq!(kinds(&link), ["referral.link_renewed"]);

    let over = MoveError::Over { status: ReferralStatus::Expired };
    let no = decline(silent(), &hub, (DeclineReason::Capacity, ""), &then(LATE, &actor));
    assert_eq!(no.unwrap_err(), over, "the next was asked already");
    let taken = accept(silent(), &agency("gel"), &then(LATE, &Actor::Administrator)).unwrap().case;
    assert_eq!(accept(taken.clone(), &hub, &then(LATE, &actor)).unwrap_err(), over);
    assert_eq!(renew_referral_link(taken, &hub, at(LATE), &actor).unwrap_err(), over);
    let taken_back = take_back_consent(silent(), at(LATE), &Actor::Member).case;
    assert_eq!(accept(taken_back, &hub, &then(LATE, &actor)).unwrap_err(), over);
}

#[test]
fn a_late_yes_spares_those_who_were_asked_meanwhile() {
    let (hub, actor) = (agency("hub"), Actor::Agency(agency("hub")));
    let yes = accept(silent(), &hub, &then(LATE, &actor)).unwrap().case;
    assert_eq!(asked(&yes), [("hub", ReferralStatus::Accepted), ("gel", ReferralStatus::Withdrawn)]);
    assert_eq!(yes.referrals[1].follow_up.gone_to, Some(hub.clone()));
    let over = MoveError::Over { status: ReferralStatus::Withdrawn };
    assert_eq!(accept(yes, &agency("gel"), &then(LATE, &Actor::Administrator)).unwrap_err(), over);

    let no = done(silent(), &hub, (Outcome::NotHelped, ""), &then(LATE, &actor)).unwrap().case;
    assert_eq!(no.referrals[1].status, ReferralStatus::Queued, "somebody may help yet");
}

#[test]
fn whom_the_coordinator_wanted_asked_next_comes_after_a_late_yes() {
    let hub = agency("hub");
    let case = received(&["research_partner"], json!({"stage": "launch"})).case;
    let types = case.need.need_types.iter().map(|determined| determined.id.clone()).collect::<Vec<_>>();
    let chosen = [hub.clone(), agency("beci")];
    let case = triage(case, &types, Asked::of(&chosen, true), &now(&Actor::Administrator)).unwrap().case;
    let case = sent(case, &hub, &catalogue(), at(NOW)).unwrap().case;
    let case = follow(case, &hub, &catalogue(), at(LATE)).unwrap().case;
    assert_eq!(asked(&case), [("hub", ReferralStatus::Expired), ("beci", ReferralStatus::Queued)]);
    let yes = accept(case, &hub, &then(LATE, &Actor::Administrator)).unwrap().case;
    assert_eq!((yes.referrals[1].status, &yes.need.then), (ReferralStatus::Withdrawn, &vec![agency("beci")]));
    let done = done(yes, &hub, (Outcome::NotHelped, ""), &then(LATE, &Actor::Administrator)).unwrap().case;
    assert_eq!((done.referrals[1].status, done.referrals[1].asked_again), (ReferralStatus::Queued, 1));
    assert_eq!(done.referrals[1].follow_up.gone_to, None);
}

#[test]
fn a_second_note_is_kept_beside_the_answer_and_another_reason_is_refused() {
    let (innoviris, actor) = (agency("innoviris"), Actor::Agency(agency("innoviris")));
    let no = |case: NeedCase, reason, text: &str| decline(case, &innoviris, (reason, text), &then(LATE, &actor));
    let case = received(&["rd_grant"], json!({"stage": "launch"})).case;
    let once = no(case, DeclineReason::Other, "First.").unwrap().case;
    let twice = no(once.clone(), DeclineReason::Other, "Second.").unwrap();
    assert!(twice.events.is_empty());
    let twice = no(twice.case, DeclineReason::Other, "Second.").unwrap().case;
    let notes: Vec<_> = twice.person.iter().flat_map(|person| &person.notes).collect();
    assert_eq!(notes.iter().map(|note| note.text.as_str()).collect::<Vec<_>>(), ["First.", "Second."]);
    assert_eq!(notes[0].at, notes[1].at, "history shows it beside the answer");
    let other = no(once, DeclineReason::Capacity, "Third.").unwrap_err();
    assert_eq!(other, MoveError::Opposite { status: ReferralStatus::Declined });
}

/// The directory once Innoviris ended and hub.brussels does its work.
fn followed() -> crate::catalogue::Catalogue {
    let mut catalogue = catalogue();
    let ended = catalogue.agencies.get_mut(&agency("innoviris")).unwrap();
    (ended.valid_to, ended.successor) = (Some("2026-12-01".parse().unwrap()), Some(agency("hub")));
    catalogue
}

#[rstest]
#[case(false)]
#[case(true)]
fn what_an_agency_had_open_goes_to_whoever_does_its_work_once_it_ended(#[case] taken_on: bool) {
    let (innoviris, catalogue) = (agency("innoviris"), followed());
    let mut case = received(&["rd_grant"], json!({"stage": "launch"})).case;
    case = sent(case, &innoviris, &catalogue, at(NOW)).unwrap().case;
    if taken_on {
        case = accept(case, &innoviris, &now(&Actor::Administrator)).unwrap().case;
    }
    let before = go_over(case.clone(), &innoviris, &catalogue, at("2026-12-01T12:00:00Z")).unwrap();
    assert!(before.events.is_empty(), "its last day is its own");
    let gone = go_over(case.clone(), &innoviris, &catalogue, at("2026-12-02T12:00:00Z")).unwrap();
    assert_eq!(kinds(&gone)[..2], ["referral.withdrawn", "referral.queued"]);
    assert_eq!(asked(&gone.case), [("innoviris", ReferralStatus::Withdrawn), ("hub", ReferralStatus::Queued)]);
    assert_eq!(gone.case.referrals[0].follow_up.gone_to, Some(agency("hub")));
    assert!(gone.case.referrals[1].because.contains(&Reason::Continues { agency: innoviris.clone() }));
    let refused = accept(gone.case.clone(), &innoviris, &then(LATE, &Actor::Administrator)).unwrap_err();
    assert_eq!(refused, MoveError::Over { status: ReferralStatus::Withdrawn });
    assert!(go_over(gone.case, &innoviris, &catalogue, at(LATE)).unwrap().events.is_empty());
    // Nobody took that step: what is due next does.
    let due = follow(case, &innoviris, &catalogue, at(LATE)).unwrap().case;
    assert_eq!(due.referrals[1].agency, agency("hub"));
}

#[test]
fn nobody_is_asked_twice_where_whoever_follows_has_it_already() {
    let case = received(&["rd_grant", "fin_plan"], json!({"stage": "launch"})).case;
    let gone = go_over(case, &agency("innoviris"), &followed(), at("2026-12-02T12:00:00Z")).unwrap();
    assert_eq!(kinds(&gone), ["referral.withdrawn"]);
    let hub = gone.case.referral(&agency("hub")).unwrap();
    assert!(hub.because.contains(&Reason::Continues { agency: agency("innoviris") }));
    assert!(hub.services.iter().any(|service| service.as_str() == "innoviris-shape"), "it is asked about that too");
}

#[test]
fn an_agency_that_is_asked_once_a_day_is_asked_again_so_too() {
    let mut catalogue = catalogue();
    catalogue.agencies.get_mut(&agency("innoviris")).unwrap().asking = crate::agency::Asking::Daily;
    let mut case = received(&["rd_grant"], json!({"stage": "launch"})).case;
    case = sent(case, &agency("innoviris"), &catalogue, at(NOW)).unwrap().case;
    let again = follow(case, &agency("innoviris"), &catalogue, at(LATE)).unwrap();
    let digest = crate::brussels::day("2027-01-21");
    let queued =
        crate::event::EventKind::ReferralQueued { agency: agency("innoviris"), again: 1, digest: Some(digest) };
    assert_eq!(again.events[1].kind, queued);
}

#[test]
fn the_only_agency_of_a_need_is_asked_once_more_before_the_coordinator_looks() {
    let innoviris = agency("innoviris");
    let mut case = received(&["rd_grant"], json!({"stage": "launch"})).case;
    case = sent(case, &innoviris, &catalogue(), at(NOW)).unwrap().case;
    let again = follow(case, &innoviris, &catalogue(), at(LATE)).unwrap();
    assert_eq!(kinds(&again), ["referral.expired", "referral.queued"]);
    let referral = &again.case.referrals[0];
    assert_eq!((referral.status, referral.asked_again), (ReferralStatus::Queued, 1));
    assert_eq!(referral.because[0], Reason::AskedAgain);
    assert!(referral.answer_by > at(LATE) && referral.link_generation == 0, "the link sent before goes on to hold");

    let case = sent(again.case, &innoviris, &catalogue(), at(LATE)).unwrap().case;
    let silent_again = follow(case, &innoviris, &catalogue(), at("2027-03-01T09:00:00Z")).unwrap();
    assert_eq!(kinds(&silent_again), ["referral.expired", "need.to_triage"]);
    assert_eq!(silent_again.case.need.triage, Some(TriageReason::Exhausted));
}

#[test]
fn the_coordinator_asks_an_agency_again_that_is_not_at_work_on_it() {
    let ask = |case: NeedCase, id: &str| {
        let types = case.need.need_types.iter().map(|determined| determined.id.clone()).collect::<Vec<_>>();
        triage(case, &types, Asked::Together(&[agency(id)]), &then(LATE, &Actor::Administrator))
    };
    let again = ask(silent(), "hub").unwrap();
    assert_eq!(kinds(&again), ["need.triaged", "referral.queued"]);
    assert_eq!(asked(&again.case), [("hub", ReferralStatus::Queued), ("gel", ReferralStatus::Queued)]);
    assert_eq!(again.case.referrals[0].because[0], Reason::ChosenByCoordinator);
    let refused = |error| assert_eq!(error, MoveError::AlreadyAsked { agency: agency("hub") });
    refused(ask(again.case.clone(), "hub").unwrap_err());
    let taken = accept(again.case, &agency("hub"), &then(LATE, &Actor::Administrator)).unwrap().case;
    refused(ask(taken, "hub").unwrap_err());

    let no = declined(received(&["fin_plan"], json!({"stage": "pre_launch"})).case, "hub", DeclineReason::Capacity);
    let again = ask(no.case, "hub").unwrap().case;
    assert_eq!((again.referrals[0].status, again.referrals[0].declined), (ReferralStatus::Queued, None));
}

#[test]
fn a_result_without_an_acceptance_counts_as_both_and_closes() {
    let case = received(&["rd_grant"], json!({"stage": "launch"})).case;
    let decided = answered(case, Answer::Done(Outcome::Helped)).unwrap();
    assert_eq!(kinds(&decided), ["referral.accepted", "referral.done", "need.closed"]);
    assert_eq!(decided.case.need.outcome, Some(Outcome::Helped));
}

#[test]
fn a_need_stays_in_progress_while_another_agency_is_open_and_keeps_the_best_outcome() {
    let case = received(&["seed_equity"], json!({"stage": "launch"})).case;
    let staff = Actor::Administrator;
    let first = done(case, &agency("hub"), (Outcome::Helped, ""), &now(&staff)).unwrap();
    assert_eq!(first.case.need.status, NeedStatus::InProgress);
    let second = done(first.case, &agency("finance"), (Outcome::NotHelped, ""), &now(&staff)).unwrap();
    assert_eq!((second.case.need.status, second.case.need.outcome), (NeedStatus::Closed, Some(Outcome::Helped)));
}

#[test]
fn a_note_is_kept_with_the_person_and_cut() {
    let case = received(&["rd_grant"], json!({"stage": "launch"})).case;
    let actor = Actor::Agency(agency("innoviris"));
    let text = "é".repeat(3_000);
    let decided = decline(case, &agency("innoviris"), (DeclineReason::Other, &text), &now(&actor)).unwrap();
    let notes = decided.case.person.unwrap().notes;
    assert_eq!(notes[0].text.chars().count(), NOTE_AT_MOST);
    assert!(!serde_json::to_string(&decided.events).unwrap().contains('é'));
}
