//! `GET /console/places/{location}`: one place, and what helped elsewhere.

use axum::response::Response;
use domain::Language;
use domain::ids::LocationId;
use domain::inform::place::{Activity, Counts, Helped, Lever, helped};
use maud::{Markup, html};
use web::extract::Id;
use web::ui;
use web::{CoordinatorDesk, Problem, format};

use super::{all, badge};
use crate::console::page;
use crate::{word, word_with};

/// The page. One query.
pub(super) async fn show(
    CoordinatorDesk(desk): CoordinatorDesk,
    Id(location): Id<LocationId>,
) -> Result<Response, Problem> {
    let language = desk.language();
    let word = |key: &str| word(language, key);
    let catalogue = desk.context.store.catalogue().load().await?;
    let places = all(&desk.context).await?;
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

/// One of the counts.
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
    ui::card(
        &word(language, "place-helped"),
        html! {
            @if found.is_empty() { p { (word(language, "place-helped-none")) } }
            @else { ul { @for one in found { li { (line(one)) " " a href=(path(one.lever)) { (word(language, &format!("lever-{}-do", one.lever.code()))) } } } } }
        },
    )
}
