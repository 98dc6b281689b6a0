//! Slots to choose from, by day: with their free seats as links, and full ones
//! with the way into their queue.

use chrono::{NaiveDate, TimeDelta};
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::ids::{AgencyId, LocationId, ServiceId, SessionId};
use domain::permanence::Permanence;
use domain::sessions::{Drafts, SessionStatus, Slot, Window};
use domain::{Instant, Language, local_time};
use maud::{Markup, html};
use store::Store;
use store::keys::PermanenceList;
use web::{Problem, format, ui};

use crate::view::{Occurrence, all_of, count_free, is_about, lists_of_line, lists_of_service, occurrences};
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
    pub(super) session: Option<SessionId>,
    /// The day of a booking that is to move: times near it are shown.
    pub(super) near: Option<NaiveDate>,
}

impl Wanted {
    /// The shortest lists that hold all that is asked for: of one place, of
    /// one agency and those that it followed, or all.
    fn lists(&self, catalogue: &Catalogue) -> Vec<PermanenceList> {
        match (&self.location, &self.agency, &self.service) {
            (Some(location), ..) => vec![PermanenceList::Location(location.clone())],
            (None, Some(agency), _) => lists_of_line(catalogue, agency),
            (None, None, Some(service)) => lists_of_service(catalogue, service),
            (None, None, None) => vec![PermanenceList::All],
        }
    }

    fn holds(&self, catalogue: &Catalogue, one: &Occurrence<'_>) -> bool {
        let (session, _) = one;
        self.session.as_ref().is_none_or(|wanted| &session.id == wanted)
            && self.location.as_ref().is_none_or(|wanted| &session.location == wanted)
            && self.agency.as_ref().is_none_or(|wanted| &session.agency == wanted)
            && self.service.as_ref().is_none_or(|wanted| is_about(catalogue, one, wanted))
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

/// The sessions wanted that still have a slot to come, with their free seats:
/// one read.
pub(super) async fn to_come<'a>(
    store: &Store,
    catalogue: &Catalogue,
    permanences: &'a [Permanence],
    wanted: &Wanted,
) -> Result<Vec<Occurrence<'a>>, Problem> {
    let now = store.now();
    let today = now.day_in(BRUSSELS);
    let from = match wanted.session.as_ref().and_then(SessionId::parts) {
        Some((_, day)) => day.min(today + TimeDelta::days(DAYS)).max(today),
        None => wanted.near.map_or(today, |day| (day - TimeDelta::days(DAYS / 2)).max(today)),
    };
    let window = Window::new(from, from + TimeDelta::days(DAYS)).map_err(|error| Problem::internal(&error))?;
    let mut found = occurrences(catalogue, permanences, window, Drafts::Hidden);
    found.retain(|one| {
        one.0.status == SessionStatus::Scheduled
            && one.0.slots.iter().any(|slot| now < slot.start)
            && wanted.holds(catalogue, one)
    });
    found.truncate(SESSIONS);
    count_free(store, &mut found).await?;
    Ok(found)
}

/// What a slot leads to.
pub(super) trait Leads {
    /// Where a slot with a free seat leads.
    fn free(&self, session: &SessionId, slot: &Slot) -> String;
    /// Where a full one leads; `None`: nowhere.
    fn full(&self, session: &SessionId, slot: &Slot) -> Option<String>;
}

/// The list by day.
pub(super) fn list(
    language: Language,
    catalogue: &Catalogue,
    found: &[Occurrence<'_>],
    now: Instant,
    leads: &impl Leads,
) -> Markup {
    html! {
        ul class="agendas" {
            @for (session, permanence) in found {
                @let day = session.local_start.date();
                @let agency = catalogue.agencies.get(&session.agency).map_or(session.agency.as_str(), |one| &one.short);
                @let place = catalogue.locations.get(&session.location).map_or(session.location.as_str(), |one| &one.name);
                @let end = local_time::to_local(session.end, session.timezone).time();
                (ui::agenda_row(language, session.local_start, end, html! {
                    p { strong { (agency) } " · " (place) }
                    @if let Some(reason) = &session.reason { p class="soft" { (reason.get(language)) } }
                    ul class="slots" {
                        @for slot in session.slots.iter().filter(|slot| now < slot.start) {
                            li { (chip(language, session.id.clone(), slot, &format!("{agency}, {place}, {}", format::day_long(language, day)), leads)) }
                        }
                    }
                    @if session.slots.iter().all(|slot| slot.free == 0) { p class="soft" { (word(language, "book-all-full")) } }
                    p class="soft" { (spoken(language, permanence)) }
                }))
            }
        }
    }
}

fn chip(language: Language, session: SessionId, slot: &Slot, of: &str, leads: &impl Leads) -> Markup {
    let time = format::time(slot.local_start.time());
    if slot.free > 0 {
        return html! {
            a class="slot" href=(leads.free(&session, slot)) {
                (time) span class="hidden" { ", " (of) ", " (word(language, "book-free")) }
            }
        };
    }
    let full = word(language, "book-full");
    match leads.full(&session, slot) {
        Some(path) => html! {
            a class="slot taken" href=(path) {
                (time) " · " (full) span class="hidden" { ", " (of) ", " (word(language, "book-queue")) }
            }
        },
        None => html! { span class="slot taken" { s { (time) } span class="hidden" { " " (full) } } },
    }
}

fn spoken(language: Language, permanence: &Permanence) -> String {
    let tags: Vec<String> = permanence.languages.iter().map(|spoken| spoken.tag().to_uppercase()).collect();
    let length = word_with(language, "book-length", &[("minutes", permanence.slot_minutes.into())]);
    if tags.is_empty() { length } else { format!("{length} · {}", tags.join(" ")) }
}
