//! Another agency has a need instead: one that answers late after all, so that
//! those asked meanwhile are spared; or one that does the work of an agency that
//! ended.

use super::{Moment, MoveError, ask, asked_about, consents, find, turn, unchanged};
use crate::Instant;
use crate::catalogue::Catalogue;
use crate::clock::BRUSSELS;
use crate::event::{Event, EventKind};
use crate::ids::{AgencyId, NeedTypeId};
use crate::need::{Decided, NeedCase};
use crate::referral::{Referral, ReferralStatus};
use crate::route::Reason;

/// Takes the need from those that were asked because `agency`, which has it in
/// hand after all, was silent, and from those asked after them: as far as they
/// have not answered, and were asked about nothing else that nobody has in hand.
/// One that the coordinator wanted asked comes after it; one that is to be asked
/// after a result was asked already.
pub(super) fn spare(case: &mut NeedCase, agency: &AgencyId, moment: &Moment<'_>, events: &mut Vec<Event>) {
    let is_done = case.referral(agency).is_some_and(Referral::is_done);
    for at in asked_instead(case, agency, moment.catalogue).into_iter().rev() {
        let wanted = case.referrals.get(at).filter(|one| one.because.contains(&Reason::ChosenByCoordinator));
        let wanted = wanted.map(|one| one.agency.clone());
        if is_done && wanted.is_some() {
            continue;
        }
        if let Some(wanted) = wanted {
            case.need.then.insert(0, wanted);
        }
        take_from(case, at, agency, moment, events);
    }
}

/// The unanswered referrals that would not be there, had `first` answered in time.
fn asked_instead(case: &NeedCase, first: &AgencyId, catalogue: &Catalogue) -> Vec<usize> {
    let mut line = vec![first];
    // Who is asked once more stands before those asked in between.
    while let Some(next) = case.referrals.iter().find(|one| !line.contains(&&one.agency) && comes_after(one, &line)) {
        line.push(&next.agency);
    }
    let is_instead = |one: &Referral| {
        let is_unanswered = matches!(one.status, ReferralStatus::Queued | ReferralStatus::Sent);
        is_unanswered && one.agency != *first && line.contains(&&one.agency)
    };
    let at_work = |one: &&Referral| one.agency == *first || (!is_instead(one) && one.status.is_open()) || one.is_done();
    let in_hand: Vec<NeedTypeId> =
        case.referrals.iter().filter(at_work).flat_map(|one| asked_about(case, one, catalogue)).collect();
    let is_covered = |one: &Referral| asked_about(case, one, catalogue).iter().all(|kind| in_hand.contains(kind));
    let referrals = case.referrals.iter().enumerate();
    referrals.filter(|(_, one)| is_instead(one) && is_covered(one)).map(|(at, _)| at).collect()
}

/// Whether a referral was asked because one of these fell out.
fn comes_after(referral: &Referral, line: &[&AgencyId]) -> bool {
    referral.because.iter().any(|reason| match reason {
        Reason::AfterDecline { agency } | Reason::AfterSilence { agency } | Reason::AfterUndelivered { agency } => {
            line.contains(&agency)
        }
        _ => false,
    })
}

/// What an agency that ended has open goes to whoever does its work now, who is
/// asked anew: nobody there has said yes. One that has the need in hand already
/// has this too; one that said no leaves it to the next. Nothing happens while the agency does its
/// own work, where nobody does it, and where the member agreed to neither.
pub fn go_over(
    mut case: NeedCase,
    agency: &AgencyId,
    catalogue: &Catalogue,
    now: Instant,
) -> Result<Decided, MoveError> {
    let at = find(&case, agency)?;
    let is_open = case.referrals.get(at).is_some_and(|referral| referral.status.is_open());
    let heir = heir(agency, catalogue, now).filter(|heir| is_open && consents(&case.need.share, heir, catalogue, now));
    let Some(heir) = heir else { return Ok(unchanged(case)) };
    let (moment, mut events) = (Moment::by_itself(catalogue, now), Vec::new());
    let continues = Reason::Continues { agency: agency.clone() };
    take_from(&mut case, at, &heir, &moment, &mut events);
    match case.referral(&heir).map(|own| own.status) {
        Some(ReferralStatus::Declined) => {
            ask::ask_next(&mut case, at, Reason::AfterDecline { agency: heir }, &moment, &mut events);
        }
        Some(status) if status.is_open() => has_too(&mut case, at, &heir, continues),
        _ => {
            if let Ok(candidate) = ask::chosen(&case, &heir, catalogue, now) {
                let because = if candidate.because.contains(&continues) { Vec::new() } else { vec![continues] };
                ask::ask(&mut case, candidate, because, &moment, &mut events);
            }
        }
    }
    case.settle(now, &mut events);
    Ok(Decided { case, events })
}

/// Adds to what an agency has in hand what another was asked about.
fn has_too(case: &mut NeedCase, at: usize, heir: &AgencyId, continues: Reason) {
    let Some(Referral { services, because, .. }) = case.referrals.get(at).cloned() else { return };
    let Some(own) = case.referrals.iter_mut().find(|one| one.agency == *heir) else { return };
    for service in services {
        if !own.services.contains(&service) {
            own.services.push(service);
        }
    }
    for reason in std::iter::once(continues).chain(because) {
        if !own.because.contains(&reason) {
            own.because.push(reason);
        }
    }
}

/// Who does the work of an agency that ended.
fn heir(agency: &AgencyId, catalogue: &Catalogue, now: Instant) -> Option<AgencyId> {
    let acting = catalogue.acting(agency, now.day_in(BRUSSELS))?;
    (acting.id != *agency).then(|| acting.id.clone())
}

fn take_from(case: &mut NeedCase, at: usize, to: &AgencyId, moment: &Moment<'_>, events: &mut Vec<Event>) {
    let Some(referral) = turn(case, at, ReferralStatus::Withdrawn, moment.now) else { return };
    referral.follow_up.gone_to = Some(to.clone());
    let kind = EventKind::ReferralWithdrawn { agency: referral.agency.clone() };
    events.push(Moment::by_itself(moment.catalogue, moment.now).event(kind));
}
