//! One session to another day or time: a form, which the grid also opens when
//! a session is dragged. Writes an exception, and the series stays as it is; or
//! moves all that follow too. Or the session is cancelled.

use axum::response::Response;
use chrono::NaiveDate;
use domain::catalogue::Catalogue;
use domain::ids::{PermanenceId, SessionId};
use domain::permanence::{Permanence, PermanenceDraft, SessionException};
use domain::sessions::{Session, SessionStatus, find_in};
use maud::html;
use serde::Deserialize;
use store::Versioned;
use validator::Validate;
use web::extract::{FormBody, FormOver, FormState, Id, QueryParams};
use web::i18n::text;
use web::ui::{self, Field};
use web::{Context, CoordinatorDesk, Desk, Problem, format};

use super::except::{Ways, save_or_blame};
use super::exceptions::ExceptionForm;
use super::scope::scopes;
use crate::LOCALES;
use crate::console::{agency_name, schedule_page};
use crate::permanences::change;
use crate::permanences::change::Planned;
use crate::rota::Refused;
use crate::sessions::period::Week;
use crate::{word, word_with};

/// Which session, and where to if that is known.
#[derive(Debug, Clone, Deserialize, Validate)]
pub(super) struct MoveQuery {
    /// The day on which the series has the session.
    date: String,
    /// The new day.
    to: Option<String>,
}

/// The form. Two reads; 404 for a day without a session that takes place.
pub(super) async fn page(
    CoordinatorDesk(desk): CoordinatorDesk,
    Id(id): Id<PermanenceId>,
    QueryParams(MoveQuery { date, to }): QueryParams<MoveQuery>,
) -> Result<Response, Problem> {
    let context = &desk.context;
    let before = context.store.permanences().load(&id).await?.ok_or_else(Problem::not_found)?;
    let catalogue = context.store.catalogue().load().await?;
    let session = session(&catalogue, &before.value, &date).ok_or_else(Problem::not_found)?;
    let to = to.and_then(|to| to.parse::<NaiveDate>().ok()).unwrap_or_else(|| session.local_start.date());
    let state = FormState::filled([
        ("ex_date", date),
        ("ex_new_date", to.to_string()),
        ("ex_new_time", session.local_start.format("%H:%M").to_string()),
        ("ex_minutes", (session.end.utc() - session.start.utc()).num_minutes().to_string()),
        ("scope", "this".to_owned()),
        ("version", before.version.to_string()),
    ]);
    render(&desk, &catalogue, (&before.value, &session), &state).await
}

/// A session that takes place, by the day on which the series has it.
fn session(catalogue: &Catalogue, permanence: &Permanence, date: &str) -> Option<Session> {
    let id = SessionId::of(&permanence.id, date.parse().ok()?);
    find_in(permanence, &id, catalogue).filter(|session| session.status == SessionStatus::Scheduled)
}

async fn render(
    desk: &Desk,
    catalogue: &Catalogue,
    (permanence, session): (&Permanence, &Session),
    state: &FormState,
) -> Result<Response, Problem> {
    let language = desk.language();
    let at = session.local_start;
    let name = agency_name(catalogue, &permanence.agency, at.date());
    let place = catalogue.place_name(&permanence.location);
    let body = html! {
        div class="narrow stack" {
            (ui::error_summary(language, state))
            (ui::form(&format!("/console/schedule/{}/move", permanence.id), &desk.staff.csrf, html! {
                (ui::hidden("ex_date", state.get("ex_date")))
                (ui::hidden("version", state.get("version")))
                @if permanence.rrule.is_some() { (scopes(language).show(language, state)) }
                div class="form-row" {
                    (Field::new("ex_new_date", &word(language, "exception-new-date")).kind("date").required().show(language, state))
                    (Field::new("ex_new_time", &word(language, "exception-new-time")).kind("time").required().show(language, state))
                    (Field::new("ex_minutes", &word(language, "field-duration")).kind("number").between(15, 720).show(language, state))
                }
                @for tag in ["fr", "nl", "en"] {
                    (Field::new(&format!("ex_reason_{tag}"), &word(language, &format!("exception-reason-{tag}"))).max_length(300).show(language, state))
                }
                p class="actions" {
                    button class="button" type="submit" name="ex_kind" value="move" { (word(language, "move-do")) }
                    (ui::button_danger(&word(language, "cancel-one"), "ex_kind", "cancel"))
                    a href={ "/console/schedule?week=" (Week::of(at.date())) } { (word(language, "move-back")) }
                }
            }))
            p { a href={ "/console/schedule/" (permanence.id) "?scope=following&from=" (state.get("ex_date")) } { (word(language, "move-place")) } }
        }
    };
    let args = [("agency", name.into()), ("location", place.into())];
    let page = schedule_page(desk)
        .await?
        .crumb(&word_with(language, "edit-title", &args), &format!("/console/schedule/{}", permanence.id))
        .title(&word(language, "move-title"))
        .lead(word_with(language, "move-lead", &[("at", format::local(language, at).into())]));
    Ok(if state.is_refused() { page.refused() } else { page }.render(body))
}

/// Moves or cancels the session, in place of what differed on its day before; a
/// moved one's length and, where none is given, its reason stay. Or moves all
/// that follow too. Reads
/// and commit as for an exception.
pub(super) async fn save(
    CoordinatorDesk(desk): CoordinatorDesk,
    Id(id): Id<PermanenceId>,
    FormOver(FormBody { value, mut state }): FormOver<ExceptionForm>,
) -> Result<Response, Problem> {
    let context = &desk.context;
    let before: Versioned<Permanence> = context.store.permanences().load(&id).await?.ok_or_else(Problem::not_found)?;
    let catalogue = context.store.catalogue().load().await?;
    let session = session(&catalogue, &before.value, state.get("ex_date")).ok_or_else(Problem::not_found)?;
    if value.as_ref().is_some_and(ExceptionForm::ends_the_series) {
        state.blame("scope", text(&LOCALES, "move-ends"));
    } else if let Some(form) = value {
        let later = if form.scope == "following" { Some(change::next_id(&context.store)?) } else { None };
        let moved = form.parse();
        let what = if moved.as_ref().is_ok_and(|moved| moved.cancelled) { "cancelled" } else { "moved" };
        let to = moved.as_ref().ok().and_then(|moved| moved.start).unwrap_or(session.local_start).date();
        let planned = match moved {
            Ok(moved) => decide(context, &catalogue, &before.value, later, moved).await,
            Err(errors) => Err(Refused::Fields(errors)),
        };
        let week = format!("/console/schedule?week={}", Week::of(to));
        let (action, saved) = (format!("/console/schedule/{id}/move"), format!("{week}&done={what}"));
        let ways = Ways { action: &action, back: &week, saved: &saved };
        let answer = save_or_blame(&desk, &catalogue, &before, planned, (&mut state, &ways)).await?;
        if let Some(answer) = answer {
            return Ok(answer);
        }
    }
    render(&desk, &catalogue, (&before.value, &session), &state).await
}

/// The session alone; or, where a series for them has an id, it and all that
/// follow at the same hour and, where the day is another one, that day.
async fn decide(
    context: &Context,
    catalogue: &Catalogue,
    before: &Permanence,
    later: Option<PermanenceId>,
    mut moved: SessionException,
) -> Result<Planned, Refused> {
    let store = &context.store;
    let Some((next, start)) = later.zip(moved.start) else {
        // A length that is the series' own stays the series' to change.
        let had_own = before.exception_on(moved.date).is_some_and(|known| known.duration_minutes.is_some());
        moved.duration_minutes =
            moved.duration_minutes.filter(|minutes| had_own || *minutes != before.duration_minutes);
        return change::this(store, catalogue, before, moved).await;
    };
    let rest = |rest: &Permanence| {
        let rest = PermanenceDraft::from(&rest.starting(start));
        let duration_minutes = moved.duration_minutes.unwrap_or(rest.duration_minutes);
        (PermanenceDraft { duration_minutes, ..rest }, true)
    };
    change::following(store, catalogue, before, (moved.date, next), rest).await
}
