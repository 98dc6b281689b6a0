//! The questionnaire in versions: worked on, tried, published, restored; what
//! is open goes on asking its own.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use domain::ids::AgencyId;
use domain::staff::StaffRole;
use serde_json::{Value, json};
use testkit::{Request, TestApp};

use crate::common::{answer, app, count, filled, submission, survey};

const PAGE: &str = "/console/survey/questionnaire";

async fn coordinator(app: &TestApp) -> Request<'_> {
    app.as_staff(StaffRole::Coordinator).await.language("en")
}

async fn version(app: &TestApp, number: u32) -> Value {
    app.as_admin().get(&format!("/v1/questionnaires/{number}")).await.expect_status(200).json()
}

/// The questions of a version with one change, as they are sent back.
fn changed(version: &Value, change: impl FnOnce(&mut Vec<Value>)) -> Value {
    let mut questions = version["questions"].as_array().unwrap().clone();
    change(&mut questions);
    json!({"from": version["version"], "why": "Members did not understand it.", "questions": questions})
}

fn at(questions: &[Value], id: &str) -> usize {
    questions.iter().position(|question| question["id"] == id).unwrap()
}

fn parking() -> Value {
    json!({"id": "parking", "section": "experience", "scale": "yesno", "asked_in": ["after_visit"],
        "text": {"fr": "Y avait-il une place ?", "nl": "Was er plaats?", "en": "Was there a place to park?"}})
}

async fn open_now(app: &TestApp) -> String {
    let body = json!({"variant": "after_visit", "location": "icab", "agency": "innoviris",
        "opens": "2026-11-01", "closes": "2026-12-31"});
    survey(app, body).await
}

async fn results(app: &TestApp, id: &str) -> Value {
    app.as_admin().get(&format!("/v1/surveys/{id}/results")).await.expect_status(200).json()
}

#[tokio::test]
async fn what_was_answered_stays_readable_under_its_own_version() {
    let app = app().await;
    let old = open_now(&app).await;
    let own = version(&app, 1).await;
    assert_eq!((&own["published"], &own["at"]), (&json!(true), &Value::Null));
    app.clock.advance(chrono::TimeDelta::minutes(1));
    let body = changed(&own, |questions| {
        questions.remove(at(questions, "effort"));
        let overall = at(questions, "overall");
        questions[overall]["text"]["en"] = json!("Are you satisfied?");
        questions.insert(overall + 1, parking());
    });
    let made = app.as_admin().key("v2").post_json("/v1/questionnaires", &body).await.expect_status(201);
    assert_eq!(made.header("location"), "/v1/questionnaires/2");
    let again = app.as_admin().key("v2").post_json("/v1/questionnaires", &body).await.expect_status(201);
    assert_eq!(again.json(), made.json());
    let body = json!({"variant": "after_visit", "location": "icab", "agency": "citydev",
        "opens": "2026-11-01", "closes": "2026-12-31"});
    let new = survey(&app, body).await;
    for id in 0..5 {
        let key = format!("k{id}");
        answer(&app, &old, &key, json!({"overall": 4, "effort": 5})).await.expect_status(201);
        answer(&app, &old, &key, json!({"overall": 4, "parking": "yes"})).await.expect_status(422);
        answer(&app, &new, &key, json!({"overall": 2, "parking": "yes"})).await.expect_status(201);
    }
    answer(&app, &new, "late", json!({"effort": 5})).await.expect_status(422);
    count(&app).await;
    let (before, after) = (results(&app, &old).await, results(&app, &new).await);
    assert_eq!(before["questions"]["effort"]["n"], 5);
    assert_eq!(before["questions"].get("parking"), None);
    assert_eq!(after["questions"]["parking"]["distribution"]["yes"], 1.0);
    assert_eq!(after["questions"].get("effort"), None);
    let csv = |id: String| {
        let request = app.as_admin().language("en");
        async move { request.get(&format!("/v1/surveys/{id}/results.csv")).await.expect_status(200).text() }
    };
    let (before, after) = (csv(old.clone()).await, csv(new.clone()).await);
    assert!(before.contains("effort,") && !before.contains("Are you satisfied?") && !before.contains("parking,"));
    assert!(after.contains("Are you satisfied?") && after.contains("parking,") && !after.contains("effort,"));
    let page = app.anonymous().language("en").get(&format!("/s/{old}")).await.expect_status(200).text();
    assert!(page.contains("Overall, how satisfied") && !page.contains("place to park"));
    let page = app.anonymous().language("en").get(&format!("/s/{new}")).await.expect_status(200).text();
    assert!(page.contains("place to park"));
    let page = coordinator(&app).await.get(&format!("/console/survey/{old}")).await.expect_status(200).text();
    assert!(page.contains("It was easy to get an appointment") && page.contains("questions of version 1"), "{page}");
}

#[tokio::test]
async fn a_wave_asks_what_held_before_its_first_day_and_an_open_one_stays() {
    let app = app().await;
    let wave =
        |opens: &str| json!({"variant": "after_visit", "locations": ["icab"], "opens": opens, "closes": "2026-12-31"});
    app.as_admin().key("w1").post_json("/v1/waves", &wave("2026-11-20")).await.expect_status(201);
    app.clock.advance(chrono::TimeDelta::minutes(1));
    let body = changed(&version(&app, 1).await, |questions| questions.insert(1, parking()));
    app.as_admin().key("v2").post_json("/v1/questionnaires", &body).await.expect_status(201);
    let page = || async { app.anonymous().language("en").get("/s/p.icab").await.expect_status(200).text() };
    assert!(!page().await.contains("place to park"), "it was open before");
    let mut ended = wave("2026-11-20");
    ended["closes"] = json!("2026-11-24");
    let id = app.as_admin().get("/v1/waves").await.json()["items"][0]["id"].as_str().unwrap().to_owned();
    app.as_admin().if_match("\"v1\"").put_json(&format!("/v1/waves/{id}"), &ended).await.expect_status(200);
    app.as_admin().key("w2").post_json("/v1/waves", &wave("2026-11-25")).await.expect_status(201);
    app.clock.advance(chrono::TimeDelta::days(1));
    assert!(page().await.contains("place to park"), "it opened the day after");
}

#[tokio::test]
async fn a_change_is_tried_published_and_taken_back_in_the_console() {
    let app = app().await;
    let words = [("version", "0"), ("fr", "Une place ?"), ("nl", "Plaats?"), ("en", "A place to park?")];
    let more = [("section", "followup"), ("scale", "text"), ("asked_in", "after_visit"), ("show_if", "referred=yes")];
    let fields: Vec<(&str, &str)> = words.into_iter().chain(more).collect();
    let add = format!("{PAGE}/questions/new");
    coordinator(&app).await.get(&add).await.expect_status(200);
    let added = coordinator(&app).await.form(&add, &fields).await.expect_status(303);
    assert_eq!(added.header("location"), format!("{PAGE}?done=saved#q-q1"));
    coordinator(&app).await.form(&add, &fields).await.expect_status(412);
    let mut late = fields.clone();
    late[3] = ("en", "Somewhere to park?");
    let late = coordinator(&app).await.form(&format!("{PAGE}/questions/q1"), &late).await.expect_status(422).text();
    assert!(late.contains("Somewhere to park?") && late.contains("A place to park?"), "typed and stored: {late}");
    let up = [("version", "1"), ("action", "up:recommend")];
    coordinator(&app).await.form(PAGE, &up).await.expect_status(303);
    let refused = coordinator(&app).await.form(PAGE, &[("version", "2"), ("action", "up:wait")]).await;
    let told = refused.expect_status(422).text();
    assert!(
        told.contains("A place to park?” could not be shown")
            || told.contains("promised follow-up?” could not be shown"),
        "{told}"
    );
    let tried = format!("{PAGE}/as/draft/after_visit");
    let page = coordinator(&app).await.get(&tried).await.expect_status(200).text();
    assert!(page.contains("A place to park?") && page.contains("nothing that you fill in is stored"), "{page}");
    let wrong = coordinator(&app).await.form(&tried, &[("overall", "4")]).await.expect_status(422).text();
    assert!(wrong.contains("aria-invalid"), "{wrong}");
    let filled = [("agency", "innoviris"), ("overall", "4"), ("useful", "5"), ("effort", "4"), ("recommend", "9")];
    let right = coordinator(&app).await.form(&tried, &filled).await.expect_status(200).text();
    assert!(right.contains("would now count"), "{right}");
    assert_eq!(count(&app).await, 0, "nothing was stored");
    assert_eq!(app.as_admin().get("/v1/questionnaires").await.json()["items"].as_array().unwrap().len(), 1);
    let publish = |why: &'static str| [("version", "2"), ("action", "publish"), ("why", why)];
    coordinator(&app).await.form(PAGE, &publish(" ")).await.expect_status(422);
    coordinator(&app).await.form(PAGE, &publish("Parking is asked for.")).await.expect_status(303);
    let second = version(&app, 2).await;
    assert_eq!((&second["why"], &second["published"]), (&json!("Parking is asked for."), &json!(true)));
    let page = coordinator(&app).await.get(PAGE).await.expect_status(200).text();
    assert!(page.contains("Parking is asked for.") && page.contains("Take up version 1 again"), "{page}");
    let restore = [("version", "0"), ("action", "restore:1"), ("why", "Too long.")];
    coordinator(&app).await.form(PAGE, &restore).await.expect_status(303);
    assert_eq!(version(&app, 3).await["questions"], version(&app, 1).await["questions"]);
    let old = coordinator(&app).await.get(&format!("{PAGE}/as/2/after_visit")).await.expect_status(200).text();
    assert!(old.contains("A place to park?"));
    coordinator(&app).await.get(&format!("{PAGE}/as/9/after_visit")).await.expect_status(404);
}

#[tokio::test]
async fn what_figures_rest_on_cannot_change_and_nobody_publishes_over_another() {
    let app = app().await;
    let own = version(&app, 1).await;
    let other_scale = changed(&own, |questions| questions[1]["scale"] = json!("nps"));
    let refused = app.as_admin().key("a").post_json("/v1/questionnaires", &other_scale).await.expect_status(422).json();
    assert_eq!(refused["errors"][0]["pointer"], "/questions/1/scale");
    let unread = changed(&own, |questions| questions[1]["colour"] = json!("red"));
    let refused = app.as_admin().key("u").post_json("/v1/questionnaires", &unread).await.expect_status(422).json();
    assert_eq!(refused["errors"][0]["pointer"], "/questions/1/colour");
    let body = changed(&own, |questions| questions.swap(1, 2));
    app.as_admin().key("b").post_json("/v1/questionnaires", &body).await.expect_status(201);
    app.as_admin().key("c").post_json("/v1/questionnaires", &body).await.expect_status(412);
    let why = json!({"why": "The order was better."});
    app.as_admin().key("d").post_json("/v1/questionnaires/7/restore", &why).await.expect_status(404);
    let restored = app.as_admin().key("d").post_json("/v1/questionnaires/1/restore", &why).await.expect_status(201);
    assert_eq!(restored.json()["version"], 3);
    let listed = app.as_admin().get("/v1/questionnaires?limit=2").await.expect_status(200).json();
    let numbers: Vec<&Value> = listed["items"].as_array().unwrap().iter().map(|one| &one["version"]).collect();
    assert_eq!(numbers, [&json!(3), &json!(2)]);
    let next = format!("/v1/questionnaires?limit=2&cursor={}", listed["next"].as_str().unwrap());
    assert_eq!(app.as_admin().get(&next).await.expect_status(200).json()["items"][0]["version"], 1);
    app.anonymous().get("/v1/questionnaires").await.expect_status(401);
    app.as_staff(StaffRole::Adviser { agency: AgencyId::parse("hub").unwrap() })
        .await
        .get(PAGE)
        .await
        .expect_status(404);
}

#[tokio::test]
async fn another_language_keeps_what_was_filled_in_and_sends_nothing() {
    let app = app().await;
    let id = open_now(&app).await;
    let path = format!("/s/{id}");
    let page = app.anonymous().get(&format!("{path}?lang=en")).await.expect_status(200).text();
    let key = submission(&page);
    assert!(page.contains("form=\"survey\" name=\"in_language\" value=\"nl\""), "{page}");
    let half =
        [("submission", key.as_str()), ("overall", "2"), ("suggestions", "Later op de dag."), ("in_language", "nl")];
    let other = app.anonymous().form(&format!("{path}?lang=en"), &half).await.expect_status(200).text();
    assert!(other.contains("<html lang=\"nl\"") && other.contains("Later op de dag.</textarea>"), "{other}");
    assert!(other.contains(&format!("action=\"{path}?lang=nl\"")) && !other.contains("aria-invalid"), "{other}");
    let chosen = other.split("name=\"overall\"").find(|rest| rest.contains("value=\"2\" checked"));
    assert!(chosen.is_some(), "{other}");
    assert_eq!((submission(&other), count(&app).await), (key.clone(), 0));
    app.anonymous().form(&format!("{path}?lang=nl"), &filled(&key, &[])).await.expect_status(303);
    assert_eq!(count(&app).await, 1);
}
