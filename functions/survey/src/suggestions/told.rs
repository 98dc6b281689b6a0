//! What became of earlier suggestions, beside the thanks for an answer.

use domain::Language;
use domain::suggestion::Suggestion;
use domain::survey::SurveyTarget;
use maud::Markup;
use store::repos::suggestions::ToldAt;
use web::{Context, Problem, ui};

/// Suggestions that are shown.
const SHOWN: usize = 3;

/// What was said of the place or the agency of a survey, and what was done.
/// Nothing where nothing was answered. One query, and one get where there is
/// something.
pub(crate) async fn told(context: &Context, language: Language, target: &SurveyTarget) -> Result<Markup, Problem> {
    let at = match (&target.location, &target.agency) {
        (Some(place), _) => ToldAt::Place(place),
        (None, Some(agency)) => ToldAt::Agency(agency),
        (None, None) => return Ok(Markup::default()),
    };
    let told: Vec<Suggestion> = context.store.suggestions().told(at, SHOWN).await?;
    Ok(ui::said_and_done(language, &told))
}
