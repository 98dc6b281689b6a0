//! Visits as the rota writes them down: series, and single sessions.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, Weekday};
use domain::ids::AdviserId;

use crate::frame::{Frame, Spot};
use crate::grid::Span;
use crate::rhythm::{Rhythm, divided};
use crate::state::State;
use crate::{Assignment, Change, Standing};

/// Visits of one adviser to one place, on one weekday in one window.
#[derive(Debug, Clone)]
pub(crate) struct Series {
    pub(crate) spots: Vec<Spot>,
    pub(crate) span: Span,
    /// The agency for which they come.
    pub(crate) agency: usize,
    /// How often; `None` where it is a single session.
    pub(crate) rhythm: Option<Rhythm>,
    /// The series of today that has them, by its number.
    pub(crate) stands: Option<usize>,
}

impl Series {
    pub(crate) fn first(&self) -> Spot {
        self.spots[0]
    }
}

/// An adviser, a place, a slot, and the series of today.
type Key = (usize, usize, usize, Option<usize>);

/// All visits of a plan as series, in order of the first session, the place and
/// the adviser: what each series of today has of them, and beside it what has a
/// rhythm without a gap.
pub(crate) fn gather(state: &State<'_, '_>) -> Vec<Series> {
    let frame = state.frame;
    let mut all = state.spots();
    let beside =
        frame.extras.iter().filter_map(|one| Some(Spot { adviser: one.number?, place: one.place, cell: one.cell }));
    all.extend(beside);
    all.sort_unstable_by_key(|spot| (spot.cell, *spot));
    let there: BTreeSet<Spot> = all.iter().copied().collect();
    let mut groups: BTreeMap<Key, Vec<Spot>> = BTreeMap::new();
    for spot in all {
        let slot = frame.grid.slot(spot.cell);
        groups.entry((spot.adviser, spot.place, slot, stands(frame, spot, &there))).or_default().push(spot);
    }
    let written = |((.., stands), spots): (Key, Vec<Spot>)| match stands {
        Some(number) => vec![standing(frame, number, spots)],
        None => regular(frame, &spots),
    };
    let mut series: Vec<Series> = groups.into_iter().flat_map(written).collect();
    series.sort_unstable_by_key(|one| (one.first().cell, one.first().place, one.first().adviser));
    series
}

/// The series of today that has a visit, where all of its advisers come that are
/// known.
fn stands(frame: &Frame<'_>, spot: Spot, there: &BTreeSet<Spot>) -> Option<usize> {
    let number = *frame.stands.get(&frame.spot(spot))?;
    let comes = |id: &AdviserId| {
        let found = frame.problem.advisers.binary_search_by(|one| one.id.cmp(id));
        found.ok().is_none_or(|adviser| there.contains(&Spot { adviser, ..spot }))
    };
    frame.problem.standing[number].advisers.iter().all(comes).then_some(number)
}

/// What a series of today has, in the rhythm of all that it has on that weekday.
fn standing(frame: &Frame<'_>, number: usize, spots: Vec<Spot>) -> Series {
    let slot = frame.grid.slot(spots[0].cell);
    let all = frame.problem.standing[number].cells.iter().filter_map(|cell| frame.grid.number(*cell));
    let days: Vec<NaiveDate> =
        all.filter(|cell| frame.grid.slot(*cell) == slot).map(|cell| frame.grid.date(cell)).collect();
    Series { stands: Some(number), ..series(frame, Rhythm::around(&days), spots) }
}

/// Visits that no series of today has, each series without a gap.
fn regular(frame: &Frame<'_>, spots: &[Spot]) -> Vec<Series> {
    let days: Vec<NaiveDate> = spots.iter().map(|spot| frame.grid.date(spot.cell)).collect();
    let off = frame.problem.off(&frame.problem.places[spots[0].place].id);
    let of = |(rhythm, days): (Option<Rhythm>, Vec<NaiveDate>)| {
        let own = spots.iter().filter(|spot| days.contains(&frame.grid.date(spot.cell)));
        series(frame, rhythm, own.copied().collect())
    };
    divided(&days, &off).into_iter().map(of).collect()
}

/// Visits as a series that nothing of today stands for.
pub(crate) fn series(frame: &Frame<'_>, rhythm: Option<Rhythm>, spots: Vec<Spot>) -> Series {
    let agency = frame.advisers[spots[0].adviser].agency;
    Series { span: frame.span(spots[0]), agency, rhythm, stands: None, spots }
}

/// The series with their names and what changes, without what speaks for them.
pub(crate) fn assignments(state: &State<'_, '_>, series: &[Series]) -> Vec<Assignment> {
    let changes = changes(state.frame, series);
    series.iter().zip(changes).map(|(one, change)| assignment(state.frame, one, change)).collect()
}

/// One series with its name, without what speaks for it.
pub(crate) fn assignment(frame: &Frame<'_>, series: &Series, change: Change) -> Assignment {
    let first = series.first();
    let adviser = &frame.problem.advisers[first.adviser];
    let place = frame.problem.places[first.place].id.clone();
    let start = series.span.on(frame.grid.date(first.cell));
    let id = name(&[adviser.id.as_str(), place.as_str(), &start.format("%Y%m%d-%H%M").to_string()]);
    Assignment {
        id,
        adviser: adviser.id.clone(),
        agency: frame.agencies[series.agency].clone(),
        place,
        start,
        duration_minutes: series.span.minutes,
        cells: series.spots.iter().map(|spot| frame.grid.cell(spot.cell)).collect(),
        rhythm: series.rhythm,
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

/// What of today each series goes on with: as it is, or as another series of the
/// same agency at the same place, each once.
fn changes(frame: &Frame<'_>, series: &[Series]) -> Vec<Change> {
    let today = &frame.problem.standing;
    let mut used: BTreeSet<usize> = series.iter().filter_map(|one| one.stands).collect();
    let of = |one: &Series| {
        if let Some(number) = one.stands {
            return Change::Kept { permanence: today[number].permanence.clone() };
        }
        let (agency, place) = (&frame.agencies[one.agency], &frame.problem.places[one.first().place].id);
        let from = today.iter().enumerate().find(|(number, today)| {
            &today.agency == agency
                && &today.place == place
                && !today.kept
                && !today.advisers.is_empty()
                && !used.contains(number)
                && can_become(frame, today, one)
        });
        from.map_or(Change::New, |(number, today)| {
            used.insert(number);
            Change::Moved { from: today.permanence.clone() }
        })
    };
    series.iter().map(of).collect()
}

/// Whether a series of today can go on as another. It then goes on beyond the plan
/// in that rhythm, so it must have it to the end of the plan's weeks; or it is the
/// same adviser's, and each session with appointments has one of the same week to
/// follow to.
fn can_become(frame: &Frame<'_>, today: &Standing, series: &Series) -> bool {
    let adviser = &frame.problem.advisers[series.first().adviser].id;
    let week = |day: NaiveDate| day.week(Weekday::Mon).first_day();
    let weeks: BTreeSet<NaiveDate> = series.spots.iter().map(|spot| week(frame.grid.date(spot.cell))).collect();
    let booked = || today.booked.iter().filter(|(_, n)| *n > 0).map(|(day, _)| week(*day));
    if today.advisers == [adviser.clone()] && booked().next().is_some() && booked().all(|week| weeks.contains(&week)) {
        return true;
    }
    let last = frame.grid.date(series.spots[series.spots.len() - 1].cell);
    series.rhythm.map_or(today.cells.len() == 1, |rhythm| rhythm.lasts(last, frame.problem, &today.place))
}
