//! A place as programs send and read it.

use chrono::{NaiveDate, NaiveTime};
use domain::catalogue::Catalogue;
use domain::contact::EmailAddress;
use domain::entry::leads_to;
use domain::field_error::Problem as Wrong;
use domain::ids::LocationId;
use domain::location::{ClosingDays, Location};
use domain::notice::Wish;
use domain::{Language, Text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;
use web::{Problem, TextBody};

use super::closing_days::ClosingDaysBody;
use crate::entries::errors::Errors;

const KINDS: [&str; 5] = ["incubator", "coworking", "business_centre", "accelerator", "digital_hub"];
/// Characters of a street at most.
const STREET: usize = 1000;
const FITS: [&str; 3] = ["core", "adjacent", "marginal"];

/// A place that hosts members and permanences.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Location)]
pub(super) struct LocationBody {
    /// Slug; that of the address where it is sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "icab")]
    id: Option<String>,
    /// A proper name, the same in every language.
    #[validate(length(min = 1, max = 120))]
    name: String,
    /// `incubator`, `coworking`, `business_centre`, `accelerator` or `digital_hub`.
    #[serde(rename = "type")]
    kind: String,
    /// NIS code of the municipality.
    nis: String,
    /// Four digits.
    postcode: String,
    /// Street and number; left out, or empty, where they are not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    address: Option<TextBody>,
    /// Degrees north, WGS 84.
    #[validate(range(min = 49.0, max = 52.0))]
    lat: f64,
    /// Degrees east, WGS 84.
    #[validate(range(min = 2.0, max = 7.0))]
    lon: f64,
    /// Where the place itself is written to: told of its sessions where nobody signs in for it. Seen by
    /// the coordinator only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = "email")]
    email: Option<EmailAddress>,
    /// Languages spoken at the place.
    #[schema(value_type = Vec<String>)]
    languages: Vec<Language>,
    /// First day open, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    open_from: Option<NaiveDate>,
    /// Last day open, where it closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    open_to: Option<NaiveDate>,
    /// The place that stands for it once it has closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    successor: Option<LocationId>,
    /// Places in one building have the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = 60))]
    building: Option<String>,
    /// Opening hours on working days, as pairs of `HH:MM`.
    #[serde(default)]
    #[validate(length(max = 6))]
    #[schema(value_type = Vec<Vec<String>>)]
    opening_hours: Vec<(String, String)>,
    /// Desks or rooms that agencies can use at once.
    #[serde(default)]
    #[validate(range(max = 500))]
    desks: u32,
    /// Days on which the place is closed: its sessions do not take place then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(length(max = 100), nested)]
    closing_days: Vec<ClosingDaysBody>,
    /// How central it is to the programme: `core`, `adjacent` or `marginal`.
    fit: String,
    /// Whether it is a recognised coworking space, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    recognised_coworking: Option<bool>,
    /// How its people wish to be told what changes of its sessions: `at_once`, `daily` or `none`;
    /// absent means `daily`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    notices: Option<Wish>,
}

impl LocationBody {
    /// A place as it is shown; its address to those who may see it.
    pub(super) fn of(location: &Location, with_email: bool) -> Self {
        let Location {
            id,
            name,
            kind,
            nis,
            postcode,
            address,
            lat,
            lon,
            email,
            languages,
            open_from,
            open_to,
            successor,
            building,
            opening_hours,
            desks,
            closing_days,
            fit,
            recognised_coworking,
            notices,
        } = location;
        Self {
            id: Some(id.to_string()),
            name: name.clone(),
            kind: kind.clone(),
            nis: nis.clone(),
            postcode: postcode.clone(),
            address: Some(address.into()),
            lat: *lat,
            lon: *lon,
            email: email.clone().filter(|_| with_email),
            languages: languages.clone(),
            open_from: *open_from,
            open_to: *open_to,
            successor: successor.clone(),
            building: building.clone(),
            opening_hours: opening_hours.clone(),
            desks: *desks,
            closing_days: closing_days.iter().map(ClosingDaysBody::from).collect(),
            fit: fit.clone(),
            recognised_coworking: *recognised_coworking,
            notices: *notices,
        }
    }

    fn check(&self, own: &LocationId, catalogue: &Catalogue) -> Result<(), Problem> {
        let mut errors = Errors::default();
        errors.same_id(self.id.as_ref(), own.as_str());
        errors.among(&self.kind, KINDS, "/type");
        errors.among(&self.fit, FITS, "/fit");
        errors.among(&self.nis, catalogue.municipalities.keys().map(String::as_str), "/nis");
        let four_digits = self.postcode.len() == 4 && self.postcode.bytes().all(|b| b.is_ascii_digit());
        errors.unless_said(four_digits, "/postcode", "postcode-form");
        errors.languages(&self.languages);
        errors.in_order(self.open_from, self.open_to, "/open_to");
        if let Some(TextBody { fr, nl, en }) = &self.address {
            let given = [("fr", Some(fr)), ("nl", Some(nl)), ("en", en.as_ref())];
            let is_known = given.iter().any(|(_, text)| text.is_some_and(|text| !text.is_empty()));
            for (tag, text) in given.iter().filter_map(|(tag, text)| Some((tag, (*text)?))) {
                errors.unless(!is_known || !text.is_empty(), &format!("/address/{tag}"), Wrong::Missing);
                errors.unless(text.chars().count() <= STREET, &format!("/address/{tag}"), Wrong::TooLong(STREET));
            }
        }
        let followed = |one: &LocationId| catalogue.locations.contains_key(one) && one != own;
        errors.unless(self.successor.as_ref().is_none_or(followed), "/successor", Wrong::UnknownLocation);
        let next = |id: &&LocationId| catalogue.locations.get(*id).and_then(|one| one.successor.as_ref());
        let circle = self.successor.as_ref().is_some_and(|one| leads_to(one, own, next, catalogue.locations.len()));
        errors.unless_said(!circle, "/successor", "succession-circle");
        for (at, (from, to)) in self.opening_hours.iter().enumerate() {
            let time = |text: &str| NaiveTime::parse_from_str(text, "%H:%M").ok().filter(|_| text.len() == 5);
            let sound = time(from).zip(time(to)).is_some_and(|(from, to)| from < to);
            errors.unless_said(sound, &format!("/opening_hours/{at}"), "opening-hours-form");
        }
        for (at, closing) in self.closing_days.iter().enumerate() {
            errors.in_order(Some(closing.from), Some(closing.to), &format!("/closing_days/{at}/to"));
        }
        errors.into_result()
    }

    /// The place that it is; what is wrong with it, beside its field.
    pub(super) fn parse(self, own: LocationId, catalogue: &Catalogue) -> Result<Location, Problem> {
        self.check(&own, catalogue)?;
        let Self {
            id: _,
            name,
            kind,
            nis,
            postcode,
            address,
            lat,
            lon,
            email,
            languages,
            open_from,
            open_to,
            successor,
            building,
            opening_hours,
            desks,
            closing_days,
            fit,
            recognised_coworking,
            notices,
        } = self;
        let unknown = Text { fr: String::new(), nl: String::new(), en: None };
        let address = address.map_or(unknown, Text::from);
        let closing_days = closing_days.into_iter().map(ClosingDays::from).collect();
        Ok(Location {
            id: own,
            name,
            kind,
            nis,
            postcode,
            address,
            lat,
            lon,
            email,
            languages,
            open_from,
            open_to,
            successor,
            building,
            opening_hours,
            desks,
            closing_days,
            fit,
            recognised_coworking,
            notices,
        })
    }
}
