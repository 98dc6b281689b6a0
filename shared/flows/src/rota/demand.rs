//! What is needed of whom, where, in each week.

use std::collections::{BTreeMap, BTreeSet};

use domain::catalogue::Catalogue;
use domain::condition::Facts;
use domain::figures::{BookingCount, Counter, Quarter};
use domain::ids::{AgencyId, LocationId};
use domain::member::ProposalStatus;
use domain::need_type::Role;
use domain::referral::ReferralStatus;
use domain::route::candidates;
use rota_planner::Demand;
use rota_planner::forecast::{Method, Past, forecast};
use store::repos::needs::ReferralFilter;
use store::{Store, TableError};

use super::past::acting;
use super::sessions::Sessions;

/// Rows of a list that are read at once.
const PAGE: usize = 500;
/// A member is asked about proposals once a month at most, so what comes of
/// them is spread over so many weeks.
const PROPOSALS_OVER_WEEKS: u32 = 4;
/// Answers to proposals of each kind that tell how often the answer is yes.
const ANSWERS: usize = 200;
/// Nobody is expected to come back for more than half of the slots that were
/// missed.
const MOST_MISSED: f64 = 0.5;

type Pair = (LocationId, AgencyId);

/// A line for each place, agency and week of which anything speaks:
///
/// - what the past lets expect ([`forecast`]), or the seats that are taken
///   already where that is more;
/// - in the first week, open needs that no seat is taken for yet and that the
///   seats which are free before the weeks begin do not serve, or who waits for
///   a seat where that is more;
/// - over the first weeks, proposals by how sure they are and how often
///   members say yes;
/// - all of it raised by the share of appointments that are missed at the
///   place, as whoever misses one needs another.
pub(super) async fn of(
    store: &Store,
    catalogue: &Catalogue,
    sessions: &Sessions,
    past: &Past,
) -> Result<Vec<Demand>, TableError> {
    let expected = forecast(past, Method::default());
    let backlog = backlog(sessions, &open(store, catalogue, sessions).await?);
    let proposed = proposed(store, catalogue, sessions).await?;
    let missed = missed(store, sessions).await?;
    let mut booked: BTreeMap<(&LocationId, &AgencyId, u32), u32> = BTreeMap::new();
    for one in &sessions.held {
        if let Some(week) = sessions.span.week_of(one.day) {
            *booked.entry((&one.place, &one.agency, week)).or_default() += one.taken;
        }
    }
    let mut pairs: Vec<&Pair> = expected.keys().chain(backlog.keys()).chain(proposed.keys()).collect();
    let seated: Vec<Pair> = booked.keys().map(|(place, agency, _)| ((*place).clone(), (*agency).clone())).collect();
    pairs.extend(&seated);
    pairs.sort_unstable();
    pairs.dedup();
    let mut lines = Vec::new();
    for pair in pairs {
        let again = 1.0 / (1.0 - missed.get(&pair.0).copied().unwrap_or_default());
        for week in 0..sessions.span.weeks() {
            let booked = booked.get(&(&pair.0, &pair.1, week)).copied().unwrap_or_default();
            let known = booked + if week == 0 { backlog.get(pair).copied().unwrap_or_default() } else { 0 };
            let usual = expected.get(pair).copied().unwrap_or_default();
            let asked = if week < PROPOSALS_OVER_WEEKS { proposed.get(pair).copied().unwrap_or_default() } else { 0.0 };
            let more = f64::from(known - booked);
            let parties = (usual.max(f64::from(booked)) + more + asked) * again;
            if parties > 0.0 {
                let (place, agency) = pair.clone();
                lines.push(Demand { place, agency, week, parties, known });
            }
        }
    }
    Ok(lines)
}

/// Open referrals by place and agency.
async fn open(store: &Store, catalogue: &Catalogue, sessions: &Sessions) -> Result<BTreeMap<Pair, u32>, TableError> {
    let mut found: BTreeMap<Pair, u32> = BTreeMap::new();
    for status in [ReferralStatus::Queued, ReferralStatus::Sent, ReferralStatus::Accepted] {
        let filter = ReferralFilter { status: Some(status), ..ReferralFilter::default() };
        let mut from = None;
        loop {
            let page = store.needs().list_referrals(&filter, from, PAGE).await?;
            for referral in page.items {
                let agency = acting(catalogue, &referral.agency, sessions).clone();
                *found.entry((referral.location, agency)).or_default() += 1;
            }
            from = page.next;
            if from.is_none() {
                break;
            }
        }
    }
    Ok(found)
}

/// Of open referrals, or of who waits where that is more, those that no seat
/// is there for.
fn backlog(sessions: &Sessions, open: &BTreeMap<Pair, u32>) -> BTreeMap<Pair, u32> {
    let mut seats: BTreeMap<Pair, (u32, u32)> = BTreeMap::new();
    for one in sessions.held.iter().filter(|one| sessions.today <= one.day) {
        let (there, waiting) = seats.entry((one.place.clone(), one.agency.clone())).or_default();
        let is_before = one.day < sessions.span.from();
        *there += if is_before { one.seats.max(one.taken) } else { one.taken };
        *waiting += one.waiting;
    }
    let pairs: BTreeSet<&Pair> = open.keys().chain(seats.keys()).collect();
    let left = |pair: &Pair| {
        let (there, waiting) = seats.get(pair).copied().unwrap_or_default();
        open.get(pair).copied().unwrap_or_default().saturating_sub(there).max(waiting)
    };
    pairs.into_iter().map(|pair| (pair.clone(), left(pair))).filter(|(_, left)| *left > 0).collect()
}

/// Parties a week that proposals let expect, of the agencies that would be
/// asked first.
async fn proposed(
    store: &Store,
    catalogue: &Catalogue,
    sessions: &Sessions,
) -> Result<BTreeMap<Pair, f64>, TableError> {
    let members = store.members();
    let (yes, _) = members.proposals(ProposalStatus::Yes, None, None, ANSWERS).await?;
    let (no, _) = members.proposals(ProposalStatus::Declined, None, None, ANSWERS).await?;
    // Laplace's rule of succession: before anybody has answered, one half.
    let says_yes = (yes.len() as f64 + 1.0) / ((yes.len() + no.len()) as f64 + 2.0);
    let mut found: BTreeMap<Pair, f64> = BTreeMap::new();
    for status in [ProposalStatus::Open, ProposalStatus::Asked] {
        let mut after = None;
        loop {
            let (page, next) = members.proposals(status, None, after, PAGE).await?;
            for entry in page {
                let Some(place) = entry.location else { continue };
                let kinds = std::slice::from_ref(&entry.proposal.need_type);
                let asked = candidates(catalogue, kinds, Some(&place), &Facts::default(), sessions.span.from());
                let share = f64::from(entry.proposal.score) / 100.0 * says_yes / f64::from(PROPOSALS_OVER_WEEKS);
                for one in asked.into_iter().filter(|one| one.role == Role::Lead) {
                    *found.entry((place.clone(), one.agency)).or_default() += share;
                }
            }
            after = next;
            if after.is_none() {
                break;
            }
        }
    }
    Ok(found)
}

/// The share of appointments that were missed, by place, in this quarter and
/// the one before.
async fn missed(store: &Store, sessions: &Sessions) -> Result<BTreeMap<LocationId, f64>, TableError> {
    let mut counts: BTreeMap<LocationId, (u64, u64)> = BTreeMap::new();
    let now = Quarter::of(sessions.today);
    for quarter in [Quarter::of(sessions.past.from()), now] {
        for (place, figures) in store.figures().of_quarter(quarter).await? {
            let (missed, all) = counts.entry(place).or_default();
            for (counter, n) in figures {
                match counter {
                    Counter::Bookings(BookingCount::Missed, _) => (*missed, *all) = (*missed + n, *all + n),
                    Counter::Bookings(BookingCount::Attended, _) => *all += n,
                    _ => {}
                }
            }
        }
    }
    let share = |(missed, all): (u64, u64)| (missed as f64 / all.max(1) as f64).min(MOST_MISSED);
    Ok(counts.into_iter().map(|(place, counted)| (place, share(counted))).collect())
}
