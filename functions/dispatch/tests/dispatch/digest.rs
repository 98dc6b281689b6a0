//! An agency that prefers one mail a day.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use std::sync::Arc;

use async_trait::async_trait;
use chrono::TimeDelta;
use dispatch::Dispatcher;
use dispatch::feed::Notice;
use domain::Instant;
use domain::agency::{Agency, Asking};
use domain::ids::{AgencyId, NeedId};
use domain::moves;
use domain::need::NeedCase;
use domain::referral::ReferralStatus::{Declined, Queued, Sent, Undeliverable};
use flows::needs::move_need;
use mail::transport::{Memory, Transport};
use mail::{Message, Origin, SendError};
use store::Condition;
use store::repos::catalogue::Kind;
use store::repos::deliveries::DeliveryStatus;

use testkit::BASE_URL;

use crate::bench::Bench;

/// A way out that hands a mail over and says nothing any more.
struct Dies(Memory);

#[async_trait]
impl Transport for Dies {
    async fn send(&self, message: &Message, at: Instant) -> Result<(), SendError> {
        self.0.send(message, at).await?;
        std::future::pending().await
    }

    async fn probe(&self) -> Result<(), SendError> {
        Ok(())
    }
}

/// A bench on a Tuesday at ten, every agency of which is asked once a day.
async fn bench() -> Bench {
    let bench = Bench::new().await;
    let store = bench.app.store();
    let all: Vec<AgencyId> = store.catalogue().load().await.unwrap().agencies.keys().cloned().collect();
    for id in all {
        let row = store.catalogue().row::<Agency>(Kind::Agency, id.as_str()).await.unwrap().unwrap();
        let daily = Agency { asking: Asking::Daily, ..row.value };
        let condition = Condition::Version(row.version);
        store.catalogue().put(Kind::Agency, id.as_str(), &daily, condition).await.unwrap();
    }
    bench
}

impl Bench {
    /// Mails to agencies since the last time.
    fn to_agencies(&self) -> Vec<Message> {
        let all = self.memory.take().into_iter().map(|sent| sent.message);
        all.filter(|message| !message.to.as_str().ends_with("@zoe-robotics.example")).collect()
    }

    async fn rest(&self) {
        self.dispatcher.come_to_rest().await.unwrap();
    }

    async fn after(&self, minutes: i64) {
        self.app.clock.advance(TimeDelta::minutes(minutes));
        self.rest().await;
    }

    async fn statuses(&self, needs: &[&NeedId]) -> Vec<domain::referral::ReferralStatus> {
        let mut all = Vec::new();
        for need in needs {
            all.push(self.status_of(need, "innoviris").await);
        }
        all
    }

    async fn case(&self, need: &NeedId) -> NeedCase {
        self.app.store().needs().load(need).await.unwrap().unwrap().case
    }
}

/// From ten in the morning to seven on the next.
const NIGHT: i64 = 21 * 60;

fn innoviris() -> AgencyId {
    AgencyId::parse("innoviris").unwrap()
}

#[tokio::test]
async fn all_of_a_day_is_one_mail_in_the_morning_and_each_is_sent_then() {
    let bench = bench().await;
    let (one, two) = (bench.need("one").await, bench.need("two").await);
    bench.rest().await;
    let gone = bench.need("gone").await;
    bench.rest().await;
    assert!(bench.to_agencies().is_empty(), "nothing leaves on the day");
    move_need(bench.app.store(), &gone, |case, catalogue, now| {
        let actor = domain::event::Actor::Agency(innoviris());
        let moment = moves::Moment::new(catalogue, now, &actor);
        moves::decline(case, &innoviris(), (domain::referral::DeclineReason::Capacity, ""), &moment)
    })
    .await
    .unwrap();
    bench.rest().await;
    bench.after(NIGHT - 1).await;
    assert!(bench.to_agencies().is_empty());
    assert_eq!(bench.statuses(&[&one, &two, &gone]).await, [Queued, Queued, Declined]);
    bench.after(1).await;
    bench.after(2).await;
    let mails = bench.to_agencies();
    assert_eq!(mails.len(), 1, "{:?}", mails.iter().map(|mail| &mail.subject).collect::<Vec<_>>());
    let links = mail::links_in(&mails[0].text).iter().filter(|link| link.contains("/r/")).count();
    assert_eq!(
        (links, mails[0].text.contains("mardi 24 novembre 2026")),
        (2, true),
        "each has its link: {}",
        mails[0].text
    );
    assert_eq!(bench.statuses(&[&one, &two]).await, [Sent, Sent]);
    for need in [&one, &two] {
        let case = bench.case(need).await;
        let follow_up = &case.referral(&innoviris()).unwrap().follow_up;
        assert!(follow_up.next_at.is_some() && follow_up.desk.is_some(), "its clock runs");
    }
    bench.after(NIGHT).await;
    assert!(bench.to_agencies().iter().all(|mail| !mail.subject.contains("entreprises")), "told once");
}

#[tokio::test]
async fn where_the_clock_is_short_it_is_told_at_once_and_one_alone_as_ever() {
    let bench = bench().await;
    let short = bench.need_of("short", "difficulty").await;
    bench.rest().await;
    let case = bench.case(&short).await;
    assert!(!case.referrals.is_empty() && case.referrals.iter().all(|one| one.status == Sent), "{case:?}");
    bench.memory.take();
    let alone = bench.need("alone").await;
    bench.rest().await;
    assert!(bench.to_agencies().is_empty());
    bench.after(NIGHT).await;
    let mails = bench.to_agencies();
    let own: Vec<_> = mails.iter().filter(|mail| mail.subject.contains("Zoé Robotics")).collect();
    assert_eq!(own.len(), 1, "the mail of a single request");
    assert_eq!(bench.statuses(&[&alone]).await, [Sent]);
}

#[tokio::test]
async fn a_refused_mail_or_one_that_comes_back_makes_each_undeliverable() {
    let bench = bench().await;
    let (one, two) = (bench.need("one").await, bench.need("two").await);
    bench.rest().await;
    bench.memory.fail_next(SendError::Refused(550.into()));
    bench.after(NIGHT).await;
    bench.after(2).await;
    assert_eq!(bench.statuses(&[&one, &two]).await, [Undeliverable, Undeliverable]);
    // What a person has sent again goes alone.
    bench.memory.take();
    for need in [&one, &two] {
        let all = bench.deliveries(need).await;
        let dead = all.iter().find(|one| one.status == DeliveryStatus::Dead).unwrap();
        flows::resend(bench.app.store(), &flows::contexts(), &dead.aggregate, &dead.id).await.unwrap();
    }
    bench.rest().await;
    assert_eq!(bench.to_agencies().len(), 2);
    assert_eq!(bench.statuses(&[&one, &two]).await, [Sent, Sent]);

    let (three, four) = (bench.need("three").await, bench.need("four").await);
    bench.rest().await;
    bench.after(24 * 60).await;
    bench.after(2).await;
    assert_eq!(bench.statuses(&[&three, &four]).await, [Sent, Sent]);
    let day = "2026-11-26".parse().unwrap();
    let mails = bench.app.store().digests().mails(&innoviris(), day).await.unwrap().value.mails;
    let told = mails.iter().find(|mail| mail.items.len() == 2).unwrap();
    let origin = Origin { aggregate: told.aggregate.clone(), sending: 0 };
    let notice = Notice { origin, delivery: told.delivery.clone(), why: "bounce" };
    assert!(bench.dispatcher.bounced(&notice).await.unwrap());
    bench.rest().await;
    assert_eq!(bench.statuses(&[&three, &four]).await, [Undeliverable, Undeliverable]);
}

#[tokio::test]
async fn a_crash_after_the_mail_left_tells_it_under_the_same_name_and_nothing_is_lost() {
    let bench = bench().await;
    let (one, two) = (bench.need("one").await, bench.need("two").await);
    bench.rest().await;
    bench.app.clock.advance(TimeDelta::minutes(NIGHT));
    // The mail leaves, and its process dies before it says so.
    let transport = Arc::new(Dies(bench.memory.clone()));
    let died = Dispatcher::new(
        bench.app.store().clone(),
        BASE_URL.to_owned(),
        flows::contexts(),
        transport,
        "died".to_owned(),
    );
    let now = bench.app.store().now();
    let killed = tokio::time::timeout(std::time::Duration::from_millis(300), died.run_due(now)).await;
    assert!(killed.is_err());
    drop(died);
    bench.after(5).await;
    bench.after(5).await;
    let told: Vec<_> = bench.to_agencies().into_iter().filter(|mail| mail.text.contains("/r/")).collect();
    let names: std::collections::BTreeSet<_> = told.iter().map(|mail| mail.id.clone()).collect();
    assert_eq!(names.len(), 1, "whoever reads it twice sees one mail");
    assert_eq!(bench.statuses(&[&one, &two]).await, [Sent, Sent]);
}

#[tokio::test]
async fn what_is_taken_back_after_it_was_told_with_others_is_told_as_taken_back() {
    let bench = bench().await;
    let (one, _) = (bench.need("one").await, bench.need("two").await);
    let before = bench.need("before").await;
    bench.rest().await;
    let withdraw = async |need: &NeedId| {
        let decide = |case, _: &_, now| moves::withdraw(case, now, &domain::event::Actor::Member);
        move_need(bench.app.store(), need, decide).await.unwrap();
        bench.rest().await;
        bench.to_agencies().len()
    };
    assert_eq!(withdraw(&before).await, 0, "the agency never heard of it");
    bench.after(NIGHT).await;
    bench.after(2).await;
    bench.memory.take();
    assert_eq!(withdraw(&one).await, 1);
}
