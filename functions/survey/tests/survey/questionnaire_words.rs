//! The words around the questions: changed in the console and by program, tried,
//! published, and read under the version that holds.

use domain::ids::AgencyId;
use domain::staff::StaffRole;
use serde_json::{Value, json};
use testkit::{Request, TestApp};

use crate::common::{after_visit, app, survey};

const PAGE: &str = "/console/survey/questionnaire";

async fn coordinator(app: &TestApp) -> Request<'_> {
    app.as_staff(StaffRole::Coordinator).await.language("en")
}

async fn page(app: &TestApp, path: &str) -> String {
    app.anonymous().language("en").get(path).await.expect_status(200).text()
}

/// A survey after a visit that is made now.
async fn made_now(app: &TestApp, agency: &str) -> String {
    survey(
        app,
        json!({"variant": "after_visit", "location": "icab", "agency": agency, "opens": "2026-11-01", "closes": "2026-12-31"}),
    )
    .await
}

/// The fields of some texts, each the same in three languages.
fn fields(version: &str, texts: &[&str]) -> Vec<(String, String)> {
    let each =
        |(at, text): (usize, &&str)| ["fr", "nl", "en"].map(|of| (format!("{of}_{at}"), format!("{text} ({of})")));
    let version = ("version".to_owned(), version.to_owned());
    std::iter::once(version).chain(texts.iter().enumerate().flat_map(each)).collect()
}

async fn sent(app: &TestApp, part: &str, fields: &[(String, String)], status: u16) -> String {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    coordinator(app).await.form(&format!("{PAGE}/words/{part}"), &fields).await.expect_status(status).text()
}

#[tokio::test]
async fn titles_headings_and_answers_are_worded_in_the_console_and_reach_what_opens_after() {
    let app = app().await;
    let before = after_visit(&app).await;
    app.clock.advance(chrono::TimeDelta::minutes(1));
    let list = coordinator(&app).await.get(PAGE).await.expect_status(200).text();
    for part in ["titles", "sections", "sat5", "nps", "yesno"] {
        let path = format!("{PAGE}/words/{part}");
        assert!(list.contains(&format!("href=\"{path}\"")), "{part}: {list}");
        let shown = coordinator(&app).await.get(&path).await.expect_status(200).text();
        assert_eq!(shown.matches("<h1>").count(), 1, "{part}");
    }
    let own = coordinator(&app).await.get(&format!("{PAGE}/words/titles")).await.text();
    assert!(own.contains("value=\"Comment s’est passé votre entretien"), "the product's own to begin with: {own}");
    for part in ["text", "agency", "nothing"] {
        coordinator(&app).await.get(&format!("{PAGE}/words/{part}")).await.expect_status(404);
    }
    sent(&app, "titles", &fields("0", &["And?", "Your view"]), 303).await;
    let steps = ["Bad", "Poor", "So-so", "Good", "Great"];
    let late = sent(&app, "sat5", &fields("0", &steps), 422).await;
    assert!(late.contains("So-so (en)") && late.contains("f-fr-0-error"), "what was typed stays: {late}");
    let stands = coordinator(&app).await.get(&format!("{PAGE}/words/sat5")).await.text();
    assert!(!stands.contains("So-so"), "it changed since the form was shown");
    let mut half = fields("1", &steps);
    half.retain(|(name, _)| name != "nl_3");
    let refused = sent(&app, "sat5", &half, 422).await;
    let field = refused.split("id=\"f-nl-3\"").nth(1).unwrap().split('>').next().unwrap();
    assert!(field.contains("aria-invalid") && refused.contains("So-so (en)"), "{refused}");
    sent(&app, "sat5", &fields("1", &steps), 303).await;
    sent(&app, "sections", &fields("2", &["The talk", "After it", "What you knew", "All in all", "Ideas"]), 303).await;
    let tried = coordinator(&app).await.get(&format!("{PAGE}/as/draft/after_visit")).await.expect_status(200).text();
    let title = |page: &str| page.split("<h1>").nth(1).unwrap().split('<').next().unwrap().to_owned();
    for words in ["The talk (en)", "All in all (en)", "Great (en)"] {
        assert!(tried.contains(words), "{words}: {tried}");
    }
    assert_eq!(title(&tried), "And? (en)");
    let publish = [("version", "3"), ("action", "publish"), ("why", "In their own words.")];
    coordinator(&app).await.form(PAGE, &publish).await.expect_status(303);
    let after = made_now(&app, "citydev").await;
    let (old, new) = (page(&app, &format!("/s/{before}")).await, page(&app, &format!("/s/{after}")).await);
    assert!(new.contains("Great (en)") && new.contains("The talk (en)"), "{new}");
    assert_eq!(title(&new), "And? (en)");
    assert!(old.contains("Very satisfied") && !old.contains("(en)"), "an open one stays as it was: {old}");
    let quarterly = json!({"variant": "quarterly", "location": "icab", "opens": "2026-11-01", "closes": "2026-12-31"});
    assert_eq!(title(&page(&app, &format!("/s/{}", survey(&app, quarterly).await)).await), "Your view (en)");
    // Both say under which version they are read.
    for (id, version) in [(&before, 1), (&after, 2)] {
        let read = app.as_admin().get(&format!("/v1/surveys/{id}")).await.expect_status(200).json();
        assert_eq!(read["questionnaire_version"], version, "{read}");
    }
    let back = [("version", "0"), ("action", "restore:1"), ("why", "They were clearer.")];
    coordinator(&app).await.form(PAGE, &back).await.expect_status(303);
    let again = page(&app, &format!("/s/{}", made_now(&app, "hub").await)).await;
    assert!(again.contains("Very satisfied") && !again.contains("(en)"), "{again}");
}

#[tokio::test]
async fn what_is_worked_on_is_written_tried_and_dropped_by_program() {
    let app = app().await;
    let path = "/v1/questionnaires/draft";
    app.as_admin().get(path).await.expect_status(404);
    let own = app.as_admin().get("/v1/questionnaires/1").await.expect_status(200).json();
    assert_eq!(own["words"]["sections"][0]["id"], "experience");
    assert_eq!(own["words"]["scales"][0]["options"][4]["label"]["en"], "Very satisfied");
    let label = |text: &str| json!({"fr": text, "nl": text, "en": text});
    let mut body = json!({"from": 1, "questions": own["questions"],
        "words": {"scales": [{"id": "yesno", "options": [{"v": "yes", "label": label("Aye")}]}]}});
    app.as_admin().put_json(path, &body).await.expect_status(428);
    let made = app.as_admin().header("if-none-match", "*").put_json(path, &body).await.expect_status(201);
    assert_eq!((made.header("etag"), made.json()["words"]["sections"].as_array().unwrap().len()), ("\"v1\"", 5));
    app.as_admin().header("if-none-match", "*").put_json(path, &body).await.expect_status(412);
    body["words"]["scales"][0]["options"][0]["v"] = json!("maybe");
    let refused = app.as_admin().if_match("\"v1\"").put_json(path, &body).await.expect_status(422).json();
    assert_eq!(refused["errors"][0]["pointer"], "/words/scales/0/options/0/v");
    body["words"]["scales"][0]["options"][0] = json!({"v": "no", "label": label("Nay"), "colour": "red"});
    let refused = app.as_admin().if_match("\"v1\"").put_json(path, &body).await.expect_status(422).json();
    assert_eq!(refused["errors"][0]["pointer"], "/words/scales/0/options/0/colour");
    body["words"]["scales"][0]["options"][0] = json!({"v": "no", "label": label("Aye")});
    let changed = app.as_admin().if_match("\"v1\"").put_json(path, &body).await.expect_status(200);
    assert_eq!(app.as_admin().get(path).await.expect_status(200).json(), changed.json());
    // The console works on the same.
    let shown = coordinator(&app).await.get(&format!("{PAGE}/words/yesno")).await.expect_status(200).text();
    assert!(shown.contains("value=\"Aye\""), "{shown}");
    let trial = |answers: Value| json!({"variant": "after_visit", "answers": answers});
    let wrong = trial(json!({"overall": 7}));
    let refused = app.as_admin().post_json(&format!("{path}/try"), &wrong).await.expect_status(422).json();
    let pointers: Vec<&Value> = refused["errors"].as_array().unwrap().iter().map(|error| &error["pointer"]).collect();
    assert!(
        pointers.contains(&&json!("/answers/overall")) && pointers.contains(&&json!("/answers/recommend")),
        "{refused}"
    );
    let whole = json!({"agency": "innoviris", "overall": 4, "useful": 5, "effort": 4, "referred": "no", "wait": 2, "recommend": 9});
    let told = app.as_admin().post_json(&format!("{path}/try"), &trial(whole)).await.expect_status(200).json();
    assert_eq!(told["complete"], true);
    assert!(!told["kept"].as_array().unwrap().contains(&json!("wait")), "it was not shown: {told}");
    app.as_admin().post_json("/v1/questionnaires/9/try", &trial(json!({}))).await.expect_status(404);
    app.as_admin().if_match("\"v1\"").send("DELETE", path).await.expect_status(412);
    app.as_admin().if_match("\"v2\"").send("DELETE", path).await.expect_status(204);
    app.as_admin().get(path).await.expect_status(404);
    let adviser = StaffRole::Adviser { agency: AgencyId::parse("hub").unwrap() };
    app.as_staff(adviser).await.get(path).await.expect_status(404);
    app.anonymous().post_json(&format!("{path}/try"), &wrong).await.expect_status(401);
}

#[tokio::test]
async fn words_are_published_by_program_and_a_wave_says_which_version_it_asks() {
    let app = app().await;
    let own = app.as_admin().get("/v1/questionnaires/1").await.json();
    let wave = json!({"variant": "after_visit", "locations": ["icab"], "opens": "2026-11-20", "closes": "2026-11-30"});
    let open = app.as_admin().key("w1").post_json("/v1/waves", &wave).await.expect_status(201).json();
    app.clock.advance(chrono::TimeDelta::minutes(1));
    let text = json!({"fr": "Votre avis", "nl": "Uw mening", "en": "What you think"});
    let body = json!({"from": 1, "why": "Shorter.", "questions": own["questions"], "words": {"title": text}});
    let made = app.as_admin().key("v2").post_json("/v1/questionnaires", &body).await.expect_status(201).json();
    assert_eq!((&made["words"]["title"], &made["words"]["sections"]), (&text, &own["words"]["sections"]));
    let later = json!({"variant": "after_visit", "locations": ["icab"], "opens": "2026-12-01", "closes": "2026-12-31"});
    let later = app.as_admin().key("w2").post_json("/v1/waves", &later).await.expect_status(201).json();
    assert_eq!((&open["questionnaire_version"], &later["questionnaire_version"]), (&json!(1), &json!(2)));
    let read =
        app.as_admin().get(&format!("/v1/waves/{}", open["id"].as_str().unwrap())).await.expect_status(200).json();
    assert_eq!(read["questionnaire_version"], 1);
    let listed = app.as_admin().get("/v1/waves").await.expect_status(200).json();
    let versions: Vec<&Value> =
        listed["items"].as_array().unwrap().iter().map(|wave| &wave["questionnaire_version"]).collect();
    assert_eq!(versions, [&json!(2), &json!(1)]);
    // A survey that is to open asks the new one, and is no longer what a program knew.
    let path = |id: &str| format!("/v1/surveys/{id}");
    let spring = json!({"variant": "quarterly", "location": "icab", "opens": "2027-03-01", "closes": "2027-03-31"});
    let spring = survey(&app, spring).await;
    let known = app.as_admin().get(&path(&spring)).await.expect_status(200);
    assert_eq!(known.json()["questionnaire_version"], 2);
    let tag = known.header("etag").to_owned();
    app.as_admin().header("if-none-match", &tag).get(&path(&spring)).await.expect_status(304);
    let third = json!({"from": 2, "why": "As it was.", "questions": own["questions"], "words": own["words"]});
    app.as_admin().key("v3").post_json("/v1/questionnaires", &third).await.expect_status(201);
    let now = app.as_admin().header("if-none-match", &tag).get(&path(&spring)).await.expect_status(200).json();
    assert_eq!(now["questionnaire_version"], 3);
}
