//! A desk with two agencies' advisers and a series of today.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use std::sync::Arc;

use dispatch::Dispatcher;
use domain::staff::StaffRole;
use mail::transport::Memory;
use serde_json::{Value, json};
use store::repos::outbox::Pending;
use store_embedded::EmbeddedTable;
use testkit::{Answer, Request, TestApp};

/// The first Monday that is planned: the clock stands at 24 November 2026.
pub(crate) const FROM: &str = "2026-12-07";

pub(crate) struct Desk {
    pub(crate) app: TestApp,
    pub(crate) mails: Arc<Memory>,
    dispatcher: Dispatcher,
}

impl Desk {
    pub(crate) async fn new() -> Self {
        Self::with(false).await
    }

    /// With its limits on how often something is taken.
    pub(crate) async fn limited() -> Self {
        Self::with(true).await
    }

    async fn with(rate_limits: bool) -> Self {
        let table = Arc::new(EmbeddedTable::in_memory().unwrap());
        let app = TestApp::over(table, vec![planner::routes(), schedule::routes(), needs::routes()], rate_limits).await;
        let mails = Arc::new(Memory::new());
        let base_url = testkit::BASE_URL.to_owned();
        let dispatcher =
            Dispatcher::new(app.store().clone(), base_url, flows::contexts(), Arc::clone(&mails) as _, "t".to_owned());
        let desk = Self { app, mails, dispatcher };
        for (id, agency, half_days) in
            [("ann", "innoviris", json!(["TU-AM", "TH-AM"])), ("bob", "hub", json!(["TU-AM", "WE-PM"]))]
        {
            let adviser = json!({"agency": agency, "name": id, "email": format!("{id}@{agency}.example"),
                "languages": ["fr", "nl"], "half_days": half_days, "max_permanences_per_week": 2});
            let request = desk.app.as_admin().header("if-none-match", "*");
            request.put_json(&format!("/v1/advisers/{id}"), &adviser).await.expect_status(201);
        }
        desk.hold("tuesdays", "ann", "icab").await;
        desk
    }

    /// A weekly series of today.
    pub(crate) async fn hold(&self, id: &str, adviser: &str, place: &str) {
        let body = json!({"agency": "innoviris", "location": place, "advisers": [adviser],
            "start": "2026-11-24T09:30", "duration_minutes": 180, "rrule": "FREQ=WEEKLY;BYDAY=TU", "until": "2027-06-29",
            "slot_minutes": 40, "languages": ["fr", "nl"], "status": "published"});
        let request = self.app.as_admin().header("if-none-match", "*");
        request.put_json(&format!("/v1/permanences/{id}"), &body).await.expect_status(201);
    }

    pub(crate) async fn dispatch(&self) {
        self.dispatcher.come_to_rest().await.unwrap();
    }

    /// Plans a commit once more, as after a crash between planning it and saying so.
    pub(crate) async fn plan_anew(&self, aggregate: &str, version: u64) {
        let commit = Pending { aggregate: aggregate.to_owned(), version, request: None };
        self.dispatcher.accept(&commit).await.unwrap();
    }

    /// What time alone asks for.
    pub(crate) async fn upkeep(&self) {
        self.dispatcher.upkeep().await.unwrap();
    }

    /// The same time of the next day, with what that morning tells.
    pub(crate) async fn morning(&self) {
        self.app.clock.advance(chrono::TimeDelta::days(1));
        self.upkeep().await;
        self.dispatch().await;
    }

    /// Asks for a plan and has it worked out; its id.
    pub(crate) async fn planned(&self, keep: &str) -> String {
        let body = json!({"from": FROM, "weeks": 2, "keep": keep});
        let answer = self.app.as_admin().key(keep).post_json("/v1/plans", &body).await.expect_status(202);
        assert_eq!(flows::plans::work_out(self.app.store()).await.unwrap(), 1);
        answer.json()["id"].as_str().unwrap().to_owned()
    }

    pub(crate) async fn plan(&self, id: &str) -> Value {
        self.app.as_admin().get(&format!("/v1/plans/{id}")).await.expect_status(200).json()
    }

    pub(crate) async fn post(&self, id: &str, what: &str, body: &Value) -> Answer {
        self.app.as_admin().post_json(&format!("/v1/plans/{id}/{what}"), body).await
    }

    /// Worked out again.
    pub(crate) async fn again(&self, id: &str) -> Value {
        // Nothing to say: no body.
        self.app.as_admin().send("POST", &format!("/v1/plans/{id}/again")).await.expect_status(202);
        assert_eq!(flows::plans::work_out(self.app.store()).await.unwrap(), 1);
        self.plan(id).await
    }

    pub(crate) async fn coordinator(&self) -> Request<'_> {
        self.app.as_staff(StaffRole::Coordinator).await.header("accept", "text/html").language("fr")
    }

    pub(crate) async fn permanences(&self) -> Vec<Value> {
        let listed = self.app.as_admin().get("/v1/permanences?limit=100").await.expect_status(200).json();
        listed["items"].as_array().unwrap().clone()
    }
}

/// What tells a form of a page from others.
pub(crate) fn submission(page: &str) -> String {
    page.split("name=\"submission\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

/// The assignments that change something.
pub(crate) fn changed(plan: &Value) -> Vec<&Value> {
    plan["assignments"].as_array().unwrap().iter().filter(|one| one["change"] != "kept").collect()
}
