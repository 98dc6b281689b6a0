//! A member's own page, behind the link in its mail: what it was asked, what is
//! known of it and why, what it takes back.

mod page;
mod unsubscribe;
mod view;

use domain::member::ConsentKind;
use web::{Routes, get};

/// The fields that the questions before the rest ask: the rest leaves them as they are.
const ASKED: &str = "asked";
/// The consent to the monthly digest of its place, and to news.
const DIGEST: &str = "digest";
/// What a member may agree to here. Sharing is agreed to with each proposal.
const CONSENTS: [(&str, ConsentKind); 2] =
    [("survey_invitations", ConsentKind::SurveyInvitations), (DIGEST, ConsentKind::Digest)];

/// The routes.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .route("/m/{token}", get(page::show).post(page::act))
        .route("/u/{token}", get(unsubscribe::show).post(unsubscribe::act))
}
