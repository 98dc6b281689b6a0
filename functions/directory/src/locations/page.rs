//! One place: who is there when in the four weeks to come, and what to do
//! when none of it fits. The page that posters and hosts point to, so it is
//! kept to four reads of the table, five where advisers are named.

use chrono::NaiveDate;
use domain::distance::kilometres;
use domain::ids::LocationId;
use domain::location::Location;
use maud::{Markup, html};
use store::keys::PermanenceList;
use store::repos::suggestions::ToldAt;
use web::extract::{Id, NoFilter, QueryParams};
use web::page::Nav;
use web::{Page, Problem, Reply, format, ui};

use super::list::kind_key;
use crate::linked::schema_org::Around;
use crate::opened::Opened;
use crate::shown::{self, About};

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
pub(super) async fn page(_: QueryParams<NoFilter>, Id(id): Id<LocationId>, opened: Opened) -> Reply {
    let (language, catalogue, today) = (opened.language(), &opened.catalogue, opened.today);
    let location = catalogue.locations.get(&id).ok_or_else(Problem::not_found)?;
    if let Some(follower) = catalogue.place_instead(&id, today) {
        return Ok(shown::moved(&opened.visit, &format!("/locations/{}", follower.id)));
    }
    let has_closed = location.open_to.is_some_and(|to| to < today);
    let permanences = opened.permanences(&PermanenceList::Location(id.clone())).await?;
    let told = opened.context.store.suggestions().told(ToldAt::Place(&id), SUGGESTIONS).await?;
    let mut next = opened.upcoming(&permanences, DAYS);
    opened.count_free(&mut next).await?;
    let about = About { location: true, ..About::default() };
    let main = html! {
        @if let Some(words) = not_open(&opened, location) { (ui::warning(words)) }
        @if has_closed { (nearest(&opened, location)) }
        @else {
            (ui::card(&opened.say("place-next"), html! {
                (opened.agenda_with_slots(about).show(&next, opened.empty("place-none")))
                (shown::subscribe(&opened.visit, &format!("/locations/{}", location.id)))
            }))
        }
    };
    // The form of a need offers the places that are open.
    let need = if location.open_on(today) { format!("?location={}", location.id) } else { String::new() };
    let aside = html! {
        (shown::state_need_card(language, &need))
        @if !has_closed { (more(&opened, location)) }
        (ui::card(&opened.say("place-about"), about_place(&opened, location, has_closed)))
        (ui::said_and_done(language, &told))
    };
    let municipality = catalogue.municipalities.get(&location.nis).map_or("", |one| one.name.get(language));
    let page = Page::public(&opened.visit)
        .nav(Nav::Places)
        .crumb(&opened.say("locations-title"), "/locations")
        .crumb(municipality, &format!("/locations#m-{}", location.nis))
        .title(&location.name)
        .lead(lead(&opened, location));
    let about = Around { opened: &opened, sessions: &next }.of_location(location);
    Ok(page.render(ui::columns(html! { (main) (about) }, aside)))
}

/// The open places that are nearest to one that has closed.
fn nearest(opened: &Opened, location: &Location) -> Markup {
    let catalogue = &opened.catalogue;
    let far = |other: &Location| kilometres(location.point(), other.point());
    let mut near: Vec<(f64, &Location)> =
        catalogue.locations_on(opened.today).map(|other| (far(other), other)).collect();
    near.sort_by(|a, b| a.0.total_cmp(&b.0));
    near.truncate(NEAREST);
    let list = html! {
        @if near.is_empty() { p { (opened.say("locations-none")) } }
        @else {
            ul {
                @for (_, other) in &near {
                    li { (shown::location_link(other)) " " span class="soft" { (catalogue.address(other).get(opened.language())) } }
                }
            }
        }
        p class="actions" { a href={ "/near?nis=" (location.nis) } { (opened.say("place-near")) } }
    };
    ui::card(&opened.say("place-nearest"), list)
}

/// Where else the same sessions stand.
fn more(opened: &Opened, location: &Location) -> Markup {
    let id = &location.id;
    let ways = [
        ("place-week", format!("/locations/{id}/week")),
        ("place-month", format!("/locations/{id}/month")),
        ("place-lobby", format!("/lobby/{id}")),
        ("place-kit", format!("/locations/{id}/kit")),
        ("place-print", format!("/print/locations/{id}")),
        ("place-near", format!("/near?nis={}", location.nis)),
    ];
    let list = html! { ul { @for (key, path) in &ways { li { a href=(path) { (opened.say(key)) } } } } };
    ui::card(&opened.say("place-more"), list)
}

/// `Rue des Pères Blancs 4, 1040 Etterbeek · même bâtiment que Betacowork · FR NL EN`.
fn lead(opened: &Opened, location: &Location) -> Markup {
    let is_beside = |other: &&Location| {
        other.id != location.id && location.building.is_some() && other.building == location.building
    };
    let beside = opened.catalogue.locations_on(opened.today).filter(is_beside);
    let beside: Vec<Markup> = beside.map(shown::location_link).collect();
    html! {
        (opened.catalogue.address(location).get(opened.language()))
        @if !beside.is_empty() { " · " (opened.say("place-same-building")) " " (shown::listed(&beside)) }
        " · " (shown::tags(&location.languages))
    }
}

fn not_open(opened: &Opened, location: &Location) -> Option<String> {
    let say = |key: &str, day: NaiveDate| opened.say_with(key, &[("day", format::date(opened.language(), day).into())]);
    if let Some(to) = location.open_to.filter(|to| *to < opened.today) {
        return Some(say("place-closed", to));
    }
    location.open_from.filter(|from| *from > opened.today).map(|from| say("place-opens", from))
}

fn about_place(opened: &Opened, location: &Location, has_closed: bool) -> Markup {
    let hours = shown::hours(opened.language(), location).filter(|_| !has_closed);
    ui::definitions(&[
        (&opened.say("place-kind"), Some(html! { (opened.say(&kind_key(location))) })),
        (&opened.say("place-hours"), hours.map(|hours| html! { (hours) })),
        (&opened.say("place-languages"), Some(html! { (shown::tags(&location.languages)) })),
    ])
}
