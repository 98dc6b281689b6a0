//! A referral: one agency asked about one need.

mod decline_reason;
mod follow_up;

use serde::{Deserialize, Serialize};

use crate::Instant;
use crate::holidays::StaffDays;
use crate::ids::{AgencyId, ReferralId, ServiceId};
use crate::language::{Language, pick};
use crate::need::Outcome;
use crate::need_type::Role;
use crate::route::Reason;
use crate::working_days::deadline;

pub use decline_reason::DeclineReason;
pub(crate) use follow_up::ENQUIRIES;
pub use follow_up::{AMOUNT, ENQUIRE_AGAIN_DAYS, FollowUp};

/// Where a referral stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReferralStatus {
    /// Its mail waits to leave.
    Queued,
    /// Its mail left.
    Sent,
    /// The agency takes it on.
    Accepted,
    /// The agency does not.
    Declined,
    /// No answer in time.
    Expired,
    /// The agency's mail server refused the mail.
    Undeliverable,
    /// The agency reported an outcome.
    Done,
    /// The member took it back, or another agency has it instead:
    /// [`FollowUp::gone_to`].
    Withdrawn,
}

/// One agency asked about one need.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Referral {
    /// Its id: the need's and the agency's.
    pub id: ReferralId,
    /// The agency asked, succession resolved.
    pub agency: AgencyId,
    /// Asked at once, or after a decline.
    pub role: Role,
    /// The services that apply, the lead's first.
    pub services: Vec<ServiceId>,
    /// Where it stands.
    pub status: ReferralStatus,
    /// Why this agency, and what is still to be checked.
    pub because: Vec<Reason>,
    /// When the agency was asked.
    pub created_at: Instant,
    /// When its status last changed.
    pub changed_at: Instant,
    /// When the agency should have answered by.
    pub answer_by: Instant,
    /// Why it declined, once declined.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declined: Option<DeclineReason>,
    /// What came of it, once done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// Whether it was done before its need was taken up again: what came of it
    /// then says nothing of now.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub past: bool,
    /// Generation of the answer link; a higher one voids links sent before.
    #[serde(default)]
    pub link_generation: u32,
    /// How often it was asked again. A mail that asks belongs to one asking.
    #[serde(default, skip_serializing_if = "is_first")]
    pub asked_again: u32,
    /// What is done so that it comes to an end.
    #[serde(default, skip_serializing_if = "FollowUp::is_empty")]
    pub follow_up: FollowUp,
}

/// Whether an asking is the first.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's `skip_serializing_if` takes a reference")]
pub(crate) const fn is_first(again: &u32) -> bool {
    *again == 0
}

impl Referral {
    /// Whether its agency can be asked once more.
    pub const fn can_be_asked_again(&self) -> bool {
        self.past || self.status.can_be_asked_again()
    }

    /// Whether it is done, since its need was last taken up.
    pub fn is_done(&self) -> bool {
        self.status == ReferralStatus::Done && !self.past
    }

    /// The referral without values of what is known of the member.
    pub fn without_values(&self) -> Self {
        Self { because: self.because.iter().map(Reason::without_values).collect(), ..self.clone() }
    }

    /// Until when the agency has where its mail leaves at `now`: as it was
    /// told, or the end of the next working day where that is over, for a
    /// silence counts only from a mail that could be answered.
    pub fn answer_by_from(&self, now: Instant, staff: &StaffDays) -> Instant {
        if now < self.answer_by { self.answer_by } else { deadline(now, 1, staff) }
    }
}

impl ReferralStatus {
    /// All statuses, in the order of a referral's life.
    pub const ALL: [Self; 8] = [
        Self::Queued,
        Self::Sent,
        Self::Accepted,
        Self::Declined,
        Self::Expired,
        Self::Undeliverable,
        Self::Done,
        Self::Withdrawn,
    ];

    /// Whether an answer or an outcome is still awaited.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Queued | Self::Sent | Self::Accepted)
    }

    /// Whether the agency was told of it, and has it still.
    pub const fn is_in_hand(self) -> bool {
        matches!(self, Self::Sent | Self::Accepted)
    }

    /// Whether an agency that stands like this can be asked once more.
    pub const fn can_be_asked_again(self) -> bool {
        matches!(self, Self::Declined | Self::Expired | Self::Undeliverable | Self::Withdrawn)
    }

    /// The word of the outside interface.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sent => "sent",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Expired => "expired",
            Self::Undeliverable => "undeliverable",
            Self::Done => "done",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Reads the word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }

    /// For people.
    pub const fn label(self, language: Language) -> &'static str {
        match self {
            Self::Queued => pick(language, "À envoyer", "Te versturen", "To be sent"),
            Self::Sent => pick(language, "En attente de réponse", "Wacht op antwoord", "Awaiting an answer"),
            Self::Accepted => pick(language, "Accepté", "Aanvaard", "Accepted"),
            Self::Declined => pick(language, "Décliné", "Afgewezen", "Declined"),
            Self::Expired => pick(language, "Sans réponse", "Zonder antwoord", "Not answered"),
            Self::Undeliverable => pick(language, "Non remis", "Niet bezorgd", "Not delivered"),
            Self::Done => pick(language, "Traité", "Afgehandeld", "Done"),
            Self::Withdrawn => pick(language, "Retiré", "Ingetrokken", "Withdrawn"),
        }
    }
}
