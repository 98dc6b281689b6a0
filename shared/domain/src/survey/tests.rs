use serde_json::{Value, json};

use super::*;
use crate::field_error::Expected;

fn questionnaire() -> Questionnaire {
    serde_json::from_str(include_str!("../../../../infra/data/files/questionnaire.json")).unwrap()
}

fn catalogue() -> Catalogue {
    let mut catalogue = Catalogue::default();
    for (id, to) in [("hub", Value::Null), ("impulse", json!("2017-12-31")), ("innoviris", Value::Null)] {
        let name = json!({"fr": id, "nl": id});
        let agency: crate::agency::Agency = serde_json::from_value(json!({"id": id, "kind": "core_agency",
            "name": name, "short": id, "mission": name, "valid_to": to, "languages": ["fr"],
            "email": "x@hub.example"}))
        .unwrap();
        catalogue.agencies.insert(agency.id.clone(), agency);
    }
    catalogue
}

fn survey(changes: Value) -> Survey {
    let mut body = json!({"id": "s1", "code": "abc", "variant": "quarterly", "opens": "2026-11-01",
        "closes": "2026-11-30", "created_at": "2026-10-01T00:00:00Z"});
    for (field, value) in changes.as_object().unwrap() {
        body[field] = value.clone();
    }
    serde_json::from_value(body).unwrap()
}

fn check(survey: &Survey, answers: Value, strictness: Strictness) -> Result<Value, Vec<FieldError>> {
    let answers = serde_json::from_value(answers).unwrap();
    check_answers(&questionnaire(), survey, &catalogue(), &answers, strictness)
        .map(|answers| serde_json::to_value(answers).unwrap())
}

#[test]
fn the_questionnaire_survives_being_stored() {
    let questionnaire = questionnaire();
    let stored = serde_json::to_string(&questionnaire).unwrap();
    assert_eq!(serde_json::from_str::<Questionnaire>(&stored).unwrap(), questionnaire);
}

#[test]
fn what_its_page_may_ask_decides_how_long_it_takes() {
    let questionnaire = questionnaire();
    let took = |changes| survey(changes).minutes(&questionnaire);
    assert_eq!(took(json!({})), 2);
    assert_eq!(took(json!({"variant": "after_visit", "agency": "innoviris"})), 1);
    assert_eq!(took(json!({"variant": "nothing of ours"})), 1);
    let asks = |changes, id: &str| {
        let survey = survey(changes);
        survey.may_ask(&questionnaire).iter().any(|question| question.id == id)
    };
    assert!(asks(json!({}), "agency") && !asks(json!({"agency": "innoviris"}), "agency"));
    assert!(asks(json!({}), "wait"), "an answer opens it");
}

#[test]
fn a_program_may_answer_any_subset() {
    let open = survey(json!({}));
    let given = json!({"overall": 4, "recommend": 10, "known_before": ["innoviris", "hub"], "referred": "yes",
        "wait": 2, "agency": "other", "suggestions": " Plus de créneaux\r\nle soir "});
    let kept = json!({"overall": 4, "recommend": 10, "known_before": ["hub", "innoviris"], "referred": "yes",
        "wait": 2, "agency": "other", "suggestions": "Plus de créneaux\nle soir"});
    assert_eq!(check(&open, given, Strictness::Api), Ok(kept));
    assert_eq!(check(&open, json!({}), Strictness::Api), Ok(json!({})));
    assert_eq!(check(&open, json!({"wait": 2}), Strictness::Api), Ok(json!({"wait": 2})));
}

#[test]
fn each_wrong_answer_is_named() {
    let among = |values: &[&str]| Problem::NotAmong(values.iter().map(|value| (*value).to_owned()).collect());
    let cases = [
        ("colour", json!(1), Problem::UnknownField),
        ("overall", json!(6), among(&["1", "2", "3", "4", "5"])),
        ("overall", json!("5"), Problem::WrongType(Expected::Number)),
        ("overall", json!(4.5), Problem::WrongType(Expected::Number)),
        ("recommend", json!(11), Problem::OutOfRange(0, 10)),
        ("referred", json!("maybe"), among(&["yes", "no"])),
        ("agency", json!("impulse"), among(&["hub", "innoviris", "other"])),
        ("known_before", json!(["none", "hub"]), Problem::NoneWithOthers),
        ("known_before", json!(["hub", "hub"]), Problem::Twice),
        ("known_before", json!([5]), Problem::WrongType(Expected::List)),
        ("suggestions", json!("x".repeat(1501)), Problem::TooLong(1500)),
    ];
    for (question, value, problem) in cases {
        let mut answers = json!({});
        answers[question] = value.clone();
        let expected = vec![FieldError::new(format!("/answers/{question}"), problem)];
        assert_eq!(check(&survey(json!({})), answers, Strictness::Api), Err(expected), "{question} {value}");
    }
    let visit = survey(json!({"variant": "after_visit"}));
    let expected = vec![FieldError::new("/answers/informed", Problem::NotAsked)];
    assert_eq!(check(&visit, json!({"informed": 3}), Strictness::Api), Err(expected));
}

#[test]
fn the_page_insists_on_required_questions_that_it_shows() {
    let visit = survey(json!({"variant": "after_visit", "agency": "hub"}));
    let missing = |answers: Value| -> Vec<String> {
        check(&visit, answers, Strictness::Page)
            .map(|_| Vec::new())
            .unwrap_or_else(|errors| errors.into_iter().map(|error| error.pointer).collect())
    };
    let full = json!({"overall": "5", "useful": "4", "effort": "4", "recommend": "0", "suggestions": ""});
    assert_eq!(missing(full.clone()), Vec::<String>::new());
    assert_eq!(missing(json!({"overall": "5"})), ["/answers/useful", "/answers/effort", "/answers/recommend"]);
    let mut referred = full;
    referred["referred"] = json!("yes");
    assert_eq!(missing(referred), ["/answers/wait"]);
}

#[test]
fn answers_to_hidden_questions_are_dropped() {
    let known = survey(json!({"agency": "hub"}));
    assert_eq!(check(&known, json!({"agency": "innoviris"}), Strictness::Api), Ok(json!({})));
    let given = json!({"referred": "no", "wait": 1, "followup": 2});
    assert_eq!(check(&known, given, Strictness::Api), Ok(json!({"referred": "no"})));
}

#[test]
fn a_survey_is_open_on_its_days_in_brussels() {
    let open = survey(json!({}));
    let at = |text: &str| open.is_open(Instant::parse(text).unwrap());
    assert!(!at("2026-10-31T22:59:59Z"));
    assert!(at("2026-10-31T23:00:00Z"));
    assert!(at("2026-11-30T22:59:59Z"));
    assert!(!at("2026-11-30T23:00:00Z"));
}

#[test]
fn a_survey_is_held_against_the_directory() {
    let wrong = survey(json!({"variant": "daily", "location": "x", "agency": "y", "closes": "2026-10-01"}));
    let pointers: Vec<String> =
        wrong.check(&questionnaire(), &catalogue()).unwrap_err().into_iter().map(|error| error.pointer).collect();
    assert_eq!(pointers, ["/variant", "/location", "/agency", "/closes"]);
    assert_eq!(survey(json!({"agency": "hub"})).check(&questionnaire(), &catalogue()), Ok(()));
}

#[test]
fn the_wish_to_be_contacted_leaves_the_answers() {
    let mut answers: Answers = serde_json::from_value(json!({"overall": 5, "contact_ok": "yes"})).unwrap();
    assert!(answers.take_contact_wish());
    assert_eq!(answers, serde_json::from_value(json!({"overall": 5})).unwrap());
    assert!(!answers.take_contact_wish());
}

#[test]
fn a_response_knows_its_day_and_no_time() {
    let now = Instant::parse("2026-11-22T23:30:45Z").unwrap();
    let id = SurveyId::parse("s1").unwrap();
    let stored = serde_json::to_value(Response::new(id, Language::Nl, now, Answers::default())).unwrap();
    assert_eq!(stored, json!({"survey": "s1", "language": "nl", "day": "2026-11-23", "answers": {}}));
}
