//! The work list: what is due first first, each once, to those whose it is.

use crate::support::{adviser, app, book, dead_mail, host, need, weekly_by};
use chrono::TimeDelta;
use domain::event::Actor;
use domain::ids::{AdviserId, AgencyId, LocationId, NeedId, RepairId, SourceId};
use domain::moves::{self, MemberSays, Moment};
use domain::need::effect::{MemberStep, NeedEffect};
use domain::rotation::Rotation;
use domain::source::SourceKind;
use domain::staff::StaffRole;
use domain::worklist::{Task, TaskAbout};
use flows::needs::move_need;
use serde_json::{Value, json};
use store::Transaction;
use store::repos::imports::{Import, ImportStatus, RowKind};
use store::repos::received::{Became, Content, Received};
use store::repos::repairs::RepairRow;
use store::repos::sources::Source;
use testkit::TestApp;

fn innoviris() -> AgencyId {
    AgencyId::parse("innoviris").unwrap()
}

async fn sent(app: &TestApp, need: &NeedId) {
    move_need(app.store(), need, |case, catalogue, now| moves::sent(case, &innoviris(), catalogue, now)).await.unwrap();
}

async fn accepted(app: &TestApp, need: &NeedId) {
    let by = Actor::Agency(innoviris());
    move_need(app.store(), need, |case, catalogue, now| {
        moves::accept(case, &innoviris(), &Moment::new(catalogue, now, &by))
    })
    .await
    .unwrap();
}

async fn nobody_came(app: &TestApp, need: &NeedId) {
    move_need(app.store(), need, |case, catalogue, now| {
        moves::member_says(case, &innoviris(), MemberSays::Nobody, &Moment::new(catalogue, now, &Actor::Member))
    })
    .await
    .unwrap();
}

fn kinds(list: &Value) -> Vec<&str> {
    list["items"].as_array().unwrap().iter().map(|item| item["kind"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_message_of_a_source_waits_on_the_list_until_something_came_of_it() {
    let app = app().await;
    let (store, id) = (app.store(), SourceId::parse("s1").unwrap());
    let source = Source {
        id: id.clone(),
        location: LocationId::parse("icab").unwrap(),
        kind: SourceKind::Tally,
        on: true,
        mapping: None,
        account: None,
        rotation: Rotation::default(),
        created_at: store.now(),
    };
    let content = Some(Content::Fields(Vec::new()));
    let became = Became::Refused;
    let received = Received { id: "m1".to_owned(), at: store.now(), message: "e1".to_owned(), became, content };
    let put = async |became: Became| {
        let mut tx = Transaction::new();
        store.received().put(&mut tx, &source, &received.became(became));
        store.commit(tx).await.unwrap();
        app.as_admin().get("/v1/worklist").await.expect_status(200).json()
    };
    let list = put(Became::Refused).await;
    assert_eq!(kinds(&list), ["message"]);
    assert_eq!(list["items"][0]["href"], "/console/needs/sources/s1/messages/m1");
    let page = app.as_staff(StaffRole::Coordinator).await.language("fr").get("/console/work").await.text();
    assert!(page.contains("Un message par Tally à ICAB") && page.contains("Corriger"), "{page}");
    assert_eq!(put(Became::Waiting).await["items"][0]["href"], "/console/needs/sources/s1");
    assert_eq!(kinds(&put(Became::PassedOver).await), [""; 0]);
}

#[tokio::test]
async fn what_needs_the_coordinator_stands_there_until_it_is_done() {
    let app = app().await;
    let vague = need(&app, "Kanal Data", "molengeek", &[], "Nous voulons exporter.").await;
    let silent = need(&app, "Zoé Robotics", "icab", &["rd_grant"], "Een prototype.").await;
    sent(&app, &silent).await;
    accepted(&app, &silent).await;
    let list = app.as_admin().get("/v1/worklist").await.expect_status(200).json();
    assert_eq!(kinds(&list), ["triage"]);
    assert_eq!(list["items"][0]["urgency"], "later");
    assert_eq!(list["items"][0]["href"], format!("/console/needs/{vague}"));
    app.clock.advance(TimeDelta::days(1));
    nobody_came(&app, &silent).await;
    dead_mail(&app, &vague, NeedEffect::MemberMail(MemberStep::Received), "550").await;
    let list = app.as_admin().get("/v1/worklist").await.expect_status(200).json();
    assert_eq!(kinds(&list), ["mail", "triage", "silent"], "what is due first first");
    let page = app.as_staff(StaffRole::Coordinator).await.language("fr").get("/console/work").await.text();
    assert!(page.contains("Personne ne dit ce qu’il en est de Zoé Robotics chez Innoviris"), "{page}");
    assert!(page.contains("Kanal Data · "), "whose mail it was: {page}");
    assert!(page.contains(&format!("/console/referrals/{silent}.innoviris/remind")), "{page}");
    let by = Actor::Administrator;
    move_need(app.store(), &silent, |case, catalogue, now| {
        let outcome = domain::need::Outcome::Helped;
        moves::done(case, &innoviris(), (outcome, ""), &Moment::new(catalogue, now, &by))
    })
    .await
    .unwrap();
    let list = app.as_admin().get("/v1/worklist").await.expect_status(200).json();
    assert_eq!(kinds(&list), ["mail", "triage"]);
}

#[tokio::test]
async fn a_session_that_people_come_to_and_nobody_attends_goes_before_what_is_overdue() {
    let app = app().await;
    let store = app.store();
    let ann = json!({"id": "ann", "agency": "hub", "name": "ann", "email": "a@b.example", "languages": ["fr"]});
    let mut tx = Transaction::new();
    store.advisers().create(&mut tx, &serde_json::from_value(ann).unwrap());
    store.commit(tx).await.unwrap();
    weekly_by(&app, "hub", "icab", "2026-11-26T09:30", &["ann"]).await;
    book(&app, "hub-icab.20261126", "2026-11-26T09:30").await;
    need(&app, "Kanal Data", "icab", &[], "Nous voulons exporter.").await;

    let mut tx = Transaction::new();
    let before = store.advisers().load(&AdviserId::parse("ann").unwrap()).await.unwrap().unwrap();
    let away = json!([{"from": "2026-11-26", "to": "2026-11-26"}]);
    let after = domain::adviser::Adviser { absences: serde_json::from_value(away).unwrap(), ..before.value.clone() };
    store.advisers().save(&mut tx, &before, &after);
    store.commit(tx).await.unwrap();
    let list = app.as_admin().get("/v1/worklist").await.expect_status(200).json();
    assert_eq!(kinds(&list), ["session", "triage"]);

    app.clock.advance(TimeDelta::hours(46));
    let first = app.as_admin().get("/v1/worklist?limit=1").await.expect_status(200).json();
    assert_eq!((kinds(&first), first["items"][0]["urgency"].as_str()), (vec!["session"], Some("soon")));
    let next = format!("/v1/worklist?limit=1&cursor={}", first["next"].as_str().unwrap());
    let second = app.as_admin().get(&next).await.expect_status(200).json();
    assert_eq!((kinds(&second), second["items"][0]["urgency"].as_str()), (vec!["triage"], Some("now")));
    assert_eq!(second["next"], Value::Null, "each once");
}

#[tokio::test]
async fn everybody_has_their_own_list_in_their_language() {
    let app = app().await;
    let asked = need(&app, "Zoé Robotics", "icab", &["rd_grant"], "Een prototype.").await;
    sent(&app, &asked).await;
    let own = app.as_staff(adviser("innoviris")).await;
    assert_eq!(kinds(&own.clone().get("/v1/worklist").await.json()), ["answer"]);
    accepted(&app, &asked).await;
    let list = own.clone().get("/v1/worklist").await.json();
    assert_eq!(
        (kinds(&list), list["items"][0]["href"].as_str()),
        (vec!["report"], Some(&*format!("/console/referrals/{asked}.innoviris")))
    );
    let page = own.language("en").get("/console/work").await.text();
    assert!(page.contains("Zoé Robotics: meet the company") && !page.contains("/console/needs/"), "{page}");
    for role in [adviser("hub"), host("icab"), StaffRole::Coordinator] {
        for (language, words) in
            [("fr", "La liste est vide"), ("nl", "De werklijst is leeg"), ("en", "The work list is empty")]
        {
            let page = app.as_staff(role.clone()).await.language(language).get("/console/work").await.text();
            assert!(page.contains(words) && !page.contains("Unknown localization"), "{role:?} {language}: {page}");
        }
    }
    app.anonymous().get("/v1/worklist").await.expect_status(401);
}

#[tokio::test]
async fn a_long_list_goes_on_and_each_thing_stands_on_it_once() {
    let app = app().await;
    for number in 0..7 {
        app.clock.advance(TimeDelta::minutes(1));
        need(&app, &format!("Company {number}"), "icab", &[], "Nous voulons exporter.").await;
    }
    // Mails that were given up, one of which would tell nothing any more, and
    // sessions whose adviser there is not, all but today's one line for each agency.
    for number in 0..25 {
        app.clock.advance(TimeDelta::minutes(1));
        let asked = need(&app, &format!("Mailed {number}"), "icab", &["rd_grant"], "Een prototype.").await;
        let step = if number == 3 { MemberStep::CallsBack { agency: innoviris() } } else { MemberStep::Received };
        dead_mail(&app, &asked, NeedEffect::MemberMail(step), "550").await;
    }
    weekly_by(&app, "innoviris", "icab", "2026-11-24T09:30", &["nobody"]).await;
    weekly_by(&app, "hub", "icab", "2026-11-26T09:30", &["nobody"]).await;
    let whole = app.as_admin().get("/v1/worklist?limit=100").await.expect_status(200).json();
    let of_kind = |kind: &str| kinds(&whole).into_iter().filter(|one| *one == kind).count();
    assert_eq!((of_kind("triage"), of_kind("mail")), (7, 24));
    assert_eq!(of_kind("session"), 3, "today's, and one absence of each agency");
    let ids = |list: &Value| -> Vec<String> {
        list["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
    };
    let due: Vec<&str> = whole["items"].as_array().unwrap().iter().map(|item| item["due"].as_str().unwrap()).collect();
    assert!(due.is_sorted(), "{due:?}");
    let (mut path, mut seen) = ("/v1/worklist?limit=3".to_owned(), Vec::new());
    loop {
        let page = app.as_admin().get(&path).await.expect_status(200).json();
        seen.extend(ids(&page));
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/v1/worklist?limit=3&cursor={next}");
    }
    assert_eq!(seen, ids(&whole), "in one order, each once");
    app.as_admin().get("/v1/worklist?colour=red").await.expect_status(422);
}

#[tokio::test]
async fn a_host_finds_the_lists_of_its_place_that_wait_for_it() {
    let app = app().await;
    let store = app.store();
    for (id, location, status, only_there) in [
        ("a", "icab", ImportStatus::Checked, true),
        ("b", "icab", ImportStatus::Mapping, true),
        ("c", "icab", ImportStatus::Done, true),
        ("d", "icab", ImportStatus::Checked, false),
        ("e", "eebic", ImportStatus::Checked, true),
    ] {
        let import = Import {
            id: id.to_owned(),
            location: LocationId::parse(location).unwrap(),
            name: format!("{id}.csv"),
            only_there,
            source: domain::member::Source::HostList,
            actor: Actor::Administrator,
            at: store.now(),
            status,
            chunks: 1,
            uploaded: Vec::new(),
            columns: Vec::new(),
            rows: 3,
            done: 3,
            counts: [(RowKind::New, 1), (RowKind::Doubtful, 1), (RowKind::Bad, 1)].into(),
            decided: Default::default(),
            kept: Vec::new(),
            kept_more: 0,
            failure: None,
        };
        let mut tx = store::Transaction::new();
        store.imports().create(&mut tx, &import);
        store.commit(tx).await.unwrap();
    }
    let own = app.as_staff(host("icab")).await;
    let list = own.clone().get("/v1/worklist").await.expect_status(200).json();
    let hrefs: Vec<&str> =
        list["items"].as_array().unwrap().iter().map(|item| item["href"].as_str().unwrap()).collect();
    assert_eq!(hrefs, ["/console/members/imports/a", "/console/members/imports/b"]);
    for (language, words) in [
        ("fr", "1 lignes à écrire, 1 à décider, 1 illisibles"),
        ("nl", "1 regels te schrijven, 1 te beslissen, 1 onleesbaar"),
        ("en", "1 rows to write, 1 to decide, 1 that can’t be read"),
    ] {
        let page = own.clone().language(language).get("/console/work").await.text();
        assert!(page.contains(words) && !page.contains("Unknown localization"), "{page}");
    }
    let first = own.clone().get("/v1/worklist?limit=1").await.json();
    let next = format!("/v1/worklist?limit=1&cursor={}", first["next"].as_str().unwrap());
    let second = own.get(&next).await.json();
    assert_eq!((second["items"][0]["id"].as_str(), second["next"].as_str()), (Some("import.b"), None));
}

#[tokio::test]
async fn the_page_says_its_keys_and_works_without_them() {
    let app = app().await;
    need(&app, "Kanal Data", "icab", &[], "Nous voulons exporter.").await;
    for (language, words) in [("fr", "Au clavier"), ("nl", "Met het toetsenbord"), ("en", "By keyboard")] {
        let page = app.as_staff(StaffRole::Coordinator).await.language(language).get("/console/work").await.text();
        assert!(page.contains(words) && page.contains("data-work-keys hidden"), "{page}");
        assert!(page.contains("/assets/work."), "{page}");
    }
}

#[tokio::test]
async fn a_session_without_its_adviser_stands_there_with_what_can_be_done_and_what_becomes_of_appointments() {
    let app = app().await;
    for (id, away) in [("ann", true), ("bob", false)] {
        let absences = if away { json!([{"from": "2026-12-01", "to": "2026-12-01"}]) } else { json!([]) };
        let adviser = json!({"id": id, "agency": "innoviris", "name": id, "email": "a@b.example",
            "languages": ["fr"], "absences": absences});
        let mut tx = store::Transaction::new();
        app.store().advisers().create(&mut tx, &serde_json::from_value(adviser).unwrap());
        app.store().commit(tx).await.unwrap();
    }
    weekly_by(&app, "innoviris", "icab", "2026-11-24T09:30", &["ann"]).await;
    let list = app.as_admin().get("/v1/worklist").await.expect_status(200).json();
    assert_eq!(kinds(&list), ["session"]);
    assert_eq!(list["items"][0]["actions"], json!(["colleague", "time", "other"]));
    for (language, words) in [("fr", "Rendez-vous : aucun<"), ("nl", "Afspraken: geen<"), ("en", "Appointments: none<")]
    {
        let staff = app.as_staff(StaffRole::Coordinator).await.language(language);
        let page = staff.clone().get("/console/work").await.expect_status(200).text();
        assert!(page.contains(words) && page.contains("/console/schedule/innoviris-icab/repair"), "{page}");
        assert!(page.contains("name=\"value\" value=\"bob\"") && !page.contains("Unknown localization"), "{page}");
        let path = "/console/work?done=repaired&undo=innoviris-icab.20261201";
        let page = staff.get(path).await.expect_status(200).text();
        let undo = "/console/schedule/innoviris-icab/exceptions/2026-12-01/remove";
        assert!(page.contains(undo) && !page.contains("Unknown localization"), "{page}");
    }
}

#[tokio::test]
async fn since_when_nobody_is_there_is_said_once_it_was_seen() {
    let app = app().await;
    let store = app.store();
    let away = json!({"id": "ann", "agency": "innoviris", "name": "ann", "email": "a@b.example",
        "languages": ["fr"], "absences": [{"from": "2026-12-01", "to": "2026-12-01"}]});
    let mut tx = Transaction::new();
    store.advisers().create(&mut tx, &serde_json::from_value(away).unwrap());
    store.commit(tx).await.unwrap();
    weekly_by(&app, "innoviris", "icab", "2026-11-24T09:30", &["ann"]).await;
    let list = async || app.as_admin().get("/v1/worklist").await.expect_status(200).json();
    assert_eq!((kinds(&list().await), &list().await["items"][0]["since"]), (vec!["session"], &Value::Null));
    for _ in 0..2 {
        let mut tx = Transaction::new();
        store.repairs().ask_to_look(&mut tx);
        store.commit(tx).await.unwrap();
        flows::repairs::look(store).await.unwrap();
        app.clock.advance(TimeDelta::days(1));
    }
    assert_eq!(list().await["items"][0]["since"], "2026-11-24T09:00:00Z", "as it was first seen");
}

#[tokio::test]
async fn facts_to_be_checked_in_some_days_are_not_so_since_then_and_proposals_are_named() {
    let app = app().await;
    let (store, in_days) = (app.store(), app.store().now().plus(TimeDelta::days(3)));
    let about = TaskAbout::Facts { entry: "service.innoviris-shape".to_owned() };
    let task = Task { about, agency: None, location: None, since: in_days, due: in_days };
    let row = RepairRow {
        id: RepairId::parse("facts").unwrap(),
        task: Some(task),
        since: None,
        at: store.now(),
        ends: in_days.plus(TimeDelta::days(30)),
        chosen: None,
        let_be: false,
        worked: (),
    };
    let mut tx = Transaction::new();
    store.repairs().change(&mut tx, None, Some(&row));
    store.commit(tx).await.unwrap();
    let since = async || app.as_admin().get("/v1/worklist").await.json()["items"][0]["since"].clone();
    assert_eq!(since().await, Value::Null);
    let page = app.as_staff(StaffRole::Coordinator).await.language("en").get("/console/work").await.text();
    assert!(page.contains("One line: that is the whole list.") && !page.contains("waits for anybody"), "{page}");
    assert!(!page.contains("/console/members/proposals"), "there are none: {page}");
    app.clock.advance(TimeDelta::days(4));
    assert!(since().await.is_string());
}
