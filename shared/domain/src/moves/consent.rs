//! The member agrees to sharing later than at first.

use super::{Moment, MoveError, ask, receive, to_triage, unchanged};
use crate::event::{Event, EventKind};
use crate::need::{Agreed, Decided, NeedCase, NeedStatus, Share, TriageReason};

/// Whether a need waits for its member's consent: none was given, it was taken
/// back, or it covers nobody who could help.
pub fn awaits_consent(case: &NeedCase) -> bool {
    let is_withheld = !case.need.share.any() || case.need.triage == Some(TriageReason::NoConsent);
    case.need.is_open() && case.person.is_some() && is_withheld
}

/// Agrees to sharing with the agencies that can help. What would have followed
/// at first follows now; an agency from which consent took the need is asked
/// again. They agree in the words of the form.
pub fn give_consent(mut case: NeedCase, moment: &Moment<'_>) -> Result<Decided, MoveError> {
    if !case.need.is_open() {
        return Err(MoveError::Closed);
    }
    if !awaits_consent(&case) {
        return Ok(unchanged(case));
    }
    let mut events = Vec::new();
    agree(&mut case, (Share::All(true), Some(Agreed::to(Agreed::BY_MEMBER, moment.now))), moment, &mut events);
    Ok(Decided { case, events })
}

/// Notes a consent, and asks agencies where nothing else is in the way.
pub(super) fn agree(
    case: &mut NeedCase,
    (share, agreed): (Share, Option<Agreed>),
    moment: &Moment<'_>,
    events: &mut Vec<Event>,
) {
    case.need.share = share;
    if let Some(person) = &mut case.person {
        person.agreed = agreed;
    }
    events.push(moment.event(EventKind::ConsentGiven));
    if case.need.status != NeedStatus::ToTriage {
        return;
    }
    let asked = match receive::waits(case) {
        Some(reason) => Err(reason),
        None => ask::ask_first(case, &Moment::by_itself(moment.catalogue, moment.now), events),
    };
    match asked {
        Ok(()) => case.settle(moment.now, events),
        Err(reason) => to_triage(case, reason, moment.now, events),
    }
}
