//! An answer, a reminder and a deadline that fall on one instant, with two
//! dispatchers: one outcome, and each mail at most once.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::Instant;
use domain::event::Actor;
use domain::ids::AgencyId;
use domain::moves::{self, Moment, MoveError};
use domain::referral::{DeclineReason, Referral, ReferralStatus};
use flows::FlowError;
use flows::needs::move_need;

use crate::bench::{Bench, dispatcher};

/// Answers at the instant that `when` names, while both dispatchers are at work;
/// answers how the referral stands, and whether the answer came in time.
async fn raced(when: impl Fn(&Referral) -> Instant, takes_on: bool) -> (Bench, ReferralStatus, bool) {
    let bench = Bench::new().await;
    let need = bench.need_of("k", "hiring").await;
    bench.dispatcher.come_to_rest().await.unwrap();
    let actiris = AgencyId::parse("actiris").unwrap();
    let case = bench.app.store().needs().load(&need).await.unwrap().unwrap().case;
    let instant = when(case.referral(&actiris).unwrap());
    bench.app.clock.advance(instant.utc() - bench.app.store().now().utc());
    let other = Arc::new(dispatcher(&bench.app, &bench.memory, "two"));
    let store = bench.app.store().clone();
    let answer = tokio::spawn({
        let (store, need, actiris) = (store.clone(), need.clone(), actiris.clone());
        async move {
            let actor = Actor::Agency(actiris.clone());
            move_need(&store, &need, |case, catalogue, now| {
                let moment = Moment::new(catalogue, now, &actor);
                if takes_on {
                    moves::accept(case, &actiris, &moment)
                } else {
                    moves::decline(case, &actiris, (DeclineReason::Capacity, ""), &moment)
                }
            })
            .await
        }
    });
    let runs = [Arc::clone(&bench.dispatcher), other].map(|one| tokio::spawn(async move { one.come_to_rest().await }));
    let answer = answer.await.unwrap();
    let too_late = matches!(answer, Err(FlowError::Move(MoveError::Over { status: ReferralStatus::Expired })));
    assert!(answer.is_ok() || too_late, "{answer:?}");
    for run in runs {
        run.await.unwrap().unwrap();
    }
    bench.run().await;
    let status = bench.status_of(&need, "actiris").await;
    (bench, status, !too_late)
}

fn sent_once(bench: &Bench) {
    let sent = bench.memory.sent();
    let ids: BTreeSet<&str> = sent.iter().map(|sent| sent.message.id.as_str()).collect();
    let said: BTreeSet<(String, &str)> =
        sent.iter().map(|sent| (sent.message.to.to_string(), sent.message.subject.as_str())).collect();
    assert_eq!((ids.len(), said.len()), (sent.len(), sent.len()));
}

fn asked(bench: &Bench, agency: &str) -> usize {
    bench.recipients().iter().filter(|to| to.contains(agency)).count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_no_on_the_end_of_its_time_or_that_end_has_the_next_asked_once() {
    for _ in 0..10 {
        let (bench, status, in_time) = raced(|referral| referral.answer_by, false).await;
        sent_once(&bench);
        let expected = if in_time { ReferralStatus::Declined } else { ReferralStatus::Expired };
        assert_eq!((status, asked(&bench, "becode")), (expected, 1));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_yes_on_the_end_of_its_time_stands_and_the_next_is_asked_once_at_most() {
    for _ in 0..10 {
        let (bench, status, in_time) = raced(|referral| referral.answer_by, true).await;
        sent_once(&bench);
        assert!(in_time && status == ReferralStatus::Accepted && asked(&bench, "becode") <= 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_yes_as_a_reminder_comes_due_stands_and_one_reminder_leaves_at_most() {
    for _ in 0..10 {
        let (bench, status, in_time) = raced(|referral| referral.follow_up.next_at.unwrap(), true).await;
        sent_once(&bench);
        assert!(in_time && status == ReferralStatus::Accepted && asked(&bench, "actiris") <= 2);
    }
}
