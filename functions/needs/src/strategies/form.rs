//! One strategy: changed by a form, tried before it is saved, its versions.

use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;
use validator::Validate;
use web::extract::FormBody;
use web::{CoordinatorDesk, Problem};

use super::api::{Named, restored};
use super::entered::{blame_incomplete, entered, field_of, filled};
use super::opened::Opened;
use super::tried::tried;
use super::with;

/// What is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Action {
    Try,
    Save,
    Remove,
}

/// What the form carries beside the strategy.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct StrategyForm {
    action: Action,
    /// The version of what is set for just this; 0 for nothing.
    version: u32,
}

/// Which version.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct RestoreForm {
    number: u32,
}

/// The form over what holds, and its versions. Three reads, one more where
/// staff had a part.
pub(super) async fn page(CoordinatorDesk(desk): CoordinatorDesk, named: Named) -> Result<Response, Problem> {
    let opened = Opened::find(desk, named).await?;
    let state = filled(&opened.catalogue, &opened.stands, opened.of.version(&opened.catalogue));
    opened.page(&state, None).await
}

/// A strategy is tried, saved, or taken away.
pub(super) async fn act(
    CoordinatorDesk(desk): CoordinatorDesk,
    named: Named,
    form: FormBody<StrategyForm>,
) -> Result<Response, Problem> {
    let mut state = form.state.clone();
    let StrategyForm { action, version } = form.into_value()?;
    let opened = Opened::find(desk, named).await?;
    let (context, of) = (&opened.desk.context, &opened.of);
    let read = of.version(&opened.catalogue).unwrap_or_default();
    if action != Action::Try && read != version {
        return Err(Problem::changed_meanwhile());
    }
    if action == Action::Remove {
        of.set(context, None, Some(state.get("why").to_owned()), opened.desk.staff.actor.clone()).await?;
        return Ok(Redirect::to("/console/needs/strategies").into_response());
    }
    blame_incomplete(&mut state, &opened.catalogue, &opened.stands);
    if state.is_refused() {
        return opened.page(&state, None).await;
    }
    let (draft, place) = entered(&state, &opened.catalogue, &opened.stands);
    let why = draft.why.clone();
    let strategy = match of.parse(context, &opened.catalogue, draft) {
        Ok(strategy) => strategy,
        Err(wrong) => {
            let sent = state.clone();
            state.blame_all(wrong, |pointer| field_of(pointer, &place, &sent));
            return opened.page(&state, None).await;
        }
    };
    if action == Action::Try {
        let then = with(&opened.catalogue, &strategy);
        let found = tried(&context.store, &opened.catalogue, &then, &strategy).await?;
        return opened.page(&state, Some((&strategy, &found))).await;
    }
    of.set(context, Some(strategy), why, opened.desk.staff.actor.clone()).await?;
    Ok(web::done(&of.path(""), "saved"))
}

/// An earlier version is set anew. Three reads, one commit.
pub(super) async fn restore(
    CoordinatorDesk(desk): CoordinatorDesk,
    named: Named,
    form: FormBody<RestoreForm>,
) -> Result<Response, Problem> {
    let number = form.into_value()?.number;
    let opened = Opened::find(desk, named).await?;
    restored(&opened.desk.context, &opened.of, number, opened.desk.staff.actor.clone()).await?;
    Ok(web::done(&opened.of.path(""), "saved"))
}
