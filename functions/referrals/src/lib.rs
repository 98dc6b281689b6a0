//! Referrals: what agencies do with what they are asked. An agency answers on
//! the page behind the link in its mail, by a program that holds the same
//! link, or by somebody of the staff on its behalf; all three come to the same
//! decision in `domain`. Who asked what, and whom it goes to, is the business
//! of `needs`.
//!
//! | room | what is in it |
//! |---|---|
//! | `pages` | the page behind the link in an agency's mail |
//! | `api` | referrals for programs |
//! | `console` | the same for staff |
//! | `answer`, `follow` | what an agency answers; what becomes of what it took on |
//! | `pressed` | what is pressed on a page, and done |
//! | `list` | which referrals, in pages |
//! | `access` | who sees a referral, and who answers it |
//! | `sheet`, `shown`, `parts` | one referral with its case; as a page shows it; what it looks like |

mod access;
mod answer;
mod api;
mod console;
mod follow;
mod list;
mod pages;
mod parts;
mod pressed;
mod sheet;
mod shown;

use flows::FlowError;
use web::{Problem, Routes};

web::words!(fluent_templates::static_loader);

/// The routes of this function; the API among them is described.
pub fn routes() -> Routes {
    api::routes().merge(pages::routes()).merge(console::routes())
}

/// A use case that did not come to its end, as an answer.
fn refused(error: FlowError) -> Problem {
    match error {
        FlowError::NotFound => Problem::not_found(),
        FlowError::Move(error) => error.into(),
        FlowError::KeyReused => Problem::idempotency_key_reused(),
        FlowError::ChangedMeanwhile => Problem::changed_meanwhile(),
        FlowError::AddressTaken | FlowError::Proposal(_) => Problem::conflicting_change(),
        FlowError::Table(error) => error.into(),
    }
}
