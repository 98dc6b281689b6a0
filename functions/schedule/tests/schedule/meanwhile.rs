//! What changes between the moment at which a booking is decided and the one at
//! which it is saved.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use std::pin::Pin;
use std::sync::{Arc, Mutex};

use crate::booked::{Desk, SLOT, desk_over, dispatcher, wish};
use domain::adviser::{Absence, Adviser};
use domain::ids::AdviserId;
use domain::location::{ClosingDays, Location};
use mail::transport::Memory;
use serde_json::json;
use store::repos::catalogue::Kind;
use store::table::{Commit, Key, Page, Query, Row};
use store::{Condition, Store, Table, TableError, Transaction};
use store_embedded::EmbeddedTable;

type Happening = Pin<Box<dyn Future<Output = ()> + Send>>;

/// A table on which something happens just before the next commit.
struct Meanwhile {
    table: EmbeddedTable,
    happens: Mutex<Option<Happening>>,
}

impl Meanwhile {
    fn happens(&self, what: impl Future<Output = ()> + Send + 'static) {
        *self.happens.lock().unwrap() = Some(Box::pin(what));
    }
}

#[async_trait::async_trait]
impl Table for Meanwhile {
    async fn get(&self, keys: &[Key]) -> Result<Vec<Option<Row>>, TableError> {
        self.table.get(keys).await
    }

    async fn query(&self, query: &Query) -> Result<Page, TableError> {
        self.table.query(query).await
    }

    async fn commit(&self, commit: Commit) -> Result<(), TableError> {
        let happens = self.happens.lock().unwrap().take();
        if let Some(happens) = happens {
            happens.await;
        }
        self.table.commit(commit).await
    }
}

async fn desk() -> (Desk, Arc<Meanwhile>) {
    let table = Arc::new(Meanwhile { table: EmbeddedTable::in_memory().unwrap(), happens: Mutex::default() });
    (desk_over(Arc::clone(&table) as _, 1).await, table)
}

/// ICAB closes on the day of the slot, and all bookings there have followed.
async fn close(store: Store) {
    let icab = store.catalogue().row::<Location>(Kind::Location, "icab").await.unwrap().unwrap();
    let day = SLOT[..10].parse().unwrap();
    let closed = Location { closing_days: vec![ClosingDays { from: day, to: day, reason: None }], ..icab.value };
    store.catalogue().put(Kind::Location, "icab", &closed, Condition::Version(icab.version)).await.unwrap();
    dispatcher(&store, &Memory::new()).come_to_rest().await.unwrap();
}

#[tokio::test]
async fn nobody_books_into_a_day_on_which_the_place_was_closed_meanwhile() {
    let (desk, table) = desk().await;
    table.happens(close(desk.app.store().clone()));
    let refused = desk.book("one", &wish(SLOT)).await.expect_status(422).json();
    assert_eq!(refused["errors"][0]["pointer"], "/slot", "{refused}");
    let listed = desk.app.as_admin().get("/v1/bookings?session=tuesdays.20261201").await.expect_status(200).json();
    assert_eq!(listed["items"], json!([]), "nobody stands before a closed door");
}

#[tokio::test]
async fn no_booking_moves_to_a_day_on_which_the_place_was_closed_meanwhile() {
    let (desk, table) = desk().await;
    let before = json!({"session": "tuesdays.20261208", "slot": "2026-12-08T10:15", "contact": wish(SLOT)["contact"]});
    let made = desk.book("one", &before).await.expect_status(201).json();
    desk.dispatch().await;
    table.happens(close(desk.app.store().clone()));
    let path = format!("/v1/bookings/{}", made["id"].as_str().unwrap());
    desk.app.as_admin().header("if-match", "*").put_json(&path, &wish(SLOT)).await.expect_status(422);
    let now = desk.read(&made).await;
    assert_eq!((&now["slot"], &now["status"]), (&json!("2026-12-08T10:15"), &json!("booked")));
}

#[tokio::test]
async fn a_booking_is_made_all_the_same_where_the_directory_changed_elsewhere_meanwhile() {
    let (desk, table) = desk().await;
    let store = desk.app.store().clone();
    table.happens(async move {
        let other = store.catalogue().row::<Location>(Kind::Location, "greenbizz").await.unwrap().unwrap();
        let renamed = Location { name: "Greenbizz, rue Dieudonné Lefèvre".to_owned(), ..other.value };
        store.catalogue().put(Kind::Location, "greenbizz", &renamed, Condition::Version(other.version)).await.unwrap();
    });
    desk.book("one", &wish(SLOT)).await.expect_status(201);
    assert_eq!(desk.free("2026-12-01").await, [1, 0, 1, 1]);
}

#[tokio::test]
async fn nobody_books_with_an_adviser_who_went_away_meanwhile() {
    let (desk, table) = desk().await;
    let body = |away: serde_json::Value| json!({"agency": "innoviris", "name": "Ann", "email": "ann@b.example", "languages": ["fr"], "absences": away});
    let path = "/v1/advisers/ann";
    desk.app.as_admin().header("if-none-match", "*").put_json(path, &body(json!([]))).await.expect_status(201);
    desk.change(|series| series["advisers"] = json!(["ann"])).await;
    let store = desk.app.store().clone();
    table.happens(async move {
        let before = store.advisers().load(&AdviserId::parse("ann").unwrap()).await.unwrap().unwrap();
        let day = SLOT[..10].parse().unwrap();
        let after = Adviser { absences: vec![Absence { from: day, to: day }], ..before.value.clone() };
        let mut tx = Transaction::new();
        store.advisers().save(&mut tx, &before, &after);
        store.commit(tx).await.unwrap();
    });
    desk.book("one", &wish(SLOT)).await.expect_status(409);
    let listed = desk.app.as_admin().get("/v1/bookings?session=tuesdays.20261201").await.expect_status(200).json();
    assert_eq!(listed["items"], json!([]));
}
