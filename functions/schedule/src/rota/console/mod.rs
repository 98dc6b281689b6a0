//! The week in the console: places by days, what clashes, who is missing where;
//! and sessions at which nobody is.

pub(crate) mod cards;
mod grid;
pub(crate) mod repair;
mod stops;
pub(crate) mod unattended;
pub(crate) mod week;
