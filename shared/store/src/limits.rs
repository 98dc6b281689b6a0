//! DynamoDB's limits, enforced above every engine so that all refuse alike.
//!
//! Source: "Quotas in Amazon DynamoDB", Amazon DynamoDB Developer Guide. Every
//! engine calls the `check_` function of a method before anything else.

use std::collections::HashSet;

use crate::error::TableError;
pub use crate::table::MAX_PAGE;
use crate::table::{Commit, Key, Query, Write};

/// Bytes of a partition key.
pub const MAX_PARTITION_KEY: usize = 2_048;
/// Bytes of a sort key.
pub const MAX_SORT_KEY: usize = 1_024;
/// Bytes of a row: keys, document and the names of its attributes.
pub const MAX_ROW: usize = 400 * 1_024;
/// Actions of one commit.
pub const MAX_ACTIONS: usize = 100;
/// Bytes of one commit.
pub const MAX_COMMIT: usize = 4 * 1_024 * 1_024;
/// Keys of one get.
pub const MAX_KEYS: usize = 100;
/// Bytes of a row that are neither key nor document: the names of the five
/// attributes (11) and two numbers as DynamoDB counts them (11 each), rounded up.
pub const ROW_OVERHEAD: usize = 48;
/// Bytes of a commit's token.
pub const MAX_TOKEN: usize = 36;
/// Seconds for which a commit's token is remembered.
pub const TOKEN_SECONDS: i64 = 600;

/// Refuses a get that no table takes: no key, more than [`MAX_KEYS`], or a key
/// of the wrong size.
pub fn check_get(keys: &[Key]) -> Result<(), TableError> {
    if keys.is_empty() {
        return Err(invalid("a get without keys"));
    }
    at_most("keys of one get", keys.len(), MAX_KEYS)?;
    keys.iter().try_for_each(check_key)
}

/// Refuses a query that no table takes: a limit outside 1 to [`MAX_PAGE`], or
/// a bound or cursor that could be no key.
pub fn check_query(query: &Query) -> Result<(), TableError> {
    check_key_part("partition key", &query.pk, MAX_PARTITION_KEY)?;
    for bound in [&query.from, &query.to, &query.after].into_iter().flatten() {
        check_key_part("sort key bound", bound, MAX_SORT_KEY)?;
    }
    if query.limit == 0 {
        return Err(invalid("a query for no rows"));
    }
    at_most("rows of one page", query.limit, MAX_PAGE)
}

/// Refuses a commit that no table takes: no or too many writes, a key twice, a
/// key, row or commit of the wrong size, or a token of the wrong length.
pub fn check_commit(commit: &Commit) -> Result<(), TableError> {
    if commit.writes.is_empty() {
        return Err(invalid("a commit without writes"));
    }
    at_most("writes of one commit", commit.writes.len(), MAX_ACTIONS)?;
    if let Some(token) = &commit.token {
        if token.is_empty() {
            return Err(invalid("an empty token"));
        }
        at_most("bytes of a token", token.len(), MAX_TOKEN)?;
    }
    let mut seen = HashSet::with_capacity(commit.writes.len());
    let mut total = 0;
    for (index, write) in commit.writes.iter().enumerate() {
        check_key(write.key())?;
        if !seen.insert(write.key()) {
            return Err(TableError::Invalid(format!("write {index} repeats a key of its commit")));
        }
        let size = size_of_write(write);
        at_most("bytes of a row", size, MAX_ROW)?;
        total += size;
    }
    at_most("bytes of a commit", total, MAX_COMMIT)
}

/// Bytes that count towards [`MAX_ROW`] and [`MAX_COMMIT`].
pub fn size_of_write(write: &Write) -> usize {
    let Key { pk, sk } = write.key();
    let doc = match write {
        Write::Put { doc, .. } => doc.len(),
        Write::Delete { .. } | Write::Check { .. } => 0,
    };
    pk.len() + sk.len() + doc + ROW_OVERHEAD
}

fn check_key(key: &Key) -> Result<(), TableError> {
    check_key_part("partition key", &key.pk, MAX_PARTITION_KEY)?;
    check_key_part("sort key", &key.sk, MAX_SORT_KEY)
}

fn check_key_part(what: &str, value: &str, most: usize) -> Result<(), TableError> {
    if value.is_empty() {
        return Err(TableError::Invalid(format!("an empty {what}")));
    }
    at_most(what, value.len(), most)
}

fn at_most(what: &str, found: usize, most: usize) -> Result<(), TableError> {
    if found > most {
        return Err(TableError::TooLarge(format!("{what}: {found}, at most {most}")));
    }
    Ok(())
}

fn invalid(what: &str) -> TableError {
    TableError::Invalid(what.to_owned())
}
