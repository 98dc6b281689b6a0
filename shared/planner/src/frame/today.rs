//! What the rota has today, and what of it stays.

use super::names::Names;
use super::{Extra, Frame, Spot};
use crate::grid::Span;
use crate::{Cell, Standing, Wish};

/// Adds the sessions of today, and all that is in every plan.
pub(super) fn add(frame: &mut Frame<'_>, names: &Names) {
    let standing = &frame.problem.standing;
    for (number, one) in standing.iter().enumerate() {
        let Some(place) = names.places.get(&one.place).copied() else { continue };
        let agency = names.agencies[&one.agency];
        for cell in numbers(frame, &one.cells) {
            sessions(frame, one, (agency, place, cell));
            for adviser in one.advisers.iter().filter_map(|id| names.advisers.get(id).copied()) {
                remember(frame, (number, one), Spot { adviser, place, cell });
            }
        }
    }
    let mut settled = Vec::new();
    for one in standing.iter().filter(|one| one.kept || one.advisers.is_empty()) {
        keep(frame, names, one, &mut settled);
    }
    for pin in frame.problem.rulings.iter().filter(|one| one.wish == Wish::Pinned) {
        let (Some(adviser), Some(place)) = (names.advisers.get(&pin.adviser), &pin.place) else { continue };
        for cell in numbers(frame, &pin.cells) {
            frame.pinned.push(Spot { adviser: *adviser, place: names.places[place], cell });
        }
    }
    frame.pinned.sort_unstable();
    settled.extend(frame.pinned.iter().copied());
    settled.sort_unstable_by_key(|spot| (spot.cell, spot.place, spot.adviser));
    settled.dedup();
    for spot in settled {
        fix(frame, names, spot);
    }
    frame.fixed.sort_unstable();
}

fn numbers(frame: &Frame<'_>, cells: &[Cell]) -> Vec<usize> {
    cells.iter().filter_map(|cell| frame.grid.number(*cell)).collect()
}

fn sessions(frame: &mut Frame<'_>, one: &Standing, at: (usize, usize, usize)) {
    let day = frame.grid.date(at.2);
    let booked = one.booked.iter().filter(|(on, _)| *on == day).map(|(_, parties)| *parties).sum::<u32>();
    let today = frame.today.entry(at).or_default();
    *today += booked;
    let cost = frame.weights.steadiness * (1.0 + f64::from(*today));
    let number = frame.agency_cell(at.0, at.1, at.2);
    frame.going[number] = cost;
}

fn remember(frame: &mut Frame<'_>, (number, one): (usize, &Standing), spot: Spot) {
    let (at, rhythm) = (frame.spot(spot), frame.rhythm(spot));
    frame.is_today[at] = true;
    frame.is_rhythm[rhythm] = true;
    let stands = frame.stands.entry(at).or_insert(number);
    if one.kept {
        *stands = number;
    }
    let key = (spot.adviser, spot.place, frame.grid.slot(spot.cell));
    let span = Span::of(one.start, one.minutes);
    if span != frame.windows[frame.grid.window(spot.cell)] {
        frame.spans.entry(key).or_insert(span);
    }
}

fn keep(frame: &mut Frame<'_>, names: &Names, one: &Standing, settled: &mut Vec<Spot>) {
    let place = names.places.get(&one.place).copied();
    let Some(place) = place else { return };
    let agency = names.agencies[&one.agency];
    for cell in numbers(frame, &one.cells) {
        if one.advisers.is_empty() {
            frame.extras.push(Extra { number: None, agency, place, cell });
        }
        for id in &one.advisers {
            match names.advisers.get(id) {
                Some(adviser) => settled.push(Spot { adviser: *adviser, place, cell }),
                None => frame.extras.push(Extra { number: None, agency, place, cell }),
            }
        }
    }
}

/// Puts a visit where it stays; beside an adviser's day if that has one already.
fn fix(frame: &mut Frame<'_>, names: &Names, spot: Spot) {
    let is_taken = frame.fixed.iter().any(|one| one.adviser == spot.adviser && one.cell == spot.cell);
    if is_taken {
        let agency = names.agencies[&frame.problem.advisers[spot.adviser].agency];
        frame.extras.push(Extra { number: Some(spot.adviser), agency, place: spot.place, cell: spot.cell });
    } else {
        frame.fixed.push(spot);
    }
}
