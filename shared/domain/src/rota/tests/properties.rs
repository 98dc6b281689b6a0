use proptest::prelude::*;

use super::*;

const AGENCIES: [&str; 2] = ["hub", "innoviris"];
const PLACES: [&str; 4] = ["south", "mid", "north", "plain"];

/// Sessions of a Tuesday, in quarters of an hour from midnight.
fn plans() -> impl Strategy<Value = Vec<Permanence>> {
    let one = (0..2usize, 0..4usize, 28..64u32, 1..16u32, prop::option::of(0..3usize));
    prop::collection::vec(one, 0..9).prop_map(|plans| {
        let made = plans.into_iter().enumerate().map(|(at, (agency, place, from, quarters, adviser))| {
            let start = day("2026-11-24").and_time(NaiveTime::MIN) + TimeDelta::minutes(i64::from(from * 15));
            let start = crate::local_time::format(start);
            let adviser = adviser.map(|adviser| ["ann", "bob", "cat"][adviser]);
            permanence(at, (AGENCIES[agency], PLACES[place], &start, quarters * 15, adviser))
        });
        made.collect()
    })
}

proptest! {
    #[test]
    fn the_order_of_sessions_does_not_matter_and_fewer_sessions_never_clash_harder(permanences in plans()) {
        let people = team([adviser("ann", json!({})), adviser("bob", json!({"half_days": ["TU-PM"]}))]);
        let found = found_in(&catalogue(), &people, &permanences);
        let mut turned = permanences.clone();
        turned.reverse();
        prop_assert_eq!(&found_in(&catalogue(), &people, &turned), &found);
        if let Some((_, fewer)) = permanences.split_last() {
            let hard = |clashes: &[Clash]| clashes.iter().filter(|clash| clash.is_hard()).count();
            prop_assert!(hard(&found_in(&catalogue(), &people, fewer)) <= hard(&found));
        }
    }

    /// Held against a clock that looks at every quarter of an hour.
    #[test]
    fn two_places_and_desks_agree_with_looking_at_every_quarter(permanences in plans()) {
        let catalogue = catalogue();
        let found = found_in(&catalogue, &Team::default(), &permanences);
        let (mut full, mut doubled) = (BTreeSet::new(), BTreeSet::new());
        for quarter in 0..96 {
            let at = day("2026-11-24").and_time(NaiveTime::MIN) + TimeDelta::minutes(quarter * 15);
            let there = |one: &&Permanence| {
                one.start <= at && at < one.start + TimeDelta::minutes(i64::from(one.duration_minutes))
            };
            let now: Vec<&Permanence> = permanences.iter().filter(there).collect();
            for place in catalogue.locations.values().filter(|place| place.desks > 0) {
                if now.iter().filter(|one| one.location == place.id && !one.advisers.is_empty()).count() > place.desks as usize {
                    full.insert(place.id.clone());
                }
            }
            for name in ["ann", "bob", "cat"] {
                let of: Vec<_> = now.iter().filter(|one| one.advisers.iter().any(|id| id.as_str() == name)).collect();
                doubled.extend(of.iter().enumerate().flat_map(|(at, one)| of[at + 1..].iter().map(|other| {
                    let mut pair = [one.id.to_string(), other.id.to_string()];
                    pair.sort();
                    pair
                })));
            }
        }
        let of_kind = |kind| found.iter().filter(move |clash| clash.kind == kind);
        let at: BTreeSet<_> = of_kind(ClashKind::Desks)
            .map(|clash| {
                let (permanence, _) = clash.sessions[0].parts().unwrap();
                permanences.iter().find(|one| one.id == permanence).unwrap().location.clone()
            })
            .collect();
        prop_assert_eq!(at, full);
        let pairs: BTreeSet<_> = of_kind(ClashKind::TwoPlaces)
            .map(|clash| {
                let names = clash.sessions.iter().map(|id| id.parts().unwrap().0.to_string()).collect::<Vec<_>>();
                [names[0].clone(), names[1].clone()]
            })
            .collect();
        prop_assert_eq!(pairs, doubled);
    }

    #[test]
    fn what_is_not_said_clashes_with_nothing(permanences in plans()) {
        let mut catalogue = catalogue();
        for place in catalogue.locations.values_mut() {
            place.opening_hours.clear();
        }
        let unsaid: Vec<_> = permanences
            .into_iter()
            .map(|permanence| Permanence { advisers: Vec::new(), room: None, ..permanence })
            .collect();
        prop_assert_eq!(found_in(&catalogue, &Team::default(), &unsaid), vec![]);
    }

    #[test]
    fn a_week_is_held_by_its_windows(week in 0..5000u64) {
        let monday = day("2024-01-01") + Days::new(7 * week);
        let [before, after] = windows(monday).unwrap();
        prop_assert_eq!(before.to(), after.from());
        prop_assert!(before.from() <= monday - Days::new(7) && after.to() >= monday + Days::new(7));
    }
}
