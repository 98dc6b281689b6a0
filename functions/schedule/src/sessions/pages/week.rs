//! One place, seven days: day by day who is there, what does not take place and
//! why, and the way to the weeks around it.

use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;
use domain::Language;
use domain::ids::LocationId;
use domain::location::Location;
use domain::permanence::Permanence;
use domain::sessions::{Drafts, SessionStatus};
use maud::{Markup, html};
use web::extract::{Id, QueryParams};
use web::{Context, Problem, Visit, format, ui};

use super::days::{EmptyDays, list};
use super::seven::{Seven, WeekQuery, address, nobody};
use super::shown::Shown;
use super::{AtPlace, at_place, embed, next, not_open, page_of, state_need, steps, today};
use crate::sessions::period::Week;
use crate::sessions::{Occurrence, close, occurrences};
use crate::{word, word_with};

/// A location's week. Two reads: the directory's revision and the location's
/// permanences that have not ended before the days shown.
pub(super) async fn page(
    State(context): State<Context>,
    visit: Visit,
    Id(id): Id<LocationId>,
    QueryParams(query): QueryParams<WeekQuery>,
) -> Result<Response, Problem> {
    let language = visit.language;
    let (today, now) = (today(&context), context.store.now());
    let asked = query.week();
    let AtPlace { catalogue, location, permanences } =
        at_place(&context, id, asked.map_or(today, Week::monday)).await?;
    let seven = Seven::of(asked, &catalogue, &permanences, now);
    let window = seven.window().map_err(|error| Problem::internal(&error))?;
    let mut sessions = occurrences(&catalogue, &permanences, window, Drafts::Hidden);
    close(&context.store, &catalogue, &mut sessions).await?;
    let shown = Shown::at_a_place(language, &catalogue, now);
    let month = html! {
        (ui::link_button_secondary(&word(language, "week-see-month"), &format!("/locations/{}/month", location.id)))
    };
    let main = html! {
        @if let Some(words) = not_open(language, &location, today) { (words) }
        (steps::of_seven(language, seven, today, |week| address(&location, week), month))
        @if sessions.is_empty() { (empty(shown, &permanences, &location, seven, today)) }
        @if !sessions.is_empty() {
            (ui::card(&seven.span(language), list(shown, seven.days(), &sessions, today, EmptyDays::Working)))
        }
    };
    let aside = html! {
        (other_views(language, &location))
        (embed::card(language, &context.settings, &location))
    };
    let lead = html! {
        (seven.span(language)) " · " (held(language, &sessions)) br; (catalogue.address(&location).get(language))
    };
    let page = page_of(&visit, &location)
        .action(state_need(language, &location))
        .title(&title(language, &location, seven))
        .lead(lead);
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
fn empty(shown: Shown<'_>, permanences: &[Permanence], location: &Location, seven: Seven, today: NaiveDate) -> Markup {
    let language = shown.language;
    let then = next(shown.catalogue, permanences, seven.first().max(today), shown.now);
    let how = match &then {
        Some((session, _)) => {
            let week = Week::of(session.local_start.date());
            html! { a href=(address(location, Some(week))) { (shown.coming(session)) } }
        }
        None => html! { (word(language, "week-next-none")) },
    };
    let closed = seven.days().filter_map(|day| {
        let reason = domain::working_days::closure_on(day, &shown.catalogue.staff_days)?;
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
