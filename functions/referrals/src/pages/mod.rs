//! The page behind the link in an agency's mail.

mod link;

use web::{Routes, get};

/// The public page of a referral. Only a POST changes anything: mail scanners
/// open every link.
pub(crate) fn routes() -> Routes {
    Routes::new().route("/r/{token}", get(link::show).post(link::act))
}
