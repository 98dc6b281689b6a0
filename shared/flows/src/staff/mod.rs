//! Staff: letting somebody in, and the mails that do.

mod by_hand;
mod effects;
mod mails;
mod sign_in;

pub use by_hand::{InvitedByHand, NotInvited, coordinator_by_hand, invite_by_hand};
pub use effects::StaffMembers;
pub use sign_in::{StaffMail, add_invitation, ask_link, invite, one_time_link};
