//! A problem as it would be if something were otherwise: to compare, never to
//! publish.

use std::collections::BTreeSet;

use domain::Language;
use domain::adviser::HalfDay;
use domain::ids::{AdviserId, AgencyId, LocationId};
use domain::working_rules::Cadence;
use serde::{Deserialize, Serialize};

use crate::{Adviser, Problem};

/// What would be otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum WhatIf {
    /// One adviser more, who speaks French and Dutch and is never away.
    AdviserMore {
        /// Whose.
        agency: AgencyId,
        /// When they work; on every half-day from Monday to Friday where none is named.
        #[serde(default)]
        half_days: BTreeSet<HalfDay>,
        /// Visits in a week, at most.
        most_a_week: u32,
    },
    /// Without an adviser.
    AdviserLess {
        /// Who.
        adviser: AdviserId,
    },
    /// Without a place, what is needed there and what the rota has there.
    PlaceLess {
        /// Which.
        place: LocationId,
    },
    /// Somebody more often, or less often, at a place.
    Cadence {
        /// Where; at every place that has an aim where none is named.
        #[serde(default)]
        place: Option<LocationId>,
        /// How often.
        aim: Cadence,
    },
}

impl WhatIf {
    /// The problem with it, still fit to plan from; unchanged where it names
    /// somebody or something that is not there.
    #[must_use]
    pub fn applied(&self, mut problem: Problem) -> Problem {
        match self {
            Self::AdviserMore { agency, half_days, most_a_week } => {
                if let Some(adviser) = one_more(&problem, agency, half_days, *most_a_week) {
                    problem.advisers.push(adviser);
                    problem.advisers.sort_by(|one, other| one.id.cmp(&other.id));
                }
            }
            Self::AdviserLess { adviser } => without_adviser(&mut problem, adviser),
            Self::PlaceLess { place } => {
                problem.places.retain(|one| one.id != *place);
                problem.demand.retain(|one| one.place != *place);
                problem.standing.retain(|one| one.place != *place);
                problem.rulings.retain(|one| one.place.as_ref() != Some(place));
            }
            Self::Cadence { place, aim } => {
                for one in &mut problem.places {
                    if place.as_ref().map_or(one.aim.is_some(), |place| *place == one.id) {
                        one.aim = Some(*aim);
                    }
                }
            }
        }
        problem
    }
}

/// Whether an adviser is one that only a [`WhatIf`] brought.
pub fn is_imagined(adviser: &AdviserId) -> bool {
    adviser.as_str().starts_with(IMAGINED)
}

const IMAGINED: &str = "what-if-";

fn one_more(problem: &Problem, agency: &AgencyId, half_days: &BTreeSet<HalfDay>, most_a_week: u32) -> Option<Adviser> {
    let so_far = problem.advisers.iter().filter(|one| is_imagined(&one.id)).count();
    let half_days = if half_days.is_empty() { HalfDay::working().collect() } else { half_days.clone() };
    Some(Adviser {
        id: AdviserId::parse(&format!("{IMAGINED}{}", so_far + 1)).ok()?,
        agency: agency.clone(),
        languages: vec![Language::Fr, Language::Nl],
        half_days,
        away: BTreeSet::new(),
        most_a_week,
        minutes_more: 0,
        outside: Vec::new(),
        starts_at: None,
    })
}

/// A series that only they held is not there either; one that others hold goes on.
fn without_adviser(problem: &mut Problem, adviser: &AdviserId) {
    problem.advisers.retain(|one| one.id != *adviser);
    problem.rulings.retain(|one| one.adviser != *adviser);
    problem.standing.retain_mut(|one| {
        let held = one.advisers.contains(adviser);
        one.advisers.retain(|other| other != adviser);
        !held || !one.advisers.is_empty()
    });
}
