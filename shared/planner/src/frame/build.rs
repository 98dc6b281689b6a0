//! How a problem is numbered.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::Language;
use domain::adviser::HalfDay;
use domain::distance::{Point, kilometres};
use domain::working_rules::Travel;

use super::lists::Lists;
use super::names::Names;
use super::{Aim, Frame, Room, Spot, Who, today};
use crate::grid::{Grid, Span};
use crate::periods::{Kind, Period, periods};
use crate::served::{Chain, Serving};
use crate::{Adviser, Place, Problem, Wish};

impl<'a> Frame<'a> {
    /// A problem that was checked.
    pub(crate) fn of(problem: &'a Problem) -> Self {
        let grid = Grid::of(problem);
        let names = Names::of(problem);
        let places = problem.places.len();
        let windows: Vec<Span> = problem.windows.iter().map(|one| Span::of(one.start, one.minutes)).collect();
        let mut frame = Self {
            problem,
            weights: problem.weights,
            serving: Serving {
                parties: f64::from(problem.visit.parties),
                within: problem.visit.served_within_weeks as usize,
            },
            agencies: names.agencies.keys().cloned().collect(),
            agency_most: vec![0.0; names.agencies.len()],
            advisers: Vec::new(),
            rooms: Vec::new(),
            places,
            ways: ways(problem),
            stops: stops(&problem.places),
            desks: problem.places.iter().map(|one| one.desks.map_or(usize::MAX, |desks| desks as usize)).collect(),
            agencies_at_once: problem.visit.agencies_most as usize,
            chains: Vec::new(),
            chain_of: Vec::new(),
            chain_at: vec![None; names.agencies.len() * places],
            aims: Vec::new(),
            aims_at: Lists::default(),
            quarterly_at: Lists::default(),
            can: vec![false; problem.advisers.len() * places * grid.cells()],
            spots: vec![Vec::new(); problem.advisers.len() * grid.weeks],
            spans: BTreeMap::new(),
            windows,
            fixed: Vec::new(),
            pinned: Vec::new(),
            extras: Vec::new(),
            today: BTreeMap::new(),
            going: vec![0.0; names.agencies.len() * places * grid.cells()],
            is_today: vec![false; problem.advisers.len() * places * grid.cells()],
            stands: BTreeMap::new(),
            is_rhythm: vec![false; problem.advisers.len() * places * grid.slots()],
            grid,
        };
        frame.add_demand(&names);
        today::add(&mut frame, &names);
        frame.add_advisers(&names);
        frame.add_spots(&names);
        frame.add_aims();
        frame.leave_out_hopeless();
        frame
    }

    fn add_demand(&mut self, names: &Names) {
        for line in self.problem.demand.iter().filter(|line| line.parties > 0.0) {
            let at = (names.agencies[&line.agency], names.places[&line.place]);
            let key = self.at(at.0, at.1);
            let number = *self.chain_at[key].get_or_insert(self.chains.len());
            if number == self.chains.len() {
                let weeks = self.grid.weeks;
                self.chains.push(Chain { parties: vec![0.0; weeks], known: vec![0; weeks] });
                self.chain_of.push(at);
            }
            self.chains[number].parties[line.week as usize] = line.parties;
            self.chains[number].known[line.week as usize] = line.known;
        }
    }

    fn add_advisers(&mut self, names: &Names) {
        let shortest = self.windows.iter().map(|one| one.minutes).min().unwrap_or(1).max(1);
        for one in &self.problem.advisers {
            let minutes_a_week = self.problem.visit.week_minutes_most.saturating_add(one.minutes_more);
            let mut rooms = vec![Room { visits: one.most_a_week as usize, minutes: minutes_a_week }; self.grid.weeks];
            for (week, minutes) in &one.outside {
                if let Some(room) = rooms.get_mut(*week as usize) {
                    room.visits = room.visits.saturating_sub(1);
                    room.minutes = room.minutes.saturating_sub(*minutes);
                }
            }
            for room in &mut rooms {
                room.visits = room.visits.min((room.minutes / shortest) as usize);
            }
            let free = |(week, room): (usize, &Room)| {
                let slots = self.grid.slots();
                let cells = week * slots..(week + 1) * slots;
                cells.filter(|cell| self.is_free(one, *cell)).count().min(room.visits)
            };
            let most = rooms.iter().enumerate().map(free).sum::<usize>().max(1) as f64;
            self.rooms.extend(rooms);
            let agency = names.agencies[&one.agency];
            self.agency_most[agency] += most;
            let sets_out =
                |place: &Place| one.starts_at.map_or(0, |from| minutes(&self.problem.visit.travel, from, place.point));
            self.advisers.push(Who {
                agency,
                french: one.languages.contains(&Language::Fr),
                dutch: one.languages.contains(&Language::Nl),
                most_a_week: one.most_a_week.min(minutes_a_week / shortest) as usize,
                most,
                sets_out: self.problem.places.iter().map(sets_out).collect(),
            });
        }
        for most in &mut self.agency_most {
            *most = most.max(1.0);
        }
    }

    /// Whether an adviser works and is not away.
    pub(crate) fn is_free(&self, adviser: &Adviser, cell: usize) -> bool {
        let span = self.windows[self.grid.window(cell)];
        self.grid.is_working_day(cell)
            && half_days(span, self.grid.date(cell)).iter().all(|half_day| adviser.half_days.contains(half_day))
            && !adviser.away.contains(&self.grid.cell(cell))
    }

    /// Whether anybody can come to a place.
    pub(crate) fn is_open(&self, place: &Place, cell: usize) -> bool {
        let window = u8::try_from(self.grid.window(cell)).unwrap_or(u8::MAX);
        self.grid.is_working_day(cell)
            && place.open.contains(&window)
            && !place.closed.contains(&self.grid.date(cell))
            && place.desks != Some(0)
    }

    fn add_spots(&mut self, names: &Names) {
        let mut forbidden = BTreeSet::new();
        for no in self.problem.rulings.iter().filter(|one| one.wish == Wish::Forbidden) {
            let Some(adviser) = names.advisers.get(&no.adviser) else { continue };
            let places = match &no.place {
                Some(place) => names.places.get(place).copied().into_iter().collect(),
                None => (0..self.places).collect::<Vec<usize>>(),
            };
            let cells = no.cells.iter().filter_map(|cell| self.grid.number(*cell));
            let all = cells.flat_map(|cell| places.iter().map(move |place| (*adviser, *place, cell)));
            forbidden.extend(all);
        }
        for (adviser, one) in self.problem.advisers.iter().enumerate() {
            let cells: Vec<usize> = (0..self.grid.cells()).filter(|cell| self.is_free(one, *cell)).collect();
            for cell in cells {
                for (place, where_) in self.problem.places.iter().enumerate() {
                    if self.is_open(where_, cell) && !forbidden.contains(&(adviser, place, cell)) {
                        let spot = Spot { adviser, place, cell };
                        let number = self.spot(spot);
                        self.can[number] = true;
                        self.spots[adviser * self.grid.weeks + self.grid.week(cell)].push(spot);
                    }
                }
            }
        }
    }

    fn add_aims(&mut self) {
        for (place, one) in self.problem.places.iter().enumerate() {
            let visit = one.aim.map(Kind::of);
            let owed = one.quarterly.as_ref().map(|agency| (Kind::Quarterly, self.agencies.binary_search(agency).ok()));
            for (kind, of) in visit.map(|kind| (kind, None)).into_iter().chain(owed) {
                for Period { begins, days } in periods(&self.grid, kind) {
                    let windows = self.grid.windows.len();
                    let mut cells = days.iter().flat_map(|day| day * windows..(day + 1) * windows);
                    if cells.any(|cell| self.is_open(one, cell)) && !self.was_met(kind, place, begins) {
                        self.aims.push(Aim { kind, place, of, days });
                    }
                }
            }
        }
        let all = self.grid.weeks * 7;
        let (mut of_stops, mut of_places) = (Vec::new(), Vec::new());
        for (number, aim) in self.aims.iter().enumerate() {
            if aim.kind == Kind::Quarterly {
                of_places.extend(aim.days.iter().map(|day| (aim.place * all + day, number)));
            } else {
                of_stops.extend(aim.days.iter().map(|day| (self.stops[aim.place] * all + day, number)));
            }
        }
        self.aims_at = Lists::of(self.places * all, &of_stops);
        self.quarterly_at = Lists::of(self.places * all, &of_places);
    }

    /// Whether somebody came between the beginning of a period and the weeks that
    /// are planned: to the stop, or to the place itself for the agency that owes it.
    fn was_met(&self, kind: Kind, place: usize, begins: NaiveDate) -> bool {
        let places = &self.problem.places;
        if kind == Kind::Quarterly {
            let last = places[place].quarterly.as_ref().and_then(|agency| places[place].before.get(agency));
            return last.is_some_and(|last| begins <= *last);
        }
        let at_stop = (0..places.len()).filter(|other| self.stops[*other] == self.stops[place]);
        at_stop.flat_map(|other| places[other].before.values()).any(|last| begins <= *last)
    }
}

fn half_days(span: Span, day: NaiveDate) -> Vec<HalfDay> {
    let (morning, afternoon) = span.halves();
    let at = |hour| day.and_hms_opt(hour, 0, 0).unwrap_or_default();
    let halves = [morning.then(|| HalfDay::of(at(9))), afternoon.then(|| HalfDay::of(at(12)))];
    halves.into_iter().flatten().collect()
}

/// Places of one building are one stop, named by the first of them.
fn stops(places: &[Place]) -> Vec<usize> {
    let first = |one: &Place| places.iter().position(|other| one.building.is_some() && other.building == one.building);
    places.iter().enumerate().map(|(number, one)| first(one).unwrap_or(number)).collect()
}

fn ways(problem: &Problem) -> Vec<u32> {
    let stops = stops(&problem.places);
    let travel = &problem.visit.travel;
    let mut ways = Vec::with_capacity(stops.len() * stops.len());
    for (from, stop) in problem.places.iter().zip(&stops) {
        for (to, other) in problem.places.iter().zip(&stops) {
            ways.push(if stop == other { travel.same_building_minutes } else { minutes(travel, from.point, to.point) });
        }
    }
    ways
}

fn minutes(travel: &Travel, from: Point, to: Point) -> u32 {
    travel.for_kilometres(kilometres(from, to))
}
