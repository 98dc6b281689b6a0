//! How an agency is reached, in the console: its address, its desks with who
//! stands in, the days on which it does not work.

use axum::response::{IntoResponse as _, Redirect, Response};
use domain::agency::Agency;
use domain::clock::BRUSSELS;
use domain::entry::{Done, Sort, check_desks};
use domain::ids::AgencyId;
use maud::html;
use serde::Deserialize;
use store::Versioned;
use validator::Validate;
use web::extract::{FormBody, FormState, Id};
use web::page::{ConsoleNav, Page};
use web::problem::FieldProblem;
use web::ui::{self, Table};
use web::{CoordinatorDesk, Desk, Problem, format};

use super::fields::{fields, labels};
use super::form::{entered, field_of, filled};
use crate::entries::rows::{self, Change};
use crate::{word, word_with};

/// What the form carries beside its rows, which are read one by one.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct AgencyForm {
    version: u64,
}

/// The agencies of today, with where their mails go. Two reads.
pub(super) async fn list(CoordinatorDesk(desk): CoordinatorDesk) -> Result<Response, Problem> {
    let language = desk.language();
    let label = |key: &str| word(language, key);
    let catalogue = desk.context.store.catalogue().load().await?;
    let heads = [label("agencies-name"), label("agencies-email"), label("agencies-desks")];
    let mut table = Table::new(&label("agencies-title"), &heads.each_ref().map(String::as_str));
    for agency in catalogue.agencies_on(desk.context.store.now().day_in(BRUSSELS)) {
        table = table.row(vec![
            html! { a href={ "/console/agencies/" (agency.id) } { strong { (agency.short) } } },
            html! { (agency.email) },
            html! { (agency.desks.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join(", ")) },
        ]);
    }
    let page = frame(&desk).await?.title(&label("agencies-title")).lead(label("agencies-lead"));
    Ok(page.render(html! { section class="card" { (table.show()) } }))
}

async fn frame(desk: &Desk) -> Result<Page<'_>, Problem> {
    Ok(desk.page().await?.console_nav(ConsoleNav::Directory))
}

/// One agency. Three reads.
pub(super) async fn one(CoordinatorDesk(desk): CoordinatorDesk, Id(id): Id<AgencyId>) -> Result<Response, Problem> {
    let row = rows::load::<Agency>(&desk.context, Sort::Agency, id.as_str()).await?;
    show(&desk, &row.value, &filled(&row.value, row.version)).await
}

/// Saves it over the version that was read. Two reads, one commit.
pub(super) async fn save(
    CoordinatorDesk(desk): CoordinatorDesk,
    Id(id): Id<AgencyId>,
    form: FormBody<AgencyForm>,
) -> Result<Response, Problem> {
    let mut state = form.state.clone();
    let version = form.into_value()?.version;
    let row = rows::load::<Agency>(&desk.context, Sort::Agency, id.as_str()).await?;
    if row.version != version {
        return Err(Problem::changed_meanwhile());
    }
    let catalogue = desk.context.store.catalogue().load().await?;
    let (agency, places) = entered(&row.value, &mut state);
    for error in check_desks(&agency.desks, &catalogue) {
        state.blame(&field_of(&error.pointer, &places), FieldProblem::from(error).detail);
    }
    if state.is_refused() {
        return show(&desk, &row.value, &state).await;
    }
    let before = Versioned { version, value: rows::stored(&row.value)? };
    let change = Change { sort: Sort::Agency, id: id.as_str(), before: Some(before), by: &desk.staff.actor };
    change.save(&desk.context, Some(&rows::stored(&agency)?), Done::Changed).await?;
    Ok(Redirect::to(&format!("/console/agencies/{id}?done=saved")).into_response())
}

async fn show(desk: &Desk, agency: &Agency, state: &FormState) -> Result<Response, Problem> {
    let Desk { context, visit, staff } = desk;
    let language = visit.language;
    let label = |key: &str| word(language, key);
    let catalogue = context.store.catalogue().load().await?;
    let today = context.store.now().day_in(BRUSSELS);
    let named = labels(language, agency);
    let named: Vec<(&str, String)> = named.iter().map(|(name, label)| (name.as_str(), label.clone())).collect();
    let body = html! {
        div class="narrow stack" {
            (ui::error_summary_of(language, state, &named))
            (ui::form(&format!("/console/agencies/{}", agency.id), &staff.csrf, html! {
                (fields(language, (&*catalogue, today), agency, state))
            }))
        }
    };
    let until = agency.closures.iter().map(|span| span.to).max();
    let done = (visit.done.as_deref() == Some("saved")).then(|| {
        ui::notice(html! {
            (label("agency-saved"))
            @if until.is_some_and(|day| today <= day) {
                " " (label("agency-closed-sessions")) " "
                a href="/console/schedule/unattended" { (label("agency-closed-booked")) } "."
            }
        })
    });
    let page = frame(desk).await?.title(&agency.short).notice(done);
    let page = page.crumb(&label("agencies-title"), "/console/agencies");
    let page = match until {
        Some(day) => {
            page.lead(word_with(language, "agency-closed-until", &[("day", format::date(language, day).into())]))
        }
        None => page,
    };
    Ok(if state.is_refused() { page.refused() } else { page }.render(body))
}
