//! The endpoints that somebody keeps, and making one; the fields of an endpoint.

use domain::Language;
use domain::catalogue::Catalogue;
use domain::endpoint::{Endpoint, GROUPS, Reach};
use domain::ids::{AgencyId, LocationId};
use maud::{Markup, html};
use web::extract::{FormBody, FormOver, FormState};
use web::ui::{self, Choices, Field, Icon, Table, Tone};
use web::{Desk, Reply, Scope, format};

use super::api::with_secret;
use super::request::EndpointRequest;
use super::save;
use crate::{word, word_with};

/// The list. Two queries and a read.
pub(super) async fn show(desk: Desk) -> Reply {
    page(&desk, &FormState::default(), None).await
}

/// Makes an endpoint and shows its secret. A read and a commit beside the list.
pub(super) async fn create(desk: Desk, FormOver(FormBody { value, mut state }): FormOver<EndpointRequest>) -> Reply {
    let Some(request) = value else { return page(&desk, &state, None).await };
    match save::parse(&desk, None, EndpointRequest { active: true, ..request }).await? {
        Err(errors) => state.errors = errors,
        Ok(draft) => match save::add(&desk, draft, |_, _| {}).await {
            Ok(endpoint) => {
                let secret = with_secret(&desk, &endpoint, endpoint.rotation.generation).secret;
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
    let inside = html! {
        (ui::warning(word(language, "endpoint-secret-once")))
        code class="secret" { (secret) }
    };
    ui::card(&word(language, "endpoint-secret"), inside)
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
        Reach::Agency { agency } => catalogue.agency_name(agency).to_owned(),
        Reach::Location { location } => catalogue.place_name(location).to_owned(),
    }
}

async fn page(desk: &Desk, state: &FormState, secret: Option<Markup>) -> Reply {
    let language = desk.language();
    let word = |key: &str| word(language, key);
    let catalogue = desk.catalogue().await?;
    let endpoints = save::list(desk).await?;
    let columns = ["endpoint-column", "endpoint-whose", "endpoint-types", "column-state"];
    let rows = endpoints.iter().map(|endpoint| row(language, &catalogue, endpoint));
    let table = rows.fold(Table::named(word, "endpoints-title", &columns), Table::row);
    let inside = html! {
        (fields(desk, &catalogue, state))
        (ui::button(&word("endpoint-create")))
    };
    let form = ui::form("/console/endpoints", &desk.staff.csrf, inside);
    let shown = if table.is_empty() {
        ui::empty(&word("endpoints-none"), word("endpoints-none-how"))
    } else {
        ui::card(&word("endpoints-title"), table.show())
    };
    let body = html! {
        (ui::error_summary(language, state))
        div class="stack" {
            @if let Some(secret) = secret { (secret) }
            (shown)
            (ui::card(&word("endpoint-new"), form))
        }
    };
    let notice = desk.visit.notice(word, &[("deleted", "endpoint-deleted")]);
    let page = desk.page().await?.crumb(&word("today-title"), "/console").title(&word("endpoints-title"));
    Ok(page.lead(word("endpoints-lead")).notice(notice).of_form(state).render(body))
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

/// Address, events and, for the coordinator, whose it is.
pub(super) fn fields(desk: &Desk, catalogue: &Catalogue, state: &FormState) -> Markup {
    let language = desk.language();
    let word = |key: &str| word(language, key);
    // To whom a need was referred is never told to a place.
    let of_place = matches!(desk.staff.scope(), Scope::Location(_));
    let offered = || {
        let all = GROUPS.into_iter().chain(["permanence.changed"]);
        all.filter(move |name| !(of_place && name.starts_with("referral.")))
    };
    let labelled = |name: &str| word(&format!("endpoint-type-{}", name.replace(".*", "").replace('.', "-")));
    let types = Choices::many("types", &word("endpoint-types"));
    let types = offered().fold(types, |choices, name| choices.option(name, labelled(name)));
    // Single types that a program asked for stay.
    let others = state.values.iter().filter(|(field, value)| field == "types" && !offered().any(|name| name == value));
    let types = others.fold(types, |choices, (_, name)| choices.option(name.as_str(), name.as_str()));
    let day = desk.today();
    html! {
        (Field::new("url", &word("endpoint-url")).kind("url").hint(&word("endpoint-url-hint")).max_length(500).required().show(language, state))
        (types.required().show(language, state))
        @if *desk.staff.scope() == Scope::All {
            @let agencies = catalogue.agencies_on(day).map(|agency| (agency.id.to_string(), agency.short.clone()));
            @let agencies = with_its_own(agencies, state.get("agency"), |id| Some(catalogue.agency_name(&AgencyId::parse(id).ok()?).to_owned()));
            @let places = catalogue.locations_on(day).map(|place| (place.id.to_string(), place.name.clone()));
            @let places = with_its_own(places, state.get("location"), |id| Some(catalogue.place_name(&LocationId::parse(id).ok()?).to_owned()));
            (Field::new("agency", &word("endpoint-agency")).select(agencies).hint(&word("endpoint-agency-hint")).show(language, state))
            (Field::new("location", &word("endpoint-location")).select(places).hint(&word("endpoint-location-hint")).show(language, state))
        }
    }
}

/// What is offered, and what the endpoint is of, also where that ended.
fn with_its_own(
    offered: impl Iterator<Item = (String, String)>,
    own: &str,
    name: impl Fn(&str) -> Option<String>,
) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = offered.collect();
    if !own.is_empty() && !all.iter().any(|(id, _)| id == own) {
        all.extend(name(own).map(|name| (own.to_owned(), name)));
    }
    all
}
