//! What a new context takes: it is registered where the dispatcher is made, and
//! its effects are planned, tried again and settled like all others. Its mail,
//! its act and its webhook stand here, and nowhere else.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use async_trait::async_trait;
use chrono::TimeDelta;
use dispatch::Dispatcher;
use flows::effects::{About, Context, Description, Outcome, Planned, Task};
use mail::{Message, SendError};
use serde::{Deserialize, Serialize};
use store::repos::deliveries::{Delivery, DeliveryStatus, Way, Work};
use store::repos::outbox::Pending;
use store::{Store, TableError, Transaction};

use crate::bench::{Bench, dispatcher_of};

/// A laboratory tells of a result by mail, by webhook, and throws the sample away.
#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum LaboratoryEffect {
    ResultMail { to: String },
    ResultHook { url: String },
    ThrowAway,
}

/// Counts what was done outside; its webhook fails twice, then is taken.
#[derive(Clone, Default)]
struct Laboratory {
    thrown_away: Arc<AtomicU32>,
    calls: Arc<AtomicU32>,
}

#[async_trait]
impl Context for Laboratory {
    fn partitions(&self) -> &'static [&'static str] {
        &["SAMPLE#"]
    }

    fn kinds(&self) -> &'static [&'static str] {
        &["result_mail", "result_hook", "throw_away"]
    }

    async fn plan(&self, store: &Store, _: &Pending) -> Result<Vec<Planned>, TableError> {
        let (to, url) = ("zoe@laboratory.example".to_owned(), "https://laboratory.example".to_owned());
        Ok(vec![
            Planned::new(&LaboratoryEffect::ResultMail { to }, "mail", store.now())?,
            Planned::new(&LaboratoryEffect::ResultHook { url }, "hook", store.now())?,
            Planned::new(&LaboratoryEffect::ThrowAway, "act", store.now().plus(TimeDelta::days(7)))?,
        ])
    }

    fn way(&self, work: &Work) -> Result<Way, TableError> {
        let is_mail = matches!(work.read()?, LaboratoryEffect::ResultMail { .. });
        Ok(if is_mail { Way::Mail } else { Way::Direct })
    }

    async fn perform(&self, task: &Task<'_>) -> Result<Outcome, TableError> {
        Ok(match task.delivery.work.read()? {
            LaboratoryEffect::ResultMail { to } => task.mail(Some(result(&task.delivery.id, &to))),
            // Here a request would be made with the client that the context has.
            LaboratoryEffect::ResultHook { .. } => match self.calls.fetch_add(1, Ordering::SeqCst) {
                0 | 1 => Outcome::Failed("503".to_owned()),
                _ => Outcome::Done,
            },
            LaboratoryEffect::ThrowAway => {
                self.thrown_away.fetch_add(1, Ordering::SeqCst);
                Outcome::Nothing
            }
        })
    }

    /// That the result was told is written down in the commit that says so.
    async fn ended(&self, _: &Store, tx: &mut Transaction, after: &Delivery) -> Result<Option<Pending>, TableError> {
        tx.put(store::Key::new("TOLD", after.id.as_str()), &after.status);
        Ok(None)
    }

    fn describe(&self, delivery: &Delivery) -> Result<Description, TableError> {
        let code = match delivery.work.read()? {
            LaboratoryEffect::ResultMail { .. } => "result",
            LaboratoryEffect::ResultHook { .. } => "result_hook",
            LaboratoryEffect::ThrowAway => "thrown_away",
        };
        Ok(Description::new(code, "mail-result", About::Other("sample")))
    }
}

fn result(id: &str, to: &str) -> Message {
    let link = mail::compose::CalendarLink {
        delivery: mail::compose::Delivery {
            id: id.to_owned(),
            to: domain::contact::EmailAddress::parse(to).unwrap(),
            to_name: None,
            languages: vec![domain::Language::Fr],
        },
        link: "https://laboratory.example/result".to_owned(),
    };
    mail::compose::calendar_link(&link)
}

/// A dispatcher with the product's contexts and one more.
fn with_laboratory(bench: &Bench, laboratory: &Laboratory) -> Dispatcher {
    dispatcher_of(&bench.app, flows::contexts().with(laboratory.clone()), &bench.memory, "laboratory")
}

async fn commit_a_result(bench: &Bench) {
    let mut tx = Transaction::new();
    tx.pending("SAMPLE#s1", 1);
    bench.app.store().commit(tx).await.unwrap();
}

/// Status and attempts, by kind.
async fn deliveries(bench: &Bench) -> Vec<(String, DeliveryStatus, u32)> {
    let rows = bench.app.store().all(store::Query::partition("SAMPLE#s1")).await.unwrap();
    let read = |row: &store::Row| serde_json::from_str::<Delivery>(&row.doc).unwrap();
    let mut found: Vec<_> =
        rows.iter().map(read).map(|one| (one.work.kind().to_owned(), one.status, one.attempts)).collect();
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found
}

#[tokio::test]
async fn a_mail_an_act_and_a_webhook_of_a_new_context_are_planned_tried_again_and_settled() {
    let (bench, laboratory) = (Bench::new().await, Laboratory::default());
    let dispatcher = with_laboratory(&bench, &laboratory);
    commit_a_result(&bench).await;
    dispatcher.accept(&Pending::new("SAMPLE#s1", 1)).await.unwrap();
    bench.memory.fail_next(SendError::Temporary(451.into()));
    dispatcher.come_to_rest().await.unwrap();
    let waiting = |kind: &str, attempts| (kind.to_owned(), DeliveryStatus::Waiting, attempts);
    assert_eq!(
        deliveries(&bench).await,
        [waiting("result_hook", 1), waiting("result_mail", 1), waiting("throw_away", 0)]
    );
    for _ in 0..3 {
        bench.app.clock.advance(TimeDelta::minutes(7));
        dispatcher.come_to_rest().await.unwrap();
    }
    let sent = |kind: &str, attempts| (kind.to_owned(), DeliveryStatus::Sent, attempts);
    assert_eq!(deliveries(&bench).await, [sent("result_hook", 2), sent("result_mail", 1), waiting("throw_away", 0)]);
    assert_eq!(bench.recipients(), ["zoe@laboratory.example"]);
    bench.app.clock.advance(TimeDelta::days(7));
    dispatcher.come_to_rest().await.unwrap();
    assert_eq!(deliveries(&bench).await[2], ("throw_away".to_owned(), DeliveryStatus::Dropped, 0));
    assert_eq!((laboratory.thrown_away.load(Ordering::SeqCst), laboratory.calls.load(Ordering::SeqCst)), (1, 3));
    let told = bench.app.store().all(store::Query::partition("TOLD")).await.unwrap();
    assert_eq!(told.len(), 3, "what goes with the end of each");
}

#[tokio::test]
async fn only_mails_wait_for_the_mail_server() {
    let (bench, laboratory) = (Bench::new().await, Laboratory::default());
    let dispatcher = with_laboratory(&bench, &laboratory);
    bench.memory.set_down(true);
    commit_a_result(&bench).await;
    dispatcher.sweep().await.unwrap();
    for _ in 0..3 {
        bench.app.clock.advance(TimeDelta::days(3));
        dispatcher.come_to_rest().await.unwrap();
    }
    let statuses: Vec<DeliveryStatus> = deliveries(&bench).await.into_iter().map(|(_, status, _)| status).collect();
    assert_eq!(statuses, [DeliveryStatus::Sent, DeliveryStatus::Waiting, DeliveryStatus::Dropped]);
}

#[tokio::test]
async fn a_program_that_does_not_know_the_context_leaves_its_work_to_one_that_does() {
    let (bench, laboratory) = (Bench::new().await, Laboratory::default());
    let newer = with_laboratory(&bench, &laboratory);
    bench.need("k").await;
    commit_a_result(&bench).await;
    bench.dispatcher.come_to_rest().await.unwrap();
    assert_eq!(bench.memory.sent().len(), 2, "its own work is done");
    assert!(deliveries(&bench).await.is_empty(), "nothing was planned");
    newer.sweep().await.unwrap();
    assert_eq!(deliveries(&bench).await.len(), 3);
    bench.dispatcher.run_due(bench.app.store().now()).await.unwrap_err();
    for (kind, status, attempts) in deliveries(&bench).await {
        assert_eq!((status, attempts), (DeliveryStatus::Waiting, 0), "{kind}");
    }
    newer.come_to_rest().await.unwrap();
    assert_eq!(deliveries(&bench).await[1], ("result_mail".to_owned(), DeliveryStatus::Sent, 0));
}
