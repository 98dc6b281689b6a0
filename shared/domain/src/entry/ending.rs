//! How an entry of the directory ends: on a last day, alone or followed by
//! another; or at once, where it was only another entry of the same thing.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Done, Sort};
use crate::catalogue::Catalogue;
use crate::ids::{AgencyId, LocationId, ServiceId};

/// An end that is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    /// The last day.
    pub last: NaiveDate,
    /// The entry of the same sort that follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follower: Option<String>,
    /// Whether both are one thing, entered twice.
    #[serde(default)]
    pub merged: bool,
}

/// Why an entry can't end so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndingError {
    /// It is over already.
    Over,
    /// The last day is before its first.
    BeforeItBegins,
    /// There is no such entry to follow, or it is itself.
    UnknownFollower,
    /// Who follows is over itself by then.
    FollowerOver,
    /// It would follow itself in the end.
    Circle,
    /// One thing needs two entries to be one.
    NobodyToMergeWith,
}

impl Ending {
    /// What history says of it.
    pub const fn done(&self) -> Done {
        match (self.merged, &self.follower) {
            (true, _) => Done::Merged,
            (false, Some(_)) => Done::Followed,
            (false, None) => Done::Ended,
        }
    }

    /// The directory with the entry ended; why not where it can't be.
    pub fn apply(&self, catalogue: &Catalogue, sort: Sort, id: &str) -> Result<Catalogue, EndingError> {
        if self.merged && self.follower.is_none() {
            return Err(EndingError::NobodyToMergeWith);
        }
        let mut after = catalogue.clone();
        match sort {
            Sort::Agency => self.end_agency(catalogue, &mut after, id)?,
            Sort::Service => self.end_service(catalogue, &mut after, id)?,
            Sort::Location => self.end_location(catalogue, &mut after, id)?,
        }
        Ok(after)
    }

    /// The day may be the last of an entry that is there from `first` to `last`.
    fn check(&self, (first, last): (Option<NaiveDate>, Option<NaiveDate>)) -> Result<(), EndingError> {
        if last.is_some_and(|last| last < self.last) {
            return Err(EndingError::Over);
        }
        if !self.merged && first.is_some_and(|first| self.last < first) {
            return Err(EndingError::BeforeItBegins);
        }
        Ok(())
    }

    /// The follower of `own` among `all`: another that lasts longer, and is not followed
    /// by `own` in the end. `ends` is the last day of an entry, `next` who follows it.
    fn follower<Id: Ord + TryFrom<String>, E>(
        &self,
        all: &BTreeMap<Id, E>,
        own: &Id,
        ends: impl Fn(&E) -> Option<NaiveDate>,
        next: impl Fn(&E) -> Option<&Id>,
    ) -> Result<Option<Id>, EndingError> {
        let Some(follower) = self.follower.clone() else { return Ok(None) };
        let follower = Id::try_from(follower).map_err(|_| EndingError::UnknownFollower)?;
        let known = all.get(&follower).filter(|_| follower != *own).ok_or(EndingError::UnknownFollower)?;
        if ends(known).is_some_and(|ends| ends <= self.last) {
            return Err(EndingError::FollowerOver);
        }
        if leads_to(&follower, own, all, next) {
            return Err(EndingError::Circle);
        }
        Ok(Some(follower))
    }

    fn end_agency(&self, catalogue: &Catalogue, after: &mut Catalogue, id: &str) -> Result<(), EndingError> {
        let own = AgencyId::parse(id).map_err(|_| EndingError::UnknownFollower)?;
        let agency = after.agencies.get_mut(&own).ok_or(EndingError::UnknownFollower)?;
        self.check((agency.valid_from, agency.valid_to))?;
        let follower = self.follower(&catalogue.agencies, &own, |one| one.valid_to, |one| one.successor.as_ref())?;
        agency.valid_to = Some(self.last);
        (agency.successor, agency.merged) = (follower, self.merged);
        Ok(())
    }

    fn end_service(&self, catalogue: &Catalogue, after: &mut Catalogue, id: &str) -> Result<(), EndingError> {
        let own = ServiceId::parse(id).map_err(|_| EndingError::UnknownFollower)?;
        let service = after.services.get_mut(&own).ok_or(EndingError::UnknownFollower)?;
        self.check((service.valid_from, service.valid_to))?;
        service.successor =
            self.follower(&catalogue.services, &own, |one| one.valid_to, |one| one.successor.as_ref())?;
        service.valid_to = Some(self.last);
        Ok(())
    }

    fn end_location(&self, catalogue: &Catalogue, after: &mut Catalogue, id: &str) -> Result<(), EndingError> {
        let own = LocationId::parse(id).map_err(|_| EndingError::UnknownFollower)?;
        let location = after.locations.get_mut(&own).ok_or(EndingError::UnknownFollower)?;
        self.check((location.open_from, location.open_to))?;
        location.successor =
            self.follower(&catalogue.locations, &own, |one| one.open_to, |one| one.successor.as_ref())?;
        location.open_to = Some(self.last);
        Ok(())
    }
}

impl Sort {
    /// Whether there is such an entry, ended or not.
    pub fn is_known(self, catalogue: &Catalogue, id: &str) -> bool {
        match self {
            Self::Agency => AgencyId::parse(id).is_ok_and(|id| catalogue.agencies.contains_key(&id)),
            Self::Service => ServiceId::parse(id).is_ok_and(|id| catalogue.services.contains_key(&id)),
            Self::Location => LocationId::parse(id).is_ok_and(|id| catalogue.locations.contains_key(&id)),
        }
    }
}

/// Whether a line of succession from `first` on comes to `own`; `next` is who follows
/// an entry.
pub(super) fn leads_to<Id: Ord, E>(
    first: &Id,
    own: &Id,
    all: &BTreeMap<Id, E>,
    next: impl Fn(&E) -> Option<&Id>,
) -> bool {
    let next = |id: &&Id| all.get(*id).and_then(&next);
    std::iter::successors(Some(first), next).take(all.len() + 1).any(|id| id == own)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brussels;

    /// With a second place.
    fn catalogue() -> Catalogue {
        let mut all = brussels::catalogue();
        let mut other = brussels::location();
        other.id = LocationId::parse("other").unwrap();
        all.locations.insert(other.id.clone(), other);
        all
    }

    fn ending(last: &str, follower: Option<&str>) -> Ending {
        Ending { last: last.parse().unwrap(), follower: follower.map(str::to_owned), merged: false }
    }

    #[test]
    fn an_end_is_refused_where_it_makes_no_sense() {
        let all = catalogue();
        let place = brussels::location().id;
        let refused = |sort, id: &str, end: &Ending| end.apply(&all, sort, id).err();
        let day = "2027-01-31";
        assert_eq!(refused(Sort::Agency, "impulse", &ending(day, None)), Some(EndingError::Over));
        assert_eq!(refused(Sort::Agency, "innoviris", &ending("1990-01-01", None)), Some(EndingError::BeforeItBegins));
        for nobody in ["nobody", "innoviris", "Not an id"] {
            let refused = refused(Sort::Agency, "innoviris", &ending(day, Some(nobody)));
            assert_eq!(refused, Some(EndingError::UnknownFollower), "{nobody}");
        }
        let over = refused(Sort::Agency, "innoviris", &ending(day, Some("impulse")));
        assert_eq!(over, Some(EndingError::FollowerOver));
        let merged = Ending { merged: true, ..ending(day, None) };
        assert_eq!(refused(Sort::Location, place.as_str(), &merged), Some(EndingError::NobodyToMergeWith));
        assert_eq!(refused(Sort::Location, place.as_str(), &ending(day, Some("other"))), None);
    }

    #[test]
    fn nobody_follows_themselves_in_the_end() {
        let (first, second) = ("innoviris-shape", "innoviris-feasibility");
        let after = ending("2027-01-31", Some(second)).apply(&catalogue(), Sort::Service, first).unwrap();
        let back = ending("2026-12-31", Some(first)).apply(&after, Sort::Service, second);
        assert_eq!(back.err(), Some(EndingError::Circle));
    }

    #[test]
    fn what_ended_is_followed_to_what_stands_on_a_day() {
        let (last, after) = ("2026-12-31".parse().unwrap(), "2027-01-01".parse().unwrap());
        let (shape, place) = (ServiceId::parse("innoviris-shape").unwrap(), brussels::location().id);
        let all =
            ending("2026-12-31", Some("innoviris-feasibility")).apply(&catalogue(), Sort::Service, shape.as_str());
        let all = ending("2026-12-31", Some("other")).apply(&all.unwrap(), Sort::Location, place.as_str()).unwrap();
        assert_eq!(all.standing(&shape, last).unwrap().id, shape);
        assert_eq!(all.service_instead(&shape, last), None);
        assert_eq!(all.service_instead(&shape, after).unwrap().id.as_str(), "innoviris-feasibility");
        assert_eq!(all.place_instead(&place, last), None);
        assert_eq!(all.place_instead(&place, after).unwrap().id.as_str(), "other");
    }

    #[test]
    fn two_entries_of_one_agency_are_one_address_from_then_on() {
        let id = AgencyId::parse("innoviris").unwrap();
        let after = "2027-02-01".parse().unwrap();
        for (merged, expected) in [(true, Some("hub")), (false, None)] {
            let end = Ending { merged, ..ending("2027-01-31", Some("hub")) };
            let all = end.apply(&catalogue(), Sort::Agency, "innoviris").unwrap();
            assert_eq!(all.renamed(&id, after).map(|one| one.id.as_str()), expected);
            assert_eq!(all.acting(&id, after).unwrap().id.as_str(), "hub");
        }
    }
}
