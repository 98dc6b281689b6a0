//! Which places are active, which are dormant, and what places that are active
//! have that a dormant one lacks.

mod pages;

use domain::Language;
use domain::inform::place::Activity;
use maud::Markup;
use web::ui::{self, Icon, Tone};
use web::{Desk, Problem, Routes, get, routes};

use crate::word;

pub(crate) fn routes() -> Routes {
    let pages =
        Routes::new().route("/console/places", get(pages::list)).route("/console/places/{location}", get(pages::show));
    Routes::new().routes(routes!(pages::by_program)).merge(pages)
}

/// All places as they were last counted: one query.
async fn all(desk: &Desk) -> Result<Vec<Activity>, Problem> {
    let rows = desk.store().places().all().await?;
    Ok(rows.into_iter().map(|row| row.value.activity).collect())
}

fn badge(language: Language, place: &Activity) -> Markup {
    match place.dormant_since {
        None => ui::badge(Tone::Green, Icon::Check, &word(language, "place-active")),
        Some(_) => ui::badge(Tone::Amber, Icon::Clock, &word(language, "place-dormant")),
    }
}
