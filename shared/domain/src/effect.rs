//! What follows outside from what happened inside: which mails the events of
//! one commit ask for. Pure, so that planning the same commit twice gives the
//! same effects, and the same effects give the same delivery ids.

use serde::{Deserialize, Serialize};

use crate::event::{Event, EventKind};
use crate::ids::AgencyId;
use crate::need::Outcome;

/// A step that a member is told of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum MemberStep {
    /// The need arrived; agencies were asked or the coordinator looks first.
    Received,
    /// Agencies were asked after the coordinator looked.
    Referred,
    /// An agency takes it on.
    Accepted {
        /// The agency.
        agency: AgencyId,
    },
    /// An agency does not; others are asked or the coordinator looks.
    Declined {
        /// The agency.
        agency: AgencyId,
    },
    /// An agency reported what came of it.
    Done {
        /// The agency.
        agency: AgencyId,
        /// What came of it.
        outcome: Outcome,
    },
    /// The member took the need back.
    Withdrawn,
    /// The member no longer agrees to sharing.
    ConsentWithdrawn,
    /// The coordinator closed it.
    Closed {
        /// How.
        outcome: Outcome,
    },
    /// The link to the need's page was asked for again.
    LinkRenewed,
}

/// One effect on one recipient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "effect", rename_all = "snake_case")]
pub enum Effect {
    /// A referral's mail to its agency.
    ReferralMail {
        /// The agency.
        agency: AgencyId,
    },
    /// The answer link once more, to the agency.
    ReferralLinkMail {
        /// The agency.
        agency: AgencyId,
    },
    /// An agency is told that there is nothing to do any more.
    ReferralWithdrawnMail {
        /// The agency.
        agency: AgencyId,
    },
    /// A step told to the member. At most one for each commit.
    MemberMail(MemberStep),
}

/// What the events of one commit ask for, in a fixed order.
pub fn plan(events: &[Event]) -> Vec<Effect> {
    let mut effects: Vec<Effect> = events.iter().filter_map(to_agency).collect();
    effects.extend(to_member(events).map(Effect::MemberMail));
    effects
}

fn to_agency(event: &Event) -> Option<Effect> {
    match &event.kind {
        EventKind::ReferralQueued { agency } => Some(Effect::ReferralMail { agency: agency.clone() }),
        EventKind::ReferralLinkRenewed { agency } => Some(Effect::ReferralLinkMail { agency: agency.clone() }),
        EventKind::ReferralWithdrawn { agency } => Some(Effect::ReferralWithdrawnMail { agency: agency.clone() }),
        _ => None,
    }
}

/// The one step of a commit that the member is told of: the weightiest.
fn to_member(events: &[Event]) -> Option<MemberStep> {
    let first = |step: fn(&EventKind) -> Option<MemberStep>| events.iter().find_map(|event| step(&event.kind));
    first(|kind| matches!(kind, EventKind::NeedReceived).then_some(MemberStep::Received))
        .or_else(|| first(|kind| matches!(kind, EventKind::NeedWithdrawn).then_some(MemberStep::Withdrawn)))
        .or_else(|| first(|kind| matches!(kind, EventKind::ConsentWithdrawn).then_some(MemberStep::ConsentWithdrawn)))
        .or_else(|| first(|kind| matches!(kind, EventKind::NeedLinkRenewed).then_some(MemberStep::LinkRenewed)))
        .or_else(|| {
            first(|kind| match kind {
                EventKind::ReferralDone { agency, outcome } => {
                    Some(MemberStep::Done { agency: agency.clone(), outcome: *outcome })
                }
                EventKind::ReferralAccepted { agency } => Some(MemberStep::Accepted { agency: agency.clone() }),
                EventKind::ReferralDeclined { agency, .. } | EventKind::ReferralExpired { agency } => {
                    Some(MemberStep::Declined { agency: agency.clone() })
                }
                _ => None,
            })
        })
        .or_else(|| {
            first(|kind| match kind {
                EventKind::NeedClosed { outcome } => Some(MemberStep::Closed { outcome: *outcome }),
                EventKind::NeedTriaged { .. } => Some(MemberStep::Referred),
                _ => None,
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Instant;
    use crate::event::Actor;

    fn events(kinds: Vec<EventKind>) -> Vec<Event> {
        let at = Instant::parse("2026-11-24T09:00:00Z").unwrap();
        kinds.into_iter().map(|kind| Event::new(at, Actor::System, kind)).collect()
    }

    fn agency(id: &str) -> AgencyId {
        AgencyId::parse(id).unwrap()
    }

    #[test]
    fn a_need_that_goes_to_two_agencies_makes_two_mails_and_one_to_the_member() {
        let effects = plan(&events(vec![
            EventKind::NeedReceived,
            EventKind::ReferralQueued { agency: agency("hub") },
            EventKind::ReferralQueued { agency: agency("innoviris") },
            EventKind::NeedReferred,
        ]));
        assert_eq!(
            effects,
            [
                Effect::ReferralMail { agency: agency("hub") },
                Effect::ReferralMail { agency: agency("innoviris") },
                Effect::MemberMail(MemberStep::Received),
            ]
        );
    }

    #[test]
    fn that_a_mail_left_has_no_effect() {
        assert_eq!(plan(&events(vec![EventKind::ReferralSent { agency: agency("hub") }])), []);
    }
}
