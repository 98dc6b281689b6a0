//! Waves: who is invited when, once a quarter; codes that go on working; and
//! what came of each, by place and agency.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::TimeDelta;
use dispatch::Dispatcher;
use domain::booking::{BookingPerson, Wish, walk_in};
use domain::contact::EmailAddress;
use domain::event::{Actor, EventKind};
use domain::ids::{AgencyId, BookingId, LocationId, MemberId, NeedId, SessionId};
use domain::member::{Mode, Sent, Source};
use domain::moves::{self, Moment};
use domain::need::Outcome;
use domain::regret::Regret;
use domain::staff::StaffRole;
use flows::members::{enter, learn, learn_from};
use flows::needs::move_need;
use mail::transport::Memory;
use serde_json::{Value, json};
use store::Transaction;
use testkit::{Answer, TestApp};

use crate::common::{app, filled, submission};

/// An application, its dispatcher, and what it mails.
pub(crate) struct Desk {
    pub(crate) app: TestApp,
    pub(crate) dispatcher: Dispatcher,
    memory: Arc<Memory>,
}

impl Desk {
    pub(crate) async fn new() -> Self {
        let app = app().await;
        let memory = Arc::new(Memory::new());
        let base_url = testkit::BASE_URL.to_owned();
        let dispatcher =
            Dispatcher::new(app.store().clone(), base_url, flows::contexts(), Arc::clone(&memory) as _, "t".to_owned());
        Self { app, dispatcher, memory }
    }

    pub(crate) async fn plan(&self, variant: &str, locations: Value, opens: &str, closes: &str) -> String {
        let wave = json!({"variant": variant, "locations": locations, "opens": opens, "closes": closes});
        let key = format!("{variant}{opens}");
        let made = self.app.as_admin().key(&key).post_json("/v1/waves", &wave).await.expect_status(201);
        made.json()["id"].as_str().unwrap().to_owned()
    }

    /// What is due happens, now and after so many hours.
    async fn after(&self, hours: i64) {
        self.dispatcher.come_to_rest().await.unwrap();
        self.app.clock.advance(TimeDelta::hours(hours));
        self.dispatcher.come_to_rest().await.unwrap();
    }

    /// Somebody came to Innoviris at ICAB without having booked.
    async fn visited(&self, id: &str, email: &str) {
        let slot = json!({"session": "tuesdays.20261124", "local_start": "2026-11-24T09:30", "place": 0,
            "start": "2026-11-24T08:30:00Z", "end": "2026-11-24T09:10:00Z", "timezone": "Europe/Brussels"});
        let wish = Wish {
            slot: serde_json::from_value(slot).unwrap(),
            agency: AgencyId::parse("innoviris").unwrap(),
            location: LocationId::parse("icab").unwrap(),
            service: None,
            need: None,
            cancel_until_hours: 24,
        };
        let contact = json!({"contact": {"name": "Zoé Maes", "email": email, "language": "en"}});
        let person: BookingPerson = serde_json::from_value(contact).unwrap();
        let store = self.app.store();
        let decided = walk_in(BookingId::parse(id).unwrap(), wish, store.now(), Actor::System);
        let fullness = store.bookings().fullness(&[&SessionId::parse("tuesdays.20261124").unwrap()]).await.unwrap();
        let mut tx = Transaction::new();
        store.bookings().create(&mut tx, &decided, &person, &fullness);
        store.commit(tx).await.unwrap();
    }

    async fn hosted(&self, id: &str, place: &str, agreed: bool) {
        let mut profile: BTreeMap<String, Value> = BTreeMap::from([
            ("trade_name".to_owned(), json!(format!("Company {id}"))),
            ("contact_email".to_owned(), json!(format!("{id}@{id}.example"))),
            ("languages".to_owned(), json!(["nl"])),
        ]);
        if agreed {
            let consents = json!([{"kind": "survey_invitations", "given_on": "2026-11-01"}]);
            profile.insert("consents".to_owned(), consents);
        }
        let sent = Sent { hosted: None, place: Some((LocationId::parse(place).unwrap(), None)), profile };
        let named = (MemberId::parse(id).unwrap(), sent);
        enter(self.app.store(), named, (Source::MemberForm, Actor::Member), None, |_, _| None).await.unwrap();
    }

    /// Zoé stated a need, and Innoviris said that it helped.
    async fn helped(&self, id: &str) -> NeedId {
        self.ended(id, Outcome::Helped).await
    }

    async fn ended(&self, id: &str, outcome: Outcome) -> NeedId {
        let need = NeedId::parse(id).unwrap();
        let store = self.app.store();
        let catalogue = store.catalogue().load().await.unwrap();
        let arrival = moves::Arrival {
            id: need.clone(),
            location: LocationId::parse("icab").unwrap(),
            source: None,
            member: None,
            stated: vec!["rd_grant".to_owned().try_into().unwrap()],
            amount_eur: None,
            share: domain::need::Share::All(true),
            shown_to_place: false,
            person: serde_json::from_value(json!({
                "contact": {"name": "Zoé Maes", "email": "zoe@zoe-robotics.example", "language": "fr"},
                "company": {"name": "Zoé Robotics"}, "description": "Un prototype", "notes": []}))
            .unwrap(),
        };
        let decided = moves::receive(arrival, &catalogue, store.now(), Actor::Member);
        let mut tx = Transaction::new();
        store.needs().create(&mut tx, &decided);
        store.commit(tx).await.unwrap();
        self.dispatcher.come_to_rest().await.unwrap();
        let agency = AgencyId::parse("innoviris").unwrap();
        let actor = Actor::Agency(agency.clone());
        move_need(store, &need, |case, catalogue, now| {
            moves::done(case, &agency, (outcome, ""), &Moment::new(catalogue, now, &actor))
        })
        .await
        .unwrap();
        need
    }

    fn invitations(&self) -> Vec<(String, String)> {
        let sent = self.memory.sent().into_iter();
        let link = |text: &str| {
            let after = text.split("http://permanence.test/i/").nth(1)?;
            Some(format!("/i/{}", after.split_whitespace().next()?))
        };
        sent.filter_map(|sent| Some((sent.message.to.to_string(), link(&sent.message.text)?))).collect()
    }

    async fn results(&self, wave: &str) -> Value {
        self.app.as_admin().get(&format!("/v1/waves/{wave}/results")).await.expect_status(200).json()
    }

    pub(crate) async fn count(&self) {
        self.dispatcher.come_to_rest().await.unwrap();
    }
}

/// Answers the page behind a path; `more` beside what is always asked.
async fn answer(desk: &Desk, path: &str, more: &[(&str, &str)]) -> Answer {
    let page = desk.app.anonymous().language("en").get(path).await.expect_status(200);
    let key = submission(&page.text());
    desk.app.anonymous().language("en").form(path, &filled(&key, more)).await
}

#[tokio::test]
async fn whoever_came_is_invited_the_next_day_once_and_counts_once() {
    let desk = Desk::new().await;
    let wave = desk.plan("after_visit", json!([]), "2026-11-01", "2026-12-31").await;
    desk.visited("one", "zoe@zoe-robotics.example").await;
    desk.after(22).await;
    assert_eq!(desk.invitations(), [], "not before nine the next day");
    desk.after(1).await;
    let invitations = desk.invitations();
    assert_eq!(invitations.len(), 1);
    assert_eq!(invitations[0].0, "zoe@zoe-robotics.example");
    let mail = desk.memory.sent().pop().unwrap().message;
    assert!(mail.text.contains("Innoviris dealt with your question at ICAB"), "{}", mail.text);
    assert!(mail.unsubscribe.is_some());

    let path = &invitations[0].1;
    answer(&desk, path, &[]).await.expect_status(303);
    let again = desk.app.anonymous().language("en").get(path).await.expect_status(200);
    assert!(again.text().contains("You have answered already"), "{}", again.text());
    assert!(again.text().contains("href=\"/services?lang=en\""), "its language goes on: {}", again.text());
    desk.count().await;
    let results = desk.results(&wave).await;
    assert_eq!((&results["n"], &results["eligible"], &results["response_rate"]), (&json!(1), &json!(1), &json!(1.0)));
    assert_eq!(results["by_agency"][0], json!({"id": "innoviris", "n": null, "suppressed": true, "csat": null}));
    let page = desk.app.as_admin().language("en").get(&format!("/console/survey/waves/{wave}")).await;
    let page = page.expect_status(200).text();
    assert!(page.contains("answer from 1 person asked (100%)"), "{page}");
}

#[tokio::test]
async fn a_page_sent_twice_counts_once_and_another_page_of_a_spent_invitation_not_at_all() {
    let desk = Desk::new().await;
    let wave = desk.plan("after_visit", json!([]), "2026-11-01", "2026-12-31").await;
    desk.visited("one", "zoe@zoe-robotics.example").await;
    desk.after(23).await;
    let path = desk.invitations()[0].1.clone();
    let keys = [0, 1].map(|_| ());
    let mut pages = Vec::new();
    for () in keys {
        pages.push(submission(&desk.app.anonymous().get(&path).await.expect_status(200).text()));
    }
    desk.app.anonymous().form(&path, &filled(&pages[0], &[])).await.expect_status(303);
    desk.app.anonymous().form(&path, &filled(&pages[0], &[])).await.expect_status(303);
    let other = desk.app.anonymous().language("en").form(&path, &filled(&pages[1], &[])).await;
    assert!(other.expect_status(200).text().contains("You have answered already"));
    desk.count().await;
    assert_eq!(desk.results(&wave).await["n"], 1);
    desk.app.anonymous().get("/i/x~0~AAAAAAAAAAAAAAAAAAAAAA").await.expect_status(404);
}

#[tokio::test]
async fn nobody_is_asked_twice_in_a_quarter_and_whoever_comes_again_counts_all_the_same() {
    let desk = Desk::new().await;
    let wave = desk.plan("after_visit", json!([]), "2026-11-01", "2027-06-30").await;
    desk.visited("one", "zoe@zoe-robotics.example").await;
    desk.visited("two", "Zoe@zoe-robotics.example").await;
    desk.after(23).await;
    assert_eq!(desk.invitations().len(), 1);
    assert_eq!(desk.results(&wave).await["eligible"], 2);
    desk.after(24 * 60).await;
    desk.visited("three", "zoe@zoe-robotics.example").await;
    desk.after(48).await;
    assert_eq!(desk.invitations().len(), 1);
    desk.after(24 * 30).await;
    desk.visited("four", "zoe@zoe-robotics.example").await;
    desk.after(48).await;
    assert_eq!(desk.invitations().len(), 2, "a quarter later");
    assert_eq!(desk.results(&wave).await["eligible"], 4);
}

#[tokio::test]
async fn whoever_wants_no_invitations_gets_none() {
    let desk = Desk::new().await;
    desk.plan("after_visit", json!([]), "2026-11-01", "2027-06-30").await;
    let store = desk.app.store();
    let person = store.waves().person(&EmailAddress::parse("zoe@zoe-robotics.example").unwrap());
    store.waves().set_off(&person, true).await.unwrap();
    store.waves().set_off(&person, true).await.unwrap();
    desk.visited("one", "zoe@zoe-robotics.example").await;
    desk.after(24).await;
    assert_eq!(desk.invitations(), []);
    // Ended between the invitation and its mail: the mail has nothing to say.
    desk.visited("two", "noa@noa.example").await;
    desk.dispatcher.come_to_rest().await.unwrap();
    let noa = store.waves().person(&EmailAddress::parse("noa@noa.example").unwrap());
    store.waves().set_off(&noa, true).await.unwrap();
    desk.after(24).await;
    assert_eq!(desk.invitations(), []);
}

#[tokio::test]
async fn ten_days_after_an_agency_says_what_came_of_a_need_its_member_is_asked() {
    let desk = Desk::new().await;
    desk.plan("after_visit", json!(["icab"]), "2026-11-01", "2026-12-31").await;
    desk.helped("n1").await;
    desk.after(24 * 9).await;
    assert_eq!(desk.invitations(), []);
    desk.after(24).await;
    let invitations = desk.invitations();
    assert_eq!(invitations.len(), 1);
    let page = desk.app.anonymous().language("fr").get(&invitations[0].1).await.expect_status(200).text();
    assert!(page.contains("Innoviris chez ICAB"), "{page}");
}

#[tokio::test]
async fn who_was_not_reached_or_took_it_back_is_not_asked_how_it_was() {
    let desk = Desk::new().await;
    desk.plan("after_visit", json!(["icab"]), "2026-11-01", "2026-12-31").await;
    desk.ended("n1", Outcome::Unreachable).await;
    desk.ended("n2", Outcome::Withdrawn).await;
    desk.after(24 * 11).await;
    assert_eq!(desk.invitations(), []);
}

#[tokio::test]
async fn a_wave_among_members_asks_those_who_agreed_some_at_a_time_and_each_once() {
    let desk = Desk::new().await;
    for at in 0..45 {
        let place = if at % 3 == 0 { "greenbizz" } else { "icab" };
        desk.hosted(&format!("m{at:02}"), place, at % 5 != 0).await;
    }
    let wave = desk.plan("member_without_visit", json!(["icab"]), "2026-11-26", "2026-12-31").await;
    desk.after(24).await;
    assert_eq!(desk.invitations(), [], "not before it opens");
    desk.after(24).await;
    let asked: Vec<String> = desk.invitations().into_iter().map(|(to, _)| to).collect();
    let expected: Vec<String> =
        (0..45).filter(|at| at % 3 != 0 && at % 5 != 0).map(|at| format!("m{at:02}@m{at:02}.example")).collect();
    let mut sorted = asked.clone();
    sorted.sort();
    assert_eq!(sorted, expected);
    let view = desk.app.as_admin().get(&format!("/v1/waves/{wave}")).await.expect_status(200).json();
    assert_eq!((&view["seen"], &view["invited"]), (&json!(45), &json!(expected.len())));
    // Changed while it runs, it asks nobody again.
    let change = json!({"variant": "member_without_visit", "locations": ["icab", "greenbizz"],
        "opens": "2026-11-26", "closes": "2027-01-31"});
    desk.app.as_admin().if_match("\"v1\"").put_json(&format!("/v1/waves/{wave}"), &change).await.expect_status(200);
    desk.after(48).await;
    assert_eq!(desk.invitations().len(), asked.len());
}

#[tokio::test]
async fn an_invitation_says_what_it_asks_and_how_long_it_takes() {
    let desk = Desk::new().await;
    for (id, place) in [("open", "icab"), ("closed", "costation")] {
        desk.hosted(id, place, true).await;
    }
    desk.plan("quarterly", json!([]), "2026-11-25", "2026-12-31").await;
    desk.after(24).await;
    let sent = desk.memory.sent();
    let asked: Vec<_> = desk.invitations().into_iter().map(|(to, _)| to).collect();
    assert_eq!(asked, ["open@open.example"], "Co.Station closed in 2021: nobody receives companies there");
    let mail = &sent.last().unwrap().message;
    assert!(mail.subject.contains("De overheidsagentschappen bij u in de buurt"), "{}", mail.subject);
    assert!(mail.subject.contains("2 minuten") && !mail.subject.contains("Hoe was het"), "{}", mail.subject);
    assert!(mail.text.contains("Het duurt 2 minuten"), "{}", mail.text);

    let desk = Desk::new().await;
    desk.plan("after_visit", json!([]), "2026-11-01", "2026-12-31").await;
    desk.visited("one", "zoe@zoe-robotics.example").await;
    desk.after(23).await;
    let visit = desk.memory.sent().pop().unwrap().message;
    assert!(visit.subject.contains("How was it?") && visit.subject.contains("1 minute"), "{}", visit.subject);
    let page = desk.app.anonymous().language("en").get(&desk.invitations()[0].1).await.expect_status(200).text();
    assert!(page.contains("about 1 minute"), "the page says the same");
}

#[tokio::test]
async fn members_without_a_visit_are_asked_what_they_know_and_not_how_it_was() {
    let desk = Desk::new().await;
    desk.hosted("open", "icab", true).await;
    desk.plan("member_without_visit", json!([]), "2026-11-25", "2026-12-31").await;
    desk.after(24).await;
    let mail = desk.memory.sent().pop().unwrap().message;
    assert!(mail.subject.contains("Kent u de overheidsagentschappen"), "{}", mail.subject);
    assert!(mail.subject.contains("1 minuut"), "{}", mail.subject);
}

#[tokio::test]
async fn whoever_left_the_box_of_surveys_unticked_is_not_asked_because_of_a_need() {
    for (has_decided, asked) in [(false, 1), (true, 0)] {
        let desk = Desk::new().await;
        let need = desk.helped("n1").await;
        desk.after(1).await;
        let store = desk.app.store();
        learn_from(store, &need).await.unwrap();
        if has_decided {
            // What its own page sends where no box is ticked.
            let profile = BTreeMap::from([("consents".to_owned(), json!([]))]);
            let sent = Sent { hosted: None, place: None, profile };
            let by = (Source::MemberForm, Actor::Member);
            learn(store, &MemberId::parse("n1").unwrap(), None, (sent, Mode::Part), by).await.unwrap();
        }
        desk.plan("quarterly", json!([]), "2026-11-25", "2026-12-31").await;
        desk.after(24).await;
        assert_eq!(desk.invitations().len(), asked, "decided: {has_decided}");
    }
}

#[tokio::test]
async fn a_code_on_the_wall_goes_on_working_and_asks_who_received_the_person() {
    let desk = Desk::new().await;
    let none = desk.app.anonymous().language("en").get("/s/p.icab").await.expect_status(404);
    assert!(none.text().contains("No survey is running here"), "{}", none.text());
    for path in
        ["/qr/p.icab.svg", "/s/p.icab/poster", "/s/p.icab/poster?as=cards", "/s/a.innoviris.icab/poster?as=door"]
    {
        desk.app.anonymous().get(path).await.expect_status(200);
    }
    desk.app.anonymous().get("/s/p.icab/poster?as=flag").await.expect_status(422);
    desk.app.anonymous().get("/s/p.nowhere").await.expect_status(404);

    let autumn = desk.plan("after_visit", json!([]), "2026-11-24", "2026-11-30").await;
    let winter = desk.plan("after_visit", json!([]), "2026-12-01", "2027-02-28").await;
    desk.after(1).await;
    answer(&desk, "/s/p.icab", &[("agency", "hub")]).await.expect_status(303);
    answer(&desk, "/s/p.icab", &[("agency", "other")]).await.expect_status(303);
    answer(&desk, "/s/a.innoviris.icab", &[]).await.expect_status(303);
    desk.app.clock.advance(TimeDelta::days(9));
    for _ in 0..5 {
        answer(&desk, "/s/p.icab", &[("agency", "hub")]).await.expect_status(303);
    }
    let body = json!({"language": "nl", "answers": {"agency": "hub", "overall": 2}});
    desk.app.anonymous().key("api").post_json("/v1/surveys/p.icab/responses", &body).await.expect_status(201);
    desk.app.anonymous().key("api").post_json("/v1/surveys/p.icab/responses", &body).await.expect_status(201);
    desk.count().await;
    let (autumn, winter) = (desk.results(&autumn).await, desk.results(&winter).await);
    assert_eq!((&autumn["n"], &winter["n"]), (&json!(3), &json!(6)));
    assert_eq!(autumn["eligible"], Value::Null, "an open code counts nobody");
    let hub = &winter["by_agency"][0];
    assert_eq!((&hub["id"], &hub["n"]), (&json!("hub"), &json!(6)));
    assert!((hub["csat"]["value"].as_f64().unwrap() - 5.0 / 6.0).abs() < 1e-12);
    assert_eq!(winter["by_location"][0]["id"], "icab");
    assert_eq!(winter["before"]["csat"], Value::Null, "three answers show nothing");
}

#[tokio::test]
async fn who_asks_to_be_contacted_by_a_code_stands_with_the_survey_that_the_wave_leads_to() {
    let desk = Desk::new().await;
    let wave = desk.plan("after_visit", json!([]), "2026-11-24", "2026-11-30").await;
    let path = "/s/p.icab/contact";
    // Also in the days after the wave: who answered at its end has the address still.
    for (days, email) in [(0, "zoe@zoe.example"), (9, "late@zoe.example")] {
        desk.app.clock.advance(TimeDelta::days(days));
        let form = desk.app.anonymous().get(path).await.expect_status(200).text();
        let key = submission(&form);
        let fields = [("submission", key.as_str()), ("name", "Zoé"), ("email", email)];
        desk.app.anonymous().form(path, &fields).await.expect_status(303);
    }
    let staff = || desk.app.as_staff(StaffRole::Coordinator);
    let page = staff().await.get(&format!("/console/survey/waves/{wave}")).await.expect_status(200).text();
    let linked = page.split("href=\"/console/survey/").filter_map(|rest| rest.split('"').next());
    let survey = linked.filter(|id| id.len() == 32).last().unwrap();
    let survey = staff().await.get(&format!("/console/survey/{survey}")).await.expect_status(200).text();
    assert!(survey.contains("zoe@zoe.example") && survey.contains("late@zoe.example"), "{survey}");
    desk.app.clock.advance(TimeDelta::days(5));
    desk.app.anonymous().get(path).await.expect_status(404);
}

#[tokio::test]
async fn an_invitation_follows_the_days_of_its_wave() {
    let desk = Desk::new().await;
    let wave = desk.plan("after_visit", json!([]), "2026-11-01", "2026-11-30").await;
    desk.visited("one", "zoe@zoe-robotics.example").await;
    desk.after(23).await;
    let path = desk.invitations()[0].1.clone();
    let longer = json!({"variant": "after_visit", "opens": "2026-11-01", "closes": "2026-12-31"});
    desk.app.as_admin().if_match("\"v1\"").put_json(&format!("/v1/waves/{wave}"), &longer).await.expect_status(200);
    desk.app.clock.advance(TimeDelta::days(10));
    answer(&desk, &path, &[]).await.expect_status(303);
    desk.count().await;
    assert_eq!(desk.results(&wave).await["n"], 1);
}

#[tokio::test]
async fn what_changed_since_the_wave_before_comes_with_its_uncertainty() {
    let desk = Desk::new().await;
    let first = desk.plan("after_visit", json!([]), "2026-11-24", "2026-11-25").await;
    let second = desk.plan("after_visit", json!([]), "2026-11-26", "2026-12-31").await;
    for at in 0..10 {
        answer_overall(&desk, at, if at < 3 { 5 } else { 2 }).await;
    }
    desk.app.clock.advance(TimeDelta::days(3));
    for at in 10..20 {
        answer_overall(&desk, at, if at < 19 { 4 } else { 1 }).await;
    }
    desk.count().await;
    let before = &desk.results(&second).await["before"];
    assert_eq!(before["wave"], json!(first));
    let near = |value: &Value, expected: f64| assert!((value.as_f64().unwrap() - expected).abs() < 1e-4, "{value}");
    // 9 of 10 after 3 of 10: Newcombe's own example (d).
    near(&before["csat"]["value"], 0.3);
    near(&before["change"]["value"], 0.6);
    near(&before["change"]["low"], 0.1705);
    near(&before["change"]["high"], 0.8090);
    assert_eq!(before["changes"], json!({"overall": before["change"]}), "the only question that was answered");
    let page = desk.app.as_admin().language("en").get(&format!("/console/survey/waves/{second}")).await;
    let page = page.expect_status(200).text();
    assert!(page.contains("Change: 60 points, between 17 and 81"));
    assert!(page.contains("Since the wave before: +60 points, between +17 and +81 (95%)."));
}

async fn answer_overall(desk: &Desk, at: u32, overall: i64) {
    let body = json!({"language": "nl", "answers": {"overall": overall}});
    let key = format!("k{at}");
    desk.app.anonymous().key(&key).post_json("/v1/surveys/a.hub.icab/responses", &body).await.expect_status(201);
}

#[tokio::test]
async fn what_is_wrong_with_a_wave_is_refused_and_who_may_not_plans_none() {
    let desk = Desk::new().await;
    let bad = json!({"variant": "daily", "locations": ["nowhere"], "opens": "2026-11-02", "closes": "2026-11-01"});
    let refused = desk.app.as_admin().key("k").post_json("/v1/waves", &bad).await.expect_status(422).json();
    let pointers: Vec<&str> =
        refused["errors"].as_array().unwrap().iter().map(|error| error["pointer"].as_str().unwrap()).collect();
    assert_eq!(pointers, ["/variant", "/locations/0", "/closes"]);
    let host = StaffRole::Host { location: LocationId::parse("icab").unwrap() };
    let good = json!({"variant": "quarterly", "opens": "2026-12-01", "closes": "2026-12-31"});
    let fields = [("id", "w"), ("variant", "quarterly"), ("opens", "2026-12-01"), ("closes", "2026-12-31")];
    desk.app.as_staff(host.clone()).await.form("/console/survey/waves", &fields).await.expect_status(404);
    desk.app.anonymous().key("k").post_json("/v1/waves", &good).await.expect_status(401);
    let made = desk.app.as_admin().key("m").post_json("/v1/waves", &good).await.expect_status(201);
    let path = made.header("location").to_owned();
    desk.app.as_admin().put_json(&path, &good).await.expect_status(428);
    desk.app.as_admin().if_match("\"v7\"").put_json(&path, &good).await.expect_status(412);
    let list = desk.app.as_staff(host).await.get("/v1/waves").await.expect_status(200).json();
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_host_sees_its_own_place_in_steps_of_five_answers() {
    let desk = Desk::new().await;
    let wave = desk.plan("after_visit", json!([]), "2026-11-24", "2026-12-31").await;
    for at in 0..6 {
        answer_overall(&desk, at, 4).await;
        desk.count().await;
    }
    let role = |place: &str| StaffRole::Host { location: LocationId::parse(place).unwrap() };
    let path = format!("/v1/waves/{wave}/results");
    let own = desk.app.as_staff(role("icab")).await.get(&path).await.expect_status(200).json();
    assert_eq!((&own["n"], &own["by_agency"][0]["n"]), (&json!(5), &json!(5)), "the sixth is not told yet");
    let page = desk.app.as_staff(role("icab")).await.language("en").get(&format!("/console/survey/waves/{wave}")).await;
    let page = page.expect_status(200).text();
    assert!(!page.contains("May we contact you"), "no answer keeps that wish, so none is hidden: {page}");
    let other = desk.app.as_staff(role("greenbizz")).await.get(&path).await.expect_status(200).json();
    assert_eq!((&other["n"], &other["by_agency"]), (&json!(0), &json!([])));
}

#[tokio::test]
async fn a_wave_is_planned_and_changed_in_the_console() {
    let desk = Desk::new().await;
    let form = desk.app.as_admin().language("en").get("/console/survey/waves/new").await.expect_status(200).text();
    let id = form.split("name=\"id\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let fields = [
        ("id", id.as_str()),
        ("variant", "quarterly"),
        ("locations", "icab"),
        ("locations", "greenbizz"),
        ("opens", "2026-12-01"),
        ("closes", "2026-12-31"),
    ];
    let staff = || desk.app.as_staff(StaffRole::Coordinator);
    for _ in 0..2 {
        let made = staff().await.form("/console/survey/waves", &fields).await.expect_status(303);
        assert_eq!(made.header("location"), format!("/console/survey/waves/{id}?done=planned"));
    }
    // Under an id that is none nothing is planned, and no form that seems to be right comes back.
    let nowhere = fields.map(|(name, value)| (name, if name == "id" { "a/b" } else { value }));
    staff().await.form("/console/survey/waves", &nowhere).await.expect_status(404);
    let path = format!("/console/survey/waves/{id}");
    let edit = staff().await.language("en").get(&format!("{path}/edit")).await.expect_status(200).text();
    assert!(edit.contains("ICAB") && edit.contains("name=\"version\" value=\"1\""), "{edit}");
    let wrong = [("version", "1"), ("variant", "quarterly"), ("opens", "2026-12-31"), ("closes", "2026-12-01")];
    staff().await.form(&path, &wrong).await.expect_status(422);
    let right = [("version", "1"), ("variant", "quarterly"), ("opens", "2026-12-02"), ("closes", "2026-12-31")];
    staff().await.form(&path, &right).await.expect_status(303);
    // A stale form is shown again as it was filled in, beside what is stored now.
    // It says so in the words of the page, also of places that were ticked and are not any more.
    let moved = right.map(|(name, value)| (name, if name == "version" { "2" } else { value }));
    let moved = [&moved[..], &[("locations", "icab"), ("locations", "greenbizz")]].concat();
    staff().await.form(&path, &moved).await.expect_status(303);
    let stale = [("version", "1"), ("variant", "after_visit"), ("opens", "2026-12-03"), ("closes", "2027-01-31")];
    let stale = staff().await.language("en").form(&path, &stale).await.expect_status(422).text();
    assert!(
        stale.contains("Somebody else changed this meanwhile") && stale.contains("value=\"2027-01-31\""),
        "{stale}"
    );
    assert!(stale.contains("name=\"version\" value=\"3\"") && stale.contains("<h2>Not saved yet</h2>"), "{stale}");
    for now in ["Stored now: 31 Dec 2026", "send it again to save it. Stored now: 2 Dec 2026"] {
        assert!(stale.contains(now), "{now}: {stale}");
    }
    assert!(stale.contains(">Last day: It differs from what is stored.<"), "{stale}");
    assert!(stale.contains("Stored now: Greenbizz, ICAB"), "{stale}");
    assert!(!stale.contains("Stored now: quarterly"), "a code is no word: {stale}");
    desk.plan("after_visit", json!([]), "2026-11-25", "2026-12-31").await;
    let list = staff().await.language("en").get("/console/survey/waves").await.expect_status(200).text();
    let at = |day: &str| list.find(day).expect("it is listed");
    assert!(at("2 Dec 2026") < at("25 Nov 2026"), "the newest first: {list}");
    assert!(list.contains("everywhere"), "{list}");
    let codes = staff().await.language("en").get("/console/survey/codes").await.expect_status(200).text();
    assert!(codes.contains("/s/p.icab/poster?as=cards"), "{codes}");
}

#[tokio::test]
async fn who_was_never_contacted_has_the_need_taken_up_again_and_the_answer_knows_nothing_of_it() {
    let desk = Desk::new().await;
    desk.plan("after_visit", json!([]), "2026-11-01", "2026-12-31").await;
    let need = desk.helped("n1").await;
    desk.after(24 * 11).await;
    let (_, link) = desk.invitations().pop().unwrap();
    let page = desk.app.anonymous().language("en").get(&link).await.expect_status(200).text();
    assert!(page.contains("never contacted me"), "{page}");
    answer(&desk, &link, &[("regret", "not_contacted")]).await.expect_status(303);
    desk.after(1).await;
    let found = desk.app.store().needs().load(&need).await.unwrap().unwrap().case;
    assert!(found.need.is_open(), "{:?}", found.need.status);
    let history = desk.app.store().needs().history(&need).await.unwrap();
    let said: Vec<_> = history.events.iter().rev().skip(1).take(2).map(|event| event.kind.clone()).collect();
    let agency = AgencyId::parse("innoviris").unwrap();
    let regretted = EventKind::ReferralRegretted { agency, regret: Regret::NotContacted };
    assert_eq!(said, [EventKind::NeedReopened, regretted]);
    // Nothing of it is in the answers.
    let surveys = desk.app.store().surveys().list(None, 10).await.unwrap().0;
    for survey in surveys {
        let csv = desk.app.as_admin().get(&format!("/v1/surveys/{}/results.csv", survey.id)).await;
        assert!(!csv.text().contains("regret"));
    }
}
