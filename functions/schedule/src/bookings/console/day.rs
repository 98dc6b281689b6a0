//! The sessions of one day that somebody looks after, each with its bookings.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::adviser::Adviser;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::ids::{AdviserId, BookingId, SessionId};
use domain::permanence::Permanence;
use domain::sessions::{Drafts, Session, SessionStatus, Slot, Window};
use domain::{Language, local_time};
use futures::stream::{self, StreamExt as _, TryStreamExt as _};
use maud::{Markup, html};
use serde::Deserialize;
use store::keys::PermanenceList;
use store::repos::advisers::Known;
use store::repos::bookings::{Holders, LoadedBooking};
use validator::Validate;
use web::extract::QueryParams;
use web::{Desk, Reply, Scope, format, ui};

use super::row;
use super::walk_in::slot_now;
use crate::console::{schedule_page, steps};
use crate::sessions::{all_of, close, lists_of_line, looks_after, occurrences};
use crate::{LOCALES, word, word_with};

/// Sessions asked at once who comes.
const AT_ONCE: usize = 8;

/// Which day.
#[derive(Debug, Clone, Default, Deserialize, Validate)]
pub(super) struct DayQuery {
    /// `2026-11-24`; today where absent or unreadable.
    day: Option<String>,
}

/// What the page shows of a session.
struct Held<'a> {
    session: &'a Session,
    /// The same, with the slots at which somebody receives people.
    attended: &'a Session,
    holders: &'a Holders,
    bookings: &'a BTreeMap<BookingId, LoadedBooking>,
}

/// The day. Two reads, two more where advisers are named, a query for each session, and one read for 50 bookings.
pub(super) async fn page(desk: Desk, QueryParams(DayQuery { day }): QueryParams<DayQuery>) -> Reply {
    let (language, store) = (desk.language(), desk.store());
    let today = store.now().day_in(BRUSSELS);
    let day = day.and_then(|day| day.parse().ok()).unwrap_or(today);
    let catalogue = store.catalogue().load().await?;
    let permanences = all_of(store, &lists(&catalogue, desk.staff.scope()), day).await?;
    let mut sessions = occurrences(&catalogue, &permanences, Window::day(day), Drafts::Hidden);
    sessions.retain(|one| looks_after(desk.staff.scope(), one));
    let mut attended = sessions.clone();
    close(store, &catalogue, &mut attended).await?;
    let named: BTreeSet<AdviserId> = sessions.iter().flat_map(|(_, of)| of.advisers.iter().cloned()).collect();
    let team = store.advisers().known(&Vec::from_iter(named)).await?;
    let asked: Vec<SessionId> = sessions.iter().map(|(session, _)| session.id.clone()).collect();
    let holders: Vec<Holders> = stream::iter(asked)
        .map(|session| async move { store.bookings().of_session(&session).await })
        .buffered(AT_ONCE)
        .try_collect()
        .await?;
    let ids: Vec<BookingId> =
        holders.iter().flat_map(|of| [&of.seated, &of.waiting, &of.walked_in]).flatten().cloned().collect();
    let found = store.bookings().load_many(&ids).await?;
    let bookings: BTreeMap<BookingId, LoadedBooking> =
        found.into_iter().flatten().map(|one| (one.booking.id.clone(), one)).collect();
    let body = html! {
        div class="stack" {
            (switch(language, day, today))
            @if sessions.is_empty() {
                (ui::empty(&word(language, "day-none"), word(language, "day-none-how")))
            }
            @for (((session, of), (attended, _)), holders) in sessions.iter().zip(&attended).zip(&holders) {
                (ui::card(&title(language, &catalogue, session), html! {
                    (who(&desk, (session, *of), &team))
                    (one(&desk, of.seats, &Held { session, attended, holders, bookings: &bookings }))
                }))
            }
        }
    };
    let count = bookings.values().filter(|one| one.booking.status.holds_seat()).count();
    let args = [("day", format::day_long(language, day).into()), ("n", count.into())];
    let page = schedule_page(&desk)
        .await?
        .title(&word(language, "day-title"))
        .lead(word_with(language, "day-lead", &args))
        .notice(desk.visit.notice_in(&LOCALES, "day-done"));
    Ok(page.render(body))
}

/// The lists that hold what somebody looks after.
fn lists(catalogue: &Catalogue, scope: &Scope) -> Vec<PermanenceList> {
    match scope {
        Scope::All => vec![PermanenceList::All],
        Scope::Agency(agency) => lists_of_line(catalogue, agency),
        Scope::Location(location) => vec![PermanenceList::Location(location.clone())],
    }
}

fn switch(language: Language, day: NaiveDate, today: NaiveDate) -> Markup {
    let to = |day: Option<NaiveDate>| day.map(|day| format!("/console/schedule/day?day={day}"));
    let links = [
        ("day-before", to(day.pred_opt())),
        ("day-today", (day != today).then(|| "/console/schedule/day".to_owned())),
        ("day-after", to(day.succ_opt())),
    ];
    steps(language, "day-switch", links, Markup::default())
}

fn title(language: Language, catalogue: &Catalogue, session: &Session) -> String {
    let agency = catalogue.agency_name(&session.agency);
    let place = catalogue.place_name(&session.location);
    let end = local_time::to_local(session.end, session.timezone).time();
    format!("{} · {agency} · {place}", format::time_range(language, session.local_start.time(), end))
}

/// Who is to be there, for those who look after the agency; a session of whoever
/// looks is marked.
fn who(desk: &Desk, (session, of): (&Session, &Permanence), team: &[Known]) -> Markup {
    let sees = desk.staff.scope().sees_agency(&session.agency) || desk.staff.scope().sees_agency(&of.agency);
    let there = team.iter().map(Known::adviser).filter(|one| sees && of.advisers.contains(&one.id));
    let there: Vec<&Adviser> = there.collect();
    let me = desk.staff.staff.as_ref().map(|staff| staff.email.as_str());
    let own = me.is_some_and(|me| there.iter().any(|one| one.email.as_str().eq_ignore_ascii_case(me)));
    let names: Vec<&str> = there.iter().map(|one| one.name.as_str()).collect();
    html! {
        @if !names.is_empty() {
            p {
                (names.join(", "))
                @if own { " " (ui::badge(ui::Tone::Sky, ui::Icon::Check, &word(desk.language(), "day-own"))) }
            }
        }
    }
}

fn one(desk: &Desk, seats: u32, held: &Held<'_>) -> Markup {
    let staff = &desk.staff;
    let (language, session, now) = (desk.language(), held.session, desk.store().now());
    let of = |ids: &[BookingId]| ids.iter().filter_map(|id| held.bookings.get(id)).collect::<Vec<_>>();
    let seated = of(&held.holders.seated);
    let at = |slot: &Slot| {
        let local_start = slot.local_start;
        seated.iter().filter(move |one| one.booking.slot.local_start == local_start)
    };
    // Of a session that was moved, shortened or cancelled once it had begun:
    // whoever came all the same is to be noted, too.
    let elsewhere = seated.iter().filter(|one| session.slot(one.booking.slot.local_start).is_none());
    let beside: Vec<_> = elsewhere.copied().collect();
    html! {
        @if session.status == SessionStatus::Cancelled {
            @let reason = session.reason.as_ref().map_or("", |reason| reason.get(language));
            p { (ui::badge(ui::Tone::Plain, ui::Icon::Cross, &word(language, "change-cancelled"))) " " (reason) }
        }
        @if let Some(closed) = &held.attended.closed { (ui::warning(closed.get(language))) }
        ul class="desk" {
            @for slot in &session.slots {
                @let taken = u32::try_from(at(slot).count()).unwrap_or(u32::MAX);
                @for found in at(slot) { (row::booked(staff, language, now, found)) }
                @if held.attended.slot(slot.local_start).is_some() {
                    (row::left(language, now, session, slot, seats.saturating_sub(taken)))
                }
            }
            @for found in of(&held.holders.walked_in) { (row::booked(staff, language, now, found)) }
            @for found in of(&held.holders.waiting) { (row::booked(staff, language, now, found)) }
        }
        @if !beside.is_empty() {
            h3 { (word(language, "day-other-times")) }
            ul class="desk" { @for found in &beside { (row::booked(staff, language, now, found)) } }
        }
        @if session.status == SessionStatus::Scheduled && session.start <= now { (walk_in(desk, session)) }
    }
}

/// One press for somebody who leaves no name, and the way to a form for one who does.
fn walk_in(desk: &Desk, session: &Session) -> Markup {
    let Desk { context, visit, staff } = desk;
    html! {
        (ui::form("/console/schedule/walk-in", &staff.csrf, html! {
            (ui::hidden("submission", &context.store.ids().random()))
            (ui::hidden("session", session.id.as_str()))
            (ui::hidden("slot", &slot_now(session, context)))
            p class="actions" {
                (ui::button_secondary(&word(visit.language, "day-walk-in"), "walk_in", "true"))
                a href={ "/console/schedule/walk-in?session=" (session.id) } { (word(visit.language, "day-walk-in-named")) }
            }
        }))
    }
}
