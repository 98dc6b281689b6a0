//! The page behind the link in an agency's mail.

mod link;

use axum::Router;
use axum::routing::get;
use web::Context;

/// The public page of a referral. Only a POST changes anything: mail scanners
/// open every link.
pub(crate) fn routes() -> Router<Context> {
    Router::new().route("/r/{token}", get(link::show).post(link::act))
}
