//! Taking an exception back: the session is again as the series has it.

use axum::extract::{Path, State};
use axum::response::Response;
use chrono::NaiveDate;
use domain::ids::PermanenceId;
use serde::Deserialize;
use store::Transaction;
use validator::Validate;
use web::extract::FormBody;
use web::{Context, Coordinator, Problem, Visit};

use super::{ask, done};
use crate::change::Planned;

/// The answer of who was asked.
#[derive(Debug, Clone, Default, Deserialize, Validate)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RestoreForm {
    #[serde(rename = "asked")]
    _asked: Option<String>,
}

/// Takes it back; asks first where people with an appointment would notice. Two
/// reads, a query and a read for 50 bookings, one commit.
pub(super) async fn remove(
    State(context): State<Context>,
    visit: Visit,
    Coordinator(staff): Coordinator,
    Path((id, date)): Path<(String, String)>,
    FormBody { state, .. }: FormBody<RestoreForm>,
) -> Result<Response, Problem> {
    let id = PermanenceId::parse(&id).map_err(|_| Problem::not_found())?;
    let date: NaiveDate = date.parse().map_err(|_| Problem::not_found())?;
    let before = context.store.permanences().load(&id).await?.ok_or_else(Problem::not_found)?;
    let path = format!("/console/schedule/{id}");
    let mut series = before.value.clone();
    series.exceptions.retain(|exception| exception.date != date);
    if series != before.value {
        let planned = Planned { series, next: None, clashes: Vec::new() };
        let catalogue = context.store.catalogue().load().await?;
        let affected = planned.affected(&context.store, &catalogue).await?;
        if ask::is_needed(&affected, &state) {
            let action = format!("{path}/exceptions/{date}/remove");
            return ask::page(&context, &visit, &staff, &affected, &state, (&action, &path)).await;
        }
        let mut tx = Transaction::new();
        planned.save(&context.store, &mut tx, &before);
        context.store.commit(tx).await?;
    }
    Ok(done(&path, "exception-removed"))
}
