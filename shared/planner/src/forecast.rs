//! How many parties will want an agency at a place in a week to come.
//!
//! Counts by place, agency and week are small and mostly 0, so a place's own
//! past alone would swing between nothing and too much, and the agency's past
//! alone would not know the place. Each rate is a weighted mean of both, the
//! more its own the more is known of the place and the more the places differ.
//! With `y` the counts of a place, `m` its members, and `d` how much a week
//! counts, half as much after [`Method::half_life`] weeks:
//!
//! ```text
//! c     = sum d / sum d*d                 so that weighted counts vary like counts
//! Y, W  = c * sum d*y, c * sum d*m        parties of a place, and what they come from
//! r     = sum Y / sum W                   the agency's rate, over all places
//! t     = (sum W*(Y/W - r)^2 - (n - 1)*r) / (sum W - sum W*W / sum W)
//!                                         how much n places differ; at least 0
//! rate  = m * (Y + k*r) / (W + k)         with k = r / t; the agency's where t is 0
//! ```
//!
//! which is Bühlmann and Straub's credibility for Poisson counts, its structure
//! estimated from the data (H. Bühlmann and A. Gisler, A Course in Credibility
//! Theory and its Applications, Springer 2005, chapter 4). A place without
//! members counts as one member where somebody came, else as nothing. The forecast is the same for
//! each week: a year of data teaches no season. `make year` prints how far off
//! it is, beside other ways.

use std::collections::{BTreeMap, BTreeSet};
use std::f64::consts::LN_2;

use domain::ids::{AgencyId, LocationId};

use crate::exp::exp;

/// How the past is weighed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Method {
    /// Weeks after which a count weighs half as much.
    pub half_life: f64,
    /// How far a place's own past is believed.
    pub credibility: Credibility,
}

/// How far a place's own past is believed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Credibility {
    /// As much as the places differ in what is known.
    Estimated,
    /// As if the agency's rate were known from so many parties' worth of weeks
    /// and members.
    Fixed(f64),
}

impl Default for Method {
    fn default() -> Self {
        Self { half_life: 13.0, credibility: Credibility::Estimated }
    }
}

/// What was, by place and agency: parties in each week, the earliest first;
/// each of as many weeks. Who is not in it had none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Past {
    /// How many weeks are known.
    pub weeks: usize,
    /// Parties by week.
    pub parties: BTreeMap<(LocationId, AgencyId), Vec<u32>>,
    /// Members by place; every place that is to be planned for.
    pub members: BTreeMap<LocationId, u32>,
}

impl Past {
    /// Counts a party in a week of the past; one outside of it is left out.
    pub fn add(&mut self, place: &LocationId, agency: &AgencyId, week: usize, parties: u32) {
        let weeks = self.weeks;
        let line = self.parties.entry((place.clone(), agency.clone())).or_insert_with(|| vec![0; weeks]);
        if let Some(count) = line.get_mut(week) {
            *count = count.saturating_add(parties);
        }
    }
}

/// What is known of a place and an agency, weighed.
#[derive(Clone, Copy)]
struct Known {
    parties: f64,
    exposure: f64,
    members: f64,
}

/// Parties a week that are to be expected, by place and agency; never negative.
/// Pairs of which nothing speaks are left out.
pub fn forecast(past: &Past, method: Method) -> BTreeMap<(LocationId, AgencyId), f64> {
    let weights: Vec<f64> =
        (0..past.weeks).map(|week| exp(-LN_2 * (past.weeks - 1 - week) as f64 / method.half_life)).collect();
    let squares: f64 = weights.iter().map(|weight| weight * weight).sum();
    let all: f64 = weights.iter().sum();
    let scale = if squares > 0.0 { all / squares } else { 0.0 };
    let agencies: BTreeSet<&AgencyId> = past.parties.keys().map(|(_, agency)| agency).collect();
    let mut rates = BTreeMap::new();
    for agency in agencies {
        let of = |(place, members): (&LocationId, &u32)| {
            let pair = (place.clone(), agency.clone());
            let line = past.parties.get(&pair).map_or(&[][..], Vec::as_slice);
            let parties = line.iter().zip(&weights).map(|(count, weight)| f64::from(*count) * weight).sum::<f64>();
            let members = f64::from((*members).max(u32::from(parties > 0.0)));
            (pair, Known { parties: parties * scale, exposure: all * scale * members, members })
        };
        let known: Vec<_> = past.members.iter().map(of).collect();
        let exposure: f64 = known.iter().map(|(_, one)| one.exposure).sum();
        let each = known.iter().map(|(_, one)| one.parties).sum::<f64>() / exposure;
        let worth = match method.credibility {
            Credibility::Fixed(worth) => worth,
            Credibility::Estimated => each / spread(&known, each, exposure),
        };
        for (pair, Known { parties, exposure, members }) in known {
            // Where places don't differ the agency's rate is worth any number.
            let rate = if worth.is_finite() { (parties + worth * each) / (exposure + worth) } else { each };
            if rate > 0.0 && rate.is_finite() && members > 0.0 {
                rates.insert(pair, rate * members);
            }
        }
    }
    rates
}

/// The variance of the places' own rates about the agency's; 0 where what is
/// known differs no more than by chance.
fn spread<T>(known: &[(T, Known)], each: f64, exposure: f64) -> f64 {
    let known = known.iter().map(|(_, one)| one).filter(|one| one.exposure > 0.0);
    let (mut apart, mut squares, mut places) = (0.0, 0.0, 0.0);
    for one in known {
        apart += one.exposure * (one.parties / one.exposure - each).powi(2);
        squares += one.exposure * one.exposure;
        places += 1.0;
    }
    let spread = (apart - (places - 1.0) * each) / (exposure - squares / exposure);
    if spread.is_finite() { spread.max(0.0) } else { 0.0 }
}
