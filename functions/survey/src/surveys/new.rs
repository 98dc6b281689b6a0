//! `GET /console/survey/new` and `POST /console/survey`: making a survey.

use axum::response::Response;
use chrono::Days;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::permanence::Permanence;
use domain::survey::Survey;
use domain::wave::AFTER_VISIT;
use maud::html;
use store::keys::PermanenceList;
use store::{TableError, Transaction};
use web::extract::{FormBody, FormOver, FormState};
use web::ui::{Choices, Field};
use web::{CoordinatorDesk, Desk, Problem, format, sent_again, ui};

use super::create::{SurveyRequest, prepare};
use crate::codes::code::{is_code, new_code};
use crate::console::{self, SURVEYS};
use crate::{word, words};

/// Days that a survey takes answers unless another end is chosen.
const DAYS: u64 = 90;

/// The form. Reads: 1 of the directory's revision, 1 query.
pub(super) async fn show(CoordinatorDesk(desk): CoordinatorDesk) -> Result<Response, Problem> {
    let today = desk.context.store.now().day_in(BRUSSELS);
    let end = today.checked_add_days(Days::new(DAYS)).unwrap_or(today);
    let state = FormState::filled([
        ("id", new_code(desk.context.store.ids())),
        ("variant", AFTER_VISIT.to_owned()),
        ("opens", today.to_string()),
        ("closes", end.to_string()),
    ]);
    page(&desk, &state).await
}

/// Makes the survey; sent twice it is made once. Reads: as the API, 1 more where it
/// was made before; 1 commit.
pub(super) async fn send(
    CoordinatorDesk(desk): CoordinatorDesk,
    FormOver(FormBody { value, mut state }): FormOver<SurveyRequest>,
) -> Result<Response, Problem> {
    let Some(request) = value else { return page(&desk, &state).await };
    let store = &desk.context.store;
    let code = Some(state.get("id").to_owned()).filter(|id| is_code(id)).unwrap_or_else(|| new_code(store.ids()));
    let survey = match prepare(&desk.context, &code, request).await? {
        Ok(survey) => survey,
        Err(errors) => {
            state.errors = errors;
            return page(&desk, &state).await;
        }
    };
    let mut tx = Transaction::new();
    store.surveys().create(&mut tx, &survey);
    let path = format!("/console/survey/{}", survey.id);
    match store.commit(tx).await {
        Err(TableError::Conflict { .. }) => {
            let made = store.surveys().load(&survey.id).await?.map(|read| read.value);
            let is_same = made.is_some_and(|made| made == Survey { created_at: made.created_at, ..survey });
            Ok(sent_again(&path, "created", is_same))
        }
        done => done.map(|()| web::done(&path, "created")).map_err(Problem::from),
    }
}

async fn page(desk: &Desk, state: &FormState) -> Result<Response, Problem> {
    let language = desk.language();
    let word = |key: &str| word(language, key);
    let today = desk.context.store.now().day_in(BRUSSELS);
    let catalogue = desk.context.store.catalogue().load().await?;
    let permanences = desk.context.store.permanences().list(&PermanenceList::All, today).await?;
    let variants = catalogue.questionnaire.variants.keys();
    let variants = variants.map(|id| ui::ChoiceOption::new(id.clone(), words::variant(language, id)));
    let places = ui::places(catalogue.locations_on(today));
    let agencies = ui::agencies(catalogue.agencies_on(today));
    let series = permanences.iter().map(|one| (one.id.to_string(), series(language, &catalogue, one)));
    let body = html! {
        (ui::error_summary(language, state))
        (ui::form("/console/survey", &desk.staff.csrf, html! {
            (ui::hidden("id", state.get("id")))
            (Choices::one("variant", &word("new-variant")).required().options(variants).show(language, state))
            (Field::new("location", &word("new-location")).hint(&word("new-target-hint")).select(places).show(language, state))
            (Field::new("agency", &word("new-agency")).select(agencies).show(language, state))
            (Field::new("permanence", &word("new-permanence")).hint(&word("new-permanence-hint")).select(series).show(language, state))
            div class="form-row" {
                (Field::new("opens", &word("new-opens")).kind("date").required().show(language, state))
                (Field::new("closes", &word("new-closes")).kind("date").required().show(language, state))
            }
            (ui::button(&word("new-send")))
        }))
    };
    let page = console::page(desk, &word("new-title"), word("new-lead"), SURVEYS).await?;
    Ok(if state.is_refused() { page.refused() } else { page }.render(body))
}

/// A permanence in a list: `Innoviris chez ICAB, mardi 9:30`.
fn series(language: Language, catalogue: &Catalogue, permanence: &Permanence) -> String {
    format!(
        "{} · {} · {} {}",
        words::agency(catalogue, &permanence.agency),
        words::location(catalogue, &permanence.location),
        format::weekday(language, permanence.start.date()),
        format::time(permanence.start.time())
    )
}
