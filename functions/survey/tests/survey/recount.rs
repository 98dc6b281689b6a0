//! Figures against an independent recount: random answers, stored through the
//! router, are counted again by a program in Python whose intervals are
//! statsmodels' own, to a millionth.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use chrono::TimeDelta;
use domain::ids::SurveyId;
use domain::questionnaire::Variant;
use proptest::strategy::{Strategy, ValueTree as _};
use proptest::test_runner::TestRunner;
use serde_json::{Map, Value, json};
use store::{Transaction, keys};
use testkit::TestApp;

use crate::common::{answer, app, count, survey};

/// How many answer: nobody, too few, just enough, and more.
const SIZES: [usize; 8] = [0, 1, 4, 5, 9, 23, 60, 140];
/// Of ten people asked a question, how many answer it.
const ANSWERED: u32 = 8;

/// Whoever answers, by chance that begins at the run's seed.
struct People(TestRunner);

impl People {
    fn pick<T: std::fmt::Debug>(&mut self, of: impl Strategy<Value = T>) -> T {
        of.new_tree(&mut self.0).unwrap().current()
    }

    /// What one of them answers to a variant's questions: any part of them.
    fn answers(&mut self, variant: &str) -> Map<String, Value> {
        let five = ["overall", "useful", "effort", "expertise", "language", "followup", "informed", "schedule"];
        let mut given = Map::new();
        let questions = brussels_data::catalogue().unwrap().questionnaire;
        for question in questions.questions_of(&Variant::of(variant)) {
            let id = question.id.as_str();
            let was_referred = given.get("referred") == Some(&json!("yes"));
            let is_hidden = ["wait", "followup"].contains(&id) && !was_referred;
            if id == "agency" || is_hidden || self.pick(0..10_u32) >= ANSWERED {
                continue;
            }
            let value = match id {
                _ if five.contains(&id) => json!(self.pick(1..=5_i64)),
                "recommend" => json!(self.pick(0..=10_i64)),
                "wait" => json!(self.pick(0..=5_i64)),
                "referred" | "contact_ok" => json!(if self.pick(0..3_u8) > 0 { "yes" } else { "no" }),
                "channel" => json!(["host", "agency", "peer", "online", "other"][self.pick(0..5_usize)]),
                "outcome" => self.some(&["info", "contact", "application", "decision"], "nothing"),
                "known_before" => self.some(&["innoviris", "hub", "citydev", "finance", "actiris"], "none"),
                _ => json!("Plus tôt le matin."),
            };
            given.insert(id.to_owned(), value);
        }
        given
    }

    /// Some codes, or the one that stands for none of them.
    fn some(&mut self, codes: &[&str], none: &str) -> Value {
        let chosen: Vec<&str> = codes.iter().copied().filter(|_| self.pick(0..3_u8) == 0).collect();
        if chosen.is_empty() { json!([none]) } else { json!(chosen) }
    }
}

async fn results(app: &TestApp, path: &str) -> Value {
    app.as_admin().get(path).await.expect_status(200).json()
}

/// What is to be counted again.
fn case(variant: &str, eligible: Option<u64>, answers: &[Map<String, Value>], results: Value) -> Value {
    json!({"variant": variant, "eligible": eligible, "answers": answers, "results": results})
}

/// How many numbers the program compared; it fails on the first that differs.
fn compared(cases: &[Value]) -> u64 {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut program = Command::new(root.join(".tools/venv/bin/python"))
        .arg(root.join("tests/interop/recount.py"))
        .arg(root.join("infra/data/files/questionnaire.json"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    program.stdin.take().unwrap().write_all(json!(cases).to_string().as_bytes()).unwrap();
    let output = program.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().parse().unwrap()
}

/// A survey about Innoviris at a place of its own; as many were there as are told.
async fn made(app: &TestApp, (variant, place): (&str, &str), eligible: Option<u64>) -> String {
    let id = survey(
        app,
        json!({"variant": variant, "location": place, "agency": "innoviris", "opens": "2026-11-01", "closes": "2026-12-31"}),
    )
    .await;
    if let Some(eligible) = eligible {
        let mut tx = Transaction::new();
        tx.create(keys::eligible(&SurveyId::parse(&id).unwrap()), &eligible);
        app.store().commit(tx).await.unwrap();
    }
    id
}

#[tokio::test]
async fn figures_of_surveys_are_those_of_a_second_program() {
    let app = app().await;
    let mut people = People(TestRunner::default());
    let places = ["icab", "betacowork", "eebic", "blsi", "greenbizz", "startit-brussels", "becentral", "molengeek"];
    let mut asked = Vec::new();
    for variant in ["after_visit", "quarterly", "member_without_visit"] {
        for (size, place) in SIZES.into_iter().zip(places) {
            let eligible = (size % 2 == 1).then(|| size as u64 + people.pick(0..30_u64));
            let id = made(&app, (variant, place), eligible).await;
            let answers: Vec<Map<String, Value>> = (0..size).map(|_| people.answers(variant)).collect();
            for (at, one) in answers.iter().enumerate() {
                answer(&app, &id, &format!("{id}{at}"), json!(one)).await.expect_status(201);
            }
            asked.push((variant, eligible, id, answers));
        }
    }
    // Newcombe's own example: 81 of 263, between 0.255289 and 0.366210.
    let known = made(&app, ("after_visit", "mvillage"), None).await;
    let answers: Vec<Map<String, Value>> =
        (0..263).map(|at| Map::from_iter([("overall".to_owned(), json!(if at < 81 { 5 } else { 1 }))])).collect();
    for (at, one) in answers.iter().enumerate() {
        answer(&app, &known, &format!("{known}{at}"), json!(one)).await.expect_status(201);
    }
    asked.push(("after_visit", None, known.clone(), answers));
    count(&app).await;
    let mut cases = Vec::new();
    for (variant, eligible, id, answers) in asked {
        let found = results(&app, &format!("/v1/surveys/{id}/results")).await;
        if answers.is_empty() {
            let questions = found["questions"].as_object().unwrap().values();
            let mut shown = questions.flat_map(|of| of.as_object().unwrap().iter());
            assert!(shown.all(|(name, figure)| if name == "n" { figure == 0 } else { figure.is_null() }));
        }
        if id == known {
            let csat = &found["questions"]["overall"]["csat"];
            let near = |name: &str, expected: f64| (csat[name].as_f64().unwrap() - expected).abs() < 1e-6;
            assert!(near("low", 0.255_289) && near("high", 0.366_210), "{csat}");
        }
        cases.push(case(variant, eligible, &answers, found));
    }
    let many = compared(&cases);
    assert!(many > 800, "it compared {many} numbers");
}

#[tokio::test]
async fn figures_of_a_wave_and_what_changed_since_the_one_before_are_those_of_a_second_program() {
    let mut people = People(TestRunner::default());
    let mut cases = Vec::new();
    for (then, now) in [(90, 70), (40, 3), (2, 30), (25, 25), (0, 12)] {
        let app = app().await;
        let wave = |opens: &str, closes: &str| json!({"variant": "after_visit", "locations": [], "opens": opens, "closes": closes});
        let plan = async |body: Value| {
            let made =
                app.as_admin().key(&body.to_string().replace([' ', '"'], "")).post_json("/v1/waves", &body).await;
            made.expect_status(201).json()["id"].as_str().unwrap().to_owned()
        };
        plan(wave("2026-11-24", "2026-11-25")).await;
        let second = plan(wave("2026-11-26", "2026-12-31")).await;
        let before = fill(&app, &mut people, ("then", then)).await;
        app.clock.advance(TimeDelta::days(3));
        let after = fill(&app, &mut people, ("now", now)).await;
        count(&app).await;
        let found = results(&app, &format!("/v1/waves/{second}/results")).await;
        let mut of = case("after_visit", None, &after, found);
        of["before"] = json!(before);
        cases.push(of);
    }
    let many = compared(&cases);
    assert!(many > 250, "it compared {many} numbers");
}

/// So many answers by the codes of agencies at places; each names both.
async fn fill(app: &TestApp, people: &mut People, (when, many): (&str, usize)) -> Vec<Map<String, Value>> {
    let mut all = Vec::new();
    for at in 0..many {
        let agency = ["innoviris", "hub", "citydev"][people.pick(0..3_usize)];
        let place = ["icab", "greenbizz"][people.pick(0..2_usize)];
        let mut one = people.answers("after_visit");
        let code = format!("a.{agency}.{place}");
        answer(app, &code, &format!("{when}{at}"), json!(one)).await.expect_status(201);
        one.extend([("@agency".to_owned(), json!(agency)), ("@place".to_owned(), json!(place))]);
        all.push(one);
    }
    all
}
