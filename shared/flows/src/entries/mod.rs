//! Entries of the directory end: alone, followed by another, or as one that was
//! entered twice. What that does is said before; the rota follows in steps, each
//! one commit that also says how far it is, so that it goes on after a crash and
//! nothing is done twice.

mod ahead;
mod clashing;
mod effects;
mod end;
mod over;
mod referrals;
mod series;
mod steps;
mod work;

pub use ahead::{Ahead, StepLeft, ahead};
pub use effects::Entries;
pub use end::{EndError, end, take_back};
