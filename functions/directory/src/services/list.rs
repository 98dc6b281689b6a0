//! Help by need: groups of needs, kinds of need, and who offers what for each.

use std::collections::BTreeSet;

use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::need_type::{NeedGroup, NeedType};
use domain::search::Found;
use domain::service::Service;
use maud::{Markup, html};
use serde::Deserialize;
use validator::Validate;
use web::extract::{FormState, QueryParams};
use web::page::Nav;
use web::{Context, Page, Problem, Visit, ui};

use crate::search::index;
use crate::shown;
use crate::{word, word_with};

/// The most kinds of need and services that a search of this page finds.
const FOUND: usize = 24;

/// What is looked for.
#[derive(Debug, Clone, Default, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct ServicesQuery {
    /// Words.
    #[serde(default)]
    q: String,
}

/// A kind of need with the services shown under it.
type Entry<'a> = (&'a NeedType, Vec<&'a Service>);

/// Services by need. One read.
pub(super) async fn page(
    State(context): State<Context>,
    visit: Visit,
    QueryParams(ServicesQuery { q }): QueryParams<ServicesQuery>,
) -> Result<Response, Problem> {
    let language = visit.language;
    let today = shown::today(&context);
    let catalogue = context.store.catalogue().load().await?;
    let found: Option<BTreeSet<Found>> = (!q.trim().is_empty()).then(|| {
        let hits = index(&catalogue)
            .find(&catalogue, &q, FOUND, |found| !matches!(found, Found::Agency(_) | Found::Location(_)));
        hits.into_iter().map(|hit| hit.found).collect()
    });
    let groups = by_group(&catalogue, found.as_ref(), today);
    let main = html! {
        (search_form(language, &q))
        @if groups.is_empty() { (ui::empty(&word(language, "services-none"), nothing_found(language))) }
        @for (group, entries) in &groups { (section(language, &catalogue, group, entries, today)) }
    };
    let aside = html! {
        @if groups.len() > 1 { (contents(language, &groups)) }
        (shown::state_need_card(language, ""))
    };
    let services: BTreeSet<_> = groups
        .iter()
        .flat_map(|(_, entries)| entries)
        .flat_map(|(_, services)| services)
        .map(|service| &service.id)
        .collect();
    let key = if found.is_some() { "services-found" } else { "services-lead" };
    let lead = word_with(language, key, &[("n", services.len().into())]);
    let agencies = ui::link_button_secondary(&word(language, "services-agencies"), "/agencies");
    let title = word(language, "services-title");
    let page = Page::public(&visit).nav(Nav::Services).title(&title).lead(lead).action(agencies);
    Ok(page.render(ui::columns(main, aside)))
}

/// Groups that have something to show, in the order of the directory.
fn by_group<'a>(
    catalogue: &'a Catalogue,
    found: Option<&BTreeSet<Found>>,
    today: NaiveDate,
) -> Vec<(&'a NeedGroup, Vec<Entry<'a>>)> {
    let offered: Vec<&Service> =
        catalogue.services.values().filter(|service| catalogue.provider(service, today).is_some()).collect();
    let entry = |need_type: &'a NeedType| {
        let meant = found.is_none_or(|found| found.contains(&Found::NeedType(need_type.id.clone())));
        let found = |service: &&&Service| {
            meant || found.is_some_and(|found| found.contains(&Found::Service(service.id.clone())))
        };
        let services: Vec<&Service> =
            offered.iter().filter(|service| service.answers.contains(&need_type.id)).filter(found).copied().collect();
        (!services.is_empty()).then_some((need_type, services))
    };
    let entries = |group: &NeedGroup| {
        let of_group = catalogue.need_types.iter().filter(|need_type| need_type.group == group.id);
        of_group.filter_map(entry).collect::<Vec<_>>()
    };
    let groups = catalogue.need_groups.iter().map(|group| (group, entries(group)));
    groups.filter(|(_, entries)| !entries.is_empty()).collect()
}

fn search_form(language: Language, q: &str) -> Markup {
    let state = FormState::filled([("q", q)]);
    let label = word(language, "services-search");
    html! {
        form class="form-inline" method="get" action="/services" role="search" {
            div class="field" {
                label for="f-q" { (label) }
                input id="f-q" name="q" type="search" value=(state.get("q")) maxlength="100" autocomplete="off";
            }
            button class="button" type="submit" { (word(language, "services-search-button")) }
            @if !q.is_empty() { (ui::link_button_secondary(&word(language, "services-all"), "/services")) }
        }
    }
}

fn nothing_found(language: Language) -> Markup {
    html! { (word(language, "services-none-how")) " " a href="/needs/new" { (word(language, "state-need")) } }
}

fn section(
    language: Language,
    catalogue: &Catalogue,
    group: &NeedGroup,
    entries: &[Entry<'_>],
    today: NaiveDate,
) -> Markup {
    html! {
        section class="card" id={ "g-" (group.id) } {
            h2 { (group.label.get(language)) }
            @for (need_type, services) in entries {
                h3 id=(need_type.id) { a href={ "/help/" (need_type.id) } { (need_type.label.get(language)) } }
                ul {
                    @for service in services { li { (line(language, catalogue, service, today)) } }
                }
            }
        }
    }
}

fn line(language: Language, catalogue: &Catalogue, service: &Service, today: NaiveDate) -> Markup {
    html! {
        a href={ "/services/" (service.id) } { (service.name.get(language)) }
        @if let Some(agency) = catalogue.provider(service, today) { " · " strong { (agency.short) } }
        br;
        span class="soft" { (service.description.get(language)) }
    }
}

fn contents(language: Language, groups: &[(&NeedGroup, Vec<Entry<'_>>)]) -> Markup {
    html! {
        nav class="card" aria-labelledby="contents" {
            h2 id="contents" { (word(language, "services-contents")) }
            ul { @for (group, _) in groups { li { a href={ "#g-" (group.id) } { (group.label.get(language)) } } } }
        }
    }
}
