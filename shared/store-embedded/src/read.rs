//! Reads, each on a snapshot of its own: a get of many keys sees one moment.

use std::ops::Bound;

use redb::{ReadOnlyTable, ReadableDatabase};
use store::table::Start;
use store::{Key, Page, Query, Row, TableError};

use crate::codec;
use crate::engine::{Engine, ROWS};
use crate::failure::engine_error;
use crate::row::decode_row;

type Rows = ReadOnlyTable<&'static [u8], &'static [u8]>;

pub(crate) fn get(engine: &Engine, keys: &[Key]) -> Result<Vec<Option<Row>>, TableError> {
    engine.reading(|database| {
        let transaction = database.begin_read().map_err(engine_error)?;
        let rows: Rows = transaction.open_table(ROWS).map_err(engine_error)?;
        keys.iter()
            .map(|key| {
                let encoded = codec::encode_key(key);
                let found = rows.get(encoded.as_slice()).map_err(engine_error)?;
                found.map(|bytes| row(key.clone(), &encoded, bytes.value())).transpose()
            })
            .collect()
    })
}

pub(crate) fn query(engine: &Engine, query: &Query) -> Result<Page, TableError> {
    let (mut first, mut end) = codec::encode_range(&query.pk, query.from.as_deref(), query.to.as_deref());
    match query.start() {
        Start::Exhausted => return Ok(Page::default()),
        Start::Beginning => {}
        Start::After(sk) if query.descending => {
            end = Bound::Excluded(codec::encode_parts(&query.pk, sk));
        }
        Start::After(sk) => first = Bound::Excluded(codec::encode_parts(&query.pk, sk)),
    }
    engine.reading(|database| {
        let transaction = database.begin_read().map_err(engine_error)?;
        let rows: Rows = transaction.open_table(ROWS).map_err(engine_error)?;
        let bounds = (first.as_ref().map(Vec::as_slice), end.as_ref().map(Vec::as_slice));
        let range = rows.range::<&[u8]>(bounds).map_err(engine_error)?;
        if query.descending { page(range.rev(), query) } else { page(range, query) }
    })
}

type Entry = (redb::AccessGuard<'static, &'static [u8]>, redb::AccessGuard<'static, &'static [u8]>);

fn page(entries: impl Iterator<Item = Result<Entry, redb::StorageError>>, query: &Query) -> Result<Page, TableError> {
    let mut page = Page::default();
    for entry in entries {
        let (key, value) = entry.map_err(engine_error)?;
        if page.rows.len() == query.limit {
            page.next = page.rows.last().map(|row| row.key.sk.clone());
            break;
        }
        let sk = codec::sort_key(key.value(), &query.pk)?;
        page.rows.push(row(Key { pk: query.pk.clone(), sk }, key.value(), value.value())?);
    }
    Ok(page)
}

/// The row of these bytes; an error names the key.
pub(crate) fn row(key: Key, encoded: &[u8], bytes: &[u8]) -> Result<Row, TableError> {
    let read = decode_row(encoded, bytes).and_then(|stored| Ok((stored.doc()?, stored.version, stored.expires_at)));
    match read {
        Ok((doc, version, expires_at)) => Ok(Row { key, doc, version, expires_at }),
        Err(TableError::Corrupt(why)) => Err(TableError::Corrupt(format!("{}/{}: {why}", key.pk, key.sk))),
        Err(other) => Err(other),
    }
}
