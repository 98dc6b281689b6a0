//! A thousand at once for one slot: on the embedded store, in a file, and on
//! DynamoDB Local. Shown also by `cargo test -p schedule race:: -- --nocapture`.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use std::sync::Arc;
use std::time::Instant;

use crate::booked::{SLOT, hold, wish};
use futures::stream::{self, StreamExt as _};
use runtime::{SystemClock, UlidSource};
use serde_json::Value;
use store::Table;
use store::decorators::RetryingTable;
use store_embedded::EmbeddedTable;
use testkit::TestApp;

/// Parties that want the slot.
const PARTIES: usize = 1_000;

/// Everybody asks at once; answers how many got each status, and checks what
/// the winners and the losers were told.
async fn race(name: &str, table: Arc<dyn Table>, seats: u32) {
    let app = TestApp::over(table, vec![schedule::routes()], false).await;
    hold(&app, seats).await;
    let began = Instant::now();
    let answers: Vec<(u16, Value)> = stream::iter(0..PARTIES)
        .map(|party| {
            let app = &app;
            async move {
                let mut body = wish(SLOT);
                body["contact"]["email"] = format!("party-{party}@example.org").into();
                let request = app.anonymous().header("idempotency-key", format!("party-{party}"));
                let answer = request.post_json("/v1/bookings", &body).await;
                (answer.status, answer.json())
            }
        })
        .buffer_unordered(PARTIES)
        .collect()
        .await;
    let took = began.elapsed();
    let won: Vec<&Value> = answers.iter().filter(|(status, _)| *status == 201).map(|(_, body)| body).collect();
    let lost: Vec<&Value> = answers.iter().filter(|(status, _)| *status == 409).map(|(_, body)| body).collect();
    println!("{name}, capacity {seats}: {} booked, {} refused in {took:.1?}", won.len(), lost.len());
    assert_eq!(won.len(), seats as usize, "exactly as many as there are seats");
    assert_eq!(won.len() + lost.len(), PARTIES, "everybody else is told cleanly");
    for body in lost {
        assert!(body["type"].as_str().unwrap().ends_with("/problems/slot-taken"), "{body}");
        assert_eq!(body["next_free"].as_array().unwrap().len(), 5, "{body}");
    }
    // What stands in the table is what was told.
    let listed = app.as_admin().get("/v1/bookings?session=tuesdays.20261201").await.expect_status(200).json();
    let mut held: Vec<&str> =
        listed["items"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
    let mut told: Vec<&str> = won.iter().map(|body| body["id"].as_str().unwrap()).collect();
    held.sort_unstable();
    told.sort_unstable();
    assert_eq!(held, told);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_at_once_on_the_embedded_store() {
    for seats in [1, 3] {
        let folder = tempfile::tempdir().unwrap();
        let table = EmbeddedTable::open(folder.path().join("race.redb")).unwrap();
        race("embedded", Arc::new(table), seats).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_at_once_on_dynamodb() {
    let Some(client) = crate::booked::dynamodb::client() else { return };
    for seats in [1, 3] {
        let name = format!("race-{}-{seats}", std::process::id());
        store_dynamodb::create_table(&client, &name).await.unwrap();
        let table = store_dynamodb::DynamoTable::new(client.clone(), &name);
        let table = RetryingTable::new(table, Arc::new(UlidSource::new(Arc::new(SystemClock))));
        race("DynamoDB Local", Arc::new(table), seats).await;
        client.delete_table().table_name(&name).send().await.unwrap();
    }
}
