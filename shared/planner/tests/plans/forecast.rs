//! What is forecast from what was.

use domain::ids::{AgencyId, LocationId};
use rota_planner::forecast::{Credibility, Method, Past, forecast};

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
    let fixed = Method { half_life: 1e9, credibility: Credibility::Fixed(800.0) };
    let rates = forecast(&past, fixed);
    // 80 parties of 800 weeks and members here, none there, 0.05 in all.
    assert!((rates[&pair("icab", "hub")] - 40.0 * (80.0 + 40.0) / 1600.0).abs() < 1e-9);
    assert!((rates[&pair("new", "hub")] - 40.0 * 40.0 / 1600.0).abs() < 1e-9);
    assert!(!rates.contains_key(&pair("empty", "hub")));
}

#[test]
fn places_that_differ_no_more_than_by_chance_are_one() {
    let alike = past(&[("a", "hub", &[1, 0, 2, 1]), ("b", "hub", &[0, 1, 1, 2])], &[("a", 10), ("b", 20)]);
    let rates = forecast(&alike, Method::default());
    assert!((rates[&pair("b", "hub")] / rates[&pair("a", "hub")] - 2.0).abs() < 1e-9, "by members only");
}

#[test]
fn places_that_differ_are_themselves_the_more_the_longer_they_are_known() {
    let of = |weeks: usize| {
        let (busy, quiet) = (vec![6; weeks], vec![0; weeks]);
        let past = past(&[("busy", "hub", &busy), ("quiet", "hub", &quiet)], &[("busy", 10), ("quiet", 10)]);
        forecast(&past, Method { half_life: 1e9, credibility: Credibility::Estimated })[&pair("busy", "hub")]
    };
    assert!(of(1) < of(8) && of(8) < of(50) && of(50) > 5.9, "{} {} {}", of(1), of(8), of(50));
}

#[test]
fn what_was_lately_counts_more() {
    let up = past(&[("icab", "hub", &[0, 0, 0, 0, 4, 4, 4, 4])], &[("icab", 10)]);
    let down = past(&[("icab", "hub", &[4, 4, 4, 4, 0, 0, 0, 0])], &[("icab", 10)]);
    let of = |past| forecast(past, Method { half_life: 4.0, ..Method::default() })[&pair("icab", "hub")];
    assert!(of(&up) > of(&down));
}

#[test]
fn nothing_is_forecast_of_nothing() {
    assert!(forecast(&Past::default(), Method::default()).is_empty());
    assert!(forecast(&past(&[("icab", "hub", &[0, 0])], &[("icab", 0)]), Method::default()).is_empty());
    let unknown = past(&[("icab", "hub", &[0, 4])], &[("icab", 0)]);
    assert!(forecast(&unknown, Method::default())[&pair("icab", "hub")] > 0.0, "somebody came, so somebody is there");
}
