//! Bookings in doubt for programs.

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use domain::Instant;
use domain::ids::{AgencyId, BookingId, LocationId, MemberId};
use domain::member::Member;
use domain::member::matching::Likeness;
use flows::members::{InDoubt, in_doubt};
use serde::{Deserialize, Serialize};
use store::repos::bookings::LoadedBooking;
use utoipa::ToSchema;
use validator::Validate;
use web::extract::{Id, JsonBody, ListQuery, PageQuery};
use web::openapi::Listing;
use web::{Context, Coordinator, Problem};

use super::Is;

const SCOPE: &str = "bookings-in-doubt";

/// A booking of which nothing tells for sure whose it is.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = BookingInDoubt)]
struct InDoubtView {
    /// The booking.
    #[schema(value_type = String)]
    booking: BookingId,
    /// The company, as the person wrote it.
    company: Option<String>,
    /// Who comes.
    #[schema(value_type = String)]
    agency: AgencyId,
    /// Where.
    #[schema(value_type = String)]
    location: LocationId,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    start: Instant,
    /// The members that it may be of.
    may_be: Vec<MayBeView>,
}

/// A member that a booking may be of.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = BookingMayBe)]
struct MayBeView {
    /// Id.
    #[schema(value_type = String)]
    id: MemberId,
    /// Name.
    name: String,
    /// Why.
    because: Likeness,
}

impl InDoubtView {
    fn of(InDoubt { booking: LoadedBooking { booking, person, .. }, may_be }: InDoubt) -> Self {
        let view = |(one, because): (Member, Likeness)| MayBeView { name: one.name().to_owned(), id: one.id, because };
        Self {
            booking: booking.id,
            company: person.and_then(|person| person.company),
            agency: booking.agency,
            location: booking.location,
            start: booking.slot.start,
            may_be: may_be.into_iter().map(view).collect(),
        }
    }
}

/// Bookings of which nothing tells for sure whose they are. A query and a get, and a get
/// for each.
#[utoipa::path(get, path = "/v1/members/bookings", tag = "members", params(PageQuery),
    responses((status = 200, body = Listing<InDoubtView>)))]
pub(super) async fn list(_: Coordinator, State(context): State<Context>, list: ListQuery) -> Result<Response, Problem> {
    let after = list.after(&context, SCOPE)?;
    let (found, next) = in_doubt(&context.store, after, list.page.limit).await?;
    let items: Vec<InDoubtView> = found.into_iter().map(InDoubtView::of).collect();
    list.answer(&context, SCOPE, &items, next)
}

/// Whose a booking is.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = BookingMemberRequest)]
pub(super) struct SettleRequest {
    /// `member`, `new` or `nobody`.
    #[schema(value_type = String)]
    is: Is,
    /// The member, where it is one's.
    #[schema(value_type = Option<String>)]
    member: Option<MemberId>,
}

/// Whose a booking is now.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = BookingMemberSaid)]
struct SettledView {
    /// The booking.
    #[schema(value_type = String)]
    booking: BookingId,
    /// The member.
    #[schema(value_type = Option<String>)]
    member: Option<MemberId>,
}

/// Says whose a booking is: a member's, whose page tells of it from then on; that of a
/// company that is no member yet, which is entered by the name that the booking has, at
/// the place of the appointment (404 where it has none); or nobody's. 409 where it is
/// another member's already. Seven reads, a commit; of a new member more.
#[utoipa::path(post, path = "/v1/members/bookings/{id}", tag = "members", request_body = SettleRequest,
    responses((status = 200, body = SettledView), (status = 409)))]
pub(super) async fn settle(
    Coordinator(staff): Coordinator,
    State(context): State<Context>,
    Id(id): Id<BookingId>,
    JsonBody { value: SettleRequest { is, member }, .. }: JsonBody<SettleRequest>,
) -> Result<Response, Problem> {
    let member = super::settle(&context.store, &id, (is, member), &staff.actor).await?;
    Ok(axum::Json(SettledView { booking: id, member }).into_response())
}
