//! The mails of a morning: one to each reader who has lines.

use chrono::NaiveDate;
use store::repos::outbox::Pending;
use store::{Store, TableError, keys};

use super::lines::{by_reader, mornings};
use super::{NoticeWork, What};
use crate::effects::Planned;

/// A delivery for each reader of a morning that begins. One read, and a query
/// for it and for each morning before it that never began.
pub(super) async fn of_morning(store: &Store, commit: &Pending) -> Result<Vec<Planned>, TableError> {
    let day = commit.aggregate.strip_prefix(keys::MORNING).and_then(|day| day.parse::<NaiveDate>().ok());
    let Some(day) = day else { return Ok(Vec::new()) };
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
