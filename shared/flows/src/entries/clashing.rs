//! What series that go over to another place clash with there: desks, rooms and
//! opening hours of the place, and an adviser who can't be in two sessions, or can't
//! come from one to the other in time.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::ids::{AdviserId, PermanenceId};
use domain::permanence::Permanence;
use domain::rota::{Clash, ClashKind, Planned, by_reason, clashes, looked_at};
use domain::sessions::{Drafts, Session, Window, expand_in};
use store::keys::PermanenceList;
use store::{Store, TableError};

/// What another place makes of a session; the rest was so where it was before.
const OF_A_PLACE: [ClashKind; 5] =
    [ClashKind::TwoPlaces, ClashKind::Room, ClashKind::Desks, ClashKind::Travel, ClashKind::OpeningHours];

/// What the series that went over clash with after `last`, each reason once;
/// `lines` are what stands in place of each series, the last of them at the other
/// place. A query for that place and for each agency, one get of advisers.
pub(super) async fn clashing(
    store: &Store,
    after: &Catalogue,
    last: NaiveDate,
    lines: &[Vec<Permanence>],
) -> Result<Vec<Clash>, TableError> {
    let moved: BTreeMap<&PermanenceId, &Permanence> =
        lines.iter().filter_map(|line| line.last()).map(|one| (&one.id, one)).collect();
    let from = last.succ_opt().unwrap_or(last).max(store.now().day_in(BRUSSELS));
    let mut lists: Vec<PermanenceList> = Vec::new();
    for one in moved.values() {
        for list in [PermanenceList::Location(one.location.clone()), PermanenceList::Agency(one.agency.clone())] {
            if !lists.contains(&list) {
                lists.push(list);
            }
        }
    }
    let mut all: BTreeMap<PermanenceId, Permanence> = BTreeMap::new();
    for list in &lists {
        all.extend(store.permanences().list(list, from).await?.into_iter().map(|one| (one.id.clone(), one)));
    }
    all.extend(lines.iter().flatten().map(|one| (one.id.clone(), one.clone())));
    let named: BTreeSet<AdviserId> = moved.values().flat_map(|one| one.advisers.iter().cloned()).collect();
    let team = store.advisers().named(&Vec::from_iter(named)).await?;
    let windows: BTreeSet<(NaiveDate, NaiveDate)> =
        moved.values().flat_map(|one| looked_at(one, None, from)).map(|window| (window.from(), window.to())).collect();
    let mut found: Vec<Clash> = Vec::new();
    for window in windows.into_iter().filter_map(|(from, to)| Window::new(from, to).ok()) {
        let expanded = |one| {
            let held = expand_in(one, window, Drafts::Shown, after);
            held.into_iter().map(move |session| (session, one))
        };
        let sessions: Vec<(Session, &Permanence)> = all.values().flat_map(expanded).collect();
        let planned: Vec<Planned<'_>> = sessions.iter().map(|(session, of)| (session, *of)).collect();
        found.extend(clashes(after, &team, &planned));
    }
    let is_moved = |clash: &Clash| {
        clash.sessions.iter().filter_map(domain::ids::SessionId::parts).any(|(of, _)| moved.contains_key(&of))
    };
    found.retain(|clash| {
        OF_A_PLACE.contains(&clash.kind) && is_moved(clash) && clash.days.last().is_some_and(|day| from <= *day)
    });
    Ok(by_reason(found))
}
