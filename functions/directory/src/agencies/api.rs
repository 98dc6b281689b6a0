//! Agencies and partners for programs.

use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;
use domain::Language;
use domain::agency::{Agency, Asking, Desk};
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::contact::EmailAddress;
use domain::entry::{Sort, leads_to};
use domain::field_error::Problem as Wrong;
use domain::ids::AgencyId;
use domain::location::ClosingDays;
use domain::notice::Wish;
use domain::validity::Validity;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use validator::Validate;
use web::extract::{
    Id, IfMatch, IfNoneMatch, JsonBody, ListQuery, PageQuery, PutCondition, listing, parse_json, tagged_or_unchanged,
};
use web::openapi::Listing;
use web::{Context, Coordinator, Principal, Problem};

use super::desks::check_desks;
use crate::entries::errors::Errors;
use crate::entries::rows::{Change, stored};
use crate::entries::{AllParam, in_use, part, rows, sees_email};
use web::TextBody;

const KINDS: [&str; 4] = ["core_agency", "coordinator", "first_line", "partner"];

/// An agency or partner.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Agency)]
pub(super) struct AgencyBody {
    /// Slug; that of the address where it is sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "innoviris")]
    id: Option<String>,
    /// `core_agency`, `coordinator`, `first_line` or `partner`.
    kind: String,
    /// Official name.
    #[validate(nested)]
    name: TextBody,
    /// The name people use.
    #[validate(length(min = 1, max = 60))]
    short: String,
    /// What it is for.
    #[validate(nested)]
    mission: TextBody,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    valid_from: Option<NaiveDate>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    valid_to: Option<NaiveDate>,
    /// Who took over its work when it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    successor: Option<AgencyId>,
    /// Whether it is the same as its successor, entered twice.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    merged: bool,
    /// The agency that it is a part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    parent: Option<AgencyId>,
    /// NIS code of the municipality of its seat, from where its people set out.
    /// Left out of a change it stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seat_nis: Option<String>,
    /// Languages that it answers in.
    #[schema(value_type = Vec<String>)]
    languages: Vec<Language>,
    /// Where referrals go; shown to the coordinator alone. Required of a new
    /// agency; where it is left out of a change, it stays as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = "email")]
    email: Option<EmailAddress>,
    /// Desks that referrals go to instead, each for some places, kinds of need
    /// or languages; shown to the coordinator alone. Left out of a change they stay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(max = 30))]
    desks: Option<Vec<Desk>>,
    /// Days on which it does not work, beside those of all: its clocks stand still.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(max = 50))]
    #[schema(value_type = Option<Vec<Object>>)]
    closures: Option<Vec<ClosingDays>>,
    /// How it wishes to be told what changes of its sessions: `at_once`, `daily` or
    /// `none`; shown to the coordinator alone. Left out of a change it stays; of a new agency
    /// it means bookings at once, all else once a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    notices: Option<Wish>,
    /// How it is asked about needs: `singly`, by a mail for each, or `daily`, by one mail on
    /// a morning on which it works, except where the clock is short; shown to the coordinator
    /// alone. Left out of a change it stays; of a new agency it means `singly`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    asking: Option<Asking>,
}

impl AgencyBody {
    fn of(agency: &Agency, with_email: bool) -> Self {
        let Agency {
            id,
            kind,
            name,
            short,
            mission,
            validity,
            successor,
            merged,
            parent,
            seat_nis,
            languages,
            email,
            desks,
            closures,
            notices,
            asking,
        } = agency;
        Self {
            id: Some(id.to_string()),
            kind: kind.clone(),
            name: name.into(),
            short: short.clone(),
            mission: mission.into(),
            valid_from: validity.valid_from,
            valid_to: validity.valid_to,
            successor: successor.clone(),
            merged: *merged,
            parent: parent.clone(),
            seat_nis: seat_nis.clone(),
            languages: languages.clone(),
            email: with_email.then(|| email.clone()),
            desks: with_email.then(|| desks.clone()).filter(|desks| !desks.is_empty()),
            closures: Some(closures.clone()).filter(|closures| !closures.is_empty()),
            notices: notices.filter(|_| with_email),
            asking: with_email.then_some(*asking),
        }
    }

    fn parse(self, own: AgencyId, catalogue: &Catalogue) -> Result<Agency, Problem> {
        let Self {
            id,
            kind,
            name,
            short,
            mission,
            valid_from,
            valid_to,
            successor,
            merged,
            parent,
            seat_nis,
            languages,
            email,
            desks,
            closures,
            notices,
            asking,
        } = self;
        let mut errors = Errors::default();
        errors.same_id(id.as_ref(), own.as_str());
        errors.among(&kind, KINDS, "/kind");
        errors.in_order(valid_from, valid_to, "/valid_to");
        errors.languages(&languages);
        let known = |other: &AgencyId| catalogue.agencies.contains_key(other) && other != &own;
        errors.unless(successor.as_ref().is_none_or(known), "/successor", Wrong::UnknownAgency);
        errors.unless(parent.as_ref().is_none_or(known), "/parent", Wrong::UnknownAgency);
        let next = |id: &&AgencyId| catalogue.agencies.get(*id).and_then(|one| one.successor.as_ref());
        let circle = successor.as_ref().is_some_and(|one| leads_to(one, &own, next, catalogue.agencies.len()));
        errors.unless_said(!circle, "/successor", "succession-circle");
        let before = catalogue.agencies.get(&own);
        let email = email.or_else(|| before.map(|before| before.email.clone()));
        let desks = desks.or_else(|| before.map(|before| before.desks.clone())).unwrap_or_default();
        let closures = closures.or_else(|| before.map(|before| before.closures.clone())).unwrap_or_default();
        let seat_nis = seat_nis.or_else(|| before.and_then(|before| before.seat_nis.clone()));
        if let Some(nis) = &seat_nis {
            errors.among(nis, catalogue.municipalities.keys().map(String::as_str), "/seat_nis");
        }
        check_desks(&desks, catalogue, &mut errors);
        for (at, span) in closures.iter().enumerate() {
            errors.in_order(Some(span.from), Some(span.to), &format!("/closures/{at}/to"));
        }
        errors.unless(email.is_some(), "/email", Wrong::Missing);
        errors.into_result()?;
        let email = email.ok_or_else(Problem::not_found)?;
        let validity = Validity { valid_from, valid_to };
        let (name, mission) = (name.into(), mission.into());
        Ok(Agency {
            id: own,
            kind,
            name,
            short,
            mission,
            validity,
            successor,
            merged,
            parent,
            seat_nis,
            languages,
            email,
            desks,
            closures,
            notices: notices.or_else(|| before.and_then(|before| before.notices)),
            asking: asking.or_else(|| before.map(|before| before.asking)).unwrap_or_default(),
        })
    }
}

/// An agency as the coordinator reads it, from its row.
pub(crate) fn body_of(agency: &Agency) -> Result<Value, Problem> {
    stored(&AgencyBody::of(agency, true))
}

/// The agency that a body means, as its row holds it.
pub(crate) fn stored_of(body: &Value, id: &str, catalogue: &Catalogue) -> Result<Value, Problem> {
    let own = AgencyId::parse(id).map_err(|_| Problem::not_found())?;
    stored(&parse_json::<AgencyBody>(body.to_string().as_bytes())?.parse(own, catalogue)?)
}

/// Agencies and partners, in the order of their ids. One read.
#[utoipa::path(get, path = "/v1/agencies", tag = "directory", params(AllParam, PageQuery), security(()),
    responses((status = 200, body = Listing<AgencyBody>)))]
pub(super) async fn list(
    State(context): State<Context>,
    principal: Principal,
    ListQuery { uri, page, filter: AllParam { all } }: ListQuery<AllParam>,
) -> Result<Response, Problem> {
    let catalogue = context.store.catalogue().load().await?;
    let today = context.store.now().day_in(BRUSSELS);
    let shown = catalogue.agencies.values().filter(|agency| all || agency.validity.holds_on(today));
    let with_email = sees_email(&principal);
    let entries = shown.map(|agency| (agency.id.to_string(), AgencyBody::of(agency, with_email)));
    let (items, next) = part(&context, &format!("agencies?all={all}"), &page, entries)?;
    listing(&uri, &items, next)
}

/// One agency, ended ones included. One read.
#[utoipa::path(get, path = "/v1/agencies/{id}", tag = "directory", security(()),
    responses((status = 200, body = AgencyBody, headers(("ETag" = String))), (status = 304)))]
pub(super) async fn read(
    State(context): State<Context>,
    principal: Principal,
    known: IfNoneMatch,
    Id(id): Id<AgencyId>,
) -> Result<Response, Problem> {
    let row = rows::load::<Agency>(&context, Sort::Agency, id.as_str()).await?;
    tagged_or_unchanged(&known, row.version, &AgencyBody::of(&row.value, sees_email(&principal)))
}

/// Creates or replaces an agency. Two reads, one commit.
#[utoipa::path(put, path = "/v1/agencies/{id}", tag = "directory", request_body = AgencyBody, params(PutCondition),
    responses((status = 200, body = AgencyBody), (status = 201, body = AgencyBody)))]
pub(super) async fn put(
    coordinator: Coordinator,
    State(context): State<Context>,
    Id(id): Id<AgencyId>,
    condition: PutCondition,
    JsonBody { value, .. }: JsonBody<AgencyBody>,
) -> Result<Response, Problem> {
    let before = rows::expected(&context, Sort::Agency, id.as_str(), &condition).await?;
    let catalogue = context.store.catalogue().load().await?;
    let agency = value.parse(id.clone(), &catalogue)?;
    let change = Change { sort: Sort::Agency, id: id.as_str(), before, by: &coordinator.actor() };
    rows::save(&context, &change, &agency, &AgencyBody::of(&agency, true)).await
}

/// Removes an agency that nothing names any more; others get a last day.
/// Eight reads at most, one commit.
#[utoipa::path(delete, path = "/v1/agencies/{id}", tag = "directory", params(IfMatch),
    responses((status = 204), (status = 409)))]
pub(super) async fn delete(
    coordinator: Coordinator,
    State(context): State<Context>,
    Id(id): Id<AgencyId>,
    named: IfMatch,
) -> Result<Response, Problem> {
    let before = rows::to_remove(&context, Sort::Agency, id.as_str(), &named).await?;
    let catalogue = context.store.catalogue().load().await?;
    in_use::refuse(&in_use::of_agency(&context, &catalogue, &id).await?)?;
    let change = Change { sort: Sort::Agency, id: id.as_str(), before: Some(before), by: &coordinator.actor() };
    rows::remove(&context, &change).await
}
