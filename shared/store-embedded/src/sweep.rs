//! Removing what expired: rows that readers no longer see, and tokens that no
//! retry will bring again.

use redb::ReadableTable;
use store::TableError;

use crate::apply::{Tables, decode_token};
use crate::codec::{self, Due};
use crate::engine::Engine;
use crate::failure::{Failure, engine_error};
use crate::row::decode_row;

/// Removes at most `max` entries that were due at `now`; says how many.
pub(crate) fn sweep(engine: &Engine, now: i64, max: usize) -> Result<usize, TableError> {
    let database = engine.to_write()?;
    let transaction = database.begin_write().map_err(engine_error)?;
    let swept = {
        let mut tables = Tables::open(&transaction).map_err(engine_error)?;
        tables.sweep(now, max).map_err(|failure| match failure {
            Failure::Refused(error) | Failure::Engine(error) => error,
        })?
    };
    if swept == 0 {
        transaction.abort().map_err(engine_error)?;
    } else {
        transaction.commit().map_err(engine_error)?;
        engine.count_transaction(0);
    }
    Ok(swept)
}

impl Tables<'_> {
    fn sweep(&mut self, now: i64, max: usize) -> Result<usize, Failure> {
        let end = codec::due_end(now.saturating_add(1));
        let entries: Vec<Vec<u8>> = self
            .due
            .range::<&[u8]>(..end.as_slice())?
            .take(max)
            .map(|entry| entry.map(|(key, _)| key.value().to_vec()))
            .collect::<Result<_, _>>()?;
        for entry in &entries {
            let (at, due, key) = codec::decode_due(entry).map_err(Failure::Refused)?;
            match due {
                Due::Row if self.row_expires_at(key)? == Some(at) => {
                    self.rows.remove(key)?;
                }
                Due::Token if self.token_counts_until(key)? == Some(at) => {
                    self.tokens.remove(key)?;
                }
                // Written anew since: it has an entry of its own.
                Due::Row | Due::Token => {}
            }
            self.due.remove(entry.as_slice())?;
        }
        Ok(entries.len())
    }

    fn row_expires_at(&self, key: &[u8]) -> Result<Option<i64>, Failure> {
        let Some(bytes) = self.rows.get(key)? else {
            return Ok(None);
        };
        let row = decode_row(key, bytes.value()).map_err(Failure::Refused)?;
        Ok(row.expires_at)
    }

    fn token_counts_until(&self, token: &[u8]) -> Result<Option<i64>, Failure> {
        let Some(bytes) = self.tokens.get(token)? else {
            return Ok(None);
        };
        let (_, until) = decode_token(bytes.value()).map_err(Failure::Refused)?;
        Ok(Some(until))
    }
}
