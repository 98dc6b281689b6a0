//! Services for programs: what is offered, by whom it was started and who
//! offers it now.

use axum::extract::{OriginalUri, State};
use axum::response::Response;
use chrono::NaiveDate;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::condition::Conditions;
use domain::entry::{Sort, leads_to};
use domain::field_error::Problem as Wrong;
use domain::ids::{AgencyId, NeedTypeId, ServiceId};
use domain::service::{PROGRAMMES, Service};
use domain::validity::Validity;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use validator::Validate;
use web::extract::{
    Id, IfMatch, IfNoneMatch, JsonBody, PageQuery, PutCondition, QueryParams, listing, parse_json, tagged_or_unchanged,
};
use web::openapi::{Listing, ProblemBody};
use web::{Context, Coordinator, Problem};

use crate::entries::errors::Errors;
use crate::entries::part;
use crate::entries::rows::{Change, stored};
use crate::entries::{in_use, rows};
use web::TextBody;

/// Operators that a condition may have; see `domain::condition`.
const OPERATORS: [&str; 10] = ["eq", "in", "not_in", "lt", "lte", "gt", "gte", "has", "has_any", "in_only"];

/// A service.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Service)]
pub(super) struct ServiceBody {
    /// Slug; that of the address where it is sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "innoviris-shape")]
    id: Option<String>,
    /// The agency that started it.
    #[schema(value_type = String)]
    agency: AgencyId,
    /// Who offers it today: the agency or its successor; null when nobody
    /// does. May be sent back, and is then not read.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    provider: Option<AgencyId>,
    /// Name.
    #[validate(nested)]
    name: TextBody,
    /// `advice`, `coaching`, `grant`, `network`, …
    #[validate(length(min = 1, max = 40))]
    kind: String,
    /// One sentence.
    #[validate(nested)]
    description: TextBody,
    /// The kinds of need that it answers.
    #[schema(value_type = Vec<String>)]
    answers: Vec<NeedTypeId>,
    /// Company stages that it is for; empty means all.
    #[serde(default)]
    stages: Vec<String>,
    /// Further conditions: fact to test, such as `{"headcount":{"lt":250}}`.
    #[serde(default)]
    #[schema(value_type = Object)]
    conditions: Conditions,
    /// Public programmes that it is part of, which the quarter's report counts
    /// by: `growth-package`, `sba-66`.
    #[serde(default)]
    #[validate(length(max = 10))]
    programmes: Vec<String>,
    /// What it costs, in euros: 0 is free; left out where it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    price_eur: Option<u32>,
    /// Its official page: an https address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(max = 500))]
    #[schema(format = "uri")]
    page: Option<String>,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    valid_from: Option<NaiveDate>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    valid_to: Option<NaiveDate>,
    /// The service that is offered in its place once it has ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    successor: Option<ServiceId>,
}

impl ServiceBody {
    fn of(service: &Service, catalogue: &Catalogue, today: NaiveDate) -> Self {
        let Service {
            id,
            agency,
            name,
            kind,
            description,
            answers,
            stages,
            conditions,
            programmes,
            price_eur,
            page,
            validity,
            successor,
        } = service;
        Self {
            id: Some(id.to_string()),
            agency: agency.clone(),
            provider: catalogue.provider(service, today).map(|provider| provider.id.clone()),
            name: name.into(),
            kind: kind.clone(),
            description: description.into(),
            answers: answers.clone(),
            stages: stages.clone(),
            conditions: conditions.clone(),
            programmes: programmes.clone(),
            price_eur: *price_eur,
            page: page.clone(),
            valid_from: validity.valid_from,
            valid_to: validity.valid_to,
            successor: successor.clone(),
        }
    }

    fn parse(self, own: ServiceId, catalogue: &Catalogue) -> Result<Service, Problem> {
        let Self {
            id,
            agency,
            provider: _,
            name,
            kind,
            description,
            answers,
            stages,
            conditions,
            programmes,
            price_eur,
            page,
            valid_from,
            valid_to,
            successor,
        } = self;
        let mut errors = Errors::default();
        errors.same_id(id.as_ref(), own.as_str());
        errors.unless(catalogue.agencies.contains_key(&agency), "/agency", Wrong::UnknownAgency);
        errors.in_order(valid_from, valid_to, "/valid_to");
        errors.unless(!answers.is_empty(), "/answers", Wrong::Missing);
        for (at, need_type) in answers.iter().enumerate() {
            let pointer = format!("/answers/{at}");
            errors.among(need_type.as_str(), catalogue.need_types.iter().map(|one| one.id.as_str()), &pointer);
            errors.unless(!answers[..at].contains(need_type), &pointer, Wrong::Twice);
        }
        let known = catalogue.member_model.field("stage").and_then(|field| field.values.as_deref()).unwrap_or_default();
        for (at, stage) in stages.iter().enumerate() {
            errors.among(stage, known.iter().map(String::as_str), &format!("/stages/{at}"));
        }
        for (fact, test) in &conditions {
            for operator in test.as_object().into_iter().flat_map(serde_json::Map::keys) {
                let pointer = format!("/conditions{}", domain::field_error::pointer_to(fact));
                errors.among(operator, OPERATORS, &pointer);
            }
        }
        for (at, programme) in programmes.iter().enumerate() {
            let pointer = format!("/programmes/{at}");
            errors.among(programme, PROGRAMMES, &pointer);
            errors.unless(!programmes[..at].contains(programme), &pointer, Wrong::Twice);
        }
        let official = page.as_ref().is_none_or(|page| page.starts_with("https://") || page.starts_with("http://"));
        errors.unless_said(official, "/page", "page-form");
        let followed = successor.as_ref().is_none_or(|one| catalogue.services.contains_key(one) && *one != own);
        errors.unless(followed, "/successor", Wrong::UnknownService);
        let next = |id: &&ServiceId| catalogue.services.get(*id).and_then(|one| one.successor.as_ref());
        let circle = successor.as_ref().is_some_and(|one| leads_to(one, &own, next, catalogue.services.len()));
        errors.unless_said(!circle, "/successor", "succession-circle");
        errors.into_result()?;
        let validity = Validity { valid_from, valid_to };
        let (name, description) = (name.into(), description.into());
        Ok(Service {
            id: own,
            agency,
            name,
            kind,
            description,
            answers,
            stages,
            conditions,
            programmes,
            price_eur,
            page,
            validity,
            successor,
        })
    }
}

/// A service as programs read it, from its row.
pub(crate) fn body_of(service: &Service, catalogue: &Catalogue, today: NaiveDate) -> Result<Value, Problem> {
    stored(&ServiceBody::of(service, catalogue, today))
}

/// The service that a body means, as its row holds it.
pub(crate) fn stored_of(body: &Value, id: &str, catalogue: &Catalogue) -> Result<Value, Problem> {
    let own = ServiceId::parse(id).map_err(|_| Problem::not_found())?;
    stored(&parse_json::<ServiceBody>(body.to_string().as_bytes())?.parse(own, catalogue)?)
}

/// Which services a list shows.
#[derive(Debug, Clone, Default, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct ServiceFilter {
    /// `true`: also what ended or has not begun.
    #[serde(default)]
    all: bool,
    /// Offered by this agency today, or started by it.
    #[param(value_type = Option<String>)]
    agency: Option<AgencyId>,
    /// Answers this kind of need.
    #[param(value_type = Option<String>)]
    need_type: Option<NeedTypeId>,
}

impl ServiceFilter {
    fn holds(&self, service: &Service, provider: Option<&AgencyId>) -> bool {
        (self.all || provider.is_some())
            && self.agency.as_ref().is_none_or(|agency| provider == Some(agency) || &service.agency == agency)
            && self.need_type.as_ref().is_none_or(|need_type| service.answers.contains(need_type))
    }

    fn scope(&self) -> String {
        let text = |id: Option<&str>| id.unwrap_or_default().to_owned();
        let (agency, need_type) =
            (self.agency.as_ref().map(AgencyId::as_str), self.need_type.as_ref().map(NeedTypeId::as_str));
        format!("services?all={}&agency={}&need_type={}", self.all, text(agency), text(need_type))
    }
}

/// Services, in the order of their ids. One read.
#[utoipa::path(get, path = "/v1/services", tag = "directory", params(ServiceFilter, ("limit" = Option<u32>, Query, minimum = 1, maximum = 100), ("cursor" = Option<String>, Query)),
    responses((status = 200, body = Listing<ServiceBody>), (status = 400, body = ProblemBody), (status = 422, body = ProblemBody)))]
pub(super) async fn list(
    State(context): State<Context>,
    OriginalUri(uri): OriginalUri,
    page: PageQuery,
    QueryParams(filter): QueryParams<ServiceFilter>,
) -> Result<Response, Problem> {
    let catalogue = context.store.catalogue().load().await?;
    let today = context.store.now().day_in(BRUSSELS);
    let provider = |service: &Service| catalogue.provider(service, today).map(|agency| &agency.id);
    let shown = catalogue.services.values().filter(|service| filter.holds(service, provider(service)));
    let entries = shown.map(|service| (service.id.to_string(), ServiceBody::of(service, &catalogue, today)));
    let (items, next) = part(&context, &filter.scope(), &page, entries)?;
    listing(&uri, &items, next)
}

/// One service. Two reads.
#[utoipa::path(get, path = "/v1/services/{id}", tag = "directory", params(("id" = String, Path)),
    responses((status = 200, body = ServiceBody, headers(("ETag" = String))), (status = 304), (status = 404, body = ProblemBody)))]
pub(super) async fn read(
    State(context): State<Context>,
    known: IfNoneMatch,
    Id(id): Id<ServiceId>,
) -> Result<Response, Problem> {
    let row = rows::load::<Service>(&context, Sort::Service, id.as_str()).await?;
    let catalogue = context.store.catalogue().load().await?;
    let today = context.store.now().day_in(BRUSSELS);
    tagged_or_unchanged(&known, row.version, &ServiceBody::of(&row.value, &catalogue, today))
}

/// Creates or replaces a service. Two reads, one commit.
#[utoipa::path(put, path = "/v1/services/{id}", tag = "directory", params(("id" = String, Path), ("If-Match" = Option<String>, Header), ("If-None-Match" = Option<String>, Header)),
    request_body = ServiceBody, security(("bearer" = []), ("session" = [])),
    responses((status = 200, body = ServiceBody), (status = 201, body = ServiceBody), (status = 401, body = ProblemBody), (status = 404, body = ProblemBody),
        (status = 412, body = ProblemBody), (status = 422, body = ProblemBody), (status = 428, body = ProblemBody)))]
pub(super) async fn put(
    coordinator: Coordinator,
    State(context): State<Context>,
    Id(id): Id<ServiceId>,
    condition: PutCondition,
    JsonBody { value, .. }: JsonBody<ServiceBody>,
) -> Result<Response, Problem> {
    let before = rows::expected(&context, Sort::Service, id.as_str(), &condition).await?;
    let catalogue = context.store.catalogue().load().await?;
    let service = value.parse(id.clone(), &catalogue)?;
    let view = ServiceBody::of(&service, &catalogue, context.store.now().day_in(BRUSSELS));
    let change = Change { sort: Sort::Service, id: id.as_str(), before, by: &coordinator.actor() };
    rows::save(&context, &change, &service, &view).await
}

/// Removes a service that nothing names any more; others get a last day.
/// Three reads, one commit.
#[utoipa::path(delete, path = "/v1/services/{id}", tag = "directory", params(("id" = String, Path), ("If-Match" = String, Header)),
    security(("bearer" = []), ("session" = [])),
    responses((status = 204), (status = 401, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody),
        (status = 412, body = ProblemBody), (status = 428, body = ProblemBody)))]
pub(super) async fn delete(
    coordinator: Coordinator,
    State(context): State<Context>,
    Id(id): Id<ServiceId>,
    named: IfMatch,
) -> Result<Response, Problem> {
    let before = rows::to_remove(&context, Sort::Service, id.as_str(), &named).await?;
    let catalogue = context.store.catalogue().load().await?;
    in_use::refuse(&in_use::of_service(&context, &catalogue, &id).await?)?;
    let change = Change { sort: Sort::Service, id: id.as_str(), before: Some(before), by: &coordinator.actor() };
    rows::remove(&context, &change).await
}
