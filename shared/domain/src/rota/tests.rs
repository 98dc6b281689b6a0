mod coverage;
mod properties;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};
use serde_json::json;

use super::*;
use crate::catalogue::Catalogue;
use crate::ids::PermanenceId;
use crate::location::{ClosingDays, Fit, Location};
use crate::permanence::PermanenceDraft;
use crate::sessions::{Drafts, Surroundings, Window, expand};
use crate::working_rules::{Cadence, Quarterly, Travel, WorkingRules};
use crate::{Instant, Text};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn monday() -> NaiveDate {
    day("2026-11-23")
}

fn place(id: &str, lat: f64, extra: serde_json::Value) -> Location {
    let mut row = json!({
        "id": id, "name": id.to_uppercase(), "type": "incubator", "nis": "21004", "postcode": "1040",
        "address": {"fr": "Rue", "nl": "Straat"}, "lat": lat, "lon": 4.4, "languages": ["fr"], "fit": "core"
    });
    for (field, value) in extra.as_object().unwrap() {
        row[field] = value.clone();
    }
    serde_json::from_value(row).unwrap()
}

/// Three places on a line from south to north, the first two in one building;
/// the third 3 km further, the fourth without anything said about it.
fn catalogue() -> Catalogue {
    static MADE: LazyLock<Catalogue> = LazyLock::new(make_catalogue);
    MADE.clone()
}

fn make_catalogue() -> Catalogue {
    let three_km = 3.0 / 111.195;
    let places = [
        place("south", 50.8, json!({"building": "one", "desks": 1, "opening_hours": [["09:00", "17:00"]]})),
        place("mid", 50.8, json!({"building": "one", "desks": 2, "fit": "adjacent", "languages": ["fr", "nl"]})),
        place("north", 50.8 + three_km, json!({"fit": "marginal", "recognised_coworking": true})),
        place("plain", 50.8 - three_km, json!({"fit": "unknown"})),
    ];
    let travel = Travel {
        base_minutes: 10.0,
        minutes_per_km: 5.0,
        round_up_to: 5,
        min_gap_minutes: 20,
        same_building_minutes: 0,
    };
    let cadence =
        [(Fit::Core, Cadence::Weekly), (Fit::Adjacent, Cadence::Fortnightly), (Fit::Marginal, Cadence::Monthly)].into();
    let quarterly = Some(Quarterly { agency: crate::brussels::agency("hub"), since: day("2019-02-18") });
    Catalogue {
        locations: places.into_iter().map(|place| (place.id.clone(), place)).collect(),
        working_rules: WorkingRules { travel, cadence, quarterly, cancel_until_hours: 24, ..WorkingRules::default() },
        ..crate::brussels::catalogue()
    }
}

fn adviser(id: &str, extra: serde_json::Value) -> Adviser {
    let mut row = json!({"id": id, "agency": "hub", "name": id, "email": "a@b.example", "languages": ["fr"]});
    for (field, value) in extra.as_object().unwrap() {
        row[field] = value.clone();
    }
    serde_json::from_value(row).unwrap()
}

fn team(advisers: impl IntoIterator<Item = Adviser>) -> Team {
    let mut team = Team::default();
    advisers.into_iter().for_each(|adviser| team.add(adviser, Vec::new()));
    team
}

/// Agency, place, start, minutes, adviser.
type Plan<'a> = (&'a str, &'a str, &'a str, u32, Option<&'a str>);

fn permanence(at: usize, (agency, location, start, minutes, adviser): Plan<'_>) -> Permanence {
    let draft: PermanenceDraft = serde_json::from_value(json!({
        "agency": agency, "location": location, "start": start, "duration_minutes": minutes,
        "slot_minutes": 5, "advisers": adviser.into_iter().collect::<Vec<_>>(), "status": "published"
    }))
    .unwrap();
    draft.parse(PermanenceId::parse(&format!("p{at}")).unwrap(), &catalogue()).unwrap()
}

fn sessions(catalogue: &Catalogue, permanences: &[Permanence], window: Window) -> Vec<(Session, usize)> {
    let expanded = permanences.iter().enumerate().flat_map(|(at, permanence)| {
        let location = catalogue.locations.get(&permanence.location);
        let around = Surroundings { staff_days: &catalogue.staff_days, location, taken: &|_, _| 0 };
        expand(permanence, window, Drafts::Shown, around).into_iter().map(move |session| (session, at))
    });
    expanded.collect()
}

fn found_in(catalogue: &Catalogue, team: &Team, permanences: &[Permanence]) -> Vec<Clash> {
    let window = Window::new(monday(), monday() + Days::new(60)).unwrap();
    let expanded = sessions(catalogue, permanences, window);
    let planned: Vec<Planned<'_>> = expanded.iter().map(|(session, at)| (session, &permanences[*at])).collect();
    clashes(catalogue, team, &planned)
}

fn kinds(team: &Team, plans: &[Plan<'_>]) -> Vec<ClashKind> {
    let permanences: Vec<_> = plans.iter().enumerate().map(|(at, plan)| permanence(at, *plan)).collect();
    found_in(&catalogue(), team, &permanences).into_iter().map(|clash| clash.kind).collect()
}

#[test]
fn each_kind_of_clash_is_found_and_what_just_fits_is_none() {
    use ClashKind::{Absent, Desks, HalfDay, Language, OpeningHours, TooMany, Travel, TwoPlaces};
    let absent = json!({"absences": [{"from": "2026-11-24", "to": "2026-11-24"}]});
    let people = || {
        team([
            adviser("ann", json!({"languages": ["fr", "nl"]})),
            adviser("bob", json!({})),
            adviser("cat", json!({"half_days": ["TU-AM"], "max_permanences_per_week": 1})),
            adviser("dan", absent.clone()),
        ])
    };
    let cases: &[(&[Plan<'_>], &[ClashKind])] = &[
        (
            &[
                ("hub", "plain", "2026-11-24T09:30", 180, Some("ann")),
                ("hub", "north", "2026-11-24T12:00", 60, Some("ann")),
            ],
            &[TwoPlaces],
        ),
        // 6 km take 40 minutes.
        (
            &[
                ("hub", "plain", "2026-11-24T09:30", 60, Some("ann")),
                ("hub", "north", "2026-11-24T11:05", 60, Some("ann")),
            ],
            &[Travel],
        ),
        (
            &[
                ("hub", "plain", "2026-11-24T09:30", 60, Some("ann")),
                ("hub", "north", "2026-11-24T11:10", 60, Some("ann")),
            ],
            &[],
        ),
        (
            &[
                ("hub", "south", "2026-11-24T09:30", 60, Some("ann")),
                ("hub", "mid", "2026-11-24T10:30", 60, Some("ann")),
            ],
            &[],
        ),
        (
            &[
                ("hub", "plain", "2026-11-24T09:30", 60, Some("ann")),
                ("hub", "plain", "2026-11-24T10:00", 60, Some("ann")),
            ],
            &[TwoPlaces],
        ),
        (
            &[
                ("hub", "south", "2026-11-24T09:30", 60, Some("x")),
                ("innoviris", "south", "2026-11-24T10:29", 60, Some("y")),
            ],
            &[Desks],
        ),
        (
            &[
                ("hub", "south", "2026-11-24T09:30", 60, Some("x")),
                ("innoviris", "south", "2026-11-24T10:30", 60, Some("y")),
            ],
            &[],
        ),
        (
            &[
                ("hub", "south", "2026-11-24T09:30", 60, Some("x")),
                ("innoviris", "mid", "2026-11-24T09:30", 60, Some("y")),
            ],
            &[],
        ),
        (
            &[
                ("hub", "plain", "2026-11-24T03:30", 60, Some("x")),
                ("innoviris", "plain", "2026-11-24T03:30", 60, Some("y")),
            ],
            &[],
        ),
        (&[("hub", "south", "2026-11-24T16:30", 60, None)], &[OpeningHours]),
        (&[("hub", "south", "2026-11-24T16:00", 60, None)], &[]),
        // Saturdays and Sundays, also where no hours are said.
        (&[("hub", "south", "2026-11-28T10:30", 60, None)], &[OpeningHours]),
        (&[("hub", "plain", "2026-11-29T10:30", 60, None)], &[OpeningHours]),
        // One building is one stop, but two meetings at once are two.
        (
            &[
                ("hub", "south", "2026-11-24T09:30", 60, Some("ann")),
                ("hub", "mid", "2026-11-24T10:00", 60, Some("ann")),
            ],
            &[TwoPlaces],
        ),
        (&[("hub", "plain", "2026-11-24T09:30", 180, Some("cat"))], &[]),
        (&[("hub", "plain", "2026-11-24T09:30", 240, Some("cat"))], &[HalfDay]),
        (&[("hub", "plain", "2026-11-25T09:30", 60, Some("cat"))], &[HalfDay]),
        (
            &[
                ("hub", "plain", "2026-11-24T08:30", 60, Some("cat")),
                ("hub", "plain", "2026-11-24T09:30", 60, Some("cat")),
            ],
            &[TooMany],
        ),
        (&[("hub", "plain", "2026-11-24T09:30", 60, Some("dan"))], &[Absent]),
        (&[("hub", "plain", "2026-11-25T09:30", 60, Some("dan"))], &[]),
        (&[("hub", "mid", "2026-11-24T09:30", 60, Some("bob"))], &[Language]),
        (&[("hub", "mid", "2026-11-24T09:30", 60, Some("ann"))], &[]),
        (&[("hub", "mid", "2026-11-24T09:30", 60, Some("nobody-known"))], &[]),
        // A public holiday: nothing takes place.
        (
            &[
                ("hub", "south", "2026-12-25T09:30", 60, Some("x")),
                ("innoviris", "south", "2026-12-25T09:30", 60, Some("y")),
            ],
            &[],
        ),
    ];
    for (plans, expected) in cases {
        assert_eq!(kinds(&people(), plans), *expected, "{plans:?}");
    }
}

#[test]
fn a_room_is_for_one_agency_at_a_time() {
    let in_room = |at, agency, room: &str| Permanence {
        room: Some(room.to_owned()),
        ..permanence(at, (agency, "plain", "2026-11-24T09:30", 60, None))
    };
    let of = |others: [Permanence; 2]| found_in(&catalogue(), &Team::default(), &others);
    let found = of([in_room(0, "hub", "Blue"), in_room(1, "innoviris", "blue")]);
    assert_eq!(found.iter().map(|clash| clash.kind).collect::<Vec<_>>(), [ClashKind::Room]);
    assert!(found[0].is_hard() && found[0].reason.nl.contains("Blue"));
    assert_eq!(of([in_room(0, "hub", "Blue"), in_room(1, "hub", "Blue")]), []);
    assert_eq!(of([in_room(0, "hub", "Blue"), in_room(1, "innoviris", "Red")]), []);
    let at = |at, agency, place: &str| Permanence {
        location: crate::ids::LocationId::parse(place).unwrap(),
        ..in_room(at, agency, "Blue")
    };
    let [shared] = of([at(0, "hub", "south"), at(1, "innoviris", "mid")]).try_into().unwrap();
    assert!(shared.kind == ClashKind::Room && shared.reason.fr.contains("SOUTH, MID"), "one building: {shared:?}");
    assert_eq!(of([at(0, "hub", "south"), at(1, "innoviris", "north")]), [], "two buildings");
}

#[test]
fn what_an_advisers_own_calendar_has_is_a_soft_clash() {
    let at = |text: &str| Instant::parse(text).unwrap();
    let mut people = Team::default();
    let busy = BusyTime { start: at("2026-11-24T09:29:00Z"), end: at("2026-11-24T12:00:00Z") };
    people.add(adviser("ann", json!({})), vec![busy]);
    let ends_at = |minutes| kinds(&people, &[("hub", "plain", "2026-11-24T09:30", minutes, Some("ann"))]);
    assert_eq!(ends_at(60), [ClashKind::Busy]);
    assert_eq!(ends_at(55), []);
    assert!(!ClashKind::Busy.is_hard());
}

#[test]
fn a_series_says_the_same_reason_once() {
    let weekly = |at, agency| {
        let mut permanence = permanence(at, (agency, "south", "2026-11-24T09:30", 60, Some(agency)));
        permanence.rrule = Some("FREQ=WEEKLY;COUNT=3".parse().unwrap());
        permanence
    };
    let found = found_in(&catalogue(), &Team::default(), &[weekly(0, "hub"), weekly(1, "innoviris")]);
    assert_eq!(found.len(), 3);
    let said = by_reason(found);
    assert_eq!(said.len(), 1);
    assert_eq!(said[0].days, ["2026-11-24", "2026-12-01", "2026-12-08"].map(day));
    assert_eq!(said[0].sessions.len(), 6);
    assert!(said[0].reason.fr.contains("SOUTH") && said[0].reason.fr.contains("9:30–10:30"));
}

#[test]
fn a_place_is_closed_on_its_closing_days_and_says_why() {
    let mut catalogue = catalogue();
    let reason = Text::new("Travaux", "Werken", "Works");
    let south = catalogue.locations.values_mut().find(|place| place.id.as_str() == "south").unwrap();
    south.closing_days =
        vec![ClosingDays { from: day("2026-11-23"), to: day("2026-11-24"), reason: Some(reason.clone()) }];
    let permanences = [permanence(0, ("hub", "south", "2026-11-24T09:30", 60, None))];
    let found = sessions(&catalogue, &permanences, Window::day(day("2026-11-24")));
    assert_eq!((found[0].0.status, &found[0].0.reason), (crate::sessions::SessionStatus::Cancelled, &Some(reason)));
}
