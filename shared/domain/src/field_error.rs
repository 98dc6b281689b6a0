//! What is wrong with what somebody sent, field by field.
//!
//! An edge turns a list of these into the `errors` of a problem answer or into
//! the messages beside a form's fields. Each problem is one sentence that says
//! what to do, in the person's language.

mod expected;
mod text;

use chrono::NaiveDate;

use crate::enterprise_number::InvalidEnterpriseNumber;
use crate::permanence::InvalidRecurrence;
use crate::{Language, Text};

pub use expected::Expected;

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// Where, as a JSON pointer into what was sent: `/exceptions/0/date`.
    pub pointer: String,
    /// What.
    pub problem: Problem,
}

impl FieldError {
    /// An error at `pointer`.
    pub fn new(pointer: impl Into<String>, problem: Problem) -> Self {
        Self { pointer: pointer.into(), problem }
    }

    /// The sentence for people.
    pub fn text(&self, language: Language) -> String {
        self.problem.text(language)
    }
}

/// Pointer to a field of the object that was sent; escapes `~` and `/` (RFC 6901).
pub fn pointer_to(field: &str) -> String {
    format!("/{}", field.replace('~', "~0").replace('/', "~1"))
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// A required value is absent.
    Missing,
    /// There is no such field.
    UnknownField,
    /// A value of another type.
    WrongType(Expected),
    /// A value that is not one of these.
    NotAmong(Vec<String>),
    /// The same value twice in a list.
    Twice,
    /// More characters than this.
    TooLong(usize),
    /// More entries than this.
    TooMany(usize),
    /// A number outside these bounds, both allowed.
    OutOfRange(i64, i64),
    /// A number below zero.
    Negative,
    /// Not an enterprise number.
    EnterpriseNumber(InvalidEnterpriseNumber),
    /// No such agency.
    UnknownAgency,
    /// The agency does not exist on the day meant.
    AgencyEnded,
    /// No such location.
    UnknownLocation,
    /// No location is called so: as it was written.
    NoPlaceCalled(String),
    /// The location is not open on the day meant.
    LocationClosed,
    /// No such service.
    UnknownService,
    /// No such need, or no proof that the sender may name it.
    UnknownNeed,
    /// The agency does not offer this service then.
    ServiceNotOffered,
    /// No such adviser.
    UnknownAdviser,
    /// An adviser of another agency.
    AdviserOfAnother,
    /// An adviser who is to stay, and leaves.
    AdviserLeaves,
    /// A day outside of these, both allowed.
    DayOutOfRange(NaiveDate, NaiveDate),
    /// No such time zone.
    UnknownTimeZone,
    /// A recurrence that is not understood or not supported.
    Recurrence(InvalidRecurrence),
    /// The first session does not follow the rule.
    StartOffRule,
    /// An end of the series that lies before its start.
    UntilBeforeStart,
    /// The rule counts its sessions and the series has a last day as well.
    CountAndUntil,
    /// The series has no session on this day.
    NoSessionOnDay,
    /// No session takes place then: why.
    ClosedThen(Box<Text>),
    /// An hour that the clocks skip.
    NoSuchHour,
    /// A session moved by more days than this.
    MovedTooFar(i64),
    /// Another agency than the one that so many upcoming bookings are with.
    AgencyIsBooked(usize),
    /// A step that waits for one that waits for it.
    StrategyCircle,
    /// What only a new booking can say.
    OnlyWhenNew,
    /// One slot is longer than the session.
    SlotTooLong,
    /// An end without a series to end.
    WithoutSeries,
    /// A period that ends before it begins.
    EndsBeforeItBegins,
    /// A survey variant asks no such question.
    NotAsked,
    /// "None" together with something else.
    NoneWithOthers,
    /// A follower whose own followers come back to the one that it would follow.
    SuccessionCircle,
    /// Two names of one field, both given.
    GivenTwice,
    /// A text with a character that can't be kept:
    /// [`is_unwritable`](crate::written::is_unwritable).
    Unwritable,
}
