//! Saving what is to differ on one day of a series.

use axum::response::Response;
use domain::catalogue::Catalogue;
use domain::event::Actor;
use domain::field_error::{FieldError, Problem as Wrong};
use domain::ids::PermanenceId;
use domain::permanence::Permanence;
use flows::bookings::Affected;
use store::{Transaction, Versioned};
use web::extract::{FormBody, FormState, Id};
use web::i18n::text;
use web::{Context, CoordinatorDesk, Desk, Problem};

use super::ask;
use super::draft::PermanenceForm;
use super::edited::Edited;
use super::exceptions::ExceptionForm;
use crate::LOCALES;
use crate::console::done;
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
    FormBody { value, mut state }: FormBody<ExceptionForm>,
) -> Result<Response, Problem> {
    let Desk { context, staff, .. } = &desk;
    let before = context.store.permanences().load(&id).await?.ok_or_else(Problem::not_found)?;
    let catalogue = context.store.catalogue().load().await?;
    if let Some(form) = value {
        let version = form.version;
        let planned = match form.parse() {
            Ok(differs) if before.value.exception_on(differs.date).is_some() => {
                Err(Refused::Fields(vec![FieldError::new("/ex_date", Wrong::Twice)]))
            }
            Ok(differs) => change::this(&context.store, &catalogue, &before.value, differs).await,
            Err(errors) => Err(Refused::Fields(errors)),
        };
        let path = format!("/console/schedule/{id}");
        match save_or_blame(context, &catalogue, (&before, version, &staff.actor), planned, &mut state).await? {
            Outcome::Saved => return Ok(done(&path, "exception-added")),
            Outcome::Asks(affected) => {
                let action = format!("{path}/exceptions");
                return ask::page(&desk, &affected, &state, (&action, &path)).await;
            }
            Outcome::Refused => {}
        }
    }
    let edited = Edited::load(&desk, &catalogue, &before).await?;
    edited.render(&PermanenceForm::state_of(&before.value, before.version), &state).await
}

/// What came of a form.
pub(super) enum Outcome {
    /// It is saved.
    Saved,
    /// What is wrong stands beside the fields.
    Refused,
    /// People would notice: it is to be asked first.
    Asks(Affected),
}

/// Saves what was decided over the version that is named; else puts what is
/// wrong beside the fields, or answers what it would do to bookings.
pub(super) async fn save_or_blame(
    context: &Context,
    catalogue: &Catalogue,
    (before, version, by): (&Versioned<Permanence>, Option<u64>, &Actor),
    decided: Result<Planned, Refused>,
    state: &mut FormState,
) -> Result<Outcome, Problem> {
    if version.is_some_and(|version| version != before.version) {
        // What was entered stays; sending it again overwrites the other change.
        state.values.push(("version".to_owned(), before.version.to_string()));
        state.blame("ex_date", text(&LOCALES, "changed-meanwhile"));
        return Ok(Outcome::Refused);
    }
    match decided {
        Ok(planned) => {
            let affected = planned.affected(&context.store, catalogue).await?;
            if ask::asking(&affected).is_needed(state) {
                return Ok(Outcome::Asks(affected));
            }
            let mut tx = Transaction::new();
            planned.save(&context.store, &mut tx, before, by);
            context.store.commit(tx).await?;
            return Ok(Outcome::Saved);
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
    Ok(Outcome::Refused)
}
