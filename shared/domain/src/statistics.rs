//! Figures of a survey.
//!
//! A tally counts; results are made of it. A question with fewer than five
//! answers is one small cell and shows nothing; the public sees each count in
//! steps of at least five new answers, so that no difference between two looks
//! is one person's answer.

#[cfg(test)]
mod attack;
mod beside;
mod compare;
mod figures;
#[cfg(test)]
mod figures_tests;
mod grid;
mod margins;
mod results;
mod tally;
#[cfg(test)]
mod testing;
mod together;

use serde::{Deserialize, Serialize};

pub use beside::questions_of_groups;
pub use compare::{Difference, Group, by, changes, groups, newcombe, satisfied_in};
pub use figures::{Net, Share, Single};
pub use margins::{Margins, Part};
pub use results::{QuestionResults, Results, hide_unstepped, results, results_in_steps};
pub use tally::{QuestionTally, Tally, due_for_public, shown_to_public};
pub use together::together;

/// The fewest answers that are shown.
pub const SMALLEST_CELL: u64 = 5;

/// The standard normal quantile of a two-sided 95 % interval.
pub const Z: f64 = 1.959_964;

/// The 95 % score interval of a share, between 0 and 1. E. B. Wilson,
/// "Probable inference, the law of succession, and statistical inference",
/// Journal of the American Statistical Association 22 (1927), 209-212.
/// Of no answers at all nothing is known: 0 to 1.
pub fn wilson(successes: u64, n: u64) -> (f64, f64) {
    wilson_at(Z, successes, n)
}

/// The same interval at another level: `z` is its two-sided normal quantile.
pub fn wilson_at(z: f64, successes: u64, n: u64) -> (f64, f64) {
    if n == 0 {
        return (0.0, 1.0);
    }
    let (count, successes) = (n as f64, successes.min(n) as f64);
    let p = successes / count;
    let z2 = z * z;
    let scale = 1.0 + z2 / count;
    let centre = (p + z2 / (2.0 * count)) / scale;
    let half = z * (p * (1.0 - p) / count + z2 / (4.0 * count * count)).sqrt() / scale;
    // At the ends the interval touches 0 or 1 exactly; arithmetic misses by a hair.
    let low = if successes == 0.0 { 0.0 } else { (centre - half).max(0.0) };
    let high = if (successes - count).abs() < f64::EPSILON { 1.0 } else { (centre + half).min(1.0) };
    (low, high)
}

/// Whether a group of respondents is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// Nobody answered.
    Empty,
    /// Too few answered, or others could be worked out from it.
    Suppressed,
    /// It is shown.
    Shown,
}

/// Which of some groups that stand beside their total are shown. A group under
/// five is suppressed; when what is hidden comes to fewer than five in all or
/// to a single group, the next smallest group is hidden as well, else the
/// total less the others would tell it.
pub fn cells(sizes: &[u64]) -> Vec<Cell> {
    let mut cells: Vec<Cell> = sizes
        .iter()
        .map(|n| match n {
            0 => Cell::Empty,
            1..SMALLEST_CELL => Cell::Suppressed,
            _ => Cell::Shown,
        })
        .collect();
    loop {
        let hidden: Vec<u64> =
            sizes.iter().zip(&cells).filter(|(_, cell)| **cell == Cell::Suppressed).map(|(n, _)| *n).collect();
        if hidden.is_empty() || (hidden.len() > 1 && hidden.iter().sum::<u64>() >= SMALLEST_CELL) {
            return cells;
        }
        let next = (0..sizes.len()).filter(|at| cells[*at] == Cell::Shown).min_by_key(|at| sizes[*at]);
        match next {
            Some(at) => cells[at] = Cell::Suppressed,
            None => return cells,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_intervals_come_out() {
        let cases = [
            (0, 10, 0.0, 0.277_533),
            (1, 10, 0.017_876, 0.404_150),
            (8, 10, 0.490_162, 0.943_318),
            (10, 10, 0.722_467, 1.0),
            (45, 50, 0.786_398, 0.956_524),
            (81, 263, 0.255_289, 0.366_210),
            (5, 5, 0.565_518, 1.0),
        ];
        for (successes, n, low, high) in cases {
            let found = wilson(successes, n);
            assert!((found.0 - low).abs() < 1e-6 && (found.1 - high).abs() < 1e-6, "{successes}/{n}: {found:?}");
        }
        assert_eq!(wilson(0, 0), (0.0, 1.0));
    }

    #[test]
    fn a_lone_small_group_hides_the_next_smallest_too() {
        use Cell::{Empty, Shown, Suppressed};
        assert_eq!(cells(&[10, 3, 8, 0]), [Shown, Suppressed, Suppressed, Empty]);
        assert_eq!(cells(&[10, 2, 2, 8]), [Shown, Suppressed, Suppressed, Suppressed]);
        assert_eq!(cells(&[10, 3, 4, 8]), [Shown, Suppressed, Suppressed, Shown]);
        assert_eq!(cells(&[5, 9]), [Shown, Shown]);
        assert_eq!(cells(&[3]), [Suppressed]);
        assert_eq!(cells(&[]), []);
    }

    proptest! {
        #[test]
        fn bounds_hold_the_share_and_stay_within_zero_and_one(n in 1_u64..5_000, part in 0.0_f64..=1.0) {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a part of n")]
            let successes = (n as f64 * part) as u64;
            let (low, high) = wilson(successes, n);
            let p = successes as f64 / n as f64;
            prop_assert!((0.0..=1.0).contains(&low) && (0.0..=1.0).contains(&high));
            prop_assert!(low <= p && p <= high);
        }

        #[test]
        fn what_is_hidden_cannot_be_worked_out_from_the_total(sizes in proptest::collection::vec(0_u64..20, 0..12)) {
            let cells = cells(&sizes);
            let hidden: Vec<u64> = sizes.iter().zip(&cells).filter(|(_, c)| **c == Cell::Suppressed).map(|(n, _)| *n).collect();
            for (n, cell) in sizes.iter().zip(&cells) {
                prop_assert!(*cell != Cell::Shown || *n >= SMALLEST_CELL);
                prop_assert_eq!(*n == 0, *cell == Cell::Empty);
            }
            let any_shown = cells.contains(&Cell::Shown);
            prop_assert!(hidden.is_empty() || !any_shown || (hidden.len() > 1 && hidden.iter().sum::<u64>() >= SMALLEST_CELL));
        }
    }
}
