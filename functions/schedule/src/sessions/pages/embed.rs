//! Seven days for a frame in the site of an incubator: no cookie, no script,
//! links that open in a tab of their own.

use axum::extract::State;
use axum::response::Response;
use domain::Language;
use domain::ids::LocationId;
use domain::location::Location;
use domain::sessions::Drafts;
use maud::{Markup, html};
use store::keys::PermanenceList;
use web::extract::{Id, QueryParams};
use web::{Context, Page, Problem, Settings, Visit, format, ui};

use super::days::{EmptyDays, list};
use super::seven::{Seven, WeekQuery, address, nobody};
use super::shown::Shown;
use super::{next, today};
use crate::sessions::period::Week;
use crate::sessions::{close, occurrences};
use crate::{word, word_with};

/// The height of the frame in the snippet, in pixels: a usual week fits.
const HEIGHT: u32 = 560;

/// A location's week without anything around it. Two reads: the directory's
/// revision and the location's permanences that have not ended before the days shown.
pub(super) async fn page(
    State(context): State<Context>,
    visit: Visit,
    Id(id): Id<LocationId>,
    QueryParams(query): QueryParams<WeekQuery>,
) -> Result<Response, Problem> {
    let language = visit.language;
    let (today, now) = (today(&context), context.store.now());
    let asked = query.week();
    let catalogue = context.store.catalogue().load().await?;
    let location = catalogue.locations.get(&id).ok_or_else(Problem::not_found)?;
    let permanences =
        context.store.permanences().list(&PermanenceList::Location(id), asked.map_or(today, Week::monday)).await?;
    let seven = Seven::of(asked, &catalogue, &permanences, now);
    let window = seven.window().map_err(|error| Problem::internal(&error))?;
    let mut sessions = occurrences(&catalogue, &permanences, window, Drafts::Hidden);
    close(&context.store, &catalogue, &mut sessions).await?;
    let shown = Shown { away: true, ..Shown::at_a_place(language, &catalogue, now) };
    let whole = address(location, asked);
    let body = html! {
        div class="stack" {
            div {
                h1 { (word_with(language, "embed-heading", &[("place", location.name.as_str().into())])) }
                p class="lead" { (seven.words(language)) }
            }
            @if sessions.is_empty() {
                p { strong { (nobody(language, seven)) } }
                @if let Some((session, _)) = next(&catalogue, &permanences, seven.first().max(today), now) {
                    @let at = format::local(language, session.local_start);
                    @let args = [("at", at.into()), ("agency", shown.agency(&session).into())];
                    p { (word_with(language, "week-next", &args)) }
                }
            } @else {
                h2 class="hidden" { (word(language, "embed-days")) }
                (list(shown, seven.days(), &sessions, today, EmptyDays::None))
            }
            p class="because" { (shown.link(&whole, &word(language, "embed-more"))) " · Permanence" }
        }
    };
    let title = word_with(language, "embed-heading", &[("place", location.name.as_str().into())]);
    Ok(Page::embed(&visit).title(&title).render(body))
}

/// What to copy into another site.
pub(super) fn card(language: Language, settings: &Settings, location: &Location) -> Markup {
    let snippet = snippet(language, settings, location);
    ui::card(
        &word(language, "embed-title"),
        html! {
            p class="soft" { (word(language, "embed-how")) }
            details {
                summary { (word(language, "embed-show")) }
                code class="secret" { (snippet) }
            }
        },
    )
}

fn snippet(language: Language, settings: &Settings, location: &Location) -> String {
    let address = settings.url(&format!("/embed/locations/{}?lang={}", location.id, language.tag()));
    let title = word_with(language, "embed-heading", &[("place", location.name.as_str().into())]);
    // maud escapes as an attribute needs it.
    html! { iframe src=(address) title=(title) width="100%" height=(HEIGHT) loading="lazy" {} }.into_string()
}
