//! Help by need: groups of needs, kinds of need, and who offers what for each.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::catalogue::Catalogue;
use domain::need_type::{NeedGroup, NeedType};
use domain::search::Found;
use domain::service::Service;
use maud::{Markup, html};
use serde::Deserialize;
use validator::Validate;
use web::extract::QueryParams;
use web::page::Nav;
use web::{Page, Reply, ui};

use crate::opened::Opened;
use crate::search::index;
use crate::shown;

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
pub(super) async fn page(QueryParams(ServicesQuery { q }): QueryParams<ServicesQuery>, opened: Opened) -> Reply {
    let catalogue = &opened.catalogue;
    let found: Option<BTreeSet<Found>> = (!q.trim().is_empty()).then(|| {
        let is_help = |found: &Found| !matches!(found, Found::Agency(_) | Found::Location(_));
        index(catalogue).find(catalogue, &q, FOUND, is_help).into_iter().map(|hit| hit.found).collect()
    });
    let groups = by_group(catalogue, found.as_ref(), opened.today);
    let main = html! {
        (search_form(&opened, &q))
        @if groups.is_empty() { (ui::empty(&opened.say("services-none"), nothing_found(&opened))) }
        @for (group, entries) in &groups { (section(&opened, group, entries)) }
    };
    let aside = html! {
        @if groups.len() > 1 { (contents(&opened, &groups)) }
        (shown::state_need_card(opened.language(), ""))
    };
    let services = groups.iter().flat_map(|(_, entries)| entries).flat_map(|(_, services)| services);
    let services: BTreeSet<_> = services.map(|service| &service.id).collect();
    let key = if found.is_some() { "services-found" } else { "services-lead" };
    let page = Page::public(&opened.visit)
        .nav(Nav::Services)
        .title(&opened.say("services-title"))
        .lead(opened.say_with(key, &[("n", services.len().into())]))
        .action(ui::link_button_secondary(&opened.say("services-agencies"), "/agencies"));
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

fn search_form(opened: &Opened, q: &str) -> Markup {
    html! {
        form class="form-inline" method="get" action="/services" role="search" {
            div class="field" {
                label for="f-q" { (opened.say("services-search")) }
                input id="f-q" name="q" type="search" value=(q) maxlength="100" autocomplete="off";
            }
            button class="button" type="submit" { (opened.say("services-search-button")) }
            @if !q.is_empty() { (ui::link_button_secondary(&opened.say("services-all"), "/services")) }
        }
    }
}

fn nothing_found(opened: &Opened) -> Markup {
    html! { (opened.say("services-none-how")) " " a href="/needs/new" { (opened.say("state-need")) } }
}

fn section(opened: &Opened, group: &NeedGroup, entries: &[Entry<'_>]) -> Markup {
    let language = opened.language();
    html! {
        section class="card" id={ "g-" (group.id) } {
            h2 { (group.label.get(language)) }
            @for (need_type, services) in entries {
                h3 id=(need_type.id) { (shown::kind_link(language, need_type)) }
                ul { @for service in services { li { (line(opened, service)) } } }
            }
        }
    }
}

fn line(opened: &Opened, service: &Service) -> Markup {
    let language = opened.language();
    html! {
        (shown::service_link(language, service))
        @if let Some(agency) = opened.catalogue.provider(service, opened.today) { " · " strong { (agency.short) } }
        br;
        span class="soft" { (service.description.get(language)) }
    }
}

fn contents(opened: &Opened, groups: &[(&NeedGroup, Vec<Entry<'_>>)]) -> Markup {
    let language = opened.language();
    html! {
        nav class="card" aria-labelledby="contents" {
            h2 id="contents" { (opened.say("services-contents")) }
            ul { @for (group, _) in groups { li { a href={ "#g-" (group.id) } { (group.label.get(language)) } } } }
        }
    }
}
