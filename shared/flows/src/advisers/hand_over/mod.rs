//! An adviser who leaves hands over all that is open, in one request: their
//! sessions from a day on at once, the referrals in their name on that day. A
//! job does it in steps, each one commit that also says how far it is, so that
//! it goes on after a crash and nothing is done twice.

mod ask;
mod mails;
mod referrals;
mod rota;
mod steps;

use domain::Instant;
use domain::ids::AdviserId;
use serde::{Deserialize, Serialize};
use store::repos::hand_overs::HandOverStage;

pub use ask::{Ahead, HandOverError, ahead, hand_over};
pub(super) use mails::{mail, spoken};
pub use rota::Left;
pub(super) use steps::{plan, step};

/// A step of a hand-over, or a mail that tells of it, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum HandOverWork {
    /// What is next.
    HandOver {
        /// Who leaves.
        adviser: AdviserId,
        /// When it was asked for: another may have been since.
        asked_at: Instant,
        /// What it is at.
        stage: HandOverStage,
    },
    /// A mail to one of both.
    HandOverMail {
        /// Who leaves.
        adviser: AdviserId,
        /// When it was asked for.
        asked_at: Instant,
        /// Whether it is to whoever takes over.
        to_colleague: bool,
    },
}
