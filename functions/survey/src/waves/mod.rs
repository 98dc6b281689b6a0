//! Waves: when which survey is asked of whom, and what came of each.

mod answered;
mod api;
mod figures;
mod form;
mod lines;
mod one;
mod period;
mod period_page;
mod question;
mod sheet;

use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::ids::{AgencyId, LocationId, WaveId};
use domain::wave::{Wave, WaveDraft};
use domain::{Instant, Language};
use web::i18n::text;
use web::problem::FieldProblem;
use web::{Routes, get, routes};

use crate::{LOCALES, word, word_with, words};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(api::list, api::create))
        .routes(routes!(api::read, api::put))
        .routes(routes!(api::results))
        .routes(routes!(sheet::csv))
        .routes(routes!(sheet::xlsx))
        .routes(routes!(period::read))
        .routes(routes!(period::csv))
        .routes(routes!(period::xlsx))
        .route("/console/survey/waves", get(form::list).post(form::create))
        .route("/console/survey/waves/new", get(form::new))
        .route("/console/survey/waves/results", get(period_page::show))
        .route("/console/survey/waves/{id}", get(one::show).post(form::change))
        .route("/console/survey/waves/{id}/edit", get(form::edit))
        .route("/console/survey/waves/{id}/questions/{question}", get(question::show))
}

/// The wave of a draft, or what is wrong with each field. The last day of one that
/// has not opened is still to come; of one that has, a day that is over ends it.
fn parse(
    draft: WaveDraft,
    id: WaveId,
    catalogue: &Catalogue,
    before: Option<&Wave>,
    now: Instant,
) -> Result<Wave, Vec<FieldProblem>> {
    let wave = draft.parse(id, catalogue, before, now);
    let wave = wave.map_err(|errors| errors.into_iter().map(FieldProblem::from).collect::<Vec<_>>())?;
    let today = now.day_in(BRUSSELS);
    let has_opened = before.is_some_and(|before| before.opens <= today);
    if wave.closes < today && !has_opened {
        return Err(vec![FieldProblem::new("/closes", text(&LOCALES, "wrong-over"))]);
    }
    Ok(wave)
}

/// What a wave asks, and where: `Après une visite · ICAB, Greenbizz`.
fn title(language: Language, catalogue: &Catalogue, wave: &Wave) -> String {
    format!("{} · {}", words::variant(language, &wave.variant), places(language, catalogue, wave))
}

/// The name of a place by its id; the id where the directory has it no more.
fn place_name(catalogue: &Catalogue, id: &str) -> String {
    LocationId::parse(id).map_or_else(|_| id.to_owned(), |id| catalogue.place_name(&id).to_owned())
}

/// The same of an agency.
fn agency_name(catalogue: &Catalogue, id: &str) -> String {
    AgencyId::parse(id).map_or_else(|_| id.to_owned(), |id| catalogue.agency_name(&id).to_owned())
}

/// Where a wave asks: up to three places by name, more by their number.
fn places(language: Language, catalogue: &Catalogue, wave: &Wave) -> String {
    const NAMED: usize = 3;
    match wave.locations.len() {
        0 => word(language, "wave-everywhere"),
        1..=NAMED => {
            let names = wave.locations.iter().map(|id| catalogue.place_name(id));
            names.collect::<Vec<_>>().join(", ")
        }
        many => word_with(language, "wave-places", &[("n", many.into())]),
    }
}
