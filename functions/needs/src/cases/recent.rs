//! The needs of the last twelve months, on which a change of rules is tried.

use chrono::TimeDelta;
use domain::ids::NeedId;
use store::repos::lists::ListCursor;
use store::repos::needs::NeedFilter;
use store::{Store, TableError};

/// How far is looked back.
const DAYS: i64 = 365;
/// Needs of one query.
const AT_ONCE: usize = 100;

/// The next hundred of them, the newest first, and where they go on; `None` at their
/// end. One query.
pub(crate) async fn recent(
    store: &Store,
    filter: &NeedFilter,
    from: Option<ListCursor>,
) -> Result<(Vec<NeedId>, Option<ListCursor>), TableError> {
    let since = store.now().plus(-TimeDelta::days(DAYS));
    let mut listed = store.needs().list(filter, from, AT_ONCE).await?;
    let all = listed.items.len();
    listed.items.retain(|entry| entry.created_at >= since);
    let next = listed.next.filter(|_| listed.items.len() == all);
    Ok((listed.items.into_iter().map(|entry| entry.id).collect(), next))
}
