//! Services for programs: what is offered, by whom it was started and who
//! offers it now.

use axum::extract::State;
use domain::clock::BRUSSELS;
use domain::entry::Sort;
use domain::ids::{AgencyId, NeedTypeId, ServiceId};
use domain::service::Service;
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;
use web::extract::{Id, IfMatch, IfNoneMatch, JsonBody, ListQuery, PageQuery, PutCondition, tagged_or_unchanged};
use web::openapi::Listing;
use web::{Context, CoordinatorDesk, Reply};

use crate::entries::body::{Sent, ServiceView, offered, read as parse};
use crate::entries::rows::Change;
use crate::entries::{in_use, rows};
use crate::opened::Opened;

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
#[utoipa::path(get, path = "/v1/services", tag = "directory", params(ServiceFilter, PageQuery), security(()),
    responses((status = 200, body = Listing<ServiceView>)))]
pub(super) async fn list(opened: Opened, list: ListQuery<ServiceFilter>) -> Reply {
    let Opened { context, catalogue, today, .. } = &opened;
    let provider = |service: &Service| catalogue.provider(service, *today).map(|agency| &agency.id);
    let shown = catalogue.services.values().filter(|service| list.filter.holds(service, provider(service)));
    let scope = list.filter.scope();
    let (part, next) = list.part(context, &scope, shown.map(|service| (service.id.to_string(), service)))?;
    let view = |service| offered(service, catalogue, *today);
    let items: Vec<_> = part.into_iter().map(view).collect::<Result<_, _>>()?;
    list.answer(context, &scope, &items, next)
}

/// One service. Two reads.
#[utoipa::path(get, path = "/v1/services/{id}", tag = "directory", security(()),
    responses((status = 200, body = ServiceView, headers(("ETag" = String))), (status = 304)))]
pub(super) async fn read(State(context): State<Context>, known: IfNoneMatch, Id(id): Id<ServiceId>) -> Reply {
    let row = rows::load::<Service>(&context, Sort::Service, id.as_str()).await?;
    let catalogue = context.store.catalogue().load().await?;
    let today = context.store.now().day_in(BRUSSELS);
    tagged_or_unchanged(&known, row.version, &offered(&row.value, &catalogue, today)?)
}

/// Creates or replaces a service. Two reads, one commit.
#[utoipa::path(put, path = "/v1/services/{id}", tag = "directory", request_body = Service, params(PutCondition),
    responses((status = 200, body = ServiceView), (status = 201, body = ServiceView)))]
pub(super) async fn put(
    desk: CoordinatorDesk,
    Id(id): Id<ServiceId>,
    condition: PutCondition,
    JsonBody { value, .. }: JsonBody<Sent>,
) -> Reply {
    let before = rows::expected(&desk.context, Sort::Service, id.as_str(), &condition).await?;
    let catalogue = desk.catalogue().await?;
    let service = parse::<Service>(value, id.as_str(), &catalogue)?;
    let view = offered(&service, &catalogue, desk.today())?;
    let change = Change { sort: Sort::Service, id: id.as_str(), before, by: &desk.staff.actor };
    rows::save(&desk.context, &change, &service, &view).await
}

/// Removes a service that nothing names any more; others get a last day.
/// Three reads, one commit.
#[utoipa::path(delete, path = "/v1/services/{id}", tag = "directory", params(IfMatch),
    responses((status = 204), (status = 409)))]
pub(super) async fn delete(desk: CoordinatorDesk, Id(id): Id<ServiceId>, named: IfMatch) -> Reply {
    let before = rows::to_remove(&desk.context, Sort::Service, id.as_str(), &named).await?;
    let catalogue = desk.catalogue().await?;
    in_use::refuse(&in_use::of_service(&desk.context, &catalogue, &id).await?)?;
    let change = Change { sort: Sort::Service, id: id.as_str(), before: Some(before), by: &desk.staff.actor };
    rows::remove(&desk.context, &change).await
}
