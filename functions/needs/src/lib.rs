//! Needs: how they arrive (form, program, signed webhook), what is done with
//! them by the coordinator, and the page on which a member follows its own.
//! What agencies do is the business of `referrals`.
//!
//! | room | what is in it |
//! |---|---|
//! | `intake` | what arrives: the form, the API, signed webhooks |
//! | `sources` | who may send webhooks, what their answers are, what became of each message |
//! | `tools` | what Typeform, Tally, Jotform, Cobot and Nexudus sign and send |
//! | `cases` | the list and one need, for staff |
//! | `keywords` | words that hint at a kind of need, in versions |
//! | `strategies` | whom to ask about what, within which times, in versions |
//! | `triage` | what is needed and who is asked, settled by the coordinator |
//! | `rearrange` | taken up again, divided in two, moved to another place |
//! | `own` | the member's page |

mod cases;
mod intake;
mod keywords;
mod own;
mod rearrange;
mod sources;
mod strategies;
mod tools;
mod triage;

use flows::FlowError;
use web::{Problem, Routes};

web::words!(fluent_templates::static_loader);

/// The routes of this function; the API among them is described.
pub fn routes() -> Routes {
    intake::routes()
        .merge(sources::routes())
        .merge(cases::routes())
        .merge(triage::routes())
        .merge(rearrange::routes())
        .merge(strategies::routes())
        .merge(keywords::routes())
        .merge(own::routes())
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
