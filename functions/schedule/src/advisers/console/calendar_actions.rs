//! What is pressed below an adviser's form: their address is mailed or made
//! anew, their own calendar read or forgotten.

use axum::extract::State;
use domain::adviser::Adviser;
use flows::advisers::send_calendar_link;
use serde::Deserialize;
use store::{Transaction, Versioned};
use validator::Validate;
use web::extract::{FormBody, FormState, Upload};
use web::i18n::text;
use web::{Context, Desk, Problem, Reply};

use super::form::AdviserForm;
use super::{PATH, one};
use crate::LOCALES;
use crate::advisers::{Seen, busy};

/// What is pressed below the address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Action {
    /// The address is mailed to the adviser.
    Send,
    /// A new address, which voids the one before.
    Renew,
}

/// The form below the address.
#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct LinkForm {
    action: Action,
}

/// Mails the address, or makes a new one. One read, one commit.
pub(super) async fn link(State(context): State<Context>, Seen(before): Seen, form: FormBody<LinkForm>) -> Reply {
    let code = match form.into_value()?.action {
        Action::Send => {
            send_calendar_link(&context.store, &before.value).await?;
            "calendar-sent"
        }
        Action::Renew => {
            let mut tx = Transaction::new();
            context.store.advisers().save(&mut tx, &before, &before.value.clone().with_new_link());
            context.store.commit(tx).await.map_err(Problem::of_change)?;
            "calendar-renewed"
        }
    };
    Ok(web::done(&path(&before), code))
}

/// Takes the busy times out of a file. One read, one commit; two reads more
/// where the file can't be read.
pub(super) async fn import(desk: Desk, Seen(before): Seen, upload: Upload) -> Reply {
    let context = &desk.context;
    let read = match upload.get("file") {
        Some(file) => busy::times_in(context, file),
        None => Err(text(&LOCALES, "adviser-busy-no-file")),
    };
    let mut state = FormState::default();
    match read {
        Ok(times) => {
            busy::keep(context, &before, &times).await?;
            return Ok(web::done(&path(&before), "busy-saved"));
        }
        Err(said) => state.blame("file", said),
    }
    let catalogue = desk.catalogue().await?;
    let filled = AdviserForm::state_of(&before.value, before.version);
    one::render(&desk, &catalogue, Some(&before), &filled, &state).await
}

/// Forgets them. One read, one commit.
pub(super) async fn forget(State(context): State<Context>, Seen(before): Seen) -> Reply {
    busy::keep(&context, &before, &[]).await?;
    Ok(web::done(&path(&before), "busy-forgotten"))
}

fn path(adviser: &Versioned<Adviser>) -> String {
    format!("{PATH}/{}", adviser.value.id)
}
