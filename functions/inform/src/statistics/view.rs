//! What the public sees, as one value that page and API show.

use chrono::NaiveDate;
use domain::catalogue::Catalogue;
use serde::Serialize;
use utoipa::ToSchema;

/// Live statistics.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct Statistics {
    /// The day of these figures.
    #[schema(value_type = String, format = Date)]
    day: NaiveDate,
    /// What the directory holds today.
    pub(super) directory: DirectoryFigures,
}

/// What the directory holds on a day.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub(super) struct DirectoryFigures {
    /// Agencies that exist.
    pub(super) agencies: usize,
    /// Services that somebody offers.
    pub(super) services: usize,
    /// Places that are open.
    pub(super) places: usize,
}

impl Statistics {
    /// The figures of a day.
    pub(super) fn of(catalogue: &Catalogue, day: NaiveDate) -> Self {
        let directory = DirectoryFigures {
            agencies: catalogue.agencies_on(day).count(),
            services: catalogue.services.values().filter(|one| catalogue.provider(one, day).is_some()).count(),
            places: catalogue.locations_on(day).count(),
        };
        Self { day, directory }
    }
}
