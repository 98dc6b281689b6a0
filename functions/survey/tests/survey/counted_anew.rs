//! Figures counted anew out of the answers: as those that were kept, and where
//! they were not, mended and said what of.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use domain::ids::SurveyId;
use domain::statistics::Tally;
use flows::surveys::{Recounted, count_anew};
use serde_json::{Value, json};
use store::Transaction;
use testkit::TestApp;

use crate::common::{after_visit, answer, app, count};

async fn results(app: &TestApp, path: &str, coordinator: bool) -> Value {
    let visitor = if coordinator { app.as_admin() } else { app.anonymous() };
    visitor.get(path).await.expect_status(200).json()
}

/// Keeps other figures than the answers come to.
async fn keep(app: &TestApp, survey: &SurveyId, change: impl Fn(&mut Tally)) {
    let surveys = app.store().surveys();
    let before = surveys.figures(survey).await.unwrap().unwrap();
    let (mut live, mut shown) = (before.live.unwrap(), before.shown.unwrap());
    change(&mut live.value);
    change(&mut shown.value);
    let mut tx = Transaction::new();
    surveys.save_tally(&mut tx, survey, &live.value, Some(live.version));
    surveys.show_tally(&mut tx, survey, &shown.value);
    app.store().commit(tx).await.unwrap();
}

#[tokio::test]
async fn what_was_kept_is_what_the_answers_of_a_survey_and_of_a_wave_come_to() {
    let app = app().await;
    let id = after_visit(&app).await;
    let wave = json!({"variant": "after_visit", "locations": [], "opens": "2026-11-01", "closes": "2026-12-31"});
    app.as_admin().key("the-wave").post_json("/v1/waves", &wave).await.expect_status(201);
    for n in 0..40 {
        let answers = json!({"overall": 1 + n % 5, "recommend": n % 11, "referred": "no", "suggestions": "Plus tard."});
        answer(&app, &id, &format!("one-{n}"), answers.clone()).await.expect_status(201);
        let code = if n % 2 == 0 { "a.innoviris.icab" } else { "a.hub.greenbizz" };
        answer(&app, code, &format!("two-{n}"), answers).await.expect_status(201);
    }
    assert_eq!(count(&app).await, 80);
    // These wait to be counted: they are in neither.
    for n in 0..3 {
        answer(&app, &id, &format!("later-{n}"), json!({"overall": 5})).await.expect_status(201);
    }
    let mut found = count_anew(app.store()).await.unwrap();
    found.sort_by_key(|one| std::cmp::Reverse(one.n));
    let counts: Vec<(u64, bool)> = found.iter().map(|one| (one.n, one.differed.is_empty())).collect();
    assert_eq!(counts, [(40, true), (20, true), (20, true)]);
    assert_eq!(count(&app).await, 3, "what waited is counted afterwards");
    let found = count_anew(app.store()).await.unwrap();
    assert_eq!(found.iter().map(|one| one.n).sum::<u64>(), 83);
    assert!(found.iter().all(|one| one.differed.is_empty()), "{found:?}");
}

#[tokio::test]
async fn what_was_kept_otherwise_is_named_and_mended_for_everybody() {
    let app = app().await;
    let id = after_visit(&app).await;
    for n in 0..12 {
        answer(&app, &id, &format!("k-{n}"), json!({"overall": 1 + n % 5, "recommend": 9})).await.expect_status(201);
    }
    count(&app).await;
    let path = format!("/v1/surveys/{id}/results");
    let (live, shown) = (results(&app, &path, true).await, results(&app, &path, false).await);
    let survey = SurveyId::parse(&id).unwrap();
    keep(&app, &survey, |tally| {
        tally.n += 1;
        tally.questions.get_mut("overall").unwrap().counts.insert("4".to_owned(), 9);
    })
    .await;
    assert_ne!(results(&app, &path, true).await, live);

    let differed = vec![("overall=4".to_owned(), 9, 2), ("responses".to_owned(), 13, 12)];
    assert_eq!(count_anew(app.store()).await.unwrap(), [Recounted { survey: survey.clone(), n: 12, differed }]);
    assert_eq!(results(&app, &path, true).await, live);
    assert_eq!(results(&app, &path, false).await["n"], shown["n"], "nor do others see more than there is");
    assert_eq!(results(&app, &path, false).await["questions"]["overall"]["n"], 12);

    // Something was missing: what others see moves on in steps only.
    keep(&app, &survey, |tally| {
        tally.n -= 2;
        tally.questions.get_mut("recommend").unwrap().n -= 2;
        tally.questions.get_mut("recommend").unwrap().counts.insert("9".to_owned(), 10);
    })
    .await;
    let found = count_anew(app.store()).await.unwrap();
    let differed = [("recommend", 10, 12), ("recommend=9", 10, 12), ("responses", 10, 12)];
    assert_eq!(found[0].differed, differed.map(|(of, kept, anew)| (of.to_owned(), kept, anew)));
    assert_eq!(results(&app, &path, true).await, live);
    assert_eq!(results(&app, &path, false).await["n"], 10);
}
