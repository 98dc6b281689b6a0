//! The rota proposed: asked for, looked at, settled, answered by agencies,
//! published, undone. What is proposed and why is worked out by
//! `shared/planner`; use cases are `flows::plans`.
//!
//! | file | what is in it |
//! |---|---|
//! | `api` | plans for programs; `view` their shapes |
//! | `repairs` | what is broken in the rota and what mends it, for programs |
//! | `answers` | an agency's part, by link |
//! | `console` | the coordinator's pages |
//! | `reasons` | why, why not and what would help, in words |
//! | `problems` | what is refused |

mod answers;
mod api;
mod console;
mod problems;
mod reasons;
mod repairs;
mod view;

use web::Context;
use web::openapi::OpenApiRouter;

web::words!(fluent_templates::static_loader);

/// The routes of this function.
pub fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .merge(api::described())
        .merge(repairs::described())
        .merge(answers::routes().into())
        .merge(console::routes().into())
        .merge(problems::routes().into())
}
