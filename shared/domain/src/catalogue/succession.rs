//! Who and what stands in the place of an entry that ended.

use chrono::NaiveDate;

use super::Catalogue;
use crate::agency::Agency;
use crate::ids::{AgencyId, LocationId, ServiceId};
use crate::location::Location;
use crate::service::Service;

impl Catalogue {
    /// Who does an agency's work on `day`: itself, or its successor once it
    /// has ended. `None` when nobody does.
    pub fn acting(&self, agency: &AgencyId, day: NaiveDate) -> Option<&Agency> {
        let mut current = self.agencies.get(agency)?;
        // A chain longer than the directory would be a circle.
        for _ in 0..=self.agencies.len() {
            let ended = current.valid_to.is_some_and(|to| to < day);
            match (&current.successor, ended) {
                (Some(successor), true) => current = self.agencies.get(successor)?,
                (None, true) => return None,
                _ => return current.validity().holds_on(day).then_some(current),
            }
        }
        None
    }

    /// Whom an agency that ended is now, where it is the same under a new name: its
    /// successor took over from nobody else and began the day after, or it was the
    /// same all along, entered twice.
    pub fn renamed(&self, agency: &AgencyId, day: NaiveDate) -> Option<&Agency> {
        let ended = self.agencies.get(agency)?;
        let last = ended.valid_to.filter(|to| *to < day)?;
        let heir = self.agencies.get(ended.successor.as_ref()?)?;
        if ended.merged {
            return Some(heir);
        }
        let followed = |other: &&Agency| !other.merged && other.successor.as_ref() == Some(&heir.id);
        let alone = self.agencies.values().filter(followed).count() == 1;
        (alone && heir.valid_from == last.succ_opt()).then_some(heir)
    }

    /// The service that stands for one on `day`: itself, or once it has ended the
    /// one that follows it, and so on. `None` where it is not known, or ended and
    /// nothing follows; who offers it is another question.
    pub fn standing(&self, service: &ServiceId, day: NaiveDate) -> Option<&Service> {
        let mut current = self.services.get(service)?;
        // A chain longer than the directory would be a circle.
        for _ in 0..=self.services.len() {
            if current.valid_to.is_none_or(|to| day <= to) {
                return Some(current);
            }
            current = self.services.get(current.successor.as_ref()?)?;
        }
        None
    }

    /// The service that followed one that ended.
    pub fn service_instead(&self, service: &ServiceId, day: NaiveDate) -> Option<&Service> {
        self.standing(service, day).filter(|standing| standing.id != *service)
    }

    /// The place that stands for one that closed.
    pub fn place_instead(&self, location: &LocationId, day: NaiveDate) -> Option<&Location> {
        let mut current = self.locations.get(location)?;
        for _ in 0..=self.locations.len() {
            if current.open_to.is_none_or(|to| day <= to) {
                return Some(current).filter(|place| place.id != *location);
            }
            current = self.locations.get(current.successor.as_ref()?)?;
        }
        None
    }
}
