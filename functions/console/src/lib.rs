//! The door and the desk of those who run the programme: signing in by a
//! mailed link, who may sign in, what was not delivered, who is told by
//! webhook, and the day at a glance.
//!
//! A link in a mail only shows a page; the button on it uses the link up, so
//! that a mail scanner that follows links locks nobody out. What a page here
//! shows is read through the store's repositories; other functions' pages are
//! linked to, never imported.
//!
//! | room | what is in it |
//! |---|---|
//! | `door` | signing in by a mailed link, and out |
//! | `overview` | the day at a glance |
//! | `work` | what needs a person, one by one |
//! | `staff` | who may sign in |
//! | `deliveries` | what was not delivered |
//! | `endpoints` | who is told by webhook, and what came of it |
//! | `words`, `problems` | names as people use them; what is refused |

mod deliveries;
mod door;
mod endpoints;
mod overview;
mod problems;
mod staff;
mod words;
mod work;

use web::Routes;

web::words!(fluent_templates::static_loader);

/// Every route of the function.
pub fn routes() -> Routes {
    overview::routes()
        .merge(work::routes())
        .merge(staff::routes())
        .merge(deliveries::routes())
        .merge(endpoints::routes())
        .merge(door::routes())
        .merge(problems::routes())
}
