//! Locations for programs.

use axum::extract::{OriginalUri, State};
use axum::response::{IntoResponse as _, Response};
use chrono::{NaiveDate, NaiveTime};
use domain::Language;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::ids::LocationId;
use domain::location::{ClosingDays, Location};
use domain::notice::Wish;
use serde::{Deserialize, Serialize};
use store::repos::catalogue::Kind;
use utoipa::{IntoParams, ToSchema};
use validator::Validate;
use web::extract::{
    Id, IfMatch, IfNoneMatch, JsonBody, PageQuery, PutCondition, QueryParams, listing, tagged_or_unchanged,
};
use web::openapi::{Listing, ProblemBody};
use web::{Context, Coordinator, Problem};

use super::closing::affected_by;
use super::closing_days::ClosingDaysBody;
use crate::entries::errors::Errors;
use crate::entries::part;
use crate::entries::{in_use, rows};
use web::TextBody;

const KINDS: [&str; 5] = ["incubator", "coworking", "business_centre", "accelerator", "digital_hub"];
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
    /// Street and number.
    #[validate(nested)]
    address: TextBody,
    /// Degrees north, WGS 84.
    #[validate(range(min = 49.0, max = 52.0))]
    lat: f64,
    /// Degrees east, WGS 84.
    #[validate(range(min = 2.0, max = 7.0))]
    lon: f64,
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

impl From<&Location> for LocationBody {
    fn from(location: &Location) -> Self {
        let Location {
            id,
            name,
            kind,
            nis,
            postcode,
            address,
            lat,
            lon,
            languages,
            open_from,
            open_to,
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
            address: address.into(),
            lat: *lat,
            lon: *lon,
            languages: languages.clone(),
            open_from: *open_from,
            open_to: *open_to,
            building: building.clone(),
            opening_hours: opening_hours.clone(),
            desks: *desks,
            closing_days: closing_days.iter().map(ClosingDaysBody::from).collect(),
            fit: fit.clone(),
            recognised_coworking: *recognised_coworking,
            notices: *notices,
        }
    }
}

impl LocationBody {
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

    fn parse(self, own: LocationId, catalogue: &Catalogue) -> Result<Location, Problem> {
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
            languages,
            open_from,
            open_to,
            building,
            opening_hours,
            desks,
            closing_days,
            fit,
            recognised_coworking,
            notices,
        } = self;
        let address = address.into();
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
            languages,
            open_from,
            open_to,
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

/// Which locations a list shows.
#[derive(Debug, Clone, Default, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct LocationFilter {
    /// `true`: also what closed or is not open yet.
    #[serde(default)]
    all: bool,
    /// NIS code of a municipality.
    nis: Option<String>,
}

/// Locations, in the order of their ids. One read.
#[utoipa::path(get, path = "/v1/locations", tag = "directory", params(LocationFilter, ("limit" = Option<u32>, Query, minimum = 1, maximum = 100), ("cursor" = Option<String>, Query)),
    responses((status = 200, body = Listing<LocationBody>), (status = 400, body = ProblemBody), (status = 422, body = ProblemBody)))]
pub(super) async fn list(
    State(context): State<Context>,
    OriginalUri(uri): OriginalUri,
    page: PageQuery,
    QueryParams(LocationFilter { all, nis }): QueryParams<LocationFilter>,
) -> Result<Response, Problem> {
    let catalogue = context.store.catalogue().load().await?;
    let today = context.store.now().day_in(BRUSSELS);
    let within = |location: &Location| nis.as_ref().is_none_or(|nis| &location.nis == nis);
    let shown = catalogue.locations.values().filter(|location| (all || location.open_on(today)) && within(location));
    let entries = shown.map(|location| (location.id.to_string(), LocationBody::from(location)));
    let scope = format!("locations?all={all}&nis={}", nis.as_deref().unwrap_or_default());
    let (items, next) = part(&context, &scope, &page, entries)?;
    listing(&uri, &items, next)
}

/// One location, closed ones included. One read.
#[utoipa::path(get, path = "/v1/locations/{id}", tag = "directory", params(("id" = String, Path)),
    responses((status = 200, body = LocationBody, headers(("ETag" = String))), (status = 304), (status = 404, body = ProblemBody)))]
pub(super) async fn read(
    State(context): State<Context>,
    known: IfNoneMatch,
    Id(id): Id<LocationId>,
) -> Result<Response, Problem> {
    let row = rows::load::<Location>(&context, Kind::Location, id.as_str()).await?;
    tagged_or_unchanged(&known, row.version, &LocationBody::from(&row.value))
}

/// Whether something is only tried.
#[derive(Debug, Clone, Copy, Default, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(super) struct DryRun {
    /// `true`: nothing is stored; the answer says what it would do to bookings.
    dry_run: bool,
}

/// What a change of a place does to bookings.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[schema(as = BookingsAtPlace)]
pub(super) struct AffectedView {
    /// Bookings whose time changes.
    moved: usize,
    /// Bookings that end.
    lost: usize,
}

/// What a replacement answers.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "describes what is answered")]
#[schema(as = PutLocationAnswer)]
pub(super) enum PutAnswer {
    /// It was made.
    Saved(Box<LocationBody>),
    /// It was tried, with `dry_run`.
    Tried(AffectedView),
}

/// Creates or replaces a location; bookings on a day on which it is closed from
/// now on end, and their people are told. With `dry_run` nothing is stored, and
/// the answer says how many: a query of its presences and one for each of them.
/// Two reads, one commit.
#[utoipa::path(put, path = "/v1/locations/{id}", tag = "directory", params(("id" = String, Path), ("If-Match" = Option<String>, Header), ("If-None-Match" = Option<String>, Header), DryRun),
    request_body = LocationBody, security(("bearer" = []), ("session" = [])),
    responses((status = 200, description = "Replaced; with `dry_run` the bookings affected", body = PutAnswer), (status = 201, body = LocationBody), (status = 401, body = ProblemBody), (status = 404, body = ProblemBody),
        (status = 412, body = ProblemBody), (status = 422, body = ProblemBody), (status = 428, body = ProblemBody)))]
pub(super) async fn put(
    _: Coordinator,
    State(context): State<Context>,
    Id(id): Id<LocationId>,
    condition: PutCondition,
    QueryParams(DryRun { dry_run }): QueryParams<DryRun>,
    JsonBody { value, .. }: JsonBody<LocationBody>,
) -> Result<Response, Problem> {
    let version = rows::expected(&context, Kind::Location, id.as_str(), &condition).await?;
    let catalogue = context.store.catalogue().load().await?;
    let location = value.parse(id.clone(), &catalogue)?;
    if dry_run {
        let affected = affected_by(&context.store, &catalogue, &location).await?;
        let view = AffectedView { moved: affected.moved.len(), lost: affected.lost.len() };
        return Ok(axum::Json(view).into_response());
    }
    rows::save(&context, Kind::Location, id.as_str(), version, &location, &LocationBody::from(&location)).await
}

/// Removes a location that nothing names any more; others get a last day.
/// A read for each list that may name it, one commit.
#[utoipa::path(delete, path = "/v1/locations/{id}", tag = "directory", params(("id" = String, Path), ("If-Match" = String, Header)),
    security(("bearer" = []), ("session" = [])),
    responses((status = 204), (status = 401, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody),
        (status = 412, body = ProblemBody), (status = 428, body = ProblemBody)))]
pub(super) async fn delete(
    _: Coordinator,
    State(context): State<Context>,
    Id(id): Id<LocationId>,
    named: IfMatch,
) -> Result<Response, Problem> {
    let version = rows::to_remove(&context, Kind::Location, id.as_str(), &named).await?;
    in_use::refuse(&in_use::of_location(&context, &id).await?)?;
    rows::remove(&context, Kind::Location, id.as_str(), version).await
}
