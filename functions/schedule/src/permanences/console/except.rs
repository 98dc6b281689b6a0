//! Saving what is to differ on one day of a series.

use axum::response::{IntoResponse as _, Redirect, Response};
use domain::catalogue::Catalogue;
use domain::field_error::{FieldError, Problem as Wrong};
use domain::ids::PermanenceId;
use domain::permanence::Permanence;
use store::{Transaction, Versioned};
use web::extract::{FormBody, FormOver, FormState, Id};
use web::i18n::text;
use web::{CoordinatorDesk, Desk, Problem};

use super::ask;
use super::draft::PermanenceForm;
use super::edited::Edited;
use super::exceptions::ExceptionForm;
use crate::LOCALES;
use crate::permanences::change;
use crate::permanences::change::Planned;
use crate::rota::Refused;

/// Adds an exception, unless the session can't take place then; asks first
/// where people with an appointment would notice. Three reads, where advisers
/// are named two more and one for each agency whose work theirs does; a query
/// and a read for 50 bookings; one commit.
pub(super) async fn add(
    CoordinatorDesk(desk): CoordinatorDesk,
    Id(id): Id<PermanenceId>,
    FormOver(FormBody { value, mut state }): FormOver<ExceptionForm>,
) -> Result<Response, Problem> {
    let context = &desk.context;
    let before = context.store.permanences().load(&id).await?.ok_or_else(Problem::not_found)?;
    let catalogue = context.store.catalogue().load().await?;
    if let Some(form) = value {
        let planned = match form.parse() {
            Ok(differs) if before.value.exception_on(differs.date).is_some() => {
                Err(Refused::Fields(vec![FieldError::new("/ex_date", Wrong::Twice)]))
            }
            Ok(differs) => change::this(&context.store, &catalogue, &before.value, differs).await,
            Err(errors) => Err(Refused::Fields(errors)),
        };
        let path = format!("/console/schedule/{id}");
        let (action, saved) = (format!("{path}/exceptions"), format!("{path}?done=exception-added"));
        let ways = Ways { action: &action, back: &path, saved: &saved };
        let answer = save_or_blame(&desk, &catalogue, &before, planned, (&mut state, &ways)).await?;
        if let Some(answer) = answer {
            return Ok(answer);
        }
    }
    let edited = Edited::load(&desk, &catalogue, &before).await?;
    edited.render(&PermanenceForm::state_of(&before.value, before.version), &state).await
}

/// Where a form leads.
pub(super) struct Ways<'a> {
    /// To where it was sent, which is asked again with what was answered.
    pub(super) action: &'a str,
    /// To where nothing happens.
    pub(super) back: &'a str,
    /// To what tells that it is saved.
    pub(super) saved: &'a str,
}

/// Saves what was decided over the version that is named, if any, and answers that it is;
/// or asks first where people would notice. `None` where it is refused: what is
/// wrong then stands beside the fields.
pub(super) async fn save_or_blame(
    desk: &Desk,
    catalogue: &Catalogue,
    before: &Versioned<Permanence>,
    decided: Result<Planned, Refused>,
    (state, ways): (&mut FormState, &Ways<'_>),
) -> Result<Option<Response>, Problem> {
    let store = &desk.context.store;
    if !state.get("version").is_empty() && state.check_version(before.version).is_err() {
        // What was entered stays; sending it again overwrites the other change.
        state.values.push(("version".to_owned(), before.version.to_string()));
        state.blame("ex_date", text(&LOCALES, "changed-meanwhile"));
        return Ok(None);
    }
    match decided {
        Ok(planned) => {
            let affected = planned.affected(store, catalogue).await?;
            if ask::asking(&affected).is_needed(state) {
                return ask::page(desk, &affected, state, (ways.action, ways.back)).await.map(Some);
            }
            let mut tx = Transaction::new();
            planned.save(store, &mut tx, before, &desk.staff.actor);
            store.commit(tx).await?;
            return Ok(Some(Redirect::to(ways.saved).into_response()));
        }
        Err(Refused::Fields(errors)) => {
            let at_its_hour = |error: FieldError| match error.problem {
                Wrong::NoSuchHour => FieldError::new("/ex_new_time", Wrong::NoSuchHour),
                _ => error,
            };
            let errors = errors.into_iter().map(at_its_hour).collect();
            state.blame_all(errors, |pointer| match pointer.trim_start_matches('/') {
                own if own.starts_with("ex_") => own.to_owned(),
                own if own.ends_with("duration_minutes") || own == "slot_minutes" => "ex_minutes".to_owned(),
                own if own.ends_with("start") => "ex_new_date".to_owned(),
                _ => "ex_date".to_owned(),
            });
        }
        Err(Refused::Clashes(clashes)) => {
            for clash in clashes {
                state.blame("ex_new_date", clash.reason);
            }
        }
        Err(Refused::Table(error)) => return Err(error.into()),
    }
    Ok(None)
}
