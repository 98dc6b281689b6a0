//! The mails of a morning: one to each reader who has lines.

use chrono::NaiveDate;
use store::repos::outbox::Pending;
use store::{Store, TableError, Transaction, keys};

use super::lines::{by_reader, looked_back, mornings};
use super::{NoticeWork, What};
use crate::effects::Planned;

/// A delivery for each reader of a morning that begins. One read, and a query
/// for it and for each morning before it that never began.
pub(super) async fn of_morning(store: &Store, commit: &Pending) -> Result<Vec<Planned>, TableError> {
    let Some(day) = day_of(commit) else { return Ok(Vec::new()) };
    let days = mornings(store, day).await?;
    let all = by_reader(store, &days).await?;
    all.into_iter()
        .map(|(key, line)| {
            let work = NoticeWork { reader: line.reader.clone(), what: What::Digest(days.clone()) };
            let planned = Planned::new(&work, format!("digest-{key}"), store.now())?;
            Ok(planned.standing_in(keys::notice_mails(&line.reader)))
        })
        .collect()
}

/// Adds to the end of a morning's planning that those before it are over: what
/// stood under one that never began was told, and is not told again.
pub(super) fn pass_before(store: &Store, tx: &mut Transaction, commit: &Pending) {
    for day in day_of(commit).into_iter().flat_map(looked_back) {
        store.work().pass_morning(tx, day);
    }
}

fn day_of(commit: &Pending) -> Option<NaiveDate> {
    commit.aggregate.strip_prefix(keys::MORNING)?.parse().ok()
}
