//! Needs: taking one in, moving it on, and what follows outside.

mod agency_mails;
mod change;
mod digest;
mod effects;
mod intake;
mod mails;
mod member_mails;
mod upgrade;
mod work;

pub use change::{move_need, save_moved};
pub use effects::{Needs, still_matters};
pub use intake::{Arrived, Joined, TakenIn, take_in, take_in_answering, take_in_noting};
pub use work::NeedWork;
