//! What happened to a need, as a mail tells it to the member.

use chrono::NaiveDate;
use domain::Instant;
use domain::need::Outcome;
use domain::referral::DeclineReason;

use super::booking::Other;

/// What happened to a need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MemberNews {
    /// It arrived. Nobody was asked yet where `asked` is empty: then the
    /// coordinator looks at it first.
    Received {
        /// Agencies asked at once.
        asked: Vec<Asked>,
    },
    /// What was stated again, or added on its page, joined it.
    Added {
        /// Since when it is open.
        since: NaiveDate,
        /// Agencies that have it or may still answer.
        asked: Vec<Asked>,
    },
    /// What a colleague stated joined it.
    ColleagueAdded {
        /// Since when it is open.
        since: NaiveDate,
    },
    /// Agencies were asked later on.
    PassedOn {
        /// The agencies.
        asked: Vec<Asked>,
    },
    /// An agency takes it on.
    Accepted {
        /// The agency.
        agency: String,
        /// Its next slots with a free seat at the member's place, else at the
        /// nearest.
        next: Vec<Other>,
        /// Where one is booked.
        book: String,
    },
    /// An agency does not.
    Declined {
        /// The agency.
        agency: String,
        /// Why, where it said so.
        reason: Option<DeclineReason>,
        /// What happens now.
        onward: Onward,
    },
    /// An agency did not answer in time.
    Unanswered {
        /// The agency.
        agency: String,
        /// What happens now.
        onward: Onward,
    },
    /// The mail to an agency could not be delivered.
    Unreached {
        /// The agency.
        agency: String,
        /// What happens now.
        onward: Onward,
    },
    /// An agency reported an outcome.
    Done {
        /// The agency.
        agency: String,
        /// What came of it.
        outcome: Outcome,
        /// Agencies that still have it; empty once the need is closed.
        still_with: Vec<String>,
    },
    /// Whether an agency that took it on met the member.
    WhetherMet {
        /// The agency.
        agency: String,
    },
    /// An agency could not reach the member.
    CallsBack {
        /// The agency.
        agency: String,
    },
    /// It was taken up again.
    Reopened,
    /// The coordinator closed it.
    Closed {
        /// What came of it.
        outcome: Outcome,
    },
    /// The member took it back.
    Withdrawn,
    /// The member took back the consent to share.
    ConsentTakenBack {
        /// Whether the need is closed.
        closed: bool,
    },
}

/// An agency that was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// By the name people use.
    pub agency: String,
    /// When it should have answered by.
    pub answer_by: Instant,
}

/// What happens after an agency said no or nothing, or never heard of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Onward {
    /// Others were asked in its place.
    Asked(Vec<Asked>),
    /// Others that were asked before have not answered or have it in hand.
    StillWith(Vec<String>),
    /// The same of some kinds of need; for the others the coordinator looks further.
    InPartWith(Vec<String>),
    /// The coordinator looks further.
    Coordinator,
    /// Nothing more: the others had answered, and the need is closed.
    Closed(Outcome),
}
