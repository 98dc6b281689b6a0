//! The coordinator settles what is needed and who is asked, or closes.

use super::{Moment, MoveError, ask, to_triage, unchanged};
use crate::Instant;
use crate::catalogue::Catalogue;
use crate::determine::{Determined, Evidence, Origin};
use crate::event::{Actor, Event, EventKind};
use crate::ids::{AgencyId, NeedTypeId};
use crate::need::{Decided, NeedCase, NeedStatus, Outcome};
use crate::route::Reason;

/// Which agencies the coordinator has asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked<'a> {
    /// Those of the strategies.
    ByStrategy,
    /// These at once.
    Together(&'a [AgencyId]),
    /// These one after another: the next once the one before said no, nothing,
    /// or what came of it.
    InTurn(&'a [AgencyId]),
}

impl<'a> Asked<'a> {
    /// These, or those of the strategies where there are none.
    pub const fn of(agencies: &'a [AgencyId], in_turn: bool) -> Self {
        match (agencies, in_turn) {
            ([], _) => Self::ByStrategy,
            (agencies, false) => Self::Together(agencies),
            (agencies, true) => Self::InTurn(agencies),
        }
    }
}

/// Settles the kinds of need and asks agencies: those given, or else those of
/// the strategies. An agency outside the strategies may be given, as long as
/// the member's consent covers it. Kinds of need that are not in `types` are
/// dropped: suggestions that the coordinator did not confirm.
pub fn triage(
    mut case: NeedCase,
    types: &[NeedTypeId],
    agencies: Asked<'_>,
    moment: &Moment<'_>,
) -> Result<Decided, MoveError> {
    let Moment { catalogue, now, .. } = *moment;
    if case.need.status == NeedStatus::Closed {
        return Err(MoveError::Closed);
    }
    if !case.need.share.any() {
        return Err(MoveError::NoConsent);
    }
    let settled = settled(&case, catalogue, types)?;
    let need_types = settled.iter().map(|determined| determined.id.clone()).collect();
    case.need.need_types = settled;
    let mut events = vec![moment.event(EventKind::NeedTriaged { need_types })];
    case.need.then.clear();
    let asked = match agencies {
        Asked::ByStrategy => ask::ask_first(&mut case, moment, &mut events),
        Asked::Together(agencies) => {
            for agency in agencies {
                let candidate = ask::chosen(&case, agency, catalogue, now)?;
                ask::ask(&mut case, candidate, vec![Reason::ChosenByCoordinator], moment, &mut events);
            }
            Ok(())
        }
        Asked::InTurn(agencies) => {
            for agency in agencies {
                ask::chosen(&case, agency, catalogue, now)?;
            }
            case.need.then = agencies.to_vec();
            ask::ask_then(&mut case, None, moment, &mut events);
            Ok(())
        }
    };
    match asked {
        Err(reason) if !case.has_open() => to_triage(&mut case, reason, now, &mut events),
        _ => case.settle(now, &mut events),
    }
    Ok(Decided { case, events })
}

/// The kinds of need as the coordinator settles them, in that order, each with
/// what was known for it before.
fn settled(case: &NeedCase, catalogue: &Catalogue, types: &[NeedTypeId]) -> Result<Vec<Determined>, MoveError> {
    let mut settled: Vec<Determined> = Vec::new();
    for id in types {
        if catalogue.need_type(id).is_none() {
            return Err(MoveError::UnknownNeedType { id: id.clone() });
        }
        if settled.iter().any(|determined| &determined.id == id) {
            continue;
        }
        let known = case.need.need_types.iter().find(|determined| &determined.id == id).cloned();
        settled.push(match known {
            Some(known) if known.from.is_settled() => known,
            Some(mut known) => {
                known.from = Origin::Coordinator;
                known.because.retain(|evidence| !matches!(evidence, Evidence::Missing { .. }));
                known.because.insert(0, Evidence::Coordinator);
                known
            }
            None => Determined {
                id: id.clone(),
                from: Origin::Coordinator,
                because: vec![Evidence::Coordinator],
                score: 100,
            },
        });
    }
    if settled.is_empty() { Err(MoveError::NoNeedType) } else { Ok(settled) }
}

/// Closes a need that no agency is at work on.
pub fn close(mut case: NeedCase, outcome: Outcome, now: Instant, actor: &Actor) -> Result<Decided, MoveError> {
    if case.need.status == NeedStatus::Closed {
        return if case.need.outcome == Some(outcome) { Ok(unchanged(case)) } else { Err(MoveError::Closed) };
    }
    if case.has_open() {
        return Err(MoveError::StillOpen);
    }
    case.need.status = NeedStatus::Closed;
    case.need.outcome = Some(outcome);
    case.need.triage = None;
    case.need.changed_at = now;
    let events = vec![Event::new(now, actor.clone(), EventKind::NeedClosed { outcome })];
    Ok(Decided { case, events })
}
