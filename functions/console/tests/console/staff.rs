//! Who may sign in: inviting, changing, deactivating, handing over.

use crate::support::{adviser, app, host, link, sign_in, somebody, waiting};
use domain::staff::StaffRole;
use flows::staff::StaffMail;
use rstest::rstest;
use serde_json::{Value, json};
use testkit::TestApp;

fn mia() -> Value {
    json!({"name": "Mia Maes", "email": "mia@hub.example", "role": "adviser", "agency": "hub", "language": "nl"})
}

#[tokio::test]
async fn an_invitation_makes_a_person_who_can_come_in_by_its_link() {
    let app = app().await;
    let made = app.as_admin().key("k1").post_json("/v1/staff", &mia()).await.expect_status(201);
    let view = made.json();
    assert_eq!(view["role"], "adviser");
    assert_eq!(view["agency"], "hub");
    assert_eq!(view["location"], Value::Null);
    assert_eq!(view["active"], true);
    let path = format!("/v1/staff/{}", view["id"].as_str().unwrap());
    assert_eq!(made.header("location"), path);
    let read = app.as_admin().get(&path).await.expect_status(200);
    assert_eq!(read.json(), view);
    assert_eq!(read.header("etag"), made.header("etag"));
    let known = app.as_admin().header("if-none-match", read.header("etag")).get(&path).await;
    assert_eq!(known.status, 304);
    let mails = waiting(&app).await;
    assert!(matches!(mails[0].work.read(), Ok(StaffMail::Invitation { .. })));
    app.clock.advance(chrono::TimeDelta::days(6));
    let entered = app.anonymous().form(&link(&app, &mails[0]), &[]).await.expect_status(303);
    let cookies: Vec<_> = entered.headers.get_all("set-cookie").into_iter().filter_map(|v| v.to_str().ok()).collect();
    assert!(cookies.iter().any(|line| line.starts_with("lang=nl")), "the person’s own language: {cookies:?}");
}

#[tokio::test]
async fn a_repeated_invitation_is_answered_as_the_first_was_whatever_changed_since() {
    let app = app().await;
    let first = app.as_admin().key("k1").post_json("/v1/staff", &mia()).await.expect_status(201);
    let path = first.header("location").to_owned();
    let mut changed = mia();
    changed["name"] = json!("Mia Changed");
    app.clock.advance(chrono::TimeDelta::days(1));
    app.as_admin().if_match("*").put_json(&path, &changed).await.expect_status(200);
    let again = app.as_admin().key("k1").post_json("/v1/staff", &mia()).await.expect_status(201);
    assert_eq!(first.json(), again.json());
    assert_eq!(first.header("etag"), again.header("etag"));
    assert_eq!(app.as_admin().get(&path).await.json()["name"], "Mia Changed");
}

#[tokio::test]
async fn the_same_key_invites_once() {
    let app = app().await;
    let first = app.as_admin().key("k1").post_json("/v1/staff", &mia()).await.expect_status(201);
    let again = app.as_admin().key("\"k1\"").post_json("/v1/staff", &mia()).await.expect_status(201);
    assert_eq!(first.json(), again.json());
    assert_eq!(first.header("etag"), again.header("etag"));
    let mut other = mia();
    other["name"] = json!("Somebody else");
    let reused = app.as_admin().key("k1").post_json("/v1/staff", &other).await.expect_status(422);
    assert!(reused.json()["type"].as_str().unwrap().ends_with("/idempotency-key-reused"));
    app.as_admin().post_json("/v1/staff", &mia()).await.expect_status(400);
    assert_eq!(waiting(&app).await.len(), 1, "one mail");
    app.as_admin().get("/v1/staff?role=adviser").await.expect_status(422);
    let list = app.as_admin().get("/v1/staff").await.json();
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn an_address_belongs_to_one_person() {
    let app = app().await;
    app.as_admin().key("k1").post_json("/v1/staff", &mia()).await.expect_status(201);
    let mut other = mia();
    other["email"] = json!("MIA@hub.example");
    let taken = app.as_admin().key("k2").post_json("/v1/staff", &other).await.expect_status(409);
    assert_eq!(taken.header("content-type"), "application/problem+json");
    assert!(taken.json()["type"].as_str().unwrap().ends_with("/problems/address-taken"));
    app.anonymous()
        .language("en")
        .header("accept", "text/html")
        .get("/problems/address-taken")
        .await
        .expect_status(200);
    let session = app.as_staff(StaffRole::Coordinator).await;
    let fields = [("name", "Mia 2"), ("email", "mia@hub.example"), ("role", "coordinator")];
    let page = session.language("en").form("/console/staff", &fields).await.expect_status(422).text();
    assert!(page.contains("Somebody has this address already") && page.contains("value=\"Mia 2\""));
    assert_eq!(waiting(&app).await.len(), 1);
}

#[rstest]
#[case::no_name(json!({"name": " "}), "/name")]
#[case::two_lines(json!({"name": "A\nB"}), "/name")]
#[case::long_name(json!({"name": "x".repeat(201)}), "/name")]
#[case::no_address(json!({"email": "mia"}), "/email")]
#[case::no_such_role(json!({"role": "boss"}), "/role")]
#[case::adviser_of_nobody(json!({"agency": null}), "/agency")]
#[case::unknown_agency(json!({"agency": "nasa"}), "/agency")]
#[case::ended_agency(json!({"agency": "impulse"}), "/agency")]
#[case::adviser_with_place(json!({"location": "icab"}), "/location")]
#[case::coordinator_with_agency(json!({"role": "coordinator"}), "/agency")]
#[case::unknown_place(json!({"role": "host", "agency": null, "location": "moon"}), "/location")]
#[case::closed_place(json!({"role": "host", "agency": null, "location": "costation"}), "/location")]
#[case::not_active(json!({"active": false}), "/active")]
#[case::unknown_field(json!({"salary": 1}), "/salary")]
#[case::unknown_language(json!({"language": "de"}), "/language")]
#[tokio::test]
async fn bad_input_names_the_field_in_three_languages_and_stores_nothing(#[case] change: Value, #[case] pointer: &str) {
    let app = app().await;
    let mut body = mia();
    for (name, value) in change.as_object().unwrap() {
        body[name] = value.clone();
    }
    let mut said = Vec::new();
    for language in ["fr", "nl", "en"] {
        let answer = app.as_admin().language(language).key("k").post_json("/v1/staff", &body).await.expect_status(422);
        let errors = answer.json()["errors"].clone();
        let error = errors.as_array().unwrap().iter().find(|error| error["pointer"] == pointer);
        said.push(error.unwrap_or_else(|| panic!("{errors}"))["detail"].as_str().unwrap().to_owned());
    }
    assert!(said[0] != said[1] && said[1] != said[2] && said[0] != said[2], "{said:?}");
    assert!(waiting(&app).await.is_empty());
    assert_eq!(app.as_admin().get("/v1/staff").await.json()["items"], json!([]));
}

#[tokio::test]
async fn a_change_names_the_version_that_it_changes() {
    let app = app().await;
    let made = app.as_admin().key("k1").post_json("/v1/staff", &mia()).await.expect_status(201);
    let path = made.header("location").to_owned();
    let mut body = mia();
    body["name"] = json!("Mia Janssens");
    app.as_admin().put_json(&path, &body).await.expect_status(428);
    app.as_admin().if_match("\"v7\"").put_json(&path, &body).await.expect_status(412);
    let changed = app.as_admin().if_match(made.header("etag")).put_json(&path, &body).await.expect_status(200);
    assert_eq!(changed.json()["name"], "Mia Janssens");
    assert_eq!(changed.header("etag"), "\"v2\"");
    assert_eq!(app.as_admin().get(&path).await.header("etag"), "\"v2\"");
    app.as_admin().if_match(made.header("etag")).put_json(&path, &body).await.expect_status(412);
    app.as_admin().send("DELETE", &path).await.expect_status(428);
    app.as_admin().if_match("\"v1\"").send("DELETE", &path).await.expect_status(412);
    app.as_admin().if_match("\"v2\"").send("DELETE", &path).await.expect_status(204);
    assert_eq!(app.as_admin().get(&path).await.json()["active"], false);
}

#[tokio::test]
async fn what_was_read_can_be_sent_back_changed() {
    let app = app().await;
    let made = app.as_admin().key("k1").post_json("/v1/staff", &mia()).await.expect_status(201);
    let path = made.header("location").to_owned();
    let mut body = app.as_admin().get(&path).await.json();
    body["role"] = json!("coordinator");
    body["agency"] = Value::Null;
    let changed = app.as_admin().if_match(made.header("etag")).put_json(&path, &body).await.expect_status(200);
    assert_eq!((&changed.json()["role"], &changed.json()["created_at"]), (&body["role"], &body["created_at"]));
    body["id"] = json!("somebody-else");
    let answer = app.as_admin().if_match(changed.header("etag")).put_json(&path, &body).await.expect_status(422);
    assert_eq!(answer.json()["errors"][0]["pointer"], "/id");
}

#[tokio::test]
async fn a_changed_role_holds_at_once_and_a_changed_address_ends_sessions() {
    let app = app().await;
    somebody(&app, "first@staff.example", StaffRole::Coordinator).await;
    let staff = somebody(&app, "amal@staff.example", StaffRole::Coordinator).await;
    let session = sign_in(&app, "amal@staff.example").await;
    session.clone().get("/v1/staff").await.expect_status(200);
    let path = format!("/v1/staff/{}", staff.id);
    let as_host = json!({"name": "Amal", "email": "amal@staff.example", "role": "host", "location": "icab"});
    app.as_admin().if_match("*").put_json(&path, &as_host).await.expect_status(200);
    session.clone().get("/v1/staff").await.expect_status(404);
    session.clone().get("/v1/overview").await.expect_status(200);
    let moved = json!({"name": "Amal", "email": "amal@icab.example", "role": "host", "location": "icab"});
    app.as_admin().if_match("*").put_json(&path, &moved).await.expect_status(200);
    session.get("/v1/overview").await.expect_status(401);
    somebody(&app, "amal@staff.example", adviser("hub")).await;
}

#[tokio::test]
async fn the_last_active_coordinator_stays() {
    let app = app().await;
    let last = somebody(&app, "last@staff.example", StaffRole::Coordinator).await;
    let heir = somebody(&app, "heir@staff.example", adviser("hub")).await;
    let path = format!("/v1/staff/{}", last.id);
    let refused = app.as_admin().if_match("*").send("DELETE", &path).await.expect_status(409);
    assert!(refused.json()["type"].as_str().unwrap().ends_with("/problems/last-coordinator"));
    let as_host = json!({"name": "L", "email": "last@staff.example", "role": "host", "location": "icab"});
    app.as_admin().if_match("*").put_json(&path, &as_host).await.expect_status(409);
    let second = somebody(&app, "second@staff.example", StaffRole::Coordinator).await;
    app.as_admin().if_match("*").send("DELETE", &path).await.expect_status(204);
    let other = format!("/v1/staff/{}", second.id);
    app.as_admin().if_match("*").send("DELETE", &other).await.expect_status(409);
    let to = json!({"to": heir.id});
    app.as_admin().post_json(&format!("{other}/hand-over"), &to).await.expect_status(422);
    let session = sign_in(&app, "second@staff.example").await;
    let page = session.language("en").form(&format!("/console/staff/{}/deactivate", second.id), &[]).await;
    assert!(page.expect_status(409).text().contains("There has to be a coordinator"));
}

#[tokio::test]
async fn two_coordinators_who_deactivate_each_other_do_not_both_succeed() {
    let app = app().await;
    let a = somebody(&app, "a@staff.example", StaffRole::Coordinator).await;
    let b = somebody(&app, "b@staff.example", StaffRole::Coordinator).await;
    let (path_a, path_b) = (format!("/v1/staff/{}", a.id), format!("/v1/staff/{}", b.id));
    let (one, two) = tokio::join!(
        app.as_admin().if_match("*").send("DELETE", &path_a),
        app.as_admin().if_match("*").send("DELETE", &path_b),
    );
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [204, 409]);
}

#[tokio::test]
async fn work_is_handed_over_to_somebody_who_may_see_the_same() {
    let app = app().await;
    let from = somebody(&app, "from@hub.example", adviser("hub")).await;
    let to = somebody(&app, "to@hub.example", adviser("hub")).await;
    let stranger = somebody(&app, "x@icab.example", host("icab")).await;
    let session = sign_in(&app, "from@hub.example").await;
    let path = format!("/v1/staff/{}/hand-over", from.id);
    for wrong in [json!({"to": stranger.id}), json!({"to": from.id}), json!({"to": "nobody"}), json!({"to": "?"})] {
        let answer = app.as_admin().post_json(&path, &wrong).await.expect_status(422);
        assert_eq!(answer.json()["errors"][0]["pointer"], "/to");
    }
    let done = app.as_admin().post_json(&path, &json!({"to": to.id})).await.expect_status(200);
    assert_eq!(done.json()["handed_over_to"], to.id.as_str());
    assert_eq!(done.json()["active"], false);
    let again = app.as_admin().post_json(&path, &json!({"to": to.id})).await.expect_status(200);
    assert_eq!(again.header("etag"), done.header("etag"), "a repetition changes nothing");
    let coordinator = somebody(&app, "c@staff.example", StaffRole::Coordinator).await;
    app.as_admin().post_json(&path, &json!({"to": coordinator.id})).await.expect_status(409);
    session.get("/console").await.expect_status(303);
}

#[tokio::test]
async fn the_team_is_the_coordinators_business() {
    let app = app().await;
    let someone = somebody(&app, "someone@staff.example", adviser("hub")).await;
    let one = format!("/v1/staff/{}", someone.id);
    for role in [adviser("hub"), host("icab")] {
        let session = app.as_staff(role).await;
        for path in ["/v1/staff", &one, "/v1/deliveries", "/console/staff", "/console/deliveries"] {
            session.clone().get(path).await.expect_status(404);
        }
        session
            .clone()
            .header("sec-fetch-site", "same-origin")
            .key("k")
            .post_json("/v1/staff", &mia())
            .await
            .expect_status(404);
        session.form(&format!("/console/staff/{}/deactivate", someone.id), &[]).await.expect_status(404);
    }
    for path in ["/v1/staff", &one, "/v1/deliveries", "/v1/overview"] {
        app.anonymous().get(path).await.expect_status(401);
    }
    assert!(app.store().staff().load(&someone.id).await.unwrap().unwrap().value.active);
}

#[tokio::test]
async fn the_list_goes_on_by_a_cursor_of_its_own() {
    let app = app().await;
    for n in 0..5 {
        somebody(&app, &format!("p{n}@staff.example"), adviser("hub")).await;
    }
    let first = app.as_admin().get("/v1/staff?limit=2").await.expect_status(200);
    assert!(first.header("link").contains("rel=\"next\""));
    let mut seen = first.json()["items"].as_array().unwrap().clone();
    let mut next = first.json()["next"].clone();
    while let Some(cursor) = next.as_str() {
        let page = app.as_admin().get(&format!("/v1/staff?limit=2&cursor={cursor}")).await.expect_status(200).json();
        seen.extend(page["items"].as_array().unwrap().clone());
        next = page["next"].clone();
    }
    assert_eq!(seen.len(), 5);
    app.as_admin().get("/v1/staff?cursor=abc").await.expect_status(400);
    app.as_admin().get("/v1/staff?limit=0").await.expect_status(422);
}

#[tokio::test]
async fn the_pages_invite_change_deactivate_and_hand_over() {
    let app = app().await;
    let session = app.as_staff(StaffRole::Coordinator).await.language("fr");
    let empty = session.clone().form("/console/staff", &[("role", "adviser")]).await.expect_status(422).text();
    assert!(empty.contains("error-summary"));
    let nowhere = [("name", "Mia Maes"), ("email", "mia@hub.example"), ("role", "host")];
    let nowhere = session.clone().form("/console/staff", &nowhere).await.expect_status(422).text();
    assert!(nowhere.contains("href=\"#f-location\">Lieu : "), "it says which field: {nowhere}");
    let fields = [("name", "Mia Maes"), ("email", "mia@hub.example"), ("role", "adviser"), ("agency", "hub")];
    let invited = session.clone().form("/console/staff", &fields).await.expect_status(303);
    assert_eq!(invited.header("location"), "/console/staff?done=invited");
    let list = session.clone().get("/console/staff?done=invited").await.expect_status(200).text();
    assert!(list.contains("Mia Maes") && list.contains("L’invitation est en route."));
    let id = person(&app, "mia@hub.example").await;
    let page = session.clone().get(&format!("/console/staff/{id}")).await.expect_status(200).text();
    assert!(page.contains("value=\"mia@hub.example\"") && page.contains("name=\"version\" value=\"1\""));
    let change = [
        ("version", "1"),
        ("name", "Mia Janssens"),
        ("email", "mia@hub.example"),
        ("role", "adviser"),
        ("agency", "hub"),
    ];
    session.clone().form(&format!("/console/staff/{id}"), &change).await.expect_status(303);
    // A stale form is shown again as it was filled in, beside what is stored now.
    let stale = change.map(|(name, value)| (name, if name == "name" { "Mia Peeters" } else { value }));
    let stale = session.clone().form(&format!("/console/staff/{id}"), &stale).await.expect_status(422).text();
    assert!(stale.contains("value=\"Mia Peeters\"") && stale.contains("maintenant : Mia Janssens"), "{stale}");
    assert!(stale.contains("name=\"version\" value=\"2\""), "{stale}");
    // What is stored stands in what describes the field, whose label is not put before why it is late.
    let described = stale.split("id=\"f-name-error\"").nth(1).unwrap().split("</p>").next().unwrap();
    assert!(described.contains("maintenant : Mia Janssens"), "{described}");
    assert!(
        stale.contains("<h2>Pas encore enregistré</h2>") && stale.contains("href=\"#f-name\">Quelqu’un"),
        "{stale}"
    );
    session.clone().form(&format!("/console/staff/{id}/invite"), &[]).await.expect_status(303);
    assert_eq!(waiting(&app).await.len(), 2, "the invitation went out twice");
    session.clone().form(&format!("/console/staff/{id}/deactivate"), &[]).await.expect_status(303);
    session.clone().form(&format!("/console/staff/{id}/invite"), &[]).await.expect_status(404);
    session.clone().form(&format!("/console/staff/{id}/activate"), &[]).await.expect_status(303);
    session.clone().form(&format!("/console/staff/{id}/hand-over"), &[]).await.expect_status(422);
    let to = somebody(&app, "to@hub.example", adviser("hub")).await;
    let page = session.clone().get(&format!("/console/staff/{id}")).await.expect_status(200).text();
    assert!(page.contains(&format!("value=\"{}\"", to.id)), "the successor can be chosen");
    session.clone().form(&format!("/console/staff/{id}/hand-over"), &[("to", to.id.as_str())]).await.expect_status(303);
    let page = session.get(&format!("/console/staff/{id}?done=handed-over")).await.expect_status(200).text();
    assert!(page.contains("Repris par") && page.contains("Amal Peeters"));
}

async fn person(app: &TestApp, email: &str) -> String {
    let email = domain::contact::EmailAddress::parse(email).unwrap();
    app.store().staff().by_email(&email).await.unwrap().unwrap().value.id.to_string()
}
