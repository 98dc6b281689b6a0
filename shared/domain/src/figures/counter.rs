//! What is counted, each under a code that the table keeps.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::ids::{AgencyId, NeedTypeId};

/// Something that is counted of a place in a quarter.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Counter {
    /// Needs stated in the quarter.
    Needs(NeedCount),
    /// Of these, those of a kind; a need of two kinds counts with both.
    Kind(NeedTypeId),
    /// Of these, those for which a service of a programme was asked.
    Programme(String),
    /// Referrals made in the quarter, to an agency.
    Referrals(ReferralCount, AgencyId),
    /// Of these, those first answered so many working days after they left.
    FirstAnswer(u32, AgencyId),
    /// Appointments in the quarter, with an agency.
    Bookings(BookingCount, AgencyId),
    /// Things that came onto the coordinator's list in the quarter and are off it.
    Items,
    /// Members that stated a need or had an appointment.
    Members,
}

macro_rules! counts {
    ($($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $variant:ident = $code:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$of])* $variant,)* }

        impl $name {
            const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)* _ => None }
            }
        }
    )*};
}

counts! {
    /// What is counted of needs.
    NeedCount {
        /// All.
        Stated = "stated",
        /// Those that are closed.
        Closed = "closed",
        /// Those that closed with help.
        Helped = "helped",
    }
    /// What is counted of referrals.
    ReferralCount {
        /// The agency was asked: its mail left, or was refused.
        Asked = "asked",
        /// It gave an answer.
        Answered = "answered",
        /// The loop is closed: it said no, or said what came of it.
        Closed = "closed",
        /// An answer or an outcome is still awaited.
        Open = "open",
        /// The member took it back.
        Withdrawn = "withdrawn",
    }
    /// What is counted of appointments.
    BookingCount {
        /// Seats that were booked.
        Booked = "booked",
        /// Those whose person came.
        Attended = "attended",
        /// Those whose person did not come.
        Missed = "missed",
        /// People who came without having booked.
        WalkIn = "walk_in",
    }
}

/// A text that is no counter of this version.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a counter: {0}")]
pub struct InvalidCounter(String);

impl fmt::Display for Counter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Needs(count) => write!(f, "needs.{}", count.code()),
            Self::Kind(kind) => write!(f, "kind.{kind}"),
            Self::Programme(programme) => write!(f, "programme.{programme}"),
            Self::Referrals(count, agency) => write!(f, "referrals.{}.{agency}", count.code()),
            Self::FirstAnswer(days, agency) => write!(f, "first_answer.{days}.{agency}"),
            Self::Bookings(count, agency) => write!(f, "bookings.{}.{agency}", count.code()),
            Self::Items => f.write_str("items"),
            Self::Members => f.write_str("members"),
        }
    }
}

impl TryFrom<String> for Counter {
    type Error = InvalidCounter;

    fn try_from(text: String) -> Result<Self, InvalidCounter> {
        let read = || {
            let (what, rest) = text.split_once('.').unwrap_or((&text, ""));
            let of_agency = || {
                let (code, agency) = rest.split_once('.')?;
                Some((code, AgencyId::parse(agency).ok()?))
            };
            Some(match what {
                "needs" => Self::Needs(NeedCount::from_code(rest)?),
                "kind" => Self::Kind(NeedTypeId::parse(rest).ok()?),
                "programme" if !rest.is_empty() => Self::Programme(rest.to_owned()),
                "referrals" => {
                    of_agency().and_then(|(code, of)| Some(Self::Referrals(ReferralCount::from_code(code)?, of)))?
                }
                "first_answer" => of_agency().and_then(|(days, of)| Some(Self::FirstAnswer(days.parse().ok()?, of)))?,
                "bookings" => {
                    of_agency().and_then(|(code, of)| Some(Self::Bookings(BookingCount::from_code(code)?, of)))?
                }
                "items" if rest.is_empty() => Self::Items,
                "members" if rest.is_empty() => Self::Members,
                _ => return None,
            })
        };
        read().ok_or_else(|| InvalidCounter(text.clone()))
    }
}

impl From<Counter> for String {
    fn from(counter: Counter) -> Self {
        counter.to_string()
    }
}
