//! What a plan changes is told together, to each once.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use chrono::TimeDelta;
use domain::ids::PermanenceId;
use mail::Message;
use serde_json::{Value, json};
use store::{Transaction, keys};

use crate::common::{Desk, changed};
use crate::published::{on_thursdays, swapped};

const ANN: &str = "ann@innoviris.example";

/// The mails to Ann since they were looked at last.
fn to_ann(desk: &Desk) -> Vec<Message> {
    let all = desk.mails.take().into_iter().map(|sent| sent.message);
    all.filter(|message| message.to.as_str() == ANN).collect()
}

/// The files of a mail as a calendar reads them: method and series.
fn files(mail: &Message) -> Vec<(String, String)> {
    let line = |ics: &str, name: &str| {
        let unfolded = ics.replace("\r\n ", "");
        unfolded.lines().find_map(|line| line.strip_prefix(name)).unwrap().trim().to_owned()
    };
    let texts = mail.attachments.iter().map(|file| String::from_utf8(file.bytes.clone()).unwrap());
    texts.map(|ics| (line(&ics, "METHOD:"), line(&ics, "UID:"))).collect()
}

/// Two series of Ann's swap their days; the plan, and nothing is told yet.
async fn ready_to_swap(desk: &Desk) -> String {
    let id = swapped(desk).await;
    desk.again(&id).await;
    desk.dispatch().await;
    desk.mails.take();
    id
}

#[tokio::test]
async fn a_plan_is_one_mail_with_all_that_changed_and_a_file_for_each_series() {
    let desk = Desk::new().await;
    let id = ready_to_swap(&desk).await;
    desk.post(&id, "publish", &json!({})).await.expect_status(202);
    desk.dispatch().await;
    let told = to_ann(&desk);
    let subjects: Vec<&str> = told.iter().map(|mail| mail.subject.as_str()).collect();
    assert_eq!(told.len(), 1, "{subjects:?}");
    let text = told[0].text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("8 décembre 2026") && text.contains("10 décembre 2026"), "{text}");
    assert_eq!(told[0].calendar, None, "no calendar acts on one of them alone");
    let files = files(&told[0]);
    assert!(files.iter().all(|(method, _)| method == "REQUEST"), "{files:?}");
    let mut known: Vec<&str> = files.iter().map(|(_, uid)| uid.as_str()).collect();
    for series in ["tuesdays@", "thursdays@"] {
        assert!(known.iter().any(|uid| uid.starts_with(series)), "what stays of it: {known:?}");
    }
    let count = known.len();
    known.sort_unstable();
    known.dedup();
    assert!(known.len() == count && count >= 4, "each series once, those before and those that go on: {known:?}");
    // Whoever died before saying that it was planned has it planned again.
    for series in known.iter().filter_map(|uid| uid.split('@').next()) {
        desk.plan_anew(&format!("PERMANENCE#{series}"), 1).await;
    }
    for version in 1..60 {
        desk.plan_anew(&format!("PLAN#{id}"), version).await;
    }
    desk.dispatch().await;
    assert!(to_ann(&desk).is_empty());
    desk.post(&id, "undo", &json!({})).await.expect_status(202);
    desk.dispatch().await;
    assert_eq!(desk.plan(&id).await["published"]["refused"], json!([]));
    assert_eq!(to_ann(&desk).len(), 1, "taken back is told once too");
}

#[tokio::test]
async fn one_series_that_changes_is_told_as_by_hand() {
    let desk = Desk::new().await;
    let id = on_thursdays(&desk).await;
    let plan = desk.plan(&id).await;
    let of = changed(&plan).into_iter().find(|one| one["permanence"] == "tuesdays").unwrap().clone();
    desk.dispatch().await;
    desk.mails.take();
    desk.post(&id, "publish", &json!({"assignments": [of["id"]]})).await.expect_status(202);
    desk.dispatch().await;
    let told = to_ann(&desk);
    assert_eq!(told.len(), 1);
    assert!(told[0].calendar.is_some(), "the calendar acts on it");
}

#[tokio::test]
async fn a_step_that_fails_again_and_again_keeps_nobody_waiting_and_is_told_once_it_is_taken() {
    let desk = Desk::new().await;
    let id = ready_to_swap(&desk).await;
    let ahead = desk.post(&id, "publish?dry_run=true", &json!({})).await.expect_status(200).json();
    let of_series = |step: &Value| step["permanence"].as_str().map(str::to_owned);
    let last = ahead["steps"].as_array().unwrap().iter().rev().find_map(of_series).unwrap();
    let last = PermanenceId::parse(&last).unwrap();
    let store = desk.app.store();
    let series = store.permanences().load(&last).await.unwrap().unwrap().value;
    // The last series that changes can't be read.
    let mut tx = Transaction::new();
    tx.put(keys::permanence(&last), &json!("broken"));
    store.commit(tx).await.unwrap();
    desk.post(&id, "publish", &json!({})).await.expect_status(202);
    for minutes in [2, 7] {
        desk.dispatch().await;
        assert!(to_ann(&desk).is_empty(), "it is tried again first");
        desk.app.clock.advance(TimeDelta::minutes(minutes));
    }
    desk.dispatch().await;
    assert_eq!(to_ann(&desk).len(), 1, "of the steps before it");
    let mut tx = Transaction::new();
    tx.put(keys::permanence(&last), &series);
    store.commit(tx).await.unwrap();
    desk.app.clock.advance(TimeDelta::minutes(2));
    desk.dispatch().await;
    assert_eq!(desk.plan(&id).await["published"]["left"], 0);
    assert_eq!(to_ann(&desk).len(), 1, "of the rest");
}
