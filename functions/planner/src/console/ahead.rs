//! What publishing would do, before it is done.

use domain::Language;
use domain::catalogue::Catalogue;
use domain::ids::{AgencyId, LocationId, PlanId};
use flows::plans::{self, Chosen, Effects};
use maud::{Markup, html};
use rota_planner::{Plan, Problem as Facts};
use serde::Deserialize;
use validator::Validate;
use web::extract::{FormState, Id, QueryParams};
use web::page::ConsoleNav;
use web::{CoordinatorDesk, Reply, format, ui};

use super::list::{name, path_of};
use super::refused::list as refused_list;
use crate::asked::find;
use crate::problems::refused;
use crate::reasons::agency_names;
use crate::{word, word_with};

/// What of it is published: all, or one agency's part.
#[derive(Debug, Clone, Default, Deserialize, Validate)]
#[serde(default)]
pub(super) struct Part {
    agency: Option<AgencyId>,
}

impl Part {
    /// The same, as the use case takes it.
    pub(super) fn chosen(&self) -> Chosen {
        Chosen { agencies: self.agency.iter().cloned().collect(), ..Chosen::default() }
    }
}

/// The page. Four reads of the plan, the staff; for each step a query of the place, of
/// the agency and of the bookings, and who would be told.
pub(super) async fn page(desk: CoordinatorDesk, Id(id): Id<PlanId>, QueryParams(part): QueryParams<Part>) -> Reply {
    let (language, store) = (desk.language(), desk.store());
    let found = find(store, &id).await?;
    let catalogue = store.catalogue().load().await?;
    let by = desk.staff.actor.clone();
    let effects = plans::ahead(store, &catalogue, &found.value, &part.chosen(), by).await.map_err(refused)?;
    let result = plans::result(store, &found.value).await?;
    let facts = plans::problem(store, &found.value).await?;
    let path = path_of(&id);
    let body = html! {
        div class="narrow stack" {
            (which(language, &catalogue, (&path, &part), result.as_ref().zip(facts.as_ref())))
            (counts(language, &effects))
            @if effects.bookings_lost > 0 {
                (ui::warning(word_with(language, "ahead-lost", &[("n", effects.bookings_lost.into())])))
            }
            @if part.agency.is_some() { (ui::warning(word(language, "part-only"))) }
            (places(language, &catalogue, &effects))
            @if !effects.agencies.is_empty() {
                p { (word(language, "ahead-agencies")) " " (agency_names(&catalogue, &effects.agencies)) }
            }
            (not_done(language, &catalogue, &effects, &path))
            (ui::form(&std::format!("{path}/publish"), &desk.staff.csrf, html! {
                @if let Some(agency) = &part.agency { (ui::hidden("agency", agency.as_str())) }
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
fn not_done(language: Language, catalogue: &Catalogue, effects: &Effects, path: &str) -> Markup {
    let (withheld, impossible) = effects.refused.split_at(effects.withheld.min(effects.refused.len()));
    html! {
        @for (key, some) in [("ahead-withheld", withheld), ("ahead-refused", impossible)] {
            @if !some.is_empty() {
                (ui::warning(word_with(language, key, &[("n", some.len().into())])))
                (refused_list(language, catalogue, some.iter().map(|one| (one.about.clone(), &one.reason))))
                p { a href=(path) { (word(language, "ahead-again")) } }
            }
        }
    }
}

/// All of it, or the part of one of its agencies: of one that comes, or for which
/// something stops.
fn which(
    language: Language,
    catalogue: &Catalogue,
    (path, part): (&str, &Part),
    known: Option<(&Plan, &Facts)>,
) -> Markup {
    let has_part = |agency: &AgencyId| {
        let has = |(result, facts): (&Plan, &Facts)| {
            !plans::part(result, agency).is_empty() || !plans::stops(result, facts, agency).is_empty()
        };
        known.is_some_and(has)
    };
    let agencies = catalogue.agencies.keys().filter(|agency| has_part(agency));
    let mut options = vec![(String::new(), word(language, "part-all"))];
    options.extend(agencies.map(|id| (id.to_string(), catalogue.agency_name(id).to_owned())));
    let state = FormState::filled(part.agency.iter().map(|id| ("agency", id.as_str())));
    html! {
        form class="form-inline" method="get" action={ (path) "/publish" } {
            (ui::Field::new("agency", &word(language, "part")).select(options).filters().show(language, &state))
            button class="button secondary" type="submit" { (word(language, "part-show")) }
        }
    }
}

fn counts(language: Language, effects: &Effects) -> Markup {
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
        figure(effects.notices, "ahead-notices"),
    ])
}

/// Parties, to a tenth: in French as one below two.
fn gained(language: Language, by: f64) -> String {
    let tenths = (by * 10.0).round() / 10.0;
    word_with(language, "parties", &[("n", tenths.into()), ("shown", format::number(language, by, 1).into())])
}

/// Where more are served in time than today, and where fewer.
pub(super) fn places(language: Language, catalogue: &Catalogue, effects: &Effects) -> Markup {
    // Less than half a party is a matter of the forecast's own doubt.
    let some = |places: &[(LocationId, f64)]| places.iter().filter(|(_, by)| *by >= 0.5).cloned().collect::<Vec<_>>();
    html! {
        @for (key, some) in [("ahead-gain", some(&effects.gain)), ("ahead-lose", some(&effects.lose))] {
            @if !some.is_empty() {
                h2 { (word(language, key)) }
                ul {
                    @for (place, by) in &some {
                        li { (catalogue.place_name(place)) (format::colon(language)) (gained(language, *by)) }
                    }
                }
            }
        }
    }
}
