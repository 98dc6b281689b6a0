//! The rota proposed: asked for, looked at, settled, answered by agencies,
//! published, undone. What is proposed and why is worked out by
//! `shared/planner`; use cases are `flows::plans`.
//!
//! | file | what is in it |
//! |---|---|
//! | `api` | plans for programs; `view` their shapes |
//! | `asked` | the plan that a request is about |
//! | `what_if` | a plan of things as they are not, to compare |
//! | `repairs` | what is broken in the rota and what mends it, for programs |
//! | `answers` | an agency's part, by link, by program and by its staff |
//! | `console` | the coordinator's pages |
//! | `reasons` | why, why not and what would help, in words |
//! | `times` | other times of the week, as choices of a form |
//! | `problems` | what is refused |

mod answers;
mod api;
mod asked;
mod console;
mod problems;
mod reasons;
mod repairs;
mod times;
mod view;
mod what_if;

use web::Routes;

web::words!(fluent_templates::static_loader);

/// The routes of this function.
pub fn routes() -> Routes {
    Routes::new()
        .merge(api::described())
        .merge(repairs::described())
        .merge(what_if::described())
        .merge(answers::routes())
        .merge(console::routes())
        .merge(problems::routes())
}
