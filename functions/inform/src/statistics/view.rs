//! What the public sees, as one value that page and API show. What is about
//! people stands in whole steps of five, rounded down; shares are worked out
//! from these steps, so that they tell no more than the counts beside them.
//!
//! The last that were worked out are shown again for five minutes of the product's
//! clock: everybody may ask for them, and satisfaction takes some reads for each
//! wave of five quarters.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use chrono::{NaiveDate, TimeDelta};
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::figures::{
    BookingCount, Counter, Counts, NeedCount, Quarter, ReferralCount, STEP, in_steps, quantile, together,
    total_in_steps,
};
use domain::statistics::SMALLEST_CELL;
use domain::{Instant, Text};
use serde::Serialize;
use store::{Store, TableError};
use utoipa::ToSchema;
use web::{Context, Problem};

use crate::satisfaction::{Satisfaction, Sight, satisfaction};

/// Live statistics of the quarter that runs.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct Statistics {
    /// The day of these figures.
    #[schema(value_type = String, format = Date)]
    pub(super) day: NaiveDate,
    /// The quarter that they are of.
    #[schema(value_type = String, example = "2026-Q4")]
    pub(super) quarter: Quarter,
    /// What the directory holds today.
    pub(super) directory: DirectoryFigures,
    /// Needs stated in the quarter, in steps of five.
    pub(super) needs: NeedFigures,
    /// Referrals made in the quarter, in steps of five.
    pub(super) referrals: ReferralFigures,
    /// Appointments in the quarter, in steps of five.
    pub(super) bookings: BookingFigures,
    /// What people said; a group under five is hidden with what would tell it.
    pub(super) satisfaction: Satisfaction,
}

/// What the directory holds on a day.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub(super) struct DirectoryFigures {
    /// Agencies that exist.
    pub(super) agencies: usize,
    /// Services that somebody offers.
    pub(super) services: usize,
    /// Places that are open.
    pub(super) places: usize,
}

/// Needs, in steps of five.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct NeedFigures {
    /// At least so many.
    pub(super) at_least: u64,
    /// By kind, those of five or more, the most frequent first. A kind that is
    /// not named has fewer than five, or none, or is never told to a place.
    pub(super) by_kind: Vec<KindFigure>,
}

/// Needs of a kind.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct KindFigure {
    /// The kind.
    pub(super) id: String,
    /// Its name.
    pub(super) label: Text,
    /// At least so many.
    pub(super) at_least: u64,
}

/// Referrals, in steps of five.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub(super) struct ReferralFigures {
    /// At least so many.
    pub(super) at_least: u64,
    /// Share whose loop is closed, from the middle of both steps; null under five.
    pub(super) closed_share: Option<f64>,
    /// Working days to the first answer: as many or fewer for half of them; null
    /// under five.
    pub(super) days_half: Option<u32>,
}

/// Appointments, in steps of five.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub(super) struct BookingFigures {
    /// At least so many.
    pub(super) at_least: u64,
    /// Share of no-shows, from the middle of both steps; null under five.
    pub(super) no_show: Option<f64>,
}

impl DirectoryFigures {
    fn of(catalogue: &Catalogue, day: NaiveDate) -> Self {
        Self {
            agencies: catalogue.agencies_on(day).count(),
            services: catalogue.services.values().filter(|one| catalogue.provider(one, day).is_some()).count(),
            places: catalogue.locations_on(day).count(),
        }
    }
}

/// The figures of a day. One read, a query, and what [`satisfaction`] says.
pub(super) async fn gather(store: &Store, catalogue: &Catalogue, day: NaiveDate) -> Result<Statistics, TableError> {
    let quarter = Quarter::of(day);
    let all = together(store.figures().of_quarter(quarter).await?.values());
    Ok(Statistics {
        day,
        quarter,
        directory: DirectoryFigures::of(catalogue, day),
        needs: needs(catalogue, &all),
        referrals: referrals(&all),
        bookings: bookings(&all),
        satisfaction: satisfaction(store, catalogue, quarter, Sight::Told).await?,
    })
}

fn needs(catalogue: &Catalogue, all: &Counts) -> NeedFigures {
    let n = |counter| domain::figures::count(all, &counter);
    // What no place is told of stands in no public count.
    let told = catalogue.need_types.iter().filter(|kind| !kind.confidential);
    let kinds: Vec<(&domain::need_type::NeedType, u64)> =
        told.map(|kind| (kind, n(Counter::Kind(kind.id.clone())))).collect();
    let cells: Vec<u64> = kinds.iter().map(|(_, n)| *n).collect();
    let shown = kinds.into_iter().filter(|(_, n)| *n >= SMALLEST_CELL);
    let mut by_kind: Vec<KindFigure> = shown
        .map(|(kind, n)| KindFigure { id: kind.id.to_string(), label: kind.label.clone(), at_least: in_steps(n) })
        .collect();
    by_kind.sort_by(|a, b| b.at_least.cmp(&a.at_least).then_with(|| a.id.cmp(&b.id)));
    NeedFigures { at_least: total_in_steps(n(Counter::Needs(NeedCount::Stated)), &cells), by_kind }
}

/// A share of two counts of which only the steps are told: from the middle of
/// each, so that it leans to neither side. `None` where either is under five.
fn share(part: u64, n: u64) -> Option<f64> {
    let middle = |n: u64| (in_steps(n) + STEP / 2) as f64;
    let is_told = part >= SMALLEST_CELL && n >= SMALLEST_CELL;
    is_told.then(|| (middle(part) / middle(n)).min(1.0))
}

fn sum(all: &Counts, of: impl Fn(&Counter) -> bool) -> u64 {
    all.iter().filter(|(counter, _)| of(counter)).map(|(_, n)| n).sum()
}

fn referrals(all: &Counts) -> ReferralFigures {
    let n = |which| sum(all, |counter| matches!(counter, Counter::Referrals(of, _) if *of == which));
    let asked = n(ReferralCount::Asked).saturating_sub(n(ReferralCount::Withdrawn));
    let mut days: BTreeMap<u32, u64> = BTreeMap::new();
    for (counter, n) in all {
        if let Counter::FirstAnswer(after, _) = counter {
            *days.entry(*after).or_default() += n;
        }
    }
    let enough = days.values().sum::<u64>() >= SMALLEST_CELL;
    ReferralFigures {
        at_least: in_steps(asked),
        closed_share: share(n(ReferralCount::Closed), asked),
        days_half: quantile(&days, 0.5).filter(|_| enough),
    }
}

fn bookings(all: &Counts) -> BookingFigures {
    let n = |which| sum(all, |counter| matches!(counter, Counter::Bookings(of, _) if *of == which));
    let (attended, missed) = (n(BookingCount::Attended), n(BookingCount::Missed));
    BookingFigures { at_least: in_steps(n(BookingCount::Booked)), no_show: share(missed, attended + missed) }
}

/// For so long they are shown again.
const KEPT: TimeDelta = TimeDelta::minutes(5);

/// What was worked out, and when.
type Kept = Option<(Instant, Arc<Statistics>)>;

/// The last that were worked out.
#[derive(Debug, Clone, Default)]
pub(super) struct Recent(Arc<Mutex<Kept>>);

impl Recent {
    /// The statistics of now, or of some minutes ago on the same day.
    pub(super) async fn find(&self, context: &Context) -> Result<Arc<Statistics>, Problem> {
        let now = context.store.now();
        if let Some(found) = self.known(now) {
            return Ok(found);
        }
        let catalogue = context.store.catalogue().load().await?;
        let found = Arc::new(gather(&context.store, &catalogue, now.day_in(BRUSSELS)).await?);
        if let Ok(mut kept) = self.0.lock() {
            *kept = Some((now, Arc::clone(&found)));
        }
        Ok(found)
    }

    fn known(&self, now: Instant) -> Option<Arc<Statistics>> {
        let kept = self.0.lock().ok()?;
        let (at, found) = kept.as_ref()?;
        let holds = *at <= now && now < at.plus(KEPT) && found.day == now.day_in(BRUSSELS);
        holds.then(|| Arc::clone(found))
    }
}
