//! A quarter to tell of: needs with what became of them, appointments, presences,
//! a wave with its answers. What it comes to is known beforehand.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use std::sync::Arc;

use chrono::TimeDelta;
use dispatch::Dispatcher;
use domain::booking::{BookingPerson, Decided, Wish, attend, book, walk_in};
use domain::contact::{Contact, EmailAddress};
use domain::event::Actor;
use domain::ids::{AgencyId, BookingId, LocationId, NeedId, NeedTypeId, SessionId};
use domain::moves::{self, Arrival, Moment};
use domain::need::{Company, NeedPerson, Outcome, Share};
use domain::permanence::Permanence;
use domain::referral::DeclineReason;
use flows::needs::{move_need, take_in};
use mail::transport::Memory;
use serde_json::{Value, json};
use store::Transaction;
use store_embedded::EmbeddedTable;
use testkit::TestApp;

/// An application and its dispatcher.
pub(crate) struct Desk {
    pub(crate) app: TestApp,
    pub(crate) dispatcher: Dispatcher,
}

/// What becomes of a need after its mail left.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Becomes {
    /// Nobody answered yet.
    Waits,
    /// It is taken on.
    Accepted,
    /// It is taken on, and helped.
    Helped,
    /// The agency says no.
    Declined,
}

pub(crate) fn place(id: &str) -> LocationId {
    LocationId::parse(id).unwrap()
}

pub(crate) fn agency(id: &str) -> AgencyId {
    AgencyId::parse(id).unwrap()
}

impl Desk {
    pub(crate) async fn new() -> Self {
        let table = Arc::new(EmbeddedTable::in_memory().unwrap());
        let routes = vec![inform::routes(), survey::routes(), schedule::routes()];
        let app = TestApp::over(table, routes, false).await;
        let base_url = testkit::BASE_URL.to_owned();
        let memory = Arc::new(Memory::new());
        let dispatcher = Dispatcher::new(app.store().clone(), base_url, flows::contexts(), memory, "t".to_owned());
        Self { app, dispatcher }
    }

    /// Everything that is due happens, and everything that changed is counted.
    pub(crate) async fn rests(&self) {
        for _ in 0..6 {
            self.dispatcher.come_to_rest().await.unwrap();
            self.dispatcher.upkeep().await.unwrap();
        }
    }

    /// A need of a company of its own; answers whom it asked first.
    pub(crate) async fn need(&self, n: usize, at: &str, kind: &str, becomes: Becomes) -> Option<AgencyId> {
        let store = self.app.store();
        let id = NeedId::parse(&format!("need-{n}")).unwrap();
        let contact = Contact {
            name: format!("Zoé {n}"),
            email: EmailAddress::parse(&format!("zoe@company-{n}.example")).unwrap(),
            phone: None,
            language: None,
        };
        let person = NeedPerson {
            contact,
            company: Company {
                name: format!("Company {n}"),
                profile: serde_json::from_value(json!({"in_region": true})).unwrap(),
            },
            description: String::new(),
            notes: Vec::new(),
            handlers: std::collections::BTreeMap::new(),
            agreed: None,
        };
        let arrival = Arrival {
            id: id.clone(),
            location: place(at),
            source: None,
            member: None,
            stated: vec![NeedTypeId::parse(kind).unwrap()],
            amount_eur: None,
            share: Share::All(true),
            shown_to_place: false,
            person,
        };
        let claim = store.idempotency().claim("inform", "test", id.as_str(), b"");
        take_in(store, arrival, Actor::Member, &claim).await.unwrap();
        self.dispatcher.come_to_rest().await.unwrap();
        let asked =
            store.needs().load(&id).await.unwrap().unwrap().case.referrals.first().map(|one| one.agency.clone());
        let Some(agency) = asked.clone().filter(|_| becomes != Becomes::Waits) else { return asked };
        let actor = Actor::Agency(agency.clone());
        let moved = |which: Becomes| {
            let (agency, actor) = (agency.clone(), actor.clone());
            async move {
                move_need(store, &id_of(n), |case, catalogue, now| {
                    let moment = Moment { catalogue, now, actor: &actor };
                    match which {
                        Becomes::Declined => moves::decline(case, &agency, (DeclineReason::Capacity, ""), &moment),
                        Becomes::Helped => moves::done(case, &agency, (Outcome::Helped, ""), &moment),
                        _ => moves::accept(case, &agency, &moment),
                    }
                })
                .await
                .unwrap();
            }
        };
        match becomes {
            Becomes::Helped => {
                moved(Becomes::Accepted).await;
                moved(Becomes::Helped).await;
            }
            other => moved(other).await,
        }
        asked
    }

    /// Office hours of hub at ICAB, each Tuesday.
    pub(crate) async fn tuesdays(&self) {
        let series = json!({"id": "tuesdays", "agency": "hub", "location": "icab", "advisers": [], "services": [], "seats": 3,
            "start": "2026-11-03T09:30", "duration_minutes": 180, "timezone": "Europe/Brussels", "rrule": "FREQ=WEEKLY",
            "exceptions": [], "slot_minutes": 40, "buffer_minutes": 5, "languages": [], "status": "published"});
        let series: Permanence = serde_json::from_value(series).unwrap();
        let mut tx = Transaction::new();
        self.app.store().permanences().create(&mut tx, &series);
        self.app.store().commit(tx).await.unwrap();
    }

    /// An appointment at ICAB on the day; `came` as somebody said it afterwards.
    pub(crate) async fn booked(&self, id: &str, day: &str, with: &str, came: Option<bool>) {
        let wish = wish(day, with);
        let store = self.app.store();
        let decided = book(BookingId::parse(id).unwrap(), wish, 1, store.now(), Actor::Member);
        self.keep(&decided, day).await;
        if let Some(came) = came {
            let id = BookingId::parse(id).unwrap();
            let before = store.bookings().load(&id).await.unwrap().unwrap();
            let after = attend(before.booking.clone(), came, store.now(), Actor::System).unwrap();
            let session = before.booking.slot.session.clone();
            let fullness = store.bookings().fullness(&[&session]).await.unwrap();
            let mut tx = Transaction::new();
            store.bookings().save_with(&mut tx, &before, (&after, before.person.as_ref()), &fullness);
            store.commit(tx).await.unwrap();
        }
    }

    /// Somebody who came to ICAB without having booked.
    pub(crate) async fn walked_in(&self, id: &str, day: &str, with: &str) {
        let decided = walk_in(BookingId::parse(id).unwrap(), wish(day, with), self.app.store().now(), Actor::System);
        self.keep(&decided, day).await;
    }

    async fn keep(&self, decided: &Decided, day: &str) {
        let store = self.app.store();
        let session = session(day);
        let fullness = store.bookings().fullness(&[&session]).await.unwrap();
        let person = json!({"contact": {"name": "Zoé", "email": format!("{}@zoe.example", decided.booking.id), "language": "en"}});
        let person: BookingPerson = serde_json::from_value(person).unwrap();
        let mut tx = Transaction::new();
        store.bookings().create(&mut tx, decided, &person, &fullness);
        store.commit(tx).await.unwrap();
    }

    /// The report, as programs read it.
    pub(crate) async fn report(&self, quarter: &str) -> Value {
        self.app.as_admin().get(&format!("/v1/reports/{quarter}")).await.expect_status(200).json()
    }

    pub(crate) fn days(&self, days: i64) {
        self.app.clock.advance(TimeDelta::days(days));
    }
}

fn id_of(n: usize) -> NeedId {
    NeedId::parse(&format!("need-{n}")).unwrap()
}

fn session(day: &str) -> SessionId {
    SessionId::parse(&format!("tuesdays.{}", day.replace('-', ""))).unwrap()
}

fn wish(day: &str, with: &str) -> Wish {
    let slot = json!({"session": session(day), "local_start": format!("{day}T09:30"), "place": 0,
        "start": format!("{day}T08:30:00Z"), "end": format!("{day}T09:10:00Z"), "timezone": "Europe/Brussels"});
    Wish {
        slot: serde_json::from_value(slot).unwrap(),
        agency: agency(with),
        location: place("icab"),
        service: None,
        need: None,
        cancel_until_hours: 24,
    }
}
