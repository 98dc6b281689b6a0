//! What is wrong with an entry, beside its fields: every way in holds it to the
//! same, be it a form, a program or a file.

use chrono::NaiveTime;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Sort;
use super::checks::Checks;
use crate::Text;
use crate::address::Nis;
use crate::agency::{Agency, AgencyKind, Desk};
use crate::catalogue::Catalogue;
use crate::determine::OPERATORS;
use crate::field_error::{Expected, FieldError, Problem, pointer_to};
use crate::ids::{AgencyId, LocationId, ServiceId};
use crate::location::{Fit, Location, LocationKind};
use crate::service::{PROGRAMMES, Service};

/// Whole degrees between which the Region lies, WGS 84: north, and east.
const NORTH: (i32, i32) = (49, 52);
const EAST: (i32, i32) = (2, 7);

/// An entry of the directory.
pub trait Entry: Serialize + DeserializeOwned {
    /// Of which sort.
    const SORT: Sort;

    /// The one of an id, as it stands.
    fn find<'c>(catalogue: &'c Catalogue, id: &str) -> Option<&'c Self>;

    /// All that is wrong with it beside what stands.
    fn check(&self, catalogue: &Catalogue) -> Vec<FieldError>;
}

impl Entry for Location {
    const SORT: Sort = Sort::Location;

    fn find<'c>(catalogue: &'c Catalogue, id: &str) -> Option<&'c Self> {
        catalogue.locations.get(&LocationId::parse(id).ok()?)
    }

    fn check(&self, catalogue: &Catalogue) -> Vec<FieldError> {
        let mut checks = Checks::default();
        checks.line(&self.name, "/name", 120);
        checks.among(self.kind.code(), LocationKind::KNOWN.iter().map(LocationKind::code), "/type");
        checks.among(self.nis.as_str(), catalogue.municipalities.keys().map(Nis::as_str), "/nis");
        checks.unless(self.postcode.is_sound(), "/postcode", Problem::WrongType(Expected::Postcode));
        // Where it is not known it is empty.
        if self.address != Text::default() {
            checks.text(&self.address, "/address");
        }
        for (degrees, (least, most), pointer) in [(self.lat, NORTH, "/lat"), (self.lon, EAST, "/lon")] {
            let within = (f64::from(least)..=f64::from(most)).contains(&degrees);
            checks.unless(within, pointer, Problem::OutOfRange(least.into(), most.into()));
        }
        checks.languages(&self.languages);
        checks.in_order(self.open_from, self.open_to, "/open_to");
        checks.succession(
            (&self.id, self.successor.as_ref()),
            &catalogue.locations,
            |one| one.successor.as_ref(),
            Problem::UnknownLocation,
        );
        if let Some(building) = &self.building {
            checks.line(building, "/building", 60);
        }
        checks.at_most(&self.opening_hours, "/opening_hours", 6);
        for (at, (from, to)) in self.opening_hours.iter().enumerate() {
            let time = |text: &str| NaiveTime::parse_from_str(text, "%H:%M").ok().filter(|_| text.len() == 5);
            let sound = time(from).zip(time(to)).is_some_and(|(from, to)| from < to);
            checks.unless(sound, &format!("/opening_hours/{at}"), Problem::WrongType(Expected::Span));
        }
        checks.unless(self.desks <= 500, "/desks", Problem::OutOfRange(0, 500));
        checks.at_most(&self.closing_days, "/closing_days", 100);
        for (at, closing) in self.closing_days.iter().enumerate() {
            checks.in_order(Some(closing.from), Some(closing.to), &format!("/closing_days/{at}/to"));
            if let Some(reason) = &closing.reason {
                checks.text(reason, &format!("/closing_days/{at}/reason"));
            }
        }
        checks.among(self.fit.code(), Fit::KNOWN.iter().map(Fit::code), "/fit");
        checks.0
    }
}

impl Entry for Agency {
    const SORT: Sort = Sort::Agency;

    fn find<'c>(catalogue: &'c Catalogue, id: &str) -> Option<&'c Self> {
        catalogue.agencies.get(&AgencyId::parse(id).ok()?)
    }

    fn check(&self, catalogue: &Catalogue) -> Vec<FieldError> {
        let mut checks = Checks::default();
        checks.among(self.kind.code(), AgencyKind::KNOWN.iter().map(AgencyKind::code), "/kind");
        checks.text(&self.name, "/name");
        checks.line(&self.short, "/short", 60);
        checks.text(&self.mission, "/mission");
        checks.in_order(self.valid_from, self.valid_to, "/valid_to");
        let agencies = &catalogue.agencies;
        checks.succession(
            (&self.id, self.successor.as_ref()),
            agencies,
            |one| one.successor.as_ref(),
            Problem::UnknownAgency,
        );
        let known = |other: &AgencyId| agencies.contains_key(other) && other != &self.id;
        checks.unless(self.parent.as_ref().is_none_or(known), "/parent", Problem::UnknownAgency);
        if let Some(nis) = &self.seat_nis {
            checks.among(nis.as_str(), catalogue.municipalities.keys().map(Nis::as_str), "/seat_nis");
        }
        checks.languages(&self.languages);
        checks.at_most(&self.desks, "/desks", 30);
        checks.0.extend(check_desks(&self.desks, catalogue));
        checks.at_most(&self.closures, "/closures", 50);
        for (at, span) in self.closures.iter().enumerate() {
            checks.in_order(Some(span.from), Some(span.to), &format!("/closures/{at}/to"));
        }
        checks.0
    }
}

/// Desks of an agency name what there is, each once.
pub fn check_desks(desks: &[Desk], catalogue: &Catalogue) -> Vec<FieldError> {
    let mut checks = Checks::default();
    let kinds = || Problem::NotAmong(catalogue.need_types.iter().map(|kind| kind.id.to_string()).collect());
    for (at, desk) in desks.iter().enumerate() {
        let slug = !desk.id.is_empty() && desk.id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let id = format!("/desks/{at}/id");
        checks.unless(slug && desk.id.len() <= 40, &id, Problem::WrongType(Expected::Id));
        checks.unless(!desks[..at].iter().any(|other| other.id == desk.id), &id, Problem::Twice);
        checks.line(&desk.name, &format!("/desks/{at}/name"), 60);
        for (place, id) in desk.locations.iter().enumerate() {
            let known = catalogue.locations.contains_key(id);
            checks.unless(known, &format!("/desks/{at}/locations/{place}"), Problem::UnknownLocation);
        }
        for (place, id) in desk.need_types.iter().enumerate() {
            checks.unless(catalogue.need_type(id).is_some(), &format!("/desks/{at}/need_types/{place}"), kinds());
        }
        for (place, absence) in desk.absences.iter().enumerate() {
            let pointer = format!("/desks/{at}/absences/{place}/to");
            checks.in_order(Some(absence.from), Some(absence.to), &pointer);
        }
    }
    checks.0
}

impl Entry for Service {
    const SORT: Sort = Sort::Service;

    fn find<'c>(catalogue: &'c Catalogue, id: &str) -> Option<&'c Self> {
        catalogue.services.get(&ServiceId::parse(id).ok()?)
    }

    fn check(&self, catalogue: &Catalogue) -> Vec<FieldError> {
        let mut checks = Checks::default();
        checks.unless(catalogue.agencies.contains_key(&self.agency), "/agency", Problem::UnknownAgency);
        checks.text(&self.name, "/name");
        checks.line(self.kind.code(), "/kind", 40);
        checks.text(&self.description, "/description");
        checks.unless(!self.answers.is_empty(), "/answers", Problem::Missing);
        let kinds = || catalogue.need_types.iter().map(|one| one.id.as_str());
        for (at, need_type) in self.answers.iter().enumerate() {
            let pointer = format!("/answers/{at}");
            checks.among(need_type.as_str(), kinds(), &pointer);
            checks.unless(!self.answers[..at].contains(need_type), &pointer, Problem::Twice);
        }
        let stages = catalogue.member_model.field("stage").and_then(|field| field.values.as_deref());
        for (at, stage) in self.stages.iter().enumerate() {
            checks.among(stage, stages.unwrap_or_default().iter().map(String::as_str), &format!("/stages/{at}"));
        }
        for (fact, test) in &self.conditions {
            for operator in test.as_object().into_iter().flat_map(serde_json::Map::keys) {
                let known = OPERATORS.iter().map(|(operator, _)| *operator);
                checks.among(operator, known, &format!("/conditions{}", pointer_to(fact)));
            }
        }
        checks.at_most(&self.programmes, "/programmes", 10);
        for (at, programme) in self.programmes.iter().enumerate() {
            let pointer = format!("/programmes/{at}");
            checks.among(programme, PROGRAMMES, &pointer);
            checks.unless(!self.programmes[..at].contains(programme), &pointer, Problem::Twice);
        }
        if let Some(page) = &self.page {
            let is_address = page.starts_with("https://") || page.starts_with("http://");
            checks.unless(is_address, "/page", Problem::WrongType(Expected::Link));
            checks.unless(page.chars().count() <= 500, "/page", Problem::TooLong(500));
        }
        checks.in_order(self.valid_from, self.valid_to, "/valid_to");
        checks.succession(
            (&self.id, self.successor.as_ref()),
            &catalogue.services,
            |one| one.successor.as_ref(),
            Problem::UnknownService,
        );
        checks.0
    }
}
