//! The addresses of open data. Lists are read by `GET` and searched by `POST`, with
//! what is asked for in the address, in a JSON object, or in both.

use axum::extract::Path;
use serde::Deserialize;
use serde_json::{Map, Value};
use validator::Validate;
use web::extract::{Checked, QueryParams, RawBody, parse_json};
use web::{Problem, Reply, Routes, get, routes};

use super::about;
use super::asked::Asked;
use super::lists::{Collection, list, one};
use super::params::{
    ChangeParams, FullParam, FullServiceParam, NearParams, OrganizationParam, PageParams, TermParams, TreeParams,
};
use super::shapes::{HsdsPage, Listed, Location, Organization, Service, ServiceAtLocation};
use super::stand::Asking;
use super::term_shapes::{Taxonomy, TaxonomyTerm};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(about::about))
        .routes(routes!(about::profile))
        .routes(routes!(services, search_services))
        .routes(routes!(service))
        .routes(routes!(organizations, search_organizations))
        .routes(routes!(organization))
        .routes(routes!(service_at_locations, search_service_at_locations))
        .routes(routes!(service_at_location))
        .routes(routes!(locations, search_locations))
        .routes(routes!(location))
        .routes(routes!(taxonomies, search_taxonomies))
        .routes(routes!(taxonomy))
        .routes(routes!(taxonomy_terms, search_taxonomy_terms))
        .routes(routes!(taxonomy_term))
        .route("/hsds", get(about::about))
}

/// What a search sends beside its address.
fn sent(RawBody(body): &RawBody) -> Result<Asked, Problem> {
    if body.is_empty() {
        return Ok(Asked::default());
    }
    // A list of values would be taken for fields in their order.
    let Checked(_): Checked<Map<String, Value>> = parse_json(body)?;
    parse_json(body)
}

async fn search(of: Collection, asking: Asking, QueryParams(asked): QueryParams<Asked>, body: RawBody) -> Reply {
    let both = asked.and(sent(&body)?)?;
    list(of, asking, both, &String::from_utf8_lossy(&body.0)).await
}

/// Whether an organization's services are told with all that belongs to them.
#[derive(Debug, Clone, Copy, Default, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct FullService {
    #[serde(default)]
    full_service: bool,
}

/// The services that are asked for. One read.
#[utoipa::path(get, path = "/hsds/services", tag = "open data",
    params(PageParams, TermParams, OrganizationParam, ChangeParams, FullParam), security(()),
    responses(
        (status = 200, content((HsdsPage<Listed<Service>> = "application/json"), (String = "application/x-ndjson")), headers(("ETag" = String))),
        (status = 304)))]
async fn services(asking: Asking, QueryParams(asked): QueryParams<Asked>) -> Reply {
    list(Collection::Services, asking, asked, "").await
}

/// The services that are asked for, in the address or in the body.
#[utoipa::path(post, path = "/hsds/services", tag = "open data",
    request_body(content = Asked, description = "The same parameters, those that the list takes."),
    params(PageParams, TermParams, OrganizationParam, ChangeParams, FullParam), security(()),
    responses(
        (status = 200, content((HsdsPage<Listed<Service>> = "application/json"), (String = "application/x-ndjson")), headers(("ETag" = String))),
        (status = 304)))]
async fn search_services(asking: Asking, query: QueryParams<Asked>, body: RawBody) -> Reply {
    search(Collection::Services, asking, query, body).await
}

/// A service. One read.
#[utoipa::path(get, path = "/hsds/services/{id}", tag = "open data",
    params(("id" = String, Path, format = "uuid")), security(()),
    responses((status = 200, body = Service, headers(("ETag" = String))), (status = 304)))]
async fn service(asking: Asking, Path(id): Path<String>) -> Reply {
    one(Collection::Services, asking, &id, false).await
}

/// The agencies that are asked for. One read.
#[utoipa::path(get, path = "/hsds/organizations", tag = "open data",
    params(PageParams, TermParams, ChangeParams, FullParam, FullServiceParam), security(()),
    responses(
        (status = 200, content((HsdsPage<Listed<Organization>> = "application/json"), (String = "application/x-ndjson")), headers(("ETag" = String))),
        (status = 304)))]
async fn organizations(asking: Asking, QueryParams(asked): QueryParams<Asked>) -> Reply {
    list(Collection::Organizations, asking, asked, "").await
}

/// The agencies that are asked for, in the address or in the body.
#[utoipa::path(post, path = "/hsds/organizations", tag = "open data",
    request_body(content = Asked, description = "The same parameters, those that the list takes."),
    params(PageParams, TermParams, ChangeParams, FullParam, FullServiceParam), security(()),
    responses(
        (status = 200, content((HsdsPage<Listed<Organization>> = "application/json"), (String = "application/x-ndjson")), headers(("ETag" = String))),
        (status = 304)))]
async fn search_organizations(asking: Asking, query: QueryParams<Asked>, body: RawBody) -> Reply {
    search(Collection::Organizations, asking, query, body).await
}

/// An agency, with what it offers. One read.
#[utoipa::path(get, path = "/hsds/organizations/{id}", tag = "open data",
    params(("id" = String, Path, format = "uuid"), FullServiceParam), security(()),
    responses((status = 200, body = Organization, headers(("ETag" = String))), (status = 304)))]
async fn organization(
    asking: Asking,
    Path(id): Path<String>,
    QueryParams(FullService { full_service }): QueryParams<FullService>,
) -> Reply {
    one(Collection::Organizations, asking, &id, full_service).await
}

/// The permanences, each with each service that it is about that are asked for. One read; one more where what changed since a moment is asked for.
#[utoipa::path(get, path = "/hsds/service_at_locations", tag = "open data",
    params(PageParams, TermParams, OrganizationParam, ChangeParams, FullParam, NearParams), security(()),
    responses(
        (status = 200, content((HsdsPage<Listed<ServiceAtLocation>> = "application/json"), (String = "application/x-ndjson")), headers(("ETag" = String))),
        (status = 304)))]
async fn service_at_locations(asking: Asking, QueryParams(asked): QueryParams<Asked>) -> Reply {
    list(Collection::ServiceAtLocations, asking, asked, "").await
}

/// The permanences, each with each service that it is about that are asked for, in the address or in the body.
#[utoipa::path(post, path = "/hsds/service_at_locations", tag = "open data",
    request_body(content = Asked, description = "The same parameters, those that the list takes."),
    params(PageParams, TermParams, OrganizationParam, ChangeParams, FullParam, NearParams), security(()),
    responses(
        (status = 200, content((HsdsPage<Listed<ServiceAtLocation>> = "application/json"), (String = "application/x-ndjson")), headers(("ETag" = String))),
        (status = 304)))]
async fn search_service_at_locations(asking: Asking, query: QueryParams<Asked>, body: RawBody) -> Reply {
    search(Collection::ServiceAtLocations, asking, query, body).await
}

/// A permanence, as far as it is about a service, with the seats of its next sessions. Three reads, and one more where advisers are named.
#[utoipa::path(get, path = "/hsds/service_at_locations/{id}", tag = "open data", params(("id" = String, Path, format = "uuid")), security(()),
    responses((status = 200, body = ServiceAtLocation, headers(("ETag" = String))), (status = 304)))]
async fn service_at_location(asking: Asking, Path(id): Path<String>) -> Reply {
    one(Collection::ServiceAtLocations, asking, &id, false).await
}

/// The places that are asked for. One read.
#[utoipa::path(get, path = "/hsds/locations", tag = "open data",
    params(PageParams, ChangeParams, NearParams), security(()),
    responses(
        (status = 200, content((HsdsPage<Listed<Location>> = "application/json"), (String = "application/x-ndjson")), headers(("ETag" = String))),
        (status = 304)))]
async fn locations(asking: Asking, QueryParams(asked): QueryParams<Asked>) -> Reply {
    list(Collection::Locations, asking, asked, "").await
}

/// The places that are asked for, in the address or in the body.
#[utoipa::path(post, path = "/hsds/locations", tag = "open data",
    request_body(content = Asked, description = "The same parameters, those that the list takes."),
    params(PageParams, ChangeParams, NearParams), security(()),
    responses(
        (status = 200, content((HsdsPage<Listed<Location>> = "application/json"), (String = "application/x-ndjson")), headers(("ETag" = String))),
        (status = 304)))]
async fn search_locations(asking: Asking, query: QueryParams<Asked>, body: RawBody) -> Reply {
    search(Collection::Locations, asking, query, body).await
}

/// A place. One read.
#[utoipa::path(get, path = "/hsds/locations/{id}", tag = "open data",
    params(("id" = String, Path, format = "uuid")), security(()),
    responses((status = 200, body = Location, headers(("ETag" = String))), (status = 304)))]
async fn location(asking: Asking, Path(id): Path<String>) -> Reply {
    one(Collection::Locations, asking, &id, false).await
}

/// The taxonomies that are asked for. One read.
#[utoipa::path(get, path = "/hsds/taxonomies", tag = "open data",
    params(PageParams), security(()),
    responses(
        (status = 200, content((HsdsPage<Taxonomy> = "application/json"), (String = "application/x-ndjson")), headers(("ETag" = String))),
        (status = 304)))]
async fn taxonomies(asking: Asking, QueryParams(asked): QueryParams<Asked>) -> Reply {
    list(Collection::Taxonomies, asking, asked, "").await
}

/// The taxonomies that are asked for, in the address or in the body.
#[utoipa::path(post, path = "/hsds/taxonomies", tag = "open data",
    request_body(content = Asked, description = "The same parameters, those that the list takes."), params(PageParams),
    security(()),
    responses(
        (status = 200, content((HsdsPage<Taxonomy> = "application/json"), (String = "application/x-ndjson")), headers(("ETag" = String))),
        (status = 304)))]
async fn search_taxonomies(asking: Asking, query: QueryParams<Asked>, body: RawBody) -> Reply {
    search(Collection::Taxonomies, asking, query, body).await
}

/// A taxonomy. One read.
#[utoipa::path(get, path = "/hsds/taxonomies/{id}", tag = "open data",
    params(("id" = String, Path, format = "uuid")), security(()),
    responses((status = 200, body = Taxonomy, headers(("ETag" = String))), (status = 304)))]
async fn taxonomy(asking: Asking, Path(id): Path<String>) -> Reply {
    one(Collection::Taxonomies, asking, &id, false).await
}

/// The terms that are asked for. One read.
#[utoipa::path(get, path = "/hsds/taxonomy_terms", tag = "open data",
    params(PageParams, TreeParams), security(()),
    responses(
        (status = 200, content((HsdsPage<TaxonomyTerm> = "application/json"), (String = "application/x-ndjson")), headers(("ETag" = String))),
        (status = 304)))]
async fn taxonomy_terms(asking: Asking, QueryParams(asked): QueryParams<Asked>) -> Reply {
    list(Collection::TaxonomyTerms, asking, asked, "").await
}

/// The terms that are asked for, in the address or in the body.
#[utoipa::path(post, path = "/hsds/taxonomy_terms", tag = "open data",
    request_body(content = Asked, description = "The same parameters, those that the list takes."),
    params(PageParams, TreeParams), security(()),
    responses(
        (status = 200, content((HsdsPage<TaxonomyTerm> = "application/json"), (String = "application/x-ndjson")), headers(("ETag" = String))),
        (status = 304)))]
async fn search_taxonomy_terms(asking: Asking, query: QueryParams<Asked>, body: RawBody) -> Reply {
    search(Collection::TaxonomyTerms, asking, query, body).await
}

/// A term. One read.
#[utoipa::path(get, path = "/hsds/taxonomy_terms/{id}", tag = "open data",
    params(("id" = String, Path, format = "uuid")), security(()),
    responses((status = 200, body = TaxonomyTerm, headers(("ETag" = String))), (status = 304)))]
async fn taxonomy_term(asking: Asking, Path(id): Path<String>) -> Reply {
    one(Collection::TaxonomyTerms, asking, &id, false).await
}
