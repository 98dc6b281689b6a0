//! Rows of an import are written and taken back many at a time, each in a commit of
//! its own that rests on those before it.

use std::sync::Arc;

use dispatch::Dispatcher;
use domain::catalogue::Catalogue;
use domain::event::Actor;
use domain::ids::{LocationId, MemberId};
use domain::member::{Heard, MemberCase, Sent, Source};
use mail::transport::Memory;
use serde_json::{Value, json};
use store::repos::members::{Counted, MemberRecord};
use store::{Store, TableError, Transaction};
use store_embedded::EmbeddedTable;
use testkit::{BASE_URL, TestApp};

use crate::bench::{app, enter, names, post, read, robotics};
use crate::imports::{checked, upload};

/// Rows of a list: a page and a part of the next.
const ROWS: u32 = 60;

/// Members who are entered meanwhile: fewer than a step has tries, so that it ends
/// whenever they come.
const OTHERS: u32 = 8;

/// A list that was looked at.
async fn listed(app: &TestApp) -> Value {
    let rows = (0..ROWS).map(|row| format!("Guest {row:02};lancement;info@guest{row:02}.example\r\n"));
    let list = format!("Entreprise;Phase;E-mail\r\n{}", rows.collect::<String>());
    checked(app, &upload(app, list.as_bytes()).await).await
}

/// Has an import do something, and nothing done of what follows from it.
async fn does(app: &TestApp, path: &str, action: &str) {
    app.as_admin().send("POST", &format!("{path}/{action}")).await.expect_status(202);
    let transport = Arc::new(Memory::new());
    let dispatcher =
        Dispatcher::new(app.store().clone(), BASE_URL.to_owned(), flows::contexts(), transport, "test".to_owned());
    dispatcher.sweep().await.unwrap();
    dispatcher.run_due(app.store().now()).await.unwrap();
}

/// How many members ICAB comes to, as it is counted.
async fn at_icab(app: &TestApp) -> u32 {
    let icab = LocationId::parse("icab").unwrap();
    app.store().members().counts().await.unwrap().get(&icab).map_or(0, |counts| counts.members)
}

#[tokio::test]
async fn sixty_rows_are_written_and_taken_back_in_few_transactions() {
    let table = Arc::new(EmbeddedTable::in_memory().unwrap());
    let app = TestApp::over(Arc::clone(&table) as _, vec![members::routes()], false).await;
    let path = format!("/v1/imports/{}", listed(&app).await["id"].as_str().unwrap());
    for (action, status, members) in [("run", "done", ROWS), ("undo", "undone", 0)] {
        let before = table.stats();
        does(&app, &path, action).await;
        let after = table.stats();
        assert_eq!((&read(&app, &path).await["status"], at_icab(&app).await), (&json!(status), members));
        let (commits, transactions) = (after.commits - before.commits, after.transactions - before.transactions);
        assert!(commits > u64::from(ROWS) && transactions < 15, "{action}: {commits} commits in {transactions}");
        post(&app).await;
    }
}

#[tokio::test]
async fn whoever_is_entered_at_the_place_meanwhile_is_counted_beside_the_rows() {
    let app = app().await;
    let path = format!("/v1/imports/{}", listed(&app).await["id"].as_str().unwrap());
    let others = async {
        for other in 0..OTHERS {
            enter(&app, &json!({"name": format!("Other {other}"), "location": "icab"})).await;
        }
    };
    tokio::join!(does(&app, &path, "run"), others);
    post(&app).await;
    assert_eq!((&read(&app, &path).await["status"], at_icab(&app).await), (&json!("done"), ROWS + OTHERS));
    assert_eq!(names(&app, "?limit=100").await.len(), 68);
    does(&app, &path, "undo").await;
    post(&app).await;
    assert_eq!((&read(&app, &path).await["kept"], at_icab(&app).await), (&json!([]), OTHERS));
}

/// A company at ICAB.
fn company(store: &Store, catalogue: &Catalogue, id: &str) -> MemberRecord {
    let profile = serde_json::from_value(json!({"trade_name": format!("Company {id}")})).unwrap();
    let sent = Sent { hosted: None, place: Some((LocationId::parse("icab").unwrap(), None)), profile };
    let heard = Heard { from: Source::HostList, at: store.now(), by: Actor::System };
    let entered = MemberCase::enter(MemberId::parse(id).unwrap(), sent, heard, &catalogue.member_model);
    MemberRecord { case: entered.case, stated: Vec::new() }
}

/// The commits that enter companies in order.
async fn entering(store: &Store, ids: [&str; 3]) -> Vec<Transaction> {
    let catalogue = store.catalogue().load().await.unwrap();
    let (mut counted, mut commits) = (Counted::default(), Vec::new());
    for id in ids {
        let (mut tx, record) = (Transaction::new(), company(store, &catalogue, id));
        let records = (None, Some(&record));
        store.members().save_in_order((&mut tx, &mut counted), &catalogue, records, &[]).await.unwrap();
        commits.push(tx);
    }
    commits
}

#[tokio::test]
async fn members_saved_in_order_are_counted_one_upon_the_other_and_never_over_what_others_counted() {
    let app = app().await;
    let store = app.store();
    let first = entering(store, ["m1", "m2", "m3"]).await;
    enter(&app, &robotics()).await;
    let refused = store.commit_in_order(first).await;
    assert!(matches!(refused, Err(TableError::Conflict { .. })), "{refused:?}");
    assert_eq!(at_icab(&app).await, 1);
    store.commit_in_order(entering(store, ["m1", "m2", "m3"]).await).await.unwrap();
    assert_eq!(at_icab(&app).await, 4);
    // The second stands already: the first is entered, the third is not.
    let refused = store.commit_in_order(entering(store, ["m4", "m2", "m5"]).await).await;
    assert_eq!(refused, Err(TableError::Conflict { index: 0 }));
    let all = ["Company m1", "Company m2", "Company m3", "Company m4", "Zoé Robotics"];
    assert_eq!((at_icab(&app).await, names(&app, "").await), (5, all.map(str::to_owned).to_vec()));
}
