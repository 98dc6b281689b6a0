//! The next sessions at which somebody is received: what a place's digest tells,
//! and what stands beside the thanks for an answer.

use domain::catalogue::Catalogue;
use domain::permanence::Permanence;
use domain::sessions::{Drafts, Session, SessionStatus, Window, expand_in};
use store::keys::PermanenceList;
use store::{Store, TableError};

use super::attended::close_unattended;

/// The sessions in a window that take place, have not begun and are attended,
/// each with its presence, in order of time. A query for each list, and a read
/// for fifty advisers where any are named.
pub async fn next_sessions(
    store: &Store,
    catalogue: &Catalogue,
    lists: &[PermanenceList],
    window: Window,
    at_most: usize,
) -> Result<Vec<(Session, Permanence)>, TableError> {
    let now = store.now();
    let mut series = Vec::new();
    for list in lists {
        series.extend(store.permanences().list(list, window.from()).await?);
    }
    let of_series = |one| expand_in(one, window, Drafts::Hidden, catalogue).into_iter().map(move |found| (found, one));
    let mut found: Vec<(Session, &Permanence)> = series
        .iter()
        .flat_map(of_series)
        .filter(|(session, _)| session.status == SessionStatus::Scheduled && now < session.start)
        .collect();
    close_unattended(store, catalogue, found.iter_mut().map(|(session, of)| (session, *of)).collect()).await?;
    found.retain(|(session, _)| session.closed.is_none() && !session.slots.is_empty());
    found.sort_by(|(a, _), (b, _)| (a.start, &a.id).cmp(&(b.start, &b.id)));
    Ok(found.into_iter().take(at_most).map(|(session, of)| (session, of.clone())).collect())
}
