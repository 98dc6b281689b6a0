//! Needs and members from the tools that places use: kept until somebody says
//! what their answers are, then taken in; put right, run again.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::TimeDelta;
use hmac::{Hmac, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;
use testkit::{Answer, TestApp};
use webhooks::{Fetched, Fetcher, NoAnswer};

use crate::common::{app, count, host, message};

/// A source of a tool.
struct Tool {
    id: String,
    secret: String,
    path: String,
}

impl Tool {
    async fn at(app: &TestApp, place: &str, kind: &str) -> Self {
        let body = json!({"location": place, "kind": kind});
        let made = app.as_admin().key(kind).post_json("/v1/sources", &body).await.expect_status(201).json();
        let text = |name: &str| made[name].as_str().unwrap().to_owned();
        let path = text("url").replace(testkit::BASE_URL, "");
        Self { id: text("id"), secret: text("secret"), path }
    }

    fn mac(&self, body: &str) -> Vec<u8> {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.secret.as_bytes()).unwrap();
        mac.update(body.as_bytes());
        mac.finalize().into_bytes().to_vec()
    }

    /// Sends as Typeform does.
    async fn typeform(&self, app: &TestApp, body: &Value) -> Answer {
        let body = body.to_string();
        let signature = format!("sha256={}", STANDARD.encode(self.mac(&body)));
        let request = app.anonymous().header("typeform-signature", &signature);
        request.bytes("POST", &self.path, Some("application/json"), body.into_bytes()).await
    }

    /// Says what its answers are, and switches it on.
    async fn switch_on(&self, app: &TestApp, mapping: &Value) {
        let change = json!({"mapping": mapping, "on": true});
        app.as_admin().if_match("*").json("PATCH", &self.own(""), &change).await.expect_status(200);
    }

    fn own(&self, rest: &str) -> String {
        format!("/v1/sources/{}{rest}", self.id)
    }

    async fn messages(&self, app: &TestApp) -> Value {
        app.as_admin().get(&self.own("/messages")).await.expect_status(200).json()
    }
}

/// Whether each message that waits for a person has to be put right.
async fn waiting(app: &TestApp) -> Vec<bool> {
    app.store().received().waiting(None, 10).await.unwrap().iter().map(|waits| waits.refused).collect()
}

fn form(event: &str, email: &str) -> Value {
    let text = |field: &str, text: &str| json!({"type": "text", "text": text, "field": {"id": field}});
    let asked = |field: &str, title: &str| json!({"id": field, "title": title, "type": "short_text"});
    json!({
        "event_id": event, "event_type": "form_response",
        "form_response": {
            "submitted_at": "2026-11-24T08:59:00Z",
            "definition": {"fields": [asked("a", "Entreprise"), asked("b", "Votre nom"), asked("c", "E-mail"), asked("d", "Votre besoin"), asked("e", "Accord de partage")]},
            "answers": [text("a", "Zoé Robotics"), text("b", "Zoé Müller"), text("c", email), text("d", "Un subside pour notre R&D"), text("e", "Oui")]
        }
    })
}

fn mapping() -> Value {
    json!({"makes": "need", "fields": {
        "/member/name": ["a"], "/contact/name": ["b"], "/contact/email": ["c"], "/description": ["d"],
        "/consent/share_with_agencies": ["e"]
    }})
}

#[tokio::test]
async fn what_a_form_sends_waits_until_its_answers_are_known_and_then_is_a_need() {
    let app = app().await;
    let tool = Tool::at(&app, "icab", "typeform").await;
    let answer = tool.typeform(&app, &form("e1", "zoe@zoe.example")).await.expect_status(202).json();
    assert_eq!(answer["messages"][0]["outcome"], "waiting");
    assert_eq!((count(&app).await, waiting(&app).await), (0, vec![false]));
    // Run before it is known what its answers are, it waits as it did.
    let first = answer["messages"][0]["id"].as_str().unwrap();
    let run = tool.own(&format!("/messages/{first}/run"));
    app.as_admin().post_json(&run, &json!({})).await.expect_status(422);
    assert_eq!(waiting(&app).await, [false]);
    // What the questions seem to ask for is what a person would say.
    let tried = app.as_admin().post_json(&tool.own("/try"), &json!({})).await.expect_status(200).json();
    assert_eq!(tried["mapping"]["fields"], mapping()["fields"]);
    assert_eq!((&tried["messages"][0]["errors"], count(&app).await), (&json!([]), 0));
    let early =
        app.as_admin().if_match("*").json("PATCH", &tool.own(""), &json!({"on": true})).await.expect_status(422);
    assert_eq!(early.json()["errors"][0]["pointer"], "/mapping");
    let mut unread = json!({"mapping": mapping()});
    unread["mapping"]["colour"] = json!("red");
    let change = app.as_admin().if_match("*").json("PATCH", &tool.own(""), &unread).await;
    for refused in [change, app.as_admin().post_json(&tool.own("/try"), &unread).await] {
        assert_eq!(refused.expect_status(422).json()["errors"][0]["pointer"], "/mapping/colour");
    }
    tool.switch_on(&app, &mapping()).await;
    let ran = app.as_admin().post_json(&run, &json!({})).await.expect_status(200).json();
    assert_eq!(ran["outcome"], "need");
    assert_eq!(waiting(&app).await, [false; 0]);
    app.as_admin().post_json(&run, &json!({})).await.expect_status(409);
    let need = app.as_admin().get(&format!("/v1/needs/{}", ran["need"].as_str().unwrap())).await.json();
    assert_eq!((need["location"].as_str(), need["source"].as_str()), (Some("icab"), Some(tool.id.as_str())));
    assert_eq!(need["person"]["member"]["name"], "Zoé Robotics");
    // From now on at once, and each message once.
    let second = tool.typeform(&app, &form("e2", "ann@zoe.example")).await.expect_status(202);
    assert_eq!(second.json()["messages"][0]["outcome"], "need");
    let again = tool.typeform(&app, &form("e2", "ann@zoe.example")).await.expect_status(200);
    assert_eq!((again.text(), count(&app).await), (second.text(), 2));
}

#[tokio::test]
async fn what_is_not_complete_is_put_right_by_a_person_and_taken_in_once() {
    let app = app().await;
    let tool = Tool::at(&app, "icab", "typeform").await;
    tool.switch_on(&app, &mapping()).await;
    let answer = tool.typeform(&app, &form("e1", "zoe at zoe")).await.expect_status(202).json();
    assert_eq!(answer["messages"][0]["outcome"], "refused");
    assert_eq!(waiting(&app).await, [true]);
    let path = tool.own(&format!("/messages/{}", answer["messages"][0]["id"].as_str().unwrap()));
    let shown = app.as_admin().get(&path).await.expect_status(200).json();
    assert_eq!(shown["errors"][0]["pointer"], "/data/contact/email");
    let run = format!("{path}/run");
    let wrong = app.as_admin().post_json(&run, &json!({"values": {"/contact/email": "still"}})).await;
    assert_eq!(wrong.expect_status(422).json()["errors"][0]["pointer"], "/data/contact/email");
    let right = json!({"values": {"/contact/email": "zoe@zoe.example"}});
    let runs = (0..5).map(|_| app.as_admin().post_json(&run, &right));
    let statuses: Vec<u16> = futures::future::join_all(runs).await.iter().map(|answer| answer.status).collect();
    assert!(statuses.contains(&200) && statuses.iter().all(|status| [200, 409].contains(status)), "{statuses:?}");
    assert_eq!(count(&app).await, 1);
    let shown = app.as_admin().get(&path).await.expect_status(200).json();
    assert_eq!((&shown["outcome"], &shown["answers"]), (&json!("need"), &Value::Null), "what it said is not kept");
}

#[tokio::test]
async fn a_program_s_message_that_was_refused_is_put_right_too_and_its_sender_told() {
    let app = app().await;
    let sender = crate::common::Sender::at(&app, "icab").await;
    let mut wrong = message();
    wrong["data"]["contact"]["email"] = json!("nobody");
    sender.send(&app, "msg_1", &wrong).await.expect_status(422);
    let path = format!("/v1/sources/{}/messages", sender.id);
    let list = app.as_admin().get(&path).await.expect_status(200).json();
    assert_eq!((&list["items"][0]["outcome"], &list["items"][0]["message"]), (&json!("refused"), &json!("msg_1")));
    let run = format!("{path}/{}/run", list["items"][0]["id"].as_str().unwrap());
    let ran = app.as_admin().post_json(&run, &json!({"values": {"/contact/email": "zoe@zoe.example"}})).await;
    let need = ran.expect_status(200).json()["need"].clone();
    let again = sender.send(&app, "msg_1", &wrong).await.expect_status(200).json();
    assert_eq!((&again["id"], count(&app).await), (&need, 1));
}

#[tokio::test]
async fn a_forgery_and_an_old_message_are_refused_and_the_coordinator_reads_why() {
    let app = app().await;
    let tool = Tool::at(&app, "icab", "typeform").await;
    tool.switch_on(&app, &mapping()).await;
    let body = form("e1", "zoe@zoe.example").to_string().into_bytes();
    let unsigned = app.anonymous().bytes("POST", &tool.path, Some("application/json"), body.clone()).await;
    assert_eq!(unsigned.expect_status(401).json()["reason"], "webhook-tool-signature");
    let other = Tool { secret: "f".repeat(64), path: tool.path.clone(), id: tool.id.clone() };
    other.typeform(&app, &form("e1", "zoe@zoe.example")).await.expect_status(401);
    assert_eq!(tool.messages(&app).await["not_genuine"]["reason"], "webhook-tool-signature");
    assert_eq!(tool.messages(&app).await["items"], json!([]), "nothing of a forgery is kept");
    tool.typeform(&app, &json!({"event_type": "form_response"})).await.expect_status(400);
    app.clock.advance(TimeDelta::days(8));
    let old = tool.typeform(&app, &form("e1", "zoe@zoe.example")).await.expect_status(401);
    assert_eq!(old.json()["reason"], "webhook-tool-old");
    assert_eq!(count(&app).await, 0);
}

#[tokio::test]
async fn jotform_and_cobot_have_an_address_that_holds_the_secret() {
    let app = app().await;
    let tool = Tool::at(&app, "icab", "jotform").await;
    assert!(tool.path.ends_with(&tool.secret));
    let part = |name: &str, value: &str| {
        format!("--xYz\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let raw = json!({"q1_entreprise": "Zoé", "q2_email": "zoe@zoe.example"}).to_string();
    let body = [part("submissionID", "77"), part("rawRequest", &raw)].concat() + "--xYz--\r\n";
    let send = async |path: &str| {
        app.anonymous().bytes("POST", path, Some("multipart/form-data; boundary=xYz"), body.clone().into_bytes()).await
    };
    assert_eq!(send(&tool.path).await.expect_status(202).json()["messages"][0]["outcome"], "waiting");
    send(&tool.path).await.expect_status(200);
    app.clock.advance(TimeDelta::days(300));
    send(&tool.path).await.expect_status(200);
    let wrong = format!("/hooks/{}/{}", tool.id, "0".repeat(64));
    assert_eq!(send(&wrong).await.expect_status(401).json()["reason"], "webhook-tool-address");
    send(&format!("/hooks/{}", tool.id)).await.expect_status(401);
    send(&format!("/hooks/nothing/{}", tool.secret)).await.expect_status(401);
    // A source that signs has no such address.
    let signs = Tool::at(&app, "icab", "typeform").await;
    send(&format!("/hooks/{}/{}", signs.id, signs.secret)).await.expect_status(401);
}

/// An account with Cobot that says this of its one membership.
struct Account(Mutex<(u16, Value)>);

#[async_trait]
impl Fetcher for Account {
    async fn fetch(&self, url: &str, token: &str) -> Result<Fetched, NoAnswer> {
        assert_eq!((url, token), ("https://zoe-space.cobot.me/api/memberships/1", "s3cret"));
        let (status, said) = self.0.lock().unwrap().clone();
        Ok(Fetched { status, body: said.to_string().into_bytes() })
    }
}

#[tokio::test]
async fn what_cobot_names_is_fetched_from_its_account() {
    let account = Arc::new(Account(Mutex::new((
        200,
        json!({"id": "1", "email": "zoe@zoe.example", "address": {"company": "Zoé SRL"}}),
    ))));
    let app = TestApp::reaching(needs::routes(), Arc::clone(&account) as _).await;
    let tool = Tool::at(&app, "icab", "cobot").await;
    let told = json!({"url": "https://zoe-space.cobot.me/api/memberships/1", "email": "forged@other.example"});
    let send = async || {
        let body = told.to_string().into_bytes();
        app.anonymous().bytes("POST", &tool.path, Some("application/json"), body).await
    };
    assert!(send().await.expect_status(503).header("retry-after") == "300", "it is not known from where");
    let change = json!({"account": {"url": "https://zoe-space.cobot.me", "token": "s3cret"}});
    let view = app.as_admin().if_match("*").json("PATCH", &tool.own(""), &change).await.expect_status(200);
    assert!(!view.text().contains("s3cret"));
    let id = domain::ids::SourceId::parse(&tool.id).unwrap();
    let row = app.store().sources().load(&id).await.unwrap().unwrap().value;
    assert!(!serde_json::to_string(&row).unwrap().contains("s3cret"), "the token is sealed");
    tool.switch_on(&app, &json!({"makes": "member", "fields": {"/name": ["address.company"], "/contact_email": ["email"], "/left_on": ["canceled_to"]}})).await;
    let answer = send().await.expect_status(202).json();
    assert_eq!(answer["messages"][0]["outcome"], "member");
    let member = domain::ids::MemberId::parse(answer["messages"][0]["member"].as_str().unwrap()).unwrap();
    let case = app.store().members().load(&member).await.unwrap().unwrap().value.case;
    assert_eq!(case.member.profile["trade_name"], "Zoé SRL");
    assert_eq!(case.person.profile["contact_email"], "zoe@zoe.example", "what was sent is not believed");
    send().await.expect_status(200);
    account.0.lock().unwrap().1["canceled_to"] = json!("2026/11/24");
    send().await.expect_status(202);
    let case = app.store().members().load(&member).await.unwrap().unwrap().value.case;
    assert!(case.member.hosted.last().unwrap().to.is_some(), "it left");
    account.0.lock().unwrap().0 = 401;
    send().await.expect_status(503);
    assert_eq!(tool.messages(&app).await["not_genuine"]["reason"], "webhook-tool-token");
}

#[tokio::test]
async fn nexudus_sends_several_and_each_is_its_own() {
    let app = app().await;
    let tool = Tool::at(&app, "icab", "nexudus").await;
    tool.switch_on(
        &app,
        &json!({"makes": "member", "fields": {"/name": ["CompanyName"], "/contact_email": ["Email"]}}),
    )
    .await;
    let body = json!([
        {"Id": 1, "CompanyName": "Zoé SRL", "Email": "zoe@zoe.example", "UpdatedOn": "2026-11-24T08:00:00"},
        {"Id": 2, "CompanyName": "", "Email": "ann@ann.example", "UpdatedOn": "2026-11-24T08:00:00"}
    ])
    .to_string();
    let ascii: Vec<u8> =
        body.encode_utf16().map(|unit| u8::try_from(unit).ok().filter(u8::is_ascii).unwrap_or(b'?')).collect();
    let signature = store::secrets::hex(&tool.mac(std::str::from_utf8(&ascii).unwrap())).to_uppercase();
    let request = app.anonymous().header("x-nexudus-hook-signature", &signature);
    let answer =
        request.bytes("POST", &tool.path, Some("application/json"), body.into_bytes()).await.expect_status(202).json();
    assert_eq!(
        (&answer["messages"][0]["outcome"], &answer["messages"][1]["outcome"]),
        (&json!("member"), &json!("refused"))
    );
}

#[tokio::test]
async fn a_secret_that_was_rotated_holds_for_a_day_and_a_tool_keeps_its_mapping() {
    let app = app().await;
    let mut tool = Tool::at(&app, "icab", "typeform").await;
    tool.switch_on(&app, &mapping()).await;
    let rotate = app.as_admin().key("r").post_json(&tool.own("/rotate"), &json!({})).await.expect_status(200);
    tool.typeform(&app, &form("e1", "zoe@zoe.example")).await.expect_status(202);
    tool.secret = rotate.json()["secret"].as_str().unwrap().to_owned();
    tool.typeform(&app, &form("e2", "ann@zoe.example")).await.expect_status(202);
    tool.typeform(&app, &form("e3", "nobody")).await.expect_status(202);
    let etag = app.as_admin().get(&tool.own("")).await.header("etag").to_owned();
    assert_eq!(rotate.header("etag"), etag);
    app.as_admin().if_match(&etag).send("DELETE", &tool.own("")).await.expect_status(204);
    let id = domain::ids::SourceId::parse(&tool.id).unwrap();
    assert_eq!(app.store().received().last(&id, 50).await.unwrap(), [], "what arrived goes with it");
    assert_eq!(waiting(&app).await, [false; 0]);
}

#[tokio::test]
async fn a_source_is_mapped_tried_and_switched_on_in_the_console() {
    let app = app().await;
    let staff = async || app.as_staff(domain::staff::StaffRole::Coordinator).await.language("en");
    let made = staff().await.form("/console/needs/sources", &[("location", "icab"), ("kind", "typeform")]).await;
    let made = made.expect_status(200).text();
    let id = made.split("/console/needs/sources/").nth(1).unwrap().split(['"', '/']).next().unwrap().to_owned();
    let secret = app.store().sources().secret(&domain::ids::SourceId::parse(&id).unwrap(), 1);
    let tool = Tool { secret: store::secrets::hex(&secret), path: format!("/hooks/{id}"), id: id.clone() };
    assert!(made.contains(&tool.secret));
    let path = format!("/console/needs/sources/{id}");
    let empty = staff().await.get(&path).await.expect_status(200).text();
    assert!(empty.contains("Nothing arrived yet") && !empty.contains(&tool.secret), "{empty}");
    tool.typeform(&app, &form("e1", "zoe at zoe")).await.expect_status(202);
    let page = staff().await.get(&path).await.expect_status(200).text();
    assert!(page.contains("Votre besoin: Un subside pour notre R&amp;D") && page.contains("Waits"), "{page}");
    let fields = [
        ("member.name", "a"),
        ("contact.name", "b"),
        ("contact.email", "c"),
        ("description", "d"),
        ("consent.share_with_agencies", "e"),
        ("makes", "need"),
        ("version", "1"),
    ];
    let with = |act: &'static str| [&fields[..], &[("act", act)]].concat();
    let tried = staff().await.form(&path, &with("try")).await.expect_status(200).text();
    assert!(tried.contains("It can’t be taken in like this") && tried.contains("E-mail of the person"), "{tried}");
    let missing = staff().await.form(&path, &[("act", "save"), ("version", "1"), ("makes", "need")]).await;
    assert!(missing.expect_status(422).text().contains("id=\"f-contact"), "the page says which part is missing");
    staff().await.form(&path, &with("save")).await.expect_status(303);
    staff().await.form(&path, &[("act", "on"), ("version", "2")]).await.expect_status(303);
    staff().await.form(&path, &[("act", "off"), ("version", "2")]).await.expect_status(412);
    staff().await.form(&path, &[("act", "run"), ("version", "3")]).await.expect_status(303);
    let message = tool.messages(&app).await["items"][0]["id"].as_str().unwrap().to_owned();
    let one = format!("{path}/messages/{message}");
    let page = staff().await.get(&one).await.expect_status(200).text();
    assert!(page.contains("zoe at zoe") && page.contains("To be put right"), "{page}");
    let wrong = staff().await.form(&one, &[("act", "run"), ("contact.email", "still")]).await;
    assert!(wrong.expect_status(422).text().contains("aria-invalid"));
    staff().await.form(&one, &[("act", "run"), ("contact.email", "zoe@zoe.example")]).await.expect_status(303);
    assert_eq!(count(&app).await, 1);
    // A mapping that was wrong is put right, and what it refused is run with it.
    let mut wrong = mapping();
    wrong["fields"]["/contact/email"] = json!(["a"]);
    tool.switch_on(&app, &wrong).await;
    tool.typeform(&app, &form("e2", "ann@zoe.example")).await.expect_status(202);
    assert_eq!(waiting(&app).await, [true]);
    tool.switch_on(&app, &mapping()).await;
    staff().await.form(&path, &[("act", "run")]).await.expect_status(303);
    assert_eq!((waiting(&app).await, count(&app).await), (Vec::new(), 2));
    tool.typeform(&app, &form("e3", "zoe at zoe")).await.expect_status(202);
    let message = tool.messages(&app).await["items"][0]["id"].as_str().unwrap().to_owned();
    staff().await.form(&format!("{path}/messages/{message}"), &[("act", "pass")]).await.expect_status(303);
    assert_eq!(tool.messages(&app).await["items"][0]["outcome"], "passed_over");
    app.as_staff(host("icab")).await.get(&path).await.expect_status(404);
}
