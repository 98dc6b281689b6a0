//! From a committed need to mails that left, through every way it can fail.

use chrono::TimeDelta;
use dispatch::SCHEDULE;
use domain::event::Actor;
use domain::ids::{AgencyId, NeedId};
use domain::moves::{self, Asked, Moment};
use domain::need::NeedStatus;
use domain::referral::ReferralStatus;
use flows::needs::move_need;
use mail::{Failure, Reply, SendError, Stage};
use store::repos::deliveries::{Delivery, DeliveryStatus, Way};

use crate::bench::{Bench, dispatcher};

#[tokio::test]
async fn a_need_makes_one_mail_to_the_agency_and_one_to_the_member() {
    let bench = Bench::new().await;
    let need = bench.need("k").await;
    bench.run().await;
    bench.run().await;
    assert_eq!(bench.recipients(), ["adviser@innoviris.example", "zoe@zoe-robotics.example"]);
    assert_eq!(bench.status_of(&need, "innoviris").await, ReferralStatus::Sent);
}

#[tokio::test]
async fn planning_the_same_commit_again_adds_nothing() {
    let bench = Bench::new().await;
    let need = bench.need("k").await;
    let pending = store::repos::outbox::Pending::new(&format!("NEED#{need}"), 1);
    for _ in 0..3 {
        bench.dispatcher.accept(&pending).await.unwrap();
    }
    bench.run().await;
    bench.dispatcher.accept(&pending).await.unwrap();
    bench.run().await;
    assert_eq!(bench.memory.sent().len(), 2);
}

#[tokio::test]
async fn a_server_that_is_away_costs_no_attempt_and_every_mail_leaves_once_it_is_back() {
    let bench = Bench::new().await;
    bench.memory.set_down(true);
    let need = bench.need("k").await;
    for _ in 0..5 {
        bench.run().await;
    }
    assert!(bench.memory.sent().is_empty());
    let waiting = bench.deliveries(&need).await;
    assert!(waiting.iter().all(|delivery| delivery.attempts == 0 && delivery.status == DeliveryStatus::Waiting));
    bench.memory.set_down(false);
    bench.dispatcher.forget_outage();
    bench.run().await;
    assert_eq!(bench.memory.sent().len(), 2);
}

#[tokio::test]
async fn how_long_mails_have_waited_for_a_server_is_known_without_looking() {
    let bench = Bench::new().await;
    bench.memory.set_down(true);
    bench.need("k").await;
    bench.run().await;
    bench.app.clock.advance(TimeDelta::minutes(10));
    bench.run().await;
    let away = bench.dispatcher.standing();
    assert!(!away.mail_server_up && away.waiting >= 2, "{away:?}");
    assert_eq!(away.oldest_waiting_seconds, 600);
    bench.memory.set_down(false);
    bench.dispatcher.forget_outage();
    bench.run().await;
    let back = bench.dispatcher.standing();
    assert!(back.mail_server_up);
    assert_eq!((back.waiting, back.oldest_waiting_seconds), (0, 0));
}

/// Taken for a refusal of the agency, a wrong setting would have asked every
/// agency of the strategy within a second, and none of them would know.
#[tokio::test]
async fn a_refusal_that_is_ours_keeps_the_referral_and_waits_for_its_next_attempt() {
    let bench = Bench::new().await;
    let need = bench.need_of("k", "hiring").await;
    let reply = Some(Reply { code: 554, enhanced: Some((5, 7, 1)) });
    for _ in 0..2 {
        bench.memory.fail_next(SendError::Ours(Failure { stage: Stage::Recipient, reply }));
    }
    bench.run().await;
    bench.run().await;
    assert_eq!(bench.status_of(&need, "actiris").await, ReferralStatus::Queued);
    let waiting = bench.deliveries(&need).await;
    let kept: Vec<_> = waiting
        .iter()
        .filter(|one| one.attempts > 0)
        .map(|one| (one.status, one.attempts, one.last_error.as_deref().unwrap_or_default()))
        .collect();
    assert_eq!(kept, [(DeliveryStatus::Waiting, 1, "554 5.7.1"); 2]);
    assert_eq!(bench.dispatcher.counters().read().refused_us, 2);
    bench.app.clock.advance(TimeDelta::seconds(73));
    bench.run().await;
    assert_eq!(bench.status_of(&need, "actiris").await, ReferralStatus::Sent);
}

#[tokio::test]
async fn a_temporary_failure_is_tried_again_when_the_schedule_says_so() {
    let bench = Bench::new().await;
    bench.memory.fail_next(SendError::Temporary(451.into()));
    bench.memory.fail_next(SendError::Temporary(451.into()));
    bench.need("k").await;
    bench.run().await;
    assert!(bench.memory.sent().is_empty(), "not before its time");
    bench.run().await;
    assert!(bench.memory.sent().is_empty(), "nor by looking again");
    bench.app.clock.advance(TimeDelta::seconds(73));
    bench.run().await;
    assert_eq!(bench.memory.sent().len(), 2);
}

#[tokio::test]
async fn a_delivery_that_never_succeeds_is_dead_and_can_be_sent_again() {
    let bench = Bench::new().await;
    let need = bench.need("k").await;
    bench.dispatcher.sweep().await.unwrap();
    for _ in 0..=SCHEDULE.len() {
        bench.memory.fail_next(SendError::Temporary(451.into()));
        bench.memory.fail_next(SendError::Temporary(451.into()));
        bench.run().await;
        bench.app.clock.advance(TimeDelta::days(2));
    }
    let dead = bench.app.store().deliveries().dead(None, 10).await.unwrap().items;
    assert!(dead.iter().any(|delivery| delivery.aggregate == format!("NEED#{need}")), "{dead:?}");
    let count = dead.len();
    for delivery in &dead {
        assert_eq!(delivery.last_error.as_deref(), Some("451"));
        flows::resend(bench.app.store(), &flows::contexts(), &delivery.aggregate, &delivery.id).await.unwrap();
    }
    bench.run().await;
    assert!(bench.memory.sent().len() >= count);
    assert!(bench.app.store().deliveries().dead(None, 10).await.unwrap().items.is_empty());
}

#[tokio::test]
async fn a_refused_referral_mail_is_undeliverable_and_the_next_agency_is_asked() {
    let bench = Bench::new().await;
    // Hiring goes to Actiris, then to BeCode.
    let need = bench.need_of("k", "hiring").await;
    bench.dispatcher.sweep().await.unwrap();
    bench.memory.fail_next(SendError::Refused(550.into()));
    bench.memory.fail_next(SendError::Refused(550.into()));
    bench.run().await;
    bench.run().await;
    assert_eq!(bench.status_of(&need, "actiris").await, ReferralStatus::Undeliverable);
    assert_eq!(bench.status_of(&need, "becode").await, ReferralStatus::Sent);
}

#[tokio::test]
async fn a_member_is_told_that_an_agency_could_not_be_reached_and_who_is_asked_now() {
    let bench = Bench::new().await;
    let need = bench.need_of("k", "hiring").await;
    bench.dispatcher.come_to_rest().await.unwrap();
    for (agency, next) in [("actiris", "BeCode"), ("becode", "De coördinatie")] {
        let agency = AgencyId::parse(agency).unwrap();
        move_need(bench.app.store(), &need, |case, catalogue, now| moves::undeliverable(case, &agency, catalogue, now))
            .await
            .unwrap();
        bench.dispatcher.come_to_rest().await.unwrap();
        let told = bench.to_member();
        let last = told.last().unwrap();
        assert!(last.subject.contains("niet bereiken"), "{}", last.subject);
        assert!(last.text.contains(next), "{}", last.text);
    }
}

/// Hiring went to Actiris, which declined, then to BeCode, which declined.
#[tokio::test]
async fn a_need_passed_on_by_the_coordinator_names_only_who_was_asked_now() {
    let bench = Bench::new().await;
    let need = asked(&bench).await;
    let staff = Actor::Administrator;
    for agency in ["actiris", "becode"] {
        let agency = AgencyId::parse(agency).unwrap();
        let why = domain::referral::DeclineReason::Capacity;
        move_need(bench.app.store(), &need, |case, catalogue, now| {
            moves::decline(case, &agency, (why, ""), &Moment::new(catalogue, now, &staff))
        })
        .await
        .unwrap();
    }
    bench.app.clock.advance(TimeDelta::hours(1));
    bench.dispatcher.come_to_rest().await.unwrap();
    let before = bench.to_member().len();
    let types = [domain::ids::NeedTypeId::parse("hiring").unwrap()];
    let triage = |agencies: Option<Vec<AgencyId>>| {
        let (types, staff) = (types.clone(), staff.clone());
        move_need(bench.app.store(), &need, move |case, catalogue, now| {
            moves::triage(
                case,
                &types,
                agencies.as_deref().map_or(Asked::ByStrategy, Asked::Together),
                &Moment::new(catalogue, now, &staff),
            )
        })
    };
    triage(None).await.unwrap();
    bench.dispatcher.come_to_rest().await.unwrap();
    assert_eq!(bench.to_member().len(), before, "nobody was asked: there is nothing to tell");
    triage(Some(vec![AgencyId::parse("hub").unwrap()])).await.unwrap();
    bench.dispatcher.come_to_rest().await.unwrap();
    let told = bench.to_member().split_off(before);
    assert_eq!(told.len(), 1);
    assert!(told[0].text.contains("hub.brussels"), "{}", told[0].text);
    assert!(!told[0].text.contains("Actiris") && !told[0].text.contains("BeCode"), "{}", told[0].text);
}

#[tokio::test]
async fn a_mail_to_a_member_carries_no_name_that_is_none() {
    let bench = Bench::new().await;
    bench.need_by("k", "rd_grant", "Win at www.evil.example today").await;
    bench.need_by("l", "rd_grant", "Zoé Maes").await;
    bench.dispatcher.come_to_rest().await.unwrap();
    let names: Vec<Option<String>> = bench.to_member().into_iter().map(|mail| mail.to_name).collect();
    assert!(names.contains(&Some("Zoé Maes".to_owned())) && names.contains(&None), "{names:?}");
}

#[tokio::test]
async fn a_need_withdrawn_before_its_mail_left_is_never_mailed_to_the_agency() {
    let bench = Bench::new().await;
    let need = bench.need("k").await;
    bench.dispatcher.sweep().await.unwrap();
    move_need(bench.app.store(), &need, |case, _, now| moves::withdraw(case, now, &Actor::Member)).await.unwrap();
    bench.run().await;
    assert!(bench.recipients().iter().all(|to| to == "zoe@zoe-robotics.example"), "{:?}", bench.recipients());
    let case = bench.app.store().needs().load(&need).await.unwrap().unwrap().case;
    assert_eq!(case.need.status, NeedStatus::Closed);
}

#[tokio::test]
async fn two_dispatchers_over_one_table_send_each_mail_once() {
    let bench = Bench::new().await;
    for number in 0..20 {
        bench.need(&format!("k{number}")).await;
    }
    let other = dispatcher(&bench.app, &bench.memory, "two");
    let now = bench.app.store().now();
    bench.dispatcher.sweep().await.unwrap();
    let (one, two) = tokio::join!(bench.dispatcher.run_due(now), other.run_due(now));
    one.unwrap();
    two.unwrap();
    bench.run().await;
    let mut ids: Vec<String> = bench.memory.sent().into_iter().map(|sent| sent.message.id).collect();
    let sent = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!((sent, ids.len()), (40, 40));
}

#[tokio::test]
async fn what_a_dead_process_had_in_hand_is_free_again_at_the_next_start() {
    let bench = Bench::new().await;
    let need = bench.need("k").await;
    bench.dispatcher.sweep().await.unwrap();
    let store = bench.app.store();
    for delivery in bench.deliveries(&need).await {
        let before = store.deliveries().load(&delivery.aggregate, &delivery.id).await.unwrap().unwrap();
        let until = store.now().plus(TimeDelta::seconds(90));
        let lease = store::repos::deliveries::Lease { by: "dead".to_owned(), until };
        let leased = Delivery { lease: Some(lease), due_at: until, ..before.value.clone() };
        let mut tx = store::Transaction::new();
        store.deliveries().save(&mut tx, &before, &leased, Way::Mail);
        store.commit(tx).await.unwrap();
    }
    bench.run().await;
    assert!(bench.memory.sent().is_empty(), "a lease is respected");
    assert_eq!(bench.dispatcher.void_leases().await.unwrap(), 2);
    bench.run().await;
    assert_eq!(bench.memory.sent().len(), 2);
}

#[tokio::test]
async fn mails_of_an_answered_need_tell_the_member_each_step() {
    let bench = Bench::new().await;
    let need = bench.need("k").await;
    bench.run().await;
    let innoviris = AgencyId::parse("innoviris").unwrap();
    let actor = Actor::Agency(innoviris.clone());
    move_need(bench.app.store(), &need, |case, catalogue, now| {
        moves::accept(case, &innoviris, &Moment::new(catalogue, now, &actor))
    })
    .await
    .unwrap();
    bench.run().await;
    let outcome = domain::need::Outcome::Helped;
    move_need(bench.app.store(), &need, |case, catalogue, now| {
        moves::done(case, &innoviris, (outcome, ""), &Moment::new(catalogue, now, &actor))
    })
    .await
    .unwrap();
    bench.run().await;
    let sent = bench.memory.sent();
    let to_member = sent.iter().filter(|sent| sent.message.to.as_str() == "zoe@zoe-robotics.example").count();
    assert_eq!((sent.len(), to_member), (4, 3));
}

/// Hiring goes to Actiris, then to BeCode; both are given working days.
async fn asked(bench: &Bench) -> NeedId {
    let need = bench.need_of("k", "hiring").await;
    bench.dispatcher.come_to_rest().await.unwrap();
    assert_eq!(bench.status_of(&need, "actiris").await, ReferralStatus::Sent);
    need
}

async fn answer_by(bench: &Bench, need: &NeedId, agency: &str) -> domain::Instant {
    let case = bench.app.store().needs().load(need).await.unwrap().unwrap().case;
    case.referral(&AgencyId::parse(agency).unwrap()).unwrap().answer_by
}

/// Moves the clock to a moment.
async fn wait_until(bench: &Bench, at: domain::Instant) {
    bench.app.clock.advance(at.utc() - bench.app.store().now().utc());
    bench.dispatcher.come_to_rest().await.unwrap();
}

#[tokio::test]
async fn a_silence_asks_the_next_agency_at_the_deadline_and_not_before() {
    let bench = Bench::new().await;
    let need = asked(&bench).await;
    let deadline = answer_by(&bench, &need, "actiris").await;
    bench.memory.take();
    wait_until(&bench, deadline.plus(TimeDelta::seconds(-1))).await;
    assert_eq!(bench.status_of(&need, "actiris").await, ReferralStatus::Sent);
    let reminded: Vec<String> = bench.memory.sent().into_iter().map(|sent| sent.message.subject).collect();
    assert_eq!(reminded.len(), 1, "one mail for all reminders that were due: {reminded:?}");
    assert!(reminded[0].contains("Laatste herinnering"), "{reminded:?}");
    let mails = bench.memory.sent().len();
    wait_until(&bench, deadline).await;
    assert_eq!(bench.status_of(&need, "actiris").await, ReferralStatus::Expired);
    assert_eq!(bench.status_of(&need, "becode").await, ReferralStatus::Sent);
    let told: Vec<String> = bench.memory.sent().split_off(mails).into_iter().map(|sent| sent.message.subject).collect();
    assert_eq!(told.len(), 2, "the next agency and the member: {told:?}");
    // Its own deadline follows, once; then nobody is left to ask.
    let last = answer_by(&bench, &need, "becode").await;
    assert!(deadline < last);
    for _ in 0..2 {
        wait_until(&bench, last.plus(TimeDelta::hours(1))).await;
    }
    let case = bench.app.store().needs().load(&need).await.unwrap().unwrap().case;
    assert_eq!(bench.status_of(&need, "becode").await, ReferralStatus::Expired);
    assert_eq!(case.need.status, NeedStatus::ToTriage);
    let deadlines = bench.deliveries(&need).await.into_iter().filter(|delivery| {
        let kind = serde_json::to_value(&delivery.work).unwrap();
        kind["effect"]["effect"] == "referral_deadline"
    });
    let done = deadlines.filter(|one| one.status == DeliveryStatus::Dropped).count();
    assert!(done >= 3, "a reminder for the first, an end for each: {done}");
    assert!(bench.app.store().deliveries().dead(None, 10).await.unwrap().items.is_empty());
}

#[tokio::test]
async fn an_answer_in_time_leaves_the_deadline_nothing_to_say() {
    let bench = Bench::new().await;
    let need = asked(&bench).await;
    let actiris = AgencyId::parse("actiris").unwrap();
    let actor = Actor::Agency(actiris.clone());
    move_need(bench.app.store(), &need, |case, catalogue, now| {
        moves::accept(case, &actiris, &Moment::new(catalogue, now, &actor))
    })
    .await
    .unwrap();
    bench.dispatcher.come_to_rest().await.unwrap();
    bench.memory.take();
    wait_until(&bench, answer_by(&bench, &need, "actiris").await.plus(TimeDelta::days(30))).await;
    assert_eq!(bench.status_of(&need, "actiris").await, ReferralStatus::Accepted);
    let asked: Vec<String> = bench.memory.sent().into_iter().map(|sent| sent.message.subject).collect();
    assert_eq!(asked.len(), 1, "whether it met the member, and no reminder: {asked:?}");
    assert!(asked[0].contains("ontmoet"), "{asked:?}");
}

#[tokio::test]
async fn a_mail_that_could_not_leave_in_time_gives_the_agency_a_working_day() {
    let bench = Bench::new().await;
    bench.memory.set_down(true);
    let need = bench.need_of("k", "hiring").await;
    bench.dispatcher.come_to_rest().await.unwrap();
    let told = answer_by(&bench, &need, "actiris").await;
    wait_until(&bench, told.plus(TimeDelta::days(10))).await;
    assert_eq!(bench.status_of(&need, "actiris").await, ReferralStatus::Queued);
    bench.memory.set_down(false);
    bench.dispatcher.forget_outage();
    bench.dispatcher.come_to_rest().await.unwrap();
    assert_eq!(bench.status_of(&need, "actiris").await, ReferralStatus::Sent);
    let given = answer_by(&bench, &need, "actiris").await;
    assert!(bench.app.store().now() < given, "{given:?}");
    wait_until(&bench, given).await;
    assert_eq!(bench.status_of(&need, "actiris").await, ReferralStatus::Expired);
}

#[tokio::test]
async fn the_only_agency_is_asked_once_more_and_no_mail_of_the_first_asking_leaves_again() {
    let bench = Bench::new().await;
    let need = bench.need("k").await;
    bench.dispatcher.come_to_rest().await.unwrap();
    let mails = bench.memory.sent().len();
    wait_until(&bench, answer_by(&bench, &need, "innoviris").await).await;
    assert_eq!(bench.status_of(&need, "innoviris").await, ReferralStatus::Sent);
    let sent = bench.memory.sent().split_off(mails);
    let mut told: Vec<_> = sent.iter().map(|sent| (sent.message.to.to_string(), sent.message.text.clone())).collect();
    told.sort();
    let [(agency, asks), (member, tells)] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!((agency.as_str(), member.as_str()), ("adviser@innoviris.example", "zoe@zoe-robotics.example"));
    assert!(asks.contains("Deze vraag werd al eerder aan u gericht"), "{asks}");
    assert!(tells.contains("heeft niet op tijd geantwoord") && tells.contains("Innoviris"), "{tells}");
    // A mail of the first asking says nothing any more, should a person send it
    // again; one of the second does until it left.
    let context = flows::contexts();
    let earlier = bench.deliveries(&need).await.into_iter().filter(|one| {
        let work = serde_json::to_value(&one.work).unwrap();
        work["effect"]["effect"] == "referral_mail" && work["effect"]["again"].is_null()
    });
    let earlier: Vec<_> = earlier.collect();
    assert_eq!(earlier.len(), 1);
    for delivery in &earlier {
        let needs = context.of(&delivery.work).unwrap();
        assert!(!needs.still_matters(bench.app.store(), delivery).await.unwrap());
    }
}

/// What happens to a need while no mail leaves, and whom it is told to then.
#[tokio::test]
async fn after_an_outage_the_member_is_told_what_is_true_and_not_each_step_before() {
    let bench = Bench::new().await;
    bench.memory.set_down(true);
    let need = bench.need("k").await;
    bench.dispatcher.come_to_rest().await.unwrap();
    move_need(bench.app.store(), &need, |case, _, now| moves::withdraw(case, now, &Actor::Member)).await.unwrap();
    bench.dispatcher.come_to_rest().await.unwrap();
    bench.memory.set_down(false);
    bench.dispatcher.forget_outage();
    bench.dispatcher.come_to_rest().await.unwrap();
    let told: Vec<String> = bench.to_member().into_iter().map(|mail| mail.subject).collect();
    assert_eq!(bench.recipients(), ["zoe@zoe-robotics.example"], "the agency never heard of it");
    assert_eq!(told.len(), 1, "that it was taken back, not that it arrived: {told:?}");
    assert!(bench.app.store().deliveries().dead(None, 10).await.unwrap().items.is_empty());
}

#[tokio::test]
async fn a_yes_that_was_taken_back_before_its_mail_could_leave_is_not_told() {
    let bench = Bench::new().await;
    let need = asked(&bench).await;
    let actiris = AgencyId::parse("actiris").unwrap();
    let actor = Actor::Agency(actiris.clone());
    bench.memory.take();
    bench.memory.set_down(true);
    move_need(bench.app.store(), &need, |case, catalogue, now| {
        moves::accept(case, &actiris, &Moment::new(catalogue, now, &actor))
    })
    .await
    .unwrap();
    bench.dispatcher.come_to_rest().await.unwrap();
    let take_back = |case, _: &_, now| Ok(moves::take_back_consent(case, now, &Actor::Member));
    move_need(bench.app.store(), &need, take_back).await.unwrap();
    bench.dispatcher.come_to_rest().await.unwrap();
    bench.memory.set_down(false);
    bench.dispatcher.forget_outage();
    bench.dispatcher.come_to_rest().await.unwrap();
    let told: Vec<String> = bench.to_member().into_iter().map(|mail| mail.text).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(!told[0].contains("neemt uw vraag"), "{told:?}");
}

/// The mails to the member once mails leave again.
async fn told_after_an_outage(bench: &Bench) -> Vec<String> {
    bench.dispatcher.come_to_rest().await.unwrap();
    bench.memory.set_down(false);
    bench.dispatcher.forget_outage();
    bench.dispatcher.come_to_rest().await.unwrap();
    bench.to_member().into_iter().map(|mail| mail.subject).collect()
}

#[tokio::test]
async fn a_consent_that_was_given_again_before_its_mail_could_leave_is_not_told_as_taken_back() {
    let bench = Bench::new().await;
    let need = asked(&bench).await;
    bench.memory.take();
    bench.memory.set_down(true);
    let take_back = |case, _: &_, now| Ok(moves::take_back_consent(case, now, &Actor::Member));
    move_need(bench.app.store(), &need, take_back).await.unwrap();
    bench.dispatcher.come_to_rest().await.unwrap();
    move_need(bench.app.store(), &need, |case, catalogue, now| {
        moves::give_consent(case, &Moment::new(catalogue, now, &Actor::Member))
    })
    .await
    .unwrap();
    let told = told_after_an_outage(&bench).await;
    assert!(!told.iter().any(|subject| subject.contains("toestemming")), "{told:?}");
}

#[tokio::test]
async fn a_need_that_was_reopened_before_its_mail_could_leave_is_not_told_as_withdrawn() {
    let bench = Bench::new().await;
    let need = asked(&bench).await;
    bench.memory.take();
    bench.memory.set_down(true);
    move_need(bench.app.store(), &need, |case, _, now| moves::withdraw(case, now, &Actor::Member)).await.unwrap();
    bench.dispatcher.come_to_rest().await.unwrap();
    reopen(&bench, &need).await;
    let told = told_after_an_outage(&bench).await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("opnieuw behandeld"), "{told:?}");
}

#[tokio::test]
async fn a_need_that_was_reopened_before_its_mail_could_leave_is_not_told_as_closed() {
    let bench = Bench::new().await;
    let need = asked(&bench).await;
    for agency in ["actiris", "becode"] {
        let agency = AgencyId::parse(agency).unwrap();
        let why = (domain::referral::DeclineReason::Capacity, "");
        move_need(bench.app.store(), &need, |case, catalogue, now| {
            moves::decline(case, &agency, why, &Moment::new(catalogue, now, &Actor::Administrator))
        })
        .await
        .unwrap();
    }
    bench.dispatcher.come_to_rest().await.unwrap();
    bench.memory.take();
    bench.memory.set_down(true);
    let outcome = domain::need::Outcome::NotHelped;
    move_need(bench.app.store(), &need, |case, _, now| moves::close(case, outcome, now, &Actor::Administrator))
        .await
        .unwrap();
    bench.dispatcher.come_to_rest().await.unwrap();
    reopen(&bench, &need).await;
    let told = told_after_an_outage(&bench).await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("opnieuw behandeld"), "{told:?}");
}

async fn reopen(bench: &Bench, need: &NeedId) {
    move_need(bench.app.store(), need, |case, catalogue, now| {
        moves::reopen(case, &Moment::new(catalogue, now, &Actor::Administrator))
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_need_of_which_nobody_is_known_any_more_closes_and_asks_nobody() {
    let bench = Bench::new().await;
    let (waits, later) = (asked(&bench).await, bench.need_of("l", "rd_grant").await);
    bench.dispatcher.come_to_rest().await.unwrap();
    for _ in 0..4 {
        wait_until(&bench, bench.app.store().now().plus(TimeDelta::days(30))).await;
    }
    let status = async |need: &NeedId| bench.app.store().needs().load(need).await.unwrap().unwrap().case.need;
    assert_eq!(status(&waits).await.status, NeedStatus::ToTriage, "nobody answered");
    wait_until(&bench, bench.app.store().now().plus(TimeDelta::days(400))).await;
    // Somebody takes up the other, which moves the end of its data.
    let innoviris = AgencyId::parse("innoviris").unwrap();
    let actor = Actor::Agency(innoviris.clone());
    move_need(bench.app.store(), &later, |case, catalogue, now| {
        moves::accept(case, &innoviris, &Moment::new(catalogue, now, &actor))
    })
    .await
    .unwrap();
    bench.dispatcher.come_to_rest().await.unwrap();
    bench.memory.take();
    wait_until(&bench, bench.app.store().now().plus(TimeDelta::days(400))).await;
    for _ in 0..2 {
        bench.dispatcher.upkeep().await.unwrap();
        bench.dispatcher.come_to_rest().await.unwrap();
    }
    let ended = status(&waits).await;
    assert_eq!((ended.status, ended.outcome), (NeedStatus::Closed, Some(domain::need::Outcome::Unreachable)));
    assert_eq!(status(&later).await.status, NeedStatus::InProgress);
    let history = bench.app.store().needs().history(&waits).await.unwrap().events;
    let ends = history.iter().filter(|event| event.kind == domain::event::EventKind::NeedDataEnded).count();
    assert_eq!(ends, 1);
    assert!(bench.to_member().is_empty(), "nobody is told: {:?}", bench.recipients());
    wait_until(&bench, bench.app.store().now().plus(TimeDelta::days(400))).await;
    bench.dispatcher.upkeep().await.unwrap();
    assert_eq!(status(&later).await.status, NeedStatus::Closed);
}
