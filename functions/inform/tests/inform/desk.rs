//! What the tests of digests and news share: an application with its dispatcher,
//! permanences, hosts and members.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::TimeDelta;
use dispatch::Dispatcher;
use domain::contact::EmailAddress;
use domain::event::Actor;
use domain::ids::{LocationId, MemberId, StaffId};
use domain::member::{Sent, Source};
use domain::staff::{Staff, StaffRole};
use flows::members::enter;
use mail::Message;
use mail::transport::Memory;
use serde_json::{Value, json};
use store::decorators::{FaultPlan, FaultyTable};
use store::{Store, Transaction};
use store_embedded::EmbeddedTable;
use testkit::{BASE_URL, TestApp, rota};

/// The digest of ICAB in the month in which the clock stands.
pub(crate) const ICAB: &str = "/v1/digests/icab/2026-11";

pub(crate) struct Desk {
    pub(crate) app: TestApp,
    pub(crate) table: Arc<FaultyTable<EmbeddedTable>>,
    pub(crate) memory: Memory,
    pub(crate) dispatcher: Dispatcher,
}

pub(crate) fn place(id: &str) -> LocationId {
    LocationId::parse(id).unwrap()
}

impl Desk {
    /// On a Tuesday at ten, with the permanences of ICAB and no people.
    pub(crate) async fn new() -> Self {
        let table = Arc::new(FaultyTable::new(EmbeddedTable::in_memory().unwrap(), FaultPlan::NONE));
        let app = TestApp::over(Arc::clone(&table) as _, vec![inform::routes()], false).await;
        let memory = Memory::new();
        let dispatcher = dispatcher(app.store(), &memory, "one");
        let catalogue = app.store().catalogue().load().await.unwrap();
        let all = rota::year(&catalogue, "2026-11-23".parse().unwrap());
        let here: Vec<_> = all.into_iter().filter(|one| one.location == place("icab")).collect();
        rota::hold(app.store(), &here).await.unwrap();
        Self { app, table, memory, dispatcher }
    }

    /// A working morning, and all that follows from it.
    pub(crate) async fn morning(&self) {
        self.dispatcher.upkeep().await.unwrap();
        self.rest().await;
    }

    pub(crate) async fn rest(&self) {
        self.dispatcher.come_to_rest().await.unwrap();
        // What is done in pieces waits a moment for the next one.
        for _ in 0..8 {
            self.app.clock.advance(TimeDelta::seconds(1));
            self.dispatcher.come_to_rest().await.unwrap();
        }
    }

    pub(crate) async fn host(&self, id: &str, location: &str) {
        let staff = Staff {
            id: StaffId::parse(id).unwrap(),
            name: "Noor Peeters".to_owned(),
            email: EmailAddress::parse(&format!("{id}@hosts.example")).unwrap(),
            role: StaffRole::Host { location: place(location) },
            language: Some(domain::Language::Nl),
            active: true,
            handed_over_to: None,
            created_at: self.app.store().now(),
            generation: 0,
        };
        let mut tx = Transaction::new();
        self.app.store().staff().create(&mut tx, &staff);
        self.app.store().commit(tx).await.unwrap();
    }

    /// A member of a place; one that `agreed` asked for digests.
    pub(crate) async fn member(&self, id: &str, location: &str, (email, agreed): (&str, bool)) {
        let mut profile: BTreeMap<String, Value> = BTreeMap::from([
            ("trade_name".to_owned(), json!(format!("Company {id}"))),
            ("contact_email".to_owned(), json!(email)),
            ("languages".to_owned(), json!(["en"])),
        ]);
        if agreed {
            profile.insert("consents".to_owned(), json!([{"kind": "digest", "given_on": "2026-11-01"}]));
        }
        let sent = Sent { hosted: None, place: Some((place(location), None)), profile };
        let named = (MemberId::parse(id).unwrap(), sent);
        enter(self.app.store(), named, (Source::MemberForm, Actor::Member), None, |_, _| None).await.unwrap();
    }

    /// Mails that left since the last time.
    pub(crate) fn mails(&self) -> Vec<Message> {
        self.memory.take().into_iter().map(|sent| sent.message).collect()
    }

    /// Looks at ICAB's digest as it stands, and sends it.
    pub(crate) async fn send_icab(&self) {
        let tag = self.app.as_admin().get(ICAB).await.expect_status(200).json()["etag"].as_str().unwrap().to_owned();
        let seen = self.app.as_admin().if_match(&tag).put_json(ICAB, &json!({"seen": true})).await.expect_status(200);
        let tag = seen.json()["etag"].as_str().unwrap().to_owned();
        self.app.as_admin().if_match(&tag).send("POST", &format!("{ICAB}/send")).await.expect_status(202);
    }
}

pub(crate) fn dispatcher(store: &Store, memory: &Memory, name: &str) -> Dispatcher {
    let transport = Arc::new(memory.clone());
    Dispatcher::new(store.clone(), BASE_URL.to_owned(), flows::contexts(), transport, name.to_owned())
}

/// To whom mails went, each once.
pub(crate) fn addresses(mails: &[Message]) -> BTreeSet<String> {
    mails.iter().map(|mail| mail.to.to_string()).collect()
}
