use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use domain::location::Fit;
use domain::rota::{ClashKind, Team, clashes};
use domain::sessions::{Drafts, Surroundings, Window, expand};

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn rota_on(today: &str) -> Vec<Permanence> {
    rota(&crate::catalogue().unwrap(), day(today)).unwrap()
}

/// Days of a permanence in the first half-year, by its own rule.
fn days(permanence: &Permanence) -> Vec<NaiveDate> {
    let first = permanence.start.date();
    let all: BTreeSet<NaiveDate> = first.iter_days().take(180).collect();
    domain::sessions::days_among(permanence, &all).into_iter().collect()
}

#[test]
fn on_any_day_of_two_years_the_whole_rota_passes_the_directorys_check() {
    let catalogue = crate::catalogue().unwrap();
    let first = day("2026-01-01");
    for today in (0..730).map(|n| first + TimeDelta::days(n)) {
        let rota = super::rota(&catalogue, today).unwrap();
        assert_eq!(rota.len(), ROTA.len(), "{today}");
        for permanence in rota {
            assert_eq!(permanence.check(&catalogue), Ok(()), "{today} {}", permanence.id);
            assert!(permanence.last_day() >= today + TimeDelta::days(240), "{today} {}", permanence.id);
        }
    }
}

#[test]
fn before_an_agency_was_founded_its_permanences_are_left_out() {
    let rota = rota_on("2017-06-01");
    assert!(rota.iter().any(|permanence| permanence.agency.as_str() == "innoviris"));
    assert!(rota.iter().all(|permanence| permanence.agency.as_str() != "hub"));
}

#[test]
fn advisers_come_on_their_half_days_and_as_often_a_week_as_they_may() {
    let advisers = crate::advisers().unwrap();
    for today in ["2026-01-05", "2026-04-01", "2026-06-12", "2026-09-22", "2026-11-24"] {
        let mut weeks: BTreeMap<_, u32> = BTreeMap::new();
        let mut half_days = BTreeSet::new();
        for permanence in rota_on(today) {
            let adviser = advisers.iter().find(|adviser| adviser.id == permanence.advisers[0]).unwrap();
            assert!(adviser.half_days.contains(&HalfDay::of(permanence.start)), "{}", permanence.id);
            assert_eq!(permanence.languages, adviser.languages);
            for day in days(&permanence) {
                *weeks.entry((adviser.id.as_str(), monday(day))).or_default() += 1;
                let at = day.and_time(permanence.start.time());
                assert!(half_days.insert((adviser.id.as_str(), at)), "{} is in two places on {at}", adviser.id);
            }
        }
        for ((id, week), held) in weeks {
            let most = advisers.iter().find(|one| one.id.as_str() == id).unwrap().max_permanences_per_week;
            assert!(most.is_none_or(|most| held <= most), "{id} has {held} in the week of {week}");
        }
    }
}

#[test]
fn a_place_never_has_more_agencies_at_once_than_desks() {
    let catalogue = crate::catalogue().unwrap();
    let mut taken: BTreeMap<_, u32> = BTreeMap::new();
    for permanence in rota_on("2026-11-24") {
        for day in days(&permanence) {
            *taken.entry((permanence.location.clone(), day.and_time(permanence.start.time()))).or_default() += 1;
        }
    }
    for ((location, at), agencies) in taken {
        assert!(agencies <= catalogue.locations[&location].desks, "{location} at {at}");
    }
}

#[test]
fn three_places_of_the_programme_have_nobody() {
    let catalogue = crate::catalogue().unwrap();
    let today = day("2026-11-24");
    let held: BTreeSet<String> =
        rota_on("2026-11-24").iter().filter(|one| one.is_published()).map(|one| one.location.to_string()).collect();
    let gaps: Vec<&str> = catalogue
        .locations_on(today)
        .filter(|location| location.fit != Fit::Marginal && !held.contains(location.id.as_str()))
        .map(|location| location.id.as_str())
        .collect();
    assert_eq!(gaps, ["lustrerie", "mic-brussels", "pepibru"]);
}

#[test]
fn next_week_one_session_is_cancelled_and_one_is_moved() {
    let rota = rota_on("2026-11-24");
    let changed: Vec<_> =
        rota.iter().flat_map(|one| one.exceptions.iter().map(move |what| (one.id.as_str(), what))).collect();
    assert_eq!(changed.len(), 2);
    for (id, exception) in changed {
        assert!(exception.reason.is_some());
        assert_eq!(exception.cancelled, id == CANCELLED);
        assert!((day("2026-11-30")..=day("2026-12-04")).contains(&exception.date), "{}", exception.date);
    }
}

#[test]
fn one_permanence_is_a_draft_and_ids_are_told_apart() {
    let rota = rota_on("2026-11-24");
    let ids: BTreeSet<_> = rota.iter().map(|one| &one.id).collect();
    assert_eq!(ids.len(), rota.len());
    assert_eq!(rota.iter().filter(|one| !one.is_published()).count(), 1);
}

#[test]
fn nothing_in_the_rota_is_impossible() {
    let catalogue = crate::catalogue().unwrap();
    let mut team = Team::default();
    crate::advisers().unwrap().into_iter().for_each(|adviser| team.add(adviser, Vec::new()));
    for today in ["2026-01-05", "2026-06-12", "2026-11-24"] {
        let rota = rota_on(today);
        let window = Window::new(day(today), day(today) + TimeDelta::days(92)).unwrap();
        let expanded: Vec<_> = rota
            .iter()
            .flat_map(|permanence| {
                let location = catalogue.locations.get(&permanence.location);
                let around = Surroundings { staff_days: &catalogue.staff_days, location, taken: &|_, _| 0 };
                expand(permanence, window, Drafts::Shown, around).into_iter().map(move |session| (session, permanence))
            })
            .collect();
        let planned: Vec<_> = expanded.iter().map(|(session, permanence)| (session, *permanence)).collect();
        let found = clashes(&catalogue, &team, &planned);
        let hard: Vec<_> = found.iter().filter(|clash| clash.is_hard()).collect();
        assert!(hard.is_empty(), "{today}: {hard:?}");
        assert!(found.iter().any(|clash| clash.kind == ClashKind::Language), "some places speak what nobody does");
    }
}
