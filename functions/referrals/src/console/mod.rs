//! The console's pages of referrals.

mod list;
mod referral;

use web::{Routes, get, post};

/// The console's routes.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .route("/console/referrals", get(list::show))
        .route("/console/referrals/{id}", get(referral::show))
        .route("/console/referrals/{id}/answer", post(referral::answer))
        .route("/console/referrals/{id}/link", post(referral::renew))
        .route("/console/referrals/{id}/remind", post(referral::remind))
}
