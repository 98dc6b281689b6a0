//! The endpoints that somebody keeps, and making one.

use axum::response::Response;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::endpoint::{Endpoint, Reach};
use maud::{Markup, html};
use web::extract::{FormBody, FormOver, FormState};
use web::ui::{self, Icon, Table, Tone};
use web::{Desk, Problem, format};

use super::form::{fields, labels};
use super::request::EndpointRequest;
use super::save;
use super::view::with_secret;
use crate::words::{agency, location};
use crate::{word, word_with};

/// The list. Two queries and a read.
pub(super) async fn show(desk: Desk) -> Result<Response, Problem> {
    page(&desk, &FormState::default(), None).await
}

/// Makes an endpoint and shows its secret. A read and a commit beside the list.
pub(super) async fn create(
    desk: Desk,
    FormOver(FormBody { value, mut state }): FormOver<EndpointRequest>,
) -> Result<Response, Problem> {
    let Desk { context, staff, .. } = &desk;
    let Some(request) = value else { return page(&desk, &state, None).await };
    match save::parse(context, staff, None, EndpointRequest { active: true, ..request }).await? {
        Err(errors) => state.errors = errors,
        Ok(draft) => match save::add(context, staff, draft, |_, _| {}).await {
            Ok(endpoint) => {
                let secret = with_secret(context, &endpoint, endpoint.rotation.generation).secret;
                let shown = secret_card(desk.language(), &secret);
                return page(&desk, &FormState::default(), Some(shown)).await;
            }
            Err(problem) if !problem.errors().is_empty() => state.errors = problem.errors().to_vec(),
            Err(problem) => return Err(problem),
        },
    }
    page(&desk, &state, None).await
}

/// A secret, this once.
pub(super) fn secret_card(language: Language, secret: &str) -> Markup {
    ui::card(
        &word(language, "endpoint-secret"),
        html! {
            (ui::warning(word(language, "endpoint-secret-once")))
            code class="secret" { (secret) }
        },
    )
}

/// Where it stands, in a word.
pub(super) fn badge(language: Language, endpoint: &Endpoint) -> Markup {
    match (&endpoint.off, endpoint.failing_since) {
        (Some(_), _) => ui::badge(Tone::Red, Icon::Cross, &word(language, "endpoint-off")),
        (None, Some(_)) => ui::badge(Tone::Amber, Icon::Alert, &word(language, "endpoint-failing")),
        (None, None) => ui::badge(Tone::Green, Icon::Check, &word(language, "endpoint-on")),
    }
}

/// Why it stands like this, as a sentence.
pub(super) fn why(language: Language, endpoint: &Endpoint) -> Option<String> {
    let said = |key: &str, at| word_with(language, key, &[("at", format::instant(language, at).into())]);
    match (endpoint.off, endpoint.failing_since) {
        (Some(off), _) => Some(said(&format!("endpoint-off-{}", off.reason.code()), off.since)),
        (None, Some(since)) => Some(said("endpoint-failing-since", since)),
        (None, None) => None,
    }
}

/// Whose it is.
pub(super) fn whose(language: Language, catalogue: &Catalogue, endpoint: &Endpoint) -> String {
    match &endpoint.reach {
        Reach::Everything => word(language, "role-coordinator"),
        Reach::Agency { agency: id } => agency(catalogue, id),
        Reach::Location { location: id } => location(catalogue, id),
    }
}

async fn page(desk: &Desk, state: &FormState, secret: Option<Markup>) -> Result<Response, Problem> {
    let Desk { context, visit, staff } = desk;
    let language = visit.language;
    let word = |key: &str| word(language, key);
    let catalogue = context.store.catalogue().load().await?;
    let endpoints = save::list(context, staff).await?;
    let columns = ["endpoint-column", "endpoint-whose", "endpoint-types", "column-state"];
    let rows = endpoints.iter().map(|endpoint| row(language, &catalogue, endpoint));
    let table = rows.fold(Table::named(word, "endpoints-title", &columns), Table::row);
    let form = ui::form(
        "/console/endpoints",
        &staff.csrf,
        html! {
            (fields(desk, &catalogue, state))
            (ui::button(&word("endpoint-create")))
        },
    );
    let shown = if table.is_empty() {
        ui::empty(&word("endpoints-none"), word("endpoints-none-how"))
    } else {
        ui::card(&word("endpoints-title"), table.show())
    };
    let body = html! {
        (ui::error_summary_of(language, state, &labels(language)))
        div class="stack" {
            @if let Some(secret) = secret { (secret) }
            (shown)
            (ui::card(&word("endpoint-new"), form))
        }
    };
    let page = desk
        .page()
        .await?
        .crumb(&word("today-title"), "/console")
        .title(&word("endpoints-title"))
        .lead(word("endpoints-lead"))
        .notice(visit.notice(word, &[("deleted", "endpoint-deleted")]));
    Ok(if state.is_refused() { page.refused() } else { page }.render(body))
}

fn row(language: Language, catalogue: &Catalogue, endpoint: &Endpoint) -> Vec<Markup> {
    vec![
        html! {
            a href=(format!("/console/endpoints/{}", endpoint.id)) { strong class="address" { (endpoint.url) } }
            @if let Some(why) = why(language, endpoint) { p class="because" { (why) } }
        },
        html! { (whose(language, catalogue, endpoint)) },
        html! { @for (place, name) in endpoint.types.names().iter().enumerate() { @if place > 0 { ", " } code { (name) } } },
        badge(language, endpoint),
    ]
}
