//! Bookings for programs: made by anybody, seen and changed by whoever holds
//! the link, by the agency and the place that it concerns, and the coordinator.

use axum::extract::{OriginalUri, State};
use axum::response::IntoResponse as _;
use domain::booking::Booking;
use domain::catalogue::Catalogue;
use domain::event::Actor;
use domain::ids::{BookingId, SessionId};
use flows::bookings::{self, Making, New};
use http::StatusCode;
use serde::Deserialize;
use store::repos::idempotency::{Claim, KeptAnswer};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;
use web::extract::{
    ClientAddr, Id, IdempotencyKey, IfMatch, IfNoneMatch, JsonBody, Keyed, QueryParams, Target, listing, tagged,
    tagged_or_unchanged,
};
use web::idempotent::Answer;
use web::openapi::Listing;
use web::{Context, Principal, Problem, Reply, Routes, StaffMember, Visit, routes};

use super::about;
use super::answer::BookingView;
use super::refused::{Refused, refused};
use super::request::{BookingRequest, Checked};
use super::{history, limits, who};

/// The JSON routes.
pub(crate) fn routes() -> Routes {
    Routes::new().routes(routes!(list, create)).routes(routes!(read, put, delete)).routes(routes!(attendance))
}

/// Which bookings.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct BookingFilter {
    /// Of this session.
    #[param(value_type = String)]
    session: SessionId,
}

/// Who comes to a session, in the order of its slots; then who waits, and who
/// came without having booked. Four reads.
#[utoipa::path(get, path = "/v1/bookings", tag = "bookings", params(BookingFilter),
    responses((status = 200, body = Listing<BookingView>)))]
async fn list(
    State(context): State<Context>,
    staff: StaffMember,
    principal: Principal,
    OriginalUri(uri): OriginalUri,
    QueryParams(BookingFilter { session }): QueryParams<BookingFilter>,
) -> Reply {
    let catalogue = context.store.catalogue().load().await?;
    who::seen(&context, &catalogue, staff.scope(), &session).await?;
    let holders = context.store.bookings().of_session(&session).await?;
    let ids: Vec<BookingId> = [holders.seated, holders.waiting, holders.walked_in].concat();
    let mut found = context.store.bookings().load_many(&ids).await?;
    for one in found.iter_mut().flatten() {
        who::keep_readable(&mut one.booking, &principal, &catalogue);
    }
    let items: Vec<BookingView> = found.iter().flatten().map(BookingView::whole).collect();
    listing(&uri, &items, None)
}

/// Books a slot. Anybody may; one address has one seat of a session, none at a time
/// at which it has another, and three to come with one agency, but for what staff
/// book. Three reads and one commit, two reads more for an address that booked
/// before; a slot with more seats than one costs a query more, a need that is named
/// one.
#[utoipa::path(post, path = "/v1/bookings", tag = "bookings", request_body = BookingRequest, params(IdempotencyKey),
    security((), ("bearer" = []), ("session" = [])),
    responses(
        (status = 201, body = BookingView, headers(("ETag" = String), ("Location" = String))), (status = 404),
        (status = 409, description = "The slot is taken; `next_free` names others. Or the same address has it, or something that stands in its way."), (status = 429)))]
async fn create(
    State(context): State<Context>,
    principal: Principal,
    client: ClientAddr,
    Keyed { key, value, bytes }: Keyed<BookingRequest>,
) -> Reply {
    limits::FORM.caller(&context, &principal, &client)?;
    let claim = context.store.idempotency().claim("schedule", &principal.caller(), &key, &bytes);
    let catalogue = context.store.catalogue().load().await?;
    let kept = try_make(&context, &principal, &catalogue, value, &claim).await?;
    let status = StatusCode::from_u16(kept.status).unwrap_or(StatusCode::CREATED);
    Ok(Answer { status, body: kept.body, location: kept.location, etag: kept.etag }.into_response())
}

/// Makes the booking that was asked for; answers what is kept. Two reads and
/// one commit; a read more for a need that is named, and one for who walked in,
/// whom the staff of the session's agency and place note.
pub(crate) async fn try_make(
    context: &Context,
    principal: &Principal,
    catalogue: &Catalogue,
    request: BookingRequest,
    claim: &Claim,
) -> Result<KeptAnswer, Refused> {
    let (waits, walks_in) = (request.waiting, request.walk_in);
    let scope = principal.scope();
    if walks_in && scope.is_none() {
        return Err(Problem::sign_in_needed().into());
    }
    let need = about::need(context, principal, request.need.as_deref(), None).await?;
    let Checked { ask, person } = request.check(catalogue, need).map_err(Refused::Fields)?;
    if let Some(scope) = scope.filter(|_| walks_in) {
        who::seen(context, catalogue, &scope, &ask.session).await?;
    }
    if let Some(contact) = &person.contact {
        let (permanence, _) = ask.session.parts().ok_or_else(Problem::not_found)?;
        limits::FORM.contact(context, principal, &contact.email, permanence.as_str())?;
    }
    let store = &context.store;
    let id = BookingId::parse(&store.ids().next()).map_err(|error| Problem::internal(&error))?;
    let actor = principal.actor().unwrap_or(Actor::Member);
    let new = New { id, ask, person, actor };
    let making = match (walks_in, waits) {
        (true, _) => Making::WalkIn,
        (_, true) => Making::QueuePlace,
        (_, false) => Making::Booking,
    };
    let keep = |booking: &Booking| {
        let mut booking = booking.clone();
        who::keep_readable(&mut booking, principal, catalogue);
        kept(claim, &booking)
    };
    let made = bookings::make(store, making, &new, claim, keep).await;
    Ok(made?.answer)
}

fn kept(claim: &Claim, booking: &Booking) -> KeptAnswer {
    KeptAnswer {
        fingerprint: claim.fingerprint.clone(),
        status: StatusCode::CREATED.as_u16(),
        body: serde_json::to_string(&BookingView::bare(booking)).unwrap_or_default(),
        location: Some(format!("/v1/bookings/{}", booking.id)),
        etag: Some(web::extract::etag(1)),
    }
}

/// One booking; for staff with its history. One read; for staff three more, and
/// one where staff had a part in it.
#[utoipa::path(get, path = "/v1/bookings/{id}", tag = "bookings",
    responses((status = 200, body = BookingView, headers(("ETag" = String))), (status = 304)))]
async fn read(
    State(context): State<Context>,
    principal: Principal,
    visit: Visit,
    known: IfNoneMatch,
    Id(id): Id<BookingId>,
) -> Reply {
    let (mut found, _) = who::find(&context, &principal, &id).await?;
    if principal.scope().is_none() {
        return tagged_or_unchanged(&known, found.version, &BookingView::whole(&found));
    }
    let catalogue = context.store.catalogue().load().await?;
    who::keep_readable(&mut found.booking, &principal, &catalogue);
    let history = history::of(&context, &catalogue, visit.language, &id).await?;
    tagged_or_unchanged(&known, found.version, &BookingView::told(&found, history))
}

/// Moves a booking to another slot of its agency, and changes what its person
/// wrote; by its link until a day before. Five reads and one commit; a read more for
/// another need, three by its link.
#[utoipa::path(put, path = "/v1/bookings/{id}", tag = "bookings", request_body = BookingRequest, params(IfMatch),
    responses((status = 200, body = BookingView), (status = 409)))]
async fn put(
    State(context): State<Context>,
    principal: Principal,
    Id(id): Id<BookingId>,
    named: IfMatch,
    JsonBody { value, .. }: JsonBody<BookingRequest>,
) -> Reply {
    let (found, actor) = who::find(&context, &principal, &id).await?;
    named.0.check(found.version)?;
    let catalogue = context.store.catalogue().load().await?;
    // Only who walked in may have left no address.
    let value = BookingRequest { walk_in: found.booking.walk_in, ..value };
    let need = about::need(&context, &principal, value.need.as_deref(), found.booking.need.as_ref()).await?;
    let Checked { ask, person } = value.check(&catalogue, need)?;
    let version = Some(found.version);
    let mut moved =
        bookings::move_to(&context.store, &id, version, (&ask, Some(&person)), &actor).await.map_err(refused)?;
    who::keep_readable(&mut moved.booking, &principal, &catalogue);
    tagged(StatusCode::OK, moved.version, &BookingView::whole(&moved))
}

/// Gives a booking back, until it begins; its history stays. Three reads and one
/// commit.
#[utoipa::path(delete, path = "/v1/bookings/{id}", tag = "bookings", params(IfMatch),
    responses((status = 204), (status = 409)))]
async fn delete(State(context): State<Context>, principal: Principal, Id(id): Id<BookingId>, named: IfMatch) -> Reply {
    let (found, actor) = who::find(&context, &principal, &id).await?;
    named.0.check(found.version)?;
    bookings::cancel(&context.store, &id, Some(found.version), &actor).await.map_err(refused)?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Whether somebody came.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct Attendance {
    /// They did, or did not.
    attended: bool,
}

/// Notes whether the person came, from the beginning of the slot on. Noting it
/// otherwise later is a correction. Four reads and one commit.
#[utoipa::path(put, path = "/v1/bookings/{id}/attendance", tag = "bookings", request_body = Attendance,
    params(IfMatch), responses((status = 200, body = BookingView), (status = 409)))]
async fn attendance(
    _: StaffMember,
    State(context): State<Context>,
    principal: Principal,
    Target(Id(id), named): Target<Id<BookingId>>,
    JsonBody { value, .. }: JsonBody<Attendance>,
) -> Reply {
    let (found, actor) = who::find(&context, &principal, &id).await?;
    named.0.check(found.version)?;
    let version = Some(found.version);
    let mut noted = bookings::attend(&context.store, &id, version, value.attended, &actor).await.map_err(refused)?;
    let catalogue = context.store.catalogue().load().await?;
    who::keep_readable(&mut noted.booking, &principal, &catalogue);
    tagged(StatusCode::OK, noted.version, &BookingView::whole(&noted))
}
