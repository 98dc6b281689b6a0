//! Suggestions: taken up in one press without names, joined, decided, answered in
//! public.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use domain::ids::{AgencyId, LocationId};
use domain::staff::StaffRole;
use serde_json::{Value, json};
use testkit::{Request, TestApp};

use crate::common::{after_visit, answer, app, count};

/// An application with a survey on which these texts were written.
async fn written(texts: &[&str]) -> (TestApp, String) {
    let app = app().await;
    let survey = after_visit(&app).await;
    for (at, text) in texts.iter().enumerate() {
        let answers = json!({"overall": 4, "suggestions": text});
        answer(&app, &survey, &format!("k{at}"), answers).await.expect_status(201);
    }
    count(&app).await;
    (app, survey)
}

async fn coordinator(app: &TestApp) -> Request<'_> {
    app.as_staff(StaffRole::Coordinator).await.language("en")
}

/// Presses "take it up" beside every text; where each leads to.
async fn take_all(app: &TestApp, survey: &str) -> Vec<String> {
    let page = coordinator(app).await.get(&format!("/console/survey/{survey}")).await.expect_status(200).text();
    let actions = page.split("action=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned());
    let mut led = Vec::new();
    for action in actions.filter(|action| action.ends_with("/take")) {
        let answer = coordinator(app).await.form(&action, &[("take", "yes")]).await.expect_status(303);
        let again = coordinator(app).await.form(&action, &[("take", "yes")]).await.expect_status(303);
        assert_eq!(answer.header("location"), again.header("location"), "pressed twice it is one");
        led.push(answer.header("location").split('?').next().unwrap().to_owned());
    }
    led
}

async fn list(app: &TestApp, state: &str) -> Vec<Value> {
    let found = app.as_admin().get(&format!("/v1/suggestions?state={state}")).await.expect_status(200).json();
    found["items"].as_array().unwrap().clone()
}

#[tokio::test]
async fn what_somebody_wrote_is_taken_up_in_one_press_without_names_and_numbers() {
    let text = "Mme Maes devrait répondre : zoe@zoe.example ou +32 470 12 34 56. Un créneau le soir.";
    let (app, survey) = written(&[text]).await;
    let led = take_all(&app, &survey).await;
    assert_eq!(led.len(), 1);
    let made = &list(&app, "new").await[0];
    assert_eq!(made["text"], "Mme […] devrait répondre : […] ou […]. Un créneau le soir.");
    assert_eq!((&made["place"], &made["agency"], &made["said"]), (&json!("icab"), &json!("innoviris"), &json!(1)));
    let page = coordinator(&app).await.get(&format!("/console/survey/{survey}")).await.expect_status(200).text();
    assert!(page.contains("Taken up as a suggestion") && !page.contains("/take\""), "{page}");
    let texts = app.as_admin().get(&format!("/v1/surveys/{survey}/texts")).await.expect_status(200).json();
    assert_eq!(texts["items"][0]["suggestion"], made["id"]);
    assert_eq!(texts["items"][0]["text"], text, "the coordinator still reads what was written");
}

#[tokio::test]
async fn what_says_the_same_is_proposed_and_joined_and_counts_for_both() {
    let texts = ["Un créneau le soir, après 17 h", "Des créneaux en soirée, svp", "Plus de parking à vélos"];
    let (app, survey) = written(&texts).await;
    take_all(&app, &survey).await;
    let all = list(&app, "new").await;
    assert_eq!(all.len(), 3);
    let of = |text: &str| all.iter().find(|one| one["text"] == text).unwrap()["id"].as_str().unwrap().to_owned();
    let (one, other, bikes) = (of(texts[0]), of(texts[1]), of(texts[2]));
    let path = format!("/console/survey/suggestions/{one}");
    let page = coordinator(&app).await.get(&path).await.expect_status(200).text();
    assert!(page.contains(&format!("value=\"{other}\"")) && !page.contains(&format!("value=\"{bikes}\"")), "{page}");
    for _ in 0..2 {
        let join = [("with", other.as_str())];
        coordinator(&app).await.form(&format!("{path}/join"), &join).await.expect_status(303);
    }
    let joined = app.as_admin().get(&format!("/v1/suggestions/{one}")).await.expect_status(200).json();
    assert_eq!(joined["said"], 2);
    app.as_admin().get(&format!("/v1/suggestions/{other}")).await.expect_status(404);
    assert_eq!(list(&app, "new").await.len(), 2);
    coordinator(&app).await.form(&format!("{path}/join"), &[("with", one.as_str())]).await.expect_status(404);
}

#[tokio::test]
async fn what_is_decided_and_answered_is_told_to_whoever_answers_there() {
    let (app, survey) = written(&["Un créneau le soir"]).await;
    take_all(&app, &survey).await;
    let id = list(&app, "new").await[0]["id"].as_str().unwrap().to_owned();
    let thanks = format!("/s/{survey}/thanks");
    let page = async || app.anonymous().language("en").get(&thanks).await.expect_status(200).text();
    assert!(!page().await.contains("What you said"));
    let path = format!("/console/survey/suggestions/{id}");
    let fields = |version: &'static str, nl: &'static str| {
        [
            ("version", version),
            ("text", "Un créneau le soir"),
            ("place", "icab"),
            ("agency", ""),
            ("state", "planned"),
            ("answer_fr", "Jeudi jusqu’à 18 h"),
            ("answer_nl", nl),
            ("answer_en", ""),
            ("owner", ""),
            ("due", "2026-12-03"),
        ]
    };
    let half = coordinator(&app).await.form(&path, &fields("1", "")).await.expect_status(422);
    assert!(half.text().contains("answer_nl"));
    coordinator(&app).await.form(&path, &fields("1", "Donderdag tot 18 u.")).await.expect_status(303);
    // A stale form is shown again as it was filled in, beside what is stored now.
    let stale = coordinator(&app).await.language("en").form(&path, &fields("1", "Vrijdag tot 18 u.")).await;
    let stale = stale.expect_status(422).text();
    assert!(stale.contains("Somebody else changed this meanwhile") && stale.contains("name=\"version\" value=\"2\""));
    assert!(stale.contains("Vrijdag tot 18 u.") && stale.contains("Stored now: Donderdag tot 18 u."), "{stale}");
    assert!(stale.contains(">Answer in Dutch: It differs from what is stored.<"), "{stale}");
    // What is chosen among names and words is said by them, not by its id or code.
    let other = fields("1", "Donderdag tot 18 u.");
    let other = other.map(|(name, value)| match name {
        "place" => (name, "greenbizz"),
        "state" => (name, "done"),
        _ => (name, value),
    });
    let stale = coordinator(&app).await.language("en").form(&path, &other).await.expect_status(422).text();
    assert!(stale.contains("Stored now: ICAB") && stale.contains("Stored now: Planned"), "{stale}");
    let told = page().await;
    assert!(told.contains("What you said") && told.contains("Jeudi jusqu’à 18 h"), "{told}");
    assert!(list(&app, "new").await.is_empty());
    assert_eq!(list(&app, "planned").await[0]["due"], "2026-12-03");
    let console = coordinator(&app).await.get("/console/survey/suggestions?state=planned").await.expect_status(200);
    assert!(console.text().contains("Un créneau le soir"));
}

#[tokio::test]
async fn programs_note_and_change_suggestions_and_others_of_the_staff_find_none() {
    let app = app().await;
    let body = json!({"text": "Un créneau le soir", "place": "icab"});
    let made = app.as_admin().key("k").post_json("/v1/suggestions", &body).await.expect_status(201);
    let again = app.as_admin().key("k").post_json("/v1/suggestions", &body).await.expect_status(201);
    assert_eq!(made.json(), again.json());
    let path = made.header("location").to_owned();
    let done = json!({"text": "Un créneau le soir", "state": "done", "answer": {"fr": "Fait", "nl": "Gedaan"}});
    app.as_admin().put_json(&path, &done).await.expect_status(428);
    let changed = app.as_admin().if_match("\"v1\"").put_json(&path, &done).await.expect_status(200);
    assert_eq!((changed.header("etag"), &changed.json()["place"]), ("\"v2\"", &Value::Null));
    app.as_admin().if_match("\"v1\"").put_json(&path, &done).await.expect_status(412);
    let wrong = json!({"text": "", "place": "nowhere", "state": "done", "owner": "nobody"});
    let refused = app.as_admin().key("w").post_json("/v1/suggestions", &wrong).await.expect_status(422).json();
    let pointers: Vec<&str> =
        refused["errors"].as_array().unwrap().iter().map(|error| error["pointer"].as_str().unwrap()).collect();
    assert_eq!(pointers, ["/text", "/place", "/owner"]);
    app.as_admin().get("/v1/suggestions?state=lost").await.expect_status(422);
    let roles = [
        StaffRole::Host { location: LocationId::parse("icab").unwrap() },
        StaffRole::Adviser { agency: AgencyId::parse("innoviris").unwrap() },
    ];
    for role in roles {
        app.as_staff(role.clone()).await.get("/v1/suggestions").await.expect_status(404);
        app.as_staff(role).await.get("/console/survey/suggestions").await.expect_status(404);
    }
}
