//! Several lists of referrals read as one: each is in order, and of each only as
//! much is read as may be shown.

use std::collections::VecDeque;

use super::entries::ReferralEntry;
use crate::context::{Store, decode};
use crate::error::TableError;
use crate::keys::{self, ReferralList};
use crate::repos::lists::{FIRST_YEAR, ListCursor, Listed};
use crate::table::{Query, Row};

/// Rows of one list that are read at once.
const AT_ONCE: usize = 4;

/// One list of a year, as far as it was read.
struct Stream {
    query: Query,
    rows: VecDeque<Row>,
    ended: bool,
}

impl Stream {
    fn of(list: &ReferralList, year: i32, after: Option<String>) -> Self {
        let mut query = Query::partition(list.partition(year)).descending().limit(AT_ONCE).after(after);
        if !list.is_yearly() {
            // Of a list that is not kept by year, its part.
            let begins = |year: i32| {
                let first = chrono::NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default();
                format!("{:015}", first.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis())
            };
            (query.from, query.to) = (Some(begins(year)), Some(begins(year + 1)));
        }
        Self { query, rows: VecDeque::new(), ended: false }
    }

    /// Reads on where nothing is left: one query.
    async fn fill(&mut self, store: &Store) -> Result<(), TableError> {
        if self.rows.is_empty() && !self.ended {
            let page = store.page(&self.query).await?;
            self.ended = page.next.is_none();
            self.query.after = page.next;
            self.rows.extend(page.rows);
        }
        Ok(())
    }
}

/// The newest of all lists behind a cursor. A query for each list and year until
/// the page is full, and one for each four rows of one list that are shown.
pub(super) async fn merged(
    store: &Store,
    lists: &[ReferralList],
    from: Option<ListCursor>,
    limit: usize,
) -> Result<Listed<ReferralEntry>, TableError> {
    let mut cursor = from.unwrap_or_else(|| ListCursor { year: keys::year_of(store.now().millis()) + 1, after: None });
    let (mut items, mut last) = (Vec::new(), None);
    while cursor.year >= FIRST_YEAR {
        let (year, after) = (cursor.year, cursor.after.take());
        let mut streams: Vec<Stream> = lists.iter().map(|list| Stream::of(list, year, after.clone())).collect();
        loop {
            for stream in &mut streams {
                stream.fill(store).await?;
            }
            let newest = streams.iter_mut().filter(|stream| !stream.rows.is_empty());
            let newest = newest.max_by(|a, b| key(a).cmp(&key(b)));
            let Some(row) = newest.and_then(|stream| stream.rows.pop_front()) else { break };
            if items.len() == limit {
                return Ok(Listed { items, next: last });
            }
            items.push(decode::<ReferralEntry>(&row)?.value);
            last = Some(ListCursor { year, after: Some(row.key.sk) });
        }
        cursor.year -= 1;
    }
    Ok(Listed { items, next: None })
}

fn key(stream: &Stream) -> Option<&str> {
    stream.rows.front().map(|row| row.key.sk.as_str())
}
