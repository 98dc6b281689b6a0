//! Advisers for programs: the coordinator's, and an agency's own.

use axum::extract::{OriginalUri, State};
use axum::response::{IntoResponse as _, Response};
use chrono::NaiveDate;
use domain::Language;
use domain::adviser::{Absence, Adviser, AdviserDraft};
use domain::clock::BRUSSELS;
use domain::field_error::{FieldError, Problem as Wrong};
use domain::ids::{AdviserId, AgencyId};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;
use web::extract::{
    Id, IfMatch, IfNoneMatch, JsonBody, PageQuery, PutCondition, QueryParams, cursor, listing, null_as_absent, tagged,
    tagged_or_unchanged,
};
use web::openapi::{Listing, ProblemBody};
use web::{Context, Problem, Scope, StaffMember};

/// Which advisers a list shows.
#[derive(Debug, Clone, Default, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct AdviserFilter {
    /// Of this agency.
    #[param(value_type = Option<String>)]
    agency: Option<AgencyId>,
}

/// Days on which an adviser is away, without saying why.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AbsenceRequest {
    /// First day.
    #[schema(format = Date)]
    from: String,
    /// Last day, included.
    #[schema(format = Date)]
    to: String,
}

/// An adviser as somebody sends them.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AdviserRequest {
    /// Id; that of the address where it is sent.
    id: Option<String>,
    /// Whose adviser.
    #[schema(example = "innoviris")]
    agency: String,
    /// Name, as colleagues know it.
    #[schema(max_length = 120)]
    name: String,
    /// Where the address of their calendar is sent; mails about bookings go to the agency's address.
    #[schema(format = "email")]
    email: String,
    /// `fr`, `nl`, `en`; one at least.
    languages: Vec<String>,
    /// Permanences a week at most; absent means no limit.
    #[schema(minimum = 1, maximum = 14)]
    max_permanences_per_week: Option<u32>,
    /// When available, `MO-AM` to `SU-PM`; empty means always.
    #[serde(default, deserialize_with = "null_as_absent")]
    #[schema(example = json!(["TU-AM", "TH-PM"]))]
    half_days: Vec<String>,
    /// When away.
    #[serde(default, deserialize_with = "null_as_absent")]
    absences: Vec<AbsenceRequest>,
}

impl AdviserRequest {
    /// What was sent, to be held against the directory; a body that names an
    /// id names `own`.
    fn into_draft(self, own: &AdviserId) -> Result<AdviserDraft, Vec<FieldError>> {
        let Self { id, agency, name, email, languages, max_permanences_per_week, half_days, absences } = self;
        if id.is_some_and(|id| id != own.as_str()) {
            return Err(vec![FieldError::new("/id", Wrong::NotAmong(vec![own.to_string()]))]);
        }
        let absences = absences.into_iter().map(|AbsenceRequest { from, to }| (from, to)).collect();
        Ok(AdviserDraft { agency, name, email, languages, max_permanences_per_week, half_days, absences })
    }
}

/// Days on which an adviser is away.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct AbsenceView {
    /// First day.
    #[schema(value_type = String, format = Date)]
    from: NaiveDate,
    /// Last day, included.
    #[schema(value_type = String, format = Date)]
    to: NaiveDate,
}

/// An adviser. Can be sent back as it is, changed, by `PUT`.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Adviser)]
pub(super) struct AdviserView {
    /// Id.
    id: String,
    /// Whose adviser.
    agency: String,
    /// Name.
    name: String,
    /// Where the address of their calendar is sent; mails about bookings go to the agency's address.
    email: String,
    /// Languages spoken.
    #[schema(value_type = Vec<String>)]
    languages: Vec<Language>,
    /// Permanences a week at most; null means no limit.
    max_permanences_per_week: Option<u32>,
    /// When available; empty means always.
    half_days: Vec<String>,
    /// When away, in order.
    absences: Vec<AbsenceView>,
}

impl From<&Adviser> for AdviserView {
    fn from(adviser: &Adviser) -> Self {
        let Adviser {
            id,
            agency,
            name,
            email,
            languages,
            max_permanences_per_week,
            half_days,
            absences,
            link_generation: _,
        } = adviser;
        Self {
            id: id.to_string(),
            agency: agency.to_string(),
            name: name.clone(),
            email: email.to_string(),
            languages: languages.clone(),
            max_permanences_per_week: *max_permanences_per_week,
            half_days: half_days.iter().map(|half_day| String::from(*half_day)).collect(),
            absences: absences.iter().map(|Absence { from, to }| AbsenceView { from: *from, to: *to }).collect(),
        }
    }
}

/// Advisers by agency and id: all for the coordinator, its own for an agency,
/// none for a host. One query and one get.
#[utoipa::path(get, path = "/v1/advisers", tag = "schedule", params(AdviserFilter, ("limit" = Option<u32>, Query, minimum = 1, maximum = 100), ("cursor" = Option<String>, Query)),
    security(("bearer" = []), ("session" = [])),
    responses((status = 200, body = Listing<AdviserView>), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody), (status = 422, body = ProblemBody)))]
pub(super) async fn list(
    staff: StaffMember,
    State(context): State<Context>,
    OriginalUri(uri): OriginalUri,
    page: PageQuery,
    QueryParams(AdviserFilter { agency }): QueryParams<AdviserFilter>,
) -> Result<Response, Problem> {
    let agency = match (staff.scope(), agency) {
        (Scope::All, agency) => agency,
        (Scope::Agency(own), agency) if agency.as_ref().is_none_or(|agency| agency == own) => Some(own.clone()),
        _ => return listing::<AdviserView>(&uri, &[], None),
    };
    let name = format!("advisers?agency={}", agency.as_ref().map_or("", AgencyId::as_str));
    let secrets = context.store.secrets();
    let after = page.cursor.as_ref().map(|cursor| cursor::open(secrets, &name, cursor)).transpose()?;
    let (found, next) = context.store.advisers().page(agency.as_ref(), after, page.limit).await?;
    let items: Vec<AdviserView> = found.iter().map(AdviserView::from).collect();
    listing(&uri, &items, next.map(|next| cursor::seal(secrets, &name, &next)))
}

/// One adviser. One read.
#[utoipa::path(get, path = "/v1/advisers/{id}", tag = "schedule", params(("id" = String, Path)), security(("bearer" = []), ("session" = [])),
    responses((status = 200, body = AdviserView, headers(("ETag" = String))), (status = 304), (status = 401, body = ProblemBody), (status = 404, body = ProblemBody)))]
pub(super) async fn read(
    staff: StaffMember,
    State(context): State<Context>,
    known: IfNoneMatch,
    Id(id): Id<AdviserId>,
) -> Result<Response, Problem> {
    let found = context.store.advisers().load(&id).await?.ok_or_else(Problem::not_found)?;
    staff.of_agency(&found.value.agency)?;
    tagged_or_unchanged(&known, found.version, &AdviserView::from(&found.value))
}

/// Creates or replaces an adviser. Two reads, one commit; a query more for
/// each list of the former agency where the agency changes.
#[utoipa::path(put, path = "/v1/advisers/{id}", tag = "schedule", params(("id" = String, Path), ("If-Match" = Option<String>, Header), ("If-None-Match" = Option<String>, Header)),
    request_body = AdviserRequest, security(("bearer" = []), ("session" = [])),
    responses((status = 200, body = AdviserView, headers(("ETag" = String))), (status = 201, body = AdviserView, headers(("ETag" = String))), (status = 401, body = ProblemBody), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody), (status = 428, body = ProblemBody)))]
pub(super) async fn put(
    staff: StaffMember,
    State(context): State<Context>,
    Id(id): Id<AdviserId>,
    condition: PutCondition,
    JsonBody { value, .. }: JsonBody<AdviserRequest>,
) -> Result<Response, Problem> {
    let before = context.store.advisers().load(&id).await?;
    if let Some(before) = &before {
        staff.of_agency(&before.value.agency)?;
    }
    condition.check(before.as_ref().map(|before| before.version))?;
    let catalogue = context.store.catalogue().load().await?;
    let today = context.store.now().day_in(BRUSSELS);
    let after = value.into_draft(&id)?.parse(id, &catalogue, today)?;
    staff.of_agency(&after.agency)?;
    let version = super::save(&context, &catalogue, before.as_ref(), &after).await?;
    let status = if before.is_some() { StatusCode::OK } else { StatusCode::CREATED };
    tagged(status, version, &AdviserView::from(&after))
}

/// Removes an adviser with all that is kept of them; 409 while a permanence
/// that is not over names them. Three reads and one for each agency whose work
/// theirs does, one commit.
#[utoipa::path(delete, path = "/v1/advisers/{id}", tag = "schedule", params(("id" = String, Path), ("If-Match" = String, Header)),
    security(("bearer" = []), ("session" = [])),
    responses((status = 204), (status = 401, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 428, body = ProblemBody)))]
pub(super) async fn delete(
    staff: StaffMember,
    State(context): State<Context>,
    Id(id): Id<AdviserId>,
    named: IfMatch,
) -> Result<Response, Problem> {
    let before = context.store.advisers().load(&id).await?.ok_or_else(Problem::not_found)?;
    staff.of_agency(&before.value.agency)?;
    named.0.check(before.version)?;
    let catalogue = context.store.catalogue().load().await?;
    super::delete(&context, &catalogue, &before).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
