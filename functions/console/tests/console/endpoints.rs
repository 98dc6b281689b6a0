//! Endpoints: who keeps which, what is refused, secrets shown once, attempts
//! and sending again.

use domain::endpoint::{Off, OffReason};
use domain::ids::EndpointId;
use domain::staff::StaffRole;
use flows::endpoints::{Again, EndpointWork};
use rstest::rstest;
use serde_json::{Value, json};
use store::repos::catalogue::Kind;
use store::repos::deliveries::{Delivery, DeliveryStatus, Way, Work};
use store::repos::endpoints::Attempt;
use store::{Condition, Transaction, keys};
use testkit::TestApp;

use crate::support::{adviser, app, host, waiting};

const URL: &str = "https://partner.example/hooks";

fn body(url: &str) -> Value {
    json!({"url": url, "types": ["need.*", "referral.*"]})
}

async fn made(app: &TestApp) -> Value {
    app.as_admin().key("made").post_json("/v1/endpoints", &body(URL)).await.expect_status(201).json()
}

fn id(view: &Value) -> EndpointId {
    EndpointId::parse(view["id"].as_str().unwrap()).unwrap()
}

/// One webhook, and what came of it.
async fn attempted(app: &TestApp, endpoint: &EndpointId, status: DeliveryStatus) -> Attempt {
    let store = app.store();
    let work = EndpointWork::Webhook {
        endpoint: endpoint.clone(),
        event: "need.closed".to_owned(),
        at: store.now(),
        data: serde_json::Map::new(),
    };
    let delivery =
        Delivery::new("d1".to_owned(), keys::endpoint_partition(endpoint), Work::of(&work).unwrap(), store.now());
    let attempt = Attempt {
        at: store.now(),
        delivery: "d1".to_owned(),
        event_type: "need.closed".to_owned(),
        number: 1,
        outcome: Attempt::REFUSED.to_owned(),
        status: Some(500),
        took_ms: 35,
        answer: "<b>out of order</b>".to_owned(),
    };
    let mut tx = Transaction::new();
    store.deliveries().create(&mut tx, &Delivery { status, ..delivery }, Way::Web);
    store.endpoints().attempted(&mut tx, endpoint, &attempt);
    store.commit(tx).await.unwrap();
    attempt
}

#[tokio::test]
async fn a_secret_is_shown_once_and_again_only_to_the_same_request() {
    let app = app().await;
    let first = made(&app).await;
    let secret = first["secret"].as_str().unwrap();
    assert!(secret.starts_with("whsec_") && secret.len() == 50, "{secret}");
    let path = format!("/v1/endpoints/{}", id(&first));
    let shown = app.as_admin().get(&path).await.expect_status(200);
    assert_eq!(shown.header("etag"), "\"v1\"");
    assert_eq!(shown.json()["secret"], Value::Null);
    assert_eq!(shown.json()["types"], json!(["need.*", "referral.*"]));
    assert_eq!(made(&app).await["secret"], first["secret"], "the same request");
    assert_eq!(app.as_admin().get("/v1/endpoints").await.json()["items"].as_array().unwrap().len(), 1);
    let rows = serde_json::to_string(&app.store().endpoints().list().await.unwrap()).unwrap();
    assert!(!rows.contains("whsec_"));
}

#[tokio::test]
async fn a_rotation_shows_a_new_secret_and_both_sign_for_a_day() {
    let app = app().await;
    let first = made(&app).await;
    let path = format!("/v1/endpoints/{}/rotate", id(&first));
    let rotate = || async { app.as_admin().key("again").send("POST", &path).await.expect_status(200) };
    let (one, two) = (rotate().await, rotate().await);
    assert_ne!(one.json()["secret"], first["secret"]);
    assert_eq!((one.json()["live_keys"].clone(), one.header("etag")), (json!(2), "\"v2\""));
    assert_eq!(one.json()["secret"], two.json()["secret"], "repeated it rotates once");
    app.clock.advance(chrono::TimeDelta::hours(24));
    let shown = app.as_admin().get(&format!("/v1/endpoints/{}", id(&first))).await.json();
    assert_eq!(shown["live_keys"], 1);
}

#[rstest]
#[case(json!({"url": "", "types": ["need.*"]}), "/url")]
#[case(json!({"url": "partner.example", "types": ["need.*"]}), "/url")]
#[case(json!({"url": "http://partner.example", "types": ["need.*"]}), "/url")]
#[case(json!({"url": "https://me:secret@partner.example", "types": ["need.*"]}), "/url")]
#[case(json!({"url": "https://0x7f.1/", "types": ["need.*"]}), "/url")]
#[case(json!({"url": "https://[::ffff:10.0.0.1]/", "types": ["need.*"]}), "/url")]
#[case(json!({"url": "https://localhost/", "types": ["need.*"]}), "/url")]
#[case(json!({"url": URL}), "/types")]
#[case(json!({"url": URL, "types": ["need.*", "everything"]}), "/types/1")]
#[case(json!({"url": URL, "types": ["need.*"], "agency": "nobody"}), "/agency")]
#[case(json!({"url": URL, "types": ["need.*"], "agency": "innoviris", "location": "icab"}), "/location")]
#[case(json!({"url": URL, "types": ["need.*"], "secret": "mine"}), "/secret")]
#[tokio::test]
async fn what_is_wrong_is_pointed_at(#[case] body: Value, #[case] pointer: &str) {
    let app = app().await;
    for language in ["fr", "nl", "en"] {
        let refused = app.as_admin().language(language).key("k").post_json("/v1/endpoints", &body).await;
        let problem = refused.expect_status(422).json();
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
        assert!(problem["errors"][0]["detail"].as_str().unwrap().ends_with('.'), "{problem}");
    }
}

#[tokio::test]
async fn an_agency_and_a_host_keep_their_own_and_see_no_others() {
    let app = app().await;
    let all = id(&made(&app).await);
    let innoviris = app.as_staff(adviser("innoviris")).await.header("sec-fetch-site", "same-origin");
    let own = innoviris.clone().key("own").post_json("/v1/endpoints", &body(URL)).await.expect_status(201).json();
    assert_eq!((own["agency"].clone(), own["location"].clone()), (json!("innoviris"), Value::Null));
    assert_ne!(own["owner"], Value::Null);
    let place = app.as_staff(host("icab")).await.header("sec-fetch-site", "same-origin");
    let form = app.as_staff(host("icab")).await.get("/console/endpoints").await.expect_status(200).text();
    assert!(form.contains("value=\"need.*\"") && !form.contains("value=\"referral.*\""), "never told: {form}");
    let placed = place.clone().key("own").post_json("/v1/endpoints", &body(URL)).await.expect_status(201).json();
    assert_eq!(placed["location"], "icab");
    for wrong in [
        json!({"url": URL, "types": ["need.*"], "agency": "hub"}),
        json!({"url": URL, "types": ["need.*"], "location": "icab"}),
    ] {
        innoviris.clone().key("wrong").post_json("/v1/endpoints", &wrong).await.expect_status(422);
    }
    let listed = innoviris.clone().get("/v1/endpoints").await.json();
    assert_eq!(listed["items"].as_array().unwrap().len(), 1, "{listed}");
    for other in [&all, &id(&placed)] {
        innoviris.clone().get(&format!("/v1/endpoints/{other}")).await.expect_status(404);
        innoviris
            .clone()
            .if_match("*")
            .json("PUT", &format!("/v1/endpoints/{other}"), &body(URL))
            .await
            .expect_status(404);
        innoviris.clone().if_match("*").send("DELETE", &format!("/v1/endpoints/{other}")).await.expect_status(404);
        innoviris.clone().send("POST", &format!("/v1/endpoints/{other}/rotate")).await.expect_status(404);
        innoviris.clone().get(&format!("/v1/endpoints/{other}/attempts")).await.expect_status(404);
        let since = json!({"since": "2026-11-24T00:00:00Z"});
        innoviris.clone().post_json(&format!("/v1/endpoints/{other}/resend"), &since).await.expect_status(404);
        innoviris.clone().get(&format!("/console/endpoints/{other}")).await.expect_status(404);
    }
    app.anonymous().get("/v1/endpoints").await.expect_status(401);
    assert_eq!(app.as_admin().get("/v1/endpoints").await.json()["items"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn a_change_needs_the_version_and_switches_on_and_off() {
    let app = app().await;
    let path = format!("/v1/endpoints/{}", id(&made(&app).await));
    let off = json!({"url": "https://other.example/", "types": ["booking.made"], "agency": "hub", "active": false});
    app.as_admin().put_json(&path, &off).await.expect_status(428);
    app.as_admin().if_match("\"v9\"").put_json(&path, &off).await.expect_status(412);
    let changed = app.as_admin().if_match("\"v1\"").put_json(&path, &off).await.expect_status(200);
    assert_eq!(changed.header("etag"), "\"v2\"");
    let view = changed.json();
    assert_eq!(
        (view["active"].clone(), view["off_reason"].clone(), view["agency"].clone()),
        (json!(false), json!("hand"), json!("hub"))
    );
    let same = app.as_admin().if_match("\"v2\"").put_json(&path, &off).await.expect_status(200);
    assert_eq!(same.header("etag"), "\"v2\"", "nothing changed");
    let on = app.as_admin().if_match("*").put_json(&path, &body(URL)).await.expect_status(200).json();
    assert_eq!(
        (on["active"].clone(), on["off_since"].clone(), on["agency"].clone()),
        (json!(true), Value::Null, json!("hub")),
        "an agency's never hears of everything because somebody left that out"
    );
    app.as_admin().if_match("\"v3\"").send("DELETE", &path).await.expect_status(204);
    app.as_admin().get(&path).await.expect_status(404);
}

#[tokio::test]
async fn there_are_fifty_endpoints_at_most() {
    let app = app().await;
    for place in 0..50 {
        let key = format!("k{place}");
        app.as_admin().key(&key).post_json("/v1/endpoints", &body(URL)).await.expect_status(201);
    }
    let refused =
        app.as_admin().language("en").key("more").post_json("/v1/endpoints", &body(URL)).await.expect_status(422);
    assert!(refused.json()["errors"][0]["detail"].as_str().unwrap().contains("50"));
}

#[tokio::test]
async fn attempts_are_listed_with_answer_and_time_and_one_or_all_are_asked_for_again() {
    let app = app().await;
    let endpoint = id(&made(&app).await);
    let attempt = attempted(&app, &endpoint, DeliveryStatus::Dead).await;
    let path = format!("/v1/endpoints/{endpoint}");
    let listed = app.as_admin().get(&format!("{path}/attempts")).await.expect_status(200).json();
    assert_eq!(
        listed["items"][0],
        json!({
            "id": attempt.id(), "at": "2026-11-24T09:00:00Z", "type": "need.closed", "webhook_id": "msg_d1", "number": 1,
            "outcome": "refused", "status": 500, "took_ms": 35, "answer": "<b>out of order</b>", "state": "given_up",
            "due_at": null
        })
    );
    app.as_admin().send("POST", &format!("{path}/attempts/{}/resend", attempt.id())).await.expect_status(202);
    app.as_admin().send("POST", &format!("{path}/attempts/nothing/resend")).await.expect_status(404);
    app.as_admin().post_json(&format!("{path}/resend"), &json!({"since": "soon"})).await.expect_status(422);
    let since = json!({"since": "2026-11-24T00:00:00Z"});
    app.as_admin().post_json(&format!("{path}/resend"), &since).await.expect_status(202);
    let asked: Vec<Again> = waiting(&app)
        .await
        .into_iter()
        .filter_map(|delivery| match delivery.work.read() {
            Ok(EndpointWork::WebhookResend { what, .. }) => Some(what),
            _ => None,
        })
        .collect();
    assert_eq!(asked.len(), 2);
    assert!(asked.contains(&Again::Delivery("d1".to_owned())));
    assert!(asked.contains(&Again::Since(domain::Instant::parse("2026-11-24T00:00:00Z").unwrap())));
}

#[tokio::test]
async fn the_pages_make_change_switch_rotate_resend_and_delete() {
    let app = app().await;
    let staff = app.as_staff(StaffRole::Coordinator).await.language("en");
    let wrong = [("url", "https://10.0.0.1/"), ("types", "need.*")];
    let refused = staff.clone().form("/console/endpoints", &wrong).await.expect_status(422).text();
    assert!(refused.contains("reached from the internet") && refused.contains("https://10.0.0.1/"), "{refused}");
    let fields = [("url", URL), ("types", "need.*"), ("types", "booking.*")];
    let shown = staff.clone().form("/console/endpoints", &fields).await.expect_status(200).text();
    let secret = |page: &str| page.split("whsec_").nth(1).map(|rest| rest.split('<').next().unwrap().to_owned());
    let first = secret(&shown).expect("the secret, this once");
    let endpoint = app.store().endpoints().list().await.unwrap().remove(0);
    let path = format!("/console/endpoints/{}", endpoint.id);
    attempted(&app, &endpoint.id, DeliveryStatus::Dead).await;
    let page = staff.clone().get(&path).await.expect_status(200).text();
    assert!(secret(&page).is_none() && page.contains("Not taken (500, 35 ms)"), "{page}");
    assert!(page.contains("&lt;b&gt;out of order&lt;/b&gt;"), "what a receiver answers is text");
    let rotated = staff.clone().form(&format!("{path}/rotate"), &[("generation", "1")]).await.expect_status(200).text();
    let second = secret(&rotated).expect("a new secret");
    assert_ne!(first, second);
    let again = staff.clone().form(&format!("{path}/rotate"), &[("generation", "1")]).await.expect_status(200).text();
    assert_eq!(secret(&again), Some(second), "pressed twice it rotates once");
    for (action, fields, done) in [
        ("/switch", [("on", "false")], "off"),
        ("/switch", [("on", "true")], "on"),
        ("/resend", [("hours", "24")], "resent"),
    ] {
        let answer = staff.clone().form(&format!("{path}{action}"), &fields).await;
        assert_eq!(answer.expect_status(303).header("location"), format!("{path}?done={done}"));
        staff.clone().get(&format!("{path}?done={done}")).await.expect_status(200);
    }
    let page = staff.clone().get(&path).await.text();
    let version = page.split("name=\"version\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    staff.clone().form(&path, &[("url", URL), ("version", version)]).await.expect_status(422);
    let change = [("url", "https://new.example/"), ("types", "need.closed"), ("version", version)];
    let stale = [("url", "https://old.example/"), ("types", "need.closed"), ("version", "1")];
    let late = staff.clone().form(&path, &stale).await.expect_status(422).text();
    assert!(late.contains("value=\"https://old.example/\"") && late.contains(&format!(": {URL}")), "{late}");
    assert!(
        late.contains(&format!("name=\"version\" value=\"{version}\"")),
        "sent again it goes over what stands: {late}"
    );
    staff.clone().form(&path, &change).await.expect_status(303);
    assert_eq!(app.store().endpoints().list().await.unwrap()[0].url, "https://new.example/");
    staff.clone().form(&format!("{path}/delete"), &[]).await.expect_status(303);
    assert!(app.store().endpoints().list().await.unwrap().is_empty());
}

#[tokio::test]
async fn the_console_says_that_an_endpoint_was_switched_off() {
    let app = app().await;
    let endpoint = id(&made(&app).await);
    let staff = app.as_staff(StaffRole::Coordinator).await.language("en");
    let before = app.store().endpoints().load(&endpoint).await.unwrap().unwrap();
    let mut after = before.value.switched_off(app.store().now());
    let save = |version, after: &domain::endpoint::Endpoint| {
        let mut tx = Transaction::new();
        app.store().endpoints().save(&mut tx, version, after);
        tx
    };
    app.store().commit(save(1, &after)).await.unwrap();
    let by_hand = staff.clone().get("/console").await.expect_status(200).text();
    assert!(!by_hand.contains("are switched off"), "who did it knows");
    after.off = Some(Off { since: app.store().now(), reason: OffReason::Failing });
    app.store().commit(save(2, &after)).await.unwrap();
    let today = staff.get("/console").await.expect_status(200).text();
    assert!(today.contains("Webhooks to partner.example are switched off"), "{today}");
    assert!(today.contains(&format!("/console/endpoints/{endpoint}")));
    let other = app.as_staff(adviser("hub")).await.language("en").get("/console").await.text();
    assert!(!other.contains("partner.example"));
}

#[tokio::test]
async fn an_endpoint_of_an_agency_that_ended_keeps_it_when_it_is_changed() {
    let app = app().await;
    let mut body = body(URL);
    body["agency"] = json!("beci");
    let made = app.as_admin().key("ended").post_json("/v1/endpoints", &body).await.expect_status(201).json();
    let catalogue = app.store().catalogue();
    let beci = catalogue.row::<domain::agency::Agency>(Kind::Agency, "beci").await.unwrap().unwrap();
    let mut ended = beci.value;
    ended.valid_to = Some("2026-06-30".parse().unwrap());
    catalogue.put(Kind::Agency, "beci", &ended, Condition::Version(beci.version)).await.unwrap();
    let new = app.as_admin().key("new").post_json("/v1/endpoints", &body).await.expect_status(422).json();
    assert_eq!(new["errors"][0]["pointer"], "/agency", "{new}");
    let (staff, path) = (app.as_staff(StaffRole::Coordinator).await, format!("/console/endpoints/{}", id(&made)));
    let page = staff.clone().get(&path).await.expect_status(200).text();
    let option = page.split("<option").find(|option| option.contains("value=\"beci\"")).expect("it is offered");
    assert!(option.contains("selected"), "{option}");
    let version = page.split("name=\"version\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let change = [("url", "https://new.example/"), ("types", "need.*"), ("agency", "beci"), ("version", version)];
    staff.form(&path, &change).await.expect_status(303);
    let kept = app.store().endpoints().list().await.unwrap().remove(0);
    assert!(serde_json::to_string(&kept.reach).unwrap().contains("beci"), "{:?}", kept.reach);
}
