//! Figures on cases with known answers, and as properties.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::brussels::{agency, arrival, at, catalogue, day, need_type};
use crate::event::{Actor, Event, EventKind};
use crate::ids::LocationId;
use crate::moves as needs;
use crate::need::NeedCase;
use crate::referral::DeclineReason;

fn quarter(text: &str) -> Quarter {
    Quarter::parse(text).unwrap()
}

#[test]
fn a_quarter_is_written_and_read_and_follows_the_calendar_of_brussels() {
    for (text, first, last) in [("2026-Q1", "2026-01-01", "2026-03-31"), ("2026-Q4", "2026-10-01", "2026-12-31")] {
        let found = quarter(text);
        assert_eq!((found.to_string(), found.first_day(), found.last_day()), (text.to_owned(), day(first), day(last)));
        assert_eq!((found.before().after(), found.after().before()), (found, found));
        assert_eq!((Quarter::of(found.first_day()), Quarter::of(found.last_day())), (found, found));
    }
    assert_eq!(Quarter::at(at("2026-12-31T23:30:00Z")), quarter("2027-Q1"), "midnight is that of Brussels");
    for bad in ["", "2026", "2026-Q0", "2026-Q5", "26-Q1", "2026-q1", "1999-Q4", "2101-Q1", "2026-Q+1", "2026-Q11"] {
        assert!(Quarter::parse(bad).is_err(), "{bad}");
    }
}

#[test]
fn a_counter_reads_back_from_what_the_table_keeps() {
    let hub = || agency("hub");
    let all = [
        Counter::Needs(NeedCount::Helped),
        Counter::Kind(need_type("rd_grant")),
        Counter::Programme("sba-66".to_owned()),
        Counter::Referrals(ReferralCount::Withdrawn, hub()),
        Counter::FirstAnswer(12, agency("finance.brussels")),
        Counter::Bookings(BookingCount::WalkIn, hub()),
        Counter::Items,
        Counter::Members,
    ];
    for counter in all {
        let text = String::from(counter.clone());
        assert_eq!(Counter::try_from(text.clone()), Ok(counter), "{text}");
    }
    for bad in ["", "needs", "needs.else", "kind.", "programme.", "referrals.asked", "first_answer.x.hub", "items.2"] {
        assert!(Counter::try_from(bad.to_owned()).is_err(), "{bad}");
    }
}

/// A need of Zoé that is taken in at ten on a Tuesday, with what happened since.
struct Story {
    case: NeedCase,
    events: Vec<Event>,
}

impl Story {
    fn begins(stated: &[&str]) -> Self {
        let arrival = arrival(stated, serde_json::json!({"in_region": true}));
        let decided = needs::receive(arrival, &catalogue(), at("2026-11-24T09:00:00Z"), Actor::Member);
        Self { case: decided.case, events: decided.events }
    }

    fn counted(&self) -> Counted {
        of_need(&self.case, &self.events, None, &catalogue())
    }

    fn happened(&mut self, moment: &str, kind: EventKind) {
        self.events.push(Event::new(at(moment), Actor::System, kind));
    }
}

fn counts(counted: &Counted) -> BTreeMap<String, u64> {
    let all = together(counted.counts.values().flat_map(|places| places.values()));
    all.into_iter().map(|(counter, n)| (counter.to_string(), n)).collect()
}

#[test]
fn a_need_counts_with_its_kind_its_programme_and_whom_it_asked() {
    let mut story = Story::begins(&["rd_grant"]);
    assert_eq!(counts(&story.counted())["needs.stated"], 1);
    assert_eq!(counts(&story.counted())["kind.rd_grant"], 1);
    let asked = story.case.referrals[0].agency.clone();
    assert!(!counts(&story.counted()).contains_key(&format!("referrals.asked.{asked}")), "its mail waits to leave");

    let sent = needs::sent(story.case.clone(), &asked, &catalogue(), at("2026-11-24T09:01:00Z")).unwrap();
    story.case = sent.case;
    story.events.extend(sent.events);
    let told = counts(&story.counted());
    assert_eq!((told[&format!("referrals.asked.{asked}")], told[&format!("referrals.open.{asked}")]), (1, 1));
    assert!(!told.contains_key(&format!("referrals.answered.{asked}")));

    // Thursday is two working days after Tuesday.
    story.happened(
        "2026-11-26T15:00:00Z",
        EventKind::ReferralDeclined { agency: asked.clone(), reason: DeclineReason::Capacity },
    );
    story.case.referrals[0].status = crate::referral::ReferralStatus::Declined;
    let told = counts(&story.counted());
    assert_eq!(told[&format!("referrals.closed.{asked}")], 1, "a no closes the loop");
    assert_eq!(told[&format!("first_answer.2.{asked}")], 1);
    assert!(!told.contains_key(&format!("referrals.open.{asked}")));
}

#[test]
fn what_came_onto_the_list_of_the_coordinator_counts_once_it_is_off_it() {
    let mut story = Story::begins(&[]);
    let came = story.events.iter().filter(|one| matches!(one.kind, EventKind::NeedToTriage { .. })).count();
    assert_eq!(came, 1, "nothing is known of it, so a person looks: {:?}", story.events);
    assert!(!counts(&story.counted()).contains_key("items"));
    story.case.need.triage = None;
    assert_eq!(counts(&story.counted())["items"], 1);
}

#[test]
fn quantiles_of_a_histogram_are_those_of_its_numbers() {
    let histogram = BTreeMap::from([(0, 2), (3, 5), (7, 2), (30, 1)]);
    assert_eq!([0.1, 0.5, 0.8, 0.9, 1.0].map(|share| quantile(&histogram, share)), [0, 3, 7, 7, 30].map(Some));
    assert_eq!(quantile(&BTreeMap::new(), 0.5), None);
}

fn some_counted() -> impl Strategy<Value = Counted> {
    let entry = (0..3_u32, 0..3_u32, 0..4_u32, 1..4_u64);
    proptest::collection::vec(entry, 0..6).prop_map(|entries| {
        let mut counted = Counted::default();
        for (nth, place, kind, n) in entries {
            let place = LocationId::parse(&format!("place-{place}")).unwrap();
            let counter = Counter::Kind(need_type(&format!("kind-{kind}")));
            counted.add(quarter(&format!("2026-Q{}", nth + 1)), &place, counter, n);
        }
        counted
    })
}

/// Figures that were kept by moving them, whatever the order.
fn kept(steps: &[(usize, Counted)]) -> BTreeMap<(Quarter, LocationId), Counts> {
    let mut figures: BTreeMap<(Quarter, LocationId), Counts> = BTreeMap::new();
    let mut known: BTreeMap<usize, Counted> = BTreeMap::new();
    for (thing, after) in steps {
        let before = known.insert(*thing, after.clone()).unwrap_or_default();
        let mut moved = Moved::new();
        moves(&mut moved, &before, after);
        for (place, by) in moved {
            apply(figures.entry(place).or_default(), &by);
        }
    }
    figures.retain(|_, counts| !counts.is_empty());
    figures
}

/// The cells between which a count may lie, given what is shown of all cells and
/// of their total, when each cell and the total are at least what is shown and
/// less than a step more. Found by trying every value of the others' sum.
fn widths(shown: &[u64], total: Option<u64>) -> Vec<u64> {
    let most = |at: usize| shown.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, n)| n + 4).sum::<u64>();
    let fits = |at: usize, value: u64| total.is_none_or(|total| value + most(at) >= total);
    (0..shown.len()).map(|at| (shown[at]..shown[at] + STEP).filter(|value| fits(at, *value)).count() as u64).collect()
}

proptest! {
    #[test]
    fn figures_that_move_equal_those_that_are_counted_anew(steps in proptest::collection::vec((0..4_usize, some_counted()), 0..12)) {
        let last: BTreeMap<usize, Counted> = steps.iter().cloned().collect();
        prop_assert_eq!(kept(&steps), kept(&Vec::from_iter(last)));
    }

    #[test]
    fn looked_at_twice_nothing_moves(counted in some_counted()) {
        let mut moved = Moved::new();
        moves(&mut moved, &counted, &counted);
        prop_assert!(moved.is_empty());
    }

    #[test]
    fn no_cell_that_the_public_sees_is_confined_by_the_total(cells in proptest::collection::vec(0_u64..30, 1..8), more in 0_u64..3) {
        let total = cells.iter().sum::<u64>().saturating_sub(more);
        let shown: Vec<u64> = cells.iter().copied().map(in_steps).collect();
        let told = total_in_steps(total, &cells);
        prop_assert!(told <= total && told.is_multiple_of(STEP));
        prop_assert!(widths(&shown, Some(told)).iter().all(|width| *width >= STEP), "{shown:?} of {told}");
    }
}

#[test]
fn a_total_that_would_tell_each_cell_is_told_as_less() {
    assert_eq!(total_in_steps(20, &[4, 4, 4, 4, 4]), 15, "twenty would say that each is four");
    assert!(widths(&[0, 0, 0, 0, 0], Some(20)).iter().all(|width| *width == 1), "the attack that this prevents");
    assert_eq!(total_in_steps(23, &[11, 12]), 20);
    assert_eq!(total_in_steps(0, &[]), 0);
    assert_eq!([0, 4, 5, 9, 10].map(in_steps), [0, 0, 5, 5, 10]);
}
