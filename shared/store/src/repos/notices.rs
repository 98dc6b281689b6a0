//! What is told once a day: a row for each change and reader, under the morning
//! on which it is told, so that the mails of a morning cost what they say.

use chrono::NaiveDate;
use domain::Instant;
use domain::booking::effect::BookingStep;
use domain::ids::BookingId;
use domain::notice::Reader;
use serde::{Deserialize, Serialize};

use crate::context::Store;
use crate::error::TableError;
use crate::keys;
use crate::repos::outbox::Pending;
use crate::secrets::digest;
use crate::table::{Condition, Key, Query};
use crate::transaction::Transaction;

/// How long a line is kept: as long as what it points to.
const KEPT_SECONDS: i64 = 30 * 24 * 3_600;

/// One change for one reader: it points to the commit that made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Who is told.
    pub reader: Reader,
    /// The commit.
    pub commit: Pending,
    /// When it was made.
    pub at: Instant,
    /// Of a booking, what happened to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<BookingStep>,
    /// Of a commit of a series, the booking of it that this is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub booking: Option<BookingId>,
}

impl Line {
    /// The booking that it is about.
    pub fn booking(&self) -> Option<BookingId> {
        let of_commit = || self.commit.aggregate.strip_prefix(keys::BOOKING).and_then(|id| BookingId::parse(id).ok());
        self.booking.clone().or_else(of_commit)
    }

    /// The same change and reader have the same row.
    fn key(&self, day: NaiveDate) -> Key {
        let Pending { aggregate, version, request: _ } = &self.commit;
        let booking = self.booking.as_ref().map(|booking| format!("\n{booking}")).unwrap_or_default();
        let mut id = digest(format!("{aggregate}\n{version}{booking}").as_bytes());
        id.truncate(16);
        Key::new(keys::notices(day), format!("{}#{id}", self.reader.key()))
    }
}

/// Reads and adds lines.
pub struct NoticesRepo<'a>(pub(crate) &'a Store);

impl NoticesRepo<'_> {
    /// Adds lines to a morning that has not begun; `false` where it has, unless
    /// they stood there before. One commit; a read where it has begun.
    pub async fn add(&self, day: NaiveDate, lines: &[Line]) -> Result<bool, TableError> {
        let mut tx = Transaction::new();
        tx.check(keys::morning(day), Condition::Absent);
        let ends = self.0.now().seconds() + KEPT_SECONDS;
        for line in lines {
            tx.put_if(line.key(day), line, Condition::Any, Some(ends));
        }
        match self.0.commit(tx).await {
            Err(TableError::Conflict { .. }) => {
                let Some(first) = lines.first() else { return Ok(true) };
                self.stands(day, first).await
            }
            done => done.map(|()| true),
        }
    }

    /// Whether a line stands under a morning: one read.
    pub async fn stands(&self, day: NaiveDate, line: &Line) -> Result<bool, TableError> {
        Ok(self.0.rows(&[line.key(day)]).await?.iter().any(Option::is_some))
    }

    /// Of these days, those whose morning has not begun: one read, none where
    /// there are none.
    pub async fn not_begun(&self, days: Vec<NaiveDate>) -> Result<Vec<NaiveDate>, TableError> {
        if days.is_empty() {
            return Ok(Vec::new());
        }
        let keys: Vec<Key> = days.iter().copied().map(keys::morning).collect();
        let rows = self.0.rows(&keys).await?;
        Ok(days.into_iter().zip(rows).filter(|(_, row)| row.is_none()).map(|(day, _)| day).collect())
    }

    /// What is told on a morning, to everybody or to one reader, by reader: one
    /// query.
    pub async fn lines(&self, day: NaiveDate, reader: Option<&Reader>) -> Result<Vec<Line>, TableError> {
        let all = Query::partition(keys::notices(day));
        let query = match reader {
            Some(reader) => all.prefix(&format!("{}#", reader.key())),
            None => all,
        };
        self.0.values(query).await
    }
}
