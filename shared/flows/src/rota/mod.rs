//! What the rota is planned from, gathered: who can come, which places there
//! are, what stands, and what is needed where. It reads lists in proportion to
//! a quarter of the programme's work: for a plan, never for a page.

mod demand;
mod past;
mod people;
mod places;
mod sessions;
mod span;

use domain::catalogue::Catalogue;
use domain::ids::PermanenceId;
use rota_planner::{Problem, VisitRule, VisitWindow, Weights};
use store::{Store, TableError};

use sessions::Sessions;
pub(crate) use sessions::window_of;
pub use span::Span;

/// Parties are served in time in the week in which their need arose or in the
/// next.
const SERVED_WITHIN_WEEKS: u32 = 1;

/// The problem of some weeks as things stand now, without anything that people
/// ruled and with the usual weights. `kept` are series that stay as they are.
///
/// Reads the advisers (a query and a get for fifty), all presences (one query),
/// how full the sessions of a quarter past and of all up to the end of the
/// weeks are (a get for a hundred), open referrals and those of a quarter past,
/// open proposals, members by place, and the figures of two quarters (a query
/// each).
pub async fn gather(
    store: &Store,
    catalogue: &Catalogue,
    span: Span,
    kept: &(dyn Fn(&PermanenceId) -> bool + Sync),
) -> Result<Problem, TableError> {
    let visits = &catalogue.working_rules.visits;
    let windows: Vec<VisitWindow> = visits.windows.iter().map(|(from, to)| window(*from, *to)).collect();
    let team = store.advisers().team(None).await?;
    let sessions = Sessions::load(store, catalogue, span).await?;
    let past = past::load(store, catalogue, &sessions).await?;
    let longest = windows.iter().map(|window| window.minutes).max().unwrap_or_default();
    let places = places::places(catalogue, &sessions, &windows);
    // Members of a place that closed may still have proposals there: nobody can come.
    let mut demand = demand::of(store, catalogue, &sessions, &past).await?;
    demand.retain(|line| places.iter().any(|place| place.id == line.place));
    let advisers = people::advisers(catalogue, &team, &sessions, &windows);
    Ok(Problem {
        from: span.from(),
        weeks: span.weeks(),
        visit: VisitRule {
            parties: visits.parties_in(longest),
            agencies_most: visits.agencies_most,
            lunch_minutes: visits.lunch_minutes,
            week_minutes_most: visits.week_hours_most * 60,
            served_within_weeks: SERVED_WITHIN_WEEKS,
            travel: catalogue.working_rules.travel,
        },
        steps: Problem::usual_steps(advisers.len()),
        advisers,
        places,
        pauses: span.days().filter(|day| visits.pause_on(*day)).collect(),
        demand,
        standing: sessions.standing(&windows, kept),
        rulings: Vec::new(),
        weights: Weights::default(),
        seed: 1,
        start: Vec::new(),
        windows,
    })
}

fn window(from: chrono::NaiveTime, to: chrono::NaiveTime) -> VisitWindow {
    VisitWindow { start: from, minutes: u32::try_from((to - from).num_minutes()).unwrap_or_default() }
}
