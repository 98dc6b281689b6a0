//! What holds whatever people do, in whatever order.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use proptest::prelude::*;
use serde_json::json;

use super::shared_catalogue as catalogue;
use crate::Instant;
use crate::brussels::{arrival, at, need_type};
use crate::clock::BRUSSELS;
use crate::event::{Actor, Event, EventKind};
use crate::ids::AgencyId;
use crate::moves::{
    Asked, MemberSays, Moment, MoveError, accept, asked_about, close, decline, done, follow, give_consent, meeting,
    member_says, nobody_left, receive, remind_now, renew_referral_link, reopen, sent, take_back_consent, triage,
    undeliverable, unreached, withdraw,
};
use crate::need::{Decided, NeedCase, NeedStatus, Outcome, Share, confirmed};
use crate::referral::{DeclineReason, Referral, ReferralStatus};

#[derive(Debug, Clone)]
enum Move {
    Sent(usize),
    Undeliverable(usize),
    Follow(usize),
    Remind(usize),
    Meeting(usize),
    Unreached(usize),
    Nobody(usize),
    Reopen,
    Accept(usize),
    Decline(usize, DeclineReason),
    Done(usize, Outcome),
    Renew(usize),
    Triage(&'static str, u8),
    Close(Outcome),
    Withdraw,
    TakeBack,
    Agree,
}

const TYPES: [&str; 6] = ["seed_equity", "rd_grant", "fin_plan", "growth", "foreign_presence", "difficulty"];

fn any_move() -> impl Strategy<Value = Move> {
    let which = 0_usize..5;
    let reason = proptest::sample::select(DeclineReason::ALL.to_vec());
    let outcome = proptest::sample::select(Outcome::ALL.to_vec());
    prop_oneof![
        6 => which.clone().prop_map(Move::Sent),
        2 => which.clone().prop_map(Move::Undeliverable),
        5 => which.clone().prop_map(Move::Follow),
        1 => which.clone().prop_map(Move::Remind),
        1 => which.clone().prop_map(Move::Meeting),
        1 => which.clone().prop_map(Move::Unreached),
        1 => which.clone().prop_map(Move::Nobody),
        1 => Just(Move::Reopen),
        3 => which.clone().prop_map(Move::Accept),
        5 => (which.clone(), reason).prop_map(|(at, reason)| Move::Decline(at, reason)),
        2 => (which.clone(), outcome.clone()).prop_map(|(at, outcome)| Move::Done(at, outcome)),
        1 => which.prop_map(Move::Renew),
        3 => (proptest::sample::select(TYPES.to_vec()), 0_u8..3).prop_map(|(id, by)| Move::Triage(id, by)),
        1 => outcome.prop_map(Move::Close),
        1 => Just(Move::Withdraw),
        1 => Just(Move::TakeBack),
        1 => Just(Move::Agree),
    ]
}

fn agency_at(case: &NeedCase, at: usize) -> AgencyId {
    let known = case.referrals.get(at).map(|referral| referral.agency.clone());
    known.unwrap_or_else(|| AgencyId::parse("nobody").unwrap())
}

fn play(case: NeedCase, played: &Move, now: Instant) -> Result<Decided, MoveError> {
    let staff = Actor::Administrator;
    let moment = &Moment::new(catalogue(), now, &staff);
    let agency = |case: &NeedCase, at: usize| agency_at(case, at);
    match played {
        Move::Sent(at) => sent(case.clone(), &agency(&case, *at), catalogue(), now),
        Move::Undeliverable(at) => undeliverable(case.clone(), &agency(&case, *at), catalogue(), now),
        Move::Follow(at) => follow(case.clone(), &agency(&case, *at), catalogue(), now),
        Move::Remind(at) => remind_now(case.clone(), &agency(&case, *at), moment),
        Move::Accept(at) => accept(case.clone(), &agency(&case, *at), moment),
        Move::Meeting(at) => meeting(case.clone(), &agency(&case, *at), None, moment),
        Move::Unreached(at) => unreached(case.clone(), &agency(&case, *at), moment),
        Move::Nobody(at) => member_says(case.clone(), &agency(&case, *at), MemberSays::Nobody, moment),
        Move::Reopen => reopen(case, moment),
        Move::Decline(at, reason) => decline(case.clone(), &agency(&case, *at), (*reason, "note"), moment),
        Move::Done(at, outcome) => done(case.clone(), &agency(&case, *at), (*outcome, "note"), moment),
        Move::Renew(at) => renew_referral_link(case.clone(), &agency(&case, *at), now, &staff),
        Move::Triage(id, by_hand) => {
            let chosen = ["beci", "innoviris"].map(|id| AgencyId::parse(id).unwrap());
            let by = match by_hand {
                0 => Asked::ByStrategy,
                1 => Asked::Together(&chosen[..1]),
                _ => Asked::InTurn(&chosen),
            };
            triage(case, &[need_type(id)], by, moment)
        }
        Move::Close(outcome) => close(case, *outcome, now, &staff),
        Move::Withdraw => withdraw(case, now, &Actor::Member),
        Move::Agree => give_consent(case, moment),
        Move::TakeBack => Ok(take_back_consent(case, now, &Actor::Member)),
    }
}

/// Works the statuses out from the history alone.
#[derive(Debug, Default, PartialEq)]
struct History {
    need: Option<NeedStatus>,
    outcome: Option<Outcome>,
    referrals: BTreeMap<AgencyId, ReferralStatus>,
}

impl History {
    fn add(&mut self, event: &Event) {
        let mut referral = |agency: &AgencyId, status| {
            self.referrals.insert(agency.clone(), status);
        };
        match &event.kind {
            EventKind::NeedToTriage { .. } => self.need = Some(NeedStatus::ToTriage),
            EventKind::NeedReferred => self.need = Some(NeedStatus::Referred),
            EventKind::NeedInProgress => self.need = Some(NeedStatus::InProgress),
            EventKind::NeedClosed { outcome } => {
                self.need = Some(NeedStatus::Closed);
                self.outcome = Some(*outcome);
            }
            EventKind::ReferralQueued { agency, .. } => referral(agency, ReferralStatus::Queued),
            EventKind::ReferralSent { agency, .. } => referral(agency, ReferralStatus::Sent),
            EventKind::ReferralAccepted { agency, .. } => referral(agency, ReferralStatus::Accepted),
            EventKind::ReferralDeclined { agency, .. } => {
                referral(agency, ReferralStatus::Declined);
            }
            EventKind::ReferralExpired { agency } => referral(agency, ReferralStatus::Expired),
            EventKind::ReferralUndeliverable { agency } => {
                referral(agency, ReferralStatus::Undeliverable);
            }
            EventKind::ReferralDone { agency, .. } => referral(agency, ReferralStatus::Done),
            EventKind::ReferralWithdrawn { agency } => referral(agency, ReferralStatus::Withdrawn),
            EventKind::NeedReopened => (self.need, self.outcome) = (Some(NeedStatus::ToTriage), None),
            EventKind::NeedReceived
            | EventKind::ReferralReminded { .. }
            | EventKind::ReferralPostponed { .. }
            | EventKind::ReferralEnquired { .. }
            | EventKind::ReferralMemberAsked { .. }
            | EventKind::ReferralSilent { .. }
            | EventKind::ReferralMeeting { .. }
            | EventKind::ReferralAwaitsMember { .. }
            | EventKind::ReferralNobodyCame { .. }
            | EventKind::ReferralRegretted { .. }
            | EventKind::NeedTriaged { .. }
            | EventKind::NeedWithdrawn
            | EventKind::NeedDataEnded
            | EventKind::ConsentGiven
            | EventKind::ConsentWithdrawn
            | EventKind::NeedLinkRenewed
            | EventKind::ReferralLinkRenewed { .. } => {}
            _ => unreachable!("a booking has a history of its own"),
        }
    }
}

fn holds(case: &NeedCase, history: &History) {
    let need = &case.need;
    let waits = need.status == NeedStatus::ToTriage;
    let closed = need.status == NeedStatus::Closed;
    assert_eq!(case.has_open(), !waits && !closed, "somebody must have it: {:?}", need.status);
    assert_eq!(need.triage.is_some(), waits);
    assert_eq!(need.outcome.is_some(), closed);
    assert!(need.share.any() || !case.has_open(), "shared without consent");

    for referral in &case.referrals {
        // Nothing lies still: a time at which it is looked at, or a person.
        let (next, silent) = (referral.follow_up.next_at.is_some(), referral.follow_up.silent_since.is_some());
        let expected = match referral.status {
            ReferralStatus::Sent => next && !silent,
            ReferralStatus::Accepted => next != silent,
            _ => !next && !silent,
        };
        assert!(expected, "{referral:?}");
    }
    let work = crate::worklist::of_need(case);
    let left = nobody_left(case);
    assert!(!waits || left.is_empty(), "the whole need is the coordinator's");
    assert_eq!(work.iter().any(|item| item.kind == crate::worklist::WorkKind::Triage), waits || !left.is_empty());
    // Of a need that is open, each kind that was asked about is with an agency,
    // with the coordinator, or was dealt with.
    for kind in confirmed(&need.need_types).filter(|_| case.has_open()) {
        let about = |one: &&Referral| asked_about(case, one, catalogue()).contains(kind);
        let asked: Vec<ReferralStatus> = case.referrals.iter().filter(about).map(|one| one.status).collect();
        let taken_back = asked.iter().all(|status| *status == ReferralStatus::Withdrawn);
        let has_it = asked.iter().any(|status| status.is_open() || *status == ReferralStatus::Done);
        assert!(taken_back || has_it || left.iter().any(|(id, _)| *id == kind), "{kind}: {asked:?}");
    }

    for (at, referral) in case.referrals.iter().enumerate() {
        let day = referral.created_at.day_in(BRUSSELS);
        let asked_before = case.referrals[..at].iter().filter_map(|before| catalogue().acting(&before.agency, day));
        // Whoever does the work of one that ended has what that one had open.
        let went_over = case.referrals.iter().any(|one| one.follow_up.gone_to.as_ref() == Some(&referral.agency));
        assert!(went_over || asked_before.into_iter().all(|before| before.id != referral.agency), "asked twice");
    }
    for referral in &case.referrals {
        assert_eq!(referral.outcome.is_some(), referral.status == ReferralStatus::Done);
        assert_eq!(referral.declined.is_some(), referral.status == ReferralStatus::Declined);
        assert!(referral.answer_by >= referral.created_at);
        assert!(!referral.because.is_empty());
    }
    let referrals = case.referrals.iter().map(|r| (r.agency.clone(), r.status)).collect();
    assert_eq!(*history, History { need: Some(need.status), outcome: need.outcome, referrals });
}

const fn repeats(played: &Move) -> bool {
    !matches!(played, Move::Renew(_) | Move::Triage(..) | Move::Remind(_))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_sequence_of_moves_loses_a_need(
        stated in proptest::sample::subsequence(TYPES.to_vec(), 0..=3),
        stage in proptest::sample::select(crate::fact_words::STAGES.to_vec()),
        shared in prop_oneof![9 => Just(true), 1 => Just(false)],
        before_the_merger in any::<bool>(),
        moves in proptest::collection::vec((any_move(), 0_i64..240), 0..25),
    ) {
        let mut now = at(if before_the_merger { "2017-12-15T09:00:00Z" } else { "2026-11-23T09:00:00Z" });
        let mut arriving = arrival(&stated, json!({"stage": stage}));
        arriving.share = Share::All(shared);
        let Decided { mut case, events } = receive(arriving.clone(), catalogue(), now, Actor::Member);
        prop_assert_eq!(&case, &receive(arriving, catalogue(), now, Actor::Member).case);
        let mut history = History::default();
        for event in &events { history.add(event); }
        holds(&case, &history);
        for (played, hours) in moves {
            now = now.plus(TimeDelta::hours(hours));
            let Ok(decided) = play(case.clone(), &played, now) else { continue };
            for event in &decided.events { history.add(event); }
            prop_assert!(decided.events.iter().all(|event| event.at == now));
            prop_assert!(decided.events.is_empty() <= (decided.case == case));
            case = decided.case;
            holds(&case, &history);
            if repeats(&played) {
                let again = play(case.clone(), &played, now).unwrap();
                prop_assert_eq!(again, Decided { case: case.clone(), events: vec![] });
            }
        }
    }
}
