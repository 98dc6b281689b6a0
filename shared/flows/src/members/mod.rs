//! Members: entered, changed, found again in what they state, asked what could
//! help them.

mod attach;
mod bookings;
mod change;
mod duplicates;
mod effects;
mod imports;
mod mails;
mod older;
mod proposals;
mod rules;
mod signs;
mod told;

use chrono::TimeDelta;
use domain::Instant;
use domain::ids::{BookingId, MemberId, NeedId, NeedTypeId};
use serde::{Deserialize, Serialize};
use store::link::{LinkPurpose, issue};
use store::repos::deliveries::{Delivery, Way, Work};
use store::{Store, TableError, Transaction, keys};

pub use attach::{find, learn_from};
pub use bookings::{InDoubt, Whose, in_doubt, say_whose};
pub(crate) use change::add_change;
pub use change::{Decision, change, end, enter, learn};
pub use duplicates::{MergeError, Take, merge, undo};
pub use effects::Members;
pub use imports::{FieldChange, ImportWork, RowPreview, preview_rows, read_import_row};
pub use proposals::{Answered, answer, ask, put_aside};
pub use rules::{RulesWork, Tried, TriedOnAll, try_rules};
pub use signs::known_there;
pub use told::{Told, told};

/// What a delivery about a member does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename = "member")]
pub struct MemberWork {
    /// The member.
    pub member: MemberId,
    /// What.
    pub effect: MemberEffect,
}

/// An effect of what happened to a member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum MemberEffect {
    /// The mail that asks whether these would help.
    AskMail {
        /// Kinds of need.
        need_types: Vec<NeedTypeId>,
    },
    /// The mail with the link to its own page.
    LinkMail,
    /// What it may need is determined again, because time may have changed it.
    Review,
    /// Other entries of the same company are looked for.
    Duplicates,
}

/// A need is joined to the member that it is of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename = "member_need")]
pub struct MemberNeedWork {
    /// The need.
    pub need: NeedId,
}

/// A booking is joined to the member that it is of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename = "member_booking")]
pub struct MemberBookingWork {
    /// The booking.
    pub booking: BookingId,
}

/// When what arrived is joined to its member: after the mails, and not all of a
/// burst at once, since they meet at the rows of one place.
pub(crate) fn joins_at(arrived: Instant, id: &str) -> Instant {
    arrived.plus(TimeDelta::seconds(120 + 10 * i64::from(keys::shard(id))))
}

/// The path of a member's own page.
pub fn own_path(store: &Store, member: &domain::member::Member) -> String {
    format!("/m/{}", issue(store.secrets(), LinkPurpose::Member, member.id.as_str(), member.link_generation))
}

/// The path by which it ends mails that ask: one click of a mail program (RFC 8058).
pub fn unsubscribe_path(store: &Store, member: &domain::member::Member) -> String {
    format!("/u/{}", issue(store.secrets(), LinkPurpose::Unsubscribe, member.id.as_str(), 0))
}

/// Has the link to its own page mailed to a member. One commit.
pub async fn send_link(store: &Store, member: &MemberId) -> Result<(), TableError> {
    let work = Work::of(&MemberWork { member: member.clone(), effect: MemberEffect::LinkMail })?;
    let aggregate = format!("MEMBER#MAIL#{member}");
    let delivery = Delivery::new(store.ids().next(), aggregate, work, store.now());
    let mut tx = Transaction::new();
    store.deliveries().create(&mut tx, &delivery, Way::Mail);
    store.commit(tx).await
}
