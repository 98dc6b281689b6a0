//! The shapes of HSDS 3.1 that are filled in here, in its own words. What HSDS
//! has no word for stands under a name of ours, which the profile explains:
//! `translations`, `status` beside others than services, `next_sessions`.

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use web::Problem;

use super::term_shapes::{Attribute, Translations};

/// An agency or partner.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
#[schema(as = HsdsOrganization)]
pub(super) struct Organization {
    #[schema(format = "uuid")]
    pub id: String,
    pub name: String,
    pub alternate_name: Option<String>,
    pub description: String,
    /// Its page here.
    pub website: Option<String>,
    pub parent_organization_id: Option<String>,
    /// Where asked for in full.
    #[schema(no_recursion)]
    pub services: Option<Vec<Service>>,
    /// Ours: `active`, `inactive` (not yet) or `defunct`.
    pub status: &'static str,
    /// Ours: who took over its work when it ended.
    pub successor_organization_id: Option<String>,
    /// Ours: as services have it.
    pub last_modified: Option<String>,
    /// Ours.
    #[schema(value_type = Object)]
    pub translations: Translations,
}

/// What an agency offers.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
#[schema(as = HsdsService)]
pub(super) struct Service {
    #[schema(format = "uuid")]
    pub id: String,
    /// Who offers it today; where nobody does, who began it.
    pub organization_id: Option<String>,
    pub name: String,
    pub description: Option<String>,
    /// Its page here.
    pub url: Option<String>,
    /// `active`, `inactive` (not yet) or `defunct`.
    pub status: &'static str,
    /// For whom it is, in words.
    pub eligibility_description: Option<String>,
    pub last_modified: Option<String>,
    pub organization: Option<Box<Organization>>,
    pub languages: Option<Vec<Spoken>>,
    pub service_at_locations: Option<Vec<ServiceAtLocation>>,
    /// The terms that it has.
    pub attributes: Option<Vec<Attribute>>,
    /// Ours.
    #[schema(value_type = Object)]
    pub translations: Translations,
}

/// A place.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
#[schema(as = HsdsLocation)]
pub(super) struct Location {
    #[schema(format = "uuid")]
    pub id: String,
    /// `physical`.
    pub location_type: &'static str,
    pub name: String,
    /// What sort of place it is.
    pub description: Option<String>,
    /// Its page here.
    pub url: Option<String>,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    /// Its id in the rest of this product: that of `/v1/locations`.
    pub external_identifier: String,
    pub external_identifier_type: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Spoken>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub addresses: Vec<Address>,
    /// Ours: `active`, `inactive` (not yet open) or `defunct`.
    pub status: &'static str,
    /// Ours: as services have it.
    pub last_modified: Option<String>,
}

/// Where a place is.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = HsdsAddress)]
pub(super) struct Address {
    #[schema(format = "uuid")]
    pub id: String,
    #[schema(format = "uuid")]
    pub location_id: String,
    pub address_1: String,
    pub city: String,
    /// In both languages of the Region.
    pub state_province: &'static str,
    pub postal_code: String,
    pub country: &'static str,
    pub address_type: &'static str,
    /// Ours: street and number as `name`, municipality as `description`.
    #[schema(value_type = Object)]
    pub translations: Translations,
}

/// A language in which people are received.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = HsdsLanguage)]
pub(super) struct Spoken {
    #[schema(format = "uuid")]
    pub id: String,
    pub name: &'static str,
    pub code: &'static str,
}

/// A permanence, as far as it is about one service.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
#[schema(as = HsdsServiceAtLocation)]
pub(super) struct ServiceAtLocation {
    #[schema(format = "uuid")]
    pub id: String,
    #[schema(format = "uuid")]
    pub service_id: String,
    #[schema(format = "uuid")]
    pub location_id: String,
    /// The agency that comes, and the place.
    pub description: Option<String>,
    pub location: Option<Location>,
    #[schema(no_recursion)]
    pub service: Option<Box<Service>>,
    /// When people are received in the 400 days to come.
    pub schedules: Option<Vec<Schedule>>,
    /// Ours: the permanence's id, that of `/v1/permanences`.
    pub permanence: String,
    /// Ours: the agency that comes.
    #[schema(format = "uuid")]
    pub organization_id: String,
    /// Ours: `active`, or `defunct` for what is told to be gone.
    pub status: &'static str,
    /// Ours: as services have it.
    pub last_modified: Option<String>,
    /// Ours, of one alone: the next sessions with how many seats are free.
    pub next_sessions: Option<Vec<NextSession>>,
}

/// One of the next sessions, with its seats.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = HsdsNextSession)]
pub(super) struct NextSession {
    /// The session's id, that of `/v1/sessions`.
    pub session: String,
    #[schema(format = DateTime)]
    pub start: String,
    #[schema(format = DateTime)]
    pub end: String,
    /// How many seats are free in all its slots to come; null where nobody can
    /// book, though it takes place.
    pub free: Option<u32>,
    /// Where people book.
    pub booking_url: String,
}

/// Some of the times of a permanence: a rule on one offset from UTC, or where it
/// has no `freq`, the one day `dtstart`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, ToSchema)]
#[schema(as = HsdsSchedule)]
pub(super) struct Schedule {
    #[schema(format = "uuid")]
    pub id: String,
    #[schema(format = "uuid")]
    pub service_at_location_id: String,
    /// First day on which the rule holds; it has a session then.
    pub valid_from: String,
    /// Last day on which it holds; it has a session then.
    pub valid_to: String,
    pub dtstart: String,
    pub until: String,
    /// Hours from UTC.
    pub timezone: f64,
    pub freq: Option<&'static str>,
    pub interval: Option<u16>,
    pub wkst: Option<&'static str>,
    pub byday: Option<String>,
    pub bymonthday: Option<String>,
    pub count: Option<u32>,
    pub opens_at: String,
    /// Not after `opens_at`: the day after.
    pub closes_at: String,
    /// Where people book.
    pub schedule_link: String,
    /// Why that day is another than the others.
    pub notes: Option<String>,
}

/// One of many, where `minimal` is asked for.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = HsdsMinimal)]
pub(super) struct Minimal {
    #[schema(format = "uuid")]
    pub id: String,
    pub modified_date: Option<String>,
    /// Ours: of what is gone, `defunct`.
    pub status: Option<&'static str>,
}

/// What a list that can be asked for `minimal` ones holds.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "describes what lists answer")]
pub(super) enum Listed<T> {
    Whole(T),
    Minimal(Minimal),
}

/// A page of a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct HsdsPage<T> {
    pub total_items: usize,
    pub total_pages: usize,
    pub page_number: usize,
    /// How many are on this page.
    pub size: usize,
    pub first_page: bool,
    pub last_page: bool,
    pub empty: bool,
    pub contents: Vec<T>,
}

/// A shape as JSON; what is not known is left out.
pub(super) fn value<T: Serialize>(shape: &T) -> Result<Value, Problem> {
    let mut value = serde_json::to_value(shape).map_err(|error| Problem::internal(&error))?;
    leave_out_unknown(&mut value);
    Ok(value)
}

fn leave_out_unknown(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            // That nobody can book a session is known, and told as null.
            fields.retain(|name, value| name == "free" || !value.is_null());
            fields.values_mut().for_each(leave_out_unknown);
        }
        Value::Array(values) => values.iter_mut().for_each(leave_out_unknown),
        _ => {}
    }
}
