//! `GET /console/survey/suggestions`: what people suggest, by where it stands;
//! `GET …/{id}`, `POST`, `POST …/join`: one suggestion decided, answered, and joined
//! with others that say the same; `POST /console/survey/{id}/texts/{place}/take`: one
//! made of what somebody wrote, in one press. Names, addresses and numbers are masked
//! in it; the coordinator reads it before others do.

use axum::extract::Path;
use domain::Language;
use domain::ids::{SuggestionId, SurveyId};
use domain::staff::Staff;
use domain::suggestion::{Suggestion, SuggestionEvent, SuggestionState, Words, likeness, mask};
use maud::{Markup, html};
use serde::Deserialize;
use store::repos::surveys::FreeText;
use store::{TableError, Transaction, Versioned};
use validator::Validate;
use web::extract::{FormBody, FormOver, FormState, Id, PageQuery, QueryParams};
use web::ui::{self, Paging, Table};
use web::{CoordinatorDesk, Desk, Problem, Reply, format};

use super::api::SuggestionFilter;
use super::form::{self, SuggestionForm};
use super::{PATH, badge, event, load, parse, save};
use crate::console::{self, SURVEYS, all, timeline};
use crate::{word, word_with, words};

/// The list. Reads: 1 query, 1 get, 1 of the directory's revision.
pub(super) async fn list(
    desk: CoordinatorDesk,
    page: PageQuery,
    QueryParams(SuggestionFilter { state }): QueryParams<SuggestionFilter>,
) -> Reply {
    let state = state.unwrap_or(SuggestionState::New);
    let name = format!("console-suggestions/{}", state.code());
    let path = |state: SuggestionState| format!("{PATH}?state={}", state.code());
    let here = path(state);
    let paging = Paging::of(&desk.context, &page, &name, &here)?;
    let (found, next) = desk.store().suggestions().list(state, paging.after.clone(), page.limit).await?;
    let catalogue = desk.catalogue().await?;
    let language = desk.language();
    let word = |key: &str| word(language, key);
    let columns = ["suggestion-text", "suggestion-about", "list-state", "suggestion-due"];
    let mut table = Table::named(word, "suggestions-title", &columns);
    for one in found.iter().map(|found| &found.value) {
        table = table.row(vec![
            html! { a href=(format!("{PATH}/{}", one.id)) { (one.text) } (said(language, one)) },
            html! { (words::about(language, &catalogue, one)) },
            badge(language, one.state),
            html! { @if let Some(due) = one.due { (format::date(language, due)) } },
        ]);
    }
    let body = html! {
        nav class="actions" aria-label=(word("suggestions-by-state")) {
            @for other in SuggestionState::ALL {
                a href=(path(other)) aria-current=[(other == state).then_some("page")] { (word(&format!("suggestion-{}", other.code()))) }
            }
        }
        (table.or(&word("suggestions-empty"), word("suggestions-empty-how")))
        (paging.pager(language, next.as_deref()))
    };
    Ok(console::page(&desk, &word("suggestions-title"), word("suggestions-lead"), SURVEYS).await?.render(body))
}

fn said(language: Language, one: &Suggestion) -> Markup {
    html! { @if one.said > 1 { " " span class="soft" { (word_with(language, "suggestion-said", &[("n", one.said.into())])) } } }
}

/// From this likeness on, 0 to 1, another one is proposed to be joined.
const ALIKE_FROM: f64 = 0.5;
/// Others that are looked through: the newest of each open state.
const LOOKED_THROUGH: usize = 200;
/// Others that are proposed.
const PROPOSED: usize = 5;

/// One suggestion. Reads: 1, the staff, 1 query of its history, and of each open
/// state one query and two gets.
pub(super) async fn show(desk: CoordinatorDesk, Id(id): Id<SuggestionId>) -> Reply {
    let found = load(&desk, &id).await?;
    let state = FormState::over(&found.value, found.version);
    page(&desk, &found, &state).await
}

/// Decides and answers: 3 reads, 1 commit.
pub(super) async fn change(
    desk: CoordinatorDesk,
    Id(id): Id<SuggestionId>,
    FormOver(FormBody { value, mut state }): FormOver<SuggestionForm>,
) -> Reply {
    let found = load(&desk, &id).await?;
    let Some(form) = value else { return page(&desk, &found, &state).await };
    match parse(&desk, form.into_draft(), id.clone(), Some(&found.value)).await? {
        Err(errors) => state.blame_all(errors, form::field),
        Ok(_) if state.is_late("text", &FormState::over(&found.value, found.version)) => {}
        Ok(after) => {
            save(&desk, &found, &after).await?;
            return Ok(web::done(&format!("{PATH}/{id}"), "saved"));
        }
    }
    page(&desk, &found, &state).await
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
    desk: CoordinatorDesk,
    Id(id): Id<SuggestionId>,
    FormBody { value, .. }: FormBody<JoinForm>,
) -> Reply {
    let suggestions = desk.store().suggestions();
    let other = value.filter(|form| form.with != id).ok_or_else(Problem::not_found)?.with;
    let found = load(&desk, &id).await?;
    let done = web::done(&format!("{PATH}/{id}"), "joined");
    let Some(other) = suggestions.load(&other).await? else {
        // Joined already, by the same press.
        return Ok(done);
    };
    let after = found.value.clone().joined_by(&other.value, desk.store().now());
    let mut tx = Transaction::new();
    suggestions.save(&mut tx, Some(&found), &after, &event(&desk, &after, Some(other.value.id.clone())));
    suggestions.remove(&mut tx, &other);
    desk.store().commit(tx).await.map_err(Problem::of_change)?;
    Ok(done)
}

async fn page(desk: &Desk, found: &Versioned<Suggestion>, state: &FormState) -> Reply {
    let (language, one) = (desk.language(), &found.value);
    let word = |key: &str| word(language, key);
    let catalogue = desk.catalogue().await?;
    let owners = all(desk).await?;
    let alike = alike(desk, one).await?;
    let history = desk.store().suggestions().history(&one.id).await?;
    let action = format!("{PATH}/{}", one.id);
    let main = html! {
        (ui::error_summary(language, state))
        (form::show(language, (&catalogue, &owners), (&action, &desk.staff.csrf), state))
    };
    let aside = html! {
        (ui::card(&word("suggestion-alike"), proposed(language, (&action, &desk.staff.csrf), &alike)))
        (ui::card(&word("suggestion-history"), happened(language, &history, &owners)))
    };
    let lead = html! { (words::about(language, &catalogue, one)) " " (badge(language, one.state)) };
    let page = console::page(desk, &word("suggestion-title"), lead, ("suggestions-title", PATH)).await?;
    let can_be =
        [("saved", "suggestion-done-saved"), ("joined", "suggestion-done-joined"), ("taken", "suggestion-done-taken")];
    let page = page.notice(desk.visit.notice(word, &can_be));
    Ok(page.of_form(state).render(ui::columns(main, aside)))
}

/// Others that say the same, the likest first.
async fn alike(desk: &Desk, one: &Suggestion) -> Result<Vec<Suggestion>, Problem> {
    let own = Words::of(&one.text);
    let mut found: Vec<(f64, Suggestion)> = Vec::new();
    for state in [SuggestionState::New, SuggestionState::Planned] {
        let (others, _) = desk.store().suggestions().list(state, None, LOOKED_THROUGH).await?;
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

/// The button beside a text, or the way to what was made of it.
pub(crate) fn press(language: Language, csrf: &str, survey: &SurveyId, (place, text): &(String, FreeText)) -> Markup {
    match &text.suggestion {
        Some(id) => html! {
            p { a href=(format!("{PATH}/{id}")) { (word(language, "suggestion-made")) } }
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
pub(super) async fn take(desk: CoordinatorDesk, Path((survey, place)): Path<(String, String)>) -> Reply {
    let survey = SurveyId::parse(&survey).map_err(|_| Problem::not_found())?;
    let is_place = place.len() <= 64 && place.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let found = if is_place { desk.store().surveys().text(&survey, &place).await? } else { None };
    let text = found.ok_or_else(Problem::not_found)?;
    let made = |id: &SuggestionId| web::done(&format!("{PATH}/{id}"), "taken");
    if let Some(id) = &text.value.suggestion {
        return Ok(made(id));
    }
    let about = desk.store().surveys().load(&survey).await?.ok_or_else(Problem::not_found)?.value.target;
    let staff = all(&desk).await?;
    let (advisers, _) = desk.store().advisers().page(None, None, 500).await?;
    let advisers = advisers.iter().map(|adviser| adviser.name.as_str());
    let known: Vec<&str> = staff.iter().map(|staff| staff.name.as_str()).chain(advisers).collect();
    let now = desk.store().now();
    let id = SuggestionId::parse(&desk.store().ids().next()).map_err(|error| Problem::internal(&error))?;
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
    let mut tx = Transaction::new();
    desk.store().suggestions().save(&mut tx, None, &suggestion, &event(&desk, &suggestion, None));
    desk.store().surveys().take_up(&mut tx, (&survey, &place), &text, &id);
    match desk.store().commit(tx).await {
        Ok(()) => Ok(made(&id)),
        // Pressed twice at once: the other press made it.
        Err(error @ TableError::Conflict { .. }) => {
            let now = desk.store().surveys().text(&survey, &place).await?;
            let by = now.and_then(|now| now.value.suggestion).ok_or_else(|| Problem::of_change(error))?;
            Ok(made(&by))
        }
        Err(error) => Err(error.into()),
    }
}
