//! What is determined, asked, put off, put aside, and comes back.

use chrono::TimeDelta;
use domain::ids::LocationId;
use domain::member::ProposalStatus;
use domain::staff::StaffRole;
use serde_json::{Value, json};
use store::repos::members::ProposalEntry;
use store::{Key, Transaction, keys};
use testkit::TestApp;

use crate::bench::{app, enter, link, post, read, robotics};

async fn of(app: &TestApp, id: &str, need_type: &str) -> Option<Value> {
    let list = read(app, &format!("/v1/members/{id}/proposals")).await;
    list["items"].as_array().unwrap().iter().find(|one| one["need_type"] == need_type).cloned()
}

async fn decide(app: &TestApp, id: &str, need_type: &str, body: Value) -> testkit::Answer {
    app.as_admin().post_json(&format!("/v1/proposals/{id}.{need_type}"), &body).await
}

async fn change(app: &TestApp, id: &str, field: &str, value: Value) {
    let path = format!("/v1/members/{id}");
    let read = app.as_admin().get(&path).await;
    let mut body = read.json();
    body[field] = value;
    app.as_admin().if_match(read.header("etag")).put_json(&path, &body).await.expect_status(200);
}

#[tokio::test]
async fn what_is_known_determines_with_its_reason_and_changes_with_it() {
    let app = app().await;
    let id = enter(&app, &robotics()).await;
    let grant = of(&app, &id, "rd_grant").await.unwrap();
    assert_eq!((grant["status"].as_str(), grant["score"].as_u64()), (Some("open"), Some(75)));
    assert_eq!((grant["rule"].as_str(), grant["rule_version"].as_u64()), (Some("R07"), Some(1)));
    let because = grant["because"][0].as_str().unwrap();
    assert!(because.contains("R&D") && because.contains("no grant so far"), "{because}");
    let all = read(&app, "/v1/proposals?location=icab").await;
    let scores: Vec<u64> = all["items"].as_array().unwrap().iter().map(|one| one["score"].as_u64().unwrap()).collect();
    assert!(scores.is_sorted_by(|a, b| a >= b) && scores.len() > 1, "the surest first: {scores:?}");
    // A fact that contradicts takes it away.
    change(&app, &id, "funding_sources", json!(["grant"])).await;
    assert_eq!(of(&app, &id, "rd_grant").await, None);
}

#[tokio::test]
async fn what_was_put_aside_comes_back_only_where_a_fact_changed() {
    let app = app().await;
    let id = enter(&app, &robotics()).await;
    let no = decide(&app, &id, "rd_grant", json!({"decision": "no", "reason": "after the funding round"})).await;
    assert_eq!(no.expect_status(200).json()["reason"], "after the funding round");
    change(&app, &id, "customers_type", json!(["b2b"])).await;
    assert_eq!(of(&app, &id, "rd_grant").await.unwrap()["status"], "no");
    app.clock.advance(TimeDelta::days(60));
    change(&app, &id, "customers_type", json!(["b2c"])).await;
    assert_eq!(of(&app, &id, "rd_grant").await.unwrap()["status"], "no", "time alone does not bring it back");
    change(&app, &id, "stage", json!("early")).await;
    assert_eq!(of(&app, &id, "rd_grant").await.unwrap()["status"], "open");
    decide(&app, &id, "rd_grant", json!({"decision": "maybe"})).await.expect_status(422);
    decide(&app, &id, "no_such_need", json!({"decision": "no"})).await.expect_status(404);
}

#[tokio::test]
async fn what_was_put_off_comes_back_by_the_clock() {
    let app = app().await;
    let id = enter(&app, &robotics()).await;
    decide(&app, &id, "rd_grant", json!({"decision": "later"})).await.expect_status(200);
    post(&app).await;
    app.clock.advance(TimeDelta::days(29));
    post(&app).await;
    assert_eq!(of(&app, &id, "rd_grant").await.unwrap()["status"], "later");
    app.clock.advance(TimeDelta::days(2));
    post(&app).await;
    assert_eq!(of(&app, &id, "rd_grant").await.unwrap()["status"], "open");
}

#[tokio::test]
async fn time_makes_a_rule_true_on_its_day() {
    let app = app().await;
    let mut body = json!({"name": "Guest", "location": "icab", "hosted_since": "2024-01-10"});
    body["contact_email"] = json!("guest@guest.example");
    let id = enter(&app, &body).await;
    post(&app).await;
    assert_eq!(of(&app, &id, "workspace").await, None, "not three years yet");
    let day = domain::Instant::parse("2027-01-09T12:00:00Z").unwrap();
    app.clock.advance(day.utc() - app.store().now().utc());
    post(&app).await;
    assert_eq!(of(&app, &id, "workspace").await, None);
    app.clock.advance(TimeDelta::days(1));
    post(&app).await;
    assert_eq!(of(&app, &id, "workspace").await.unwrap()["status"], "open", "without anybody's doing");
}

#[tokio::test]
async fn one_mail_asks_once_a_month_at_most_and_one_click_ends_them() {
    let app = app().await;
    let mut early = robotics();
    early["stage"] = json!("early");
    let id = enter(&app, &early).await;
    let asked = decide(&app, &id, "rd_grant", json!({"decision": "ask"})).await.expect_status(200).json();
    assert_eq!(asked["status"], "asked");
    decide(&app, &id, "rd_grant", json!({"decision": "ask"})).await.expect_status(200);
    let sent = post(&app).await;
    assert_eq!(sent.len(), 1, "asked twice, mailed once");
    let message = &sent[0].message;
    assert_eq!(message.to.to_string(), "zoe@zoe-robotics.example");
    assert!(message.text.contains("Zoé Robotics") && message.text.contains("O&O"), "{}", message.text);
    assert!(message.text.contains("Innoviris"), "it names who is asked: {}", message.text);
    let one_click = message.unsubscribe.clone().unwrap();
    assert!(one_click.starts_with("http") && one_click.contains("/u/"));
    assert!(message.html.contains(&format!("href=\"{one_click}\"")), "a link in both parts: {}", message.html);
    assert!(message.html.contains("/privacy\"") && message.text.contains("komt uit deze bronnen: de coördinatie."));
    let other = read(&app, &format!("/v1/members/{id}/proposals")).await;
    let open = other["items"].as_array().unwrap().iter().find(|one| one["status"] == "open").unwrap();
    let open = open["need_type"].as_str().unwrap().to_owned();
    let refused = decide(&app, &id, &open, json!({"decision": "ask"})).await.expect_status(409).json();
    assert!(refused["type"].as_str().unwrap().ends_with("member-asked-before"), "{refused}");
    app.clock.advance(TimeDelta::days(32));
    let path = link(&message.text, "/u/");
    app.anonymous().get(&path).await.expect_status(200);
    let posted = app.anonymous().header("sec-fetch-site", "cross-site");
    posted.post_form(&path, "List-Unsubscribe=One-Click").await.expect_status(200);
    let page = app.anonymous().language("en").get(&path).await.expect_status(200).text();
    assert!(page.contains("You will get no more proposals") && !page.contains("action=\"/u/"), "{page}");
    let refused = decide(&app, &id, &open, json!({"decision": "ask"})).await.expect_status(409).json();
    assert!(refused["type"].as_str().unwrap().ends_with("member-unsubscribed"), "{refused}");
    app.anonymous().post_form(&format!("{path}x"), "List-Unsubscribe=One-Click").await.expect_status(404);
}

#[tokio::test]
async fn nobody_is_asked_whom_no_mail_reaches() {
    let app = app().await;
    let mut body = robotics();
    body.as_object_mut().unwrap().remove("contact_email");
    let id = enter(&app, &body).await;
    let refused = decide(&app, &id, "rd_grant", json!({"decision": "ask"})).await.expect_status(409).json();
    assert!(refused["type"].as_str().unwrap().ends_with("member-no-address"), "{refused}");
    assert_eq!(of(&app, &id, "rd_grant").await.unwrap()["status"], "open");
}

#[tokio::test]
async fn nobody_is_asked_for_a_yes_that_would_share_with_nobody() {
    let app = app().await;
    let id = enter(&app, &robotics()).await;
    change(&app, &id, "university_link", json!(true)).await;
    change(&app, &id, "stage", json!("launch")).await;
    assert_eq!(of(&app, &id, "research_partner").await.unwrap()["status"], "open");
    let refused = decide(&app, &id, "research_partner", json!({"decision": "ask"})).await.expect_status(422);
    assert_eq!(refused.json()["errors"][0]["pointer"], "/decision");
    let staff = app.as_admin().language("en").get(&format!("/console/members/{id}")).await.expect_status(200).text();
    assert!(staff.contains("no agency at this stage"), "{staff}");
    let coordinator = app.as_staff(StaffRole::Coordinator).await.header("sec-fetch-site", "same-origin").language("en");
    let form = format!("/console/members/{id}/proposals");
    let pressed = coordinator.clone().post_form(&form, "decision=ask&need_types=research_partner").await;
    let (page, card) = pressed.header("location").split_once('#').unwrap();
    assert_eq!((pressed.status, card), (303, "proposals"));
    let told = coordinator.get(page).await.expect_status(200).text();
    assert!(told.contains("a yes would be passed on to nobody"), "{told}");
    assert_eq!(of(&app, &id, "research_partner").await.unwrap()["status"], "open", "it was not asked");
    change(&app, &id, "stage", json!("early")).await;
    decide(&app, &id, "research_partner", json!({"decision": "ask"})).await.expect_status(200);
}

#[tokio::test]
async fn the_history_says_who_put_a_need_off_and_why() {
    let app = app().await;
    let id = enter(&app, &robotics()).await;
    let later = json!({"decision": "later", "reason": "after the summer"});
    decide(&app, &id, "rd_grant", later).await.expect_status(200);
    let staff = app.as_staff(StaffRole::Coordinator).await.header("accept", "text/html");
    let page = staff.get(&format!("/console/members/{id}")).await.expect_status(200).text();
    let history = page.split("class=\"timeline\"").nth(1).unwrap();
    let first = history.split("</li>").next().unwrap();
    assert!(first.contains("</time> · ") && first.contains("after the summer"), "{first}");
}

#[tokio::test]
async fn of_one_place_a_request_looks_through_so_many_proposals_and_the_next_one_goes_on() {
    let app = app().await;
    enter(&app, &robotics()).await;
    let known = app.store().members().proposals(ProposalStatus::Open, None, None, 1).await.unwrap().0;
    let elsewhere = ProposalEntry { location: LocationId::parse("greenbizz").ok(), ..known[0].clone() };
    let partition = keys::proposals(ProposalStatus::Open.code());
    for some in 0..60 {
        let mut tx = Transaction::new();
        for one in 0..100 {
            tx.put(Key::new(partition.clone(), format!("!{some:02}{one:02}")), &elsewhere);
        }
        app.store().commit(tx).await.unwrap();
    }
    let first = read(&app, "/v1/proposals?location=icab").await;
    assert_eq!(first["items"], json!([]));
    let next = first["next"].as_str().expect("the list goes on");
    let second = read(&app, &format!("/v1/proposals?location=icab&cursor={next}")).await;
    assert_eq!(
        (&second["items"][0]["need_type"], &second["next"]),
        (&json!(known[0].proposal.need_type), &Value::Null)
    );
    let page = app.as_staff(StaffRole::Coordinator).await.language("en");
    let page = page.get("/console/members/proposals?location=icab").await.expect_status(200).text();
    assert!(page.contains("Nobody among the members looked through so far") && page.contains("rel=\"next\""), "{page}");
}

#[tokio::test]
async fn a_reason_stands_within_the_quotation_marks_of_the_language() {
    let app = app().await;
    let id = enter(&app, &robotics()).await;
    let later = json!({"decision": "later", "reason": "after the summer"});
    decide(&app, &id, "rd_grant", later).await.expect_status(200);
    let staff = app.as_staff(StaffRole::Coordinator).await;
    let said = [("fr", "« after the summer »"), ("nl", "‘after the summer’"), ("en", "“after the summer”")];
    for (language, said) in said {
        let list = staff.clone().language(language).get("/console/members/proposals?status=later").await;
        let page = list.expect_status(200).text();
        assert!(page.contains(said), "{language}: {page}");
    }
}
