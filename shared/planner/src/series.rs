//! Visits as the rota writes them down: series, and single sessions.

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::PermanenceId;

use crate::frame::Spot;
use crate::grid::Span;
use crate::state::State;
use crate::{Assignment, Change};

/// Visits of one adviser to one place, on one weekday in one window.
#[derive(Debug, Clone)]
pub(crate) struct Series {
    pub(crate) spots: Vec<Spot>,
    pub(crate) span: Span,
    /// The agency for which they come.
    pub(crate) agency: usize,
}

impl Series {
    pub(crate) fn first(&self) -> Spot {
        self.spots[0]
    }
}

/// All visits of a plan as series, in order of the first session, the place and
/// the adviser.
pub(crate) fn gather(state: &State<'_, '_>) -> Vec<Series> {
    let frame = state.frame;
    let mut all = state.spots();
    let beside =
        frame.extras.iter().filter_map(|one| Some(Spot { adviser: one.number?, place: one.place, cell: one.cell }));
    all.extend(beside);
    all.sort_unstable_by_key(|spot| (spot.cell, *spot));
    let mut series: BTreeMap<(usize, usize, usize), Vec<Spot>> = BTreeMap::new();
    for spot in all {
        series.entry((spot.adviser, spot.place, frame.grid.slot(spot.cell))).or_default().push(spot);
    }
    let of = |spots: Vec<Spot>| Series {
        span: frame.span(spots[0]),
        agency: frame.advisers[spots[0].adviser].agency,
        spots,
    };
    let mut series: Vec<Series> = series.into_values().map(of).collect();
    series.sort_unstable_by_key(|one| (one.first().cell, one.first().place, one.first().adviser));
    series
}

/// The series with their names and what changes, without what speaks for them.
pub(crate) fn assignments(state: &State<'_, '_>, series: &[Series]) -> Vec<Assignment> {
    let changes = changes(state, series);
    series.iter().zip(changes).map(|(one, change)| assignment(state, one, change)).collect()
}

/// One series with its name, without what speaks for it.
pub(crate) fn assignment(state: &State<'_, '_>, series: &Series, change: Change) -> Assignment {
    let frame = state.frame;
    let first = series.first();
    let adviser = &frame.problem.advisers[first.adviser];
    let place = frame.problem.places[first.place].id.clone();
    let start = series.span.on(frame.grid.date(first.cell));
    let id = name(&[adviser.id.as_str(), place.as_str(), &start.format("%Y%m%d-%H%M").to_string()]);
    let weeks: Vec<usize> = series.spots.iter().map(|spot| frame.grid.week(spot.cell)).collect();
    let apart = weeks.windows(2).map(|pair| pair[1] - pair[0]).fold(0, common);
    Assignment {
        id,
        adviser: adviser.id.clone(),
        agency: frame.agencies[series.agency].clone(),
        place,
        start,
        duration_minutes: series.span.minutes,
        cells: series.spots.iter().map(|spot| frame.grid.cell(spot.cell)).collect(),
        every_weeks: u32::try_from(apart).ok().filter(|weeks| *weeks > 0),
        change,
        because: Vec::new(),
        worth: 0.0,
        next_best: None,
    }
}

/// Ids with what an id of a page may hold.
fn name(parts: &[&str]) -> String {
    parts.join("-").replace(['_', '.'], "-")
}

fn common(one: usize, other: usize) -> usize {
    if other == 0 { one } else { common(other, one % other) }
}

/// What of today each series goes on with: first those that stay as they are,
/// then those of the same agency at the same place, each once.
fn changes(state: &State<'_, '_>, series: &[Series]) -> Vec<Change> {
    let frame = state.frame;
    let mut used: BTreeSet<PermanenceId> = BTreeSet::new();
    let mut changes: Vec<Option<Change>> = Vec::with_capacity(series.len());
    for one in series {
        let first = one.first();
        let key = (first.adviser, first.place, frame.grid.slot(first.cell));
        let kept = frame.rhythms.get(&key).cloned();
        used.extend(kept.clone());
        changes.push(kept.map(|permanence| Change::Kept { permanence }));
    }
    let of = |(one, change): (&Series, Option<Change>)| {
        change.unwrap_or_else(|| {
            let (agency, place) = (&frame.agencies[one.agency], &frame.problem.places[one.first().place].id);
            let from = frame.problem.standing.iter().find(|today| {
                &today.agency == agency
                    && &today.place == place
                    && !today.kept
                    && !today.advisers.is_empty()
                    && !used.contains(&today.permanence)
            });
            from.map_or(Change::New, |today| {
                used.insert(today.permanence.clone());
                Change::Moved { from: today.permanence.clone() }
            })
        })
    };
    series.iter().zip(changes).map(of).collect()
}
