//! The mails: what changed for somebody, as it is when they leave. Nothing of
//! what is over.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::booking::effect::BookingStep;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::ids::BookingId;
use domain::notice::{Change, Stood, Wish};
use mail::Message;
use mail::compose::{self, Alike, BookedNews, SessionNews, SessionStood, SessionsMail};
use store::repos::notices::Line;
use store::repos::outbox::Pending;
use store::{Store, TableError};

use super::booked::{booked, came_to, stood_of};
use super::calendar_part::{Parts, calendar_part, calendar_parts};
use super::happened::{Happened, happened};
use super::readers::Addressee;
use super::who::Who;
use crate::effects::Task;

/// Sessions, and appointments, that a mail names, the next first: no page lists those
/// that are cancelled with their series.
const NAMED: usize = 40;
/// The same of a mail that tells of several series.
const NAMED_TOGETHER: usize = 200;

/// What a commit did. Two reads, one for who is there, and two for what an adviser's
/// calendar is told.
pub(super) async fn of_commit(
    task: &Task<'_>,
    to: &Addressee,
    commit: &Pending,
) -> Result<Option<Message>, TableError> {
    let store = task.store;
    let Some(happened) = happened(store, std::slice::from_ref(commit)).await?.pop() else { return Ok(None) };
    let changes = changes_for(store, to, &happened);
    let calendar = calendar_part(task, to, &happened, &changes).await?;
    let (now, today) = (store.now(), store.now().day_in(BRUSSELS));
    let concerns = |series: &_| to.concerned_by(&happened.now, series, today);
    let anew = happened.goes_on(concerns, now).filter(|_| changes.is_empty() && calendar.act.is_some());
    let who = Who::at_all(store, to, &[&happened]).await?;
    let part = Told { changes, who, anew, calendar, ..Told::default() };
    Ok(part.mail(task, to, &happened.now))
}

/// What commits did that belong together. Two reads for a hundred, one for who is
/// there, and what an adviser's calendar is told.
pub(super) async fn together(
    task: &Task<'_>,
    to: &Addressee,
    commits: &[Pending],
) -> Result<Option<Message>, TableError> {
    let store = task.store;
    let all = made(store, commits).await?;
    let each = each(store, to, &all);
    // What goes on as it was in another series stands elsewhere in a calendar.
    let first = each.iter().filter_map(|one| one.is.clone()).min_by_key(|stood| stood.start);
    let changes = in_place(each);
    let calendar = calendar_parts(task, to, &all).await?;
    let (now, today) = (store.now(), store.now().day_in(BRUSSELS));
    let goes_on = |one: &Happened| one.goes_on(|series| to.concerned_by(&one.now, series, today), now);
    let anew = all.iter().find_map(goes_on).or(first);
    let anew = anew.filter(|_| changes.is_empty() && !calendar.series.is_empty());
    let who = Who::at_all(store, to, &all.iter().collect::<Vec<_>>()).await?;
    let catalogue = store.catalogue().load().await?;
    let part = Told { changes, who, anew, calendar, together: true, ..Told::default() };
    Ok(part.mail(task, to, &catalogue))
}

/// What commits did, those that changed the same joined: in the order in which they were
/// made, which need not be that in which they were planned.
async fn made(store: &Store, commits: &[Pending]) -> Result<Vec<Happened>, TableError> {
    let mut made = happened(store, commits).await?;
    made.sort_by_key(|one| (one.at, one.version));
    Ok(joined(made))
}

fn joined(made: Vec<Happened>) -> Vec<Happened> {
    let mut joined: BTreeMap<String, Happened> = BTreeMap::new();
    for one in made {
        let all = match joined.remove(&one.aggregate) {
            Some(earlier) => earlier.then(one),
            None => one,
        };
        joined.insert(all.aggregate.clone(), all);
    }
    joined.into_values().collect()
}

/// Whether there is something to tell of what happened one after another: not of what
/// takes place as it did, unless it stands elsewhere in a calendar that is told at once.
pub(super) fn is_told(store: &Store, to: &Addressee, made: Vec<Happened>) -> bool {
    let calendar_follows = to.has_calendar() && to.wish == Wish::AtOnce;
    calendar_follows || !in_place(each(store, to, &joined(made))).is_empty()
}

/// What the lines of some mornings say. A query for each morning, a read for a
/// hundred changes, for fifty bookings and for fifty advisers.
pub(super) async fn of_mornings(
    task: &Task<'_>,
    to: &Addressee,
    days: &[NaiveDate],
) -> Result<Option<Message>, TableError> {
    let store = task.store;
    let mut lines = Vec::new();
    for day in days {
        lines.extend(store.notices().lines(*day, Some(&to.reader)).await?);
    }
    lines.sort_by_key(|line| (line.at, line.commit.version));
    let (of_bookings, of_sessions): (Vec<Line>, Vec<Line>) =
        lines.into_iter().partition(|line| line.booking().is_some());
    let commits: Vec<Pending> = of_sessions.into_iter().map(|line| line.commit).collect();
    let all = made(store, &commits).await?;
    let changes = in_place(each(store, to, &all));
    let catalogue = store.catalogue().load().await?;
    let told = |stood: Stood, step, who| (stood.clone(), BookedNews { step, stood: said(&catalogue, stood), who });
    let bookings = booked(store, to, &of_bookings).await?;
    let bookings = bookings.into_iter().map(|(stood, step, who)| told(stood, step, who)).collect();
    let who = Who::at_all(store, to, &all.iter().collect::<Vec<_>>()).await?;
    let part = Told { changes, who, bookings, digest: true, ..Told::default() };
    Ok(part.mail(task, to, &catalogue))
}

/// What happened to a booking, for those of its place: when, and not who comes.
/// One read.
pub(super) async fn of_one_booking(
    task: &Task<'_>,
    to: &Addressee,
    booking: &BookingId,
    step: BookingStep,
) -> Result<Option<Message>, TableError> {
    let found = task.store.bookings().load(booking).await?;
    let Some(found) = found.filter(|found| task.store.now() < found.booking.slot.end) else { return Ok(None) };
    let Some(step) = came_to(step, found.booking.status) else { return Ok(None) };
    let catalogue = task.store.catalogue().load().await?;
    let stood = stood_of(&found.booking);
    let news = BookedNews { step, stood: said(&catalogue, stood.clone()), who: None };
    let part = Told { bookings: vec![(stood, news)], ..Told::default() };
    Ok(part.mail(task, to, &catalogue))
}

fn changes_for(store: &Store, to: &Addressee, happened: &Happened) -> Vec<Change> {
    let (now, catalogue) = (store.now(), &happened.now);
    let today = now.day_in(BRUSSELS);
    happened.changes(|series| to.concerned_by(catalogue, series, today), now)
}

fn each(store: &Store, to: &Addressee, all: &[Happened]) -> Vec<Change> {
    all.iter().flat_map(|one| changes_for(store, to, one)).collect()
}

/// In order of time. What one series has no more and another has from now on, at
/// the same time and place, takes place as it did, whoever is there.
fn in_place(changes: Vec<Change>) -> Vec<Change> {
    let (mut new, mut all): (Vec<Change>, Vec<Change>) = changes.into_iter().partition(|one| one.was.is_none());
    for one in all.iter_mut().filter(|one| one.is.is_none()) {
        let Some(was) = &one.was else { continue };
        let same = |is: &Stood| {
            (is.start, is.end, &is.agency, &is.location) == (was.start, was.end, &was.agency, &was.location)
        };
        if let Some(at) = new.iter().position(|new| new.is.as_ref().is_some_and(same)) {
            let Change { session, is, .. } = new.remove(at);
            (one.session, one.is, one.reason) = (session, is, None);
        }
    }
    all.retain(|one| one.was != one.is);
    all.extend(new);
    all.sort_by_key(Change::at);
    all
}

/// What there is to tell.
#[derive(Default)]
struct Told {
    changes: Vec<Change>,
    /// Who is at them.
    who: Who,
    /// The first session of what goes on unchanged as a series of its own.
    anew: Option<Stood>,
    bookings: Vec<(Stood, BookedNews)>,
    digest: bool,
    /// Whether it is of several series that changed together.
    together: bool,
    calendar: Parts,
}

impl Told {
    /// `None` where there is nothing.
    fn mail(mut self, task: &Task<'_>, to: &Addressee, catalogue: &Catalogue) -> Option<Message> {
        let of_change = self.changes.first().and_then(|one| one.is.as_ref().or(one.was.as_ref()));
        let first = of_change.or(self.anew.as_ref()).or_else(|| self.bookings.first().map(|(stood, _)| stood))?;
        let places = self.changes.iter().filter_map(|one| one.is.as_ref().or(one.was.as_ref()));
        let mut places = places.chain(self.bookings.iter().map(|(stood, _)| stood)).map(|stood| &stood.location);
        let several_places = to.reads_names() && places.any(|place| *place != first.location);
        let path =
            if several_places { "/console/schedule".to_owned() } else { format!("/locations/{}", first.location) };
        let link = task.url(&path);
        let named = if self.together { NAMED_TOGETHER } else { NAMED };
        let more = self.changes.len().saturating_sub(named) + self.bookings.len().saturating_sub(named);
        let alike = if self.changes.iter().all(|change| change.was.is_none()) {
            Alike::New
        } else if self.changes.iter().all(|change| change.is.is_none()) {
            Alike::Off
        } else {
            Alike::No
        };
        self.changes.truncate(named);
        self.bookings.truncate(named);
        let news = |change: Change| SessionNews {
            was: change.was.map(|stood| said(catalogue, stood)),
            is: change.is.map(|stood| said(catalogue, stood)),
            adviser: self.who.at(&change.session),
            reason: change.reason,
        };
        Some(compose::sessions(&SessionsMail {
            delivery: to.delivery(&task.delivery.id),
            digest: self.digest,
            anew: self.anew.map(|stood| said(catalogue, stood)),
            changes: self.changes.into_iter().map(news).collect(),
            more,
            alike,
            bookings: self.bookings.into_iter().map(|(_, news)| news).collect(),
            link,
            several_places,
            calendar: self.calendar.act,
            earlier: self.calendar.earlier,
            series: self.calendar.series,
        }))
    }
}

fn said(catalogue: &Catalogue, stood: Stood) -> SessionStood {
    let Stood { start, end, timezone, agency, location, room } = stood;
    let (agency, place) = (catalogue.agency_name(&agency).to_owned(), catalogue.place_name(&location).to_owned());
    SessionStood { start, end, timezone, agency, place, room }
}
