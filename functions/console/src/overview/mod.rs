//! The day at a glance: what waits, for whom, since when; who is where this
//! week; how satisfied people are. Read once, shown as a page or as JSON.

mod api;
mod figures;
mod load;
mod page;
pub(crate) mod rows;
mod todo;
mod week;
mod week_table;

pub(crate) use figures::{Satisfaction, holidays_this_quarter};
pub(crate) use load::Day;
pub(crate) use todo::{Task, count_of, tasks};
pub(crate) use week::Stop;

use web::{Routes, get, routes};

pub(crate) fn routes() -> Routes {
    Routes::new().routes(routes!(api::read)).route("/console", get(page::show))
}
