//! When entries of the directory last changed, and which are gone: what a
//! program asks that keeps a copy of the directory and wants to know what is
//! new since it looked last.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ids::{AgencyId, LocationId, ServiceId};
use crate::{Instant, Text};

/// The last change of each entry that was changed alone; others changed when
/// the directory was loaded.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    /// When the directory was loaded whole; `None` where that was not written down.
    pub loaded: Option<Instant>,
    /// Of agencies.
    pub agencies: BTreeMap<AgencyId, Change>,
    /// Of services.
    pub services: BTreeMap<ServiceId, Change>,
    /// Of locations.
    pub locations: BTreeMap<LocationId, Change>,
}

/// The last change of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// When.
    pub at: Instant,
    /// What it was called, where the change removed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gone: Option<Gone>,
}

/// What is still said of an entry that was removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gone {
    /// Its name.
    pub name: Text,
    /// Of a service the agency that started it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<AgencyId>,
}

impl Changes {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        let Self { loaded, agencies, services, locations } = self;
        loaded.is_none() && agencies.is_empty() && services.is_empty() && locations.is_empty()
    }

    /// When an agency changed.
    pub fn of_agency(&self, id: &AgencyId) -> Option<Instant> {
        self.agencies.get(id).map(|change| change.at).or(self.loaded)
    }

    /// When a service changed.
    pub fn of_service(&self, id: &ServiceId) -> Option<Instant> {
        self.services.get(id).map(|change| change.at).or(self.loaded)
    }

    /// When a location changed.
    pub fn of_location(&self, id: &LocationId) -> Option<Instant> {
        self.locations.get(id).map(|change| change.at).or(self.loaded)
    }
}
