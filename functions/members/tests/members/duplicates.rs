//! Entries that are one company: found, joined, told apart, taken back.

use std::sync::Arc;

use chrono::TimeDelta;
use domain::clock::BRUSSELS;
use domain::event::Actor;
use domain::ids::{BookingId, MemberId, NeedId, NeedTypeId};
use domain::member::matching::Likeness;
use domain::member::{MemberEventKind, Mode, Profile, Sent, Source};
use serde_json::{Value, json};
use store::decorators::{FaultPlan, FaultyTable};
use store::repos::members::{MemberRecord, Pair, Stated};
use store::{Condition, Query, Transaction, keys};
use store_embedded::EmbeddedTable;
use testkit::TestApp;

use crate::bench::{app, enter, names, post, read, robotics};
use crate::needs::{state_for, state_of};

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
async fn other_entries_are_looked_for_only_where_somebody_shares_something() {
    let app = app().await;
    let looked_for = async |id: &str| {
        let member = keys::member_partition(&MemberId::parse(id).unwrap());
        let rows = app.store().all(Query::partition(member).prefix("DELIVERY#")).await.unwrap();
        rows.iter().filter(|row| row.doc.contains("duplicates")).count()
    };
    let first = enter(&app, &robotics()).await;
    post(&app).await;
    let second = enter(&app, &json!({"name": "ZR", "location": "greenbizz", "enterprise_number": "0403019261"})).await;
    post(&app).await;
    assert_eq!((looked_for(&first).await, looked_for(&second).await), (0, 1));
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
    let unknown = json!({"with": second, "take": {"stage": "other", "shoe/size": "this"}});
    let unknown = app.as_admin().post_json(&path, &unknown).await.expect_status(422).json();
    assert_eq!(unknown["errors"][0]["pointer"], "/take/shoe~1size");
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
    app.clock.advance(TimeDelta::minutes(5));
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
async fn a_joining_is_found_for_thirty_days_and_taken_back_but_for_what_changed_since() {
    let app = app().await;
    let first = enter(&app, &robotics()).await;
    let second = enter(&app, &json!({"name": "Zoe Robotics SRL", "location": "icab", "headcount_fte": 7})).await;
    let (this, with) = (MemberId::parse(&first).unwrap(), MemberId::parse(&second).unwrap());
    let undo = joined(&app, (&this, &with)).await;
    let history = app.store().members().history(&this).await.unwrap();
    let merge = history.into_iter().find_map(|event| match event.kind {
        MemberEventKind::Merged { merge, .. } => merge,
        _ => None,
    });
    assert_eq!(undo, format!("/v1/merges/{}/undo", merge.unwrap()));
    let coordinator =
        async || app.as_staff(domain::staff::StaffRole::Coordinator).await.header("sec-fetch-site", "same-origin");
    let in_console = |undo: &str| undo.replace("/v1/", "/console/members/");
    let listed = async |undo: &str| {
        let page = coordinator().await.get("/console/members/duplicates").await.expect_status(200).text();
        page.contains(&format!("action=\"{}\"", in_console(undo)))
    };
    app.clock.advance(TimeDelta::days(29));
    assert!(listed(&undo).await);
    change(&app, &first, "scale").await;
    let back = app.as_admin().send("POST", &undo).await.expect_status(200).json();
    assert_eq!(back["changed"], json!(["stage"]));
    let now = read(&app, &format!("/v1/members/{first}")).await;
    assert_eq!((&now["stage"], now.get("headcount_fte")), (&json!("scale"), None));
    assert_eq!(read(&app, &format!("/v1/members/{second}")).await["headcount_fte"], 7);
    assert!(!listed(&undo).await);

    let undo = joined(&app, (&this, &with)).await;
    change(&app, &first, "early").await;
    coordinator().await.post_form(&in_console(&undo), "undo=true").await.expect_status(303);
    assert_eq!(read(&app, &format!("/v1/members/{first}")).await["stage"], "early");

    let undo = joined(&app, (&this, &with)).await;
    app.clock.advance(TimeDelta::days(31));
    app.as_admin().send("POST", &undo).await.expect_status(404);
    assert!(!listed(&undo).await);
}

#[tokio::test]
async fn a_joining_waits_for_a_later_one_to_be_taken_back_and_goes_with_the_entry_that_stayed() {
    let app = app().await;
    let (first, second) = two(&app, &[]).await;
    let third = MemberId::parse(&enter(&app, &json!({"name": "Kanal", "location": "icab"})).await).unwrap();
    let undos = [joined(&app, (&first, &second)).await, joined(&app, (&third, &first)).await];
    app.as_admin().send("POST", &undos[0]).await.expect_status(409);
    app.as_admin().if_match("*").send("DELETE", &format!("/v1/members/{third}")).await.expect_status(204);
    assert!(app.store().members().joinings(10).await.unwrap().is_empty());
    for undo in undos {
        app.as_admin().send("POST", &undo).await.expect_status(404);
    }
}

#[tokio::test]
async fn a_question_to_one_entry_is_mailed_answered_and_counted_once_where_the_other_has_the_same_proposal() {
    let app = app().await;
    let first = MemberId::parse(&enter(&app, &robotics()).await).unwrap();
    let mut second = robotics();
    (second["name"], second["contact_email"]) = (json!("Zoe Robotics SRL"), json!("ann@gmail.com"));
    second.as_object_mut().unwrap().remove("enterprise_number");
    let second = MemberId::parse(&enter(&app, &second).await).unwrap();
    let ask = format!("/v1/proposals/{second}.rd_grant");
    app.as_admin().post_json(&ask, &json!({"decision": "ask"})).await.expect_status(200);
    let asked = app.store().members().load(&second).await.unwrap().unwrap().value.case.member;
    let page = flows::members::own_path(app.store(), &asked);
    let became = async || read(&app, "/v1/rules/R07/versions").await["items"][0]["became"].clone();
    let undo = joined(&app, (&first, &second)).await;
    assert_eq!(became().await, json!({"asked": 1, "yes": 0, "declined": 0}));
    let mails = post(&app).await;
    assert!(mails.iter().any(|sent| sent.message.text.contains("/m/")), "the question that waited leaves");
    app.anonymous().post_form(&page, "action=yes&need_type=rd_grant").await.expect_status(303);
    let proposal = read(&app, &format!("/v1/members/{first}/proposals")).await;
    let proposal = proposal["items"].as_array().unwrap().iter().find(|one| one["need_type"] == "rd_grant").unwrap();
    assert_eq!(proposal["status"], "yes");
    assert_eq!(became().await, json!({"asked": 1, "yes": 1, "declined": 0}));
    app.as_admin().send("POST", &undo).await.expect_status(200);
    assert_eq!(became().await, json!({"asked": 1, "yes": 1, "declined": 0}), "and taken back");
}

/// What somebody says of a member's headcount, or that it is empty.
async fn says(app: &TestApp, id: &MemberId, headcount: Option<u32>, from: Source) {
    let mut profile = Profile::from([("trade_name".to_owned(), json!("Zoe Robotics SRL"))]);
    profile.extend(headcount.map(|number| ("headcount_fte".to_owned(), json!(number))));
    let mode = if headcount.is_some() { Mode::Part } else { Mode::Whole };
    let sent = Sent { hosted: None, place: None, profile };
    flows::members::learn(app.store(), id, None, (sent, mode), (from, Actor::System)).await.unwrap();
}

#[tokio::test]
async fn what_the_other_entrys_member_emptied_no_list_fills_in_while_they_are_one() {
    let app = app().await;
    let (first, second) = two(&app, &[]).await;
    says(&app, &second, Some(7), Source::Coordinator).await;
    says(&app, &second, None, Source::MemberForm).await;
    let undo = joined(&app, (&first, &second)).await;
    let headcount = async || read(&app, &format!("/v1/members/{first}")).await.get("headcount_fte").cloned();
    says(&app, &first, Some(9), Source::HostList).await;
    assert_eq!(headcount().await, None);
    app.as_admin().send("POST", &undo).await.expect_status(200);
    says(&app, &first, Some(9), Source::HostList).await;
    assert_eq!(headcount().await, Some(json!(9)), "nobody emptied that of this one");
}

#[tokio::test]
async fn what_time_changes_is_planned_for_two_that_are_one_and_for_both_that_are_two_again() {
    let app = app().await;
    let first = MemberId::parse(&enter(&app, &robotics()).await).unwrap();
    let day = |days: i64| app.store().now().plus(TimeDelta::days(days)).day_in(BRUSSELS);
    let (ends, after) = (day(10), day(11));
    let stay = json!({"location": "greenbizz", "from": "2026-01-01", "to": ends.to_string()});
    let second = enter(&app, &json!({"name": "Zoe Robotics SRL", "hosted": [stay]})).await;
    let second = MemberId::parse(&second).unwrap();
    let turns_on = async |id: &MemberId| {
        let found = app.store().members().load(id).await.unwrap().unwrap();
        found.value.case.member.turns_on.unwrap()
    };
    let undo = joined(&app, (&first, &second)).await;
    assert_eq!(turns_on(&first).await, after);
    app.clock.advance(TimeDelta::days(20));
    app.as_admin().send("POST", &undo).await.expect_status(200);
    assert!(day(0) < turns_on(&first).await && day(0) < turns_on(&second).await);
}

#[tokio::test]
async fn links_of_an_entry_that_was_joined_lead_to_the_one_that_stays_until_that_is_taken_back() {
    let app = app().await;
    let first = json!({"name": "Zoé Robotics", "location": "icab", "contact_email": "zoe@zoe-robotics.example"});
    let first = MemberId::parse(&enter(&app, &first).await).unwrap();
    let second = json!({"name": "Zoe Robotics SRL", "location": "icab", "stage": "launch", "rd_intensity": "high",
        "funding_sources": ["own"], "contact_email": "ann@gmail.com"});
    let second = MemberId::parse(&enter(&app, &second).await).unwrap();
    let ask = format!("/v1/proposals/{second}.rd_grant");
    app.as_admin().post_json(&ask, &json!({"decision": "ask"})).await.expect_status(200);
    let member = app.store().members().load(&second).await.unwrap().unwrap().value.case.member;
    let page = flows::members::own_path(app.store(), &member);
    let end = flows::members::unsubscribe_path(app.store(), &member);
    let click = "List-Unsubscribe=One-Click";
    let unsubscribed = async |id: &MemberId| read(&app, &format!("/v1/members/{id}")).await["unsubscribed"].clone();

    let undo = joined(&app, (&first, &second)).await;
    app.anonymous().post_form(&page, "action=yes&need_type=rd_grant").await.expect_status(303);
    let proposals = read(&app, &format!("/v1/members/{first}/proposals")).await;
    let asked = proposals["items"].as_array().unwrap().iter().find(|one| one["need_type"] == "rd_grant").unwrap();
    assert_eq!(asked["status"], "yes", "what was mailed is answered");
    let asks = app.anonymous().get(&end).await.expect_status(200).text();
    assert!(asks.contains("action=\"/u/"), "nothing ended yet: {asks}");
    app.anonymous().post_form(&end, click).await.expect_status(200);
    assert_eq!(unsubscribed(&first).await, true);

    // What happens to an entry is named by its moment.
    app.clock.advance(TimeDelta::seconds(1));
    app.as_admin().send("POST", &undo).await.expect_status(200);
    let own = app.anonymous().get(&page).await.expect_status(200).text();
    assert!(own.contains("Zoe Robotics SRL"), "{own}");
    assert_eq!((unsubscribed(&first).await, unsubscribed(&second).await), (json!(true), json!(false)));
    app.anonymous().post_form(&end, click).await.expect_status(200);
    assert_eq!(unsubscribed(&second).await, true);
}

#[tokio::test]
async fn bookings_come_along_with_an_entry_that_is_joined_and_go_back_with_it() {
    let app = app().await;
    let (first, second) = two(&app, &[]).await;
    let store = app.store();
    let own = BookingId::parse("own").unwrap();
    let others: Vec<BookingId> = (0..35).map(|at| BookingId::parse(&format!("booking{at:02}")).unwrap()).collect();
    for (id, bookings) in [(&first, std::slice::from_ref(&own)), (&second, others.as_slice())] {
        let member = store.members().load(id).await.unwrap().unwrap().value.case.member;
        let mut tx = Transaction::new();
        for booking in bookings {
            store.members().put_booking(&mut tx, &member, booking, Condition::Any);
        }
        store.commit(tx).await.unwrap();
    }
    let whose = async |booking: &BookingId| store.value::<MemberId>(keys::member_of_booking(booking)).await.unwrap();
    let undo = joined(&app, (&first, &second)).await;
    let found = store.members().bookings(&first).await.unwrap();
    assert!(found.len() == 20 && found.contains(&own) && found.contains(&others[34]), "the latest: {found:?}");
    assert_eq!((whose(&others[0]).await, whose(&others[34]).await), (Some(first.clone()), Some(first.clone())));
    app.as_admin().send("POST", &undo).await.expect_status(200);
    assert_eq!(store.members().bookings(&first).await.unwrap(), std::slice::from_ref(&own));
    assert!(store.members().bookings(&second).await.unwrap().contains(&others[34]));
    assert_eq!((whose(&others[0]).await, whose(&others[34]).await), (Some(second.clone()), Some(second)));
    assert_eq!(whose(&own).await, Some(first));
}

/// A member takes a need back, and its entry learns of it.
async fn take_back(app: &TestApp, need: &NeedId) {
    flows::needs::move_need(app.store(), need, |case, _, now| domain::moves::withdraw(case, now, &Actor::Member))
        .await
        .unwrap();
    post(app).await;
}

#[tokio::test]
async fn a_need_that_ends_between_two_tries_to_take_a_joining_back_has_ended_for_the_entry_that_comes_back() {
    let app = app().await;
    let (first, second) = two(&app, &[]).await;
    let need = state_for(&app, second.as_str(), Actor::Member).await;
    post(&app).await;
    let before = app.store().members().load(&second).await.unwrap().unwrap().value;
    let undo = joined(&app, (&first, &second)).await;
    take_back(&app, &need).await;
    // The first try had read the need as open before that, and broke off after its first step.
    let catalogue = app.store().catalogue().load().await.unwrap();
    let mut tx = Transaction::new();
    app.store().members().save(&mut tx, &catalogue, (None, Some(&before)), &[]).await.unwrap();
    app.store().commit(tx).await.unwrap();
    app.as_admin().send("POST", &undo).await.expect_status(200);
    assert_eq!(needs_of(&app, &second).await, [need]);
    assert_eq!(names(&app, "?need_type=hiring").await, [] as [&str; 0]);
}

#[tokio::test]
async fn a_yes_whose_need_ended_without_help_while_two_were_one_is_noted_so_with_the_entry_that_comes_back() {
    let app = app().await;
    let first = MemberId::parse(&enter(&app, &json!({"name": "Zoé Robotics", "location": "icab"})).await).unwrap();
    let second = json!({"name": "Zoe Robotics SRL", "location": "icab", "stage": "launch", "rd_intensity": "high",
        "funding_sources": ["own"], "contact_email": "ann@gmail.com"});
    let second = MemberId::parse(&enter(&app, &second).await).unwrap();
    let ask = format!("/v1/proposals/{second}.rd_grant");
    app.as_admin().post_json(&ask, &json!({"decision": "ask"})).await.expect_status(200);
    let case = async || app.store().members().load(&second).await.unwrap().unwrap().value.case;
    let said_yes = async || case().await.proposals.into_iter().find(|one| one.need.is_some()).unwrap();
    let page = flows::members::own_path(app.store(), &case().await.member);
    app.anonymous().post_form(&page, "action=yes&need_type=rd_grant").await.expect_status(303);
    post(&app).await;
    let need = said_yes().await.need.unwrap();
    let undo = joined(&app, (&first, &second)).await;
    take_back(&app, &need).await;
    app.as_admin().send("POST", &undo).await.expect_status(200);
    assert!(said_yes().await.unhelped, "it is no last word: a fact brings it back");
}

#[tokio::test]
async fn a_need_stated_for_an_entry_that_was_joined_is_brought_up_to_date_where_it_stands_now() {
    let app = app().await;
    let (first, second) = two(&app, &[]).await;
    let need = state_for(&app, second.as_str(), Actor::Member).await;
    post(&app).await;
    joined(&app, (&first, &second)).await;
    assert_eq!(names(&app, "?need_type=hiring").await, ["Zoé Robotics"]);
    take_back(&app, &need).await;
    assert_eq!(names(&app, "?need_type=hiring").await, [] as [&str; 0]);
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
