//! Numbers for names.

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::{AdviserId, AgencyId, LocationId};

use crate::Problem;

/// The numbers of names.
pub(super) struct Names {
    pub(super) agencies: BTreeMap<AgencyId, usize>,
    pub(super) advisers: BTreeMap<AdviserId, usize>,
    pub(super) places: BTreeMap<LocationId, usize>,
}

impl Names {
    pub(super) fn of(problem: &Problem) -> Self {
        let mut agencies: BTreeSet<AgencyId> = problem.advisers.iter().map(|one| one.agency.clone()).collect();
        agencies.extend(problem.demand.iter().map(|one| one.agency.clone()));
        agencies.extend(problem.standing.iter().map(|one| one.agency.clone()));
        agencies.extend(problem.places.iter().filter_map(|one| one.quarterly.clone()));
        Self {
            agencies: agencies.into_iter().enumerate().map(|(number, id)| (id, number)).collect(),
            advisers: problem.advisers.iter().enumerate().map(|(number, one)| (one.id.clone(), number)).collect(),
            places: problem.places.iter().enumerate().map(|(number, one)| (one.id.clone(), number)).collect(),
        }
    }
}
