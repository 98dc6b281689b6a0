//! What publishing would do, before it is done.

use std::collections::BTreeSet;

use axum::response::Response;
use domain::catalogue::Catalogue;
use domain::ids::{AgencyId, LocationId, PlanId};
use flows::plans::{self, Chosen, Effects, Refused};
use maud::{Markup, html};
use serde::Deserialize;
use validator::Validate;
use web::extract::{FormState, Id, QueryParams};
use web::page::ConsoleNav;
use web::{CoordinatorDesk, Problem, format, ui};

use super::list::{name, path_of};
use super::refused::list as refused_list;
use crate::api::find;
use crate::problems::refused;
use crate::{word, word_with};

/// What of it is published: all, or one agency's part.
#[derive(Debug, Clone, Default, Deserialize, Validate)]
#[serde(default)]
pub(super) struct Part {
    agency: Option<String>,
}

impl Part {
    const fn is_all(&self) -> bool {
        match &self.agency {
            None => true,
            Some(agency) => agency.is_empty(),
        }
    }

    /// The same, as the use case takes it; what is no agency's id has no part.
    pub(super) fn chosen(&self) -> Result<Chosen, Problem> {
        let named = self.agency.as_deref().filter(|agency| !agency.is_empty());
        let agency = named.map(AgencyId::parse).transpose().map_err(|_| Problem::not_found())?;
        Ok(Chosen { agencies: agency.into_iter().collect(), ..Chosen::default() })
    }
}

/// The page. Three reads of the plan; for each step a query of the place, of the
/// agency and of the bookings.
pub(super) async fn page(
    CoordinatorDesk(desk): CoordinatorDesk,
    Id(id): Id<PlanId>,
    QueryParams(part): QueryParams<Part>,
) -> Result<Response, Problem> {
    let (language, store) = (desk.language(), &desk.context.store);
    let found = find(store, &id).await?;
    let catalogue = store.catalogue().load().await?;
    let effects = plans::ahead(store, &catalogue, &found.value, &part.chosen()?).await.map_err(refused)?;
    let result = plans::result(store, &found.value).await?;
    let path = path_of(&id);
    let body = html! {
        div class="narrow stack" {
            (which(language, &catalogue, (&path, result.as_ref()), &part))
            (counts(language, &effects))
            @if effects.bookings_lost > 0 {
                (ui::warning(word_with(language, "ahead-lost", &[("n", effects.bookings_lost.into())])))
            }
            @if part.is_all() {
                (places(language, &catalogue, "ahead-gain", &effects.gain))
                (places(language, &catalogue, "ahead-lose", &effects.lose))
            } @else {
                (ui::warning(word(language, "part-only")))
            }
            @if !effects.agencies.is_empty() {
                p { (word(language, "ahead-agencies")) " "
                    (effects.agencies.iter().map(|agency| catalogue.agency_name(agency)).collect::<Vec<_>>().join(", ")) }
            }
            (not_done(language, &catalogue, &effects, &path))
            (ui::form(&std::format!("{path}/publish"), &desk.staff.csrf, html! {
                @if let Some(agency) = &part.agency { (ui::hidden("agency", agency)) }
                p class="actions" {
                    (ui::button(&word(language, "publish")))
                    a href=(path) { (word(language, "not-yet")) }
                }
            }))
        }
    };
    let page = desk
        .page()
        .await?
        .console_nav(ConsoleNav::Schedule)
        .crumb(&word(language, "plans-title"), "/console/plans")
        .crumb(&name(language, &catalogue, &found.value), &path)
        .title(&word(language, "ahead-title"))
        .lead(word(language, "ahead-lead"));
    Ok(page.render(body))
}

/// What is left out because somebody said no to it, and what can't be done.
fn not_done(language: domain::Language, catalogue: &Catalogue, effects: &Effects, path: &str) -> Markup {
    let (withheld, impossible) = effects.refused.split_at(effects.withheld.min(effects.refused.len()));
    let list =
        |some: &[Refused]| refused_list(language, catalogue, some.iter().map(|one| (one.about.clone(), &one.reason)));
    html! {
        @if !withheld.is_empty() {
            (ui::warning(word_with(language, "ahead-withheld", &[("n", withheld.len().into())])))
            (list(withheld))
            p { a href=(path) { (word(language, "ahead-again")) } }
        }
        @if !impossible.is_empty() {
            (ui::warning(word_with(language, "ahead-refused", &[("n", impossible.len().into())])))
            (list(impossible))
            p { a href=(path) { (word(language, "ahead-again")) } }
        }
    }
}

/// All of it, or the part of one of its agencies.
fn which(
    language: domain::Language,
    catalogue: &Catalogue,
    (path, result): (&str, Option<&rota_planner::Plan>),
    part: &Part,
) -> Markup {
    let agencies: BTreeSet<&AgencyId> =
        result.iter().flat_map(|result| result.assignments.iter().map(|one| &one.agency)).collect();
    let mut options = vec![(String::new(), word(language, "part-all"))];
    options.extend(agencies.into_iter().map(|id| (id.to_string(), catalogue.agency_name(id).to_owned())));
    let state = FormState::filled([("agency", part.agency.clone().unwrap_or_default())]);
    html! {
        form class="form-inline" method="get" action={ (path) "/publish" } {
            (ui::Field::new("agency", &word(language, "part")).select(options).filters().show(language, &state))
            button class="button secondary" type="submit" { (word(language, "part-show")) }
        }
    }
}

fn counts(language: domain::Language, effects: &Effects) -> Markup {
    let figure = |n: usize, key: &str| ui::figure(&n.to_string(), &word_with(language, key, &[("n", n.into())]), None);
    ui::figures(&[
        figure(effects.created, "ahead-created"),
        figure(effects.moved, "ahead-moved"),
        figure(effects.paused, "ahead-paused"),
        figure(effects.ended, "ahead-ended"),
        figure(effects.thinned, "ahead-thinned"),
        figure(effects.bookings_moved, "ahead-bookings-moved"),
        figure(effects.bookings_lost, "ahead-bookings-lost"),
        figure(effects.mails, "ahead-mails"),
    ])
}

/// Parties, to a tenth: in French as one below two.
fn gained(language: domain::Language, by: f64) -> String {
    let tenths = (by * 10.0).round() / 10.0;
    word_with(language, "parties", &[("n", tenths.into()), ("shown", format::number(language, by, 1).into())])
}

pub(super) fn places(
    language: domain::Language,
    catalogue: &Catalogue,
    key: &str,
    places: &[(LocationId, f64)],
) -> Markup {
    // Less than half a party is a matter of the forecast's own doubt.
    let some: Vec<_> = places.iter().filter(|(_, by)| *by >= 0.5).collect();
    html! {
        @if !some.is_empty() {
            h2 { (word(language, key)) }
            ul {
                @for (place, by) in some {
                    li { (catalogue.place_name(place)) (format::colon(language)) (gained(language, *by)) }
                }
            }
        }
    }
}
