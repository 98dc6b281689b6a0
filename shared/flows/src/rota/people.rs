//! Who can come, and when.

use std::collections::BTreeSet;

use chrono::{NaiveDate, TimeDelta};
use domain::Instant;
use domain::adviser::{Adviser, BusyTime, HalfDay};
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::holidays::StaffDays;
use domain::local_time::to_instant;
use domain::rota::Team;
use domain::working_days::closure_on;
use rota_planner::{Cell, VisitWindow};

use super::sessions::Sessions;
use super::span::Span;

/// The advisers whose agency works when the weeks begin, in id order.
pub(super) fn advisers(
    catalogue: &Catalogue,
    team: &Team,
    sessions: &Sessions,
    windows: &[VisitWindow],
) -> Vec<rota_planner::Adviser> {
    let span = sessions.span;
    let of = |adviser: &Adviser| {
        let agency = catalogue.acting(&adviser.agency, span.from())?.id.clone();
        let staff_days = catalogue.days_of(&agency);
        Some(rota_planner::Adviser {
            id: adviser.id.clone(),
            agency,
            languages: adviser.languages.clone(),
            half_days: HalfDay::working().filter(|half_day| adviser.works_on(*half_day)).collect(),
            away: away(adviser, team.busy(&adviser.id), &staff_days, (span, windows)),
            most_a_week: adviser.max_permanences_per_week.unwrap_or(catalogue.working_rules.visits.most_a_week),
            starts_at: catalogue.seat_of(&adviser.agency),
            minutes_more: 0,
            outside: sessions.outside(&adviser.id, windows),
        })
    };
    team.advisers().filter_map(of).collect()
}

fn away(
    adviser: &Adviser,
    busy: &[BusyTime],
    staff_days: &StaffDays,
    (span, windows): (Span, &[VisitWindow]),
) -> BTreeSet<Cell> {
    let is_busy = |day: NaiveDate, window: &VisitWindow| {
        let start: Instant = to_instant(day.and_time(window.start), BRUSSELS);
        let end = start.plus(TimeDelta::minutes(i64::from(window.minutes)));
        busy.iter().any(|time| time.start < end && start < time.end)
    };
    let mut away = BTreeSet::new();
    for day in span.days() {
        let off = adviser.is_away_on(day) || closure_on(day, staff_days).is_some();
        for (at, window) in (0..).zip(windows) {
            if off || is_busy(day, window) {
                away.insert(Cell { day, window: at });
            }
        }
    }
    away
}
