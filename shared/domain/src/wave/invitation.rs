//! Invitations: who is asked when, and never more than once a quarter.

use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};

use crate::Instant;
use crate::clock::BRUSSELS;
use crate::ids::{AgencyId, BookingId, MemberId, NeedId, SurveyId, WaveId};
use crate::local_time::to_instant;
use crate::regret::Regret;

/// One invitation in so long for each person, over all surveys. Source: the
/// questionnaire's `max_invitations_per_member_per_90_days`.
pub const QUARTER: TimeDelta = TimeDelta::days(90);
/// Days from a visit to its invitation.
const AFTER_VISIT_DAYS: u64 = 1;
/// Days from the end of a referral to its invitation.
const AFTER_CLOSING_DAYS: u64 = 10;
/// The hour in Brussels at which invitations leave.
const HOUR: NaiveTime = NaiveTime::from_hms_opt(9, 0, 0).unwrap();

/// Why somebody is invited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "occasion", rename_all = "snake_case")]
pub enum Occasion {
    /// They came.
    Visit {
        /// Their booking.
        booking: BookingId,
    },
    /// An agency said what came of their need.
    Referral {
        /// The need.
        need: NeedId,
        /// The agency.
        agency: AgencyId,
    },
    /// A wave among members.
    Wave {
        /// The wave.
        wave: WaveId,
        /// The member.
        member: MemberId,
    },
}

/// The referral that an invitation follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Followed {
    /// The need.
    pub need: NeedId,
    /// The agency that said what came of it.
    pub agency: AgencyId,
}

/// An invitation. It holds neither name nor address, and nothing of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// What it invites to.
    pub survey: SurveyId,
    /// The day it was made, in Brussels.
    pub day: NaiveDate,
    /// Whether a mail goes with it: not where the person was asked within the
    /// quarter, or wants no such mails. It counts as eligible all the same.
    pub mailed: bool,
    /// Spent by an answer: a keyed hash of that page's own key, which nothing
    /// that is stored of the answer leads to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spent: Option<String>,
    /// The referral that it follows, where it follows one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub referral: Option<Followed>,
    /// What was said of that referral with the page that spent it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub regret: Option<Regret>,
}

impl Occasion {
    /// The referral that it follows.
    pub fn followed(&self) -> Option<Followed> {
        match self {
            Self::Referral { need, agency } => Some(Followed { need: need.clone(), agency: agency.clone() }),
            _ => None,
        }
    }
}

/// When somebody was last asked, under a keyed hash of their address.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The last invitation.
    #[serde(default)]
    pub last: Option<Instant>,
    /// Whether they want no more.
    #[serde(default)]
    pub off: bool,
}

impl Asked {
    /// Whether they may be asked now.
    pub fn allows(&self, now: Instant) -> bool {
        !self.off && self.last.is_none_or(|last| last.plus(QUARTER) <= now)
    }
}

/// When those who came are invited: the next day at nine.
pub fn due_after_visit(attended: Instant) -> Instant {
    due(attended, AFTER_VISIT_DAYS)
}

/// When those whose referral ended are invited: ten days later at nine.
pub fn due_after_closing(ended: Instant) -> Instant {
    due(ended, AFTER_CLOSING_DAYS)
}

fn due(from: Instant, days: u64) -> Instant {
    let day = from.day_in(BRUSSELS);
    to_instant(day.checked_add_days(Days::new(days)).unwrap_or(day).and_time(HOUR), BRUSSELS)
}

impl super::Wave {
    /// When one among members begins to invite: at nine of its first day.
    pub fn invites_from(&self) -> Instant {
        to_instant(self.opens.and_time(HOUR), BRUSSELS)
    }
}
