//! One place: who is there when in the four weeks to come, and what to do
//! when none of it fits. The page that posters and hosts point to, so it is
//! kept to four reads of the table, five where advisers are named.

use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::distance::kilometres;
use domain::ids::LocationId;
use domain::location::Location;
use maud::{Markup, html};
use store::keys::PermanenceList;
use store::repos::suggestions::ToldAt;
use web::extract::{Id, NoFilter, QueryParams};
use web::page::Nav;
use web::{Context, Page, Problem, Visit, format, ui};

use super::list::kind_key;
use crate::linked::schema_org::Around;
use crate::shown;
use crate::shown::{About, Agenda};
use crate::upcoming::{count_free, upcoming};
use crate::{word, word_with};

/// How far the page looks ahead.
const DAYS: i64 = 28;
/// Suggestions of which the page says what became.
const SUGGESTIONS: usize = 3;
/// Places that are named where one has closed.
const NEAREST: usize = 3;

/// A location's page. Four reads: the directory's revision, the location's
/// permanences, how full their sessions are, and what became of suggestions; one
/// more where these name advisers: who is there, and where there are suggestions. A
/// place that another stands for leads there for good.
#[utoipa::path(get, path = "/locations/{id}", tag = "open data", security(()),
    responses(
        (status = 200, description = "A page, in which a block of JSON-LD says by schema.org what it is about.",
            body = String, content_type = "text/html"),
        (status = 301, description = "Another place stands for it.")))]
pub(super) async fn page(
    State(context): State<Context>,
    visit: Visit,
    _: QueryParams<NoFilter>,
    Id(id): Id<LocationId>,
) -> Result<Response, Problem> {
    let language = visit.language;
    let today = shown::today(&context);
    let catalogue = context.store.catalogue().load().await?;
    let location = catalogue.locations.get(&id).ok_or_else(Problem::not_found)?;
    if let Some(follower) = catalogue.place_instead(&id, today) {
        return Ok(shown::moved(&visit, &format!("/locations/{}", follower.id)));
    }
    let has_closed = location.open_to.is_some_and(|to| to < today);
    let permanences = context.store.permanences().list(&PermanenceList::Location(id.clone()), today).await?;
    let told = context.store.suggestions().told(ToldAt::Place(&id), SUGGESTIONS).await?;
    let mut next = upcoming(&catalogue, &permanences, today, DAYS, context.store.now());
    count_free(&context.store, &catalogue, &mut next).await?;
    let empty = ui::empty(&word(language, "place-none"), word(language, "place-none-how"));
    let about = About { location: true, ..About::default() };
    let agenda = Agenda { language, catalogue: &catalogue, about, slots: Some(context.store.now()) };
    let main = html! {
        @if let Some(words) = not_open(language, location, today) { (ui::warning(words)) }
        @if has_closed { (nearest(language, &catalogue, location, today)) }
        @else {
            (ui::card(&word(language, "place-next"), html! {
                (agenda.show(&next, empty))
                (shown::subscribe(&visit, &format!("/locations/{}", location.id)))
            }))
        }
    };
    // The form of a need offers the places that are open.
    let need = if location.open_on(today) { format!("?location={}", location.id) } else { String::new() };
    let aside = html! {
        (shown::state_need_card(language, &need))
        @if !has_closed { (more(language, location)) }
        (ui::card(&word(language, "place-about"), about_place(language, location)))
        (ui::said_and_done(language, &told))
    };
    let municipality = catalogue.municipalities.get(&location.nis).map_or("", |one| one.name.get(language));
    let page = Page::public(&visit)
        .nav(Nav::Places)
        .crumb(&word(language, "locations-title"), "/locations")
        .crumb(municipality, &format!("/locations#m-{}", location.nis))
        .title(&location.name)
        .lead(lead(language, &catalogue, location, today));
    let about = Around { catalogue: &catalogue, visit: &visit, today, sessions: &next }.of_location(location);
    Ok(page.render(ui::columns(html! { (main) (about) }, aside)))
}

/// The open places that are nearest to one that has closed.
fn nearest(language: Language, catalogue: &Catalogue, location: &Location, today: NaiveDate) -> Markup {
    let mut near: Vec<(f64, &Location)> =
        catalogue.locations_on(today).map(|other| (kilometres(location.point(), other.point()), other)).collect();
    near.sort_by(|a, b| a.0.total_cmp(&b.0));
    near.truncate(NEAREST);
    let list = html! {
        @if near.is_empty() { p { (word(language, "locations-none")) } }
        @else {
            ul {
                @for (_, other) in &near {
                    li { (shown::location_link(other)) " " span class="soft" { (catalogue.address(other).get(language)) } }
                }
            }
        }
        p class="actions" { a href={ "/near?nis=" (location.nis) } { (word(language, "place-near")) } }
    };
    ui::card(&word(language, "place-nearest"), list)
}

/// Where else the same sessions stand.
fn more(language: Language, location: &Location) -> Markup {
    let id = &location.id;
    let ways = [
        ("place-week", format!("/locations/{id}/week")),
        ("place-month", format!("/locations/{id}/month")),
        ("place-lobby", format!("/lobby/{id}")),
        ("place-kit", format!("/locations/{id}/kit")),
        ("place-print", format!("/print/locations/{id}")),
        ("place-near", format!("/near?nis={}", location.nis)),
    ];
    let list = html! { ul { @for (key, path) in &ways { li { a href=(path) { (word(language, key)) } } } } };
    ui::card(&word(language, "place-more"), list)
}

/// `Rue des Pères Blancs 4, 1040 Etterbeek · même bâtiment que Betacowork · FR NL EN`.
fn lead(language: Language, catalogue: &Catalogue, location: &Location, today: NaiveDate) -> Markup {
    let beside: Vec<&Location> = catalogue
        .locations_on(today)
        .filter(|other| other.id != location.id && location.building.is_some() && other.building == location.building)
        .collect();
    html! {
        (catalogue.address(location).get(language))
        @if !beside.is_empty() {
            " · " (word(language, "place-same-building")) " "
            @for (at, other) in beside.iter().enumerate() {
                @if at > 0 { ", " }
                (shown::location_link(other))
            }
        }
        " · " (shown::tags(&location.languages))
    }
}

fn not_open(language: Language, location: &Location, today: NaiveDate) -> Option<String> {
    if let Some(to) = location.open_to.filter(|to| *to < today) {
        return Some(word_with(language, "place-closed", &[("day", format::date(language, to).into())]));
    }
    let from = location.open_from.filter(|from| *from > today)?;
    Some(word_with(language, "place-opens", &[("day", format::date(language, from).into())]))
}

fn about_place(language: Language, location: &Location) -> Markup {
    let ranges = location.hours().into_iter().map(|(from, to)| format::time_range(language, from, to));
    let hours = ranges.collect::<Vec<_>>().join(", ");
    ui::definitions(&[
        (&word(language, "place-kind"), Some(html! { (word(language, &kind_key(location))) })),
        (&word(language, "place-hours"), (!hours.is_empty()).then(|| html! { (hours) })),
        (&word(language, "place-languages"), Some(html! { (shown::tags(&location.languages)) })),
    ])
}
