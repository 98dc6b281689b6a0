//! The day at a glance: what waits, for whom, since when; who is where this
//! week; how satisfied people are. Read once, shown as a page or as JSON.

mod figures;
mod load;
mod todo;
mod week;

pub(crate) use figures::{Satisfaction, holidays_this_quarter};
pub(crate) use load::Day;
pub(crate) use todo::{Task, count_of, tasks};
pub(crate) use week::Stop;
