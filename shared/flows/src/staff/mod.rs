//! Staff: letting somebody in, and the mails that do.

mod effects;
mod mails;
mod sign_in;

pub use effects::StaffMembers;
pub use sign_in::{StaffMail, add_invitation, ask_link, coordinator_by_hand, invite, one_time_link};
