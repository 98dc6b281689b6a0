//! A session as every public page says it: when, who, where, what about, in
//! which languages, and, where it is not as usual, why; and days one under the
//! other, each with its sessions.

use chrono::{Datelike as _, Days, NaiveDate, Weekday};
use domain::catalogue::Catalogue;
use domain::permanence::Permanence;
use domain::service::Service;
use domain::sessions::{Drafts, Session, SessionStatus, Window};
use domain::working_days::closure_on;
use domain::{Instant, Language, local_time};
use maud::{Markup, html};
use web::{format, ui};

use crate::console::tags;
use crate::sessions::{Occurrence, exception_of, occurrences};
use crate::{word, word_with};

/// How far the next session is looked for, in days.
const AHEAD: u64 = 91;

/// What a page knows and leaves out when it shows sessions.
#[derive(Clone, Copy)]
pub(super) struct Shown<'a> {
    pub(super) language: Language,
    pub(super) catalogue: &'a Catalogue,
    /// What is over, is over now.
    pub(super) now: Instant,
    /// Says the agency.
    pub(super) agency: bool,
    /// Says the place.
    pub(super) place: bool,
    /// Links leave the frame that the page stands in.
    pub(super) away: bool,
}

impl<'a> Shown<'a> {
    /// A page about a place: its sessions say the agency only.
    pub(super) fn at_a_place(language: Language, catalogue: &'a Catalogue, now: Instant) -> Self {
        Self { language, catalogue, now, agency: true, place: false, away: false }
    }

    /// A link; into a new tab where the page stands in a frame.
    pub(super) fn link(self, path: &str, words: &str) -> Markup {
        html! {
            @if self.away { a href=(path) target="_blank" rel="noopener" { (words) } } @else { a href=(path) { (words) } }
        }
    }

    /// The whole of it.
    pub(super) fn session(self, one: &Occurrence<'_>) -> Markup {
        let (session, permanence) = one;
        let takes_place = session.status == SessionStatus::Scheduled;
        let spoken = tags(&permanence.languages);
        html! {
            p {
                time datetime=(session.local_start.format(local_time::FORMAT)) { strong { (self.hours(session)) } }
                " · " (self.who_and_where(session)) " " (self.state(one))
            }
            @if takes_place {
                p class="because" {
                    (self.subjects(permanence))
                    @if !spoken.is_empty() { " · " (spoken) }
                }
            }
            @if let Some(reason) = &session.reason {
                p class="because" { (reason.get(self.language).trim_end_matches('.')) @if !takes_place { (self.resumes(one)) } }
            }
            @if let Some(closed) = &session.closed { p class="because" { (closed.get(self.language)) } }
            @if let Some(path) = book_link(session).filter(|_| is_to_come(session, self.now)) {
                p { (self.link(&path, &word(self.language, "public-book"))) }
            }
        }
    }

    /// `9:30 à 12:30`.
    pub(super) fn hours(self, session: &Session) -> String {
        let end = local_time::to_local(session.end, session.timezone).time();
        format::time_range(self.language, session.local_start.time(), end)
    }

    /// The agency's everyday name.
    pub(super) fn agency(self, session: &'a Session) -> &'a str {
        self.catalogue.agency_name(&session.agency)
    }

    /// When somebody comes next, and who.
    pub(super) fn coming(self, session: &Session) -> String {
        let at = format::local(self.language, session.local_start);
        word_with(self.language, "week-next", &[("at", at.into()), ("agency", self.agency(session).into())])
    }

    fn who_and_where(self, session: &Session) -> Markup {
        let place = self.catalogue.locations.get(&session.location).filter(|_| self.place);
        html! {
            @if self.agency {
                strong { (self.link(&format!("/agencies/{}", session.agency), self.agency(session))) }
            }
            @if self.agency && place.is_some() { " · " }
            @if let Some(place) = place {
                strong { (self.link(&format!("/locations/{}", place.id), &place.name)) }
                " · " (self.catalogue.address(place).get(self.language))
            }
        }
    }

    /// What is not as usual, as a badge.
    pub(super) fn state(self, one: &Occurrence<'_>) -> Markup {
        let (session, exception) = (&one.0, exception_of(one));
        let word = |key: &str| word(self.language, key);
        html! {
            @if session.status == SessionStatus::Cancelled {
                (ui::badge(ui::Tone::Red, ui::Icon::Cross, &word("public-cancelled")))
            } @else if session.end <= self.now {
                (ui::badge(ui::Tone::Plain, ui::Icon::Check, &word("public-over")))
            } @else if let Some(moved) = exception.filter(|one| one.start.is_some()) {
                @let day = format::day_short(self.language, moved.date);
                (ui::badge(ui::Tone::Sky, ui::Icon::Arrow, &word_with(self.language, "public-moved", &[("day", day.into())])))
            } @else if exception.is_some() {
                (ui::badge(ui::Tone::Sky, ui::Icon::Clock, &word("public-length")))
            }
        }
    }

    /// What a session is about, in words.
    pub(super) fn subjects(self, permanence: &Permanence) -> String {
        let named: Vec<&Service> =
            permanence.services.iter().filter_map(|id| self.catalogue.services.get(id)).collect();
        if named.is_empty() {
            return word(self.language, "public-all-services");
        }
        named.iter().map(|service| service.name.get(self.language)).collect::<Vec<_>>().join(", ")
    }

    /// ` · reprise le ma 8 déc.`, of a session that does not take place.
    fn resumes(self, (session, permanence): &Occurrence<'_>) -> String {
        let day = session.local_start.date();
        let later =
            day.succ_opt().and_then(|from| next(self.catalogue, std::slice::from_ref(*permanence), from, self.now));
        later.map_or_else(String::new, |(later, _)| {
            let day = format::day_short(self.language, later.local_start.date());
            format!(" · {}", word_with(self.language, "public-resumes", &[("day", day.into())]))
        })
    }
}

/// Which days without a session are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EmptyDays {
    /// Monday to Friday.
    Working,
    None,
}

/// The days that are shown, with their sessions; `today` is marked. A day on
/// which the agencies are closed says why. The title of a day is an `h3`.
pub(super) fn list(
    shown: Shown<'_>,
    days: impl Iterator<Item = NaiveDate>,
    sessions: &[Occurrence<'_>],
    today: NaiveDate,
    empty: EmptyDays,
) -> Markup {
    let of = |day: NaiveDate| sessions.iter().filter(move |(session, _)| session.local_start.date() == day);
    let weekend = |day: NaiveDate| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let is_shown = |day: &NaiveDate| of(*day).next().is_some() || (empty == EmptyDays::Working && !weekend(*day));
    html! {
        ul class="agendas" {
            @for day in days.filter(is_shown) {
                li class="agenda" id={ "d-" (day) } aria-current=[(day == today).then_some("date")] {
                    div class="agenda-when" {
                        h3 { time datetime=(day) { (format::day_short(shown.language, day)) } }
                        @if day == today { p class="today" { (word(shown.language, "public-today")) } }
                    }
                    div class="agenda-what" {
                        @if of(day).next().is_none() { p class="soft" { (nobody(shown, day)) } }
                        @else { ul class="sessions" { @for one in of(day) { li { (shown.session(one)) } } } }
                    }
                }
            }
        }
    }
}

/// Why a day has no session, where there is a reason for it.
fn nobody(shown: Shown<'_>, day: NaiveDate) -> String {
    match closure_on(day, &shown.catalogue.staff_days) {
        Some(reason) => word_with(shown.language, "public-closed", &[("reason", reason.get(shown.language).into())]),
        None => word(shown.language, "public-nobody"),
    }
}

/// Where a slot of a session is booked; `None` where it has none or nobody is
/// there.
fn book_link(session: &Session) -> Option<String> {
    (!session.slots.is_empty() && session.closed.is_none()).then(|| format!("/book?session={}", session.id))
}

/// Whether a session takes place and is not over.
pub(super) fn is_to_come(session: &Session, now: Instant) -> bool {
    session.status == SessionStatus::Scheduled && session.end > now
}

/// The first session that takes place from `from` on and is not over; looked
/// for through three months.
pub(super) fn next<'a>(
    catalogue: &Catalogue,
    permanences: &'a [Permanence],
    from: NaiveDate,
    now: Instant,
) -> Option<Occurrence<'a>> {
    let window = Window::new(from, from + Days::new(AHEAD)).ok()?;
    let found = occurrences(catalogue, permanences, window, Drafts::Hidden);
    found.into_iter().find(|(session, _)| is_to_come(session, now))
}
