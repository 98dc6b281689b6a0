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
//!
//! | file | what is in it |
//! |---|---|
//! | `dispatcher`, `feed` | the rounds; what begins them in the cloud |
//! | `accept`, `sweep` | planning a commit; finding commits whose feed was lost |
//! | `due`, `lane` | what is due; mails and acts, or calls, of which neither waits for the other |
//! | `take`, `left` | what is due, done under a lease; what a look left undone |
//! | `claimed`, `attempt`, `settle`, `retry` | one delivery from its claim to what came of it; when it is tried again |
//! | `health`, `outage`, `restored` | a mail server that does not answer, or refuses; a table that was put back |
//! | `count`, `counters`, `standing` | survey responses; what became of deliveries; what waits |
//! | `time` | how long an invocation may work |

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
