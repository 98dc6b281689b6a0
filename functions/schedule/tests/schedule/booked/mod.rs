//! A desk to book at: Innoviris at ICAB on Tuesdays, four slots, and a mailbox.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

pub(crate) mod dynamodb;

use std::sync::Arc;

use dispatch::Dispatcher;
use mail::transport::Memory;
use serde_json::{Value, json};
use store::decorators::CountingTable;
use store::{Store, Table};
use store_embedded::EmbeddedTable;
use testkit::{Answer, BASE_URL, TestApp};

/// The second slot of the first of December.
pub(crate) const SLOT: &str = "2026-12-01T10:15";

pub(crate) struct Desk {
    pub(crate) app: TestApp,
    pub(crate) memory: Memory,
    dispatcher: Dispatcher,
}

pub(crate) fn series(seats: u32) -> Value {
    json!({
        "agency": "innoviris", "location": "icab", "services": ["innoviris-shape"], "seats": seats,
        "start": "2026-11-24T09:30", "duration_minutes": 180, "rrule": "FREQ=WEEKLY;BYDAY=TU",
        "exceptions": [{"date": "2026-12-29", "cancelled": true}],
        "slot_minutes": 40, "buffer_minutes": 5, "languages": ["fr", "nl"], "status": "published"
    })
}

pub(crate) fn contact(name: &str) -> Value {
    json!({"name": name, "email": format!("{name}@example.org"), "language": "en"})
}

pub(crate) fn wish(slot: &str) -> Value {
    json!({
        "session": "tuesdays.20261201", "slot": slot, "member": {"name": "Zoé Robotics"},
        "contact": {"name": "Zoé Maes", "email": "zoe@zoe-robotics.example", "language": "nl"},
        "note": "Een prototype."
    })
}

pub(crate) async fn hold(app: &TestApp, seats: u32) {
    let held = app.as_admin().header("if-none-match", "*").put_json("/v1/permanences/tuesdays", &series(seats)).await;
    held.expect_status(201);
}

pub(crate) async fn desk(seats: u32) -> Desk {
    desk_over(Arc::new(EmbeddedTable::in_memory().unwrap()), seats).await
}

/// A desk on a table of the test's own.
pub(crate) async fn desk_over(table: Arc<dyn Table>, seats: u32) -> Desk {
    let app = TestApp::over(table, vec![schedule::routes()], false).await;
    hold(&app, seats).await;
    let memory = Memory::new();
    let dispatcher = dispatcher(app.store(), &memory);
    Desk { app, memory, dispatcher }
}

pub(crate) fn dispatcher(store: &Store, memory: &Memory) -> Dispatcher {
    let transport = Arc::new(memory.clone());
    Dispatcher::new(store.clone(), BASE_URL.to_owned(), flows::contexts(), transport, "one".to_owned())
}

/// An application whose round trips are counted.
pub(crate) async fn counted() -> (TestApp, impl Fn() -> u64) {
    let table = Arc::new(CountingTable::new(EmbeddedTable::in_memory().unwrap()));
    let app = TestApp::over(Arc::clone(&table) as _, vec![schedule::routes()], false).await;
    hold(&app, 1).await;
    app.anonymous().header("idempotency-key", "one").post_json("/v1/bookings", &wish(SLOT)).await.expect_status(201);
    (app, move || table.counts().reads())
}

impl Desk {
    pub(crate) async fn book(&self, key: &str, body: &Value) -> Answer {
        self.app.anonymous().header("idempotency-key", key).post_json("/v1/bookings", body).await
    }

    /// Free seats of each slot of the first session on a day.
    pub(crate) async fn free(&self, day: &str) -> Vec<u64> {
        let to = day.parse::<chrono::NaiveDate>().unwrap().succ_opt().unwrap();
        let path = format!("/v1/sessions?location=icab&from={day}&to={to}");
        let found = self.app.anonymous().get(&path).await.expect_status(200).json();
        found["items"][0]["slots"].as_array().unwrap().iter().map(|slot| slot["free"].as_u64().unwrap()).collect()
    }

    pub(crate) async fn read(&self, booking: &Value) -> Value {
        let path = format!("/v1/bookings/{}", booking["id"].as_str().unwrap());
        self.app.as_admin().get(&path).await.expect_status(200).json()
    }

    pub(crate) async fn status(&self, booking: &Value) -> String {
        self.read(booking).await["status"].as_str().unwrap().to_owned()
    }

    pub(crate) async fn cancel(&self, booking: &Value) {
        let path = format!("/v1/bookings/{}", booking["id"].as_str().unwrap());
        self.app.as_admin().header("if-match", "*").send("DELETE", &path).await.expect_status(204);
    }

    /// Changes the series.
    pub(crate) async fn change(&self, change: impl FnOnce(&mut Value)) {
        let mut body = series(1);
        change(&mut body);
        let put = self.app.as_admin().header("if-match", "*").put_json("/v1/permanences/tuesdays", &body).await;
        put.expect_status(200);
    }

    /// Everything that is due, and what follows from it.
    pub(crate) async fn dispatch(&self) {
        self.dispatcher.come_to_rest().await.unwrap();
    }

    /// The next working morning, and what follows from it.
    pub(crate) async fn morning(&self, hours: i64) {
        self.app.clock.advance(chrono::TimeDelta::hours(hours));
        self.dispatcher.upkeep().await.unwrap();
        self.dispatch().await;
    }

    /// Takes the mail server down, or back up.
    pub(crate) fn outage(&self, down: bool) {
        self.memory.set_down(down);
        if !down {
            self.dispatcher.forget_outage();
        }
    }

    /// A wish to wait for a slot, of somebody.
    pub(crate) async fn wait(&self, slot: &str, name: &str) -> Value {
        let mut body = wish(slot);
        (body["waiting"], body["contact"]) = (true.into(), contact(name));
        self.book(&format!("wait-{name}"), &body).await.expect_status(201).json()
    }

    /// The subjects of all mails to somebody.
    pub(crate) fn subjects_to(&self, address: &str) -> Vec<String> {
        let sent = self.memory.sent();
        let to = sent.iter().filter(|sent| sent.message.to.as_str() == address);
        to.map(|sent| sent.message.subject.clone()).collect()
    }

    /// The subject of the last mail to somebody.
    pub(crate) async fn subject_to(&self, address: &str) -> String {
        let sent = self.memory.sent();
        let last = sent.iter().rev().find(|sent| sent.message.to.as_str() == address).unwrap();
        last.message.subject.clone()
    }

    /// The path of the booking's page in the last mail to somebody.
    pub(crate) async fn link_to(&self, address: &str) -> String {
        let sent = self.memory.sent();
        let last = sent.iter().rev().find(|sent| sent.message.to.as_str() == address).unwrap();
        let links = mail::links_in(&last.message.text);
        let link = links.iter().find(|link| link.contains("/b/")).unwrap();
        link.strip_prefix(BASE_URL).unwrap().to_owned()
    }

    /// The calendar parts of all mails to somebody.
    pub(crate) async fn calendar_to(&self, address: &str) -> Vec<(String, String)> {
        let sent = self.memory.sent();
        let to = sent.iter().filter(|sent| sent.message.to.as_str() == address);
        to.filter_map(|sent| sent.message.calendar.clone()).map(|part| (part.method, part.ics)).collect()
    }
}
