//! What becomes of a referral's mail.

use super::{Moment, MoveError, ask, find, turn, unchanged};
use crate::Instant;
use crate::agency::Recipient;
use crate::catalogue::Catalogue;
use crate::clock::BRUSSELS;
use crate::event::{Actor, Event, EventKind};
use crate::ids::{AgencyId, NeedTypeId};
use crate::need::{Decided, Handler, NeedCase, NeedStatus, confirmed};
use crate::referral::ReferralStatus;
use crate::route::Reason;

/// The mail left. A referral that moved on in the meantime stays as it is; one
/// whose mail was refused before, and is sent again by a person, waits anew while the member still agrees.
/// A mail that left after its own deadline gives the agency a working day.
pub fn sent(mut case: NeedCase, agency: &AgencyId, catalogue: &Catalogue, now: Instant) -> Result<Decided, MoveError> {
    let at = find(&case, agency)?;
    let staff = &catalogue.days_of(agency);
    let wanted = case.need.status != NeedStatus::Closed && case.need.share.any();
    let again = wanted && status(&case, at) == Some(ReferralStatus::Undeliverable);
    if !again && status(&case, at) != Some(ReferralStatus::Queued) {
        return Ok(unchanged(case));
    }
    let desk = written_to(&case, agency, catalogue, now).unwrap_or_default();
    let referral = turn(&mut case, at, ReferralStatus::Sent, now);
    let times = referral.map(|referral| {
        referral.answer_by = referral.answer_by_from(now, staff);
        if again {
            referral.follow_up.failed_desks.clear();
        }
        referral.follow_up.desk = Some(desk);
        let (over, next_at) = referral.reminders_by(now, staff);
        (referral.follow_up.reminders, referral.follow_up.next_at) = (over, Some(next_at));
        (referral.answer_by, next_at)
    });
    let (answer_by, next_at) = times.unzip();
    let kind = EventKind::ReferralSent { agency: agency.clone(), answer_by, next_at, again };
    let mut events = vec![Event::new(now, Actor::System, kind)];
    case.settle(now, &mut events);
    Ok(Decided { case, events })
}

/// The mail could not be delivered, at once or by a later notice: the agency's
/// next desk is written to, else the next agency is asked. A referral that was
/// answered all the same stays as it is.
pub fn undeliverable(
    mut case: NeedCase,
    agency: &AgencyId,
    catalogue: &Catalogue,
    now: Instant,
) -> Result<Decided, MoveError> {
    let at = find(&case, agency)?;
    if !matches!(status(&case, at), Some(ReferralStatus::Queued | ReferralStatus::Sent)) {
        return Ok(unchanged(case));
    }
    let moment = Moment::by_itself(catalogue, now);
    let left_to = case.referral(agency).filter(|referral| referral.status == ReferralStatus::Sent);
    let left_to = left_to.and_then(|referral| referral.follow_up.desk.clone());
    let failed = left_to.or_else(|| written_to(&case, agency, catalogue, now));
    if let Some(referral) = turn(&mut case, at, ReferralStatus::Undeliverable, now) {
        referral.follow_up.failed_desks.extend(failed);
    }
    let mut events = vec![moment.event(EventKind::ReferralUndeliverable { agency: agency.clone() })];
    if recipient(&case, agency, catalogue, now).is_some() {
        if let Some(referral) = turn(&mut case, at, ReferralStatus::Queued, now) {
            referral.asked_again = referral.asked_again.saturating_add(1);
            let again = referral.asked_again;
            events.push(moment.event(EventKind::ReferralQueued { agency: agency.clone(), again, digest: None }));
        }
    } else {
        let reason = Reason::AfterUndelivered { agency: agency.clone() };
        ask::ask_next(&mut case, at, reason, &moment, &mut events);
    }
    case.settle(now, &mut events);
    Ok(Decided { case, events })
}

/// Who in an agency is written to about a need now: whoever took it over by
/// name, else the first desk that its mail did not fail to reach; `None` where
/// none is left.
pub fn recipient(case: &NeedCase, agency: &AgencyId, catalogue: &Catalogue, now: Instant) -> Option<Recipient> {
    let known = catalogue.agencies.get(agency)?;
    let failed = case.referral(agency).map(|referral| referral.follow_up.failed_desks.as_slice()).unwrap_or_default();
    let reached = |desk: &str| !failed.iter().any(|one| one == desk);
    let handler = case.person.as_ref().and_then(|person| person.handlers.get(agency));
    if let Some(Handler { name, email }) = handler.filter(|_| reached(HANDLER)) {
        return Some(Recipient { desk: Some(HANDLER.to_owned()), name: name.clone(), email: email.clone() });
    }
    let types: Vec<NeedTypeId> = confirmed(&case.need.need_types).cloned().collect();
    let language = case.person.as_ref().and_then(|person| person.contact.language);
    let all = known.recipients(&case.need.location, &types, language, now.day_in(BRUSSELS));
    all.into_iter().find(|one| reached(one.desk.as_deref().unwrap_or_default()))
}

/// The desk of [`recipient`]; the empty one is the agency's own address.
fn written_to(case: &NeedCase, agency: &AgencyId, catalogue: &Catalogue, now: Instant) -> Option<String> {
    recipient(case, agency, catalogue, now).map(|one| one.desk.unwrap_or_default())
}

/// What stands for whoever took a need over by name among the desks.
const HANDLER: &str = "@handler";

fn status(case: &NeedCase, at: usize) -> Option<ReferralStatus> {
    case.referrals.get(at).map(|referral| referral.status)
}
