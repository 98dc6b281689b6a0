//! A delivery between its claim and its settling.

use domain::Instant;
use flows::effects::Context;
use store::Versioned;
use store::repos::deliveries::{Delivery, Way};

/// A delivery that this process holds under a lease.
pub(crate) struct Claimed<'a> {
    /// Whose it is.
    pub(crate) context: &'a dyn Context,
    /// The way out that it waits for.
    pub(crate) way: Way,
    /// The delivery with its lease.
    pub(crate) leased: Versioned<Delivery>,
    /// When it was due before.
    pub(crate) was_due_at: Instant,
}
