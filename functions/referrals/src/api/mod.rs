//! What programs ask of this function.

mod answer;
mod follow;
mod link;
mod opened;
mod read;

use web::{Routes, routes};

/// The API of referrals.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(read::list))
        .routes(routes!(read::one))
        .routes(routes!(answer::answer))
        .routes(routes!(link::renew))
        .routes(routes!(follow::remind))
        .routes(routes!(follow::hand_over))
}
