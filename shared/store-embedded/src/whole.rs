//! The whole table, for exports and moves: no part of the port, for no request
//! may ask for all rows.

use std::ops::Bound;

use redb::{ReadOnlyTable, ReadableDatabase};
use store::{Key, Row, TableError};

use crate::apply::Tables;
use crate::codec::{self, Due};
use crate::engine::{Engine, ROWS};
use crate::failure::{Failure, engine_error};
use crate::read;
use crate::row::{decode_row, encode_row};

/// Up to `limit` rows that follow `after`, in the order of the file.
pub(crate) fn rows_after(engine: &Engine, after: Option<&Key>, limit: usize) -> Result<Vec<Row>, TableError> {
    let database = engine.database();
    let transaction = database.begin_read().map_err(engine_error)?;
    let rows: ReadOnlyTable<&[u8], &[u8]> = transaction.open_table(ROWS).map_err(engine_error)?;
    let after = after.map(codec::encode_key);
    let first = after.as_ref().map_or(Bound::Unbounded, |key| Bound::Excluded(key.as_slice()));
    let range = rows.range::<&[u8]>((first, Bound::Unbounded)).map_err(engine_error)?;
    range
        .take(limit)
        .map(|entry| {
            let (key, value) = entry.map_err(engine_error)?;
            read::row(codec::decode_key(key.value())?, key.value(), value.value())
        })
        .collect()
}

/// Writes rows as they are, versions included, in one transaction.
pub(crate) fn restore(engine: &Engine, rows: &[Row]) -> Result<(), TableError> {
    let database = engine.to_write()?;
    let transaction = database.begin_write().map_err(engine_error)?;
    {
        let mut tables = Tables::open(&transaction).map_err(engine_error)?;
        for row in rows {
            tables.restore(row).map_err(|failure| match failure {
                Failure::Refused(error) | Failure::Engine(error) => error,
            })?;
        }
    }
    transaction.commit().map_err(engine_error)?;
    engine.count_transaction(0);
    Ok(())
}

impl Tables<'_> {
    fn restore(&mut self, row: &Row) -> Result<(), Failure> {
        let Row { key, doc, version, expires_at } = row;
        let key = codec::encode_key(key);
        let before = self.rows.insert(key.as_slice(), encode_row(&key, *version, *expires_at, doc).as_slice())?;
        let ended = match &before {
            Some(bytes) => decode_row(&key, bytes.value()).map_err(Failure::Refused)?.expires_at,
            None => None,
        };
        if let Some(at) = ended {
            self.due.remove(codec::encode_due(at, Due::Row, &key).as_slice())?;
        }
        if let Some(at) = expires_at {
            self.due.insert(codec::encode_due(*at, Due::Row, &key).as_slice(), ())?;
        }
        Ok(())
    }
}
