//! A digest changed in the console.

use axum::extract::Path;
use axum::response::Response;
use domain::inform::DigestDraft;
use flows::inform::{InformError, change_digest};
use store::Versioned;
use web::extract::FormBody;
use web::{CoordinatorDesk, Problem};

use super::form::DigestForm;
use super::{find, one, path_of};
use crate::items;
use crate::problems::refused;

/// Changes a digest; it is to be looked at again. Two reads, one commit.
pub(super) async fn send(
    CoordinatorDesk(desk): CoordinatorDesk,
    Path(path): Path<(String, String)>,
    FormBody { value, mut state }: FormBody<DigestForm>,
) -> Result<Response, Problem> {
    let found = find(&desk.context, path).await?;
    let Some(DigestForm { version, without }) = value else {
        return one::page(&desk, &found, Some(&state)).await;
    };
    if version != found.version {
        return Err(Problem::changed_meanwhile());
    }
    let entered = items::entered(&state);
    let draft = DigestDraft {
        items: entered.iter().map(|(_, item)| item.clone()).collect(),
        without: without.into_iter().collect(),
        seen: false,
    };
    let before = Versioned { value: found.value.clone(), version };
    match change_digest(&desk.context.store, before, draft).await {
        Ok(_) => Ok(web::done(&path_of(&found.value), "changed")),
        Err(InformError::Invalid(errors)) => {
            items::blame(&mut state, &entered, errors);
            one::page(&desk, &found, Some(&state)).await
        }
        Err(error) => Err(refused(error)),
    }
}
