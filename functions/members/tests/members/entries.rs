//! A member is entered, read, changed, ended; by whom, and where what is known
//! of it came from.

use domain::ids::{AgencyId, LocationId};
use domain::staff::StaffRole;
use serde_json::json;
use testkit::{Request, TestApp};

use crate::bench::{app, enter, names, read, robotics};

pub(crate) async fn host<'a>(app: &'a TestApp, place: &str) -> Request<'a> {
    let role = StaffRole::Host { location: LocationId::parse(place).unwrap() };
    app.as_staff(role).await.header("sec-fetch-site", "same-origin")
}

#[tokio::test]
async fn what_is_read_can_be_sent_back_changed_under_its_version() {
    let app = app().await;
    let id = enter(&app, &robotics()).await;
    let path = format!("/v1/members/{id}");
    let first = app.as_admin().get(&path).await.expect_status(200);
    let mut body = first.json();
    assert_eq!(body["name"], "Zoé Robotics");
    assert_eq!(body["enterprise_number"], "0403019261");
    assert_eq!(body["hosted"], json!([{"location": "icab"}]));
    assert_eq!(body["sources"]["stage"]["from"], "coordinator");
    assert_eq!(body["missing"], json!([]));
    body["stage"] = json!("early");
    body["location"] = json!("greenbizz");
    app.as_admin().put_json(&path, &body).await.expect_status(428);
    app.as_admin().if_match("\"v9\"").put_json(&path, &body).await.expect_status(412);
    let changed = app.as_admin().if_match(first.header("etag")).put_json(&path, &body).await.expect_status(200);
    let changed = changed.json();
    assert_eq!((changed["stage"].as_str(), changed["location"].as_str()), (Some("early"), Some("greenbizz")));
    let stays = changed["hosted"].as_array().unwrap();
    assert_eq!((stays.len(), &stays[0]["location"]), (2, &json!("icab")));
    assert!(stays[0]["to"].is_string() && stays[1]["from"].is_string(), "who was where when has an answer: {stays:?}");
    assert_eq!(names(&app, "?location=icab").await, Vec::<String>::new());
    assert_eq!(names(&app, "?location=greenbizz").await, ["Zoé Robotics"]);
    let gone = app.as_admin().get(&path).await;
    app.as_admin().if_match(gone.header("etag")).send("DELETE", &path).await.expect_status(204);
    app.as_admin().get(&path).await.expect_status(404);
    assert_eq!(names(&app, "").await, Vec::<String>::new());
    assert_eq!(app.store().members().counts().await.unwrap().values().map(|one| one.members).sum::<u32>(), 0);
}

#[tokio::test]
async fn each_mistake_is_told_at_its_field() {
    let app = app().await;
    let wrong = json!({"location": "nowhere", "stage": "huge", "colour": "blue", "contact_email": "zoe@"});
    let answer = app.as_admin().header("idempotency-key", "1").post_json("/v1/members", &wrong).await;
    let problem = answer.expect_status(422).json();
    let pointers: Vec<&str> =
        problem["errors"].as_array().unwrap().iter().map(|error| error["pointer"].as_str().unwrap()).collect();
    assert_eq!(pointers, ["/colour", "/contact_email", "/stage", "/location", "/name"], "{problem}");
    // A name and a place that were given are not asked for beside what is wrong.
    for (field, value) in
        [("stage", "zz"), ("contact_email", "zoe@"), ("enterprise_number", "0403.019.262"), ("location", "nowhere")]
    {
        let mut wrong = json!({"name": "Zed2", "location": "icab"});
        wrong[field] = json!(value);
        let entered = app.as_admin().key(field).post_json("/v1/members", &wrong).await.expect_status(422).json();
        let right = json!({"name": "Zed2", "location": "icab"});
        let id = enter(&app, &right).await;
        let put = app.as_admin().if_match("*").put_json(&format!("/v1/members/{id}"), &wrong).await;
        for problem in [entered, put.expect_status(422).json()] {
            let errors = problem["errors"].as_array().unwrap();
            assert_eq!((errors.len(), &errors[0]["pointer"]), (1, &json!(format!("/{field}"))), "{problem}");
        }
    }
    let wrong = json!({"name": "A", "location": "nowhere"});
    let answer = app.as_admin().header("idempotency-key", "2").post_json("/v1/members", &wrong).await;
    assert_eq!(answer.expect_status(422).json()["errors"][0]["pointer"], "/location");
    let wrong = json!({"name": "A", "hosted": [{"location": "icab", "from": "2026-05-01", "to": "2026-04-01"}]});
    let answer = app.as_admin().header("idempotency-key", "3").post_json("/v1/members", &wrong).await;
    assert_eq!(answer.expect_status(422).json()["errors"][0]["pointer"], "/hosted/0/to");
}

#[tokio::test]
async fn a_filter_by_what_there_is_not_is_refused() {
    let app = app().await;
    enter(&app, &robotics()).await;
    let staff = app.as_staff(StaffRole::Coordinator).await.header("sec-fetch-site", "same-origin");
    for field in ["stage", "ict_domain", "need_type", "proposal", "missing"] {
        for list in ["members", "members.csv", "members.xlsx"] {
            let path = format!("/v1/{list}?{field}=nothing");
            let wrong = app.as_admin().get(&path).await.expect_status(422).json();
            assert_eq!(wrong["errors"][0]["pointer"], format!("/{field}"), "{list}");
        }
        let page = staff.clone().get(&format!("/console/members?{field}=nothing")).await.expect_status(422).text();
        assert!(page.contains("Cette valeur n’existe pas"), "{field}");
    }
    assert_eq!(names(&app, "?stage=launch").await, ["Zoé Robotics"]);
    assert!(names(&app, "?stage=scale").await.is_empty(), "a stage that nobody is at");
}

#[tokio::test]
async fn one_key_enters_one_member() {
    let app = app().await;
    app.as_admin().post_json("/v1/members", &robotics()).await.expect_status(400);
    let body = robotics();
    let send = || app.as_admin().header("idempotency-key", "k").post_json("/v1/members", &body);
    let (first, again) = (send().await.expect_status(201), send().await.expect_status(201));
    assert_eq!(first.json(), again.json());
    assert_eq!(names(&app, "").await, ["Zoé Robotics"]);
    let other = json!({"name": "Other", "location": "icab"});
    app.as_admin().header("idempotency-key", "k").post_json("/v1/members", &other).await.expect_status(422);
}

#[tokio::test]
async fn a_host_has_its_own_place_and_nobody_else_sees_members() {
    let app = app().await;
    let id = enter(&app, &robotics()).await;
    let path = format!("/v1/members/{id}");
    app.anonymous().get("/v1/members").await.expect_status(401);
    let adviser = app.as_staff(StaffRole::Adviser { agency: AgencyId::parse("hub").unwrap() }).await;
    adviser.clone().get(&path).await.expect_status(404);
    assert_eq!(adviser.get("/v1/members").await.expect_status(200).json()["items"], json!([]));
    let (own, other) = (host(&app, "icab").await, host(&app, "greenbizz").await);
    other.clone().get(&path).await.expect_status(404);
    assert_eq!(own.clone().get("/v1/members").await.json()["items"][0]["proposals"], json!([]), "not for a landlord");
    assert_eq!(own.clone().get("/v1/members?proposal=any").await.json()["items"], json!([]));
    own.clone().get("/v1/proposals").await.expect_status(404);
    let elsewhere = json!({"name": "B", "location": "greenbizz"});
    own.clone().header("idempotency-key", "1").post_json("/v1/members", &elsewhere).await.expect_status(404);
    let here = json!({"name": "B", "location": "icab"});
    own.clone().header("idempotency-key", "2").post_json("/v1/members", &here).await.expect_status(201);
    let read = own.clone().get(&path).await;
    let mut away = read.json();
    away["hosted"] = json!([{"location": "icab", "to": "2026-11-01"}, {"location": "greenbizz"}]);
    away.as_object_mut().unwrap().remove("location");
    own.clone().if_match(read.header("etag")).put_json(&path, &away).await.expect_status(404);
    // What the coordinator settled stays, whatever a list says.
    let read = own.clone().get(&path).await;
    let mut body = read.json();
    body["stage"] = json!("scale");
    body["headcount_fte"] = json!(4);
    let changed = own.if_match(read.header("etag")).put_json(&path, &body).await.expect_status(200).json();
    assert_eq!((changed["stage"].as_str(), changed["headcount_fte"].as_f64()), (Some("launch"), Some(4.0)));
    assert_eq!(changed["sources"]["headcount_fte"]["from"], "host_list");
}

#[tokio::test]
async fn what_a_member_keeps_from_its_landlord_is_kept() {
    let app = app().await;
    let mut body = robotics();
    body["runway_months"] = json!(2);
    body["founder_non_eu"] = json!(true);
    let id = enter(&app, &body).await;
    let path = format!("/v1/members/{id}");
    assert_eq!(read(&app, &path).await["runway_months"], 2);
    let seen = host(&app, "icab").await.get(&path).await.expect_status(200).json();
    assert_eq!((seen.get("runway_months"), seen.get("founder_non_eu")), (None, None));
    let read_again = host(&app, "icab").await.get(&path).await;
    let own = host(&app, "icab").await.if_match(read_again.header("etag"));
    own.put_json(&path, &read_again.json()).await.expect_status(200);
    assert_eq!(read(&app, &path).await["runway_months"], 2, "what it does not see it does not empty");
}

#[tokio::test]
async fn what_a_member_agrees_to_neither_its_host_nor_the_coordinator_says() {
    let app = app().await;
    let agreed = json!([{"kind": "digest", "given_on": "2026-11-01"}]);
    let mut body = robotics();
    body["consents"] = agreed.clone();
    let path = format!("/v1/members/{}", enter(&app, &body).await);
    assert_eq!(read(&app, &path).await.get("consents"), None);
    for staff in [host(&app, "icab").await, app.as_admin()] {
        let known = staff.clone().get(&path).await;
        let mut body = known.json();
        body["consents"] = agreed.clone();
        staff.if_match(known.header("etag")).put_json(&path, &body).await.expect_status(200);
        assert_eq!(read(&app, &path).await.get("consents"), None);
    }
}
