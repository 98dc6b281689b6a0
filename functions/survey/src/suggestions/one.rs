//! `GET /console/survey/suggestions/{id}`, `POST`, `POST …/join`: one suggestion
//! decided, answered, and joined with others that say the same.

use axum::extract::State;
use axum::response::Response;
use domain::Language;
use domain::ids::{StaffId, SuggestionId};
use domain::staff::Staff;
use domain::suggestion::{Suggestion, SuggestionEvent, SuggestionState, Words, likeness};
use maud::{Markup, html};
use serde::Deserialize;
use store::{Transaction, Versioned};
use validator::Validate;
use web::extract::{FormBody, FormOver, FormState, Id};
use web::{Context, Coordinator, CoordinatorDesk, Desk, Problem, ui};

use super::form::{self, SuggestionForm};
use super::{badge, save};
use crate::console;
use crate::staff::{all, timeline};
use crate::{word, words};

/// From this likeness on, 0 to 1, another one is proposed to be joined.
const ALIKE_FROM: f64 = 0.5;
/// Others that are looked through: the newest of each open state.
const LOOKED_THROUGH: usize = 200;
/// Others that are proposed.
const PROPOSED: usize = 5;

/// One suggestion. Reads: 1, the staff, 1 query of its history, and of each open
/// state one query and two gets.
pub(super) async fn show(
    CoordinatorDesk(desk): CoordinatorDesk,
    Id(id): Id<SuggestionId>,
) -> Result<Response, Problem> {
    let found = desk.context.store.suggestions().load(&id).await?.ok_or_else(Problem::not_found)?;
    let state = FormState::over(&found.value, found.version);
    page(&desk, &found, &state).await
}

/// Decides and answers: 3 reads, 1 commit.
pub(super) async fn change(
    CoordinatorDesk(desk): CoordinatorDesk,
    Id(id): Id<SuggestionId>,
    FormOver(FormBody { value, mut state }): FormOver<SuggestionForm>,
) -> Result<Response, Problem> {
    let found = desk.context.store.suggestions().load(&id).await?.ok_or_else(Problem::not_found)?;
    let Some(form) = value else { return page(&desk, &found, &state).await };
    state.check_version(found.version)?;
    let catalogue = desk.context.store.catalogue().load().await?;
    let owners: Vec<StaffId> = all(&desk.context).await?.into_iter().map(|staff| staff.id).collect();
    let before = Some(&found.value);
    match form.into_draft().parse(id.clone(), (&catalogue, &owners), before, desk.context.store.now()) {
        Ok(after) => {
            save(&desk.context, Some(&found), &after, desk.staff.actor.clone()).await.map_err(Problem::of_change)?;
            Ok(web::done(&format!("/console/survey/suggestions/{id}"), "saved"))
        }
        Err(errors) => {
            state.blame_all(errors, form::field);
            page(&desk, &found, &state).await
        }
    }
}

/// Another one that says the same.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct JoinForm {
    with: SuggestionId,
}

/// Takes another one into this: 2 reads, 1 commit. The other goes, and its
/// history stands beside what it became.
pub(super) async fn join(
    State(context): State<Context>,
    who: Coordinator,
    Id(id): Id<SuggestionId>,
    FormBody { value, .. }: FormBody<JoinForm>,
) -> Result<Response, Problem> {
    let suggestions = context.store.suggestions();
    let other = value.filter(|form| form.with != id).ok_or_else(Problem::not_found)?.with;
    let found = suggestions.load(&id).await?.ok_or_else(Problem::not_found)?;
    let Some(other) = suggestions.load(&other).await? else {
        // Joined already, by the same press.
        return Ok(web::done(&format!("/console/survey/suggestions/{id}"), "joined"));
    };
    let after = found.value.clone().joined_by(&other.value, context.store.now());
    let joined = Some(other.value.id.clone());
    let event = SuggestionEvent { at: after.changed_at, actor: who.actor(), state: after.state, joined };
    let mut tx = Transaction::new();
    suggestions.save(&mut tx, Some(&found), &after, &event);
    suggestions.remove(&mut tx, &other);
    context.store.commit(tx).await.map_err(Problem::of_change)?;
    Ok(web::done(&format!("/console/survey/suggestions/{id}"), "joined"))
}

async fn page(desk: &Desk, found: &Versioned<Suggestion>, state: &FormState) -> Result<Response, Problem> {
    let (language, one) = (desk.language(), &found.value);
    let word = |key: &str| word(language, key);
    let catalogue = desk.context.store.catalogue().load().await?;
    let owners = all(&desk.context).await?;
    let alike = alike(&desk.context, one).await?;
    let history = desk.context.store.suggestions().history(&one.id).await?;
    let action = format!("/console/survey/suggestions/{}", one.id);
    let main = html! {
        (ui::error_summary(language, state))
        (form::show(language, (&catalogue, &owners), (&action, &desk.staff.csrf), state))
    };
    let aside = html! {
        (ui::card(&word("suggestion-alike"), proposed(language, (&action, &desk.staff.csrf), &alike)))
        (ui::card(&word("suggestion-history"), happened(language, &history, &owners)))
    };
    let lead = html! { (words::about(language, &catalogue, one)) " " (badge(language, one.state)) };
    let all = ("suggestions-title", "/console/survey/suggestions");
    let page = console::page(desk, &word("suggestion-title"), lead, all).await?;
    let can_be =
        [("saved", "suggestion-done-saved"), ("joined", "suggestion-done-joined"), ("taken", "suggestion-done-taken")];
    let page = page.notice(desk.visit.notice(word, &can_be));
    Ok(if state.is_refused() { page.refused() } else { page }.render(ui::columns(main, aside)))
}

/// Others that say the same, the likest first.
async fn alike(context: &Context, one: &Suggestion) -> Result<Vec<Suggestion>, Problem> {
    let own = Words::of(&one.text);
    let mut found: Vec<(f64, Suggestion)> = Vec::new();
    for state in [SuggestionState::New, SuggestionState::Planned] {
        let (others, _) = context.store.suggestions().list(state, None, LOOKED_THROUGH).await?;
        let others = others.into_iter().map(|other| other.value).filter(|other| other.id != one.id);
        found.extend(others.map(|other| (likeness(&own, &Words::of(&other.text)), other)));
    }
    found.retain(|(likeness, _)| *likeness >= ALIKE_FROM);
    found.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    Ok(found.into_iter().take(PROPOSED).map(|(_, other)| other).collect())
}

fn proposed(language: Language, (action, csrf): (&str, &str), alike: &[Suggestion]) -> Markup {
    html! {
        @if alike.is_empty() { p class="soft" { (word(language, "suggestion-alike-none")) } }
        @for other in alike {
            div class="quote" {
                p { (other.text) }
                (ui::form(&format!("{action}/join"), csrf, html! {
                    (ui::hidden("with", other.id.as_str()))
                    (ui::button(&word(language, "suggestion-join")))
                }))
            }
        }
    }
}

fn happened(language: Language, history: &[SuggestionEvent], owners: &[Staff]) -> Markup {
    let what = |event: &SuggestionEvent| match &event.joined {
        Some(_) => word(language, "suggestion-event-joined"),
        None => word(language, &format!("suggestion-{}", event.state.code())),
    };
    timeline(language, owners, history.iter().map(|event| (event.at, &event.actor, html! { (what(event)) })))
}
