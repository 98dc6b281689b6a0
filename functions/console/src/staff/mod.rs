//! People who may sign in, for the API and the console alike: what is asked
//! for, what becomes of it, and how it is saved.

mod change;
mod request;
mod save;

pub(crate) use change::{can_take_over, deactivated, invited, reactivated, updated};
pub(crate) use request::{Draft, HandOverRequest, RoleCode, StaffRequest};
pub(crate) use save::{Invited, hand_over, invite, invite_again, invited_before, load, save};
