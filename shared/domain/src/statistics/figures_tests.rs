use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::questionnaire::Questionnaire;
use crate::survey::{Answers, Survey};

pub(super) fn questionnaire() -> Questionnaire {
    serde_json::from_str(include_str!("../../../../infra/data/files/questionnaire.json")).unwrap()
}

fn survey() -> Survey {
    serde_json::from_value(json!({"id": "s1", "code": "abc", "variant": "quarterly", "opens": "2026-11-01",
        "closes": "2026-11-30", "created_at": "2026-10-01T00:00:00Z"}))
    .unwrap()
}

fn tally(responses: impl IntoIterator<Item = Value>) -> Tally {
    let questionnaire = questionnaire();
    let mut tally = Tally::default();
    for response in responses {
        let answers: Answers = serde_json::from_value(response).unwrap();
        tally.add(&answers, &questionnaire);
    }
    tally
}

fn figures(responses: impl IntoIterator<Item = Value>, eligible: Option<u64>) -> Value {
    serde_json::to_value(results(&tally(responses), &survey(), &questionnaire(), eligible)).unwrap()
}

fn near(value: &Value, expected: f64) -> bool {
    value.as_f64().is_some_and(|value| (value - expected).abs() < 1e-6)
}

#[test]
fn satisfaction_is_the_share_of_four_and_five_with_its_bounds() {
    let scores = [5, 5, 5, 4, 4, 4, 4, 4, 3, 1];
    let found = figures(scores.map(|score| json!({"overall": score})), Some(40));
    let overall = &found["questions"]["overall"];
    assert_eq!(found["n"], 10);
    assert_eq!(found["eligible"], 40);
    assert_eq!(found["response_rate"], 0.25);
    assert_eq!(overall["n"], 10);
    assert_eq!(overall["distribution"], json!({"1": 0.1, "2": 0.0, "3": 0.1, "4": 0.5, "5": 0.3}));
    assert!(near(&overall["mean"], 3.9));
    assert!(near(&overall["csat"]["value"], 0.8));
    assert!(near(&overall["csat"]["low"], 0.490_162) && near(&overall["csat"]["high"], 0.943_318));
}

#[test]
fn the_net_score_runs_from_minus_to_plus_a_hundred() {
    let found = figures([10, 9, 9, 8, 7, 6, 0].map(|score| json!({"recommend": score})), None);
    let recommend = &found["questions"]["recommend"];
    assert!(near(&recommend["nps"]["value"], 100.0 / 7.0));
    assert!(near(&recommend["mean"], 7.0));
    let worst = figures((0..5).map(|_| json!({"recommend": 3})), None);
    assert_eq!(worst["questions"]["recommend"]["nps"]["value"], -100.0);
    assert_eq!(found["response_rate"], Value::Null);
}

#[test]
fn fewer_than_five_answers_show_nothing_and_none_is_null() {
    let found = figures((0..4).map(|_| json!({"overall": 5, "effort": 2, "suggestions": "plus"})), None);
    assert_eq!(found["n"], 4);
    let expected = json!({"n": null, "suppressed": true, "distribution": null, "mean": null, "csat": null});
    assert_eq!(found["questions"]["overall"], expected);
    assert_eq!(found["questions"]["suggestions"], json!({"n": null, "suppressed": true}));
    let expected = json!({"n": 0, "distribution": null, "mean": null, "nps": null});
    assert_eq!(found["questions"]["recommend"], expected);
}

#[test]
fn from_five_answers_on_figures_show() {
    let found = figures((0..5).map(|_| json!({"overall": 5, "effort": 2, "suggestions": "plus"})), None);
    assert_eq!(found["questions"]["effort"]["ces"], json!({"value": 2.0}));
    assert_eq!(found["questions"]["suggestions"], json!({"n": 5}));
    let csat = &found["questions"]["overall"]["csat"];
    assert!(near(&csat["low"], 0.565_518) && csat["high"] == 1.0);
}

#[test]
fn the_wait_leaves_out_those_who_were_promised_nothing() {
    let waits = |waits: &[i64]| {
        let found = figures(waits.iter().map(|wait| json!({"wait": wait})), None);
        found["questions"]["wait"].clone()
    };
    let found = waits(&[1, 2, 3, 4, 5, 0, 0]);
    assert!(near(&found["followup_wait"]["value"], 0.4));
    assert_eq!(found["n"], 7);
    assert!(found.get("mean").is_none());
    assert!(found.get("suppressed").is_none());
    let few = waits(&[1, 2, 3, 4, 0, 0]);
    assert_eq!((&few["followup_wait"], &few["suppressed"], &few["n"]), (&Value::Null, &json!(true), &json!(6)));
    assert_eq!(few["distribution"], Value::Null, "it would tell how many were promised something, and when");
    let none = waits(&[0, 0, 0, 0, 0]);
    assert_eq!((&none["followup_wait"], none.get("suppressed")), (&Value::Null, None));
}

#[test]
fn several_choices_are_shares_of_those_who_answered() {
    let answers = [json!(["hub", "innoviris"]), json!(["hub"]), json!(["none"]), json!(["hub"]), json!(["hub"])];
    let found = figures(answers.map(|known| json!({"known_before": known})), None);
    let known = &found["questions"]["known_before"];
    assert_eq!(known["n"], 5);
    assert_eq!(known["distribution"], json!({"hub": 0.8, "innoviris": 0.2, "none": 0.2}));
    assert!(near(&known["awareness"]["value"], 1.0));
}

#[test]
fn a_rate_above_one_is_not_given() {
    assert_eq!(figures((0..6).map(|_| json!({})), Some(5))["response_rate"], Value::Null);
    assert_eq!(figures((0..6).map(|_| json!({})), Some(0))["response_rate"], Value::Null);
}

#[test]
fn a_tally_holds_counts_and_no_free_text() {
    let stored = serde_json::to_string(&tally([json!({"suggestions": "Zoé was here", "overall": 5})])).unwrap();
    assert!(!stored.contains("Zoé"));
    assert!(stored.contains("overall"));
}

#[test]
fn the_public_sees_steps_of_five() {
    assert!(!due_for_public(0, 4));
    assert!(due_for_public(0, 5));
    assert!(!due_for_public(5, 9));
    assert!(due_for_public(5, 10));
    let first = tally((0..5).map(|_| json!({"overall": 5, "expertise": 3})));
    let shown = shown_to_public(&Tally::default(), &first, &questionnaire()).unwrap();
    let mut live = first;
    live.merge(&tally((0..5).map(
        |at| {
            if at == 0 { json!({"overall": 1, "expertise": 1}) } else { json!({"overall": 1}) }
        },
    )));
    let next = shown_to_public(&shown, &live, &questionnaire()).unwrap();
    assert_eq!(next.n, 10);
    assert_eq!(next.n_of("overall"), 10);
    assert_eq!(next.n_of("expertise"), 5, "one new answer would be told by the difference");
    assert_eq!(shown_to_public(&next, &live, &questionnaire()), None);
}

fn any_response() -> impl Strategy<Value = Value> {
    (proptest::option::of(1_i64..=5), proptest::option::of(0_i64..=10), proptest::option::of(0_i64..=5)).prop_map(
        |(overall, recommend, wait)| {
            let mut answers = serde_json::Map::new();
            for (id, value) in [("overall", overall), ("recommend", recommend), ("wait", wait)] {
                value.map(|value| answers.insert(id.to_owned(), value.into()));
            }
            Value::Object(answers)
        },
    )
}

fn responses() -> impl Strategy<Value = Vec<Value>> {
    proptest::collection::vec(any_response(), 0..30)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn merging_tallies_equals_counting_all_at_once(a in responses(), b in responses()) {
        let (left, right) = (tally(a.clone()), tally(b.clone()));
        let mut one = left.clone();
        one.merge(&right);
        let mut other = right;
        other.merge(&left);
        prop_assert_eq!(&one, &other);
        prop_assert_eq!(one, tally(a.into_iter().chain(b)));
    }

    #[test]
    fn figures_are_exact_and_within_their_bounds(given in responses()) {
        let found = results(&tally(given.clone()), &survey(), &questionnaire(), None);
        let scores: Vec<f64> = given.iter().filter_map(|answers| answers["overall"].as_f64()).collect();
        let overall = &found.questions["overall"];
        let n = scores.len() as f64;
        prop_assert_eq!(overall.suppressed, !scores.is_empty() && scores.len() < 5);
        match overall.csat {
            Some(Some(csat)) => {
                let satisfied = scores.iter().filter(|score| **score >= 4.0).count() as f64;
                prop_assert!((csat.value - satisfied / n).abs() < 1e-15);
                prop_assert!(csat.low <= csat.value && csat.value <= csat.high);
                let mean = overall.mean.flatten().unwrap();
                prop_assert!((mean - scores.iter().sum::<f64>() / n).abs() < 1e-12);
                let shares: f64 = overall.distribution.clone().flatten().unwrap().values().sum();
                prop_assert!((shares - 1.0).abs() < 1e-12);
            }
            _ => prop_assert!(scores.len() < 5),
        }
        if let Some(Some(net)) = found.questions["recommend"].nps {
            prop_assert!(-100.0 <= net.low && net.low <= net.value && net.value <= net.high && net.high <= 100.0);
        }
    }

    #[test]
    fn two_public_looks_at_a_question_differ_by_five_answers_or_not_at_all(steps in proptest::collection::vec(responses(), 1..6)) {
        let (mut live, mut shown) = (Tally::default(), Tally::default());
        for step in steps {
            live.merge(&tally(step));
            if let Some(next) = shown_to_public(&shown, &live, &questionnaire()) {
                for question in ["overall", "recommend", "wait"] {
                    let (before, after) = (shown.n_of(question), next.n_of(question));
                    prop_assert!(before == after || after >= before + 5);
                }
                prop_assert!(next.n >= shown.n + 5);
                shown = next;
            }
        }
    }
}
