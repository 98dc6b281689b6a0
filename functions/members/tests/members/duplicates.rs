//! Entries that are one company: found, joined, told apart, taken back.

use std::sync::Arc;

use domain::ids::{MemberId, NeedId, NeedTypeId};
use domain::member::matching::Likeness;
use serde_json::{Value, json};
use store::Transaction;
use store::decorators::{FaultPlan, FaultyTable};
use store::repos::members::{MemberRecord, Pair, Stated};
use store_embedded::EmbeddedTable;
use testkit::TestApp;

use crate::bench::{app, enter, names, post, read, robotics};
use crate::needs::state_of;

async fn pairs(app: &TestApp) -> Vec<Value> {
    post(app).await;
    read(app, "/v1/members/duplicates").await["items"].as_array().unwrap().clone()
}

#[tokio::test]
async fn pairs_are_found_with_their_reason() {
    let app = app().await;
    enter(&app, &robotics()).await;
    enter(&app, &json!({"name": "ZR", "location": "greenbizz", "enterprise_number": "0403019261"})).await;
    enter(&app, &json!({"name": "Zoe Robotics SRL", "location": "icab"})).await;
    enter(&app, &json!({"name": "Zoé Robotic", "location": "greenbizz", "contact_email": "a@zoe-robotics.example"}))
        .await;
    enter(&app, &json!({"name": "Other", "location": "icab", "contact_email": "b@zoe-robotics.example"})).await;
    let mut why: Vec<String> =
        pairs(&app).await.iter().map(|pair| pair["because"].as_str().unwrap().to_owned()).collect();
    why.sort();
    assert_eq!(why, ["domain", "name_and_place", "number"]);
}

#[tokio::test]
async fn merged_by_choice_and_taken_back_whole() {
    let app = app().await;
    let first = enter(&app, &robotics()).await;
    let other = json!({"name": "Zoe Robotics SRL", "location": "icab", "stage": "idea", "headcount_fte": 7});
    let second = enter(&app, &other).await;
    change(&app, &second, "growth").await;
    assert_eq!(pairs(&app).await.len(), 1);
    let before =
        (read(&app, &format!("/v1/members/{first}")).await, read(&app, &format!("/v1/members/{second}")).await);
    let merge = json!({"with": second, "take": {"stage": "other"}});
    let path = format!("/v1/members/{first}/merge");
    let merged = app.as_admin().post_json(&path, &merge).await.expect_status(200).json();
    let now = read(&app, &format!("/v1/members/{first}")).await;
    assert_eq!(
        (now["name"].as_str(), now["stage"].as_str(), now["headcount_fte"].as_f64()),
        (Some("Zoé Robotics"), Some("growth"), Some(7.0))
    );
    app.as_admin().get(&format!("/v1/members/{second}")).await.expect_status(404);
    assert_eq!(names(&app, "?q=robotics").await, ["Zoé Robotics"]);
    assert!(pairs(&app).await.is_empty());
    app.as_admin().post_json(&path, &merge).await.expect_status(404);
    let undo = format!("/v1/merges/{}/undo", merged["id"].as_str().unwrap());
    app.clock.advance(chrono::TimeDelta::minutes(5));
    app.as_admin().send("POST", &undo).await.expect_status(200);
    assert_eq!(read(&app, &format!("/v1/members/{first}")).await, before.0);
    assert_eq!(read(&app, &format!("/v1/members/{second}")).await, before.1);
    assert!(pairs(&app).await.is_empty(), "not the same is remembered");
    app.as_admin().send("POST", &undo).await.expect_status(404);
    // Back again, it goes on as if nothing had been.
    change(&app, &second, "scale").await;
    change(&app, &second, "early").await;
    assert_eq!(read(&app, &format!("/v1/members/{second}")).await["stage"], "early");
}

#[tokio::test]
async fn an_open_need_comes_along_with_an_entry_that_is_joined_and_goes_back_with_it() {
    let app = app().await;
    let first = enter(&app, &robotics()).await;
    let other = json!({"name": "Zoe Robotics SRL", "location": "icab", "contact_email": "ann@gmail.com"});
    let second = enter(&app, &other).await;
    let need = state_of(&app, "Zoe Robotics SRL", ("ann@gmail.com", None), &["hiring"]).await;
    post(&app).await;
    let whose = async || (names(&app, "?need_type=any").await, app.store().members().of_need(&need).await.unwrap());
    let of = |name: &str, id: &str| (vec![name.to_owned()], Some(MemberId::parse(id).unwrap()));
    assert_eq!(whose().await, of("Zoe Robotics SRL", &second));
    let path = format!("/v1/members/{first}/merge");
    let merged = app.as_admin().post_json(&path, &json!({"with": second})).await.expect_status(200).json();
    assert_eq!(whose().await, of("Zoé Robotics", &first));
    let undo = format!("/v1/merges/{}/undo", merged["id"].as_str().unwrap());
    app.as_admin().send("POST", &undo).await.expect_status(200);
    assert_eq!(whose().await, of("Zoe Robotics SRL", &second));
}

/// Has a member state needs, as many as a commit takes at a time.
async fn has_stated(app: &TestApp, id: &MemberId, needs: &[NeedId]) {
    let store = app.store();
    let catalogue = store.catalogue().load().await.unwrap();
    let hiring = NeedTypeId::parse("hiring").unwrap();
    for some in needs.chunks(15) {
        let before = store.members().load(id).await.unwrap().unwrap();
        let mut after = before.value.clone();
        let stated = |need: &NeedId| Stated {
            need: need.clone(),
            need_types: vec![hiring.clone()],
            open: true,
            at: store.now(),
        };
        after.stated.extend(some.iter().map(stated));
        let mut tx = Transaction::new();
        store.members().save(&mut tx, &catalogue, (Some(&before), Some(&after)), &[]).await.unwrap();
        store.commit(tx).await.unwrap();
    }
}

/// Two entries of one company, of which the second stated these needs.
async fn two(app: &TestApp, needs: &[NeedId]) -> (MemberId, MemberId) {
    let first = MemberId::parse(&enter(app, &robotics()).await).unwrap();
    let second = enter(app, &json!({"name": "Zoe Robotics SRL", "location": "icab"})).await;
    let second = MemberId::parse(&second).unwrap();
    has_stated(app, &second, needs).await;
    (first, second)
}

/// Joins the second into the first; answers where that is taken back.
async fn joined(app: &TestApp, (first, second): (&MemberId, &MemberId)) -> String {
    let merged = app.as_admin().post_json(&format!("/v1/members/{first}/merge"), &json!({"with": second})).await;
    format!("/v1/merges/{}/undo", merged.expect_status(200).json()["id"].as_str().unwrap())
}

/// So many needs.
fn some(n: usize) -> Vec<NeedId> {
    (0..n).map(|at| NeedId::parse(&format!("need{at:02}")).unwrap()).collect()
}

#[tokio::test]
async fn an_entry_that_stated_many_needs_is_joined_taken_back_and_ended_like_any_other() {
    let app = app().await;
    let needs = some(90);
    let (first, second) = two(&app, &needs).await;
    let own = NeedId::parse("own").unwrap();
    has_stated(&app, &first, std::slice::from_ref(&own)).await;
    let stated = async |id: &MemberId| match app.store().members().load(id).await.unwrap() {
        Some(found) => found.value.stated.into_iter().map(|one| one.need).collect::<Vec<_>>(),
        None => Vec::new(),
    };
    let whose = async |need: &NeedId| app.store().members().of_need(need).await.unwrap();

    let undo = joined(&app, (&first, &second)).await;
    assert_eq!((stated(&first).await.len(), stated(&second).await.len()), (91, 0));
    assert_eq!((whose(&needs[0]).await, whose(&needs[89]).await), (Some(first.clone()), Some(first.clone())));
    app.as_admin().send("POST", &undo).await.expect_status(200);
    assert_eq!((stated(&first).await, stated(&second).await), (vec![own], needs.clone()));
    assert_eq!((whose(&needs[0]).await, whose(&needs[89]).await), (Some(second.clone()), Some(second.clone())));
    app.as_admin().if_match("*").send("DELETE", &format!("/v1/members/{second}")).await.expect_status(204);
    assert_eq!(stated(&second).await, []);
}

async fn needs_of(app: &TestApp, id: &MemberId) -> Vec<NeedId> {
    let found = app.store().members().load(id).await.unwrap().unwrap();
    found.value.stated.into_iter().map(|one| one.need).collect()
}

#[tokio::test]
async fn a_joining_whose_taking_back_broke_off_is_taken_back_by_doing_it_again() {
    let table = Arc::new(FaultyTable::new(EmbeddedTable::in_memory().unwrap(), FaultPlan::NONE));
    let app = TestApp::over(Arc::clone(&table) as _, vec![members::routes()], false).await;
    let needs = some(90);
    let (first, second) = two(&app, &needs).await;
    for seed in 1..=5 {
        let undo = joined(&app, (&first, &second)).await;
        table.set_plan(FaultPlan { seed, before_per_mille: 150, after_per_mille: 0, longest_run: 1 });
        let mut answer = app.as_admin().send("POST", &undo).await;
        while answer.status == 503 {
            answer = app.as_admin().send("POST", &undo).await;
        }
        answer.expect_status(200);
        table.set_plan(FaultPlan::NONE);
        assert_eq!((needs_of(&app, &first).await.len(), needs_of(&app, &second).await), (0, needs.clone()), "{seed}");
    }
    assert!(table.injected() > 0);
}

#[tokio::test]
async fn what_an_entry_states_between_two_tries_to_take_its_joining_back_stays() {
    let app = app().await;
    let needs = some(30);
    let (first, second) = two(&app, &needs).await;
    let before = app.store().members().load(&second).await.unwrap().unwrap().value;
    let undo = joined(&app, (&first, &second)).await;
    // The first step was done: the entry is back, with some of its needs.
    let catalogue = app.store().catalogue().load().await.unwrap();
    let back = MemberRecord { stated: before.stated[..20].to_vec(), case: before.case };
    let mut tx = Transaction::new();
    app.store().members().save(&mut tx, &catalogue, (None, Some(&back)), &[]).await.unwrap();
    app.store().commit(tx).await.unwrap();
    let next = NeedId::parse("next").unwrap();
    has_stated(&app, &second, std::slice::from_ref(&next)).await;
    app.as_admin().send("POST", &undo).await.expect_status(200);
    assert_eq!(needs_of(&app, &second).await, [needs, vec![next]].concat());
}

/// Changes a member's stage.
async fn change(app: &TestApp, id: &str, stage: &str) {
    set(app, id, "stage", stage).await;
}

/// Changes a field of a member.
async fn set(app: &TestApp, id: &str, field: &str, value: &str) {
    let path = format!("/v1/members/{id}");
    let known = app.as_admin().get(&path).await;
    let mut body = known.json();
    body[field] = json!(value);
    app.as_admin().if_match(known.header("etag")).put_json(&path, &body).await.expect_status(200);
}

/// The pairs as they are kept.
async fn kept(app: &TestApp) -> usize {
    app.store().members().pairs(None, 10).await.unwrap().0.len()
}

#[tokio::test]
async fn a_pair_goes_with_the_name_that_it_was_found_by_whichever_is_renamed() {
    for renamed in 0..2 {
        let app = app().await;
        let other = json!({"name": "Zoe Robotics SRL", "location": "icab"});
        let both = [enter(&app, &robotics()).await, enter(&app, &other).await];
        assert_eq!(pairs(&app).await.len(), 1);
        set(&app, &both[renamed], "name", "Kanal").await;
        assert_eq!(kept(&app).await, 0, "with the change itself");
        assert!(pairs(&app).await.is_empty() && kept(&app).await == 0);
        set(&app, &both[renamed], "name", "Zoé Robotics").await;
        assert_eq!(pairs(&app).await.len(), 1, "and is found again");
    }
}

#[tokio::test]
async fn a_pair_is_told_with_the_reason_that_holds_now() {
    let app = app().await;
    let first = enter(&app, &robotics()).await;
    let other = json!({"name": "Zoe Robotics SRL", "location": "icab", "contact_email": "a@zoe-robotics.example"});
    let second = enter(&app, &other).await;
    let third = enter(&app, &json!({"name": "Kanal", "location": "icab"})).await;
    assert_eq!(pairs(&app).await[0]["because"], "domain");
    set(&app, &second, "contact_email", "ann@gmail.com").await;
    assert_eq!(pairs(&app).await[0]["because"], "name_and_place");
    // As an earlier version left them behind.
    let id = |text: &str| MemberId::parse(text).unwrap();
    let mut tx = Transaction::new();
    for with in [&second, &third] {
        let pair = Pair { this: id(&first), with: id(with), because: Likeness::Number };
        app.store().members().pair(&mut tx, &pair);
    }
    app.store().commit(tx).await.unwrap();
    let told = pairs(&app).await;
    assert_eq!((told.len(), &told[0]["because"]), (1, &json!("name_and_place")));
    let coordinator = app.as_staff(domain::staff::StaffRole::Coordinator).await;
    let page = coordinator.get("/console/members/duplicates").await.expect_status(200).text();
    assert!(page.contains("même nom au même lieu") && !page.contains("Kanal"), "{page}");
}

#[tokio::test]
async fn what_changed_since_is_not_taken_back() {
    let app = app().await;
    let first = enter(&app, &robotics()).await;
    let second = enter(&app, &json!({"name": "Zoe Robotics SRL", "location": "icab"})).await;
    let path = format!("/v1/members/{first}");
    let merge = app.as_admin().post_json(&format!("{path}/merge"), &json!({"with": second})).await.expect_status(200);
    let read = app.as_admin().get(&path).await;
    let mut body = read.json();
    body["stage"] = json!("scale");
    app.as_admin().if_match(read.header("etag")).put_json(&path, &body).await.expect_status(200);
    let undo = format!("/v1/merges/{}/undo", merge.json()["id"].as_str().unwrap());
    app.as_admin().send("POST", &undo).await.expect_status(409);
    app.clock.advance(chrono::TimeDelta::days(31));
    app.as_admin().send("POST", &undo).await.expect_status(404);
}

#[tokio::test]
async fn two_that_a_person_told_apart_stay_apart() {
    let app = app().await;
    let first = enter(&app, &robotics()).await;
    let second = enter(&app, &json!({"name": "Zoe Robotics SRL", "location": "icab"})).await;
    assert_eq!(pairs(&app).await.len(), 1);
    let coordinator = app.as_staff(domain::staff::StaffRole::Coordinator).await.header("sec-fetch-site", "same-origin");
    let page = format!("/console/members/duplicates/{first}/{second}");
    coordinator.clone().get(&page).await.expect_status(200);
    coordinator.post_form(&page, "action=two").await.expect_status(303);
    assert!(pairs(&app).await.is_empty());
    let path = format!("/v1/members/{second}");
    let read = app.as_admin().get(&path).await;
    let mut body = read.json();
    body["name"] = json!("Zoé Robotics");
    app.as_admin().if_match(read.header("etag")).put_json(&path, &body).await.expect_status(200);
    assert!(pairs(&app).await.is_empty(), "however alike they become");
}
