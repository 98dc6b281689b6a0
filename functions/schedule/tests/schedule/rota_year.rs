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

/// Part of what hub.brussels holds is filed under an agency that it followed.
async fn year() -> (TestApp, Counting, Vec<Permanence>) {
    let table = Arc::new(CountingTable::new(EmbeddedTable::in_memory().unwrap()));
    let app = TestApp::over(Arc::clone(&table) as _, vec![schedule::routes()], false).await;
    let catalogue = app.store().catalogue().load().await.unwrap();
    let mut held = rota::year(&catalogue, MONDAY.parse().unwrap());
    let of_hub = held.iter_mut().filter(|one| one.agency.as_str() == "hub");
    for (one, former) in of_hub.zip(["impulse", "bie", "atrium", "hub"].iter().cycle()) {
        one.agency = domain::ids::AgencyId::parse(former).unwrap();
    }
    rota::hold(app.store(), &held).await.unwrap();
    (app, table, held)
}

/// Reads four weeks to the end, page by page. Each page may read the rows that
/// it returns, those of its permanences, and the one that says whether the
/// directory changed.
async fn four_weeks(app: &TestApp, table: &Counting, query: &str, permanences: usize) -> Vec<Value> {
    of_lists(app, table, query, (1, permanences)).await
}

/// [`four_weeks`], which stand in some lists.
async fn of_lists(app: &TestApp, table: &Counting, query: &str, (lists, permanences): (u64, usize)) -> Vec<Value> {
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
        assert_eq!((read.gets, read.queries, read.commits), (2, lists, 0), "{query}");
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

    // Where people booked, each session has one row more: how full it is.
    let sessions = four_weeks(&app, &table, "&location=icab", at_icab).await;
    let mut booked = 0;
    for session in sessions.iter().filter(|session| session["slots"][3]["free"] == 1) {
        let body = json!({"session": session["id"], "slot": session["slots"][3]["local_start"],
            "member": {"name": "Zoé Robotics"},
            "contact": {"name": "Zoé", "email": format!("zoe-{booked}@zoe-robotics.example")}});
        let sent = app.anonymous().header("idempotency-key", session["id"].as_str().unwrap().to_owned());
        booked += usize::from(sent.post_json("/v1/bookings", &body).await.status == 201);
    }
    assert!(booked > 20, "{booked} of {}", sessions.len());
    let taken = four_weeks(&app, &table, "&location=icab", at_icab).await;
    assert_eq!(taken.iter().filter(|session| session["slots"][3]["free"] == 0).count(), booked);

    four_weeks(&app, &table, "&agency=innoviris", held.iter().filter(|one| one.agency.as_str() == "innoviris").count())
        .await;
    let whole = four_weeks(&app, &table, "", held.len()).await;
    assert!(whole.len() > sessions.len());
}

#[tokio::test]
async fn an_agency_that_followed_others_and_a_service_read_their_own_lists_only() {
    let (app, table, held) = year().await;
    let line = ["hub", "impulse", "bie", "atrium"];
    let of_line = held.iter().filter(|one| line.contains(&one.agency.as_str())).count();
    assert!(of_line > 20 && of_line * 3 < held.len(), "{of_line} of {}", held.len());
    let of_hub = |sessions: Vec<Value>| {
        assert!(sessions.iter().all(|session| session["agency"] == "hub"), "whoever it is filed under");
        sessions.len()
    };
    let all = of_hub(of_lists(&app, &table, "&agency=hub", (4, of_line)).await);
    let whole = of_lists(&app, &table, "", (1, held.len())).await;
    assert_eq!(all, whole.iter().filter(|session| session["agency"] == "hub").count(), "none is missing");

    let catalogue = app.store().catalogue().load().await.unwrap();
    let monday = MONDAY.parse().unwrap();
    let provided = |service: &&domain::service::Service| {
        catalogue.provider(service, monday).is_some_and(|provider| provider.id.as_str() == "hub")
    };
    let former = |service: &&domain::service::Service| provided(service) && service.agency.as_str() != "hub";
    let services = catalogue.services.values();
    let service = services.clone().find(former).or_else(|| services.clone().find(provided)).unwrap();
    let about = of_hub(of_lists(&app, &table, &format!("&service={}", service.id), (4, of_line)).await);
    assert_eq!(about, all, "sessions that name no service are about all of the agency's");
    let alone = services.clone().find(|service| service.agency.as_str() == "innoviris").unwrap();
    let own = held.iter().filter(|one| one.agency.as_str() == "innoviris").count();
    assert!(!four_weeks(&app, &table, &format!("&service={}", alone.id), own).await.is_empty());
}
