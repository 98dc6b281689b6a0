//! `GET /console/survey/new` and `POST /console/survey`: making a survey.

use axum::response::Response;
use chrono::Days;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::permanence::Permanence;
use http::header::LOCATION;
use http::{HeaderValue, StatusCode};
use maud::html;
use store::Transaction;
use store::keys::PermanenceList;
use web::extract::{FormBody, FormState};
use web::page::ConsoleNav;
use web::ui::{Choices, Field};
use web::{CoordinatorDesk, Desk, Problem, format, ui};

use super::create::{SurveyRequest, prepare};
use crate::word;
use crate::words;

/// Days that a survey takes answers unless another end is chosen.
const DAYS: u64 = 90;

/// The form. Reads: 1 of the directory's revision, 1 query.
pub(super) async fn show(CoordinatorDesk(desk): CoordinatorDesk) -> Result<Response, Problem> {
    let today = desk.context.store.now().day_in(BRUSSELS);
    let end = today.checked_add_days(Days::new(DAYS)).unwrap_or(today);
    let state = FormState::filled([
        ("variant", "after_visit".to_owned()),
        ("opens", today.to_string()),
        ("closes", end.to_string()),
    ]);
    page(&desk, &state).await
}

/// Makes the survey. Reads: as the API; 1 commit.
pub(super) async fn send(
    CoordinatorDesk(desk): CoordinatorDesk,
    form: FormBody<SurveyRequest>,
) -> Result<Response, Problem> {
    let FormBody { value, mut state } = form;
    let Some(request) = value else { return page(&desk, &state).await };
    let survey = match prepare(&desk.context, request).await? {
        Ok(survey) => survey,
        Err(errors) => {
            state.errors = errors;
            return page(&desk, &state).await;
        }
    };
    let mut tx = Transaction::new();
    desk.context.store.surveys().create(&mut tx, &survey);
    desk.context.store.commit(tx).await?;
    let path = format!("/console/survey/{}?done=created", survey.id);
    let location = HeaderValue::try_from(path).map_err(|error| Problem::internal(&error))?;
    Ok(axum::response::IntoResponse::into_response((StatusCode::SEE_OTHER, [(LOCATION, location)])))
}

async fn page(desk: &Desk, state: &FormState) -> Result<Response, Problem> {
    let language = desk.language();
    let word = |key: &str| word(language, key);
    let today = desk.context.store.now().day_in(BRUSSELS);
    let catalogue = desk.context.store.catalogue().load().await?;
    let permanences = desk.context.store.permanences().list(&PermanenceList::All, today).await?;
    let variants = catalogue.questionnaire.variants.keys();
    let variants = variants.map(|id| ui::ChoiceOption::new(id.clone(), words::variant(language, id)));
    let places = catalogue.locations_on(today).map(|place| (place.id.to_string(), place.name.clone()));
    let agencies = catalogue.agencies_on(today).map(|agency| (agency.id.to_string(), agency.short.clone()));
    let series = permanences.iter().map(|one| (one.id.to_string(), series(language, &catalogue, one)));
    let body = html! {
        (ui::error_summary(language, state))
        (ui::form("/console/survey", &desk.staff.csrf, html! {
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
    let page = desk.page().await?.title(&word("new-title")).lead(word("new-lead"));
    let page = page.crumb(&word("list-title"), "/console/survey").console_nav(ConsoleNav::Survey);
    let page = if state.is_refused() { page.refused() } else { page };
    Ok(page.render(body))
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
