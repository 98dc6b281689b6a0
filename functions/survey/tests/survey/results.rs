//! Results: exact, hidden under five, in steps for everybody but the coordinator.

use crate::common::{after_visit, answer, app, count};
use domain::staff::StaffRole;
use rstest::rstest;
use serde_json::{Value, json};
use testkit::TestApp;

async fn answered(times: &[Value]) -> (TestApp, String) {
    let app = app().await;
    let id = after_visit(&app).await;
    for (n, answers) in times.iter().enumerate() {
        answer(&app, &id, &format!("k{n}"), answers.clone()).await.expect_status(201);
    }
    assert_eq!(count(&app).await, times.len());
    (app, id)
}

async fn live(app: &TestApp, id: &str) -> Value {
    app.as_admin().get(&format!("/v1/surveys/{id}/results")).await.expect_status(200).json()
}

async fn shown(app: &TestApp, id: &str) -> Value {
    app.anonymous().get(&format!("/v1/surveys/{id}/results")).await.expect_status(200).json()
}

#[tokio::test]
async fn figures_are_those_of_the_answers() {
    let scores = [5, 5, 4, 4, 4, 4, 4, 4, 2, 1];
    let recommend = [10, 9, 9, 8, 7, 6, 0, 10, 9, 3];
    let given: Vec<Value> =
        scores.iter().zip(recommend).map(|(o, r)| json!({"overall": o, "recommend": r, "effort": 4})).collect();
    let (app, id) = answered(&given).await;
    let results = live(&app, &id).await;
    assert_eq!((&results["survey"], &results["n"]), (&json!(id), &json!(10)));
    assert_eq!((&results["eligible"], &results["response_rate"]), (&Value::Null, &Value::Null));
    let overall = &results["questions"]["overall"];
    assert_eq!(overall["n"], 10);
    assert_eq!(overall["distribution"], json!({"1": 0.1, "2": 0.1, "3": 0.0, "4": 0.6, "5": 0.2}));
    let near = |value: &Value, expected: f64| {
        assert!((value.as_f64().unwrap() - expected).abs() < 1e-6, "{value} is not {expected}");
    };
    near(&overall["mean"], 3.7);
    near(&overall["csat"]["value"], 0.8);
    near(&overall["csat"]["low"], 0.490_162);
    near(&overall["csat"]["high"], 0.943_318);
    let recommend = &results["questions"]["recommend"];
    near(&recommend["nps"]["value"], 20.0);
    near(&results["questions"]["effort"]["ces"]["value"], 4.0);
    assert_eq!(results["questions"]["useful"], json!({"n": 0, "distribution": null, "mean": null}));
}

#[rstest]
#[case(0, json!(0), false)]
#[case(1, Value::Null, true)]
#[case(4, Value::Null, true)]
#[case(5, json!(5), false)]
#[tokio::test]
async fn a_question_with_fewer_than_five_answers_shows_nothing(
    #[case] n: usize,
    #[case] seen: Value,
    #[case] suppressed: bool,
) {
    let given: Vec<Value> =
        (0..6).map(|at| if at < n { json!({"overall": 4, "useful": 3}) } else { json!({"useful": 3}) }).collect();
    let (app, id) = answered(&given).await;
    let results = live(&app, &id).await;
    let overall = &results["questions"]["overall"];
    assert_eq!(overall["n"], seen);
    assert_eq!(overall.get("suppressed").is_some(), suppressed);
    for results in [results.clone(), shown(&app, &id).await] {
        let overall = &results["questions"]["overall"];
        let nothing = overall["mean"].is_null() && overall["csat"].is_null() && overall["distribution"].is_null();
        assert_eq!(nothing, n < 5);
        assert!(overall["n"].as_u64().is_none_or(|n| n == 0 || n >= 5), "{overall}");
    }
}

#[tokio::test]
async fn others_see_figures_in_steps_of_five_and_the_coordinator_live() {
    let (app, id) = answered(&vec![json!({"overall": 4}); 4]).await;
    assert_eq!((live(&app, &id).await["n"].clone(), shown(&app, &id).await["n"].clone()), (json!(4), json!(0)));
    let mut more = 4;
    for (add, public) in [(1, 5), (4, 5), (1, 10)] {
        for _ in 0..add {
            answer(&app, &id, &format!("m{more}"), json!({"overall": 5})).await.expect_status(201);
            more += 1;
        }
        count(&app).await;
        assert_eq!(live(&app, &id).await["n"], json!(more));
        assert_eq!(shown(&app, &id).await["n"], json!(public));
    }
    let host = app.as_staff(StaffRole::Host { location: domain::ids::LocationId::parse("icab").unwrap() }).await;
    answer(&app, &id, "last", json!({"overall": 5})).await.expect_status(201);
    count(&app).await;
    assert_eq!(host.get(&format!("/v1/surveys/{id}/results")).await.json()["n"], json!(10));
    let coordinator = app.as_staff(StaffRole::Coordinator).await;
    assert_eq!(coordinator.get(&format!("/v1/surveys/{id}/results")).await.json()["n"], json!(11));
}

#[tokio::test]
async fn the_table_says_the_same_with_empty_cells_for_what_is_hidden() {
    let mut given = vec![json!({"overall": 4, "recommend": 0}); 5];
    given.push(json!({"overall": 4, "recommend": 0, "useful": 5}));
    let (app, id) = answered(&given).await;
    let path = format!("/v1/surveys/{id}/results.csv");
    let csv = app.as_admin().language("nl").get(&path).await.expect_status(200);
    assert!(csv.header("content-type").starts_with("text/csv"));
    assert!(csv.header("content-disposition").contains(&id));
    let text = csv.text();
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert_eq!(lines[0], "vraag,tekst,maat,optie,label,waarde,ondergrens,bovengrens,n,suppressed");
    assert_eq!(lines[1], ",,responses,,,6,,,6,false");
    let line = |start: &str, has: &str| {
        lines
            .iter()
            .find(|l| l.starts_with(start) && l.contains(has))
            .unwrap_or_else(|| panic!("{start} {has}: {text}"))
    };
    assert!(line("overall,", ",share,4,Tevreden,").ends_with(",1,,,6,false"));
    assert!(line("recommend,", ",nps,").contains(",nps,,,-100,"));
    assert!(line("useful,", ",mean,").ends_with(",mean,,,,,,,true"));
    assert!(line("useful,", ",share,").ends_with(",share,,,,,,,true"));
    assert!(line("effort,", ",mean,").ends_with(",mean,,,,,,0,false"));
    let english = app.anonymous().get(&format!("{path}?lang=en")).await.expect_status(200).text();
    assert!(english.starts_with("question,text,figure,option,label,value,low,high,n,suppressed\r\n"));
    app.anonymous().get("/v1/surveys/aaaaaaaaaa/results.csv").await.expect_status(404);
    app.anonymous().get("/v1/surveys/aaaaaaaaaa/results").await.expect_status(404);
}

#[tokio::test]
async fn what_people_wrote_is_for_the_coordinator_alone() {
    let (app, id) = answered(&vec![json!({"suggestions": "Plus de créneaux le soir."}); 6]).await;
    let path = format!("/v1/surveys/{id}/texts");
    app.anonymous().get(&path).await.expect_status(401);
    let host = app.as_staff(StaffRole::Host { location: domain::ids::LocationId::parse("icab").unwrap() }).await;
    host.get(&path).await.expect_status(404);
    let first = app.as_admin().get(&format!("{path}?limit=4")).await.expect_status(200).json();
    assert_eq!(first["items"].as_array().unwrap().len(), 4);
    let next = first["next"].as_str().unwrap();
    let second = app.as_admin().get(&format!("{path}?limit=4&cursor={next}")).await.expect_status(200).json();
    assert_eq!(second["items"].as_array().unwrap().len(), 2);
    let results = shown(&app, &id).await.to_string();
    assert!(!results.contains("créneaux"));
}
