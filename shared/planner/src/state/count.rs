//! What one visit more or less changes.

use super::{State, There};
use crate::Part;
use crate::frame::Spot;

impl State<'_, '_> {
    /// Counts a visit, and what that changes in points where they are asked for.
    pub(super) fn count<const POINTS: bool>(&mut self, there: There, add: bool) {
        self.count_demand::<POINTS>(there, add);
        self.count_aims(there, add);
        self.count_company(there, add);
        self.count_load::<POINTS>(there, add);
        self.count_steadiness(there, add);
    }

    fn count_demand<const POINTS: bool>(&mut self, there: There, add: bool) {
        let frame = self.frame;
        let Some(chain) = self.chain_of(there) else { return };
        let weeks = frame.grid.weeks;
        let visits = &mut self.chain_visits[chain * weeks..(chain + 1) * weeks];
        step(&mut visits[frame.grid.week(there.cell)], add);
        if !POINTS {
            return;
        }
        let served = frame.serving.all(&frame.chains[chain], visits);
        self.parts[Part::Demand as usize] += frame.weights.demand * (served - self.chain_served[chain]);
        self.chain_served[chain] = served;
    }

    fn count_aims(&mut self, there: There, add: bool) {
        let frame = self.frame;
        for aim in frame.aims_of(there.agency, there.place, frame.grid.day(there.cell)) {
            self.count_aim(aim, add);
        }
    }

    fn count_aim(&mut self, aim: usize, add: bool) {
        let was = self.aim_visits[aim] > 0;
        if add {
            self.aim_visits[aim] += 1;
        } else {
            self.aim_visits[aim] -= 1;
        }
        let change = f64::from(u8::from(self.aim_visits[aim] > 0)) - f64::from(u8::from(was));
        self.parts[Part::Aims as usize] += self.frame.weights.aims * change;
    }

    fn count_company(&mut self, there: There, add: bool) {
        let frame = self.frame;
        let at = frame.place_cell(there.place, there.cell);
        let was = (self.speaks_both(at), self.agencies[at] > 1);
        let who = there.adviser.map(|adviser| &frame.advisers[adviser]);
        step(&mut self.visits[at], add);
        if who.is_some_and(|who| who.french) {
            step(&mut self.french[at], add);
        }
        if who.is_some_and(|who| who.dutch) {
            step(&mut self.dutch[at], add);
        }
        let of = frame.agency_cell(there.agency, there.place, there.cell);
        let had = self.of_agency[of] > 0;
        step(&mut self.of_agency[of], add);
        let has = self.of_agency[of] > 0;
        if had != has {
            step(&mut self.agencies[at], add);
            let sign = if add { 1.0 } else { -1.0 };
            self.parts[Part::Steadiness as usize] += sign * frame.going[of];
        }
        let is = (self.speaks_both(at), self.agencies[at] > 1);
        let change = |was: bool, is: bool| f64::from(u8::from(is)) - f64::from(u8::from(was));
        self.parts[Part::Languages as usize] += frame.weights.languages * change(was.0, is.0);
        self.parts[Part::Joint as usize] += frame.weights.joint * change(was.1, is.1);
    }

    fn count_load<const POINTS: bool>(&mut self, there: There, add: bool) {
        let frame = self.frame;
        let mut change = 0.0;
        let mut shift = |load: &mut u32, most: f64| {
            let before = *load;
            *load = if add { before + 1 } else { before - 1 };
            if POINTS {
                change += frame.load_cost(f64::from(*load), most) - frame.load_cost(f64::from(before), most);
            }
        };
        if let Some(adviser) = there.adviser {
            shift(&mut self.loads[adviser], frame.advisers[adviser].most);
            let agency = frame.advisers[adviser].agency;
            shift(&mut self.agency_loads[agency], frame.agency_most[agency]);
        }
        self.parts[Part::Fairness as usize] -= change;
    }

    fn count_steadiness(&mut self, there: There, add: bool) {
        let frame = self.frame;
        let Some(adviser) = there.adviser else { return };
        let spot = Spot { adviser, place: there.place, cell: there.cell };
        let rhythm = frame.rhythm(spot);
        let had = self.rhythm_visits[rhythm] > 0;
        step(&mut self.rhythm_visits[rhythm], add);
        let mut cost = frame.newness(spot);
        if had != (self.rhythm_visits[rhythm] > 0) {
            cost += frame.rhythm_cost(rhythm);
        }
        self.parts[Part::Steadiness as usize] -= if add { cost } else { -cost };
    }
}

fn step(count: &mut u8, add: bool) {
    *count = if add { count.saturating_add(1) } else { count.saturating_sub(1) };
}
