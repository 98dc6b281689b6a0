//! What is done so that a referral never lies still: reminders until it is
//! answered, then whether somebody met, the agency first and the member last.

use serde::{Deserialize, Serialize};

use super::{Referral, ReferralStatus};
use crate::Instant;
use crate::holidays::StaffDays;
use crate::ids::AgencyId;
use crate::strategy::Clock;
use crate::working_days::morning;

/// Working days between two questions whether somebody met.
pub const ENQUIRE_AGAIN_DAYS: u32 = 5;
/// Questions to the agency whether it met the member; after as many without an
/// answer the member is asked.
pub(crate) const ENQUIRIES: u32 = 2;
/// The amount asked for, among [`FollowUp::added_facts`].
pub const AMOUNT: &str = "amount_eur";

/// How far a referral was followed up.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    /// The times of the strategy that chose it; absent where that was not
    /// written down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<Clock>,
    /// When the agency was last asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_at: Option<Instant>,
    /// Reminders that left since.
    #[serde(default)]
    pub reminders: u32,
    /// Questions whether it met the member, since its yes; one more once the
    /// member was asked.
    #[serde(default)]
    pub enquiries: u32,
    /// When the next of these steps is due; absent where none is: it waits for
    /// a person, or is over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_at: Option<Instant>,
    /// Whether the member is who must act: the agency could not reach it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub awaits_member: bool,
    /// Since when nobody answers, so that a person has to look at it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub silent_since: Option<Instant>,
    /// Desks of the agency that its mail did not reach; the empty one is the
    /// agency's own address.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub failed_desks: Vec<String>,
    /// The desk that was last written to: one that refuses the mail later on is
    /// this one, whoever would be written to by then. Absent in rows of before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub desk: Option<String>,
    /// Which agency has the need instead, where it was taken from this one: one
    /// that answered late after all, or that does its work since it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gone_to: Option<AgencyId>,
    /// When the company last added something that the agency is told of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub added_at: Option<Instant>,
    /// What became known by what it added: fields of the member model, [`AMOUNT`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub added_facts: Vec<String>,
}

impl FollowUp {
    /// Whether there is nothing to say of it.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// As a new asking begins.
    pub(crate) fn begin(clock: Clock, now: Instant) -> Self {
        Self { clock: Some(clock), asked_at: Some(now), ..Self::default() }
    }

    /// As it ends, or waits for somebody's answer alone.
    pub(crate) fn end(&mut self) {
        (self.next_at, self.awaits_member, self.silent_since) = (None, false, None);
    }
}

impl Referral {
    /// Reminders whose morning has come at `now`, and when the next thing of an
    /// unanswered referral is due: a reminder, or the end of its time.
    pub(crate) fn reminders_by(&self, now: Instant, days: &StaffDays) -> (u32, Instant) {
        let asked_at = self.follow_up.asked_at.unwrap_or(self.created_at);
        let mut due = 0;
        for day in self.follow_up.clock.iter().flat_map(|clock| &clock.remind_days) {
            let at = morning(asked_at, *day, days);
            if at >= self.answer_by {
                break;
            }
            if at > now {
                return (due, at);
            }
            due += 1;
        }
        (due, self.answer_by)
    }

    /// Whether its next step is due at `now`.
    pub fn is_due(&self, now: Instant) -> bool {
        let at = match self.status {
            // Rows of before say only this.
            ReferralStatus::Sent => self.follow_up.next_at.or(Some(self.answer_by)),
            ReferralStatus::Accepted => self.follow_up.next_at,
            _ => None,
        };
        at.is_some_and(|at| at <= now)
    }
}
