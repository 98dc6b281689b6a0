//! Answers by the API: counted once, and nothing that leads back.

use crate::common::{Recording, after_visit, answer, app, count, survey};
use rstest::rstest;
use serde_json::{Value, json};
use store::Write;
use testkit::TestApp;

#[tokio::test]
async fn the_same_answer_sent_fifty_times_counts_once() {
    let app = app().await;
    let id = after_visit(&app).await;
    let sent = (0..50).map(|_| answer(&app, &id, "one", json!({"overall": 4, "suggestions": "Meer tijd."})));
    let answers = futures::future::join_all(sent).await;
    let first = answers[0].text();
    for answer in answers {
        assert_eq!((answer.status, answer.text()), (201, first.clone()));
    }
    assert_eq!(serde_json::from_str::<Value>(&first).unwrap(), json!({"status": "counted", "survey": id}));
    assert_eq!(count(&app).await, 1);
    let results = app.as_admin().get(&format!("/v1/surveys/{id}/results")).await.json();
    assert_eq!(results["n"], 1);
    let texts = app.as_admin().get(&format!("/v1/surveys/{id}/texts")).await.expect_status(200).json();
    assert_eq!(
        texts["items"],
        json!([{"question": "suggestions", "text": "Meer tijd.", "day": "2026-11-24", "suggestion": null}])
    );
    assert_eq!(count(&app).await, 0);
}

#[tokio::test]
async fn an_answer_costs_one_commit_of_three_rows_and_no_read() {
    let table = Recording::new();
    let app = TestApp::over(table.clone(), vec![survey::routes()], false).await;
    let id = after_visit(&app).await;
    answer(&app, &id, "warm", json!({"overall": 4})).await.expect_status(201);
    table.forget();
    answer(&app, &id, "one", json!({"overall": 5})).await.expect_status(201);
    assert_eq!(*table.reads.lock().unwrap(), 0);
    let commits = table.commits.lock().unwrap();
    assert_eq!(commits.len(), 1);
    assert_eq!(commits[0].writes.len(), 3);
}

#[tokio::test]
async fn nothing_that_is_stored_leads_from_an_answer_to_a_moment_or_a_sender() {
    let table = Recording::new();
    let app = TestApp::over(table.clone(), vec![survey::routes()], false).await;
    let id = after_visit(&app).await;
    app.clock.advance(chrono::TimeDelta::milliseconds(4_321_987));
    table.forget();
    answer(&app, &id, "senders-own-key", json!({"overall": 2, "suggestions": "Een kamer."})).await.expect_status(201);
    let nonce = {
        let commits = table.commits.lock().unwrap();
        let response = commits[0].writes.iter().find(|write| write.key().sk.starts_with("RESPONSE#")).unwrap();
        response.key().sk.trim_start_matches("RESPONSE#").to_owned()
    };
    for write in &table.commits.lock().unwrap()[0].writes {
        let Write::Put { key, doc, expires_at, .. } = write else { panic!("only puts") };
        assert!(
            expires_at.is_none_or(|at| at % 86_400 == 0),
            "{key:?} ends at a second that tells when it was written"
        );
        assert!(!doc.contains("senders-own-key") && !key.pk.contains("senders-own-key"));
        assert!(!doc.contains("T10:12") && !doc.contains("created") && !doc.contains("\"at\""), "{doc}");
        if key.pk.starts_with("IDEM#") {
            assert!(!doc.contains(&nonce) && !key.pk.contains(&nonce));
            assert!(doc.contains("counted"));
        }
        if key.sk.starts_with("RESPONSE#") {
            let stored: Value = serde_json::from_str(doc).unwrap();
            let fields: Vec<&String> = stored.as_object().unwrap().keys().collect();
            assert_eq!(fields, ["answers", "day", "language", "survey"]);
            assert_eq!(stored["day"], "2026-11-24");
        }
    }
    table.forget();
    assert_eq!(count(&app).await, 1);
    for commit in table.commits.lock().unwrap().iter() {
        for write in &commit.writes {
            match write {
                // The mark that led to the response goes.
                Write::Delete { key, .. } => assert!(key.pk.starts_with("PENDING#")),
                Write::Put { key, doc, .. } => assert!(!key.sk.contains(&nonce) && !doc.contains(&nonce), "{key:?}"),
                Write::Check { .. } => {}
            }
        }
    }
}

#[tokio::test]
async fn two_people_with_the_same_answers_leave_different_fingerprints() {
    let table = Recording::new();
    let app = TestApp::over(table.clone(), vec![survey::routes()], false).await;
    let id = after_visit(&app).await;
    table.forget();
    for key in ["one", "two"] {
        answer(&app, &id, key, json!({"overall": 4})).await.expect_status(201);
    }
    let commits = table.commits.lock().unwrap();
    let kept = |write: &Write| match write {
        Write::Put { key, doc, .. } if key.pk.starts_with("IDEM#") => Some(doc.clone()),
        _ => None,
    };
    let records: Vec<String> = commits.iter().flat_map(|commit| commit.writes.iter().filter_map(kept)).collect();
    assert_eq!(records.len(), 2);
    assert_ne!(records[0], records[1]);
}

#[rstest]
#[case(json!({"overall": 6}), "/answers/overall")]
#[case(json!({"overall": "4"}), "/answers/overall")]
#[case(json!({"overall": 4.5}), "/answers/overall")]
#[case(json!({"recommend": 11}), "/answers/recommend")]
#[case(json!({"referred": "maybe"}), "/answers/referred")]
#[case(json!({"known_before": ["hub"]}), "/answers/known_before")]
#[case(json!({"shoe_size": 42}), "/answers/shoe_size")]
#[case(json!({"suggestions": "x".repeat(1501)}), "/answers/suggestions")]
#[tokio::test]
async fn an_answer_that_does_not_fit_is_refused_at_its_place(#[case] answers: Value, #[case] pointer: &str) {
    let app = app().await;
    let id = after_visit(&app).await;
    let refused = answer(&app, &id, "k", answers).await.expect_status(422);
    assert_eq!(refused.header("content-type"), "application/problem+json");
    assert_eq!(refused.json()["errors"][0]["pointer"], pointer);
    assert_eq!(count(&app).await, 0);
    answer(&app, &id, "k", json!({"overall": 4})).await.expect_status(201);
}

#[tokio::test]
async fn the_shape_of_an_answer_is_checked() {
    let app = app().await;
    let id = after_visit(&app).await;
    let path = format!("/v1/surveys/{id}/responses");
    let post = async |body: Value| app.anonymous().key("k").post_json(&path, &body).await;
    post(json!({"answers": {}})).await.expect_status(422);
    post(json!({"language": "de", "answers": {}})).await.expect_status(422);
    post(json!({"language": "nl", "answers": [], "name": "Zoé"})).await.expect_status(422);
    app.anonymous().post_json(&path, &json!({"language": "nl", "answers": {}})).await.expect_status(400);
    let long = json!({"language": "nl", "answers": {"suggestions": "x".repeat(300_000)}});
    post(long).await.expect_status(413);
    app.anonymous()
        .key("k")
        .post_json("/v1/surveys/aaaaaaaaaa/responses", &json!({"language": "nl", "answers": {}}))
        .await
        .expect_status(404);
    app.anonymous().get(&path).await.expect_status(405);
}

#[tokio::test]
async fn a_key_that_was_used_with_another_answer_is_refused() {
    let app = app().await;
    let id = after_visit(&app).await;
    answer(&app, &id, "k", json!({"overall": 4})).await.expect_status(201);
    answer(&app, &id, "k", json!({"overall": 5})).await.expect_status(422);
    assert_eq!(count(&app).await, 1);
}

#[tokio::test]
async fn one_key_at_two_surveys_is_two_answers() {
    let app = app().await;
    let one = after_visit(&app).await;
    let two = survey(&app, json!({"variant": "quarterly", "opens": "2026-11-01", "closes": "2026-12-31"})).await;
    answer(&app, &one, "k", json!({"overall": 4})).await.expect_status(201);
    answer(&app, &two, "k", json!({"overall": 4})).await.expect_status(201);
    assert_eq!(count(&app).await, 2);
}

#[tokio::test]
async fn a_survey_takes_answers_on_its_days_only_and_repeats_its_receipt_after() {
    let app = app().await;
    let soon = survey(&app, json!({"variant": "after_visit", "opens": "2026-11-25", "closes": "2026-11-26"})).await;
    let early = answer(&app, &soon, "k", json!({"overall": 4})).await.expect_status(404);
    assert!(early.json()["type"].as_str().unwrap().ends_with("/survey-not-open"));
    app.clock.advance(chrono::TimeDelta::days(1));
    answer(&app, &soon, "k", json!({"overall": 4})).await.expect_status(201);
    app.clock.advance(chrono::TimeDelta::days(2));
    let late = answer(&app, &soon, "late", json!({"overall": 4})).await.expect_status(410);
    assert!(late.json()["type"].as_str().unwrap().ends_with("/survey-closed"));
    answer(&app, &soon, "k", json!({"overall": 4})).await.expect_status(201);
    assert_eq!(count(&app).await, 1);
}

#[tokio::test]
async fn answers_are_limited_by_survey_and_address_together() {
    let app = TestApp::limited(survey::routes()).await;
    let id = after_visit(&app).await;
    let other = survey(&app, json!({"variant": "quarterly", "opens": "2026-11-01", "closes": "2026-12-31"})).await;
    for n in 0..200 {
        answer(&app, &id, &format!("k{n}"), json!({"overall": 4})).await.expect_status(201);
    }
    let limited = answer(&app, &id, "k200", json!({"overall": 4})).await.expect_status(429);
    assert_eq!(limited.header("retry-after"), "1");
    answer(&app, &other, "k", json!({"overall": 4})).await.expect_status(201);
    app.clock.advance(chrono::TimeDelta::seconds(1));
    answer(&app, &id, "k200", json!({"overall": 4})).await.expect_status(201);
}
