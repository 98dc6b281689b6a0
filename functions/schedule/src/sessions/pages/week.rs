//! One place, seven days: day by day who is there, what does not take place and
//! why, and the way to the weeks around it.

use domain::Language;
use domain::location::Location;
use domain::permanence::Permanence;
use domain::sessions::SessionStatus;
use domain::working_days::closure_on;
use maud::{Markup, html};
use web::extract::QueryParams;
use web::{Reply, format, ui};

use super::seven::{Seven, WeekQuery, address, nobody};
use super::shown::{EmptyDays, list};
use super::{AtPlace, embed, steps, window};
use crate::sessions::Occurrence;
use crate::sessions::period::Week;
use crate::{word, word_with};

/// A location's week. Two reads: the directory's revision and the location's
/// permanences that have not ended before the days shown.
pub(super) async fn page(QueryParams(query): QueryParams<WeekQuery>, at: AtPlace) -> Reply {
    let AtPlace { visit, location, catalogue, today, .. } = &at;
    let (language, today, asked) = (visit.language, *today, query.week());
    let permanences = at.permanences(asked.map_or(today, Week::monday)).await?;
    let seven = Seven::of(asked, catalogue, &permanences, at.now);
    let sessions = at.attended(&permanences, window(seven.first(), 7)?).await?;
    let month = html! {
        (ui::link_button_secondary(&word(language, "week-see-month"), &format!("/locations/{}/month", location.id)))
    };
    let main = html! {
        @if let Some(words) = at.not_open() { (words) }
        (steps::of_seven(language, seven, today, |week| address(location, week), month))
        @if sessions.is_empty() { (empty(&at, &permanences, seven)) }
        @else {
            (ui::card(&seven.span(language), list(at.shown(), seven.days(), &sessions, today, EmptyDays::Working)))
        }
    };
    let aside = html! {
        (other_views(language, location))
        (embed::card(language, &at.context.settings, location))
    };
    let lead = html! {
        (seven.span(language)) " · " (held(language, &sessions)) br; (catalogue.address(location).get(language))
    };
    let page = at.page().action(at.state_need()).title(&title(language, location, seven)).lead(lead);
    Ok(page.render(ui::columns(main, aside)))
}

/// `ICAB : semaine 48`, or which days else.
fn title(language: Language, location: &Location, seven: Seven) -> String {
    let place = ("place", location.name.as_str().into());
    match seven.name(language) {
        Some(days) => word_with(language, "week-title-days", &[place, ("days", days.into())]),
        None => word_with(language, "week-title", &[place, ("week", Week::of(seven.first()).number().into())]),
    }
}

/// How often somebody is there in the sessions shown.
pub(super) fn held(language: Language, sessions: &[Occurrence<'_>]) -> String {
    let held = sessions.iter().filter(|(session, _)| session.status == SessionStatus::Scheduled).count();
    word_with(language, "week-held", &[("n", held.into())])
}

/// Days on which nobody comes say when somebody does.
fn empty(at: &AtPlace, permanences: &[Permanence], seven: Seven) -> Markup {
    let language = at.visit.language;
    let how = at.way_on(permanences, seven.first(), |day| address(&at.location, Some(Week::of(day))));
    let closed = seven.days().filter_map(|day| {
        let reason = closure_on(day, &at.catalogue.staff_days)?;
        Some(format!("{}\u{a0}: {}", format::day_short(language, day), reason.get(language)))
    });
    let closed: Vec<String> = closed.collect();
    html! {
        (ui::empty(&nobody(language, seven), how))
        @if !closed.is_empty() {
            (ui::card(&word(language, "week-closed"), html! { ul { @for day in &closed { li { (day) } } } }))
        }
    }
}

/// The same place, seen otherwise.
fn other_views(language: Language, location: &Location) -> Markup {
    let views = [
        ("view-week", format!("/locations/{}/week", location.id)),
        ("view-month", format!("/locations/{}/month", location.id)),
        ("view-print", format!("/print/locations/{}", location.id)),
        ("view-lobby", format!("/lobby/{}", location.id)),
        ("view-place", format!("/locations/{}", location.id)),
        ("view-near", format!("/near?nis={}", location.nis)),
    ];
    ui::card(
        &word(language, "view-title"),
        html! { ul { @for (key, path) in &views { li { a href=(path) { (word(language, key)) } } } } },
    )
}
