//! What programs ask of this function.

mod answer;
mod link;
mod read;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::Context;

/// The API of referrals.
pub(crate) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(read::list))
        .routes(routes!(read::one))
        .routes(routes!(answer::answer))
        .routes(routes!(link::renew))
}
