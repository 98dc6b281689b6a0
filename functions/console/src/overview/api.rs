//! The day at a glance, for programs.

use axum::Json;
use chrono::NaiveDate;
use domain::Instant;
use domain::referral::ReferralStatus;
use serde::Serialize;
use utoipa::ToSchema;
use web::{Desk, Problem};

use super::{Day, Satisfaction, count_of, holidays_this_quarter};

/// A count of what was read.
#[derive(Debug, Serialize, ToSchema)]
struct CountView {
    /// How many.
    n: usize,
    /// Whether there are more than were counted.
    more: bool,
}

/// Satisfied ones among those who answered.
#[derive(Debug, Serialize, ToSchema)]
struct SatisfactionView {
    /// The survey.
    survey: String,
    /// Answers; null under five.
    n: Option<u64>,
    /// Share of 4 and 5; null under five answers.
    value: Option<f64>,
    /// Lower 95 % bound.
    low: Option<f64>,
    /// Upper 95 % bound.
    high: Option<f64>,
}

/// The day at a glance, as far as the caller may see it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Overview)]
pub(super) struct OverviewView {
    /// The day in Brussels.
    #[schema(value_type = String, format = Date)]
    date: NaiveDate,
    /// Sessions of today that are not over.
    sessions_to_come: usize,
    /// The week that the sessions and places are about: the current one, or the
    /// next once its working days are over.
    #[schema(example = "2026-W48")]
    week: String,
    /// Sessions from Monday to Sunday of that week.
    sessions_this_week: usize,
    /// Sessions to come at which nobody is; for the coordinator.
    sessions_unattended: usize,
    /// Appointments in these.
    appointments_unattended: u32,
    /// Public holidays from Monday to Friday in this quarter.
    holidays_this_quarter: usize,
    /// Needs that wait for the coordinator.
    to_triage: CountView,
    /// Since when the oldest of them waits.
    #[schema(value_type = Option<String>, format = DateTime)]
    to_triage_since: Option<Instant>,
    /// Referrals whose answer is overdue.
    late_referrals: CountView,
    /// Referrals of open needs whose mail was refused.
    undeliverable_referrals: CountView,
    /// Other mails given up that still matter.
    dead_deliveries: CountView,
    /// Places that should be visited every week, one building counted once.
    places_to_visit: usize,
    /// Those without a session in that week.
    places_without_permanence: Vec<String>,
    /// Of the newest running survey; null without one, and for others than
    /// the coordinator.
    satisfaction: Option<SatisfactionView>,
}

impl OverviewView {
    fn of(day: &Day) -> Self {
        let undeliverable = day.referrals.items.iter().filter(|entry| entry.status == ReferralStatus::Undeliverable);
        let gaps = day.shown.gaps().filter_map(|stop| stop.locations.first());
        let waiting = day.needs.items.iter().filter(|entry| entry.status == domain::need::NeedStatus::ToTriage);
        Self {
            date: day.today,
            sessions_to_come: day.to_come(),
            week: day.shown.monday.format("%G-W%V").to_string(),
            sessions_this_week: day.shown.sessions().count(),
            sessions_unattended: day.unattended.0,
            appointments_unattended: day.unattended.1,
            holidays_this_quarter: holidays_this_quarter(day.today),
            to_triage: CountView { n: count_of(day, domain::need::NeedStatus::ToTriage), more: day.needs.more },
            to_triage_since: waiting.map(|entry| entry.changed_at).min().filter(|_| !day.needs.more),
            late_referrals: CountView { n: day.late().len(), more: day.referrals.more },
            undeliverable_referrals: CountView { n: undeliverable.count(), more: day.referrals.more },
            dead_deliveries: CountView { n: day.dead.items.len(), more: day.dead.more },
            places_to_visit: day.shown.to_visit(),
            places_without_permanence: gaps.map(ToString::to_string).collect(),
            satisfaction: day.satisfaction.as_ref().map(SatisfactionView::of),
        }
    }
}

impl SatisfactionView {
    fn of(satisfaction: &Satisfaction) -> Self {
        let Satisfaction { survey, n, share } = satisfaction;
        Self {
            survey: survey.id.to_string(),
            n: *n,
            value: share.map(|share| share.value),
            low: share.map(|share| share.low),
            high: share.map(|share| share.high),
        }
    }
}

/// What waits, who is where this week, how satisfied people are: what the
/// caller may see of it. Reads as many rows as the page does.
#[utoipa::path(get, path = "/v1/overview", tag = "overview", responses((status = 200, body = OverviewView)))]
pub(super) async fn read(desk: Desk) -> Result<Json<OverviewView>, Problem> {
    let day = Day::load(desk.store(), desk.staff.scope()).await?;
    Ok(Json(OverviewView::of(&day)))
}
