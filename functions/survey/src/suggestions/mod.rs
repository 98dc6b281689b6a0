//! Suggestions: what people wrote, taken up in one press, grouped, answered in
//! public, and done by a day.

mod api;
mod form;
mod pages;

use domain::Language;
use domain::field_error::FieldError;
use domain::ids::{StaffId, SuggestionId};
use domain::suggestion::{Suggestion, SuggestionDraft, SuggestionEvent, SuggestionState};
use domain::survey::SurveyTarget;
use maud::Markup;
use store::repos::suggestions::ToldAt;
use store::{Transaction, Versioned};
use web::ui::{self, Icon, Tone};
use web::{Context, Desk, Problem, Routes, get, post, routes};

use crate::console::all;
use crate::word;

pub(crate) use pages::press;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(api::list, api::create))
        .routes(routes!(api::read, api::put))
        .route("/console/survey/suggestions", get(pages::list))
        .route("/console/survey/suggestions/{id}", get(pages::show).post(pages::change))
        .route("/console/survey/suggestions/{id}/join", post(pages::join))
        .route("/console/survey/{id}/texts/{place}/take", post(pages::take))
}

/// Where its pages begin.
const PATH: &str = "/console/survey/suggestions";

/// One suggestion, or 404. One read.
async fn load(desk: &Desk, id: &SuggestionId) -> Result<Versioned<Suggestion>, Problem> {
    desk.store().suggestions().load(id).await?.ok_or_else(Problem::not_found)
}

/// The suggestion of a draft, or what is wrong with each field. Two reads.
async fn parse(
    desk: &Desk,
    draft: SuggestionDraft,
    id: SuggestionId,
    before: Option<&Suggestion>,
) -> Result<Result<Suggestion, Vec<FieldError>>, Problem> {
    let catalogue = desk.catalogue().await?;
    let owners: Vec<StaffId> = all(desk).await?.into_iter().map(|staff| staff.id).collect();
    Ok(draft.parse(id, (&catalogue, &owners), before, desk.store().now()))
}

/// What somebody made of a suggestion.
fn event(desk: &Desk, after: &Suggestion, joined: Option<SuggestionId>) -> SuggestionEvent {
    SuggestionEvent { at: after.changed_at, actor: desk.staff.actor.clone(), state: after.state, joined }
}

/// Saves a suggestion over the one read: one commit.
async fn save(desk: &Desk, before: &Versioned<Suggestion>, after: &Suggestion) -> Result<(), Problem> {
    let mut tx = Transaction::new();
    desk.store().suggestions().save(&mut tx, Some(before), after, &event(desk, after, None));
    desk.store().commit(tx).await.map_err(Problem::of_change)
}

/// Where a suggestion stands.
fn badge(language: Language, state: SuggestionState) -> Markup {
    let (tone, icon) = match state {
        SuggestionState::New => (Tone::Amber, Icon::Clock),
        SuggestionState::Planned => (Tone::Sky, Icon::Clock),
        SuggestionState::Done => (Tone::Green, Icon::Check),
        SuggestionState::No => (Tone::Plain, Icon::Dot),
    };
    ui::badge(tone, icon, &word(language, &format!("suggestion-{}", state.code())))
}

/// Suggestions that are shown beside the thanks for an answer.
const TOLD: usize = 3;

/// What was said of the place or the agency of a survey, and what was done.
/// Nothing where nothing was answered. One query, and one get where there is
/// something.
pub(crate) async fn told(context: &Context, language: Language, target: &SurveyTarget) -> Result<Markup, Problem> {
    let at = match (&target.location, &target.agency) {
        (Some(place), _) => ToldAt::Place(place),
        (None, Some(agency)) => ToldAt::Agency(agency),
        (None, None) => return Ok(Markup::default()),
    };
    let told: Vec<Suggestion> = context.store.suggestions().told(at, TOLD).await?;
    Ok(ui::said_and_done(language, &told))
}
