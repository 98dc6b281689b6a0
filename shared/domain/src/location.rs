//! Places that host members and permanences.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::address::{Nis, Postcode};
use crate::contact::EmailAddress;
use crate::distance::Point;
use crate::ids::LocationId;
use crate::wish::Wish;
use crate::{Language, Text};

/// A place that hosts members and permanences.
// Its row, and what is sent and answered: decision 47.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct Location {
    /// Slug; that of the address where it is sent.
    #[cfg_attr(feature = "described", schema(value_type = String, required = false, example = "icab"))]
    pub id: LocationId,
    /// A proper name, the same in every language.
    pub name: String,
    /// `incubator`, `coworking`, `business_centre`, `accelerator` or `digital_hub`.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "described", schema(value_type = String))]
    pub kind: LocationKind,
    /// NIS code of the municipality.
    #[cfg_attr(feature = "described", schema(value_type = String))]
    pub nis: Nis,
    /// Four digits.
    #[cfg_attr(feature = "described", schema(value_type = String))]
    pub postcode: Postcode,
    /// Street and number; left out, or empty, where they are not known.
    #[serde(default)]
    pub address: Text,
    /// Degrees north, WGS 84.
    pub lat: f64,
    /// Degrees east, WGS 84.
    pub lon: f64,
    /// Where the place itself is written to: told of its sessions where nobody signs in for it. Seen by
    /// the coordinator only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "described", schema(value_type = Option<String>, format = "email"))]
    pub email: Option<EmailAddress>,
    /// Languages spoken at the place.
    #[cfg_attr(feature = "described", schema(value_type = Vec<String>))]
    pub languages: Vec<Language>,
    /// First day open, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "described", schema(value_type = Option<String>, format = Date))]
    pub open_from: Option<NaiveDate>,
    /// Last day open, where it closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "described", schema(value_type = Option<String>, format = Date))]
    pub open_to: Option<NaiveDate>,
    /// The place that stands for it once it has closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "described", schema(value_type = Option<String>))]
    pub successor: Option<LocationId>,
    /// Places in one building have the same: they are one stop.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub building: Option<String>,
    /// Opening hours on working days, as pairs of `HH:MM`.
    #[serde(default)]
    #[cfg_attr(feature = "described", schema(value_type = Vec<Vec<String>>))]
    pub opening_hours: Vec<(String, String)>,
    /// Desks or rooms that agencies can use at once.
    #[serde(default)]
    pub desks: u32,
    /// Days on which the place is closed: its sessions do not take place then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub closing_days: Vec<ClosingDays>,
    /// How central it is to the programme: `core`, `adjacent` or `marginal`.
    #[cfg_attr(feature = "described", schema(value_type = String))]
    pub fit: Fit,
    /// Whether it is a recognised coworking space, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recognised_coworking: Option<bool>,
    /// How its people wish to be told what changes of its sessions: `at_once`, `daily` or `none`;
    /// absent means `daily`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "described", schema(value_type = Option<String>))]
    pub notices: Option<Wish>,
}

/// What sort of place it is.
// What is no text is refused in the words for any other text: `expecting`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", expecting = "invalid type: expected a string")]
pub enum LocationKind {
    /// Young companies have their offices there, and are guided.
    Incubator,
    /// Desks for whoever comes.
    Coworking,
    /// Offices to rent.
    BusinessCentre,
    /// Young companies are guided for some months.
    Accelerator,
    /// Companies are helped to go digital.
    DigitalHub,
    /// A word that a row has and nobody knows; it is refused where it is sent.
    #[serde(untagged)]
    Other(String),
}

impl LocationKind {
    /// In the order in which forms offer them.
    pub const KNOWN: [Self; 5] =
        [Self::Incubator, Self::Coworking, Self::BusinessCentre, Self::Accelerator, Self::DigitalHub];

    /// The word of rows and of the outside interface.
    pub fn code(&self) -> &str {
        match self {
            Self::Incubator => "incubator",
            Self::Coworking => "coworking",
            Self::BusinessCentre => "business_centre",
            Self::Accelerator => "accelerator",
            Self::DigitalHub => "digital_hub",
            Self::Other(code) => code,
        }
    }
}

/// How central a place is to the programme, the most first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", expecting = "invalid type: expected a string")]
pub enum Fit {
    /// At its core.
    Core,
    /// Close to it.
    Adjacent,
    /// At its margin.
    Marginal,
    /// A word that a row has and nobody knows; it is refused where it is sent.
    #[serde(untagged)]
    Other(String),
}

impl Fit {
    /// In the order in which forms offer them.
    pub const KNOWN: [Self; 3] = [Self::Core, Self::Adjacent, Self::Marginal];

    /// The word of rows and of the outside interface.
    pub fn code(&self) -> &str {
        match self {
            Self::Core => "core",
            Self::Adjacent => "adjacent",
            Self::Marginal => "marginal",
            Self::Other(code) => code,
        }
    }
}

/// Days on which a place is closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct ClosingDays {
    /// First day.
    #[cfg_attr(feature = "described", schema(value_type = String, format = Date))]
    pub from: NaiveDate,
    /// Last day, included.
    #[cfg_attr(feature = "described", schema(value_type = String, format = Date))]
    pub to: NaiveDate,
    /// Why, for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
}

impl Location {
    /// Whether it is at the core of the programme.
    pub fn is_core(&self) -> bool {
        self.fit == Fit::Core
    }

    /// Where it lies.
    pub const fn point(&self) -> Point {
        Point { lat: self.lat, lon: self.lon }
    }

    /// The closing days that `day` is one of.
    pub fn closing_on(&self, day: NaiveDate) -> Option<&ClosingDays> {
        self.closing_days.iter().find(|closing| closing.from <= day && day <= closing.to)
    }

    /// Opening hours as times, unreadable ones left out; empty where not said.
    pub fn hours(&self) -> Vec<(NaiveTime, NaiveTime)> {
        let time = |text: &str| NaiveTime::parse_from_str(text, "%H:%M").ok();
        self.opening_hours.iter().filter_map(|(from, to)| time(from).zip(time(to))).collect()
    }

    /// Whether the place is open on `day`.
    pub fn open_on(&self, day: NaiveDate) -> bool {
        self.open_from.is_none_or(|from| from <= day) && self.open_to.is_none_or(|to| day <= to)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn row(kind: &str, fit: &str) -> Value {
        json!({
            "id": "icab", "name": "ICAB", "type": kind, "nis": "21004", "postcode": "1040",
            "address": {"fr": "Rue", "nl": "Straat"}, "lat": 50.8, "lon": 4.4, "languages": ["fr"],
            "opening_hours": [], "desks": 0, "fit": fit
        })
    }

    #[test]
    fn a_word_that_nobody_knows_is_read_and_stays_what_it_is() {
        for (kind, fit) in [("incubator", "core"), ("digital_hub", "marginal"), ("makerspace", "perfect")] {
            let place: Location = serde_json::from_value(row(kind, fit)).unwrap();
            assert_eq!((place.kind.code(), place.fit.code()), (kind, fit));
            assert_eq!(serde_json::to_value(&place).unwrap(), row(kind, fit));
        }
        let mut number = row("makerspace", "perfect");
        number["type"] = json!(5);
        let refused = serde_json::from_value::<Location>(number).unwrap_err().to_string();
        assert_eq!(refused, "invalid type: expected a string");
        let place: Location = serde_json::from_value(row("makerspace", "perfect")).unwrap();
        assert!(matches!((&place.kind, &place.fit), (LocationKind::Other(_), Fit::Other(_))));
        for (kind, fit) in LocationKind::KNOWN.iter().zip(Fit::KNOWN.iter().cycle()) {
            let place: Location = serde_json::from_value(row(kind.code(), fit.code())).unwrap();
            assert_eq!((&place.kind, &place.fit), (kind, fit));
        }
    }
}
