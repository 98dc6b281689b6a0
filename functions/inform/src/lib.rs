//! What is told of all of it, to those who paid for it, work in it or are
//! served by it; and what places are told each month.
//!
//! | room | what is in it |
//! |---|---|
//! | `reports` | the quarter for the steering committee |
//! | `satisfaction` | what people said in a quarter, for both |
//! | `statistics` | live statistics that everybody may see |
//! | `digests` | the monthly digest of each place: prepared, seen, sent |
//! | `news` | news for one place or for all |
//! | `places` | which places are active, and which are dormant: nothing happened for a quarter |
//! | `console`, `items` | what its pages of the console share; the fields of what the coordinator adds |
//! | `problems` | what is refused |

mod console;
mod digests;
mod items;
mod news;
mod places;
mod problems;
mod reports;
mod satisfaction;
mod statistics;

use web::Routes;

web::words!(fluent_templates::static_loader);

/// The routes of this function, a room a line.
pub fn routes() -> Routes {
    Routes::new()
        .merge(reports::routes())
        .merge(statistics::routes())
        .merge(digests::routes())
        .merge(news::routes())
        .merge(places::routes())
        .merge(problems::routes())
}
