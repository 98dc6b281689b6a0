//! Notices: who has to do with a session is told when it is cancelled, moved or
//! new, and when somebody books or gives back: its advisers, its agency, the
//! people of its place. Each as they wish: at once, once a day, not at all.
//!
//! The commits of presences, places and bookings are followed beside whoever
//! plans them. What is told at once is a delivery for each reader; what is told
//! once a day is a line under the next working morning, and that morning one
//! delivery for each reader who has lines. Both point to the commit, so that a
//! mail says what is so when it leaves, and nothing of what is over.
//!
//! What a plan changes in many commits is told together once all of them are made:
//! the commit of the plan's own row that says so is then planned, and names them.

mod booked;
mod calendar_part;
mod effects;
mod foretold;
mod handed;
mod happened;
mod lines;
mod morning;
mod plan;
mod readers;
mod told;
mod who;

use chrono::NaiveDate;
use domain::booking::effect::BookingStep;
use domain::ids::BookingId;
use domain::notice::Reader;
use serde::{Deserialize, Serialize};
use store::repos::outbox::Pending;

pub(crate) use effects::Notices;
pub(crate) use foretold::Foretold;
pub(crate) use plan::of_plan;
pub use readers::is_told_there;

/// A mail to somebody who has to do with sessions, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename = "notice")]
struct NoticeWork {
    /// Who is told.
    reader: Reader,
    /// What.
    what: What,
}

/// What a mail tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum What {
    /// What a commit did to sessions.
    Sessions(Pending),
    /// What several commits did that belong together.
    Together(Vec<Pending>),
    /// What happened to a booking.
    Booking {
        /// Which.
        booking: BookingId,
        /// What.
        step: BookingStep,
    },
    /// What the lines of these mornings say.
    Digest(Vec<NaiveDate>),
}
