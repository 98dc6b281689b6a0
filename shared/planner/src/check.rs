//! What a problem must be before it can be planned from.

use std::collections::BTreeSet;

use crate::{Problem, Weights, Wish};

/// Why a problem can't be planned from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Invalid {
    /// It does not begin on a Monday.
    NotAMonday,
    /// It has no week, or more than 26.
    Weeks,
    /// It has no window, more than eight, one without minutes, one that goes on
    /// after midnight, or two that overlap or are not in order.
    Windows,
    /// A list is not in id order, or names something twice.
    Order,
    /// Demand is negative or not a number, of a week that is not planned, or of
    /// a place that is not there.
    Demand,
    /// A weight is negative or not a number.
    Weights,
    /// A visit receives nobody, a place may have no agency, or parties wait for
    /// more than four weeks.
    Rule,
    /// Something is pinned everywhere, pinned to a place or an adviser that is
    /// not there, or both pinned and forbidden.
    Rulings,
}

impl Problem {
    /// Whether it can be planned from.
    pub fn check(&self) -> Result<(), Invalid> {
        let ensure = |fits: bool, invalid: Invalid| if fits { Ok(()) } else { Err(invalid) };
        ensure(crate::grid::weekday(self.from) == 0, Invalid::NotAMonday)?;
        ensure((1..=26).contains(&self.weeks), Invalid::Weeks)?;
        ensure(self.are_windows_in_order(), Invalid::Windows)?;
        ensure(self.are_lists_in_order(), Invalid::Order)?;
        ensure(self.is_demand_sound(), Invalid::Demand)?;
        ensure(self.weights.are_sound(), Invalid::Weights)?;
        let rule = &self.visit;
        let waits = rule.served_within_weeks as usize <= crate::served::WITHIN_MOST;
        ensure(rule.parties > 0 && rule.agencies_most > 0 && waits, Invalid::Rule)?;
        ensure(self.are_rulings_sound(), Invalid::Rulings)
    }

    fn are_windows_in_order(&self) -> bool {
        let spans: Vec<_> = self.windows.iter().map(|one| crate::grid::Span::of(one.start, one.minutes)).collect();
        (1..=8).contains(&spans.len())
            && spans.iter().all(|one| one.minutes > 0 && one.minutes <= 24 * 60 && one.end() <= 24 * 60)
            && spans.windows(2).all(|pair| pair[0].end() <= pair[1].start)
    }

    fn are_lists_in_order(&self) -> bool {
        let demand = |one: &crate::Demand| (one.place.clone(), one.agency.clone(), one.week);
        let lines: BTreeSet<_> = self.demand.iter().map(demand).collect();
        self.advisers.windows(2).all(|pair| pair[0].id < pair[1].id)
            && self.places.windows(2).all(|pair| pair[0].id < pair[1].id)
            && self.standing.windows(2).all(|pair| pair[0].permanence < pair[1].permanence)
            && lines.len() == self.demand.len()
    }

    fn is_demand_sound(&self) -> bool {
        let places: BTreeSet<_> = self.places.iter().map(|place| &place.id).collect();
        self.demand.iter().all(|one| {
            one.parties.is_finite() && one.parties >= 0.0 && one.week < self.weeks && places.contains(&one.place)
        })
    }

    fn are_rulings_sound(&self) -> bool {
        let places: BTreeSet<_> = self.places.iter().map(|place| &place.id).collect();
        let advisers: BTreeSet<_> = self.advisers.iter().map(|adviser| &adviser.id).collect();
        let pinned = self.rulings.iter().filter(|one| one.wish == Wish::Pinned);
        pinned.into_iter().all(|pin| {
            let is_forbidden = |no: &crate::Ruling| {
                no.wish == Wish::Forbidden
                    && no.adviser == pin.adviser
                    && (no.place.is_none() || no.place == pin.place)
                    && no.cells.iter().any(|cell| pin.cells.contains(cell))
            };
            pin.place.as_ref().is_some_and(|place| places.contains(place))
                && advisers.contains(&pin.adviser)
                && !self.rulings.iter().any(is_forbidden)
        })
    }
}

impl Weights {
    /// Whether each is a number and none is negative.
    pub fn are_sound(&self) -> bool {
        let all = [self.demand, self.aims, self.languages, self.fairness, self.travel, self.steadiness, self.joint];
        all.iter().all(|weight| weight.is_finite() && *weight >= 0.0)
    }
}
