//! Asking for a sign-in link. The answer is the same whoever asks, so that
//! nobody learns here who works with Permanence.

use std::time::Duration;

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::Language;
use domain::contact::EmailAddress;
use http::HeaderMap;
use http::header::SET_COOKIE;
use maud::{Markup, html};
use serde::Deserialize;
use validator::Validate;
use web::extract::{ClientAddr, FormBody, FormState, QueryParams};
use web::limit::Rule;
use web::principal::session::safe_next;
use web::{Context, Page, Principal, Problem, Visit, ui};

use super::{next, refuse_foreign};
use crate::word;

/// Links asked for from one place.
const PER_CLIENT: Rule = Rule { burst: 20, per_hour: 360 };
/// An answer takes this long at least: how long it takes does not tell either
/// whether the address is known.
const AT_LEAST: Duration = Duration::from_millis(100);
/// Links to one address.
const PER_ADDRESS: Rule = Rule { burst: 5, per_hour: 30 };

#[derive(Debug, Default, Deserialize, Validate)]
pub(super) struct Wish {
    next: Option<String>,
}

#[derive(Debug, Deserialize, Validate)]
pub(super) struct SignInForm {
    email: EmailAddress,
    next: Option<String>,
}

/// The form; whoever is signed in already goes on. No read but the session's.
pub(super) async fn show(
    visit: Visit,
    principal: Principal,
    QueryParams(Wish { next }): QueryParams<Wish>,
) -> Result<Response, Problem> {
    let next = next.as_deref().and_then(safe_next);
    if matches!(principal, Principal::Staff(_)) {
        return Ok(Redirect::to(next.unwrap_or("/console")).into_response());
    }
    let state = FormState::filled(next.map(|next| ("next", next)));
    Ok(page(&visit).render(body(visit.language, &state)))
}

/// Sends a link where the address is known. Three reads and a commit at most.
pub(super) async fn send(
    State(context): State<Context>,
    visit: Visit,
    ClientAddr(client): ClientAddr,
    headers: HeaderMap,
    FormBody { value, state }: FormBody<SignInForm>,
) -> Result<Response, Problem> {
    refuse_foreign(&headers, &context)?;
    context.limit(&format!("sign-in:{client}"), PER_CLIENT)?;
    let Some(SignInForm { email, next }) = value else {
        return Ok(page(&visit).refused().render(body(visit.language, &state)));
    };
    let folded = email.as_str().to_lowercase();
    let whose = context.store.secrets().keyed_hash("limit.sign-in", &[&folded]);
    context.limit(&format!("sign-in-address:{whose}"), PER_ADDRESS)?;
    let (asked, ()) = tokio::join!(flows::staff::ask_link(&context.store, &email), tokio::time::sleep(AT_LEAST));
    asked?;
    let mut answer = Redirect::to("/console/sign-in/sent").into_response();
    let cookie = next::remember(&context, next.as_deref().and_then(safe_next));
    answer.headers_mut().extend(cookie.map(|cookie| (SET_COOKIE, cookie)));
    Ok(answer)
}

/// What happens now, in the same words for everybody. No read.
pub(super) async fn sent(State(context): State<Context>, visit: Visit) -> Response {
    let language = visit.language;
    let body = html! {
        div class="stack" {
            p { (word(language, "sent-known")) }
            p class="soft" { (word(language, "sent-nothing")) }
            @if context.settings.demo { p { a href="/demo/mail" { (word(language, "sent-demo")) } } }
            p { (ui::link_button_secondary(&word(language, "sent-again"), "/console/sign-in")) }
        }
    };
    Page::task(&visit).private().title(&word(language, "sent-title")).lead(word(language, "sent-lead")).render(body)
}

fn page(visit: &Visit) -> Page<'_> {
    let word = |key: &str| word(visit.language, key);
    let notice = (visit.done.as_deref() == Some("signed-out")).then(|| ui::notice(word("done-signed-out")));
    Page::task(visit).private().title(&word("sign-in-title")).lead(word("sign-in-lead")).notice(notice)
}

fn body(language: Language, state: &FormState) -> Markup {
    let field = ui::Field::new("email", &word(language, "field-email"))
        .kind("email")
        .autocomplete("email")
        .max_length(254)
        .required()
        .hint(&word(language, "sign-in-email-hint"));
    let fields = html! {
        (field.show(language, state))
        @if !state.get("next").is_empty() { (ui::hidden("next", state.get("next"))) }
        (ui::button(&word(language, "sign-in-send")))
    };
    html! {
        (ui::error_summary(language, state))
        div class="stack" {
            (ui::card(&word(language, "sign-in-card"), ui::form("/console/sign-in", "", fields)))
            p class="soft" { (word(language, "sign-in-who")) }
        }
    }
}
