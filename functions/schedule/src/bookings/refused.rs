//! What was not booked or changed, as an answer.

use crate::LOCALES;
use domain::booking::BookingRefusal;
use domain::field_error::FieldError;
use domain::local_time;
use flows::FlowError;
use flows::bookings::{BookingError, FreeSlot};
use serde_json::{Value, json};
use web::Problem;
use web::i18n::{in_all, text};

/// Why nothing was booked, told apart for a form, which shows each in its own
/// way.
pub(crate) enum Refused {
    /// Fields are wrong.
    Fields(Vec<FieldError>),
    /// The slot is taken, the rules refuse it, or the table failed.
    Other(BookingError),
    /// Anything that has its answer already.
    Problem(Problem),
}

impl From<Refused> for Problem {
    fn from(refusal: Refused) -> Self {
        match refusal {
            Refused::Fields(errors) => errors.into(),
            Refused::Other(error) => refused(error),
            Refused::Problem(problem) => problem,
        }
    }
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<BookingError> for Refused {
    fn from(error: BookingError) -> Self {
        Self::Other(error)
    }
}

/// The answer to a booking that was not made or changed.
pub(crate) fn refused(error: BookingError) -> Problem {
    match error {
        BookingError::Refused(refusal) => by_rule(refusal),
        BookingError::SlotTaken(next) => slot_taken(&next),
        BookingError::Flow(FlowError::NotFound) => Problem::not_found(),
        BookingError::Flow(FlowError::ChangedMeanwhile) => Problem::changed_meanwhile(),
        BookingError::Flow(FlowError::KeyReused) => Problem::idempotency_key_reused(),
        BookingError::Flow(FlowError::Table(error)) => error.into(),
        BookingError::Flow(error) => Problem::internal(&error),
    }
}

/// 422 for a slot that can't be asked for, 409 for what is no longer possible, or
/// not beside what the same address has already.
fn by_rule(refusal: BookingRefusal) -> Problem {
    let detail = in_all(|language| refusal.text(language));
    match refusal {
        BookingRefusal::NoSlot | BookingRefusal::NotHeld | BookingRefusal::Past => {
            Problem::invalid_field("/slot", detail)
        }
        BookingRefusal::OtherAgency => Problem::invalid_field("/session", detail),
        BookingRefusal::NotItsService => Problem::invalid_field("/service", detail),
        BookingRefusal::Free => Problem::invalid_field("/waiting", detail),
        BookingRefusal::NobodyThere
        | BookingRefusal::AgencyClosed
        | BookingRefusal::TooLate
        | BookingRefusal::Over
        | BookingRefusal::NotOffered
        | BookingRefusal::NotYet => Problem::conflict("booking-closed", text(&LOCALES, "booking-closed"), detail),
        BookingRefusal::Already | BookingRefusal::SameSession | BookingRefusal::Overlaps | BookingRefusal::Enough => {
            Problem::conflict("already-booked", text(&LOCALES, "problem-already-booked"), detail)
        }
    }
}

/// 409 with the next slots of the same agency at the same place that are free.
fn slot_taken(next: &[FreeSlot]) -> Problem {
    let key = if next.is_empty() { "slot-taken-none" } else { "slot-taken-detail" };
    let free: Vec<Value> = next
        .iter()
        .map(|slot| {
            json!({"session": slot.session, "start": slot.start, "local_start": local_time::format(slot.local_start)})
        })
        .collect();
    Problem::conflict("slot-taken", text(&LOCALES, "slot-taken"), text(&LOCALES, key)).with_member("next_free", free)
}
