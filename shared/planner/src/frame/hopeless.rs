//! Visits that no best plan has: so far away that the way costs more than they can
//! be worth.

use super::{Frame, Spot};

impl Frame<'_> {
    /// Takes them out of what is searched. An adviser's places are hopeless that
    /// cost more to set out for than a whole day of such visits can be worth, and
    /// from which no other place can be reached on that day: a day is then of such
    /// visits only, and is better left out.
    pub(super) fn leave_out_hopeless(&mut self) {
        if !self.spans.is_empty() {
            return;
        }
        let fits = self.fits_on_one_day();
        for adviser in 0..self.advisers.len() {
            let stays = self.fixed.iter().map(|spot| spot.adviser);
            if stays.chain(self.extras.iter().filter_map(|extra| extra.number)).any(|other| other == adviser) {
                continue;
            }
            let hopeless = self.hopeless(adviser, &fits);
            let weeks = self.grid.weeks;
            for week in adviser * weeks..(adviser + 1) * weeks {
                self.spots[week].retain(|spot| !hopeless[spot.place]);
            }
        }
    }

    /// By place.
    fn hopeless(&self, adviser: usize, fits: &[bool]) -> Vec<bool> {
        let who = &self.advisers[adviser];
        let cost = |place: usize| self.weights.travel / 60.0 * f64::from(who.sets_out[place]);
        let worth: Vec<f64> = (0..self.places).map(|place| self.worth_most(who.agency, place)).collect();
        let far = |place: &usize| cost(*place) > worth[*place];
        let most = (0..self.places).filter(far).map(|place| worth[place]).fold(0.0, f64::max);
        let of_a_day = most * self.windows.len() as f64;
        let mut hopeless: Vec<bool> = (0..self.places).map(|place| far(&place) && cost(place) > of_a_day).collect();
        let mut changes = true;
        while changes {
            changes = false;
            for place in 0..self.places {
                let is_near = |other: usize| !hopeless[other] && fits[place * self.places + other];
                if hopeless[place] && (0..self.places).any(is_near) {
                    (hopeless[place], changes) = (false, true);
                }
            }
        }
        hopeless
    }

    /// By place and place: whether an adviser can be at both on one day.
    fn fits_on_one_day(&self) -> Vec<bool> {
        let windows = self.windows.len();
        let spot = |place: usize, cell: usize| Spot { adviser: 0, place, cell };
        let mut fits = Vec::with_capacity(self.places * self.places);
        for one in 0..self.places {
            for other in 0..self.places {
                let go_together = |first: usize, last: usize| {
                    self.go_together(spot(one, first), spot(other, last))
                        || self.go_together(spot(other, first), spot(one, last))
                };
                fits.push((0..windows).any(|first| (first + 1..windows).any(|last| go_together(first, last))));
            }
        }
        fits
    }

    /// Points that one visit of an agency to a place can add at most, beside ways.
    fn worth_most(&self, agency: usize, place: usize) -> f64 {
        let parties = self.chain_at[self.at(agency, place)].map_or(0.0, |chain| {
            let parties = &self.chains[chain].parties;
            let waiting = parties.windows(self.serving.within + 1).map(|weeks| weeks.iter().sum::<f64>());
            waiting.fold(parties.iter().take(self.serving.within).sum(), f64::max).min(self.serving.parties)
        });
        let days = 0..self.grid.weeks * 7;
        let aims = days.map(|day| self.aims_of(agency, place, day).count()).max().unwrap_or_default();
        let going = (0..self.grid.cells()).map(|cell| self.going[self.agency_cell(agency, place, cell)]);
        let going = going.fold(0.0, f64::max);
        let Self { weights, .. } = self;
        weights.demand * parties + weights.aims * aims as f64 + weights.languages + weights.joint + going
    }
}
