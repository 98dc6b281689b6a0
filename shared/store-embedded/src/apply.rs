//! One commit against an open transaction: its token, all its conditions, and
//! only then its writes. So a refused commit has written nothing that would
//! have to be undone under its neighbours.

use redb::{Table, WriteTransaction};
use sha2::{Digest, Sha256};
use store::limits::TOKEN_SECONDS;
use store::{Commit, Condition, Key, TableError, Write};

use crate::codec::{self, Due};
use crate::engine::{DUE, ROWS, TOKENS};
use crate::failure::Failure;
use crate::row::{decode_row, encode_row};

const FINGERPRINT: usize = 32;

/// The tables of an open transaction.
pub(crate) struct Tables<'txn> {
    pub(crate) rows: Table<'txn, &'static [u8], &'static [u8]>,
    pub(crate) due: Table<'txn, &'static [u8], ()>,
    pub(crate) tokens: Table<'txn, &'static [u8], &'static [u8]>,
}

/// What stands at a key before a commit.
#[derive(Clone, Copy)]
struct Before {
    version: u64,
    expires_at: Option<i64>,
}

/// What became of a commit that was not refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Applied {
    /// The transaction holds something new.
    Changed,
    /// It was applied before, or only checked.
    Unchanged,
}

impl<'txn> Tables<'txn> {
    pub(crate) fn open(transaction: &'txn WriteTransaction) -> Result<Self, redb::TableError> {
        Ok(Self {
            rows: transaction.open_table(ROWS)?,
            due: transaction.open_table(DUE)?,
            tokens: transaction.open_table(TOKENS)?,
        })
    }

    /// Applies a commit whole or refuses it whole.
    pub(crate) fn apply(&mut self, commit: &Commit) -> Result<Applied, Failure> {
        let fingerprint = commit.token.as_ref().map(|_| fingerprint(commit));
        if let Some((token, fingerprint)) = commit.token.as_ref().zip(fingerprint)
            && self.is_repeated(token, &fingerprint, commit.now)?
        {
            return Ok(Applied::Unchanged);
        }
        let keys: Vec<Vec<u8>> = commit.writes.iter().map(|write| codec::encode_key(write.key())).collect();
        let before = self.judge(commit, &keys)?;
        for ((write, key), before) in commit.writes.iter().zip(&keys).zip(before) {
            self.write(write, key, before)?;
        }
        if let Some((token, fingerprint)) = commit.token.as_ref().zip(fingerprint) {
            self.remember(token, &fingerprint, commit.now)?;
        }
        let only_checked = commit.writes.iter().all(|write| matches!(write, Write::Check { .. }));
        Ok(if only_checked && commit.token.is_none() { Applied::Unchanged } else { Applied::Changed })
    }

    fn is_repeated(&self, token: &str, fingerprint: &[u8; FINGERPRINT], now: i64) -> Result<bool, Failure> {
        let Some(remembered) = redb::ReadableTable::get(&self.tokens, token.as_bytes())? else {
            return Ok(false);
        };
        let (known, until) = decode_token(remembered.value()).map_err(Failure::Refused)?;
        if until <= now {
            return Ok(false);
        }
        if known != fingerprint {
            let why = "the token was used for another commit";
            return Err(Failure::Refused(TableError::Invalid(why.to_owned())));
        }
        Ok(true)
    }

    /// Judges all conditions and returns what stands at each key.
    fn judge(&self, commit: &Commit, keys: &[Vec<u8>]) -> Result<Vec<Option<Before>>, Failure> {
        let mut found = Vec::with_capacity(keys.len());
        for (index, (write, key)) in commit.writes.iter().zip(keys).enumerate() {
            let stored = redb::ReadableTable::get(&self.rows, key.as_slice())?;
            let row = match &stored {
                Some(bytes) => Some(decode_row(key, bytes.value()).map_err(Failure::Refused)?),
                None => None,
            };
            let live = row.filter(|row| row.is_live(commit.now));
            let holds = match write.condition() {
                Condition::Any => true,
                Condition::Absent => live.is_none(),
                Condition::Version(version) => live.is_some_and(|row| row.version == version),
            };
            if !holds {
                return Err(Failure::Refused(TableError::Conflict { index }));
            }
            found.push(row.map(|row| Before { version: row.version, expires_at: row.expires_at }));
        }
        Ok(found)
    }

    fn write(&mut self, write: &Write, key: &[u8], before: Option<Before>) -> Result<(), Failure> {
        if matches!(write, Write::Check { .. }) {
            return Ok(());
        }
        if let Some(at) = before.and_then(|row| row.expires_at) {
            self.due.remove(codec::encode_due(at, Due::Row, key).as_slice())?;
        }
        match write {
            Write::Check { .. } => {}
            Write::Delete { .. } => {
                self.rows.remove(key)?;
            }
            Write::Put { doc, expires_at, condition, .. } => {
                let version = match condition {
                    Condition::Absent => 1,
                    Condition::Any | Condition::Version(_) => before.map_or(0, |row| row.version).saturating_add(1),
                };
                self.rows.insert(key, encode_row(key, version, *expires_at, doc).as_slice())?;
                if let Some(at) = expires_at {
                    self.due.insert(codec::encode_due(*at, Due::Row, key).as_slice(), ())?;
                }
            }
        }
        Ok(())
    }

    fn remember(&mut self, token: &str, fingerprint: &[u8; FINGERPRINT], now: i64) -> Result<(), Failure> {
        let until = now.saturating_add(TOKEN_SECONDS);
        let mut value = fingerprint.to_vec();
        value.extend(until.to_be_bytes());
        self.tokens.insert(token.as_bytes(), value.as_slice())?;
        self.due.insert(codec::encode_due(until, Due::Token, token.as_bytes()).as_slice(), ())?;
        Ok(())
    }
}

/// The fingerprint under a token, and the time until which it counts.
pub(crate) fn decode_token(bytes: &[u8]) -> Result<(&[u8; FINGERPRINT], i64), TableError> {
    let malformed = || TableError::Corrupt("a token is malformed".to_owned());
    let (fingerprint, rest) = bytes.split_first_chunk().ok_or_else(malformed)?;
    let until = <[u8; 8]>::try_from(rest).map_err(|_| malformed())?;
    Ok((fingerprint, i64::from_be_bytes(until)))
}

/// Tells commits apart: every part goes in with its length before it.
fn fingerprint(commit: &Commit) -> [u8; FINGERPRINT] {
    let Commit { writes, token: _, now } = commit;
    let mut hash = Sha256::new();
    hash.update(now.to_be_bytes());
    for write in writes {
        let (kind, doc, expires_at) = match write {
            Write::Put { key: _, doc, expires_at, condition: _ } => (0_u8, doc.as_str(), *expires_at),
            Write::Delete { key: _, condition: _ } => (1, "", None),
            Write::Check { key: _, condition: _ } => (2, "", None),
        };
        let (condition, version) = match write.condition() {
            Condition::Any => (0_u8, 0),
            Condition::Absent => (1, 0),
            Condition::Version(version) => (2, version),
        };
        let Key { pk, sk } = write.key();
        hash.update([kind, condition, u8::from(expires_at.is_some())]);
        hash.update(version.to_be_bytes());
        hash.update(expires_at.unwrap_or_default().to_be_bytes());
        for text in [pk.as_str(), sk.as_str(), doc] {
            hash.update((text.len() as u64).to_be_bytes());
            hash.update(text);
        }
    }
    hash.finalize().into()
}
