//! A dispatcher over an application in memory, whose round trips are counted.

use std::sync::Arc;

use dispatch::Dispatcher;
use domain::event::Actor;
use domain::ids::{AgencyId, LocationId, NeedId, NeedTypeId};
use domain::moves::Arrival;
use domain::need::{Company, NeedPerson, Share};
use domain::referral::ReferralStatus;
use flows::effects::Contexts;
use flows::needs::take_in;
use mail::Message;
use mail::transport::{Memory, Sent};
use store::decorators::CountingTable;
use store::repos::deliveries::Delivery;
use store::{Commit, Condition, Key, Table as _, Write};
use store_embedded::EmbeddedTable;
use testkit::{BASE_URL, TestApp};
use web::Routes;

pub(crate) struct Bench {
    pub(crate) app: TestApp,
    pub(crate) table: Arc<CountingTable<EmbeddedTable>>,
    pub(crate) memory: Memory,
    pub(crate) dispatcher: Arc<Dispatcher>,
}

impl Bench {
    pub(crate) async fn new() -> Self {
        let table = Arc::new(CountingTable::new(EmbeddedTable::in_memory().unwrap()));
        let app = TestApp::over(Arc::clone(&table) as _, vec![Routes::default()], false).await;
        let memory = Memory::new();
        let dispatcher = Arc::new(dispatcher(&app, &memory, "one"));
        Self { app, table, memory, dispatcher }
    }

    pub(crate) async fn run(&self) {
        self.dispatcher.sweep().await.unwrap();
        self.dispatcher.run_due(self.app.store().now()).await.unwrap();
    }

    /// Takes in a need for R&D money, which goes to Innoviris alone.
    pub(crate) async fn need(&self, key: &str) -> NeedId {
        self.need_of(key, "rd_grant").await
    }

    pub(crate) async fn need_of(&self, key: &str, need_type: &str) -> NeedId {
        self.need_by(key, need_type, "Zoé Maes").await
    }

    pub(crate) async fn need_by(&self, key: &str, need_type: &str, name: &str) -> NeedId {
        let store = self.app.store();
        let claim = store.idempotency().claim("needs", "test", key, b"body");
        // The same person's would join what is open.
        let email = format!("{}@zoe-robotics.example", if key == "k" { "zoe" } else { key });
        let arrival = Arrival {
            id: NeedId::parse(&store.ids().next()).unwrap(),
            location: LocationId::parse("icab").unwrap(),
            source: None,
            member: None,
            stated: vec![NeedTypeId::parse(need_type).unwrap()],
            amount_eur: None,
            share: Share::All(true),
            shown_to_place: false,
            person: NeedPerson {
                contact: serde_json::from_value(serde_json::json!({
                    "name": name, "email": email, "language": "nl"
                }))
                .unwrap(),
                company: Company { name: "Zoé Robotics".to_owned(), profile: Default::default() },
                description: "Een prototype van onze robotarm.".to_owned(),
                notes: Vec::new(),
                handlers: std::collections::BTreeMap::new(),
                agreed: None,
            },
        };
        take_in(store, arrival, Actor::Member, &claim).await.unwrap().case.need.id
    }

    pub(crate) async fn status_of(&self, need: &NeedId, agency: &str) -> ReferralStatus {
        let case = self.app.store().needs().load(need).await.unwrap().unwrap().case;
        case.referral(&AgencyId::parse(agency).unwrap()).unwrap().status
    }

    /// What a need itself asks for; that it joins its member is beside it.
    pub(crate) async fn deliveries(&self, need: &NeedId) -> Vec<Delivery> {
        let all = self.app.store().needs().history(need).await.unwrap().deliveries;
        all.into_iter().filter(|delivery| delivery.work.kind() == "need").collect()
    }

    /// Puts a row as somebody might who does not know what belongs there.
    pub(crate) async fn put_raw(&self, pk: &str, sk: &str, doc: &str) {
        let put =
            Write::Put { key: Key::new(pk, sk), doc: doc.to_owned(), expires_at: None, condition: Condition::Any };
        self.table.commit(Commit { writes: vec![put], token: None, now: 0 }).await.unwrap();
    }

    /// The mails to the member, the oldest first.
    pub(crate) fn to_member(&self) -> Vec<Message> {
        let to_member = |sent: &Sent| sent.message.to.as_str().ends_with("@zoe-robotics.example");
        self.memory.sent().into_iter().filter(to_member).map(|sent| sent.message).collect()
    }

    pub(crate) fn recipients(&self) -> Vec<String> {
        let mut to: Vec<String> = self.memory.sent().iter().map(|sent| sent.message.to.to_string()).collect();
        to.sort();
        to
    }
}

pub(crate) fn dispatcher(app: &TestApp, memory: &Memory, name: &str) -> Dispatcher {
    dispatcher_of(app, flows::contexts(), memory, name)
}

/// One with other contexts than the product's.
pub(crate) fn dispatcher_of(app: &TestApp, contexts: Contexts, memory: &Memory, name: &str) -> Dispatcher {
    let (base_url, transport) = (BASE_URL.to_owned(), Arc::new(memory.clone()));
    Dispatcher::new(app.store().clone(), base_url, contexts, transport, name.to_owned())
}
