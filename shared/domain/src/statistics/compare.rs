//! Groups beside each other, and what changed from one time to the next.

use std::collections::BTreeMap;

use serde::Serialize;

use super::margins::larger;
use super::{Cell, QuestionResults, Share, Tally, cells, wilson};
use crate::questionnaire::Questionnaire;
use crate::survey::SurveyTarget;

/// A difference of two shares with its 95 % bounds, between -1 and 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct Difference {
    /// The later share less the earlier one.
    pub value: f64,
    /// Lower bound.
    pub low: f64,
    /// Upper bound.
    pub high: f64,
}

impl Difference {
    /// Whether it is sure that something changed.
    pub fn is_sure(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}

/// The difference of two independent shares, each `(successes, n)`, with the
/// hybrid score interval, method 10 of R. G. Newcombe, "Interval estimation for
/// the difference between independent proportions: comparison of eleven methods",
/// Statistics in Medicine 17 (1998), 873-890. `None` where either n is 0.
pub fn newcombe(now: (u64, u64), before: (u64, u64)) -> Option<Difference> {
    if now.1 == 0 || before.1 == 0 {
        return None;
    }
    let share = |(successes, n): (u64, u64)| successes.min(n) as f64 / n as f64;
    let (p1, p2) = (share(now), share(before));
    let ((low1, high1), (low2, high2)) = (wilson(now.0, now.1), wilson(before.0, before.1));
    Some(difference((p1, low1, high1), (p2, low2, high2)))
}

/// The difference of two independent figures, each with its bounds as
/// `(value, low, high)`: what is left of each interval beside its figure is added
/// as two sides of a right angle. G. Y. Zou and A. Donner, "Construction of
/// confidence limits about effect measures: a general approach", Statistics in
/// Medicine 27 (2008), 1693-1702; of two Wilson intervals it is Newcombe's.
fn difference((now, low1, high1): (f64, f64, f64), (before, low2, high2): (f64, f64, f64)) -> Difference {
    let value = now - before;
    let (low, high) = ((now - low1).hypot(high2 - before), (high1 - now).hypot(before - low2));
    Difference { value, low: value - low, high: value + high }
}

/// What changed in each question whose figure has bounds and is shown both times:
/// shares between -1 and 1, the net promoter score between -200 and 200.
pub fn changes(
    now: &BTreeMap<String, QuestionResults>,
    before: &BTreeMap<String, QuestionResults>,
) -> BTreeMap<String, Difference> {
    let figure = |found: &QuestionResults| {
        found.figures().into_iter().find_map(|(_, [value, low, high])| Some((value?, low?, high?)))
    };
    let change =
        |(id, now): (&String, &QuestionResults)| Some((id.clone(), difference(figure(now)?, figure(before.get(id)?)?)));
    now.iter().filter_map(change).collect()
}

/// A group of those who answered, beside others.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct Group {
    /// What it is of: a place's or an agency's id.
    pub id: String,
    /// Responses; null where they are too few to show, or would tell of others
    /// that are.
    pub n: Option<u64>,
    /// Whether it is hidden.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub suppressed: bool,
    /// Share of 4 and 5 of the first question about satisfaction; null where
    /// fewer than five answered it.
    pub csat: Option<Share>,
}

/// Counts by what they are about, of those with any answers: what the surveys
/// count, or of those whose sum is told, that, where it is no less.
pub fn by<'a, Id: Ord + std::fmt::Display + 'a>(
    surveys: impl Iterator<Item = (&'a SurveyTarget, &'a Tally)>,
    name: fn(&SurveyTarget) -> Option<&Id>,
    told: impl Iterator<Item = (&'a Id, &'a Tally)>,
) -> Vec<(String, Tally)> {
    let mut parts: BTreeMap<&Id, Tally> = BTreeMap::new();
    for (target, tally) in surveys {
        if let Some(name) = name(target) {
            parts.entry(name).or_default().merge(tally);
        }
    }
    for (id, told) in told {
        let shown = parts.remove(id).unwrap_or_default();
        parts.insert(id, larger(Some(told), shown));
    }
    parts.into_iter().filter(|(_, tally)| tally.n > 0).map(|(id, tally)| (id.to_string(), tally)).collect()
}

/// Groups as they may be shown side by side, whose total is known as well.
pub fn groups(tallies: &[(String, Tally)], questionnaire: &Questionnaire) -> Vec<Group> {
    let sizes: Vec<u64> = tallies.iter().map(|(_, tally)| tally.n).collect();
    let shown = cells(&sizes);
    let satisfied: Vec<(u64, u64)> = tallies.iter().map(|(_, tally)| satisfied_in(tally, questionnaire)).collect();
    // The same of those who answered the question, which is optional.
    let answered: Vec<u64> = satisfied.iter().map(|(_, n)| *n).collect();
    let answered = cells(&answered);
    let group = |at: usize| {
        let (id, tally) = &tallies[at];
        let is_shown = shown[at] != Cell::Suppressed;
        let (successes, n) = satisfied[at];
        Group {
            id: id.clone(),
            n: is_shown.then_some(tally.n),
            suppressed: !is_shown,
            csat: (is_shown && answered[at] == Cell::Shown).then(|| Share::of(successes, n)),
        }
    };
    (0..tallies.len()).map(group).collect()
}

/// How many are satisfied, of how many who were asked first about it.
pub fn satisfied_in(tally: &Tally, questionnaire: &Questionnaire) -> (u64, u64) {
    let question = questionnaire.questions.iter().find(|question| question.metric.as_deref() == Some("csat"));
    let counts = question.and_then(|question| tally.questions.get(&question.id));
    let satisfied = |counts: &super::QuestionTally| {
        let of = |value: &str| counts.counts.get(value).copied().unwrap_or_default();
        (of("4") + of("5"), counts.n)
    };
    counts.map(satisfied).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Table II of the paper, method 10.
    #[test]
    fn the_published_intervals_come_out() {
        let cases = [
            ((56, 70), (48, 80), 0.2, 0.0524, 0.3339),
            ((9, 10), (3, 10), 0.6, 0.1705, 0.8090),
            ((6, 7), (2, 7), 0.5714, 0.0582, 0.8062),
            ((5, 56), (0, 29), 0.0893, -0.0381, 0.1926),
            ((0, 10), (0, 20), 0.0, -0.1611, 0.2775),
            ((0, 10), (0, 10), 0.0, -0.2775, 0.2775),
            ((10, 10), (0, 20), 1.0, 0.6791, 1.0),
            ((10, 10), (0, 10), 1.0, 0.6075, 1.0),
        ];
        for (now, before, value, low, high) in cases {
            let found = newcombe(now, before).unwrap();
            let near = |a: f64, b: f64| (a - b).abs() < 5e-5;
            assert!(near(found.value, value) && near(found.low, low) && near(found.high, high), "{now:?}: {found:?}");
        }
        assert_eq!(newcombe((0, 0), (1, 2)), None);
        assert_eq!(newcombe((1, 2), (0, 0)), None);
    }

    #[test]
    fn each_question_that_is_shown_both_times_says_what_changed() {
        let share = |value, low, high| Some(Some(Share { value, low, high }));
        let of = |csat| QuestionResults { csat, ..Default::default() };
        let hidden = of(Some(None));
        let now = BTreeMap::from([("a".to_owned(), of(share(0.9, 0.596, 0.982))), ("b".to_owned(), hidden.clone())]);
        let before = BTreeMap::from([("a".to_owned(), of(share(0.3, 0.108, 0.603))), ("b".to_owned(), hidden)]);
        let found = changes(&now, &before);
        assert_eq!(found.len(), 1, "of what is hidden there is no change");
        let near = |a: f64, b: f64| (a - b).abs() < 1e-3;
        let change = found["a"];
        assert!(near(change.value, 0.6) && near(change.low, 0.1705) && near(change.high, 0.8090), "{change:?}");
    }

    proptest! {
        #[test]
        fn a_difference_lies_within_its_bounds_and_turns_with_its_sides(
            (a, n) in (1_u64..300).prop_flat_map(|n| (0..=n, Just(n))),
            (b, m) in (1_u64..300).prop_flat_map(|m| (0..=m, Just(m))),
        ) {
            let one = newcombe((a, n), (b, m)).unwrap();
            let other = newcombe((b, m), (a, n)).unwrap();
            prop_assert!(-1.0 - 1e-9 <= one.low && one.low <= one.value + 1e-12);
            prop_assert!(one.value <= one.high + 1e-12 && one.high <= 1.0 + 1e-9);
            prop_assert!((one.low + other.high).abs() < 1e-12 && (one.high + other.low).abs() < 1e-12);
        }
    }
}
