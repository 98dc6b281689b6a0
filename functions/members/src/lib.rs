//! Members: the companies hosted at the places, what is known of each, what
//! each may need before it asks, and what it says to that. The coordinator sees
//! all of them, a host those of its place, a member itself by a mailed link.
//!
//! | room | what is in it |
//! |---|---|
//! | `entries` | lists, searches, the map; one member: API, form, its whole story |
//! | `proposals` | what was determined: asked, put off, put aside |
//! | `duplicates` | entries that may be one company: joined, told apart, taken back |
//! | `bookings` | of which nothing tells for sure whose they are: a person says so |
//! | `rules` | by which needs are determined: changed, tried, switched off, taken up again |
//! | `imports` | lists as people have them: uploaded, looked at, run, taken back |
//! | `people` | one person's data, whatever they are here: found, exported, erased |
//! | `own` | the member's own page, its answers, the end of mails that ask |
//! | `consents` | what members agree to, in the words of each version |
//! | `view`, `problems` | what every page has around it; what is refused |

mod bookings;
mod consents;
mod duplicates;
mod entries;
mod imports;
mod own;
mod people;
mod problems;
mod proposals;
mod rules;
mod view;

use web::Routes;

web::words!(fluent_templates::static_loader);

/// The routes of this function.
pub fn routes() -> Routes {
    entries::routes()
        .merge(proposals::routes())
        .merge(duplicates::routes())
        .merge(bookings::routes())
        .merge(imports::routes())
        .merge(rules::routes())
        .merge(people::routes())
        .merge(own::routes())
        .merge(problems::routes())
}
