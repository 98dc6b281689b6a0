//! `GET /console/survey`: surveys, the newest first; advisers and hosts see those about
//! their own agency or place. `GET /console/survey/new` and `POST /console/survey`:
//! making one.

use chrono::Days;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::permanence::Permanence;
use domain::survey::Survey;
use domain::wave::AFTER_VISIT;
use maud::html;
use store::keys::PermanenceList;
use store::{TableError, Transaction};
use web::extract::{FormBody, FormOver, FormState, PageQuery};
use web::page::ConsoleNav;
use web::ui::{self, Choices, Field, Paging, Table};
use web::{CoordinatorDesk, Desk, Problem, Reply, format, sent_again};

use super::create::{SurveyRequest, prepare};
use super::visible;
use crate::codes::code::{is_code, new_code};
use crate::console::{self, SURVEYS, days, state};
use crate::{word, words};

/// The list. Reads: 1 query, up to 10 where rights leave surveys out, 1 of the directory's revision.
pub(super) async fn list(desk: Desk, page: PageQuery) -> Reply {
    let paging = Paging::of(&desk.context, &page, "console-surveys", "/console/survey")?;
    let (surveys, next) = visible::page(&desk, paging.after.clone(), page.limit).await?;
    let catalogue = desk.catalogue().await?;
    let language = desk.language();
    let word = |key: &str| word(language, key);
    let today = desk.today();
    let columns = ["list-about", "list-questions", "list-days", "list-state"];
    let mut table = Table::named(word, "list-title", &columns);
    for survey in &surveys {
        let path = format!("/console/survey/{}", survey.id);
        let open = (survey.opens, survey.closes);
        table = table.row(vec![
            html! { a href=(path) { strong { (words::target(language, &catalogue, &survey.target)) } } },
            html! { (words::variant(language, &survey.variant)) },
            html! { (days(language, open)) },
            state(language, open, today),
        ]);
    }
    let makes = desk.staff.is_coordinator();
    let (nothing, how) = if makes { ("list-empty", "list-empty-how") } else { ("list-none", "list-none-how") };
    let mut page = desk.page().await?.title(&word("list-title")).lead(word("list-lead"));
    let body = html! {
        p class="actions" {
            a href="/console/survey/waves" { (word("waves-title")) }
            a href="/console/survey/codes" { (word("codes-title")) }
            @if makes {
                a href="/console/survey/questionnaire" { (word("quest-title")) }
                a href="/console/survey/suggestions" { (word("suggestions-title")) }
                a href="/console/survey/alerts" { (word("alerts-title")) }
                a href="/console/reports" { (word("list-report")) }
            }
        }
        (table.or(&word(nothing), word(how)))
        (paging.pager(language, next.as_deref()))
    };
    if makes {
        page = page.action(ui::link_button(&word("list-new"), "/console/survey/new"));
    }
    Ok(page.console_nav(ConsoleNav::Survey).render(body))
}

/// Days that a survey takes answers unless another end is chosen.
const DAYS: u64 = 90;

/// The form. Reads: 1 of the directory's revision, 1 query.
pub(super) async fn new(desk: CoordinatorDesk) -> Reply {
    let today = desk.today();
    let end = today.checked_add_days(Days::new(DAYS)).unwrap_or(today);
    let state = FormState::filled([
        ("id", new_code(desk.store().ids())),
        ("variant", AFTER_VISIT.to_owned()),
        ("opens", today.to_string()),
        ("closes", end.to_string()),
    ]);
    page(&desk, &state).await
}

/// Makes the survey; sent twice it is made once. Reads: as the API, 1 more where it
/// was made before; 1 commit.
pub(super) async fn send(
    desk: CoordinatorDesk,
    FormOver(FormBody { value, mut state }): FormOver<SurveyRequest>,
) -> Reply {
    let Some(request) = value else { return page(&desk, &state).await };
    let store = desk.store();
    let code = Some(state.get("id").to_owned()).filter(|id| is_code(id)).unwrap_or_else(|| new_code(store.ids()));
    let survey = match prepare(&desk, &code, request).await? {
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

async fn page(desk: &Desk, state: &FormState) -> Reply {
    let language = desk.language();
    let word = |key: &str| word(language, key);
    let today = desk.today();
    let catalogue = desk.catalogue().await?;
    let permanences = desk.store().permanences().list(&PermanenceList::All, today).await?;
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
    Ok(page.of_form(state).render(body))
}

/// A permanence in a list: `Innoviris chez ICAB, mardi 9:30`.
fn series(language: Language, catalogue: &Catalogue, permanence: &Permanence) -> String {
    format!(
        "{} · {} · {} {}",
        catalogue.agency_name(&permanence.agency),
        catalogue.place_name(&permanence.location),
        format::weekday(language, permanence.start.date()),
        format::time(permanence.start.time())
    )
}
