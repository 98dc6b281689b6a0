//! The directory as a whole: what determining and routing a need look up.
//!
//! It is small (a few hundred rows) and changes seldom, so a program keeps it
//! in memory beside the revision that it was read at.

mod succession;

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::address::Nis;
use crate::agency::Agency;
use crate::changes::Changes;
use crate::clock::BRUSSELS;
use crate::determine::Rule;
use crate::distance::Point;
use crate::holidays::StaffDays;
use crate::ids::{AgencyId, LocationId, NeedTypeId, ServiceId};
use crate::location::Location;
use crate::member::MemberModel;
use crate::need_type::{NeedGroup, NeedType, Strategy};
use crate::questionnaire::{Published, Question, Questionnaire};
use crate::service::Service;
use crate::working_rules::WorkingRules;
use crate::{Instant, Language, Text};

/// One of the 19 municipalities of the Region.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Municipality {
    /// NIS code, `21001` to `21019`.
    pub nis: Nis,
    /// Name; English uses the French.
    pub name: Text,
    /// Its middle, where known.
    #[serde(flatten)]
    pub point: Option<Point>,
}

/// Everything of the directory, by id.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Catalogue {
    /// Agencies, ended ones included.
    pub agencies: BTreeMap<AgencyId, Agency>,
    /// Services, ended ones included.
    pub services: BTreeMap<ServiceId, Service>,
    /// Locations, closed ones included.
    pub locations: BTreeMap<LocationId, Location>,
    /// Municipalities by NIS code.
    pub municipalities: BTreeMap<Nis, Municipality>,
    /// Groups of kinds of need, in the order shown.
    pub need_groups: Vec<NeedGroup>,
    /// Kinds of need, in the order shown.
    pub need_types: Vec<NeedType>,
    /// Strategies that the coordinator set, in place of those of the kinds of need.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub strategies: Vec<Strategy>,
    /// Rules that infer needs from a profile.
    pub rules: Vec<Rule>,
    /// Versions of rules that others took the place of, or that were removed: what
    /// they said stays with what they spoke for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former_rules: Vec<Rule>,
    /// What is asked of a member.
    pub member_model: MemberModel,
    /// The survey's questions, as they are asked from now on.
    pub questionnaire: Questionnaire,
    /// Every version that was published, the directory's own first; empty
    /// where that is the only one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questionnaires: Vec<Published>,
    /// Days off of regional staff, beside the public holidays.
    pub staff_days: StaffDays,
    /// What the rota is held against.
    pub working_rules: WorkingRules,
    /// When what of it last changed, and what is gone.
    #[serde(default, skip_serializing_if = "Changes::is_empty")]
    pub changes: Changes,
}

impl Catalogue {
    /// A kind of need.
    pub fn need_type(&self, id: &NeedTypeId) -> Option<&NeedType> {
        self.need_types.iter().find(|need_type| &need_type.id == id)
    }

    /// The version that what opens on a day asks: the last one published
    /// before that day, or before it was made where that was later. It stays
    /// the same once it has opened.
    pub fn asked_from(&self, opens: NaiveDate, made: Instant) -> (u32, &Questionnaire) {
        let stood = |at: Instant| at.day_in(BRUSSELS) < opens || at <= made;
        let last = self.questionnaires.iter().rfind(|version| version.at.is_none_or(stood));
        last.map_or((1, &self.questionnaire), |version| (version.number, &version.questionnaire))
    }

    /// The number of the version that is asked from now on.
    pub fn questionnaire_number(&self) -> u32 {
        self.questionnaires.last().map_or(1, |version| version.number)
    }

    /// The questions of all versions, the newest words of each: what was ever
    /// answered is on the scale that it has here.
    pub fn ever_asked(&self) -> Cow<'_, Questionnaire> {
        if self.questionnaires.is_empty() {
            return Cow::Borrowed(&self.questionnaire);
        }
        let mut all = self.questionnaire.clone();
        for version in self.questionnaires.iter().rev() {
            let missing = |question: &&Question| all.question(&question.id).is_none();
            let more: Vec<Question> = version.questionnaire.questions.iter().filter(missing).cloned().collect();
            all.questions.extend(more);
        }
        Cow::Owned(all)
    }

    /// A question as the newest version that asks it words it.
    pub fn question(&self, id: &str) -> Option<&Question> {
        let earlier = self.questionnaires.iter().rev().map(|version| &version.questionnaire);
        std::iter::once(&self.questionnaire).chain(earlier).find_map(|version| version.question(id))
    }

    /// A rule as it was in a version; in one that is not known, as it is now, or was
    /// last.
    pub fn rule(&self, id: &str, version: u32) -> Option<&Rule> {
        let all = || self.rules.iter().chain(self.former_rules.iter().rev()).filter(|rule| rule.id == id);
        all().find(|rule| rule.version == version).or_else(|| all().next())
    }

    /// The name people use of an agency; its id where it is not known any more.
    pub fn agency_name<'a>(&'a self, id: &'a AgencyId) -> &'a str {
        self.agencies.get(id).map_or(id.as_str(), |agency| agency.short.as_str())
    }

    /// The name of a place; its id where it is not known any more.
    pub fn place_name<'a>(&'a self, id: &'a LocationId) -> &'a str {
        self.locations.get(id).map_or(id.as_str(), |location| location.name.as_str())
    }

    /// The whole address of a place: `Rue des Pères Blancs 4, 1040 Etterbeek`.
    pub fn address(&self, place: &Location) -> Text {
        let town = self.municipalities.get(&place.nis).map(|one| &one.name);
        let whole = |language| {
            let town = town.map_or("", |town| town.get(language));
            let street = place.address.get(language);
            let before = if street.is_empty() { "" } else { ", " };
            format!("{street}{before}{} {town}", place.postcode).trim_end().to_owned()
        };
        Text::new(whole(Language::Fr), whole(Language::Nl), whole(Language::En))
    }

    /// From where an agency's people set out: the middle of the municipality of its
    /// seat; `None` where that is not known.
    pub fn seat_of(&self, agency: &AgencyId) -> Option<Point> {
        let nis = self.agencies.get(agency)?.seat_nis.as_ref()?;
        self.municipalities.get(nis)?.point
    }

    /// Days off as they are for an agency: those of all, and its own.
    pub fn days_of(&self, agency: &AgencyId) -> StaffDays {
        let own = self.agencies.get(agency).map_or(&[][..], |agency| &agency.closures);
        self.staff_days.with(own)
    }

    /// The agencies under which an agency's presences may be filed on `day`: its
    /// own id first, then those whose work is done by whoever does its own.
    pub fn same_work<'a>(&'a self, agency: &'a AgencyId, day: NaiveDate) -> Vec<&'a AgencyId> {
        let doing = |id: &'a AgencyId| self.acting(id, day).map_or(id, |acting| &acting.id);
        let followed = self.agencies.keys().filter(|other| *other != agency && doing(other) == doing(agency));
        std::iter::once(agency).chain(followed).collect()
    }

    /// Who offers a service on `day`, succession resolved; `None` when it is
    /// not offered then.
    pub fn provider(&self, service: &Service, day: NaiveDate) -> Option<&Agency> {
        service.validity().holds_on(day).then(|| self.acting(&service.agency, day)).flatten()
    }

    /// Services that an agency offers on `day`, in id order.
    pub fn services_of<'a>(&'a self, agency: &'a AgencyId, day: NaiveDate) -> impl Iterator<Item = &'a Service> {
        self.services
            .values()
            .filter(move |service| self.provider(service, day).is_some_and(|provider| &provider.id == agency))
    }

    /// Agencies that exist on `day`, in id order.
    pub fn agencies_on(&self, day: NaiveDate) -> impl Iterator<Item = &Agency> {
        self.agencies.values().filter(move |agency| agency.validity().holds_on(day))
    }

    /// Locations that are open on `day`, in id order.
    pub fn locations_on(&self, day: NaiveDate) -> impl Iterator<Item = &Location> {
        self.locations.values().filter(move |location| location.open_on(day))
    }
}
