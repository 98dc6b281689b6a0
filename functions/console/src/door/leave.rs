//! Signing out.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use http::HeaderMap;
use http::header::SET_COOKIE;
use web::principal::session;
use web::{Context, Problem};

/// Ends the session, on the server too. One commit.
pub(super) async fn sign_out(State(context): State<Context>, headers: HeaderMap) -> Result<Response, Problem> {
    if let Some(token) = session::token(&headers, &context.settings) {
        context.store.auth().close(token).await?;
    }
    let mut answer = Redirect::to("/console/sign-in?done=signed-out").into_response();
    answer.headers_mut().extend(session::clear(&context.settings).map(|cookie| (SET_COOKIE, cookie)));
    Ok(answer)
}
