//! What a digest tells by itself, and how the digests of a month prepare
//! themselves.

use std::collections::BTreeMap;

use chrono::Days;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::ids::{LocationId, NeedTypeId, ServiceId};
use domain::inform::{Contents, Digest, DigestSession, MAX_SESSIONS, Month, Outcome, fitting_services};
use domain::local_time;
use domain::permanence::Permanence;
use domain::sessions::{Session, Window};
use store::keys::PermanenceList;
use store::repos::members::MemberFilter;
use store::repos::suggestions::ToldAt;
use store::{Store, TableError, Transaction};

use crate::bookings::next_sessions;

/// Days beyond the end of the month for which sessions are told: whoever reads
/// late still finds one.
const BEYOND: u64 = 7;
/// Days from the first of the month within which the next sessions are told where
/// the month has none: as far as a window reaches.
const AT_MOST_BEYOND: u64 = 92;
/// Suggestions that a digest tells at most.
const SUGGESTIONS: usize = 3;
/// Months back in which something became of them.
const MONTHS_BACK: u32 = 1;
/// Members read at a time.
const MEMBERS_AT_ONCE: usize = 200;

/// What the digest of a place tells now; `services` are those counted when it was
/// prepared. Three reads, one more where there are suggestions, one where
/// advisers are named, and one where the month has no session.
pub async fn contents(
    store: &Store,
    catalogue: &Catalogue,
    (location, month): (&LocationId, Month),
    services: Vec<ServiceId>,
) -> Result<Contents, TableError> {
    let common = store.monthly().common(month).await?.map(|read| read.value).unwrap_or_default();
    let since = month.before(MONTHS_BACK).first();
    let told = store.suggestions().told(ToldAt::Place(location), SUGGESTIONS).await?;
    let suggestions = told
        .into_iter()
        .filter(|one| since <= one.changed_at.day_in(BRUSSELS))
        .filter_map(|one| Some(Outcome { text: one.text, state: one.state, answer: one.answer? }))
        .collect();
    Ok(Contents { sessions: sessions(store, catalogue, (location, month)).await?, services, suggestions, common })
}

/// The next sessions there up to a week beyond the month; where there is none, those
/// that come later.
async fn sessions(
    store: &Store,
    catalogue: &Catalogue,
    (location, month): (&LocationId, Month),
) -> Result<Vec<DigestSession>, TableError> {
    let from = store.now().day_in(BRUSSELS).max(month.first());
    let there = [PermanenceList::Location(location.clone())];
    let mut found = Vec::new();
    for (first, days) in [(month.next().first(), BEYOND), (month.first(), AT_MOST_BEYOND)] {
        let window = first.checked_add_days(Days::new(days)).and_then(|to| Window::new(from, to).ok());
        if let Some(window) = window.filter(|_| found.is_empty()) {
            found = next_sessions(store, catalogue, &there, window, MAX_SESSIONS).await?;
        }
    }
    let told = |(session, _): (Session, Permanence)| DigestSession {
        local_end: local_time::to_local(session.end, session.timezone),
        session: session.id,
        agency: session.agency,
        start: session.start,
        local_start: session.local_start,
    };
    Ok(found.into_iter().map(told).collect())
}

/// Kinds of need for which members of a place have an open proposal, with how
/// many of them. A query for 200 members: work of the dispatcher, not of a page.
async fn shared(store: &Store, location: &LocationId) -> Result<BTreeMap<NeedTypeId, u32>, TableError> {
    let today = store.now().day_in(BRUSSELS);
    let filter = MemberFilter { location: Some(location.clone()), ..MemberFilter::default() };
    let (mut shared, mut after) = (BTreeMap::new(), None);
    loop {
        let (entries, next) = store.members().list(&filter, after, MEMBERS_AT_ONCE).await?;
        for entry in entries.into_iter().filter(|entry| entry.until.is_none_or(|until| today <= until)) {
            for kind in entry.proposals {
                *shared.entry(kind).or_default() += 1;
            }
        }
        match next {
            Some(next) => after = Some(next),
            None => return Ok(shared),
        }
    }
}

/// Prepares the digests of a month that do not stand yet, `at_most` of them, and
/// answers whether all stand. One query; for each place what [`contents`] reads,
/// a query for 200 members, one commit. Twice it makes nothing twice.
pub async fn prepare(store: &Store, month: Month, at_most: usize) -> Result<bool, TableError> {
    let catalogue = store.catalogue().load().await?;
    let day = store.now().day_in(BRUSSELS);
    let standing = store.monthly().of_month(month).await?;
    let missing: Vec<LocationId> = catalogue
        .locations_on(day)
        .map(|place| place.id.clone())
        .filter(|id| !standing.iter().any(|digest| &digest.value.location == id))
        .collect();
    for location in missing.iter().take(at_most) {
        let services = fitting_services(&catalogue, &shared(store, location).await?, day);
        let contents = contents(store, &catalogue, (location, month), services).await?;
        let digest = Digest::new(location.clone(), month, contents, store.now());
        let mut tx = Transaction::new();
        store.monthly().save_digest(&mut tx, &digest, None);
        // Another program was faster, or the coordinator opened it.
        TableError::unless_conflict(store.commit(tx).await)?;
    }
    Ok(missing.len() <= at_most)
}
