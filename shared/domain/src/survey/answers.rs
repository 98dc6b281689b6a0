//! Checking what somebody answered.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{AnswerValue, Answers, Survey};
use crate::catalogue::Catalogue;
use crate::field_error::{Expected, FieldError, Problem, pointer_to};
use crate::ids::AgencyId;
use crate::questionnaire::{NONE, OTHER, Question, Questionnaire, ScaleKind, ShowIf};

/// Who answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strictness {
    /// A person on the page: required questions are insisted on, numbers come as text.
    Page,
    /// A program: any subset of the answers, numbers as numbers.
    Api,
}

/// Whether a question is shown, given the answers so far. What depends on an
/// answer that is absent is not shown.
pub fn is_shown(question: &Question, survey: &Survey, answers: &Answers) -> bool {
    match &question.show_if {
        None => true,
        Some(ShowIf::AgencyKnown(known)) => survey.target.agency_known() == *known,
        Some(ShowIf::Answer { question, value }) => answers.code(question) == Some(value),
    }
}

/// Whether an answer is kept: on the page when its question is shown; from a
/// program unless its condition is known to fail, as a program may leave out
/// the question that the condition asks about.
fn is_kept(question: &Question, survey: &Survey, answers: &Answers, strictness: Strictness) -> bool {
    match (&question.show_if, strictness) {
        (Some(ShowIf::Answer { question: before, .. }), Strictness::Api) if answers.get(before).is_none() => true,
        _ => is_shown(question, survey, answers),
    }
}

/// Checks answers against the survey's variant. Answers to hidden questions
/// are dropped, empty ones count as not given; all errors come at once, with
/// pointers below `/answers`.
pub fn check_answers(
    questionnaire: &Questionnaire,
    survey: &Survey,
    catalogue: &Catalogue,
    answers: &BTreeMap<String, Value>,
    strictness: Strictness,
) -> Result<Answers, Vec<FieldError>> {
    let asked = questionnaire.questions_of(&survey.variant);
    let mut errors: Vec<FieldError> = answers
        .keys()
        .filter(|id| asked.iter().all(|question| &question.id != *id))
        .map(|id| {
            let known = questionnaire.question(id).is_some();
            FieldError::new(pointer(id), if known { Problem::NotAsked } else { Problem::UnknownField })
        })
        .collect();
    let mut checked = Answers::default();
    for question in asked {
        if !is_kept(question, survey, &checked, strictness) {
            continue;
        }
        let given = answers.get(&question.id).filter(|value| !is_empty(value));
        match (given, questionnaire.scale_of(question)) {
            (Some(value), Some(scale)) => match read(scale, value, survey, catalogue, strictness) {
                Ok(Some(answer)) => {
                    checked.0.insert(question.id.clone(), answer);
                }
                Ok(None) => {}
                Err(problem) => errors.push(FieldError::new(pointer(&question.id), problem)),
            },
            (None, _) if question.required && strictness == Strictness::Page => {
                errors.push(FieldError::new(pointer(&question.id), Problem::Missing));
            }
            _ => {}
        }
    }
    if errors.is_empty() { Ok(checked) } else { Err(errors) }
}

fn pointer(id: &str) -> String {
    format!("/answers{}", pointer_to(id))
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

fn read(
    scale: &ScaleKind,
    value: &Value,
    survey: &Survey,
    catalogue: &Catalogue,
    strictness: Strictness,
) -> Result<Option<AnswerValue>, Problem> {
    match scale {
        ScaleKind::Ordinal(steps) => {
            let number = number(value, strictness)?;
            if steps.iter().any(|step| step.v == number) {
                Ok(Some(AnswerValue::Number(number)))
            } else {
                Err(Problem::NotAmong(steps.iter().map(|step| step.v.to_string()).collect()))
            }
        }
        ScaleKind::Nps { min, max, .. } => {
            let number = number(value, strictness)?;
            let within = (*min..=*max).contains(&number);
            if within { Ok(Some(AnswerValue::Number(number))) } else { Err(Problem::OutOfRange(*min, *max)) }
        }
        ScaleKind::Single(choices) => one(value, choices.iter().map(|choice| choice.v.clone()).collect()).map(Some),
        ScaleKind::SingleAgency => one(value, agencies(survey, catalogue, OTHER)).map(Some),
        ScaleKind::Multi(choices) => some(value, choices.iter().map(|choice| choice.v.clone()).collect()).map(Some),
        ScaleKind::MultiAgencies => some(value, agencies(survey, catalogue, NONE)).map(Some),
        ScaleKind::Text { max_chars } => text(value, *max_chars),
    }
}

fn number(value: &Value, strictness: Strictness) -> Result<i64, Problem> {
    let read = match value {
        Value::String(text) if strictness == Strictness::Page => text.trim().parse().ok(),
        Value::Number(number) => number.as_i64(),
        _ => None,
    };
    read.ok_or(Problem::WrongType(Expected::Number))
}

fn one(value: &Value, codes: Vec<String>) -> Result<AnswerValue, Problem> {
    match value.as_str() {
        Some(code) if codes.iter().any(|known| known == code) => Ok(AnswerValue::Code(code.to_owned())),
        Some(_) => Err(Problem::NotAmong(codes)),
        None => Err(Problem::WrongType(Expected::Text)),
    }
}

/// Reads choices; a form with one box ticked sends a bare text.
fn some(value: &Value, codes: Vec<String>) -> Result<AnswerValue, Problem> {
    let items = match value {
        Value::Array(items) => items.as_slice(),
        Value::String(_) => std::slice::from_ref(value),
        _ => return Err(Problem::WrongType(Expected::List)),
    };
    let mut given = Vec::new();
    for item in items {
        let code = item.as_str().ok_or(Problem::WrongType(Expected::List))?;
        if !codes.iter().any(|known| known == code) {
            return Err(Problem::NotAmong(codes));
        }
        if given.contains(&code) {
            return Err(Problem::Twice);
        }
        given.push(code);
    }
    if given.len() > 1 && given.contains(&NONE) {
        return Err(Problem::NoneWithOthers);
    }
    let ordered = codes.iter().filter(|code| given.contains(&code.as_str())).cloned().collect();
    Ok(AnswerValue::Codes(ordered))
}

/// Agencies that exist on a day of the survey, then the choice for the rest.
fn agencies(survey: &Survey, catalogue: &Catalogue, rest: &str) -> Vec<String> {
    let exists = |id: &AgencyId| {
        catalogue.agencies.get(id).is_some_and(|agency| {
            agency.valid_from.is_none_or(|from| from <= survey.closes)
                && agency.valid_to.is_none_or(|to| survey.opens <= to)
        })
    };
    let ids = catalogue.agencies.keys().filter(|id| exists(id)).map(ToString::to_string);
    ids.chain([rest.to_owned()]).collect()
}

fn text(value: &Value, max_chars: usize) -> Result<Option<AnswerValue>, Problem> {
    let text = value.as_str().ok_or(Problem::WrongType(Expected::Text))?.replace("\r\n", "\n");
    let text: String = text.trim().chars().filter(|c| *c == '\n' || !c.is_control()).collect();
    if text.chars().count() > max_chars {
        return Err(Problem::TooLong(max_chars));
    }
    Ok((!text.is_empty()).then_some(AnswerValue::Text(text)))
}
