//! The quarter's figures, read where each is kept: what is counted of needs,
//! referrals and appointments from the rows that the dispatcher keeps, presences
//! from the series of the rota, satisfaction from the tallies of waves.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveTime};
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::figures::{
    BookingCount, Counter, Counts, NeedCount, PresenceCounts, Quarter, QuarterFigures, ReferralCount, count, presences,
    quantile, together,
};
use domain::ids::{AgencyId, LocationId};
use domain::local_time::to_instant;
use domain::permanence::Permanence;
use domain::rota::Planned;
use domain::sessions::{Drafts, Session, expand_long};
use domain::statistics::Share;
use domain::suggestion::{Suggestion, SuggestionState};
use domain::{Instant, Language};
use store::keys::PermanenceList;
use store::{Store, TableError};

use super::cost::dollars_a_month;
use super::view::{
    BookingView, BookingsView, CostView, Count, Definition, MembersView, NeedsView, PresenceView, PresencesView, Reach,
    ReferralView, ReferralsView, Report, SuggestionsView, WorkView,
};
use crate::satisfaction::{Sight, satisfaction};
use crate::word;

/// Minutes that a thing on the coordinator's list takes: docs/measurements.md.
const MINUTES: u64 = 2;
/// Days around a quarter that an aim looks at.
const AROUND: u64 = 28;

/// The report of a quarter. One read and seven queries, one for each thousand
/// presences, and what [`satisfaction`] says.
pub(super) async fn gather(
    store: &Store,
    catalogue: &Catalogue,
    quarter: Quarter,
    language: Language,
) -> Result<Report, TableError> {
    let now = store.now();
    let figures = store.figures().of_quarter(quarter).await?;
    let all = together(figures.values());
    let satisfaction = satisfaction(store, catalogue, quarter, Sight::Live).await?;
    let items = count(&all, &Counter::Items);
    Ok(Report {
        quarter: quarter.to_string(),
        from: quarter.first_day(),
        to: quarter.last_day(),
        day: now.day_in(BRUSSELS),
        presences: presences_of(store, catalogue, quarter, now).await?,
        members: members(store, &figures).await?,
        needs: needs(&figures, &all),
        referrals: referrals(&all),
        bookings: bookings(&all),
        suggestions: suggestions(store, quarter).await?,
        work: WorkView { items, hours: (items * MINUTES) as f64 / 60.0 },
        cost: CostView { dollars: dollars_a_month().map(|month| month * 3.0) },
        definitions: definitions(language, &satisfaction.page),
        satisfaction,
    })
}

async fn presences_of(
    store: &Store,
    catalogue: &Catalogue,
    quarter: Quarter,
    now: Instant,
) -> Result<PresencesView, TableError> {
    let from = quarter.first_day().checked_sub_days(Days::new(AROUND)).unwrap_or(quarter.first_day());
    let to = quarter.end().checked_add_days(Days::new(7)).unwrap_or(quarter.end());
    let permanences = store.permanences().list(&PermanenceList::All, from).await?;
    let sessions: Vec<(Session, &Permanence)> = permanences
        .iter()
        .flat_map(|one| expand_long(one, (from, to), Drafts::Hidden, catalogue).into_iter().map(move |of| (of, one)))
        .collect();
    let planned: Vec<Planned<'_>> = sessions.iter().map(|(session, of)| (session, *of)).collect();
    let found = presences(catalogue, &planned, quarter, now);
    let view = |id: Option<String>, counts: &PresenceCounts| {
        let PresenceCounts { held, cancelled, to_come, aims, met } = *counts;
        PresenceView { id, held, cancelled, to_come, aims, met }
    };
    Ok(PresencesView {
        all: view(None, &found.all),
        by_agency: found.by_agency.iter().map(|(id, counts)| view(Some(id.to_string()), counts)).collect(),
        by_place: found.by_place.iter().map(|(id, counts)| view(Some(id.to_string()), counts)).collect(),
    })
}

async fn members(store: &Store, figures: &QuarterFigures) -> Result<MembersView, TableError> {
    let hosted = store.members().counts().await?;
    let reached = |id: &LocationId| figures.get(id).map_or(0, |counts| count(counts, &Counter::Members));
    let here = |id: &LocationId| hosted.get(id).map_or(0, |counts| u64::from(counts.members));
    let places: BTreeSet<&LocationId> = figures.keys().chain(hosted.keys()).collect();
    let places = places.into_iter().map(|id| Reach { id: id.to_string(), reached: reached(id), hosted: here(id) });
    let by_place: Vec<Reach> = places.filter(|one| one.reached + one.hosted > 0).collect();
    let sum = |of: fn(&Reach) -> u64| by_place.iter().map(of).sum();
    Ok(MembersView { reached: sum(|one| one.reached), hosted: sum(|one| one.hosted), by_place })
}

/// The most frequent first.
fn in_order(mut counts: Vec<Count>) -> Vec<Count> {
    counts.sort_by(|a, b| b.n.cmp(&a.n).then_with(|| a.id.cmp(&b.id)));
    counts
}

fn needs(figures: &QuarterFigures, all: &Counts) -> NeedsView {
    let of = |which| count(all, &Counter::Needs(which));
    let by = |name: fn(&Counter) -> Option<String>| {
        in_order(all.iter().filter_map(|(counter, n)| Some(Count { id: name(counter)?, n: *n })).collect())
    };
    let stated = |counts: &Counts| count(counts, &Counter::Needs(NeedCount::Stated));
    let by_place = figures.iter().map(|(id, counts)| Count { id: id.to_string(), n: stated(counts) });
    NeedsView {
        stated: of(NeedCount::Stated),
        closed: of(NeedCount::Closed),
        helped: of(NeedCount::Helped),
        by_kind: by(|counter| if let Counter::Kind(kind) = counter { Some(kind.to_string()) } else { None }),
        by_programme: by(|counter| if let Counter::Programme(one) = counter { Some(one.clone()) } else { None }),
        by_place: in_order(by_place.filter(|one| one.n > 0).collect()),
    }
}

/// A share of some, with its interval; `None` of none.
pub(crate) fn share_of(part: u64, n: u64) -> Option<Share> {
    (n > 0).then(|| Share::of(part.min(n), n))
}

fn agencies(all: &Counts) -> BTreeSet<AgencyId> {
    let agency = |counter: &Counter| match counter {
        Counter::Referrals(_, agency) | Counter::Bookings(_, agency) => Some(agency.clone()),
        _ => None,
    };
    all.keys().filter_map(agency).collect()
}

/// Of the agencies named, all of which one may be.
pub(crate) fn referrals_of(all: &Counts, of: &BTreeSet<AgencyId>, id: Option<String>) -> ReferralView {
    let sum = |which| of.iter().map(|agency| count(all, &Counter::Referrals(which, agency.clone()))).sum::<u64>();
    let mut days: BTreeMap<u32, u64> = BTreeMap::new();
    for (counter, n) in all {
        if let Counter::FirstAnswer(after, agency) = counter
            && of.contains(agency)
        {
            *days.entry(*after).or_default() += n;
        }
    }
    let (asked, closed, withdrawn) =
        (sum(ReferralCount::Asked), sum(ReferralCount::Closed), sum(ReferralCount::Withdrawn));
    ReferralView {
        id,
        asked,
        answered: sum(ReferralCount::Answered),
        closed,
        open: sum(ReferralCount::Open),
        withdrawn,
        closed_share: share_of(closed, asked.saturating_sub(withdrawn)),
        days_half: quantile(&days, 0.5),
        days_nine_in_ten: quantile(&days, 0.9),
    }
}

fn referrals(all: &Counts) -> ReferralsView {
    let agencies = agencies(all);
    let each = agencies.iter().map(|one| referrals_of(all, &BTreeSet::from([one.clone()]), Some(one.to_string())));
    let by_agency = each.filter(|one| one.asked > 0).collect();
    ReferralsView { all: referrals_of(all, &agencies, None), by_agency }
}

/// Likewise of appointments.
pub(crate) fn bookings_of(all: &Counts, of: &BTreeSet<AgencyId>, id: Option<String>) -> BookingView {
    let sum = |which| of.iter().map(|agency| count(all, &Counter::Bookings(which, agency.clone()))).sum::<u64>();
    let (attended, missed) = (sum(BookingCount::Attended), sum(BookingCount::Missed));
    BookingView {
        id,
        booked: sum(BookingCount::Booked),
        attended,
        missed,
        walk_ins: sum(BookingCount::WalkIn),
        no_show: share_of(missed, attended + missed),
    }
}

fn bookings(all: &Counts) -> BookingsView {
    let agencies = agencies(all);
    let each = agencies.iter().map(|one| bookings_of(all, &BTreeSet::from([one.clone()]), Some(one.to_string())));
    let by_agency = each.filter(|one| one.booked + one.walk_ins > 0).collect();
    BookingsView { all: bookings_of(all, &agencies, None), by_agency }
}

async fn suggestions(store: &Store, quarter: Quarter) -> Result<SuggestionsView, TableError> {
    let midnight = |day: chrono::NaiveDate| to_instant(day.and_time(NaiveTime::MIN), BRUSSELS);
    let within = (midnight(quarter.first_day()), midnight(quarter.end()));
    let mut found: BTreeMap<SuggestionState, Vec<Suggestion>> = BTreeMap::new();
    for state in SuggestionState::ALL {
        found.insert(state, store.suggestions().taken_up(state, within).await?);
    }
    let n = |state| found.get(&state).map_or(0, Vec::len);
    Ok(SuggestionsView {
        taken_up: found.values().map(Vec::len).sum(),
        done: n(SuggestionState::Done),
        planned: n(SuggestionState::Planned),
        refused: n(SuggestionState::No),
        undecided: n(SuggestionState::New),
        told: found.into_values().flatten().filter(Suggestion::is_told).collect(),
    })
}

/// Each part of the report with what it counts and where that stands.
fn definitions(language: Language, waves: &str) -> Vec<Definition> {
    let parts = [
        ("presences", Some("/console/schedule")),
        ("members", Some("/console/members")),
        ("needs", Some("/console/needs")),
        ("referrals", Some("/console/referrals")),
        ("bookings", Some("/console/schedule")),
        ("satisfaction", Some(waves)),
        ("suggestions", Some("/console/survey/suggestions")),
        ("work", Some("/console/work")),
        ("cost", None),
    ];
    let definition = |(of, counts): (&'static str, Option<&str>)| Definition {
        of,
        text: word(language, &format!("report-{of}-counts")),
        counts: counts.map(str::to_owned),
    };
    parts.into_iter().map(definition).collect()
}
