//! What every answer is made of: the directory, the permanences, the day, the
//! language; and how things stand among them.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime};
use domain::agency::Agency;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::ids::AgencyId;
use domain::local_time::to_instant;
use domain::service::Service;
use domain::{Instant, Language, Text};
use store::repos::permanences::Listed;
use web::Settings;

use super::shapes::Spoken;
use super::term_shapes::{Translations, Words};
use crate::hsds::ids;

/// The surroundings of an answer.
pub(crate) struct World {
    pub catalogue: Arc<Catalogue>,
    /// Those that the public may see and that have not ended before the day that
    /// is asked about; empty where an answer shows none.
    pub permanences: Arc<Vec<Listed>>,
    pub settings: Arc<Settings>,
    pub language: Language,
    pub today: NaiveDate,
    pub now: Instant,
    /// When the directory last changed.
    pub changed: Option<Instant>,
}

impl World {
    /// A text in the language asked for.
    pub(crate) fn say(&self, text: &Text) -> String {
        text.get(self.language).to_owned()
    }

    pub(crate) fn url(&self, path: &str) -> String {
        self.settings.url(path)
    }

    /// Who does an agency's work today, or on its first day where that is to come;
    /// itself where nobody does.
    pub(crate) fn acting<'a>(&'a self, id: &AgencyId, day: NaiveDate) -> Option<&'a Agency> {
        self.catalogue.acting(id, day).or_else(|| self.catalogue.agencies.get(id))
    }

    /// Who offers a service: today, else who began it.
    pub(crate) fn provider(&self, service: &Service) -> Option<&Agency> {
        let today = self.catalogue.provider(service, self.today);
        today.or_else(|| self.catalogue.agencies.get(&service.agency))
    }

    /// What stands for a span of days in HSDS.
    pub(super) fn status(&self, from: Option<NaiveDate>, to: Option<NaiveDate>) -> &'static str {
        if to.is_some_and(|to| to < self.today) {
            DEFUNCT
        } else if from.is_some_and(|from| self.today < from) {
            "inactive"
        } else {
            "active"
        }
    }

    /// A service is offered as long as somebody does.
    pub(super) fn status_of(&self, service: &Service) -> &'static str {
        match self.status(service.valid_from, service.valid_to) {
            "active" if self.catalogue.provider(service, self.today).is_none() => DEFUNCT,
            status => status,
        }
    }

    /// The last of some changes that has come.
    pub(super) fn latest(&self, changes: impl IntoIterator<Item = Option<Instant>>) -> Option<Instant> {
        changes.into_iter().flatten().filter(|at| *at <= self.now).max()
    }

    /// When a service last became another: by a change of its own, of whose it is,
    /// or as a day came.
    pub(super) fn modified_service(&self, service: &Service) -> Option<Instant> {
        let changes = &self.catalogue.changes;
        let validity = service.validity();
        let own = [changes.of_service(&service.id), validity.valid_from.map(begin), validity.valid_to.and_then(end)];
        let line = self.line(&service.agency).into_iter().map(|agency| self.modified_agency(agency));
        self.latest(own.into_iter().chain(line))
    }

    pub(super) fn modified_agency(&self, agency: &Agency) -> Option<Instant> {
        let validity = agency.validity();
        let own = self.catalogue.changes.of_agency(&agency.id);
        self.latest([own, validity.valid_from.map(begin), validity.valid_to.and_then(end)])
    }

    pub(super) fn modified_location(&self, location: &domain::location::Location) -> Option<Instant> {
        let own = self.catalogue.changes.of_location(&location.id);
        self.latest([own, location.open_from.map(begin), location.open_to.and_then(end)])
    }

    /// An agency and those that followed it.
    fn line<'a>(&'a self, first: &AgencyId) -> Vec<&'a Agency> {
        let next = |agency: &&'a Agency| agency.successor.as_ref().and_then(|id| self.catalogue.agencies.get(id));
        std::iter::successors(self.catalogue.agencies.get(first), next).take(self.catalogue.agencies.len()).collect()
    }

    /// The languages in which people are received, as HSDS lists them.
    pub(super) fn spoken(of: &str, languages: &[Language]) -> Vec<Spoken> {
        let one = |language: &Language| Spoken {
            id: ids::of("language", &format!("{of}:{}", language.tag())),
            name: match language {
                Language::Fr => "français",
                Language::Nl => "Nederlands",
                Language::En => "English",
            },
            code: language.tag(),
        };
        languages.iter().map(one).collect()
    }
}

/// The status of what is no more.
pub(super) const DEFUNCT: &str = "defunct";

/// The midnight with which a day begins.
pub(super) fn begin(day: NaiveDate) -> Instant {
    to_instant(day.and_time(NaiveTime::MIN), BRUSSELS)
}

/// The midnight with which a day ends.
pub(super) fn end(day: NaiveDate) -> Option<Instant> {
    day.succ_opt().map(begin)
}

/// A name and what is said, in every language in which they were written.
pub(super) fn translations(name: &Text, description: Option<&Text>) -> Translations {
    let written = |language: &Language| *language != Language::En || name.en.is_some();
    let words = |language: Language| Words {
        name: name.get(language).to_owned(),
        description: description.map(|text| text.get(language).to_owned()),
    };
    let languages = Language::ALL.into_iter().filter(written);
    languages.map(|language| (language.tag(), words(language))).collect::<BTreeMap<_, _>>()
}

/// A moment as HSDS writes it.
pub(super) fn written(at: Option<Instant>) -> Option<String> {
    at.map(|at| at.to_string())
}
