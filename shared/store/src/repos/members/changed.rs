//! Which rows of a member a change writes and removes, and which of them may wait.

use domain::catalogue::Catalogue;

use super::MemberRecord;
use super::index::rows;
use crate::keys;
use crate::secrets::Secrets;
use crate::table::{Condition, Key};
use crate::transaction::Transaction;

/// A row that a change of a member writes, or removes.
pub(super) struct ChangedRow {
    key: Key,
    row: Option<(String, i64)>,
    /// Whether it may follow in a commit of its own: decisions about the member are
    /// made on what does not.
    pub(super) waits: bool,
}

impl ChangedRow {
    /// Writes it, or removes it where there is none.
    pub(super) fn of((pk, sk): (String, String), row: Option<(String, i64)>) -> Self {
        Self { key: Key { pk, sk }, row, waits: true }
    }

    /// Where the row stands.
    pub(super) fn key(&self) -> (String, String) {
        (self.key.pk.clone(), self.key.sk.clone())
    }

    pub(super) fn add_to(self, tx: &mut Transaction) {
        match self.row {
            Some((doc, ends)) => tx.put_text(self.key, doc, Some(ends)),
            None => drop(tx.delete(self.key, Condition::Any)),
        }
    }
}

/// The rows that differ, and those that are no more.
pub(super) fn changes(
    secrets: &Secrets,
    catalogue: &Catalogue,
    before: Option<&MemberRecord>,
    after: Option<&MemberRecord>,
) -> Vec<ChangedRow> {
    let of = |record: Option<&MemberRecord>| record.map(|one| rows(one, secrets, catalogue)).unwrap_or_default();
    let own = after.map(|after| keys::member_partition(&after.case.member.id));
    let (mut before, after) = (of(before), of(after));
    let mut changes = Vec::new();
    for (key, row) in after {
        let known = before.remove(&key);
        if known.as_ref() != Some(&row) {
            let same = known.is_some_and(|(doc, _)| doc == row.0);
            let waits = same || own.as_ref() != Some(&key.0);
            changes.push(ChangedRow { waits, ..ChangedRow::of(key, Some(row)) });
        }
    }
    for key in before.into_keys() {
        let waits = own.as_ref() != Some(&key.0);
        changes.push(ChangedRow { waits, ..ChangedRow::of(key, None) });
    }
    changes
}
