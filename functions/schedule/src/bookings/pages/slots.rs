//! Slots to choose from, by day: with their free seats as links, and full ones
//! with the way into their queue.

use chrono::{NaiveDate, TimeDelta};
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::ids::{AgencyId, LocationId, ServiceId, SessionId};
use domain::permanence::Permanence;
use domain::sessions::{Drafts, SessionStatus, Slot, Window, find_in};
use domain::{Instant, Language, local_time};
use maud::{Markup, html};
use store::Store;
use store::keys::PermanenceList;
use web::{Problem, format, ui};

use crate::console::tags;
use crate::sessions::{Occurrence, all_of, count_free, is_about, lists_of_service, occurrences, shortest_lists};
use crate::{word, word_with};

/// How far ahead slots are shown.
const DAYS: i64 = 42;
/// Sessions shown at most: one read tells how full they are.
const SESSIONS: usize = 60;

/// Which slots are asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Wanted {
    pub(super) location: Option<LocationId>,
    pub(super) agency: Option<AgencyId>,
    pub(super) service: Option<ServiceId>,
    /// The services that answer a kind of need, the first asked first; any of
    /// them will do.
    pub(super) answering: Option<Vec<ServiceId>>,
    /// This session and no other, whenever it is.
    pub(super) session: Option<SessionId>,
    /// The day of a booking that is to move: times near it are shown.
    pub(super) near: Option<NaiveDate>,
}

impl Wanted {
    /// The shortest lists that hold all that is asked for: of one place, of
    /// one agency and those that it followed, or all.
    fn lists(&self, catalogue: &Catalogue) -> Vec<PermanenceList> {
        let Self { location, agency, service, answering, .. } = self;
        if location.is_some() || agency.is_some() || service.is_some() {
            return shortest_lists(catalogue, location.as_ref(), agency.as_ref(), service.as_ref());
        }
        let Some(services) = answering else { return vec![PermanenceList::All] };
        let mut lists = Vec::new();
        for list in services.iter().flat_map(|service| lists_of_service(catalogue, service)) {
            if !lists.contains(&list) {
                lists.push(list);
            }
        }
        lists
    }

    /// What a session that is found is booked for: the service that is asked
    /// for, else the first that answers the kind of need.
    pub(super) fn service_of(&self, catalogue: &Catalogue, one: &Occurrence<'_>) -> Option<ServiceId> {
        let answering = || self.answering.iter().flatten().find(|service| is_about(catalogue, one, service)).cloned();
        self.service.clone().or_else(answering)
    }

    /// Whether anything is asked for.
    pub(super) fn is_said(&self) -> bool {
        let Self { location, agency, service, answering, session, near: _ } = self;
        location.is_some() || agency.is_some() || service.is_some() || answering.is_some() || session.is_some()
    }

    fn holds(&self, catalogue: &Catalogue, one: &Occurrence<'_>) -> bool {
        let (session, _) = one;
        self.session.as_ref().is_none_or(|wanted| &session.id == wanted)
            && self.location.as_ref().is_none_or(|wanted| &session.location == wanted)
            && self.agency.as_ref().is_none_or(|wanted| &session.agency == wanted)
            && self.service.as_ref().is_none_or(|wanted| is_about(catalogue, one, wanted))
            && self.answering.as_ref().is_none_or(|any| any.iter().any(|wanted| is_about(catalogue, one, wanted)))
    }
}

/// The permanences that may hold what is wanted: one read; of an agency or a
/// service one more for each agency that it followed.
pub(super) async fn permanences(
    store: &Store,
    catalogue: &Catalogue,
    wanted: &Wanted,
) -> Result<Vec<Permanence>, Problem> {
    let today = store.now().day_in(BRUSSELS);
    if let Some((id, _)) = wanted.session.as_ref().and_then(SessionId::parts) {
        return Ok(store.permanences().load(&id).await?.map(|found| found.value).into_iter().collect());
    }
    Ok(all_of(store, &wanted.lists(catalogue), today).await?)
}

/// The sessions wanted that still have a slot to come, with their free seats,
/// none where nobody is there: one read, and one more where advisers are named.
pub(super) async fn to_come<'a>(
    store: &Store,
    catalogue: &Catalogue,
    permanences: &'a [Permanence],
    wanted: &Wanted,
) -> Result<Vec<Occurrence<'a>>, Problem> {
    let mut found = bookable(catalogue, permanences, wanted, store.now())?;
    count_free(store, catalogue, &mut found).await?;
    let now = store.now();
    found.retain(|(session, _)| session.closed.is_some() || session.slots.iter().any(|slot| now < slot.start));
    Ok(found)
}

/// The sessions wanted that still have a slot to come; a session that is named
/// is looked up by its own day, wherever it was moved and however far ahead.
pub(super) fn bookable<'a>(
    catalogue: &Catalogue,
    permanences: &'a [Permanence],
    wanted: &Wanted,
    now: Instant,
) -> Result<Vec<Occurrence<'a>>, Problem> {
    let mut found = match &wanted.session {
        Some(id) => {
            let published = permanences.iter().filter(|one| one.is_published());
            published.filter_map(|of| find_in(of, id, catalogue).map(|session| (session, of))).collect()
        }
        None => {
            let today = now.day_in(BRUSSELS);
            let from = wanted.near.map_or(today, |day| (day - TimeDelta::days(DAYS / 2)).max(today));
            let window = Window::new(from, from + TimeDelta::days(DAYS)).map_err(|error| Problem::internal(&error))?;
            occurrences(catalogue, permanences, window, Drafts::Hidden)
        }
    };
    found.retain(|one| {
        one.0.status == SessionStatus::Scheduled
            && one.0.slots.iter().any(|slot| now < slot.start)
            && wanted.holds(catalogue, one)
    });
    found.truncate(SESSIONS);
    Ok(found)
}

/// The list by day; `path` is where a slot leads, `None`: nowhere.
pub(super) fn list(
    language: Language,
    catalogue: &Catalogue,
    found: &[Occurrence<'_>],
    now: Instant,
    path: impl Fn(&Occurrence<'_>, &Slot) -> Option<String>,
) -> Markup {
    html! {
        ul class="agendas" {
            @for one in found {
                @let (session, permanence) = one;
                @let day = session.local_start.date();
                @let agency = catalogue.agency_name(&session.agency);
                @let place = catalogue.place_name(&session.location);
                @let end = local_time::to_local(session.end, session.timezone).time();
                (ui::agenda_row(language, session.local_start, end, html! {
                    p { strong { (agency) } " · " (place) }
                    @if let Some(reason) = &session.reason { p class="soft" { (reason.get(language)) } }
                    @if let Some(closed) = &session.closed { p { (closed.get(language)) } }
                    @else {
                        ul class="slots" {
                            @for slot in session.slots.iter().filter(|slot| now < slot.start) {
                                li { (chip(language, slot, &format!("{agency}, {place}, {}", format::day_long(language, day)), path(one, slot))) }
                            }
                        }
                        @if session.slots.iter().all(|slot| slot.free == 0) { p class="soft" { (word(language, "book-all-full")) } }
                        p class="soft" { (spoken(language, permanence)) }
                    }
                }))
            }
        }
    }
}

fn chip(language: Language, slot: &Slot, of: &str, path: Option<String>) -> Markup {
    let (time, full) = (format::time(slot.local_start.time()), word(language, "book-full"));
    match path {
        Some(path) if slot.free > 0 => html! {
            a class="slot" href=(path) { (time) span class="hidden" { ", " (of) ", " (word(language, "book-free")) } }
        },
        Some(path) => html! {
            a class="slot taken" href=(path) {
                (time) " · " (full) span class="hidden" { ", " (of) ", " (word(language, "book-queue")) }
            }
        },
        None => html! { span class="slot taken" { s { (time) } span class="hidden" { " " (full) } } },
    }
}

fn spoken(language: Language, permanence: &Permanence) -> String {
    let length = word_with(language, "book-length", &[("minutes", permanence.slot_minutes.into())]);
    if permanence.languages.is_empty() { length } else { format!("{length} · {}", tags(&permanence.languages)) }
}
