//! Who is near me in the days to come: a map and, beside it, the same as a
//! list, the nearest first.

mod asked;
mod map;
mod spread;

use std::collections::BTreeMap;

use axum::extract::State;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::distance::{Point, kilometres};
use domain::location::Location;
use domain::sessions::Drafts;
use maud::{Markup, html};
use store::keys::PermanenceList;
use web::extract::QueryParams;
use web::page::Nav;
use web::{Context, Page, Problem, Reply, Visit, format, ui};

use super::seven::Seven;
use super::shown::{Shown, is_to_come};
use super::{day, steps, window};
use crate::sessions::period::Week;
use crate::sessions::{Occurrence, occurrences};
use crate::{word, word_with};
use asked::{Asked, NearQuery};

/// The most stops shown.
const SHOWN: usize = 40;

/// Places in one building, where somebody is on the days shown.
struct Stop<'a> {
    locations: Vec<&'a Location>,
    sessions: Vec<&'a Occurrence<'a>>,
    /// From the municipality asked for.
    km: Option<f64>,
}

impl Stop<'_> {
    fn point(&self) -> Point {
        self.locations.first().map_or(Point { lat: 0.0, lon: 0.0 }, |location| location.point())
    }
}

/// Who is near. Two reads: the directory's revision and the presences that
/// have not ended before the days shown, which are all that may be on the map.
pub(super) async fn page(
    State(context): State<Context>,
    visit: Visit,
    QueryParams(query): QueryParams<NearQuery>,
) -> Reply {
    let language = visit.language;
    let now = context.store.now();
    let today = day(now);
    let atlas = web::atlas::atlas().map_err(|error| Problem::internal(error))?;
    let asked = Asked::of(&query, atlas);
    let catalogue = context.store.catalogue().load().await?;
    let permanences =
        context.store.permanences().list(&PermanenceList::All, asked.week.map_or(today, Week::monday)).await?;
    let seven = Seven::of(asked.week, &catalogue, &permanences, now);
    let mut sessions = occurrences(&catalogue, &permanences, window(seven.first(), 7)?, Drafts::Hidden);
    sessions.retain(|(session, _)| is_to_come(session, now));
    let mut stops = stops(&catalogue, &sessions, asked.from());
    let more = stops.len().saturating_sub(SHOWN);
    stops.truncate(SHOWN);
    let shown = Shown::at_a_place(language, &catalogue, now);
    let all = word(language, "near-all");
    let body = html! {
        (asked.form(language, atlas))
        (steps::of_seven(language, seven, today, |week| asked.path(week), html! { (ui::link_button_secondary(&all, "/locations")) }))
        @if stops.is_empty() {
            (empty(language, &asked))
        }
        div class="near" {
            figure class="card" {
                (map::draw(language, atlas, &stops, &asked.towns))
                figcaption class="because" {
                    @if let Some(town) = asked.towns.first() {
                        span class="map-key" { (word_with(language, "near-here", &[("town", town.name.get(language).into())])) } " "
                    }
                    (word(language, "near-credit"))
                }
            }
            @if !stops.is_empty() {
                section class="card" {
                    h2 { (word(language, if asked.towns.is_empty() { "near-list-soonest" } else { "near-list" })) }
                    ol class="near-list" { @for stop in &stops { (row(shown, stop, seven)) } }
                    @if more > 0 { p { (word_with(language, "near-more", &[("n", more.into())])) } }
                }
            }
        }
    };
    let lead = html! {
        (seven.words(language)) " · " (word_with(language, "near-lead", &[("n", (stops.len() + more).into())]))
    };
    let title = match asked.towns.first() {
        Some(town) => word_with(language, "near-title-of", &[("town", town.name.get(language).into())]),
        None => word(language, "near-title"),
    };
    let page = Page::public(&visit)
        .nav(Nav::Places)
        .crumb(&word(language, "public-places"), "/locations")
        .action(ui::link_button(&word(language, "public-state-need"), "/needs/new"))
        .title(&title)
        .lead(lead)
        .of_form(&asked.state);
    Ok(page.render(html! { div class="stack" { (body) } }))
}

/// The stops of the sessions: the nearest first or, where nothing is near, the
/// soonest.
fn stops<'a>(catalogue: &'a Catalogue, sessions: &'a [Occurrence<'a>], from: Option<Point>) -> Vec<Stop<'a>> {
    let mut by_building: BTreeMap<&str, Stop<'a>> = BTreeMap::new();
    for one in sessions {
        let Some(location) = catalogue.locations.get(&one.0.location) else { continue };
        let building = location.building.as_deref().unwrap_or(location.id.as_str());
        let km = from.map(|from| kilometres(from, location.point()));
        let stop = by_building.entry(building).or_insert_with(|| Stop { locations: vec![], sessions: vec![], km });
        if !stop.locations.iter().any(|known| known.id == location.id) {
            stop.locations.push(location);
        }
        stop.sessions.push(one);
    }
    let mut stops: Vec<Stop<'a>> = by_building.into_values().collect();
    let soonest = |stop: &Stop<'_>| stop.sessions.first().map(|(session, _)| (session.start, session.id.clone()));
    stops.sort_by(|a, b| {
        let nearer = a.km.unwrap_or_default().total_cmp(&b.km.unwrap_or_default());
        nearer.then_with(|| soonest(a).cmp(&soonest(b)))
    });
    stops
}

/// Nobody comes anywhere.
fn empty(language: Language, asked: &Asked<'_>) -> Markup {
    let Some(week) = asked.week else {
        return ui::empty(&word(language, "near-empty-coming"), word(language, "week-next-none"));
    };
    let how = html! {
        (word(language, "near-empty-how")) " "
        a href=(asked.path(Some(week.after()))) { (word(language, "step-week-after")) }
    };
    ui::empty(&word(language, "near-empty"), how)
}

fn row(shown: Shown<'_>, stop: &Stop<'_>, seven: Seven) -> Markup {
    let language = shown.language;
    let address = stop.locations.first().map(|location| shown.catalogue.address(location));
    html! {
        li {
            p {
                strong {
                    @for (at, location) in stop.locations.iter().enumerate() {
                        @if at > 0 { " + " }
                        a href=(super::seven::address(location, seven.week())) { (location.name) }
                    }
                }
                @if let Some(km) = stop.km {
                    " · " span class="near-km" { (word_with(language, "near-km", &[("km", format::number(language, km, 1).into())])) }
                }
            }
            @if let Some(address) = address { p class="because" { (address.get(language)) } }
            ul class="sessions" {
                @for (session, _) in &stop.sessions {
                    li {
                        time datetime=(session.local_start.format("%Y-%m-%dT%H:%M")) {
                            strong { (format::day_short(language, session.local_start.date())) } ", " (shown.hours(session))
                        }
                        " · " a href={ "/agencies/" (session.agency) } { (shown.agency(session)) }
                    }
                }
            }
        }
    }
}
