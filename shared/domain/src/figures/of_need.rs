//! The share of a need and its referrals in the figures.

use std::collections::BTreeSet;

use super::{Counted, Counter, NeedCount, Quarter, Reached, ReferralCount};
use crate::catalogue::Catalogue;
use crate::clock::BRUSSELS;
use crate::event::{Event, EventKind};
use crate::ids::{AgencyId, MemberId};
use crate::need::{NeedCase, Outcome, confirmed};
use crate::referral::{Referral, ReferralStatus};
use crate::working_days::working_days_between;
use crate::worklist::{Owner, WorkKind, of_need as work_of};

/// Answers later than so many working days count as so late.
const LATEST: u32 = 60;

/// What a need counts for, as it stands and by what happened to it, oldest
/// first.
pub fn of_need(case: &NeedCase, events: &[Event], member: Option<&MemberId>, catalogue: &Catalogue) -> Counted {
    let mut counted = Counted::default();
    let need = &case.need;
    let quarter = Quarter::at(need.created_at);
    let mut add = |counter| counted.add(quarter, &need.location, counter, 1);
    add(Counter::Needs(NeedCount::Stated));
    if !need.is_open() {
        add(Counter::Needs(NeedCount::Closed));
    }
    if need.outcome == Some(Outcome::Helped) {
        add(Counter::Needs(NeedCount::Helped));
    }
    for kind in confirmed(&need.need_types).collect::<BTreeSet<_>>() {
        add(Counter::Kind(kind.clone()));
    }
    for programme in programmes(case, catalogue) {
        add(Counter::Programme(programme.to_owned()));
    }
    let reached = member.or(need.member.as_ref());
    counted.reached =
        reached.map(|member| Reached { quarter, location: need.location.clone(), member: member.clone() });
    for referral in &case.referrals {
        count_referral(&mut counted, case, referral, events, catalogue);
    }
    for (at, n) in items_done(case, events) {
        counted.add(at, &need.location, Counter::Items, n);
    }
    counted
}

/// Programmes of the services that were asked for a need, each once.
fn programmes<'a>(case: &NeedCase, catalogue: &'a Catalogue) -> BTreeSet<&'a str> {
    let services = case.referrals.iter().flat_map(|referral| &referral.services);
    let of = services.filter_map(|id| catalogue.services.get(id)).flat_map(|service| &service.programmes);
    of.map(String::as_str).collect()
}

fn count_referral(
    counted: &mut Counted,
    case: &NeedCase,
    referral: &Referral,
    events: &[Event],
    catalogue: &Catalogue,
) {
    if referral.status == ReferralStatus::Queued {
        return;
    }
    let (agency, location) = (&referral.agency, &case.need.location);
    let quarter = Quarter::at(referral.created_at);
    let mut add = |count| counted.add(quarter, location, Counter::Referrals(count, agency.clone()), 1);
    add(ReferralCount::Asked);
    match referral.status {
        ReferralStatus::Done | ReferralStatus::Declined => add(ReferralCount::Closed),
        ReferralStatus::Withdrawn => add(ReferralCount::Withdrawn),
        status if status.is_open() => add(ReferralCount::Open),
        _ => {}
    }
    let sent = events.iter().find_map(|event| match &event.kind {
        EventKind::ReferralSent { agency: of, .. } if of == agency => Some(event.at),
        _ => None,
    });
    let answered = events.iter().find(|event| answers(&event.kind, agency)).map(|event| event.at);
    if let Some(answered) = answered {
        add(ReferralCount::Answered);
        if let Some(sent) = sent {
            let (from, to) = (sent.day_in(BRUSSELS), answered.day_in(BRUSSELS));
            let days = working_days_between(from, to, &catalogue.days_of(agency)).min(LATEST);
            counted.add(quarter, location, Counter::FirstAnswer(days, agency.clone()), 1);
        }
    }
}

/// Whether an event is a word of the agency about a referral.
fn answers(kind: &EventKind, asked: &AgencyId) -> bool {
    matches!(kind,
        EventKind::ReferralAccepted { agency, .. }
        | EventKind::ReferralDeclined { agency, .. }
        | EventKind::ReferralMeeting { agency, .. }
        | EventKind::ReferralAwaitsMember { agency, .. }
        | EventKind::ReferralDone { agency, .. } if agency == asked)
}

/// Things that came onto the coordinator's list, by the quarter in which they
/// came, less those that still stand there.
fn items_done(case: &NeedCase, events: &[Event]) -> Vec<(Quarter, u64)> {
    let came = |event: &Event| {
        let item = match &event.kind {
            EventKind::NeedToTriage { .. } => (WorkKind::Triage, None),
            EventKind::ReferralSilent { agency } => (WorkKind::Silent, Some(agency.clone())),
            EventKind::ReferralUndeliverable { agency } => (WorkKind::Address, Some(agency.clone())),
            _ => return None,
        };
        Some((Quarter::at(event.at), item))
    };
    let mut all: Vec<_> = events.iter().filter_map(came).collect();
    for open in work_of(case).into_iter().filter(|item| item.owner == Owner::Coordinator) {
        let this = (open.kind, open.agency);
        if let Some(at) = all.iter().rposition(|(_, item)| *item == this) {
            all.remove(at);
        }
    }
    all.into_iter().map(|(quarter, _)| (quarter, 1)).collect()
}
