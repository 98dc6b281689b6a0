//! Surveys: people are invited a day after they came and ten days after an
//! agency said what came of their need, members when a wave of theirs opens; once
//! a quarter each at most, and never where they want none. What fell below its
//! aim is found in the morning.

mod alerts;
mod effects;
mod invite;
mod mails;
mod recount;
mod regret;
mod sums;
mod wave;

use domain::event::{Event, EventKind};
use domain::ids::{BookingId, InvitationId, NeedId, WaveId};
use domain::need::Outcome;
use domain::wave::{Occasion, Wave, due_after_closing, due_after_visit};
use serde::{Deserialize, Serialize};
use store::link::{LinkPurpose, issue};
use store::{Store, TableError, Transaction};

use crate::effects::Planned;

pub use alerts::act;
pub(crate) use alerts::alert_of;
pub use effects::Surveys;
pub use recount::{Recounted, count_anew};

/// Somebody is invited, if they may be, and counted as eligible.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename = "survey_invite")]
pub struct InviteWork {
    /// Why.
    #[serde(flatten)]
    pub occasion: Occasion,
}

/// The mail of an invitation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename = "survey_invitation")]
pub struct InvitationWork {
    /// Why; it leads to whoever is invited, as far as they are still known.
    #[serde(flatten)]
    pub occasion: Occasion,
    /// The invitation.
    pub invitation: InvitationId,
}

/// The next members of a wave are invited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename = "wave")]
pub struct WaveWork {
    /// The wave.
    pub wave: WaveId,
}

/// Whoever came is invited the next day: what a booking's commit asks for.
pub(crate) fn after_visit(booking: &BookingId, events: &[Event]) -> Result<Option<Planned>, TableError> {
    let came = |event: &&Event| matches!(event.kind, EventKind::BookingAttended | EventKind::BookingWalkedIn);
    let invite = |event: &Event| {
        let occasion = Occasion::Visit { booking: booking.clone() };
        Planned::new(&InviteWork { occasion }, "survey", due_after_visit(event.at))
    };
    events.iter().find(came).map(invite).transpose()
}

/// Whoever was told what came of their need is invited ten days later: what a
/// need's commit asks for. Nobody where the agency could not reach them, or they
/// took it back: there is nothing that they could judge.
pub(crate) fn after_closing(need: &NeedId, events: &[Event]) -> Result<Vec<Planned>, TableError> {
    let done = events.iter().filter_map(|event| match &event.kind {
        EventKind::ReferralDone { agency, outcome: Outcome::Helped | Outcome::NotHelped } => Some((agency, event.at)),
        _ => None,
    });
    done.map(|(agency, at)| {
        let occasion = Occasion::Referral { need: need.clone(), agency: agency.clone() };
        Planned::new(&InviteWork { occasion }, format!("survey-{agency}"), due_after_closing(at))
    })
    .collect()
}

/// Saves a wave over the version read: one commit. Its invitations follow.
///
/// # Errors
/// A conflict where it changed meanwhile.
pub async fn save_wave(store: &Store, wave: &Wave, before: Option<u64>) -> Result<(), TableError> {
    let mut tx = Transaction::new();
    store.waves().save(&mut tx, wave, before);
    store.commit(tx).await
}

/// The path of an invitation.
pub(crate) fn invitation_path(store: &Store, invitation: &InvitationId) -> String {
    format!("/i/{}", issue(store.secrets(), LinkPurpose::SurveyInvitation, invitation.as_str(), 0))
}

/// The path by which a person ends invitations: one click of a mail program
/// (RFC 8058). It names a keyed hash of their address.
pub(crate) fn unsubscribe_path(store: &Store, person: &str) -> String {
    format!("/u/{}", issue(store.secrets(), LinkPurpose::SurveyUnsubscribe, person, 0))
}
