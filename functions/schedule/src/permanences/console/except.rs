//! Saving what is to differ on one day of a series, and taking it back.

use axum::extract::Path;
use axum::response::Response;
use chrono::NaiveDate;
use domain::field_error::{FieldError, Problem as Wrong};
use domain::ids::PermanenceId;
use web::extract::{FormBody, FormOver, FormState};
use web::{CoordinatorDesk, Problem, Reply};

use super::draft::PermanenceForm;
use super::exceptions::ExceptionForm;
use super::opened::{Edited, Opened, Ways};
use crate::permanences::change::Planned;
use crate::rota::Refused;

/// Adds an exception, unless the session can't take place then; asks first
/// where people with an appointment would notice. Three reads, where advisers
/// are named two more and one for each agency whose work theirs does; a query
/// and a read for 50 bookings; one commit.
pub(super) async fn add(opened: Opened, FormOver(FormBody { value, mut state }): FormOver<ExceptionForm>) -> Reply {
    if let Some(form) = value {
        let planned = match form.parse() {
            Ok(differs) if opened.before.value.exception_on(differs.date).is_some() => {
                Err(Refused::Fields(vec![FieldError::new("/ex_date", Wrong::Twice)]))
            }
            Ok(differs) => opened.stored().this(differs).await,
            Err(errors) => Err(Refused::Fields(errors)),
        };
        let path = opened.path();
        let action = format!("{path}/exceptions");
        let ways = Ways { action: &action, back: &path, saved: (&path, "exception-added") };
        if let Some(answer) = save_or_blame(&opened, planned, (&mut state, &ways)).await? {
            return Ok(answer);
        }
    }
    page(&opened, &state).await
}

/// Takes an exception back, so that the session is again as the series has it; unless
/// it can't take place beside what is planned by now. Asks, reads and commits as
/// [`add`] does.
pub(super) async fn remove(
    CoordinatorDesk(desk): CoordinatorDesk,
    Path((id, date)): Path<(String, String)>,
    mut state: FormState,
) -> Reply {
    let id = PermanenceId::parse(&id).map_err(|_| Problem::not_found())?;
    let date: NaiveDate = date.parse().map_err(|_| Problem::not_found())?;
    let opened = Opened::of(desk, &id).await?;
    let path = opened.path();
    let mut series = opened.before.value.clone();
    series.exceptions.retain(|exception| exception.date != date);
    if series == opened.before.value {
        return Ok(web::done(&path, "exception-removed"));
    }
    let planned = opened.stored().all(series).await;
    let action = format!("{path}/exceptions/{date}/remove");
    let ways = Ways { action: &action, back: &path, saved: (&path, "exception-removed") };
    match save_or_blame(&opened, planned, (&mut state, &ways)).await? {
        Some(answer) => Ok(answer),
        None => page(&opened, &state).await,
    }
}

/// The page of the permanence, with what is wrong with an exception.
async fn page(opened: &Opened, state: &FormState) -> Reply {
    let stored = PermanenceForm::state_of(&opened.before.value, opened.before.version);
    Edited::load(opened).await?.render(&stored, state).await
}

/// Saves what was decided over the version that is named, if any, and answers that it is;
/// or asks first where people would notice. `None` where it is refused: what is
/// wrong then stands beside the fields.
pub(super) async fn save_or_blame(
    opened: &Opened,
    decided: Result<Planned, Refused>,
    (state, ways): (&mut FormState, &Ways<'_>),
) -> Result<Option<Response>, Problem> {
    if !state.get("version").is_empty() && state.is_late("ex_date", &FormState::at(opened.before.version)) {
        return Ok(None);
    }
    match decided {
        Ok(planned) => return opened.save(&planned, state, ways).await.map(Some),
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
