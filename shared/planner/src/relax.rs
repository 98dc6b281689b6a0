//! A problem with one thing more.

use crate::{Problem, Relaxation, Wish};

impl Relaxation {
    /// The problem as it would be if people gave this; unchanged where it names
    /// somebody or something that is not there.
    #[must_use]
    pub fn applied(&self, problem: &Problem) -> Problem {
        let mut problem = problem.clone();
        let longest = problem.windows.iter().map(|window| window.minutes).max().unwrap_or_default();
        match self {
            Self::HalfDay { adviser, half_day, .. } => {
                for one in problem.advisers.iter_mut().filter(|one| one.id == *adviser) {
                    one.half_days.insert(*half_day);
                    one.most_a_week += 1;
                    one.minutes_more += longest;
                }
            }
            Self::VisitMore { adviser, .. } => {
                for one in problem.advisers.iter_mut().filter(|one| one.id == *adviser) {
                    one.most_a_week += 1;
                    one.minutes_more += longest;
                }
            }
            Self::Desk { place } => {
                for one in problem.places.iter_mut().filter(|one| one.id == *place) {
                    one.desks = one.desks.map(|desks| desks + 1);
                }
            }
            Self::Allowed { adviser, place } => problem
                .rulings
                .retain(|one| one.wish != Wish::Forbidden || one.adviser != *adviser || one.place != *place),
        }
        problem
    }
}
