//! The week by place, and every series that it comes from.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::Response;
use chrono::{Datelike as _, Days, NaiveDate, Weekday};
use domain::Language;
use domain::agency::Agency;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::ids::AgencyId;
use domain::location::Location;
use domain::sessions::{Drafts, SessionStatus, Window};
use maud::{Markup, html};
use serde::Deserialize;
use store::keys::PermanenceList;
use validator::Validate;
use web::extract::QueryParams;
use web::page::ConsoleNav;
use web::{Context, Page, Problem, Scope, StaffMember, Visit, format, ui};

use super::{agency_name, changes, notice, series};
use crate::view::{Occurrence, is_visible, occurrences};
use crate::{word, word_with};

/// Which week.
#[derive(Debug, Clone, Default, Deserialize, Validate)]
pub(super) struct WeekQuery {
    /// `2026-W48`; the current one where absent or unreadable.
    week: Option<String>,
}

/// Places in one building, which are one stop, with their sessions by day.
struct Stop<'a> {
    locations: Vec<&'a Location>,
    days: Vec<Vec<&'a Occurrence<'a>>>,
}

impl Stop<'_> {
    /// Whether an agency should be here each week.
    fn is_core(&self) -> bool {
        self.locations.iter().any(|location| location.fit == "core")
    }

    /// Whether anybody finds an agency here this week; a draft promises nothing.
    fn takes_place(&self) -> bool {
        self.days.iter().flatten().any(|one| is_held(one))
    }

    fn is_empty(&self) -> bool {
        self.days.iter().all(Vec::is_empty)
    }

    fn name(&self) -> Markup {
        html! {
            @for (at, location) in self.locations.iter().enumerate() {
                @if at > 0 { " · " }
                a href={ "/locations/" (location.id) } { (location.name) }
            }
        }
    }
}

fn is_held((session, of): &Occurrence<'_>) -> bool {
    session.status == SessionStatus::Scheduled && of.is_published()
}

/// The week by place. Two reads beside the session's own.
pub(super) async fn page(
    State(context): State<Context>,
    visit: Visit,
    staff: StaffMember,
    QueryParams(WeekQuery { week }): QueryParams<WeekQuery>,
) -> Result<Response, Problem> {
    let language = visit.language;
    let today = context.store.now().day_in(BRUSSELS);
    let monday = week.as_deref().and_then(monday_of).unwrap_or_else(|| today.week(Weekday::Mon).first_day());
    let catalogue = context.store.catalogue().load().await?;
    let mut permanences = context.store.permanences().list(&PermanenceList::All, monday).await?;
    permanences.retain(|permanence| is_visible(Some(staff.scope()), permanence));
    let next = monday.checked_add_days(Days::new(7)).unwrap_or(monday);
    let window = Window::new(monday, next).map_err(|error| Problem::internal(&error))?;
    let sessions = occurrences(&catalogue, &permanences, window, Drafts::Shown);
    let stops = stops(&catalogue, staff.scope(), &sessions, monday);
    let body = html! {
        (switch(language, monday, today))
        (ui::card(&word(language, "week-by-place"), grid(language, &catalogue, &staff, &stops, monday)))
        @if staff.is_coordinator() { (gaps(language, &stops)) }
        (changes::card(language, &catalogue, &sessions))
        (ui::card(&word(language, "series-title"), series::table(language, &catalogue, &staff, &permanences, today)))
    };
    let new = || ui::link_button(&word(language, "new-permanence"), "/console/schedule/new");
    let held = sessions.iter().filter(|one| is_held(one)).count();
    let args = [("day", format::date(language, monday).into()), ("n", held.into())];
    let mut page = Page::console(&visit, &staff)
        .waiting(web::page::waiting(&context, &staff).await?)
        .console_nav(ConsoleNav::Schedule)
        .title(&word(language, "schedule-title"))
        .lead(word_with(language, "schedule-lead", &args))
        .notice(notice(&visit));
    if staff.is_coordinator() {
        page = page.action(new());
    }
    Ok(page.render(html! { div class="stack" { (body) } }))
}

/// The Monday of an ISO week written `2026-W48`.
fn monday_of(week: &str) -> Option<NaiveDate> {
    let (year, number) = week.split_once("-W")?;
    let year = year.parse().ok().filter(|year| (2000..=2100).contains(year))?;
    NaiveDate::from_isoywd_opt(year, number.parse().ok()?, Weekday::Mon)
}

/// `2026-W48`.
fn week_of(day: NaiveDate) -> String {
    format!("{}-W{:02}", day.iso_week().year(), day.iso_week().week())
}

fn switch(language: Language, monday: NaiveDate, today: NaiveDate) -> Markup {
    let link = |key: &str, day: Option<NaiveDate>| {
        let path = day.map(|day| format!("/console/schedule?week={}", week_of(day)));
        html! { @if let Some(path) = path { (ui::link_button_secondary(&word(language, key), &path)) } }
    };
    html! {
        nav class="actions" aria-label=(word(language, "week-switch")) {
            (link("week-before", monday.checked_sub_days(Days::new(7))))
            @if week_of(monday) != week_of(today) { (ui::link_button_secondary(&word(language, "week-now"), "/console/schedule")) }
            (link("week-after", monday.checked_add_days(Days::new(7))))
        }
    }
}

/// The places that somebody looks after, core ones first, each building once.
fn stops<'a>(
    catalogue: &'a Catalogue,
    scope: &Scope,
    sessions: &'a [Occurrence<'a>],
    monday: NaiveDate,
) -> Vec<Stop<'a>> {
    let friday = monday.checked_add_days(Days::new(4)).unwrap_or(monday);
    let is_open = |location: &Location| location.open_on(monday) || location.open_on(friday);
    let is_theirs = |location: &Location| match scope {
        Scope::Location(own) => own == &location.id,
        Scope::All | Scope::Agency(_) => true,
    };
    let mut buildings: BTreeMap<&str, Vec<&Location>> = BTreeMap::new();
    for location in catalogue.locations.values().filter(|location| is_open(location) && is_theirs(location)) {
        let building = location.building.as_deref().unwrap_or(location.id.as_str());
        buildings.entry(building).or_default().push(location);
    }
    let by_day = |locations: &[&Location]| {
        let mut days: Vec<Vec<&Occurrence<'_>>> = vec![Vec::new(); 7];
        for one in
            sessions.iter().filter(|(session, _)| locations.iter().any(|location| location.id == session.location))
        {
            days[one.0.local_start.weekday().num_days_from_monday() as usize].push(one);
        }
        days
    };
    let mut stops: Vec<Stop<'_>> =
        buildings.into_values().map(|locations| Stop { days: by_day(&locations), locations }).collect();
    stops.sort_by_key(|stop| (!stop.is_core(), stop.locations.first().map(|location| location.name.to_lowercase())));
    stops
}

fn grid(
    language: Language,
    catalogue: &Catalogue,
    staff: &StaffMember,
    stops: &[Stop<'_>],
    monday: NaiveDate,
) -> Markup {
    let weekend = stops.iter().any(|stop| stop.days.iter().skip(5).any(|day| !day.is_empty()));
    let shown_days = if weekend { 7 } else { 5 };
    let headings: Vec<String> = (0..shown_days)
        .filter_map(|ahead| monday.checked_add_days(Days::new(ahead)))
        .map(|day| format!("{} {}", format::weekday_short(language, day), day.day()))
        .collect();
    let shown = stops.iter().filter(|stop| stop.is_core() || !stop.is_empty());
    let chips = |day: &Vec<&Occurrence<'_>>| day.iter().map(|one| chip(language, catalogue, staff, one)).collect();
    let rows: Vec<ui::WeekRow> = shown
        .map(|stop| {
            let days = if stop.is_empty() {
                ui::WeekDays::Gap(word(language, "week-gap"))
            } else {
                ui::WeekDays::Sessions(stop.days.iter().take(headings.len()).map(chips).collect())
            };
            ui::WeekRow { place: stop.name(), days }
        })
        .collect();
    let core: Vec<&Stop<'_>> = stops.iter().filter(|stop| stop.is_core()).collect();
    let met = core.iter().filter(|stop| stop.takes_place()).count();
    let goal = word_with(language, "week-goal", &[("met", met.into()), ("of", core.len().into())]);
    html! {
        @if rows.is_empty() {
            (ui::empty(&word(language, "week-none"), word(language, "week-none-how")))
        } @else {
            div class="stack" { (ui::week(&word(language, "week-by-place"), &word(language, "week-place"), &headings, &rows))
            p class="soft" { (goal) } }
        }
    }
}

/// A session in the grid; the colour of an agency is the same in every week.
fn chip(
    language: Language,
    catalogue: &Catalogue,
    staff: &StaffMember,
    (session, permanence): &Occurrence<'_>,
) -> ui::Chip {
    let day = session.local_start.date();
    let name = agency_name(catalogue, &session.agency, day);
    let (tone, words) = match session.status {
        SessionStatus::Cancelled => {
            (ui::Tone::Plain, word_with(language, "chip-cancelled", &[("agency", name.into())]))
        }
        SessionStatus::Scheduled if !permanence.is_published() => {
            (ui::Tone::Plain, word_with(language, "chip-draft", &[("agency", name.into())]))
        }
        SessionStatus::Scheduled => (tone_of(catalogue, &session.agency), name.to_owned()),
    };
    let path = staff.is_coordinator().then(|| format!("/console/schedule/{}", permanence.id));
    ui::Chip { tone, words, at: session.local_start.time(), path }
}

/// The core agencies have a colour of their own; the others share two.
fn tone_of(catalogue: &Catalogue, agency: &AgencyId) -> ui::Tone {
    let (own, shared) = ([ui::Tone::Green, ui::Tone::Sky], [ui::Tone::Amber, ui::Tone::Iris]);
    let living = catalogue.agencies.values().filter(|agency| agency.successor.is_none());
    let (core, others): (Vec<_>, Vec<_>) = living.partition(|agency| agency.kind == "core_agency");
    let place = |among: &[&Agency]| among.iter().position(|one| &one.id == agency);
    match place(&core) {
        Some(place) => own[place % own.len()],
        None => shared[place(&others).unwrap_or_default() % shared.len()],
    }
}

/// Core places that nobody is at this week, each with the way to fill it.
fn gaps(language: Language, stops: &[Stop<'_>]) -> Markup {
    let gaps: Vec<&Location> = stops
        .iter()
        .filter(|stop| stop.is_core() && !stop.takes_place())
        .filter_map(|stop| stop.locations.first().copied())
        .collect();
    html! {
        @if !gaps.is_empty() {
            (ui::card(&word(language, "gaps-title"), html! {
                ul {
                    @for location in gaps {
                        li { (location.name) " · " a href={ "/console/schedule/new?location=" (location.id) } {
                                (word(language, "gaps-fill")) span class="hidden" { " : " (location.name) }
                            } }
                    }
                }
            }))
        }
    }
}
