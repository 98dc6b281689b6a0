//! `POST /console/survey/{id}/texts/{place}/take`: a suggestion made of what
//! somebody wrote, in one press. Names, addresses and numbers are masked in it; the
//! coordinator reads it before others do.

use axum::extract::{Path, State};
use axum::response::Response;
use domain::Language;
use domain::ids::{SuggestionId, SurveyId};
use domain::suggestion::{Suggestion, SuggestionEvent, SuggestionState, mask};
use maud::{Markup, html};
use store::repos::surveys::FreeText;
use store::{TableError, Transaction};
use web::{Context, Coordinator, Problem, ui};

use crate::word;

/// The button beside a text, or the way to what was made of it.
pub(crate) fn press(language: Language, csrf: &str, survey: &SurveyId, (place, text): &(String, FreeText)) -> Markup {
    match &text.suggestion {
        Some(id) => html! {
            p { a href=(format!("/console/survey/suggestions/{id}")) { (word(language, "suggestion-made")) } }
        },
        None => ui::form(
            &format!("/console/survey/{survey}/texts/{place}/take"),
            csrf,
            ui::button_secondary(&word(language, "suggestion-take"), "take", "yes"),
        ),
    }
}

/// Takes a text up. Pressed twice it leads to the same suggestion. Four reads, one
/// commit.
pub(super) async fn send(
    State(context): State<Context>,
    who: Coordinator,
    Path((survey, place)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let survey = SurveyId::parse(&survey).map_err(|_| Problem::not_found())?;
    let is_place = place.len() <= 64 && place.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let found = if is_place { context.store.surveys().text(&survey, &place).await? } else { None };
    let text = found.ok_or_else(Problem::not_found)?;
    let made = |id: &SuggestionId| web::done(&format!("/console/survey/suggestions/{id}"), "taken");
    if let Some(id) = &text.value.suggestion {
        return Ok(made(id));
    }
    let about = context.store.surveys().load(&survey).await?.ok_or_else(Problem::not_found)?.value.target;
    let staff = crate::staff::all(&context).await?;
    let (advisers, _) = context.store.advisers().page(None, None, 500).await?;
    let known: Vec<&str> = staff
        .iter()
        .map(|staff| staff.name.as_str())
        .chain(advisers.iter().map(|adviser| adviser.name.as_str()))
        .collect();
    let now = context.store.now();
    let id = SuggestionId::parse(&context.store.ids().next()).map_err(|error| Problem::internal(&error))?;
    let suggestion = Suggestion {
        id: id.clone(),
        text: mask(&text.value.text, &known),
        place: about.location,
        agency: about.agency,
        state: SuggestionState::New,
        answer: None,
        owner: None,
        due: None,
        said: 1,
        created_at: now,
        changed_at: now,
    };
    let event = SuggestionEvent { at: now, actor: who.actor(), state: SuggestionState::New, joined: None };
    let mut tx = Transaction::new();
    context.store.suggestions().save(&mut tx, None, &suggestion, &event);
    context.store.surveys().take_up(&mut tx, (&survey, &place), &text, &id);
    match context.store.commit(tx).await {
        Ok(()) => Ok(made(&id)),
        // Pressed twice at once: the other press made it.
        Err(error @ TableError::Conflict { .. }) => {
            let now = context.store.surveys().text(&survey, &place).await?;
            let by = now.and_then(|now| now.value.suggestion).ok_or_else(|| Problem::of_change(error))?;
            Ok(made(&by))
        }
        Err(error) => Err(error.into()),
    }
}
