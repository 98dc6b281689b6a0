//! What programs ask of this function.

mod answer;
mod follow;
mod link;
mod read;

use web::Context;
use web::openapi::{OpenApiRouter, routes};

/// The API of referrals.
pub(crate) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(read::list))
        .routes(routes!(read::one))
        .routes(routes!(answer::answer))
        .routes(routes!(link::renew))
        .routes(routes!(follow::remind))
        .routes(routes!(follow::hand_over))
}
