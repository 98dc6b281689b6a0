//! Mails that were given up, for programs.

use axum::extract::Path;
use axum::response::IntoResponse as _;
use domain::catalogue::Catalogue;
use domain::{Instant, Language};
use flows::effects::About;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use store::Secrets;
use utoipa::{IntoParams, ToSchema};
use validator::Validate;
use web::extract::{ListQuery, PageQuery};

use super::given_up::{self, InWords as _, LIST};
use super::outside_id;
use flows::worklist::{GivenUp, Resend};
use web::openapi::Listing;
use web::{CoordinatorDesk, Reply};

/// A mail that was given up. It holds no address and no text of the mail.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Delivery)]
pub(super) struct DeliveryView {
    /// Id.
    id: String,
    /// `referral`, `referral_link`, `referral_withdrawn`, `referral_deadline`,
    /// `member_update`, `member_link`, `booking`, `sign_in`, `invitation`,
    /// `adviser_calendar`, `notice` or `endpoint_off`.
    kind: &'static str,
    /// `dead`.
    status: &'static str,
    /// The need that it tells of.
    need: Option<String>,
    /// The agency that it goes to.
    agency: Option<String>,
    /// The person of the staff that it goes to.
    staff: Option<String>,
    /// Which mail, as a sentence.
    text: String,
    /// The request that it follows from, as its answer's `X-Request-Id` said.
    request_id: Option<String>,
    /// Attempts that the mail server answered with a failure.
    attempts: u32,
    /// The mail server's last answer: an SMTP code; `restored` where it may have
    /// left before a backup was put back.
    last_error: Option<String>,
    /// Why it was given up, as a sentence.
    why: String,
    /// Whether it can be sent again: its link still works, and what it tells is
    /// still so.
    can_resend: bool,
    /// When it was planned.
    #[schema(value_type = String, format = DateTime)]
    created_at: Instant,
    /// When it was given up.
    #[schema(value_type = Option<String>, format = DateTime)]
    ended_at: Option<Instant>,
}

impl DeliveryView {
    fn of(secrets: &Secrets, given_up: &GivenUp, catalogue: &Catalogue, language: Language) -> Self {
        let GivenUp { delivery, description, resend } = given_up;
        let staff = if let About::Staff(staff) = &description.about { Some(staff.to_string()) } else { None };
        Self {
            id: outside_id(secrets, delivery),
            kind: description.code,
            status: "dead",
            need: description.about.need().map(ToString::to_string),
            agency: description.agency.as_ref().map(ToString::to_string),
            staff,
            text: given_up.what(language, catalogue),
            request_id: delivery.request.clone(),
            attempts: delivery.attempts,
            last_error: delivery.last_error.clone(),
            why: given_up.why(language),
            can_resend: *resend == Resend::Yes,
            created_at: delivery.created_at,
            ended_at: delivery.ended_at,
        }
    }
}

/// Where deliveries stand that a list can show.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Shown {
    /// Given up.
    Dead,
}

/// Which deliveries.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Filter {
    /// `dead`, also where it is not named.
    #[expect(dead_code, reason = "there is one list; naming another is 422")]
    #[param(inline)]
    status: Option<Shown>,
}

/// Dead deliveries, newest first. One read, one query a year; what they tell of
/// in batches: up to two gets, where they tell of appointments or advisers one
/// more for fifty, where of staff a query.
#[utoipa::path(get, path = "/v1/deliveries", tag = "deliveries", params(Filter, PageQuery),
    responses((status = 200, body = Listing<DeliveryView>)))]
pub(super) async fn list(desk: CoordinatorDesk, list: ListQuery<Filter>) -> Reply {
    let catalogue = desk.catalogue().await?;
    let (dead, next) = given_up::dead(&desk, list.after(&desk.context, LIST)?, list.page.limit).await?;
    let secrets = desk.store().secrets();
    let items: Vec<_> = dead.iter().map(|one| DeliveryView::of(secrets, one, &catalogue, desk.language())).collect();
    list.answer(&desk.context, LIST, &items, next)
}

/// Sends a dead delivery again, from the first attempt on; 409 where it is not
/// dead, its link is over, or it would tell nothing any more. Two reads and
/// those of the mail, one commit.
#[utoipa::path(post, path = "/v1/deliveries/{id}/resend", tag = "deliveries",
    responses((status = 202), (status = 409)))]
pub(super) async fn resend(desk: CoordinatorDesk, Path(id): Path<String>) -> Reply {
    given_up::send_again(&desk, &id).await?;
    Ok(StatusCode::ACCEPTED.into_response())
}

/// Takes a delivery as sent that was set aside when a backup was put back
/// (`last_error` is `restored`): it left before. 409 of any other. Two reads and
/// those of the mail, one commit.
#[utoipa::path(post, path = "/v1/deliveries/{id}/sent", tag = "deliveries", responses((status = 204), (status = 409)))]
pub(super) async fn sent(desk: CoordinatorDesk, Path(id): Path<String>) -> Reply {
    given_up::was_sent(&desk, &id).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
