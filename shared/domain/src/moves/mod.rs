//! The decisions on a need: one function per use case, each from a state to the
//! next state and the events in between. None reads a clock or a table.
//!
//! What holds after every move: an agency has one referral of a need, and is
//! asked again by a person, or by itself once where nobody else is named; an
//! open need has somebody who was asked and may still answer, or else it waits
//! for the coordinator; repeating a move changes nothing.

mod about;
mod answer;
mod ask;
mod consent;
mod delivery;
mod error;
mod follow;
mod instead;
mod join;
mod member;
mod receive;
mod renew;
mod reopen;
mod triage;

pub use about::{asked_about, nobody_left, others_have_it};
pub use answer::{accept, decline, done, noted};
pub use ask::{consents, facts, is_asked_again, next_after};
pub use consent::{awaits_consent, give_consent};
pub use delivery::{recipient, sent, undeliverable};
pub use error::MoveError;
pub use follow::{
    MEETINGS_WITHIN, MemberSays, follow, lies_still, meeting, member_says, remind_now, take_up, unreached,
};
pub use instead::go_over;
pub use join::{add, join, joins};
pub use member::{data_ended, take_back_consent, withdraw};
pub use receive::{Arrival, open_questions, receive};
pub use renew::{renew_member_link, renew_referral_link};
pub use reopen::{REOPEN_DAYS, can_reopen, handed_over, regret, reopen, separable, split, transfer};
pub use triage::{Asked, close, triage};

use crate::Instant;
use crate::catalogue::Catalogue;
use crate::event::{Actor, Event, EventKind};
use crate::ids::AgencyId;
use crate::need::{Decided, NeedCase, NeedStatus, Note, TriageReason};
use crate::referral::{Referral, ReferralStatus};

/// What a decision is made in: what the directory says, when, and by whom.
#[derive(Clone, Copy)]
pub struct Moment<'a> {
    /// The directory.
    pub catalogue: &'a Catalogue,
    /// Now.
    pub now: Instant,
    /// Who decides.
    pub actor: &'a Actor,
}

impl<'a> Moment<'a> {
    /// A moment.
    pub const fn new(catalogue: &'a Catalogue, now: Instant, actor: &'a Actor) -> Self {
        Self { catalogue, now, actor }
    }

    /// One at which the product decides by itself.
    pub(crate) const fn by_itself(catalogue: &'a Catalogue, now: Instant) -> Self {
        Self { catalogue, now, actor: &Actor::System }
    }

    fn event(&self, kind: EventKind) -> Event {
        Event::new(self.now, self.actor.clone(), kind)
    }
}

/// Characters that a note keeps.
pub const NOTE_AT_MOST: usize = 2_000;

/// Nothing changes: what a repeated move answers.
const fn unchanged(case: NeedCase) -> Decided {
    Decided { case, events: Vec::new() }
}

fn find(case: &NeedCase, agency: &AgencyId) -> Result<usize, MoveError> {
    let at = case.referrals.iter().position(|referral| &referral.agency == agency);
    at.ok_or_else(|| MoveError::NotAsked { agency: agency.clone() })
}

/// Moves one referral on and records it.
fn turn(case: &mut NeedCase, at: usize, status: ReferralStatus, now: Instant) -> Option<&mut Referral> {
    let referral = case.referrals.get_mut(at)?;
    referral.status = status;
    referral.changed_at = now;
    referral.follow_up.end();
    Some(referral)
}

/// Withdraws every open referral.
fn withdraw_open(case: &mut NeedCase, now: Instant, actor: &Actor, events: &mut Vec<Event>) {
    for referral in case.referrals.iter_mut().filter(|referral| referral.status.is_open()) {
        referral.status = ReferralStatus::Withdrawn;
        referral.changed_at = now;
        referral.follow_up.end();
        let kind = EventKind::ReferralWithdrawn { agency: referral.agency.clone() };
        events.push(Event::new(now, actor.clone(), kind));
    }
}

/// Puts the need before the coordinator, for this reason.
fn to_triage(case: &mut NeedCase, reason: TriageReason, now: Instant, events: &mut Vec<Event>) {
    let need = &mut case.need;
    need.triage = Some(reason);
    need.outcome = None;
    if need.status != NeedStatus::ToTriage {
        need.status = NeedStatus::ToTriage;
        need.changed_at = now;
    }
    events.push(Event::new(now, Actor::System, EventKind::NeedToTriage { reason }));
}

/// What a note keeps of a text.
fn cut(text: &str) -> String {
    text.trim().chars().take(NOTE_AT_MOST).collect()
}

/// Keeps what somebody wrote beside a step.
fn note(case: &mut NeedCase, now: Instant, actor: &Actor, text: &str) {
    let text = cut(text);
    if let Some(person) = case.person.as_mut().filter(|_| !text.is_empty()) {
        person.notes.push(Note { at: now, actor: actor.clone(), text, by: None });
    }
}

#[cfg(test)]
mod tests;
