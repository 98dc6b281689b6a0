//! How many parties will want an agency at a place in a week to come.
//!
//! Counts by place, agency and week are small and mostly 0, so a place's own
//! past alone would swing between nothing and too much, and the agency's past
//! alone would not know the place. Each rate is a weighted mean of both, the
//! more its own the longer the place is known: with `y` the counts, `m` the
//! members of a place, and weeks that count half as much after
//! [`Method::half_life`] weeks (`d` is 1 for the last one),
//!
//! ```text
//! r(agency)        = (sum of d * y over places and weeks) / (sum of d * m)
//! rate(place, ag.) = (sum of d * y + k * m * r) / (sum of d + k)
//! ```
//!
//! which is the mean of a gamma distribution after Poisson counts: Bühlmann's
//! credibility with `k` as the number of weeks that the agency's rate is worth
//! (H. Bühlmann and A. Gisler, A Course in Credibility Theory and its
//! Applications, Springer 2005, chapters 2 and 4). A place without members has
//! its own past only. The forecast is the same for each week: a year of data
//! teaches no season. How far off it is stands in `docs/decisions`.

use std::collections::BTreeMap;

use domain::ids::{AgencyId, LocationId};

/// How the past is weighed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Method {
    /// Weeks after which a count weighs half as much.
    pub half_life: f64,
    /// Weeks of its own past that the agency's rate weighs as much as.
    pub credibility: f64,
}

impl Default for Method {
    fn default() -> Self {
        Self { half_life: 13.0, credibility: 8.0 }
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

/// Parties a week that are to be expected, by place and agency; never negative.
/// Pairs of which nothing speaks are left out.
pub fn forecast(past: &Past, method: Method) -> BTreeMap<(LocationId, AgencyId), f64> {
    let weights: Vec<f64> =
        (0..past.weeks).map(|week| 0.5_f64.powf((past.weeks - 1 - week) as f64 / method.half_life)).collect();
    let known: f64 = weights.iter().sum();
    let sum = |line: &[u32]| line.iter().zip(&weights).map(|(count, weight)| f64::from(*count) * weight).sum::<f64>();
    let members: f64 = past.members.values().map(|members| f64::from(*members)).sum();
    let mut of_agency: BTreeMap<&AgencyId, f64> = BTreeMap::new();
    for ((_, agency), line) in &past.parties {
        *of_agency.entry(agency).or_default() += sum(line);
    }
    let mut rates = BTreeMap::new();
    for (agency, all) in of_agency {
        let exposure = known * members;
        let each = if exposure > 0.0 { all / exposure } else { 0.0 };
        for (place, here) in &past.members {
            let pair = (place.clone(), agency.clone());
            let own = past.parties.get(&pair).map_or(0.0, |line| sum(line));
            let weeks = known + method.credibility;
            let rate = (own + method.credibility * f64::from(*here) * each) / weeks;
            if rate > 0.0 && rate.is_finite() {
                rates.insert(pair, rate);
            }
        }
    }
    rates
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(place: &str, agency: &str) -> (LocationId, AgencyId) {
        (LocationId::parse(place).unwrap(), AgencyId::parse(agency).unwrap())
    }

    fn past(lines: &[(&str, &str, &[u32])], members: &[(&str, u32)]) -> Past {
        let weeks = lines.first().map_or(0, |line| line.2.len());
        let mut past = Past { weeks, ..Past::default() };
        for (place, agency, counts) in lines {
            let (place, agency) = pair(place, agency);
            for (week, count) in counts.iter().enumerate() {
                past.add(&place, &agency, week, *count);
            }
        }
        past.members = members.iter().map(|(place, n)| (LocationId::parse(place).unwrap(), *n)).collect();
        past
    }

    #[test]
    fn a_place_of_which_nothing_is_known_is_as_its_members_are_elsewhere() {
        let past = past(&[("icab", "hub", &[4; 20])], &[("icab", 40), ("new", 40), ("empty", 0)]);
        let rates = forecast(&past, Method::default());
        let [icab, new] = ["icab", "new"].map(|place| rates[&pair(place, "hub")]);
        assert!(new > 0.0 && new < icab && icab < 4.0, "{new} {icab}");
        assert!(!rates.contains_key(&pair("empty", "hub")));
        // Nothing is lost: with both places as large, the mean stays what it was.
        let known: f64 = (0..20).map(|week| 0.5_f64.powf(f64::from(week) / 13.0)).sum();
        let k = Method::default().credibility;
        assert!((icab + new - (4.0 * known + k * 4.0) / (known + k)).abs() < 1e-9);
    }

    #[test]
    fn the_longer_it_is_known_the_more_a_place_is_itself() {
        let of = |weeks: usize| {
            let (busy, quiet) = (vec![6; weeks], vec![0; weeks]);
            let past = past(&[("busy", "hub", &busy), ("quiet", "hub", &quiet)], &[("busy", 10), ("quiet", 10)]);
            forecast(&past, Method { half_life: 1e9, credibility: 8.0 })[&pair("busy", "hub")]
        };
        assert!(of(2) < of(8) && of(8) < of(50) && of(50) > 5.5, "{} {} {}", of(2), of(8), of(50));
    }

    #[test]
    fn what_was_lately_counts_more() {
        let up = past(&[("icab", "hub", &[0, 0, 0, 0, 4, 4, 4, 4])], &[("icab", 10)]);
        let down = past(&[("icab", "hub", &[4, 4, 4, 4, 0, 0, 0, 0])], &[("icab", 10)]);
        let of = |past| forecast(past, Method { half_life: 4.0, credibility: 2.0 })[&pair("icab", "hub")];
        assert!(of(&up) > of(&down));
    }

    #[test]
    fn nothing_is_forecast_of_nothing() {
        assert!(forecast(&Past::default(), Method::default()).is_empty());
        assert!(forecast(&past(&[("icab", "hub", &[0, 0])], &[("icab", 0)]), Method::default()).is_empty());
    }
}
