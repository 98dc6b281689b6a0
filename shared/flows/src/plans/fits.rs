//! Whether what a step makes of the rota can take place.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::Text;
use domain::catalogue::Catalogue;
use domain::ids::{PermanenceId, SessionId};
use domain::permanence::Permanence;
use domain::rota::{Clash, ClashKind, clashes};
use domain::sessions::{Drafts, Session, SessionStatus, expand_long};
use store::keys::PermanenceList;
use store::repos::plans::Origin;
use store::{Store, TableError};

use super::settled::Plan;
use crate::rota::Span;

/// What earlier steps of a trial made of series that are stored otherwise;
/// `None` of one that is gone.
pub(super) type Meanwhile = BTreeMap<PermanenceId, Option<Permanence>>;

/// A change of the rota.
pub(super) struct Change<'a> {
    /// The series that is new, or otherwise.
    pub(super) new: &'a Permanence,
    /// Those that come with it.
    pub(super) beside: Vec<&'a Permanence>,
    /// The one in whose place they stand.
    pub(super) before: Option<&'a PermanenceId>,
    /// The one session that changes, where it is one.
    pub(super) day: Option<NaiveDate>,
}

impl Change<'_> {
    fn is_new(&self, id: &SessionId) -> bool {
        id.parts().is_some_and(|(of, on)| of == self.new.id && self.day.is_none_or(|day| day == on))
    }
}

/// Why a change can't take place; `None` where it can. A repair that breaks
/// something else is none: of it all counts that the rota says of its session,
/// but for hours and languages. A query for the place, and for the agency, and a
/// get of advisers.
pub(super) async fn hindrance(
    store: &Store,
    catalogue: &Catalogue,
    (plan, meanwhile): (&Plan, &Meanwhile),
    change: Change<'_>,
) -> Result<Option<Text>, TableError> {
    let span = Span::of(plan.from, plan.weeks);
    let mut others = others(store, change.new, span).await?;
    for (id, series) in meanwhile {
        match series {
            Some(series) => drop(others.insert(id.clone(), series.clone())),
            None => drop(others.remove(id)),
        }
    }
    if let Some(before) = change.before {
        others.remove(before);
    }
    let team = store.advisers().named(&change.new.advisers).await?;
    let all = others.values().chain(change.beside.iter().copied()).chain([change.new]);
    let expanded = |one| {
        let held = expand_long(one, (span.from(), span.end()), Drafts::Shown, catalogue);
        held.into_iter().map(move |session| (session, one))
    };
    let sessions: Vec<(Session, &Permanence)> = all.flat_map(expanded).collect();
    let is_repair = matches!(plan.origin, Some(Origin::Repair { .. }));
    let is_off = |session: &Session| change.is_new(&session.id) && session.status == SessionStatus::Cancelled;
    if let Some((session, _)) = sessions.iter().find(|(session, _)| is_repair && is_off(session)) {
        return Ok(session.reason.clone());
    }
    let planned: Vec<_> = sessions.iter().map(|(session, of)| (session, *of)).collect();
    let counts = |clash: &Clash| {
        let is_told = matches!(clash.kind, ClashKind::OpeningHours | ClashKind::Language);
        clash.is_hard() || (is_repair && !is_told)
    };
    let own = |clash: &&Clash| counts(clash) && clash.sessions.iter().any(|id| change.is_new(id));
    Ok(clashes(catalogue, &team, &planned).iter().find(own).map(|clash| clash.reason.clone()))
}

/// What else is published at the place, and of the agency: who plans does not
/// see drafts, and a draft that no longer fits is refused when it is published.
async fn others(store: &Store, new: &Permanence, span: Span) -> Result<BTreeMap<PermanenceId, Permanence>, TableError> {
    let mut others: BTreeMap<PermanenceId, Permanence> = BTreeMap::new();
    for list in [PermanenceList::Location(new.location.clone()), PermanenceList::Agency(new.agency.clone())] {
        let listed = store.permanences().list(&list, span.from()).await?;
        others.extend(listed.into_iter().filter(Permanence::is_published).map(|one| (one.id.clone(), one)));
    }
    Ok(others)
}
