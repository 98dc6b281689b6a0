//! A mailed link, and signing out. Opening the link changes nothing: mail scanners open
//! every link. The button on its page uses it up and opens a session.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::staff::Staff;
use http::header::{CACHE_CONTROL, COOKIE, SET_COOKIE};
use http::{HeaderMap, HeaderValue, StatusCode};
use maud::html;
use store::auth::Opened;
use store::link::{self, LinkPurpose};
use web::extract::ClientAddr;
use web::limit::Rule;
use web::principal::session;
use web::{Context, Page, Principal, Problem, Visit, ui};

use super::{next, refuse_foreign};
use crate::words::role;
use crate::{word, word_with};

/// Links opened from one place.
const PER_CLIENT: Rule = Rule { burst: 30, per_hour: 1_800 };

/// The nonce of a genuine token, whether it still works or not.
fn nonce(context: &Context, token: &str) -> Option<String> {
    let purposes = [LinkPurpose::SignIn, LinkPurpose::Invitation];
    purposes.into_iter().find_map(|purpose| link::read(context.store.secrets(), purpose, token)).map(|link| link.id)
}

/// Whose link it is, and the button. Three reads.
pub(super) async fn show(
    State(context): State<Context>,
    visit: Visit,
    principal: Principal,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    let Some(nonce) = nonce(&context, &token) else { return Ok(useless(&visit, "enter-unreadable")) };
    let Some(staff) = context.store.auth().link_owner(&nonce).await? else { return Ok(useless(&visit, "enter-over")) };
    let catalogue = context.store.catalogue().load().await?;
    let language = visit.language;
    // Somebody signed in already may be somebody else: their form needs their own secret.
    let csrf = if let Principal::Staff(signed_in) = &principal { signed_in.csrf.as_str() } else { "" };
    let card = html! {
        div class="stack" {
            p { strong { (staff.name) } " · " (role(language, &catalogue, &staff.role)) }
            (ui::form(&format!("/console/enter/{token}"), csrf, ui::button(&word(language, "enter-button"))))
        }
    };
    let body = html! {
        div class="stack" {
            (ui::card(&word(language, "enter-whose"), card))
            p class="soft" { (word(language, "enter-once")) }
        }
    };
    let lead = word_with(language, "enter-lead", &[("name", staff.name.as_str().into())]);
    Ok(Page::task(&visit).private().title(&word(language, "enter-title")).lead(lead).render(body))
}

/// Uses the link up and signs in. Two reads and a commit; one more ends the
/// session that the browser had.
pub(super) async fn enter(
    State(context): State<Context>,
    visit: Visit,
    ClientAddr(client): ClientAddr,
    headers: HeaderMap,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    refuse_foreign(&headers, &context)?;
    context.limit(&format!("enter:{client}"), PER_CLIENT)?;
    let Some(nonce) = nonce(&context, &token) else { return Ok(useless(&visit, "enter-unreadable")) };
    let Some(opened) = context.store.auth().open(&nonce).await? else { return Ok(useless(&visit, "enter-over")) };
    if let Some(earlier) = session::token(&headers, &context.settings) {
        context.store.auth().close(earlier).await?;
    }
    tracing::info!(staff = %opened.session.staff.id, "signed in");
    Ok(welcome(&context, &visit, &headers, &opened))
}

fn welcome(context: &Context, visit: &Visit, headers: &HeaderMap, opened: &Opened) -> Response {
    let to = next::wanted(headers).unwrap_or_else(|| "/console".to_owned());
    let now = context.store.now();
    let cookies = [
        session::set(&context.settings, &opened.token, now, opened.session.expires_at),
        headers.get(COOKIE).and_then(|_| next::remember(context, None)),
        own_language(context, visit, &opened.session.staff),
    ];
    let mut answer = ([(CACHE_CONTROL, "no-store")], Redirect::to(&to)).into_response();
    for cookie in cookies.into_iter().flatten() {
        answer.headers_mut().append(SET_COOKIE, cookie);
    }
    answer
}

/// A browser that chose no language gets the person's own.
fn own_language(context: &Context, visit: &Visit, staff: &Staff) -> Option<HeaderValue> {
    let language = staff.language.filter(|_| !visit.decided)?;
    let secure = if context.settings.is_https() { "; Secure" } else { "" };
    let name = web::language::COOKIE_NAME;
    HeaderValue::try_from(format!("{name}={}; Path=/; SameSite=Lax; Max-Age=31536000{secure}", language.tag())).ok()
}

/// A link that opens nothing: why that is, and the way to a new one. 410 for
/// one that did work once, 404 for one that never did.
fn useless(visit: &Visit, why: &str) -> Response {
    let language = visit.language;
    let status = if why == "enter-over" { StatusCode::GONE } else { StatusCode::NOT_FOUND };
    let body = html! {
        div class="stack" {
            p { (word(language, why)) }
            p { (ui::link_button(&word(language, "enter-new"), "/console/sign-in")) }
        }
    };
    Page::task(visit).private().status(status).title(&word(language, "enter-useless")).render(body)
}

/// Ends the session, on the server too. One commit.
pub(super) async fn sign_out(State(context): State<Context>, headers: HeaderMap) -> Result<Response, Problem> {
    if let Some(token) = session::token(&headers, &context.settings) {
        context.store.auth().close(token).await?;
    }
    let mut answer = Redirect::to("/console/sign-in?done=signed-out").into_response();
    answer.headers_mut().extend(session::clear(&context.settings).map(|cookie| (SET_COOKIE, cookie)));
    Ok(answer)
}
