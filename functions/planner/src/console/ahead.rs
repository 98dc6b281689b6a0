//! What publishing would do, before it is done.

use axum::extract::State;
use axum::response::Response;
use domain::catalogue::Catalogue;
use domain::ids::{LocationId, PlanId};
use flows::plans::{self, Chosen, Effects};
use maud::{Markup, html};
use web::extract::Id;
use web::page::ConsoleNav;
use web::{Context, Coordinator, Page, Problem, Visit, format, ui};

use super::list::{name, path_of};
use crate::api::find;
use crate::problems::refused;
use crate::{word, word_with};

/// The page. Three reads of the plan; for each step a query of the place, of the
/// agency and of the bookings.
pub(super) async fn page(
    State(context): State<Context>,
    visit: Visit,
    Coordinator(staff): Coordinator,
    Id(id): Id<PlanId>,
) -> Result<Response, Problem> {
    let language = visit.language;
    let found = find(&context.store, &id).await?;
    let catalogue = context.store.catalogue().load().await?;
    let effects = plans::ahead(&context.store, &catalogue, &found.value, &Chosen::default()).await.map_err(refused)?;
    let path = path_of(&id);
    let body = html! {
        div class="narrow stack" {
            (counts(language, &effects))
            @if effects.bookings_lost > 0 {
                (ui::warning(word_with(language, "ahead-lost", &[("n", effects.bookings_lost.into())])))
            }
            (places(language, &catalogue, "ahead-gain", &effects.gain))
            (places(language, &catalogue, "ahead-lose", &effects.lose))
            @if !effects.agencies.is_empty() {
                p { (word(language, "ahead-agencies")) " "
                    (effects.agencies.iter().map(|agency| catalogue.agency_name(agency)).collect::<Vec<_>>().join(", ")) }
            }
            @if !effects.refused.is_empty() {
                (ui::warning(word_with(language, "ahead-refused", &[("n", effects.refused.len().into())])))
                ul { @for one in &effects.refused { li { (one.reason.get(language)) } } }
            }
            (ui::form(&std::format!("{path}/publish"), &staff.csrf, html! {
                p class="actions" {
                    (ui::button(&word(language, "publish")))
                    a href=(path) { (word(language, "not-yet")) }
                }
            }))
        }
    };
    let page = Page::console(&visit, &staff)
        .waiting(web::page::waiting(&context, &staff).await?)
        .console_nav(ConsoleNav::Schedule)
        .crumb(&word(language, "plans-title"), "/console/plans")
        .crumb(&name(language, &catalogue, &found.value), &path)
        .title(&word(language, "ahead-title"))
        .lead(word(language, "ahead-lead"));
    Ok(page.render(body))
}

fn counts(language: domain::Language, effects: &Effects) -> Markup {
    let figure = |n: usize, key: &str| ui::figure(&n.to_string(), &word(language, key), None);
    ui::figures(&[
        figure(effects.created, "ahead-created"),
        figure(effects.moved, "ahead-moved"),
        figure(effects.ended, "ahead-ended"),
        figure(effects.thinned, "ahead-thinned"),
        figure(effects.bookings_moved, "ahead-bookings-moved"),
        figure(effects.bookings_lost, "ahead-bookings-lost"),
        figure(effects.mails, "ahead-mails"),
    ])
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
                    li { (catalogue.place_name(place)) " : " (word_with(language, "parties", &[("n", format::number(language, *by, 1).into())])) }
                }
            }
        }
    }
}
