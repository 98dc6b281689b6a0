//! Lists that grow: index rows kept by year, newest first, read page by page.

use serde::de::DeserializeOwned;

use crate::context::{Store, decode};
use crate::error::TableError;
use crate::table::Query;

/// The first year that anything can stand in a list.
pub(crate) const FIRST_YEAR: i32 = 2024;

/// Where a list goes on: a year and the last sort key read in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListCursor {
    /// The year.
    pub year: i32,
    /// Continue after this sort key.
    pub after: Option<String>,
}

impl ListCursor {
    /// As text, to be signed and handed out.
    pub fn encode(&self) -> String {
        format!("{}:{}", self.year, self.after.as_deref().unwrap_or_default())
    }

    /// Reads what [`ListCursor::encode`] wrote.
    pub fn decode(text: &str) -> Option<Self> {
        let (year, after) = text.split_once(':')?;
        Some(Self { year: year.parse().ok()?, after: (!after.is_empty()).then(|| after.to_owned()) })
    }
}

/// Part of a list and where it goes on.
#[derive(Debug, Clone)]
pub struct Listed<T> {
    /// The entries, newest first.
    pub items: Vec<T>,
    /// Where the list goes on; `None` at its end.
    pub next: Option<ListCursor>,
}

/// The partitions of a list.
pub(crate) enum Partitions<F> {
    /// One, for what does not grow for ever.
    One(String),
    /// One for each year.
    Yearly(F),
}

/// Reads up to `limit` entries that `keep` lets through. Costs one query for
/// each page of rows read and, in a yearly list, one for each year that has
/// nothing more.
pub(crate) async fn newest<T: DeserializeOwned>(
    store: &Store,
    partitions: Partitions<impl Fn(i32) -> String>,
    from: Option<ListCursor>,
    limit: usize,
    keep: impl Fn(&T) -> bool,
) -> Result<Listed<T>, TableError> {
    let this_year = crate::keys::year_of(store.now().millis());
    // A clock that was set back must not hide what was written before.
    let (first, earliest) = match &partitions {
        Partitions::One(_) => (0, 0),
        Partitions::Yearly(_) => (this_year + 1, FIRST_YEAR),
    };
    let mut cursor = from.unwrap_or(ListCursor { year: first, after: None });
    let mut items = Vec::new();
    let mut last = None;
    while cursor.year >= earliest {
        let partition = match &partitions {
            Partitions::One(partition) => partition.clone(),
            Partitions::Yearly(of_year) => of_year(cursor.year),
        };
        let query = Query::partition(partition).descending().limit(limit + 1).after(cursor.after.take());
        let page = store.page(&query).await?;
        for row in &page.rows {
            let value: T = decode(row)?.value;
            if !keep(&value) {
                continue;
            }
            if items.len() == limit {
                // One entry more than asked exists, so the list goes on.
                return Ok(Listed { items, next: last });
            }
            items.push(value);
            last = Some(ListCursor { year: cursor.year, after: Some(row.key.sk.clone()) });
        }
        match page.next {
            Some(next) => cursor.after = Some(next),
            None => cursor = ListCursor { year: cursor.year - 1, after: None },
        }
    }
    Ok(Listed { items, next: None })
}
