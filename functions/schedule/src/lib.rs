//! The schedule: which agency is where and when.
//!
//! A permanence is one series on the wall clock of its place; its sessions are
//! worked out when somebody asks, so a change of the series is one commit and
//! never leaves old sessions behind. What is published is public; drafts are
//! for staff, changes for the coordinator. What is saved is held against the
//! rota: what can't take place like that is refused, and the coordinator's week
//! by place shows what clashes and what is missing.
//! Everybody has pages of a place, of an agency and of what is near, a screen
//! for the hall, a frame for other sites and a sheet of paper; and books a slot.
//!
//! | room | what is in it |
//! |---|---|
//! | `permanences` | series: API, the coordinator's forms, changes of one session or of all that follow |
//! | `advisers` | who holds permanences, when they are away, what their calendars have |
//! | `rota` | the week by place: what clashes, who is missing, where nobody is |
//! | `sessions` | occurrences with free seats: API, everybody's pages; a host's kit; frames within other sites |
//! | `bookings` | a slot: API, everybody's pages, the desk |
//! | `calendars` | feeds to subscribe to |
//! | `console`, `problems` | what pages of the console say alike; what is refused |

mod advisers;
mod bookings;
mod calendars;
mod console;
mod permanences;
mod problems;
mod rota;
mod sessions;

use web::Routes;

web::words!(fluent_templates::static_loader);

/// The routes of this function.
pub fn routes() -> Routes {
    Routes::new()
        .described_by(<calendars::Described as utoipa::OpenApi>::openapi)
        .merge(permanences::routes())
        .merge(advisers::routes())
        .merge(rota::routes())
        .merge(sessions::routes())
        .merge(bookings::routes())
        .merge(calendars::routes())
        .merge(problems::routes())
}
