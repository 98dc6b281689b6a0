//! What follows outside from what happened inside: which mails the events of
//! one commit ask for. Pure, so that planning the same commit twice gives the
//! same effects, and the same effects give the same delivery ids.

use serde::{Deserialize, Serialize};

use crate::Instant;
use crate::booking::REMIND_BEFORE;
use crate::event::{Event, EventKind, Vacated};
use crate::ids::AgencyId;
use crate::need::Outcome;

/// A step that a member is told of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum MemberStep {
    /// The need arrived; agencies were asked or the coordinator looks first.
    Received,
    /// Agencies were asked after the coordinator looked.
    Referred {
        /// Those asked in that commit; empty in rows that were written before
        /// they were named.
        #[serde(default)]
        agencies: Vec<AgencyId>,
    },
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
    /// The mail to an agency could not be delivered; others are asked or the
    /// coordinator looks.
    Unreached {
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
    /// An agency that has not answered by then is asked no more.
    ReferralDeadline {
        /// The agency.
        agency: AgencyId,
        /// When.
        answer_by: Instant,
    },
    /// A step told to the member. At most one for each commit.
    MemberMail(MemberStep),
    /// A step of a booking told to whose it is.
    BookingMail(BookingStep),
    /// A step of a booking told to the agency that comes.
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
}

impl Effect {
    /// Whether something is sent, rather than done.
    pub const fn is_sent(&self) -> bool {
        !matches!(
            self,
            Self::ReferralDeadline { .. } | Self::SeatOffer(_) | Self::OfferEnd { .. } | Self::QueueEnd { .. }
        )
    }

    /// When it is to happen, planned at `now`; `None` where it is too late for
    /// it to be of use.
    pub fn due_at(&self, now: Instant) -> Option<Instant> {
        match self {
            Self::BookingReminder { start } => Some(start.plus(-REMIND_BEFORE)).filter(|due| now < *due),
            Self::OfferEnd { until } => Some(*until),
            Self::QueueEnd { start } => Some(*start),
            Self::ReferralDeadline { answer_by, .. } => Some(*answer_by),
            _ => Some(now),
        }
    }
}

/// What the events of one commit ask for, in a fixed order.
pub fn plan(events: &[Event]) -> Vec<Effect> {
    let mut effects: Vec<Effect> = events.iter().filter_map(to_agency).collect();
    effects.extend(to_member(events).map(Effect::MemberMail));
    effects.extend(events.iter().flat_map(of_booking));
    effects
}

fn of_booking(event: &Event) -> Vec<Effect> {
    use BookingStep as Step;
    let to_both = |step| vec![Effect::BookingMail(step), Effect::BookingAgencyMail(step)];
    let remind = |start: &Instant| Effect::BookingReminder { start: *start };
    let mut effects = match &event.kind {
        EventKind::BookingMade { .. } => to_both(Step::Made),
        EventKind::BookingMoved { .. } => to_both(Step::Moved),
        EventKind::BookingCarried { .. } => vec![Effect::BookingMail(Step::Carried)],
        EventKind::BookingCancelled { from: Some(_) } => to_both(Step::Cancelled),
        EventKind::BookingCancelled { from: None } => vec![Effect::BookingMail(Step::Cancelled)],
        EventKind::BookingLost => vec![Effect::BookingMail(Step::Lost)],
        EventKind::BookingWaiting { .. } => vec![Effect::BookingMail(Step::Waiting)],
        EventKind::BookingQueueEnded => vec![Effect::BookingMail(Step::QueueEnded)],
        EventKind::BookingOffered { until } => {
            vec![Effect::BookingMail(Step::Offered), Effect::OfferEnd { until: *until }]
        }
        EventKind::BookingOfferSent { until } => vec![Effect::OfferEnd { until: *until }],
        EventKind::BookingLapsed { .. } => vec![Effect::BookingMail(Step::Lapsed)],
        EventKind::BookingLinkRenewed => vec![Effect::BookingMail(Step::LinkRenewed)],
        _ => Vec::new(),
    };
    match &event.kind {
        EventKind::BookingMade { start, from } => {
            effects.push(remind(start));
            effects.extend(from.clone().map(Effect::SeatOffer));
        }
        EventKind::BookingCarried { start } => effects.push(remind(start)),
        EventKind::BookingWaiting { start } => effects.extend(start.map(|start| Effect::QueueEnd { start })),
        EventKind::BookingMoved { from, start } => {
            effects.extend([remind(start), Effect::SeatOffer(from.clone())]);
        }
        EventKind::BookingCancelled { from: Some(from) } | EventKind::BookingLapsed { from } => {
            effects.push(Effect::SeatOffer(from.clone()));
        }
        _ => {}
    }
    effects
}

fn to_agency(event: &Event) -> Option<Effect> {
    match &event.kind {
        EventKind::ReferralQueued { agency } => Some(Effect::ReferralMail { agency: agency.clone() }),
        EventKind::ReferralLinkRenewed { agency } => Some(Effect::ReferralLinkMail { agency: agency.clone() }),
        EventKind::ReferralSent { agency, answer_by, .. } => {
            Some(Effect::ReferralDeadline { agency: agency.clone(), answer_by: (*answer_by)? })
        }
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
            // An outcome that is reported at once says more than that it was accepted.
            first(|kind| match kind {
                EventKind::ReferralDone { agency, outcome } => {
                    Some(MemberStep::Done { agency: agency.clone(), outcome: *outcome })
                }
                _ => None,
            })
        })
        .or_else(|| {
            first(|kind| match kind {
                EventKind::ReferralAccepted { agency } => Some(MemberStep::Accepted { agency: agency.clone() }),
                EventKind::ReferralDeclined { agency, .. } | EventKind::ReferralExpired { agency } => {
                    Some(MemberStep::Declined { agency: agency.clone() })
                }
                EventKind::ReferralUndeliverable { agency } => Some(MemberStep::Unreached { agency: agency.clone() }),
                _ => None,
            })
        })
        .or_else(|| {
            first(|kind| match kind {
                EventKind::NeedClosed { outcome } => Some(MemberStep::Closed { outcome: *outcome }),
                _ => None,
            })
        })
        .or_else(|| passed_on(events))
}

/// A need that the coordinator looked at was passed on only where somebody
/// was asked; an agency that could not be reached and then was, is told too.
fn passed_on(events: &[Event]) -> Option<MemberStep> {
    let triaged = events.iter().any(|event| matches!(event.kind, EventKind::NeedTriaged { .. }));
    let agencies: Vec<AgencyId> = events
        .iter()
        .filter_map(|event| match &event.kind {
            EventKind::ReferralQueued { agency } if triaged => Some(agency.clone()),
            EventKind::ReferralSent { agency, again: true, .. } => Some(agency.clone()),
            _ => None,
        })
        .collect();
    (!agencies.is_empty()).then_some(MemberStep::Referred { agencies })
}

#[cfg(test)]
mod tests {
    use super::*;
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
    fn a_member_is_told_that_a_need_was_passed_on_only_where_somebody_was_asked() {
        let triaged = || EventKind::NeedTriaged { need_types: Vec::new() };
        let reason = crate::need::TriageReason::NoAgency;
        assert_eq!(plan(&events(vec![triaged(), EventKind::NeedToTriage { reason }])), []);
        let asked = EventKind::ReferralQueued { agency: agency("hub") };
        let told = MemberStep::Referred { agencies: vec![agency("hub")] };
        let effects = plan(&events(vec![triaged(), asked, EventKind::NeedReferred]));
        assert_eq!(effects, [Effect::ReferralMail { agency: agency("hub") }, Effect::MemberMail(told)]);
    }

    #[test]
    fn a_member_is_told_that_an_agency_could_not_be_reached() {
        let effects = plan(&events(vec![
            EventKind::ReferralUndeliverable { agency: agency("actiris") },
            EventKind::ReferralQueued { agency: agency("becode") },
        ]));
        let told = MemberStep::Unreached { agency: agency("actiris") };
        assert_eq!(effects, [Effect::ReferralMail { agency: agency("becode") }, Effect::MemberMail(told)]);
    }

    #[test]
    fn an_outcome_that_is_reported_at_once_is_what_the_member_is_told() {
        let outcome = Outcome::NotHelped;
        let effects = plan(&events(vec![
            EventKind::ReferralAccepted { agency: agency("hub") },
            EventKind::ReferralDone { agency: agency("hub"), outcome },
            EventKind::NeedClosed { outcome },
        ]));
        assert_eq!(effects, [Effect::MemberMail(MemberStep::Done { agency: agency("hub"), outcome })]);
    }

    #[test]
    fn a_member_is_told_when_an_agency_could_be_reached_after_all() {
        let sent = |again| events(vec![EventKind::ReferralSent { agency: agency("hub"), answer_by: None, again }]);
        let told = MemberStep::Referred { agencies: vec![agency("hub")] };
        assert_eq!(plan(&sent(true)), [Effect::MemberMail(told)]);
        assert_eq!(plan(&sent(false)), [], "told when it was asked");
    }

    #[test]
    fn a_step_that_was_planned_before_it_named_agencies_is_still_read() {
        let read: MemberStep = serde_json::from_str(r#"{"step":"referred"}"#).unwrap();
        assert_eq!(read, MemberStep::Referred { agencies: Vec::new() });
    }

    #[test]
    fn that_a_mail_left_sets_its_deadline_where_that_is_known() {
        let answer_by = Instant::parse("2026-12-08T16:00:00Z").unwrap();
        let sent = |answer_by| events(vec![EventKind::ReferralSent { agency: agency("hub"), answer_by, again: false }]);
        let [deadline] = plan(&sent(Some(answer_by))).try_into().unwrap();
        assert_eq!(deadline, Effect::ReferralDeadline { agency: agency("hub"), answer_by });
        assert_eq!(deadline.due_at(answer_by.plus(chrono::TimeDelta::days(-9))), Some(answer_by));
        assert_eq!(plan(&sent(None)), []);
    }
}
