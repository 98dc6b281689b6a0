//! A need arrives.

use super::{Moment, ask, to_triage};
use crate::Instant;
use crate::catalogue::Catalogue;
use crate::determine::{Determined, Rule, determine};
use crate::event::{Actor, Event, EventKind};
use crate::ids::{LocationId, MemberId, NeedId, NeedTypeId, SourceId};
use crate::member::{MemberField, fields_asked};
use crate::need::{Agreed, Decided, Need, NeedCase, NeedPerson, NeedStatus, Share, TriageReason};

/// What arrives, its shape checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Arrival {
    /// The id given to the need.
    pub id: NeedId,
    /// The member's own place.
    pub location: LocationId,
    /// The webhook source that it came by, if any.
    pub source: Option<SourceId>,
    /// The member, where known as one.
    pub member: Option<MemberId>,
    /// Kinds of need that the member named, in that order.
    pub stated: Vec<NeedTypeId>,
    /// Money asked for, whole euros.
    pub amount_eur: Option<u64>,
    /// Consent to share.
    pub share: Share,
    /// Whether the people of the member's place may know of it.
    pub shown_to_place: bool,
    /// The person, the company and the description.
    pub person: NeedPerson,
}

impl Arrival {
    /// The same, its consent given at this moment in these words of ours, where one was.
    #[must_use]
    pub fn agreed_to(mut self, words: &str, now: Instant) -> Self {
        self.person.agreed = self.share.any().then(|| Agreed::to(words, now));
        self
    }
}

/// Takes a need in. Where the member said what is needed and agreed to sharing,
/// the agencies are asked at once; in every other case the coordinator looks
/// at it first.
pub fn receive(arrival: Arrival, catalogue: &Catalogue, now: Instant, actor: Actor) -> Decided {
    let Arrival { id, location, source, member, stated, amount_eur, share, shown_to_place, person } = arrival;
    let need = Need {
        id,
        status: NeedStatus::ToTriage,
        outcome: None,
        location,
        source,
        member,
        need_types: Vec::new(),
        amount_eur,
        share,
        shown_to_place,
        created_at: now,
        changed_at: now,
        link_generation: 0,
        triage: None,
        then: Vec::new(),
    };
    let mut case = NeedCase { need, referrals: Vec::new(), person: Some(person) };
    let facts = ask::facts(&case, catalogue, now);
    let text = case.person.as_ref().map_or("", |person| person.description.as_str());
    case.need.need_types = determine(catalogue, &stated, text, &facts);

    let mut events = vec![Event::new(now, actor, EventKind::NeedReceived)];
    let asked = match waits(&case) {
        Some(reason) => Err(reason),
        None => ask::ask_first(&mut case, &Moment::by_itself(catalogue, now), &mut events),
    };
    match asked {
        Ok(()) => case.settle(now, &mut events),
        Err(reason) => to_triage(&mut case, reason, now, &mut events),
    }
    Decided { case, events }
}

/// The facts that would say most about what an arriving need is, and who helps
/// with it: those that the rules of the likely kinds read and that are not known,
/// as fields that a member fills in of its company, `at_most` of them.
pub fn open_questions<'a>(
    arrival: &Arrival,
    catalogue: &'a Catalogue,
    now: Instant,
    at_most: usize,
) -> Vec<&'a MemberField> {
    let Decided { case, .. } = receive(arrival.clone(), catalogue, now, Actor::Member);
    let likely = |rule: &&Rule| case.need.need_types.iter().any(|determined| determined.id == rule.need);
    let facts = ask::facts(&case, catalogue, now);
    let fields = fields_asked(catalogue.rules.iter().filter(likely), &facts, catalogue, usize::MAX);
    fields.into_iter().filter(|field| field.filled_by == "member" && !field.personal).take(at_most).collect()
}

/// Why a need can't be referred by itself, as it arrives or once the member agrees. Missing consent comes first:
/// until the member gives it, nothing else helps.
pub(super) fn waits(case: &NeedCase) -> Option<TriageReason> {
    let types = &case.need.need_types;
    if !case.need.share.any() {
        Some(TriageReason::NoConsent)
    } else if types.iter().any(|determined| determined.from.is_settled()) {
        None
    } else if types.iter().all(Determined::is_weak) {
        Some(TriageReason::Undetermined)
    } else {
        Some(TriageReason::Suggested)
    }
}
