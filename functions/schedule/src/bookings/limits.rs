//! How often somebody may book.

use web::limit::Rule;
use web::{Context, Problem, PublicForm};

/// Bookings; what is limited by place is by permanence.
pub(crate) const FORM: PublicForm = PublicForm { what: "bookings", by_contact: Rule { burst: 6, per_hour: 12 } };

const NEW_LINK: Rule = Rule { burst: 3, per_hour: 6 };

/// New links for one booking.
pub(crate) fn new_link(context: &Context, booking: &str) -> Result<(), Problem> {
    context.limit(&format!("booking-link:{booking}"), NEW_LINK)
}
