//! A year of the whole rota of Brussels: what a list of sessions reads of it.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use std::sync::Arc;

use domain::permanence::Permanence;
use serde_json::{Value, json};
use store::decorators::CountingTable;
use store_embedded::EmbeddedTable;
use testkit::{TestApp, rota};

/// The Monday of the week in which tests take place.
const MONDAY: &str = "2026-11-23";

type Counting = Arc<CountingTable<EmbeddedTable>>;

async fn year() -> (TestApp, Counting, Vec<Permanence>) {
    let table = Arc::new(CountingTable::new(EmbeddedTable::in_memory().unwrap()));
    let app = TestApp::over(Arc::clone(&table) as _, vec![schedule::routes()], false).await;
    let catalogue = app.store().catalogue().load().await.unwrap();
    let held = rota::year(&catalogue, MONDAY.parse().unwrap());
    rota::hold(app.store(), &held).await.unwrap();
    (app, table, held)
}

/// Reads four weeks to the end, page by page. Each page may read the rows that
/// it returns, those of its permanences, and the one that says whether the
/// directory changed.
async fn four_weeks(app: &TestApp, table: &Counting, query: &str, permanences: usize) -> Vec<Value> {
    let (mut sessions, mut next): (Vec<Value>, Option<String>) = (Vec::new(), None);
    loop {
        let cursor = next.map(|next| format!("&cursor={next}")).unwrap_or_default();
        table.take();
        let page = app.anonymous().get(&format!("/v1/sessions?limit=100{query}{cursor}")).await.expect_status(200);
        let (read, page) = (table.take(), page.json());
        let items = page["items"].as_array().unwrap().clone();
        let allowed = (items.len() + permanences + 1) as u64;
        println!(
            "{query:20} {:3} sessions of {permanences:3} permanences: {} rows in {} round trips",
            items.len(),
            read.rows_read,
            read.reads()
        );
        assert!(read.rows_read <= allowed, "{query}: {} rows, {allowed} allowed", read.rows_read);
        assert_eq!((read.gets, read.queries, read.commits), (2, 1, 0), "{query}");
        sessions.extend(items);
        next = page["next"].as_str().map(str::to_owned);
        if next.is_none() {
            return sessions;
        }
    }
}

#[tokio::test]
async fn four_weeks_read_no_more_rows_than_they_return_and_their_permanences() {
    let (app, table, held) = year().await;
    let places: std::collections::BTreeSet<_> = held.iter().map(|one| &one.location).collect();
    assert!(places.len() > 20 && held.len() > 100, "{} at {}", held.len(), places.len());
    let at_icab = held.iter().filter(|one| one.location.as_str() == "icab").count();
    let of_hub = held.iter().filter(|one| one.agency.as_str() == "hub").count();

    // Where people booked, each session has one row more: how full it is.
    let sessions = four_weeks(&app, &table, "&location=icab", at_icab).await;
    let mut booked = 0;
    for session in sessions.iter().filter(|session| session["slots"][3]["free"] == 1) {
        let body = json!({"session": session["id"], "slot": session["slots"][3]["local_start"],
            "member": {"name": "Zoé Robotics"}, "contact": {"name": "Zoé", "email": "zoe@zoe-robotics.example"}});
        let sent = app.anonymous().header("idempotency-key", session["id"].as_str().unwrap().to_owned());
        booked += usize::from(sent.post_json("/v1/bookings", &body).await.status == 201);
    }
    assert!(booked > 20, "{booked} of {}", sessions.len());
    let taken = four_weeks(&app, &table, "&location=icab", at_icab).await;
    assert_eq!(taken.iter().filter(|session| session["slots"][3]["free"] == 0).count(), booked);

    four_weeks(&app, &table, "&agency=innoviris", held.iter().filter(|one| one.agency.as_str() == "innoviris").count())
        .await;
    // An agency that took others over is looked for among all.
    assert!(of_hub > 0);
    let whole = four_weeks(&app, &table, "", held.len()).await;
    assert!(whole.len() > sessions.len());
}
