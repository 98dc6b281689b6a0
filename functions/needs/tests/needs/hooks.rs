//! Needs by signed webhook, and the sources that may send them.

use crate::common::{Sender, app, count, host, message};
use chrono::TimeDelta;
use rstest::rstest;
use serde_json::{Value, json};

#[tokio::test]
async fn a_signed_webhook_makes_a_need_at_the_sources_place() {
    let app = app().await;
    let sender = Sender::at(&app, "icab").await;
    let view = sender.send(&app, "msg_1", &message()).await.expect_status(202).json();
    assert_eq!((&view["status"], &view["location"]), (&json!("referred"), &json!("icab")));
    let need = app.as_admin().get(&format!("/v1/needs/{}", view["id"].as_str().unwrap())).await.json();
    assert_eq!(need["source"], sender.id.as_str());
    assert_eq!(need["history"][0]["actor"], format!("source:{}", sender.id));
}

#[tokio::test]
async fn the_same_webhook_a_hundred_times_is_one_need() {
    let app = app().await;
    let sender = Sender::at(&app, "icab").await;
    let first = sender.send(&app, "msg_1", &message()).await.expect_status(202);
    for _ in 0..5 {
        let sends = (0..20).map(|_| {
            let (app, sender) = (&app, &sender);
            async move { sender.send(app, "msg_1", &message()).await }
        });
        for answer in futures::future::join_all(sends).await {
            assert_eq!((answer.status, answer.text()), (200, first.text()));
        }
    }
    assert_eq!(count(&app).await, 1);
}

#[tokio::test]
async fn twenty_at_once_are_one_need() {
    let app = app().await;
    let sender = Sender::at(&app, "icab").await;
    let sends = (0..20).map(|_| {
        let (app, sender) = (&app, &sender);
        async move { sender.send(app, "msg_1", &message()).await }
    });
    let answers = futures::future::join_all(sends).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 202).count(), 1);
    assert!(answers.iter().all(|answer| answer.text() == answers[0].text()));
    assert_eq!(count(&app).await, 1);
}

#[tokio::test]
async fn an_id_is_remembered_for_a_week_whatever_its_body() {
    let app = app().await;
    let sender = Sender::at(&app, "icab").await;
    let first = sender.send(&app, "msg_1", &message()).await.expect_status(202);
    app.clock.advance(TimeDelta::days(7));
    let mut other = message();
    other["data"]["description"] = json!("Iets anders.");
    let again = sender.send(&app, "msg_1", &other).await.expect_status(200);
    assert_eq!(first.text(), again.text());
    other["data"]["contact"]["email"] = json!("ann@zoe-robotics.example");
    sender.send(&app, "msg_2", &other).await.expect_status(202);
    let elsewhere = Sender::at(&app, "greenbizz").await;
    other["data"]["contact"]["email"] = json!("bert@zoe-robotics.example");
    elsewhere.send(&app, "msg_1", &other).await.expect_status(202);
    assert_eq!(count(&app).await, 3);
}

#[tokio::test]
async fn a_webhook_that_is_not_signed_as_agreed_is_refused_with_the_reason() {
    let app = app().await;
    let (sender, other) = (Sender::at(&app, "icab").await, Sender::at(&app, "greenbizz").await);
    let body = serde_json::to_vec(&message()).unwrap();
    let now = app.store().now().seconds();
    let (old, ahead) = (now - 301, now + 301);
    let good = sender.signature("msg_1", now, &body);
    let cases = [
        ("msg_1", now.to_string(), other.signature("msg_1", now, &body), "webhook-signature-wrong"),
        ("msg_2", now.to_string(), good.clone(), "webhook-signature-wrong"),
        ("msg_1", (now + 1).to_string(), good.clone(), "webhook-signature-wrong"),
        ("msg_1", now.to_string(), good.replace("v1,", "v2,"), "webhook-signature-wrong"),
        ("msg_1", now.to_string(), "v1,".to_owned(), "webhook-signature-wrong"),
        ("msg_1", now.to_string(), String::new(), "webhook-signature-missing"),
        ("msg_1", old.to_string(), sender.signature("msg_1", old, &body), "webhook-timestamp-stale"),
        ("msg_1", ahead.to_string(), sender.signature("msg_1", ahead, &body), "webhook-timestamp-stale"),
        ("msg_1", "hello".to_owned(), good.clone(), "webhook-timestamp-odd"),
        ("msg.1", now.to_string(), sender.signature("msg.1", now, &body), "webhook-id-odd"),
        ("", now.to_string(), good.clone(), "webhook-id-missing"),
    ];
    for (id, at, signature, reason) in cases {
        let answer = sender.post(&app, (id, &at, &signature), body.clone()).await.expect_status(401);
        assert_eq!(answer.json()["reason"], reason);
        assert!(!answer.text().contains(&sender.secret), "no secret is told");
    }
    let unsigned = app.anonymous().post_json(&sender.path(), &message()).await.expect_status(401);
    assert_eq!(unsigned.json()["reason"], "webhook-id-missing");
    assert_eq!(count(&app).await, 0, "nothing is stored");
    let many = format!("v1,AAAA {good} v1,BBBB");
    sender.post(&app, ("msg_1", &now.to_string(), &many), body.clone()).await.expect_status(202);
}

#[rstest]
#[case::other_type(json!({"type": "invoice.paid", "timestamp": "2026-11-24T09:00:00Z", "data": {"x": 1}}), 422, "/type")]
#[case::no_type(json!({"data": {}}), 422, "/type")]
#[case::no_data(json!({"type": "need.created"}), 422, "/data")]
#[case::impossible_time(json!({"type": "need.created", "timestamp": "2026-13-45", "data": {}}), 422, "/timestamp")]
#[case::unknown_field(json!({"type": "need.created", "colour": 1, "data": {}}), 422, "/colour")]
#[case::unknown_field_of_the_need(json!({"type": "need.created", "data": {"colour": 1}}), 422, "/data/colour")]
#[case::no_consent(
    json!({"type": "need.created", "data": {"member": {"name": "A"}, "contact": {"name": "B", "email": "b@b.example"}}}),
    422,
    "/data/consent"
)]
#[tokio::test]
async fn a_genuine_webhook_with_a_wrong_need_is_told_where(
    #[case] body: Value,
    #[case] status: u16,
    #[case] pointer: &str,
) {
    let app = app().await;
    let sender = Sender::at(&app, "icab").await;
    let answer = sender.send(&app, "msg_1", &body).await.expect_status(status);
    assert_eq!(answer.json()["errors"][0]["pointer"], pointer);
    assert_eq!(count(&app).await, 0);
    sender.send(&app, "msg_1", &message()).await.expect_status(202);
}

#[rstest]
#[case::need("need.created", &["/colour", "/data/contact/fax", "/data/shade", "/size"])]
#[case::member("member.joined", &["/colour", "/size"])]
#[tokio::test]
async fn a_webhook_is_told_of_every_field_that_there_is_not(#[case] kind: &str, #[case] unknown: &[&str]) {
    let app = app().await;
    let sender = Sender::at(&app, "icab").await;
    let data = json!({"name": "Zoé Robotics", "shade": "red", "contact": {"fax": "1"}});
    let body = json!({"type": kind, "colour": 1, "size": 2, "data": data});
    let answer = sender.send(&app, "msg_1", &body).await.expect_status(422).json();
    let told: Vec<_> =
        answer["errors"].as_array().unwrap().iter().map(|error| error["pointer"].as_str().unwrap()).collect();
    for pointer in unknown {
        assert!(told.contains(pointer), "{pointer} of {told:?}");
    }
}

#[tokio::test]
async fn a_source_says_where_its_needs_are_not_the_sender() {
    let app = app().await;
    let sender = Sender::at(&app, "icab").await;
    let mut body = message();
    body["data"]["location"] = json!("greenbizz");
    let answer = sender.send(&app, "msg_1", &body).await.expect_status(422);
    assert_eq!(answer.json()["errors"][0]["pointer"], "/data/location");
    body["data"]["location"] = json!("icab");
    let own = sender.send(&app, "msg_2", &body).await.expect_status(202);
    assert_eq!(own.json()["location"], "icab");
}

#[tokio::test]
async fn unknown_sources_and_oversized_bodies_are_refused() {
    let app = app().await;
    let sender = Sender::at(&app, "icab").await;
    for id in ["nobody", "01JDDDDDDDDDDDDDDDDDDDDDDD", "n%00body"] {
        let unknown = Sender { id: id.to_owned(), secret: sender.secret.clone() };
        let refused = unknown.send(&app, "msg_1", &message()).await.expect_status(401);
        assert_eq!(refused.json()["reason"], "webhook-signature-wrong", "{id}");
    }
    sender.post(&app, ("msg_1", "1", "v1,AAAA"), vec![b' '; 256 * 1024 + 1]).await.expect_status(413);
    let body = b"not json".to_vec();
    let now = app.store().now().seconds();
    let signature = sender.signature("msg_1", now, &body);
    sender.post(&app, ("msg_1", &now.to_string(), &signature), body).await.expect_status(400);
    assert_eq!(count(&app).await, 0);
}

#[tokio::test]
async fn after_a_rotation_both_secrets_hold_for_a_day() {
    let app = app().await;
    let old = Sender::at(&app, "icab").await;
    let rotated =
        app.as_admin().send("POST", &format!("/v1/sources/{}/rotate", old.id)).await.expect_status(200).json();
    let new = Sender { id: old.id.clone(), secret: rotated["secret"].as_str().unwrap().to_owned() };
    assert_ne!(new.secret, old.secret);
    old.send(&app, "msg_1", &message()).await.expect_status(202);
    new.send(&app, "msg_2", &message()).await.expect_status(202);
    app.clock.advance(TimeDelta::hours(24) - TimeDelta::seconds(1));
    old.send(&app, "msg_3", &message()).await.expect_status(202);
    app.clock.advance(TimeDelta::seconds(1));
    old.send(&app, "msg_4", &message()).await.expect_status(401);
    new.send(&app, "msg_4", &message()).await.expect_status(202);
}

#[tokio::test]
async fn each_secret_holds_for_a_day_from_the_rotation_that_ended_it() {
    let app = app().await;
    let first = Sender::at(&app, "icab").await;
    let path = format!("/v1/sources/{}", first.id);
    let rotate = || async {
        let rotated = app.as_admin().send("POST", &format!("{path}/rotate")).await.expect_status(200).json();
        Sender { id: first.id.clone(), secret: rotated["secret"].as_str().unwrap().to_owned() }
    };
    let live = || async { app.as_admin().get(&path).await.json()["live_keys"].clone() };
    let second = rotate().await;
    app.clock.advance(TimeDelta::hours(1));
    let third = rotate().await;
    for (message_id, sender) in [("msg_1", &first), ("msg_2", &second), ("msg_3", &third)] {
        sender.send(&app, message_id, &message()).await.expect_status(202);
    }
    assert_eq!(live().await, 3);
    app.clock.advance(TimeDelta::hours(23));
    first.send(&app, "msg_4", &message()).await.expect_status(401);
    second.send(&app, "msg_4", &message()).await.expect_status(202);
    assert_eq!(live().await, 2);
    app.clock.advance(TimeDelta::hours(1));
    second.send(&app, "msg_5", &message()).await.expect_status(401);
    third.send(&app, "msg_5", &message()).await.expect_status(202);
    assert_eq!(live().await, 1);
}

#[tokio::test]
async fn a_source_is_made_once_and_its_secret_shown_this_once() {
    let app = app().await;
    let body = json!({"location": "icab", "kind": "standard_webhooks"});
    app.as_admin().post_json("/v1/sources", &body).await.expect_status(400);
    let made = app.as_admin().key("a").post_json("/v1/sources", &body).await.expect_status(201);
    let again = app.as_admin().key("a").post_json("/v1/sources", &body).await.expect_status(201);
    assert_eq!(made.text(), again.text());
    assert_eq!(made.header("cache-control"), "no-store");
    let view = made.json();
    assert_eq!(view["url"], format!("{}/hooks/{}", testkit::BASE_URL, view["id"].as_str().unwrap()));
    let list = app.as_admin().get("/v1/sources").await.expect_status(200);
    assert_eq!(list.json()["items"].as_array().unwrap().len(), 1);
    assert!(!list.text().contains("whsec_"));
    for (wrong, pointer) in [
        (json!({"location": "atlantis", "kind": "standard_webhooks"}), "/location"),
        (json!({"location": "icab", "kind": "carrier_pigeon"}), "/kind"),
        (json!({"location": "icab", "kind": "standard_webhooks", "x": 1}), "/x"),
    ] {
        let answer = app.as_admin().key("b").post_json("/v1/sources", &wrong).await.expect_status(422);
        assert_eq!(answer.json()["errors"][0]["pointer"], pointer);
    }
}

#[tokio::test]
async fn a_list_of_sources_says_nothing_of_secrets() {
    let app = app().await;
    let sender = Sender::at(&app, "icab").await;
    let list = app.as_admin().get("/v1/sources").await.expect_status(200);
    assert_eq!((&list.json()["items"][0]["id"], &list.json()["items"][0]["live_keys"]), (&json!(sender.id), &json!(1)));
    assert!(!list.text().contains("secret"));
}

#[tokio::test]
async fn the_list_of_sources_goes_on_by_a_cursor_and_refuses_what_it_does_not_know() {
    let app = app().await;
    for key in ["a", "b", "c"] {
        let body = json!({"location": "icab", "kind": "standard_webhooks"});
        app.as_admin().key(key).post_json("/v1/sources", &body).await.expect_status(201);
    }
    let first = app.as_admin().get("/v1/sources?limit=2").await.expect_status(200).json();
    assert_eq!(first["items"].as_array().unwrap().len(), 2);
    let rest = app.as_admin().get(&format!("/v1/sources?cursor={}", first["next"].as_str().unwrap())).await.json();
    assert_eq!((rest["items"].as_array().unwrap().len(), &rest["next"]), (1, &serde_json::Value::Null));
    assert!(!first["items"].as_array().unwrap().contains(&rest["items"][0]));
    for (query, status) in [("limit=0", 422), ("limit=101", 422), ("location=icab", 422), ("cursor=zz", 400)] {
        app.as_admin().get(&format!("/v1/sources?{query}")).await.expect_status(status);
    }
}

#[tokio::test]
async fn no_secret_stands_in_the_table() {
    let app = app().await;
    let sender = Sender::at(&app, "icab").await;
    let rows = app.store().all(store::Query::partition("SOURCES")).await.unwrap();
    assert_eq!(rows.len(), 1);
    assert!(!rows[0].doc.contains(&sender.secret["whsec_".len()..]));
}

#[tokio::test]
async fn only_the_coordinator_manages_sources() {
    let app = app().await;
    let sender = Sender::at(&app, "icab").await;
    let path = format!("/v1/sources/{}", sender.id);
    app.anonymous().get("/v1/sources").await.expect_status(401);
    let host = app.as_staff(host("icab")).await.header("sec-fetch-site", "same-origin");
    host.clone().get("/v1/sources").await.expect_status(404);
    host.clone().send("POST", &format!("{path}/rotate")).await.expect_status(404);
    host.if_match("*").send("DELETE", &path).await.expect_status(404);
    app.as_admin().send("DELETE", &path).await.expect_status(428);
    app.as_admin().if_match("\"v9\"").send("DELETE", &path).await.expect_status(412);
    let etag = app.as_admin().get(&path).await.expect_status(200).header("etag").to_owned();
    app.as_admin().if_match(&etag).send("DELETE", &path).await.expect_status(204);
    sender.send(&app, "msg_1", &message()).await.expect_status(401);
}

#[tokio::test]
async fn the_same_source_asked_for_twice_at_once_is_one_source_and_one_answer() {
    let app = app().await;
    let body = json!({"location": "icab", "kind": "standard_webhooks"});
    for round in 0..20 {
        let key = format!("twice-{round}");
        let make = || app.as_admin().key(&key).post_json("/v1/sources", &body);
        let (one, two) = futures::join!(make(), make());
        let made = one.expect_status(201).json();
        assert_eq!(made, two.expect_status(201).json());
        let path = format!("/v1/sources/{}/rotate", made["id"].as_str().unwrap());
        let key = format!("rotated-{round}");
        let rotate = || app.as_admin().key(&key).send("POST", &path);
        let (one, two) = futures::join!(rotate(), rotate());
        assert_eq!(one.expect_status(200).json(), two.expect_status(200).json());
    }
    let all = app.as_admin().get("/v1/sources?limit=100").await.json();
    assert_eq!(all["items"].as_array().unwrap().len(), 20);
}

#[tokio::test]
async fn a_repeated_rotation_rotates_once() {
    let app = app().await;
    let sender = Sender::at(&app, "icab").await;
    let path = format!("/v1/sources/{}/rotate", sender.id);
    let first = app.as_admin().key("r").send("POST", &path).await.expect_status(200);
    let again = app.as_admin().key("r").send("POST", &path).await.expect_status(200);
    assert_eq!(first.text(), again.text());
    sender.send(&app, "msg_1", &message()).await.expect_status(202);
}

/// What a place tells of a member.
fn told(kind: &str, data: Value) -> Value {
    json!({"type": kind, "timestamp": "2026-11-24T09:00:00Z", "data": data})
}

#[expect(clippy::unwrap_used, reason = "a test stops where something is missing")]
async fn member(app: &testkit::TestApp, answer: &testkit::Answer) -> domain::member::Member {
    let id = answer.json()["member"].as_str().unwrap().to_owned();
    let id = domain::ids::MemberId::parse(&id).unwrap();
    app.store().members().load(&id).await.unwrap().unwrap().value.case.member
}

#[tokio::test]
async fn a_place_tells_who_joined_changed_and_left() {
    let app = app().await;
    let sender = Sender::at(&app, "icab").await;
    let data = json!({"name": "Zoé Robotics", "stage": "launch", "contact_email": "zoe@zoe-robotics.example"});
    let joined = sender.send(&app, "m1", &told("member.joined", data.clone())).await.expect_status(202);
    let again = sender.send(&app, "m1", &told("member.joined", data)).await.expect_status(200);
    assert_eq!(joined.text(), again.text());
    assert_eq!(member(&app, &joined).await.location().unwrap().as_str(), "icab");
    let data = json!({"name": "Zoé Robotics BV", "stage": "early", "contact_email": "zoe@zoe-robotics.example"});
    let changed = sender.send(&app, "m2", &told("member.changed", data)).await.expect_status(202);
    assert_eq!(changed.json(), joined.json(), "the same member");
    assert_eq!(member(&app, &changed).await.text("stage"), "early");
    // Without number and address it is known by its name there.
    let bare =
        sender.send(&app, "m6", &told("member.changed", json!({"name": "zoé robotics", "headcount_fte": 3}))).await;
    assert_eq!(bare.expect_status(202).json(), joined.json());
    // A place tells of its own members only.
    let other = Sender::at(&app, "greenbizz").await;
    let data = json!({"name": "Zoé Robotics", "contact_email": "zoe@zoe-robotics.example"});
    let gone = other.send(&app, "m3", &told("member.left", data.clone())).await.expect_status(202);
    assert_eq!(gone.json()["member"], Value::Null);
    let elsewhere = other.send(&app, "m4", &told("member.joined", data.clone())).await.expect_status(202);
    assert_ne!(elsewhere.json(), joined.json(), "two entries, for a person to judge");
    let left = json!({"name": "Zoé Robotics", "contact_email": "zoe@zoe-robotics.example", "left_on": "2026-11-30"});
    let left = sender.send(&app, "m5", &told("member.left", left)).await.expect_status(202);
    assert_eq!(member(&app, &left).await.stay().unwrap().to.unwrap().to_string(), "2026-11-30");
}

#[tokio::test]
async fn what_is_wrong_with_what_a_place_tells_is_named() {
    let app = app().await;
    let sender = Sender::at(&app, "icab").await;
    for (data, pointer) in [
        (json!({}), "/data/name"),
        (json!({"name": "A", "stage": "huge"}), "/data/stage"),
        (json!({"name": "A", "location": "greenbizz"}), "/data/location"),
        (json!({"name": "A", "left_on": "soon"}), "/data/left_on"),
    ] {
        let wrong = sender.send(&app, &format!("m{pointer}").replace('/', "-"), &told("member.left", data)).await;
        assert_eq!(wrong.expect_status(422).json()["errors"][0]["pointer"], pointer);
    }
    let wrong = sender.send(&app, "m9", &told("member.vanished", json!({"name": "A"}))).await.expect_status(422).json();
    assert_eq!(wrong["errors"][0]["pointer"], "/type");
}

#[tokio::test]
async fn what_a_member_agrees_to_is_taken_from_no_webhook() {
    let app = app().await;
    let sender = Sender::at(&app, "icab").await;
    let agreed = json!([{"kind": "digest", "given_on": "2026-11-01"}]);
    let data = json!({"name": "Zoé Robotics", "contact_email": "zoe@zoe-robotics.example", "consents": agreed});
    let joined = sender.send(&app, "m1", &told("member.joined", data)).await.expect_status(202);
    let id = member(&app, &joined).await.id;
    let case = app.store().members().load(&id).await.unwrap().unwrap().value.case;
    assert!(case.consents().is_empty());
    let mut stated = message();
    stated["data"]["member"]["consents"] = agreed;
    let need = sender.send(&app, "m2", &stated).await.expect_status(202).json();
    let need = domain::ids::NeedId::parse(need["id"].as_str().unwrap()).unwrap();
    let person = app.store().needs().load(&need).await.unwrap().unwrap().case.person.unwrap();
    assert!(!person.company.profile.contains_key("consents") && person.company.profile.contains_key("stage"));
}
