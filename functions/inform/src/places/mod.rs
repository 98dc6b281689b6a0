//! Which places are active, which are dormant, and what places that are active
//! have that a dormant one lacks.

mod api;
mod list;
mod one;

use domain::Language;
use domain::inform::place::Activity;
use maud::Markup;
use web::ui::{self, Icon, Tone};
use web::{Context, Problem, Routes, get, routes};

use crate::word;

/// The routes.
pub(crate) fn routes() -> Routes {
    let pages =
        Routes::new().route("/console/places", get(list::show)).route("/console/places/{location}", get(one::show));
    Routes::new().routes(routes!(api::list)).merge(pages)
}

/// All places as they were last counted: one query.
async fn all(context: &Context) -> Result<Vec<Activity>, Problem> {
    let rows = context.store.places().all().await?;
    Ok(rows.into_iter().map(|row| row.value.activity).collect())
}

/// Whether a place is active.
fn badge(language: Language, place: &Activity) -> Markup {
    match place.dormant_since {
        None => ui::badge(Tone::Green, Icon::Check, &word(language, "place-active")),
        Some(_) => ui::badge(Tone::Amber, Icon::Clock, &word(language, "place-dormant")),
    }
}
