//! An answer by its link, a reminder and the end of its time that fall on one
//! instant, with two dispatchers, on both stores: one outcome, each mail at most
//! once, and a next step.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::TimeDelta;
use dispatch::Dispatcher;
use domain::Instant;
use domain::need::NeedStatus;
use domain::referral::{Referral, ReferralStatus};
use mail::transport::Memory;
use rstest::rstest;
use runtime::{SystemClock, UlidSource};
use store::Table;
use store::decorators::RetryingTable;
use store_embedded::EmbeddedTable;
use testkit::{BASE_URL, TestApp};

use crate::common::{agency, case, link, need_of, status};

/// Where the rows are.
#[derive(Debug, Clone, Copy)]
enum On {
    Embedded,
    DynamoDb,
}

/// One round: how the referral ended, whether the answer came in time, and the
/// mails that left.
struct Raced {
    status: ReferralStatus,
    in_time: bool,
    memory: Memory,
}

/// Rounds on a table each, with the answer a little later in each.
async fn rounds(
    on: On,
    when: impl Fn(&Referral) -> Instant,
    answer: &[(&'static str, &'static str)],
    check: impl Fn(&Raced),
) {
    match on {
        On::Embedded => {
            for round in 0..10 {
                let table = Arc::new(EmbeddedTable::in_memory().unwrap());
                check(&raced(table, &when, (answer, round)).await);
            }
        }
        On::DynamoDb => {
            let Some(endpoint) = testkit::skipped::dynamodb_url() else { return };
            let client = store_dynamodb::local::client(&endpoint);
            let ids = Arc::new(UlidSource::new(Arc::new(SystemClock)));
            for round in [0, 5] {
                let thread = format!("{:?}", std::thread::current().id());
                let thread: String = thread.chars().filter(char::is_ascii_digit).collect();
                let name = format!("instant-{}-{thread}-{round}", std::process::id());
                store_dynamodb::create_table(&client, &name).await.unwrap();
                let table = store_dynamodb::DynamoTable::new(client.clone(), &name);
                let table = RetryingTable::new(table, Arc::clone(&ids) as _);
                check(&raced(Arc::new(table), &when, (answer, round)).await);
                client.delete_table().table_name(&name).send().await.unwrap();
            }
        }
    }
}

/// Answers at the instant that `when` names, while both dispatchers are at work.
async fn raced(
    table: Arc<dyn Table>,
    when: impl Fn(&Referral) -> Instant,
    (answer, round): (&[(&str, &str)], u32),
) -> Raced {
    let app = TestApp::over(table, vec![referrals::routes()], false).await;
    let memory = Memory::new();
    let dispatchers = ["one", "two"].map(|name| {
        let (url, transport) = (BASE_URL.to_owned(), Arc::new(memory.clone()));
        Arc::new(Dispatcher::new(app.store().clone(), url, flows::contexts(), transport, name.to_owned()))
    });
    let need = need_of(&app, "hiring").await;
    dispatchers[0].come_to_rest().await.unwrap();
    let before = case(&app, &need).await;
    let instant = when(before.referral(&agency("actiris")).unwrap());
    app.clock.advance(TimeDelta::milliseconds(instant.millis() - app.store().now().millis()));
    let runs = dispatchers.clone().map(|one| tokio::spawn(async move { one.come_to_rest().await }));
    for _ in 0..round * 10 {
        tokio::task::yield_now().await;
    }
    let answered = app.anonymous().form(&link(&app, &need, "actiris"), answer).await;
    assert!([303, 409].contains(&answered.status), "{}", answered.text());
    for run in runs {
        run.await.unwrap().unwrap();
    }
    dispatchers[0].come_to_rest().await.unwrap();

    let after = case(&app, &need).await;
    let goes_on = |one: &Referral| match one.status {
        ReferralStatus::Sent | ReferralStatus::Accepted => one.follow_up.next_at.is_some(),
        ReferralStatus::Queued => true,
        _ => false,
    };
    let with_a_person = matches!(after.need.status, NeedStatus::ToTriage | NeedStatus::Closed);
    assert!(with_a_person || after.referrals.iter().any(goes_on), "nothing happens next: {after:?}");
    let sent = memory.sent();
    let ids: BTreeSet<&str> = sent.iter().map(|sent| sent.message.id.as_str()).collect();
    let said: BTreeSet<(String, &str)> =
        sent.iter().map(|sent| (sent.message.to.to_string(), sent.message.subject.as_str())).collect();
    assert_eq!((ids.len(), said.len()), (sent.len(), sent.len()), "a mail left twice");
    Raced { status: status(&app, &need, "actiris").await, in_time: answered.status == 303, memory }
}

impl Raced {
    fn asked(&self, agency: &str) -> usize {
        self.memory.sent().iter().filter(|sent| sent.message.to.as_str().contains(agency)).count()
    }
}

const NO: &[(&str, &str)] = &[("action", "decline"), ("reason", "capacity")];
const YES: &[(&str, &str)] = &[("action", "accept")];

#[rstest]
#[case::embedded(On::Embedded)]
#[case::dynamodb(On::DynamoDb)]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_no_on_the_end_of_its_time_or_that_end_has_the_next_asked_once(#[case] on: On) {
    rounds(
        on,
        |referral| referral.answer_by,
        NO,
        |raced| {
            let expected = if raced.in_time { ReferralStatus::Declined } else { ReferralStatus::Expired };
            assert_eq!((raced.status, raced.asked("becode")), (expected, 1));
        },
    )
    .await;
}

#[rstest]
#[case::embedded(On::Embedded)]
#[case::dynamodb(On::DynamoDb)]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_yes_on_the_end_of_its_time_stands_and_the_next_is_asked_once_at_most(#[case] on: On) {
    rounds(
        on,
        |referral| referral.answer_by,
        YES,
        |raced| {
            // Asked, and told that another has it after all.
            assert!(raced.in_time && raced.status == ReferralStatus::Accepted && raced.asked("becode") <= 2);
        },
    )
    .await;
}

#[rstest]
#[case::embedded(On::Embedded)]
#[case::dynamodb(On::DynamoDb)]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_yes_as_a_reminder_comes_due_stands_and_one_reminder_leaves_at_most(#[case] on: On) {
    rounds(
        on,
        |referral| referral.follow_up.next_at.unwrap(),
        YES,
        |raced| {
            assert!(raced.in_time && raced.status == ReferralStatus::Accepted && raced.asked("actiris") <= 2);
        },
    )
    .await;
}
