//! One session to another day or time: a form, which the grid also opens when
//! a session is dragged. Writes an exception, and the series stays as it is; or
//! moves all that follow too. Or the session is cancelled.

use chrono::NaiveDate;
use domain::ids::{PermanenceId, SessionId};
use domain::permanence::{Permanence, PermanenceDraft, SessionException};
use domain::sessions::{Session, SessionStatus, find_in};
use maud::html;
use serde::Deserialize;
use validator::Validate;
use web::extract::{FormBody, FormOver, FormState, QueryParams};
use web::i18n::text;
use web::ui::{self, Field};
use web::{Problem, Reply, format};

use super::except::save_or_blame;
use super::exceptions::{ExceptionForm, reasons};
use super::opened::{Opened, Ways};
use super::scope::scopes;
use crate::LOCALES;
use crate::console::schedule_page;
use crate::permanences::change::{Planned, Stored, next_id};
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
pub(super) async fn page(opened: Opened, QueryParams(MoveQuery { date, to }): QueryParams<MoveQuery>) -> Reply {
    let session = session(&opened, &date)?;
    let to = to.and_then(|to| to.parse::<NaiveDate>().ok()).unwrap_or_else(|| session.local_start.date());
    let state = FormState::filled([
        ("ex_date", date),
        ("ex_new_date", to.to_string()),
        ("ex_new_time", session.local_start.format("%H:%M").to_string()),
        ("ex_minutes", (session.end.utc() - session.start.utc()).num_minutes().to_string()),
        ("scope", "this".to_owned()),
        ("version", opened.before.version.to_string()),
    ]);
    render(&opened, &session, &state).await
}

/// A session that takes place, by the day on which the series has it; 404 for none.
fn session(opened: &Opened, date: &str) -> Result<Session, Problem> {
    let permanence = &opened.before.value;
    let day = date.parse().map_err(|_| Problem::not_found())?;
    let found = find_in(permanence, &SessionId::of(&permanence.id, day), &opened.catalogue);
    found.filter(|session| session.status == SessionStatus::Scheduled).ok_or_else(Problem::not_found)
}

async fn render(opened: &Opened, session: &Session, state: &FormState) -> Reply {
    let (desk, permanence, path) = (&opened.desk, &opened.before.value, opened.path());
    let (language, at) = (desk.language(), session.local_start);
    let body = html! {
        div class="narrow stack" {
            (ui::error_summary(language, state))
            (ui::form(&format!("{path}/move"), &desk.staff.csrf, html! {
                (ui::hidden("ex_date", state.get("ex_date")))
                (ui::hidden("version", state.get("version")))
                @if permanence.rrule.is_some() { (scopes(language).show(language, state)) }
                div class="form-row" {
                    (Field::new("ex_new_date", &word(language, "exception-new-date")).kind("date").required().show(language, state))
                    (Field::new("ex_new_time", &word(language, "exception-new-time")).kind("time").required().show(language, state))
                    (Field::new("ex_minutes", &word(language, "field-duration")).kind("number").between(15, 720).show(language, state))
                }
                (reasons(language, state))
                p class="actions" {
                    button class="button" type="submit" name="ex_kind" value="move" { (word(language, "move-do")) }
                    (ui::button_danger(&word(language, "cancel-one"), "ex_kind", "cancel"))
                    a href={ "/console/schedule?week=" (Week::of(at.date())) } { (word(language, "move-back")) }
                }
            }))
            p { a href={ (path) "?scope=following&from=" (state.get("ex_date")) } { (word(language, "move-place")) } }
        }
    };
    let page = schedule_page(desk)
        .await?
        .crumb(&opened.title(at.date()), &path)
        .title(&word(language, "move-title"))
        .lead(word_with(language, "move-lead", &[("at", format::local(language, at).into())]))
        .of_form(state);
    Ok(page.render(body))
}

/// Moves or cancels the session, in place of what differed on its day before; a
/// moved one's length and, where none is given, its reason stay. Or moves all
/// that follow too. Reads
/// and commit as for an exception.
pub(super) async fn save(opened: Opened, FormOver(FormBody { value, mut state }): FormOver<ExceptionForm>) -> Reply {
    let session = session(&opened, state.get("ex_date"))?;
    if value.as_ref().is_some_and(ExceptionForm::ends_the_series) {
        state.blame("scope", text(&LOCALES, "move-ends"));
    } else if let Some(form) = value {
        let later = if form.scope == "following" { Some(next_id(opened.desk.store())?) } else { None };
        let moved = form.parse();
        let what = if moved.as_ref().is_ok_and(|moved| moved.cancelled) { "cancelled" } else { "moved" };
        let to = moved.as_ref().ok().and_then(|moved| moved.start).unwrap_or(session.local_start).date();
        let planned = match moved {
            Ok(moved) => decide(opened.stored(), later, moved).await,
            Err(errors) => Err(Refused::Fields(errors)),
        };
        let week = format!("/console/schedule?week={}", Week::of(to));
        let action = format!("{}/move", opened.path());
        let ways = Ways { action: &action, back: &week, saved: (&week, what) };
        if let Some(answer) = save_or_blame(&opened, planned, (&mut state, &ways)).await? {
            return Ok(answer);
        }
    }
    render(&opened, &session, &state).await
}

/// The session alone; or, where a series for them has an id, it and all that
/// follow at the same hour and, where the day is another one, that day.
async fn decide(of: Stored<'_>, later: Option<PermanenceId>, mut moved: SessionException) -> Result<Planned, Refused> {
    let Some((next, start)) = later.zip(moved.start) else {
        // A length that is the series' own stays the series' to change.
        let had_own = of.before.exception_on(moved.date).is_some_and(|known| known.duration_minutes.is_some());
        moved.duration_minutes =
            moved.duration_minutes.filter(|minutes| had_own || *minutes != of.before.duration_minutes);
        return of.this(moved).await;
    };
    let rest = |rest: &Permanence| {
        let rest = PermanenceDraft::from(&rest.starting(start));
        let duration_minutes = moved.duration_minutes.unwrap_or(rest.duration_minutes);
        (PermanenceDraft { duration_minutes, ..rest }, true)
    };
    of.following((moved.date, next), rest).await
}
