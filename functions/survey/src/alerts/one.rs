//! `GET /console/survey/alerts/{id}` and `POST`: one alert, and what is done.

use axum::response::Response;
use domain::alert::Alert;
use domain::clock::BRUSSELS;
use domain::ids::AlertId;
use maud::html;
use serde::Deserialize;
use store::Versioned;
use validator::Validate;
use web::extract::{FormBody, FormOver, FormState, Id};
use web::ui::Field;
use web::{CoordinatorDesk, Desk, Problem, format, ui};

use super::{evidence, state};
use crate::console;
use crate::staff::{all, timeline};
use crate::{word, words};

/// What was done.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct ActionForm {
    #[validate(length(max = 1500), custom(function = "super::said"))]
    text: String,
}

/// One alert. Reads: 1, the staff, 1 of the directory's revision.
pub(super) async fn show(CoordinatorDesk(desk): CoordinatorDesk, Id(id): Id<AlertId>) -> Result<Response, Problem> {
    let found = desk.context.store.alerts().load(&id).await?.ok_or_else(Problem::not_found)?;
    let form = FormState::filled([("version", found.version.to_string())]);
    page(&desk, &found, &form).await
}

/// Notes what was done: 1 read, 1 commit.
pub(super) async fn act(
    CoordinatorDesk(desk): CoordinatorDesk,
    Id(id): Id<AlertId>,
    FormOver(FormBody { value, state }): FormOver<ActionForm>,
) -> Result<Response, Problem> {
    let found = desk.context.store.alerts().load(&id).await?.ok_or_else(Problem::not_found)?;
    let Some(ActionForm { text }) = value else {
        return page(&desk, &found, &state).await;
    };
    state.check_version(found.version)?;
    flows::surveys::act(&desk.context.store, found, text, desk.staff.actor.clone())
        .await
        .map_err(Problem::of_change)?;
    Ok(web::done(&format!("/console/survey/alerts/{id}"), "saved"))
}

async fn page(desk: &Desk, found: &Versioned<Alert>, form: &FormState) -> Result<Response, Problem> {
    let (language, alert) = (desk.language(), &found.value);
    let word = |key: &str| word(language, key);
    let catalogue = desk.context.store.catalogue().load().await?;
    let staff = all(&desk.context).await?;
    let actions = alert.actions.iter().map(|action| (action.at, &action.actor, html! { (action.text) }));
    let asked = catalogue.question(&alert.part.question).map(|asked| asked.text.get(language));
    let evidence = html! {
        p { (evidence(language, alert)) }
        @if let Some(asked) = asked { p class="soft" { (asked) } }
        p class="soft small" { (word("alert-how")) }
        p class="actions" { a href=(format!("/console/survey/waves/{}", alert.wave)) { (word("alert-wave")) } }
    };
    let main = html! {
        (ui::card(&word("alert-why"), evidence))
        (ui::error_summary(language, form))
        (ui::form(&format!("/console/survey/alerts/{}", alert.id), &desk.staff.csrf, html! {
            (ui::hidden("version", form.get("version")))
            (Field::new("text", &word("alert-text")).hint(&word("alert-text-hint")).lines(3).required().max_length(1_500).show(language, form))
            p class="actions" { (ui::button(&word("alert-save"))) }
        }))
    };
    let aside = ui::card(
        &word("alert-actions"),
        html! {
            @if alert.actions.is_empty() { p class="soft" { (word("alert-actions-none")) } }
            @else { (timeline(language, &staff, actions)) }
        },
    );
    let lead = html! { (format::date(language, alert.raised_at.day_in(BRUSSELS))) " " (state(language, alert)) };
    let title = words::part(language, &catalogue, &alert.part);
    let page = console::page(desk, &title, lead, ("alerts-title", "/console/survey/alerts")).await?;
    let page = page.notice(desk.visit.notice(word, &[("saved", "alert-done-saved")]));
    Ok(if form.is_refused() { page.refused() } else { page }.render(ui::columns(main, aside)))
}
