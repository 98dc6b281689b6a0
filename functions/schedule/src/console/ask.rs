//! Asking once before a change that people with an appointment would notice:
//! how many move, how many lose theirs. What was entered is carried in hidden
//! fields, the version that it was entered over among them. Where somebody books
//! or cancels meanwhile, the numbers are others and it asks again.

use axum::response::Response;
use flows::bookings::Affected;
use maud::html;
use web::extract::FormState;
use web::page::ConsoleNav;
use web::{Context, Page, Problem, StaffMember, Visit, ui};

use crate::{word, word_with};

/// The field that holds what was said when it was asked.
pub(super) const ASKED: &str = "asked";

/// What is said of a change, to be compared.
fn said(affected: &Affected) -> String {
    format!("{}-{}", affected.moved.len(), affected.lost.len())
}

/// Whether a change has still to be asked for.
pub(super) fn is_needed(affected: &Affected, state: &FormState) -> bool {
    !affected.is_nobody() && state.get(ASKED) != said(affected)
}

/// The page that asks; `action` is where the form was sent and `back` where
/// nothing happens. One read.
pub(super) async fn page(
    context: &Context,
    visit: &Visit,
    staff: &StaffMember,
    affected: &Affected,
    state: &FormState,
    (action, back): (&str, &str),
) -> Result<Response, Problem> {
    let language = visit.language;
    let count = |key: &str, n: usize| word_with(language, key, &[("n", n.into())]);
    let body = html! {
        div class="narrow stack" {
            @if !affected.lost.is_empty() { (ui::warning(count("ask-lost", affected.lost.len()))) }
            @if !affected.moved.is_empty() { (ui::warning(count("ask-moved", affected.moved.len()))) }
            p { (word(language, "ask-told")) }
            (ui::form(action, &staff.csrf, html! {
                @for (name, value) in state.values.iter().filter(|(name, _)| name != ASKED) { (ui::hidden(name, value)) }
                p class="actions" {
                    (ui::button_danger(&word(language, "ask-do"), ASKED, &said(affected)))
                    a href=(back) { (word(language, "ask-back")) }
                }
            }))
        }
    };
    let page = Page::console(visit, staff)
        .waiting(web::page::waiting(context, staff).await?)
        .console_nav(ConsoleNav::Schedule)
        .crumb(&word(language, "schedule-title"), "/console/schedule")
        .title(&word(language, "ask-title"));
    Ok(page.render(body))
}
