//! Two or three questions after the text: what the rules of the likely kinds of
//! need read and what is not known. Each may be left open.

use axum::response::Response;
use chrono::NaiveDate;
use domain::Instant;
use domain::catalogue::Catalogue;
use domain::member::{MemberField, Profile};
use domain::moves::{Arrival, open_questions};
use http::HeaderValue;
use http::header::CACHE_CONTROL;
use maud::html;
use web::Visit;
use web::extract::FormState;
use web::ui::{ProfileFields, button, error_summary, form, hidden, profile_entered};

use super::door::Door;
use crate::word;

/// Questions at most.
const AT_MOST: usize = 3;
/// The hidden field by which the page says that it asks questions.
pub(super) const ASKS: &str = "asks";
/// The hidden fields that name what was asked.
const ASKED: &str = "asked";

/// What is to be asked before this need is taken in; nothing where the form does
/// not ask, or has asked.
pub(super) fn open<'a>(
    state: &FormState,
    arrival: &Arrival,
    catalogue: &'a Catalogue,
    now: Instant,
) -> Vec<&'a MemberField> {
    let asks = !state.get(ASKS).is_empty() && state.get(ASKED).is_empty();
    if asks { open_questions(arrival, catalogue, now, AT_MOST) } else { Vec::new() }
}

/// What was asked before.
pub(super) fn asked<'a>(state: &FormState, catalogue: &'a Catalogue) -> Vec<&'a MemberField> {
    let fields = catalogue.member_model.fields.iter();
    fields.filter(|field| field.filled_by == "member" && state.has(ASKED, &field.id)).collect()
}

/// What was answered.
pub(super) fn answers(state: &FormState, catalogue: &Catalogue) -> Profile {
    profile_entered(asked(state, catalogue), state)
}

/// The questions, with everything that was entered before. No read.
pub(super) fn page(
    (visit, door): (&Visit, &Door),
    (catalogue, today): (&Catalogue, NaiveDate),
    fields: &[&MemberField],
    state: &FormState,
) -> Response {
    let language = visit.language;
    let shown = ProfileFields { catalogue, language, today, only: None, with_purpose: true };
    let entered = state.values.iter().filter(|(name, _)| name != ASKED && fields.iter().all(|field| field.id != *name));
    let body = html! {
        div class="narrow stack" {
            (error_summary(language, state))
            (form(&door.action(visit), door.csrf(), html! {
                @for (name, value) in entered { (hidden(name, value)) }
                @for field in fields { (hidden(ASKED, &field.id)) (shown.show(field, state)) }
                (button(&door.word(language, "new-send")))
            }))
        }
    };
    let page = door.page(visit).title(&word(language, "questions-title"));
    let page = page.lead(word(language, "questions-lead")).private();
    let mut response = page.of_form(state).render(body);
    // The answer to a form: without a copy of it in the browser, "back" leads nowhere.
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    response
}
