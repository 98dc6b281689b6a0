//! Places that host members and permanences.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

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
    pub kind: String,
    /// NIS code of the municipality.
    pub nis: String,
    /// Four digits.
    pub postcode: String,
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
    pub fit: String,
    /// Whether it is a recognised coworking space, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recognised_coworking: Option<bool>,
    /// How its people wish to be told what changes of its sessions: `at_once`, `daily` or `none`;
    /// absent means `daily`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "described", schema(value_type = Option<String>))]
    pub notices: Option<Wish>,
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
    /// Types of places, in the order in which forms offer them.
    pub const KINDS: [&'static str; 5] = ["incubator", "coworking", "business_centre", "accelerator", "digital_hub"];
    /// How central a place can be, the most first.
    pub const FITS: [&'static str; 3] = ["core", "adjacent", "marginal"];

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
