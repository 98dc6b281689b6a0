//! Suggestions: what people wrote, taken up in one press, grouped, answered in
//! public, and done by a day.

mod api;
mod form;
mod list;
mod one;
mod take;
mod told;

use domain::event::Actor;
use domain::suggestion::{Suggestion, SuggestionEvent, SuggestionState};
use maud::Markup;
use store::{TableError, Transaction, Versioned};
use web::ui::{self, Icon, Tone};
use web::{Context, Routes, get, post, routes};

use crate::word;

pub(crate) use take::press;
pub(crate) use told::told;

/// The routes.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(api::list, api::create))
        .routes(routes!(api::read, api::put))
        .route("/console/survey/suggestions", get(list::show))
        .route("/console/survey/suggestions/{id}", get(one::show).post(one::change))
        .route("/console/survey/suggestions/{id}/join", post(one::join))
        .route("/console/survey/{id}/texts/{place}/take", post(take::send))
}

/// Saves a suggestion over the one read: one commit.
async fn save(
    context: &Context,
    before: Option<&Versioned<Suggestion>>,
    after: &Suggestion,
    actor: Actor,
) -> Result<(), TableError> {
    let mut tx = Transaction::new();
    let event = SuggestionEvent { at: after.changed_at, actor, state: after.state, joined: None };
    context.store.suggestions().save(&mut tx, before, after, &event);
    context.store.commit(tx).await
}

/// Where a suggestion stands.
fn badge(language: domain::Language, state: SuggestionState) -> Markup {
    let (tone, icon) = match state {
        SuggestionState::New => (Tone::Amber, Icon::Clock),
        SuggestionState::Planned => (Tone::Sky, Icon::Clock),
        SuggestionState::Done => (Tone::Green, Icon::Check),
        SuggestionState::No => (Tone::Plain, Icon::Dot),
    };
    ui::badge(tone, icon, &word(language, &format!("suggestion-{}", state.code())))
}
