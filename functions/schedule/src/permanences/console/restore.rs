//! Taking an exception back: the session is again as the series has it.

use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect, Response};
use chrono::NaiveDate;
use domain::ids::PermanenceId;
use web::extract::FormState;
use web::{CoordinatorDesk, Problem};

use super::draft::PermanenceForm;
use super::edited::Edited;
use super::except::{Ways, save_or_blame};
use crate::permanences::change;

/// Takes it back, unless the session can't take place beside what is planned by
/// now; asks first where people with an appointment would notice. Three reads,
/// where advisers are named two more and one for each agency whose work theirs
/// does; a query and a read for 50 bookings; one commit.
pub(super) async fn remove(
    CoordinatorDesk(desk): CoordinatorDesk,
    Path((id, date)): Path<(String, String)>,
    mut state: FormState,
) -> Result<Response, Problem> {
    let context = &desk.context;
    let id = PermanenceId::parse(&id).map_err(|_| Problem::not_found())?;
    let date: NaiveDate = date.parse().map_err(|_| Problem::not_found())?;
    let before = context.store.permanences().load(&id).await?.ok_or_else(Problem::not_found)?;
    let path = format!("/console/schedule/{id}");
    let saved = format!("{path}?done=exception-removed");
    let mut series = before.value.clone();
    series.exceptions.retain(|exception| exception.date != date);
    if series != before.value {
        let catalogue = context.store.catalogue().load().await?;
        let planned = change::all(&context.store, &catalogue, &before.value, series).await;
        let action = format!("{path}/exceptions/{date}/remove");
        let ways = Ways { action: &action, back: &path, saved: &saved };
        let answer = save_or_blame(&desk, &catalogue, &before, planned, (&mut state, &ways)).await?;
        if let Some(answer) = answer {
            return Ok(answer);
        }
        let edited = Edited::load(&desk, &catalogue, &before).await?;
        return edited.render(&PermanenceForm::state_of(&before.value, before.version), &state).await;
    }
    Ok(Redirect::to(&saved).into_response())
}
