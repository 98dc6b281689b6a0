//! People who may sign in, for programs.

use axum::response::IntoResponse as _;
use domain::clock::BRUSSELS;
use domain::contact::EmailAddress;
use domain::field_error::{FieldError, Problem as Wrong};
use domain::ids::{AgencyId, LocationId, StaffId};
use domain::staff::{Staff, StaffRole};
use domain::{Instant, Language};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use store::repos::idempotency::Claim;
use store::{Store, Versioned};
use utoipa::ToSchema;
use validator::Validate;
use web::extract::{
    Id, IdempotencyKey, IfMatch, IfNoneMatch, JsonBody, Keyed, ListQuery, PageQuery, Target, tagged,
    tagged_or_unchanged,
};
use web::{CoordinatorDesk, Problem, Reply, idempotent};

use super::{HandOverRequest, RoleCode, StaffRequest};
use web::openapi::Listing;

/// Somebody who may sign in.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Staff)]
pub(super) struct StaffView {
    /// Id.
    id: String,
    /// Name.
    name: String,
    /// Where sign-in links go.
    email: String,
    /// Role.
    role: RoleCode,
    /// An adviser's agency.
    agency: Option<String>,
    /// A host's location.
    location: Option<String>,
    /// Language of mails; null: French and Dutch.
    #[schema(value_type = Option<String>)]
    language: Option<Language>,
    /// Whether sign-in is allowed.
    active: bool,
    /// Who took over, once handed over.
    handed_over_to: Option<String>,
    /// When invited.
    #[schema(value_type = String, format = DateTime)]
    created_at: Instant,
}

impl StaffView {
    pub(super) fn of(staff: &Staff) -> Self {
        let Staff { id, name, email, role, language, active, handed_over_to, created_at, generation: _ } = staff;
        let (agency, location) = match role {
            StaffRole::Coordinator => (None, None),
            StaffRole::Adviser { agency } => (Some(agency.to_string()), None),
            StaffRole::Host { location } => (None, Some(location.to_string())),
        };
        Self {
            id: id.to_string(),
            name: name.clone(),
            email: email.to_string(),
            role: RoleCode::of(role),
            agency,
            location,
            language: *language,
            active: *active,
            handed_over_to: handed_over_to.as_ref().map(ToString::to_string),
            created_at: *created_at,
        }
    }
}

/// Somebody changed: what was read can be sent back with other values.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct StaffChange {
    /// Id; that of the address where it is sent.
    id: Option<String>,
    /// Name, as colleagues know it; one line.
    #[validate(length(min = 1, max = 200))]
    name: String,
    /// Where sign-in links go. Nobody else has the same.
    #[schema(value_type = String, format = "email")]
    email: EmailAddress,
    /// `coordinator`, `adviser` or `host`.
    role: RoleCode,
    /// An adviser's agency; of nobody else.
    #[schema(value_type = Option<String>, example = "innoviris")]
    agency: Option<AgencyId>,
    /// A host's location; of nobody else.
    #[schema(value_type = Option<String>, example = "icab")]
    location: Option<LocationId>,
    /// `fr`, `nl` or `en`; absent: mails in French and Dutch.
    #[schema(value_type = Option<String>)]
    language: Option<Language>,
    /// Whether sign-in is allowed; absent: yes.
    active: Option<bool>,
    /// As it was read; a hand-over changes it.
    #[serde(rename = "handed_over_to")]
    #[schema(value_type = Option<String>)]
    _handed_over_to: Option<StaffId>,
    /// As it was read; nothing changes it.
    #[serde(rename = "created_at")]
    #[schema(value_type = Option<String>, format = DateTime)]
    _created_at: Option<Instant>,
}

impl StaffChange {
    /// What is asked for; a body that names an id names `own`.
    fn of(self, own: &StaffId) -> Result<StaffRequest, Problem> {
        let Self { id, name, email, role, agency, location, language, active, _handed_over_to, _created_at } = self;
        if id.is_some_and(|id| id != own.as_str()) {
            return Err(vec![FieldError::new("/id", Wrong::NotAmong(vec![own.to_string()]))].into());
        }
        Ok(StaffRequest { name, email, role, agency, location, language, active: active.unwrap_or(true) })
    }
}

const SCOPE: &str = "staff";

/// Everybody, in the order invited. One query.
#[utoipa::path(get, path = "/v1/staff", tag = "staff", params(PageQuery),
    responses((status = 200, body = Listing<StaffView>)))]
pub(super) async fn list(desk: CoordinatorDesk, list: ListQuery) -> Reply {
    let everybody = desk.store().staff().list().await?;
    let (part, next) = list.part(&desk.context, SCOPE, everybody.iter().map(|staff| (staff.id.to_string(), staff)))?;
    let items: Vec<StaffView> = part.into_iter().map(StaffView::of).collect();
    list.answer(&desk.context, SCOPE, &items, next)
}

/// Invites somebody: adds the person and mails a link that works for 7 days.
/// Two reads, one commit; a repetition costs one read and is answered as the
/// first was, whatever changed since.
#[utoipa::path(post, path = "/v1/staff", tag = "staff", request_body = StaffRequest, params(IdempotencyKey),
    responses((status = 201, body = StaffView, headers(("Location" = String), ("ETag" = String))), (status = 409)))]
pub(super) async fn invite(desk: CoordinatorDesk, Keyed { key, value, bytes }: Keyed<StaffRequest>) -> Reply {
    let store = desk.store();
    let claim = store.idempotency().claim("console", &desk.staff.caller(), &key, &bytes);
    let shown = match idempotent::find(store, &claim).await? {
        Some(kept) => super::invited_before(store, &kept, value).await?,
        None => add(store, value, &claim).await?,
    };
    let location = format!("/v1/staff/{}", shown.value.id);
    Ok(idempotent::created(location, shown.version, &StaffView::of(&shown.value))?.into_response())
}

async fn add(store: &Store, request: StaffRequest, claim: &Claim) -> Result<Versioned<Staff>, Problem> {
    let catalogue = store.catalogue().load().await?;
    let now = store.now();
    let draft = request.clone().parse(&catalogue, now.day_in(BRUSSELS), None).map_err(Problem::invalid)?;
    let id = StaffId::parse(&store.ids().next()).map_err(|error| Problem::internal(&error))?;
    let new = Versioned { value: super::invited(id, draft, now), version: 1 };
    match super::invite(store, &new.value, Some(claim)).await? {
        None => Ok(new),
        Some(kept) => super::invited_before(store, &kept, request).await,
    }
}

/// One person. One read.
#[utoipa::path(get, path = "/v1/staff/{id}", tag = "staff",
    responses((status = 200, body = StaffView, headers(("ETag" = String))), (status = 304)))]
pub(super) async fn read(desk: CoordinatorDesk, known: IfNoneMatch, Id(id): Id<StaffId>) -> Reply {
    let staff = super::load(desk.store(), &id).await?;
    tagged_or_unchanged(&known, staff.version, &StaffView::of(&staff.value))
}

/// Changes name, address, role, language or the right to sign in. Two reads,
/// one commit; two reads more where a coordinator stops being one.
#[utoipa::path(put, path = "/v1/staff/{id}", tag = "staff", request_body = StaffChange, params(IfMatch),
    responses((status = 200, body = StaffView, headers(("ETag" = String))), (status = 409)))]
pub(super) async fn put(
    desk: CoordinatorDesk,
    Target(Id(id), IfMatch(named)): Target<Id<StaffId>>,
    JsonBody { value, .. }: JsonBody<StaffChange>,
) -> Reply {
    let before = super::load(desk.store(), &id).await?;
    named.check(before.version)?;
    let catalogue = desk.catalogue().await?;
    let today = desk.today();
    let request = value.of(&id)?;
    let draft = request.parse(&catalogue, today, Some(&before.value)).map_err(Problem::invalid)?;
    let after = super::updated(&before.value, draft);
    super::save(&desk, &before, &after).await?;
    let version = before.version + u64::from(after != before.value);
    tagged(StatusCode::OK, version, &StaffView::of(&after))
}

/// Takes the right to sign in away: sessions and links end at once. The
/// person stays in the list, as history names them. One read, one commit; two
/// reads more for a coordinator.
#[utoipa::path(delete, path = "/v1/staff/{id}", tag = "staff", params(IfMatch),
    responses((status = 204), (status = 409)))]
pub(super) async fn delete(desk: CoordinatorDesk, Target(Id(id), IfMatch(named)): Target<Id<StaffId>>) -> Reply {
    let before = super::load(desk.store(), &id).await?;
    named.check(before.version)?;
    super::save(&desk, &before, &super::deactivated(&before.value)).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Deactivates somebody and records who takes over. Two reads, one commit;
/// two reads more for a coordinator.
#[utoipa::path(post, path = "/v1/staff/{id}/hand-over", tag = "staff", request_body = HandOverRequest,
    responses((status = 200, body = StaffView, headers(("ETag" = String))), (status = 409)))]
pub(super) async fn hand_over(
    desk: CoordinatorDesk,
    Id(id): Id<StaffId>,
    JsonBody { value: HandOverRequest { to }, .. }: JsonBody<HandOverRequest>,
) -> Reply {
    let before = super::load(desk.store(), &id).await?;
    let after = super::hand_over(&desk, &before, &to).await?;
    tagged(StatusCode::OK, after.version, &StaffView::of(&after.value))
}
