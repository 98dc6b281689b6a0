//! `GET /console/places`: all places side by side, the dormant first;
//! `GET /console/places/{location}`: one place, and what helped elsewhere;
//! `GET /v1/places`: the same for programs.

use domain::Language;
use domain::catalogue::Catalogue;
use domain::ids::LocationId;
use domain::inform::place::{Activity, Counts, Helped, Lever, Trend, helped};
use maud::{Markup, html};
use serde::Serialize;
use utoipa::ToSchema;
use web::extract::{Id, ListQuery, PageQuery};
use web::openapi::Listing;
use web::{CoordinatorDesk, Problem, Reply, format, ui};

use super::{all, badge};
use crate::console::page;
use crate::{word, word_with};

/// The list. One query.
pub(super) async fn list(desk: CoordinatorDesk) -> Reply {
    let language = desk.language();
    let word = |key: &str| word(language, key);
    let catalogue = desk.catalogue().await?;
    let mut places = all(&desk).await?;
    places.sort_by_key(|place| (place.dormant_since.is_none(), catalogue.place_name(&place.location).to_lowercase()));
    let dormant = places.iter().filter(|place| place.dormant_since.is_some()).count();
    let body = html! { div class="stack" {
        @if places.is_empty() { (ui::empty(&word("places-none"), word("places-none-how"))) }
        @else {
            (ui::figures(&[
                ui::figure(&(places.len() - dormant).to_string(), &word("places-active"), None),
                ui::figure(&dormant.to_string(), &word("places-dormant"), Some("/console/work")),
            ]))
            section class="card" { (table(language, &catalogue, &places)) }
        }
        p class="soft" { (word("places-rule")) }
    } };
    let above = ("directory-title", "/console/locations");
    let page = page(&desk, &word("places-title"), word("places-lead"), above).await?;
    Ok(page.action(ui::link_button(&word("digests-title"), "/console/digests")).render(body))
}

fn table(language: Language, catalogue: &Catalogue, places: &[Activity]) -> Markup {
    let word = |key: &str| word(language, key);
    let columns = [
        "column-place",
        "column-state",
        "column-last",
        "column-informed",
        "column-booked-each",
        "column-scanned",
        "column-answered-each",
        "column-needs",
        "column-trend",
    ];
    let share = |share: Option<f64>| share.map_or_else(|| "–".to_owned(), |share| format::percent(language, share));
    let per = |count: Option<f64>| count.map_or_else(|| "–".to_owned(), |count| format::number(language, count, 2));
    let mut table = ui::Table::named(word, "places-title", &columns);
    for place in places {
        let last = place.last_session.map_or_else(|| word("place-never"), |day| format::date(language, day));
        table = table.row(vec![
            html! { a href={ "/console/places/" (place.location) } { strong { (catalogue.place_name(&place.location)) } } },
            badge(language, place),
            html! { (last) },
            html! { (share(place.informed_share())) },
            html! { (per(place.per_member(place.last.booked))) },
            html! { (place.last.scanned) },
            html! { (per(place.per_member(place.last.answered))) },
            html! { (per(place.per_member(place.last.needs))) },
            html! { (word(&format!("trend-{}", place.trend().code()))) },
        ]);
    }
    table.show()
}

/// The page. One query.
pub(super) async fn show(desk: CoordinatorDesk, Id(location): Id<LocationId>) -> Reply {
    let language = desk.language();
    let word = |key: &str| word(language, key);
    let catalogue = desk.catalogue().await?;
    let places = all(&desk).await?;
    let place = places.iter().find(|place| place.location == location).ok_or_else(Problem::not_found)?;
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| html! { (format::date(language, day)) });
    let facts = ui::definitions(&[
        (&word("column-last"), day(place.last_session)),
        (&word("place-next"), day(place.next_session)),
        (&word("place-members"), Some(html! { (place.members) })),
        (&word("column-informed"), place.informed_share().map(|share| html! { (format::percent(language, share)) })),
        (&word("place-hosts"), Some(html! { (place.hosts) })),
        (&word("column-trend"), Some(html! { (word(&format!("trend-{}", place.trend().code()))) })),
    ]);
    let main = html! {
        (ui::card(&word("place-counts"), counts(language, place)))
        @if place.dormant_since.is_some() { (elsewhere(language, &helped(&places, place), &location)) }
    };
    let aside = ui::card(&word("place-facts"), facts);
    let lead = html! {
        (badge(language, place)) " "
        @if let Some(since) = place.dormant_since { (word_with(language, "place-since", &[("day", format::date(language, since).into())])) " " }
        (word_with(language, "place-counted", &[("day", format::date(language, place.counted_on).into())]))
    };
    let page = page(&desk, catalogue.place_name(&location), lead, ("places-title", "/console/places")).await?;
    Ok(page.render(ui::columns(main, aside)))
}

type Count = fn(&Counts) -> u32;

fn counts(language: Language, place: &Activity) -> Markup {
    let word = |key: &str| word(language, key);
    let kinds: [(&str, Count); 5] = [
        ("place-sessions", |counts| counts.sessions),
        ("column-booked", |counts| counts.booked),
        ("place-needs", |counts| counts.needs),
        ("column-scanned", |counts| counts.scanned),
        ("column-answered", |counts| counts.answered),
    ];
    let table = ui::Table::named(word, "place-counts", &["place-what", "place-quarter", "place-quarter-before"]);
    let rows = kinds.iter().fold(table, |table, (key, count)| {
        let of_each = |counts: &Counts| {
            let n = count(counts);
            let each = place.per_member(n).map(|each| format::number(language, each, 2));
            html! { (n) @if let Some(each) = each { " " span class="soft" { (word_with(language, "place-each", &[("n", each.into())])) } } }
        };
        let numbers = [of_each(&place.last), of_each(&place.before)];
        table.row(std::iter::once(html! { (word(key)) }).chain(numbers).collect())
    });
    rows.show()
}

/// What most active places have and this one lacks, each with where it is done.
fn elsewhere(language: Language, found: &[Helped], location: &LocationId) -> Markup {
    let path = |lever: Lever| match lever {
        Lever::Rhythm => format!("/console/schedule/new?location={location}"),
        Lever::Host => "/console/staff".to_owned(),
        Lever::Members => "/console/members/imports".to_owned(),
        Lever::Digest => "/console/digests".to_owned(),
        Lever::Survey => "/console/survey/codes".to_owned(),
    };
    let line = |one: &Helped| {
        let args = [("have", one.have.into()), ("of", one.of.into())];
        word_with(language, &format!("lever-{}", one.lever.code()), &args)
    };
    let inside = html! {
        @if found.is_empty() { p { (word(language, "place-helped-none")) } }
        @else { ul { @for one in found { li { (line(one)) " " a href=(path(one.lever)) { (word(language, &format!("lever-{}-do", one.lever.code()))) } } } } }
    };
    ui::card(&word(language, "place-helped"), inside)
}

const LIST: &str = "places";

/// A place and how active it is.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ActivityOfPlace)]
pub(super) struct PlaceView {
    /// As it was last counted.
    #[serde(flatten)]
    activity: Activity,
    /// What people did, against the quarter before.
    trend: Trend,
    /// What most active places have and this one lacks; of dormant ones.
    helped: Vec<Helped>,
}

/// How active each place is, counted once a week, in the order of their ids.
/// One query.
#[utoipa::path(get, path = "/v1/places", tag = "inform", params(PageQuery),
    responses((status = 200, body = Listing<PlaceView>)))]
pub(super) async fn by_program(desk: CoordinatorDesk, list: ListQuery) -> Reply {
    let places = all(&desk).await?;
    let view = |place: &Activity| PlaceView {
        trend: place.trend(),
        helped: if place.dormant_since.is_some() { helped(&places, place) } else { Vec::new() },
        activity: place.clone(),
    };
    let by_id = places.iter().map(|place| (place.location.to_string(), place));
    let (part, next) = list.part(&desk.context, LIST, by_id)?;
    let items: Vec<PlaceView> = part.into_iter().map(view).collect();
    list.answer(&desk.context, LIST, &items, next)
}
