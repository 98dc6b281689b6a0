//! One request that arrives many times at once, under one key: a program that
//! gave up waiting sends it again. All are answered as the first is.

use futures::future::join_all;
use serde_json::{Value, json};
use testkit::{Answer, TestApp};

/// How often each is tried; what goes wrong needs a certain order of reads.
const ROUNDS: usize = 20;
const AT_ONCE: usize = 10;

async fn app() -> TestApp {
    let app = TestApp::with(schedule::routes()).await;
    for id in ["ann", "bob"] {
        let body = json!({"agency": "hub", "name": id, "email": "a@b.example", "languages": ["fr", "nl", "en"]});
        let path = format!("/v1/advisers/{id}");
        app.as_admin().header("if-none-match", "*").put_json(&path, &body).await.expect_status(201);
    }
    app
}

/// A weekly permanence from that day on, with an adviser who can be in one place.
fn series(day: &str) -> Value {
    json!({
        "agency": "hub", "location": "greenbizz", "advisers": ["ann"], "start": format!("{day}T09:30"),
        "duration_minutes": 180, "rrule": "FREQ=WEEKLY", "status": "published"
    })
}

/// All were answered alike, word for word.
fn alike(answers: &[Answer], status: u16) -> Value {
    for answer in answers {
        assert_eq!((answer.status, answer.text()), (status, answers[0].text()));
        assert_eq!(answer.header("location"), answers[0].header("location"));
    }
    answers[0].json()
}

#[tokio::test]
async fn a_permanence_asked_for_ten_times_at_once_does_not_clash_with_itself() {
    let app = app().await;
    for round in 0..ROUNDS {
        let (key, body) = (format!("make-{round}"), series("2026-11-24"));
        let sent = (0..AT_ONCE).map(|_| app.as_admin().key(&key).post_json("/v1/permanences", &body));
        let made = alike(&join_all(sent).await, 201);
        // Another request for the same is refused, as it must be.
        app.as_admin().key("other").post_json("/v1/permanences", &body).await.expect_status(409);
        let path = format!("/v1/permanences/{}", made["id"].as_str().unwrap());
        app.as_admin().if_match("*").send("DELETE", &path).await.expect_status(204);
    }
}

#[tokio::test]
async fn a_change_sent_ten_times_at_once_is_not_told_that_it_changed_meanwhile() {
    let app = app().await;
    for round in 0..ROUNDS {
        let key = format!("make-{round}");
        let made =
            app.as_admin().key(&key).post_json("/v1/permanences", &series("2026-11-24")).await.expect_status(201);
        let path = made.header("location").to_owned();
        let this = json!({"scope": "this", "date": "2026-12-01", "cancelled": true});
        let following = json!({"scope": "following", "date": "2026-12-15", "advisers": ["bob"]});
        for (version, body, status) in [("\"v1\"", this, 200), ("\"v2\"", following, 201)] {
            let key = format!("change-{round}-{status}");
            let changes = format!("{path}/changes");
            let sent = (0..AT_ONCE).map(|_| app.as_admin().key(&key).if_match(version).post_json(&changes, &body));
            let changed = alike(&join_all(sent).await, status);
            // Another request over the same version is refused, as it must be.
            let other = app.as_admin().key("other").if_match(version).post_json(&changes, &body).await;
            other.expect_status(412);
            if let Some(next) = changed["next"]["id"].as_str() {
                let next = format!("/v1/permanences/{next}");
                app.as_admin().if_match("*").send("DELETE", &next).await.expect_status(204);
            }
        }
        app.as_admin().if_match("*").send("DELETE", &path).await.expect_status(204);
    }
}
