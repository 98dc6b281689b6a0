//! Taking an exception back: the session is again as the series has it.

use axum::extract::Path;
use axum::response::Response;
use chrono::NaiveDate;
use domain::ids::PermanenceId;
use serde::Deserialize;
use validator::Validate;
use web::extract::FormBody;
use web::{CoordinatorDesk, Desk, Problem};

use super::ask;
use super::draft::PermanenceForm;
use super::edited::Edited;
use super::except::{Outcome, save_or_blame};
use crate::console::done;
use crate::permanences::change;

/// The answer of who was asked.
#[derive(Debug, Clone, Default, Deserialize, Validate)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RestoreForm {
    #[serde(rename = "asked")]
    _asked: Option<String>,
}

/// Takes it back, unless the session can't take place beside what is planned by
/// now; asks first where people with an appointment would notice. Three reads,
/// where advisers are named two more and one for each agency whose work theirs
/// does; a query and a read for 50 bookings; one commit.
pub(super) async fn remove(
    CoordinatorDesk(desk): CoordinatorDesk,
    Path((id, date)): Path<(String, String)>,
    FormBody { mut state, .. }: FormBody<RestoreForm>,
) -> Result<Response, Problem> {
    let Desk { context, staff, .. } = &desk;
    let id = PermanenceId::parse(&id).map_err(|_| Problem::not_found())?;
    let date: NaiveDate = date.parse().map_err(|_| Problem::not_found())?;
    let before = context.store.permanences().load(&id).await?.ok_or_else(Problem::not_found)?;
    let path = format!("/console/schedule/{id}");
    let mut series = before.value.clone();
    series.exceptions.retain(|exception| exception.date != date);
    if series != before.value {
        let catalogue = context.store.catalogue().load().await?;
        let planned = change::all(&context.store, &catalogue, &before.value, series).await;
        match save_or_blame(context, &catalogue, (&before, None, &staff.actor), planned, &mut state).await? {
            Outcome::Saved => {}
            Outcome::Asks(affected) => {
                let action = format!("{path}/exceptions/{date}/remove");
                return ask::page(&desk, &affected, &state, (&action, &path)).await;
            }
            Outcome::Refused => {
                let edited = Edited::load(&desk, &catalogue, &before).await?;
                return edited.render(&PermanenceForm::state_of(&before.value, before.version), &state).await;
            }
        }
    }
    Ok(done(&path, "exception-removed"))
}
