//! What the end of an entry makes of one series of the rota.

use chrono::{Days, NaiveDate};
use domain::catalogue::Catalogue;
use domain::entry::{Ending, Sort};
use domain::ids::{LocationId, PermanenceId, ServiceId};
use domain::permanence::{Permanence, Split};
use domain::sessions::series_days;

/// A series goes on within so many days, or has ended.
const FURTHEST: u64 = 3 * 366;

/// What becomes of a series.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Fate {
    /// It has nothing to do with the entry any more.
    Unconcerned,
    /// It goes on as it is, and whoever follows has it.
    GoesOver,
    /// It changes: the series in its place, the first under its own id where it
    /// has that; none where it is over before it began.
    Changes(Vec<Permanence>),
    /// It should, and can't: a person has to look at it.
    Stays,
}

/// What an end makes of series.
pub(super) struct End<'a> {
    /// The directory as it is once the entry has ended.
    pub(super) after: &'a Catalogue,
    pub(super) sort: Sort,
    pub(super) id: &'a str,
    pub(super) ending: &'a Ending,
}

impl End<'_> {
    /// The day from which on it holds.
    pub(super) fn from(&self) -> NaiveDate {
        self.ending.last.succ_opt().unwrap_or(self.ending.last)
    }

    /// What becomes of a series; `next` is the id of one that goes on elsewhere.
    pub(super) fn fate(&self, series: &Permanence, next: PermanenceId) -> Fate {
        let far = self.from().checked_add_days(Days::new(FURTHEST)).unwrap_or(self.from());
        let goes_on = || {
            let from = self.from().max(series.start.date());
            series_days(series, from, far.max(from + Days::new(1))).first().copied()
        };
        match (self.sort, &self.ending.follower) {
            (Sort::Agency, _) if series.agency.as_str() != self.id => Fate::Unconcerned,
            // Whoever takes over does the agency's sessions as its other work.
            (Sort::Agency, Some(_)) => match goes_on() {
                Some(_) => Fate::GoesOver,
                None => Fate::Unconcerned,
            },
            (Sort::Service, follower) => self.about(series, follower.as_deref()),
            (Sort::Location, _) if series.location.as_str() != self.id => Fate::Unconcerned,
            (Sort::Location, Some(follower)) => match goes_on() {
                Some(day) => self.elsewhere(series, (day, next), follower),
                None => Fate::Unconcerned,
            },
            (Sort::Agency | Sort::Location, None) => match goes_on() {
                Some(_) => self.until(series),
                None => Fate::Unconcerned,
            },
        }
    }

    /// It ends with the entry.
    fn until(&self, series: &Permanence) -> Fate {
        if self.ending.last < series.start.date() {
            return Fate::Changes(Vec::new());
        }
        let after = Permanence { until: Some(self.ending.last), ..series.clone() };
        Fate::Changes(vec![after.without_strays()])
    }

    /// It is about the service that follows, or one less.
    fn about(&self, series: &Permanence, follower: Option<&str>) -> Fate {
        if !series.services.iter().any(|service| service.as_str() == self.id) {
            return Fate::Unconcerned;
        }
        let day = self.from();
        let comes = self.after.acting(&series.agency, day).map(|agency| &agency.id);
        let offered = |id: &ServiceId| {
            let provider = self.after.services.get(id).and_then(|one| self.after.provider(one, day));
            provider.is_some_and(|provider| Some(&provider.id) == comes)
        };
        let follower = follower.and_then(|id| ServiceId::parse(id).ok()).filter(offered);
        let mut services: Vec<ServiceId> = Vec::new();
        for service in &series.services {
            let service = if service.as_str() == self.id { follower.as_ref() } else { Some(service) };
            if let Some(service) = service.filter(|service| !services.contains(service)) {
                services.push(service.clone());
            }
        }
        // None at all would mean everything that the agency offers.
        if services.is_empty() { Fate::Stays } else { Fate::Changes(vec![Permanence { services, ..series.clone() }]) }
    }

    /// Its sessions from a day on take place where the follower is.
    fn elsewhere(&self, series: &Permanence, (day, next): (NaiveDate, PermanenceId), follower: &str) -> Fate {
        let Ok(location) = LocationId::parse(follower) else { return Fate::Stays };
        let moved = |of: Permanence| Permanence { location: location.clone(), room: None, ..of };
        let line = match series.split(day, next) {
            Some(Split { before, next }) => vec![before, moved(next)],
            None if day == series.start.date() => vec![moved(series.clone())],
            None => return Fate::Stays,
        };
        let sound = line.last().is_some_and(|last| last.check(self.after).is_ok());
        if sound { Fate::Changes(line) } else { Fate::Stays }
    }
}
