//! What a set of visits is worth, and what it is in figures.

use crate::frame::{Frame, Spot};
use crate::state::State;
use crate::{Coverage, Figures, Load, Part, Problem, Score, Visit};

/// Judges any visits by the problem's weights, whether they keep to the rules or
/// not. Series without a named adviser are there in any case; an adviser who is
/// in two places at once travels to the first of them. Visits of advisers or
/// places that the problem does not know are left out.
pub fn judge(problem: &Problem, visits: &[Visit]) -> (Score, Figures) {
    let frame = Frame::of(problem);
    let state = of_visits(&frame, visits);
    (score(&state), figures(&state))
}

/// The state of any visits.
pub(crate) fn of_visits<'f, 'p>(frame: &'f Frame<'p>, visits: &[Visit]) -> State<'f, 'p> {
    let mut state = State::bare(frame);
    let mut spots: Vec<Spot> = visits.iter().filter_map(|visit| numbered(frame, visit)).collect();
    spots.sort_unstable_by_key(|spot| (spot.cell, spot.place, spot.adviser));
    for spot in spots {
        if state.place_of(spot.adviser, spot.cell).is_none() {
            state.shift(spot, true);
        } else {
            state.add_beside(spot);
        }
    }
    state
}

pub(crate) fn numbered(frame: &Frame<'_>, visit: &Visit) -> Option<Spot> {
    let adviser = frame.problem.advisers.binary_search_by(|one| one.id.cmp(&visit.adviser)).ok()?;
    let place = frame.problem.places.binary_search_by(|one| one.id.cmp(&visit.place)).ok()?;
    Some(Spot { adviser, place, cell: frame.grid.number(visit.cell)? })
}

pub(crate) fn score(state: &State<'_, '_>) -> Score {
    let parts = Part::ALL.into_iter().map(|part| (part, tidy(state.parts[part as usize]))).collect();
    Score { total: tidy(state.total()), parts }
}

/// A sum of many small steps without the dust of adding them.
pub(crate) fn tidy(points: f64) -> f64 {
    (points * 1e6).round() / 1e6 + 0.0
}

pub(crate) fn figures(state: &State<'_, '_>) -> Figures {
    let frame = state.frame;
    let sum = |is: &dyn Fn(usize) -> bool| {
        u32::try_from((0..state.visits.len()).filter(|at| state.visits[*at] > 0 && is(*at)).count()).unwrap_or(u32::MAX)
    };
    let spots = state.spots();
    let new = spots.iter().filter(|spot| !frame.is_today[frame.spot(**spot)]).count();
    let gone = frame
        .today
        .iter()
        .filter(|((agency, place, cell), _)| state.of_agency[frame.agency_cell(*agency, *place, *cell)] == 0);
    let gone: Vec<u32> = gone.map(|(_, booked)| *booked).collect();
    let demand: f64 = frame.chains.iter().flat_map(|chain| &chain.parties).sum();
    Figures {
        demand: tidy(demand),
        served: tidy(state.chain_served.iter().sum()),
        aims: count(frame.aims.len()),
        aims_met: count(state.aim_visits.iter().filter(|visits| **visits > 0).count()),
        visits: sum(&|_| true),
        both_languages: sum(&|at| state.speaks_both(at)),
        joint: sum(&|at| state.agencies[at] > 1),
        travel_minutes: travel(state),
        new_sessions: count(new),
        gone_sessions: count(gone.len()),
        displaced: gone.iter().sum(),
        coverage: coverage(state),
        load: load(state),
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn travel(state: &State<'_, '_>) -> u32 {
    let grid = &state.frame.grid;
    let days = (0..grid.cells()).step_by(grid.windows.len());
    days.flat_map(|cell| (0..state.loads.len()).map(move |adviser| (adviser, cell)))
        .map(|(adviser, cell)| state.day_minutes(adviser, cell))
        .sum()
}

fn coverage(state: &State<'_, '_>) -> Vec<Coverage> {
    let frame = state.frame;
    let weeks = frame.grid.weeks;
    let mut coverage = Vec::with_capacity(frame.places * weeks);
    let served: Vec<_> = (0..frame.chains.len())
        .map(|chain| {
            let visits = &state.chain_visits[chain * weeks..(chain + 1) * weeks];
            frame.serving.by_week(&frame.chains[chain], visits)
        })
        .collect();
    for (place, one) in frame.problem.places.iter().enumerate() {
        let chains: Vec<usize> =
            (0..frame.agencies.len()).filter_map(|agency| frame.chain_at[frame.at(agency, place)]).collect();
        for week in 0..weeks {
            let cells = week * frame.grid.slots()..(week + 1) * frame.grid.slots();
            let comes =
                |agency: &usize| cells.clone().any(|cell| state.of_agency[frame.agency_cell(*agency, place, cell)] > 0);
            let agencies = (0..frame.agencies.len()).filter(comes);
            coverage.push(Coverage {
                place: one.id.clone(),
                week: count(week),
                agencies: agencies.map(|agency| frame.agencies[agency].clone()).collect(),
                demand: tidy(chains.iter().map(|chain| frame.chains[*chain].parties[week]).sum()),
                served: tidy(chains.iter().filter_map(|chain| served[*chain].get(week)).sum()),
            });
        }
    }
    coverage
}

fn load(state: &State<'_, '_>) -> Vec<Load> {
    let frame = state.frame;
    let of = |(number, visits): (usize, &u32)| Load {
        adviser: frame.problem.advisers[number].id.clone(),
        agency: frame.problem.advisers[number].agency.clone(),
        visits: *visits,
        most: whole(frame.advisers[number].most),
    };
    state.loads.iter().enumerate().map(of).collect()
}

fn whole(number: f64) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of visits")]
    let whole = number.clamp(0.0, f64::from(u32::MAX)) as u32;
    whole
}
