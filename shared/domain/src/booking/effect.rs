//! What a booking asks for outside: mails to whose it is and to the agency, a
//! reminder, and what keeps the queue of a slot moving. Pure, so that planning
//! the same commit twice gives the same effects.

use serde::{Deserialize, Serialize};

use super::REMIND_BEFORE;
use crate::Instant;
use crate::event::{Event, EventKind, Vacated};

/// One effect on one recipient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "effect", rename_all = "snake_case")]
pub enum BookingEffect {
    /// A step told to whose it is.
    BookingMail(BookingStep),
    /// A step told to the agency that comes.
    BookingAgencyMail(BookingStep),
    /// Whose booking it is, is reminded of the slot that begins then.
    BookingReminder {
        /// When the slot begins.
        start: Instant,
    },
    /// A seat that became free is offered to the first who waits for it.
    SeatOffer(Vacated),
    /// An offer ends that nobody took.
    OfferEnd {
        /// When.
        until: Instant,
    },
    /// A place in a queue ends where its slot begins without a seat for it.
    QueueEnd {
        /// When the slot begins.
        start: Instant,
    },
}

/// A step of a booking that people are told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BookingStep {
    /// It holds a seat.
    Made,
    /// It was moved to another slot.
    Moved,
    /// Its session moved, and it with it.
    Carried,
    /// It was given back.
    Cancelled,
    /// Its slot is no more.
    Lost,
    /// It waits for a seat.
    Waiting,
    /// No seat became free before the slot began.
    QueueEnded,
    /// A seat is kept for it.
    Offered,
    /// The seat that was kept was not taken in time.
    Lapsed,
    /// The link to its page was asked for again.
    LinkRenewed,
    /// Its session has another adviser, who is told.
    HandedTo,
    /// The same, to who is not there any more.
    HandedOn,
}

impl BookingEffect {
    /// Whether it is a mail, rather than something done.
    pub const fn is_mail(&self) -> bool {
        matches!(self, Self::BookingMail(_) | Self::BookingAgencyMail(_) | Self::BookingReminder { .. })
    }

    /// When it is due, planned at `now`; `None` where it is too late for it to
    /// be of use.
    pub fn due_at(&self, now: Instant) -> Option<Instant> {
        match self {
            Self::BookingReminder { start } => Some(start.plus(-REMIND_BEFORE)).filter(|due| now < *due),
            Self::OfferEnd { until } => Some(*until),
            Self::QueueEnd { start } => Some(*start),
            Self::BookingMail(_) | Self::BookingAgencyMail(_) | Self::SeatOffer(_) => Some(now),
        }
    }

    /// Effect and recipient as text: one of each for a commit. Delivery ids
    /// derive from it, so it never changes.
    pub const fn recipient(&self) -> &'static str {
        match self {
            Self::BookingMail(_) => "member",
            Self::BookingAgencyMail(_) => "agency",
            Self::BookingReminder { .. } => "reminder",
            Self::SeatOffer(_) => "seat-offer",
            Self::OfferEnd { .. } => "offer-end",
            Self::QueueEnd { .. } => "queue-end",
        }
    }
}

/// What the events of one commit ask for, in a fixed order.
pub fn plan(events: &[Event]) -> Vec<BookingEffect> {
    events.iter().flat_map(|event| of_event(&event.kind)).collect()
}

fn of_event(kind: &EventKind) -> Vec<BookingEffect> {
    use BookingEffect::{BookingAgencyMail, BookingMail, BookingReminder, OfferEnd, QueueEnd, SeatOffer};
    use BookingStep as Step;
    let to_both = |step| vec![BookingMail(step), BookingAgencyMail(step)];
    let to_person = |step| vec![BookingMail(step)];
    let (mut effects, others) = match kind {
        EventKind::BookingMade { start, from } => {
            let remind = BookingReminder { start: *start };
            (to_both(Step::Made), std::iter::once(remind).chain(from.clone().map(SeatOffer)).collect())
        }
        EventKind::BookingMoved { from, start } => {
            (to_both(Step::Moved), vec![BookingReminder { start: *start }, SeatOffer(from.clone())])
        }
        EventKind::BookingCarried { start } => (to_person(Step::Carried), vec![BookingReminder { start: *start }]),
        EventKind::BookingCancelled { from: Some(from) } => (to_both(Step::Cancelled), vec![SeatOffer(from.clone())]),
        EventKind::BookingCancelled { from: None } => (to_person(Step::Cancelled), Vec::new()),
        EventKind::BookingLost => (to_person(Step::Lost), Vec::new()),
        EventKind::BookingWaiting { start } => {
            (to_person(Step::Waiting), start.map(|start| QueueEnd { start }).into_iter().collect())
        }
        EventKind::BookingQueueEnded => (to_person(Step::QueueEnded), Vec::new()),
        EventKind::BookingOffered { until } => (to_person(Step::Offered), vec![OfferEnd { until: *until }]),
        EventKind::BookingOfferSent { until } => (Vec::new(), vec![OfferEnd { until: *until }]),
        EventKind::BookingLapsed { from } => (to_person(Step::Lapsed), vec![SeatOffer(from.clone())]),
        EventKind::BookingLinkRenewed => (to_person(Step::LinkRenewed), Vec::new()),
        _ => (Vec::new(), Vec::new()),
    };
    effects.extend::<Vec<_>>(others);
    effects
}
