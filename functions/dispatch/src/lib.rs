//! Effects: what follows outside from what was committed. Which effects there
//! are, and how each is done, its context says ([`flows::effects`]); none is
//! known here by name.
//!
//! [`Dispatcher::accept`] plans: it turns the events of one commit into
//! delivery rows whose ids derive from what they tell of, so planning twice
//! changes nothing. [`Dispatcher::run_due`] claims what is due under a lease,
//! performs it and settles it. [`Dispatcher::count`] folds survey responses
//! into figures. Feeds call only these: a table stream and a timer in the
//! cloud, a relay woken after each commit on one machine. A feed is a wake-up;
//! the table is the truth, and [`Dispatcher::sweep`] finds what a feed lost.

mod accept;
mod attempt;
mod claimed;
mod count;
mod counters;
mod dispatcher;
mod due;
pub mod feed;
mod health;
mod lane;
mod left;
mod outage;
mod restored;
mod retry;
mod settle;
mod standing;
mod sweep;
mod take;
mod time;

pub use counters::{Counted, Counters};
pub use dispatcher::Dispatcher;
pub use lane::Lane;
pub use retry::{CALLS, SCHEDULE, next_attempt};
pub use standing::Standing;
pub use sweep::Swept;
