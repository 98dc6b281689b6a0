//! What is told of all of it, to those who paid for it, work in it or are
//! served by it. Nothing is decided here: other functions' rows are read,
//! summed up and shown.
//!
//! | room | what is in it |
//! |---|---|
//! | `statistics` | live statistics that everybody may see |

mod statistics;

use web::Context;
use web::openapi::OpenApiRouter;

web::words!(fluent_templates::static_loader);

/// The routes of this function, a room a line.
pub fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new().merge(statistics::routes())
}
