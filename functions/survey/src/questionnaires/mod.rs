//! The questionnaire: worded, ordered and added to, tried on a phone, published
//! in versions; the coordinator's. A survey goes on asking the version that
//! held when it opened.

mod api;
mod edit;
mod list;
mod tried;
mod words;

use chrono::NaiveDate;
use domain::Instant;
use domain::catalogue::Catalogue;
use domain::event::Actor;
use domain::field_error::FieldError;
use domain::questionnaire::{Published, Questionnaire, QuestionnaireDraft, Variant};
use maud::{Markup, html};
use store::repos::questionnaires::WorkedOn;
use store::{Transaction, Versioned};
use web::extract::FormState;
use web::i18n::in_all;
use web::{Desk, Problem, Routes, get, routes};

use crate::console::{days, state};
use crate::word_with;

/// Where its pages begin.
const PATH: &str = "/console/survey/questionnaire";
/// The page above the others: its words and its path.
const QUESTIONNAIRE: (&str, &str) = ("quest-title", PATH);

pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(api::list, api::publish))
        .routes(routes!(api::read_draft, api::put_draft, api::drop_draft))
        .routes(routes!(api::try_out))
        .routes(routes!(api::read))
        .routes(routes!(api::restore))
        .route("/console/survey/questionnaire", get(list::show).post(list::act))
        .route("/console/survey/questionnaire/questions/{id}", get(edit::show).post(edit::save))
        .route("/console/survey/questionnaire/words/{part}", get(words::show).post(words::save))
        .route("/console/survey/questionnaire/as/{version}/{variant}", get(tried::show).post(tried::send))
}

/// What is worked on and the version of its row, 0 where nothing is changed
/// yet: then what is asked now. One read.
async fn worked_on(desk: &Desk, catalogue: &Catalogue) -> Result<(WorkedOn, u64), Problem> {
    let found = desk.store().questionnaires().draft().await?;
    Ok(match found {
        Some(Versioned { mut value, version }) => {
            value.draft.words = value.draft.words.completed(&catalogue.questionnaire);
            (value, version)
        }
        None => {
            let draft = QuestionnaireDraft::of(&catalogue.questionnaire);
            (WorkedOn { from: catalogue.questionnaire_number(), draft }, 0)
        }
    })
}

/// Saves what is worked on over the version read, once it is held against the
/// rules: one commit.
async fn save(
    desk: &Desk,
    catalogue: &Catalogue,
    work: &WorkedOn,
    read: u64,
) -> Result<Result<(), Vec<FieldError>>, Problem> {
    if let Err(wrong) = work.draft.clone().parse(&catalogue.questionnaire, &catalogue.questionnaires) {
        return Ok(Err(wrong));
    }
    let before = (read > 0).then_some(read);
    desk.store().questionnaires().save_draft(work, before).await.map_err(Problem::of_change)?;
    Ok(Ok(()))
}

/// A published version; 404 where there is none of its number.
fn version(catalogue: &Catalogue, number: u32) -> Result<Published, Problem> {
    let found = catalogue.questionnaires.iter().find(|version| version.number == number);
    let own =
        || Published { number: 1, questionnaire: catalogue.questionnaire.clone(), at: None, actor: None, why: None };
    let is_own = number == 1 && catalogue.questionnaires.is_empty();
    found.cloned().or_else(|| is_own.then(own)).ok_or_else(Problem::not_found)
}

/// Every version, the newest first.
fn versions(catalogue: &Catalogue) -> Vec<Published> {
    let numbers = 1..=catalogue.questionnaire_number();
    numbers.rev().filter_map(|number| version(catalogue, number).ok()).collect()
}

/// The next version in a commit; the commit fails where somebody published one
/// meanwhile.
fn publish(
    desk: &Desk,
    tx: &mut Transaction,
    catalogue: &Catalogue,
    (questionnaire, why): (Questionnaire, String),
    actor: Actor,
) -> Published {
    let number = catalogue.questionnaire_number() + 1;
    let at = Some(desk.store().now());
    let version = Published { number, questionnaire, at, actor: Some(actor), why: Some(why) };
    desk.store().questionnaires().publish(tx, &version);
    version
}

/// Puts errors beside their fields; a question that no answer would open is said
/// in words, and of another than the one that is written by its name.
fn blame(state: &mut FormState, wrong: Vec<FieldError>, work: &WorkedOn, field: impl Fn(&str) -> String) {
    for error in wrong {
        let at =
            error.pointer.strip_prefix("/questions/").and_then(|rest| rest.split('/').next()?.parse::<usize>().ok());
        let question = at.and_then(|at| work.draft.questions.get(at)).filter(|_| error.pointer.ends_with("/show_if"));
        let detail = in_all(|language| match question {
            Some(question) => {
                let words = question.text.get(language);
                word_with(language, "quest-not-opened", &[("question", words.into())])
            }
            None => error.text(language),
        });
        state.blame(&field(&error.pointer), detail);
    }
}

/// The days of a survey or a wave, whether it takes answers, and which version of the
/// questionnaire it asks, with the way to it for who may read it.
pub(crate) fn lead(
    desk: &Desk,
    catalogue: &Catalogue,
    open: (NaiveDate, NaiveDate),
    of: (Instant, &Variant),
) -> Markup {
    let (language, (created_at, variant)) = (desk.language(), of);
    let (number, _) = catalogue.asked_from(open.0, created_at);
    let name = word_with(language, "quest-asks-version", &[("n", number.into())]);
    html! {
        (days(language, open)) " " (state(language, open, desk.today()))
        @if !catalogue.questionnaires.is_empty() {
            " "
            @if desk.staff.is_coordinator() { a href={ (PATH) "/as/" (number) "/" (variant) } { (name) } }
            @else { (name) }
        }
    }
}
