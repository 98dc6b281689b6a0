//! How active each place is, counted once a week from what is kept anyway.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate, NaiveDateTime};
use domain::Instant;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::holidays::StaffDays;
use domain::ids::{LocationId, SessionId};
use domain::inform::place::{Activity, Counts, Scans, counted_from};
use domain::inform::{Issue, Month};
use domain::sessions::{Drafts, Session, SessionStatus, expand_long};
use domain::staff::StaffRole;
use domain::survey::Survey;
use domain::working_days::deadline;
use store::keys::PermanenceList;
use store::repos::members::MemberCounts;
use store::repos::needs::NeedFilter;
use store::repos::places::{Dormant, PlaceRow};
use store::repos::surveys::Figures;
use store::{Store, TableError, Transaction, Versioned};

/// Working days in which something is done about a place that fell dormant.
const DUE: u32 = 10;
/// Days ahead in which a next session is looked for.
const AHEAD: u64 = 91;
/// Needs read at a time.
const NEEDS_AT_ONCE: usize = 100;
/// Surveys of their own that are looked at, the newest first.
const SURVEYS: usize = 200;
/// Surveys whose figures are read together.
const SURVEYS_AT_ONCE: usize = 25;
/// Months whose digests are looked at.
const MONTHS: u32 = 2;

/// Whether a place was counted in the week of a day.
fn is_counted(row: &PlaceRow, day: NaiveDate) -> bool {
    row.activity.counted_on.iso_week() == day.iso_week() && row.activity.counted_on.year() <= day.year()
}

/// Counts the open places that were not counted in the week of `day`, `at_most` of
/// them, takes out those that are no more, and answers whether all are. A query of
/// the places, one of the staff, one of members' counts, and of each wave of the
/// last half year its figures; for each place its presences, its needs of half a
/// year, and a read for a hundred sessions; one commit.
pub async fn count_places(store: &Store, day: NaiveDate, at_most: usize) -> Result<bool, TableError> {
    let catalogue = store.catalogue().load().await?;
    let known = store.places().all().await?;
    for gone in known.iter().filter(|row| !is_open(&catalogue, &row.value.activity.location, day)) {
        let mut tx = Transaction::new();
        store.places().remove(&mut tx, gone);
        save(store, tx).await?;
    }
    let known_of = |id: &LocationId| known.iter().find(|row| &row.value.activity.location == id);
    let to_count: Vec<LocationId> = catalogue
        .locations_on(day)
        .map(|place| place.id.clone())
        .filter(|id| known_of(id).is_none_or(|row| !is_counted(&row.value, day)))
        .collect();
    if to_count.is_empty() {
        return Ok(true);
    }
    let all = Gathered::read(store, day).await?;
    for id in to_count.iter().take(at_most) {
        let before = known_of(id);
        let activity = all.activity(store, &catalogue, id, day).await?;
        let after = row(store, before, activity);
        let mut tx = Transaction::new();
        store.places().save(&mut tx, before, &after);
        save(store, tx).await?;
    }
    Ok(to_count.len() <= at_most)
}

fn is_open(catalogue: &Catalogue, id: &LocationId, day: NaiveDate) -> bool {
    catalogue.locations.get(id).is_some_and(|place| place.open_on(day))
}

async fn save(store: &Store, tx: Transaction) -> Result<(), TableError> {
    // Another program did the same.
    TableError::unless_conflict(store.commit(tx).await)
}

/// The row of a place after it was counted: one that is to be woken is on the work
/// list until it wakes.
fn row(store: &Store, before: Option<&Versioned<PlaceRow>>, activity: Activity) -> PlaceRow {
    let counted = before.map(|before| &before.value.activity);
    let activity = activity.after(counted);
    let is_to_be_woken = activity.is_to_be_woken(counted);
    let entry = || {
        let now = store.now();
        let due = deadline(now, DUE, &StaffDays::default());
        Dormant { location: activity.location.clone(), since: now, due }
    };
    let known = before.and_then(|before| before.value.dormant.clone());
    let known = known.filter(|_| activity.dormant_since.is_some());
    let dormant = known.or_else(|| is_to_be_woken.then(entry));
    PlaceRow { activity, dormant }
}

/// What is read once for all places.
struct Gathered {
    members: BTreeMap<LocationId, MemberCounts>,
    hosts: BTreeMap<LocationId, u32>,
    answered: BTreeMap<LocationId, (u32, u32)>,
    digests: Vec<Issue>,
    scans: BTreeMap<String, Scans>,
}

impl Gathered {
    async fn read(store: &Store, day: NaiveDate) -> Result<Self, TableError> {
        let mut hosts = BTreeMap::new();
        for staff in store.staff().list().await?.into_iter().filter(|staff| staff.active) {
            if let StaffRole::Host { location } = staff.role {
                *hosts.entry(location).or_default() += 1;
            }
        }
        let month = Month::of(day);
        let months = (0..MONTHS).map(|back| month.before(back));
        let mut digests = Vec::new();
        for month in months {
            let sent = store.monthly().of_month(month).await?.into_iter().filter(|read| read.value.sent_at.is_some());
            digests.extend(sent.map(|read| Issue::Digest { month, location: read.value.location }));
        }
        let members = store.members().counts().await?;
        Ok(Self { members, hosts, answered: answers(store, day).await?, digests, scans: store.places().scans().await? })
    }

    async fn activity(
        &self,
        store: &Store,
        catalogue: &Catalogue,
        location: &LocationId,
        day: NaiveDate,
    ) -> Result<Activity, TableError> {
        let members = self.members.get(location).cloned().unwrap_or_default();
        let (mut last, mut before) = (Counts::default(), Counts::default());
        (last.answered, before.answered) = self.answered.get(location).copied().unwrap_or_default();
        if let Some(scans) = self.scans.get(location.as_str()) {
            let (from, then) = counted_from(day);
            let tomorrow = day.succ_opt().unwrap_or(day);
            (last.scanned, before.scanned) = (scans.between(from, tomorrow), scans.between(then, from));
        }
        (last.needs, before.needs) = needs(store, location, day).await?;
        let sessions = sessions(store, catalogue, location, day).await?;
        let now = store.now();
        let (held, ahead): (Vec<&Session>, Vec<&Session>) = sessions.iter().partition(|session| session.end <= now);
        count_sessions(store, &held, day, (&mut last, &mut before)).await?;
        Ok(Activity {
            location: location.clone(),
            counted_on: day,
            last_session: held.last().map(|session| session.local_start.date()),
            next_session: ahead.first().map(|session| session.local_start.date()),
            members: members.members,
            informed: self.informed(store, location).await?,
            hosts: self.hosts.get(location).copied().unwrap_or_default(),
            with_need: members.with_need,
            last,
            before,
            dormant_since: None,
        })
    }

    /// Members whom the latest digest reached that was sent.
    async fn informed(&self, store: &Store, location: &LocationId) -> Result<u32, TableError> {
        let latest =
            self.digests.iter().find(|issue| matches!(issue, Issue::Digest { location: of, .. } if of == location));
        let Some(issue) = latest else { return Ok(0) };
        Ok(store.monthly().sending(issue).await?.map_or(0, |read| read.value.members))
    }
}

/// Answers by place to surveys that ran in the last quarter, and in the one before.
async fn answers(store: &Store, day: NaiveDate) -> Result<BTreeMap<LocationId, (u32, u32)>, TableError> {
    let (last, before) = counted_from(day);
    let mut counts: BTreeMap<LocationId, (u32, u32)> = BTreeMap::new();
    let mut add = |figures: Figures, is_last: bool| {
        let Some(location) = figures.survey.target.location else { return };
        let n = u32::try_from(figures.live.map_or(0, |live| live.value.n)).unwrap_or(u32::MAX);
        let (now, then) = counts.entry(location).or_default();
        let count = if is_last { now } else { then };
        *count = count.saturating_add(n);
    };
    for wave in store.waves().all().await?.into_iter().filter(|wave| before <= wave.closes && wave.opens <= day) {
        for figures in store.waves().figures(&wave.id).await? {
            add(figures, last <= wave.closes);
        }
    }
    let (surveys, _) = store.surveys().list(None, SURVEYS).await?;
    let ran: Vec<Survey> = surveys.into_iter().filter(|one| before <= one.closes && one.opens <= day).collect();
    for some in ran.chunks(SURVEYS_AT_ONCE) {
        for figures in store.surveys().figures_of(some).await? {
            let closes = figures.survey.closes;
            add(figures, last <= closes);
        }
    }
    Ok(counts)
}

/// Needs stated at a place in the last quarter, and in the one before.
async fn needs(store: &Store, location: &LocationId, day: NaiveDate) -> Result<(u32, u32), TableError> {
    let (last, before) = counted_from(day);
    let filter = NeedFilter { location: Some(location.clone()), status: None };
    let (mut counts, mut from) = ((0, 0), None);
    loop {
        let page = store.needs().list(&filter, from, NEEDS_AT_ONCE).await?;
        for entry in &page.items {
            match entry.created_at.day_in(BRUSSELS) {
                stated if last <= stated => counts.0 += 1,
                stated if before <= stated => counts.1 += 1,
                _ => return Ok(counts),
            }
        }
        match page.next {
            Some(next) => from = Some(next),
            None => return Ok(counts),
        }
    }
}

/// The sessions of a place from half a year ago to a quarter ahead that take
/// place, in order of time.
async fn sessions(
    store: &Store,
    catalogue: &Catalogue,
    location: &LocationId,
    day: NaiveDate,
) -> Result<Vec<Session>, TableError> {
    let (_, first) = counted_from(day);
    let to = day.checked_add_days(chrono::Days::new(AHEAD)).unwrap_or(day);
    let series = store.permanences().list(&PermanenceList::Location(location.clone()), first).await?;
    let mut found: Vec<Session> = series
        .iter()
        .flat_map(|one| expand_long(one, (first, to), Drafts::Hidden, catalogue))
        .filter(|session| session.status == SessionStatus::Scheduled)
        .collect();
    found.sort_by_key(|session: &Session| -> Instant { session.start });
    Ok(found)
}

/// Adds the sessions that took place, and the appointments in them.
async fn count_sessions(
    store: &Store,
    held: &[&Session],
    day: NaiveDate,
    (last, before): (&mut Counts, &mut Counts),
) -> Result<(), TableError> {
    let (since, _) = counted_from(day);
    let ids: Vec<SessionId> = held.iter().map(|session| session.id.clone()).collect();
    let taken = if ids.is_empty() { Vec::new() } else { store.bookings().taken(&ids).await? };
    for (session, taken) in held.iter().zip(taken) {
        let counts = if since <= session.local_start.date() { &mut *last } else { &mut *before };
        counts.sessions += 1;
        counts.booked += taken.besides(&[], NaiveDateTime::MIN);
    }
    Ok(())
}
