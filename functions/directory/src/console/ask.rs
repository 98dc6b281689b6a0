//! Asking once before a change of a place that people with an appointment would
//! notice. What was entered is carried in hidden fields; where somebody books or
//! cancels meanwhile, the numbers are others and it asks again.

use axum::response::Response;
use flows::bookings::Affected;
use maud::html;
use web::extract::FormState;
use web::page::ConsoleNav;
use web::{Context, Page, Problem, StaffMember, Visit, ui};

use super::PATH;
use crate::{word, word_with};

const ASKED: &str = "asked";

fn said(affected: &Affected) -> String {
    format!("{}-{}", affected.moved.len(), affected.lost.len())
}

/// Whether a change has still to be asked for.
pub(super) fn is_needed(affected: &Affected, state: &FormState) -> bool {
    !affected.is_nobody() && state.get(ASKED) != said(affected)
}

/// The page that asks.
pub(super) async fn page(
    context: &Context,
    visit: &Visit,
    staff: &StaffMember,
    affected: &Affected,
    (state, action): (&FormState, &str),
) -> Result<Response, Problem> {
    let language = visit.language;
    let count = |key: &str, n: usize| word_with(language, key, &[("n", n.into())]);
    let body = html! {
        div class="narrow stack" {
            @if !affected.lost.is_empty() { (ui::warning(count("place-ask-lost", affected.lost.len()))) }
            @if !affected.moved.is_empty() { (ui::warning(count("place-ask-moved", affected.moved.len()))) }
            p { (word(language, "place-ask-told")) }
            (ui::form(action, &staff.csrf, html! {
                @for (name, value) in state.values.iter().filter(|(name, _)| name != ASKED) { (ui::hidden(name, value)) }
                p class="actions" {
                    (ui::button_danger(&word(language, "place-ask-do"), ASKED, &said(affected)))
                    a href=(action) { (word(language, "place-ask-back")) }
                }
            }))
        }
    };
    let page = Page::console(visit, staff)
        .waiting(web::page::waiting(context, staff).await?)
        .console_nav(ConsoleNav::Directory)
        .crumb(&word(language, "places-title"), PATH)
        .title(&word(language, "place-ask-title"));
    Ok(page.render(body))
}
