//! The JSON API of surveys.

mod contacts;
mod csv;
mod responses;
mod results;
mod results_view;
mod surveys;
mod texts;

use web::Context;
use web::openapi::{OpenApiRouter, routes};

pub(crate) use contacts::find as find_contact;
pub(crate) use results::{Looker, figures_for};

/// All routes of the API.
pub(crate) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::default()
        .routes(routes!(surveys::create, surveys::list))
        .routes(routes!(surveys::read))
        .routes(routes!(responses::respond))
        .routes(routes!(results::read))
        .routes(routes!(csv::read))
        .routes(routes!(texts::list))
        .routes(routes!(contacts::list))
        .routes(routes!(contacts::remove))
}
