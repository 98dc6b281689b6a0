//! What is kept beside the entries of the directory: the history of each, how
//! sure its facts are, and what its end is at. Each is written in the commit that
//! changes the entry.

mod endings;

use domain::Instant;
use domain::endpoint::KEPT;
use domain::entry::{Confidence, Done, EntryChange, Fact, FactSheet, Sort, Told, differences};
use domain::event::Actor;
use domain::holidays::StaffDays;
use serde_json::Value;

use super::catalogue::Kind;
use super::tasks;
use crate::context::{Store, Versioned};
use crate::error::TableError;
use crate::keys;
use crate::table::{Condition, Query};
use crate::transaction::Transaction;

pub use endings::{EndingJob, EndingStage, WentOver};

/// Reads and saves what is kept beside entries.
pub struct EntriesRepo<'a>(pub(crate) &'a Store);

/// A change of an entry that is to be saved.
#[derive(Debug, Clone, Copy)]
pub struct Saving<'a> {
    /// Its sort.
    pub sort: Sort,
    /// Its id.
    pub id: &'a str,
    /// As it stands, and at which version; `None` of a new one.
    pub before: Option<&'a Versioned<Value>>,
    /// As it is from now on; `None` where it goes.
    pub after: Option<&'a Value>,
    /// Who.
    pub by: &'a Actor,
    /// What history says of it.
    pub done: Done,
}

impl EntriesRepo<'_> {
    /// An entry as its row stands: one read.
    pub async fn load(&self, sort: Sort, id: &str) -> Result<Option<Versioned<Value>>, TableError> {
        self.0.catalogue().row(Kind::of(sort), id).await
    }

    /// Saves, adds or removes an entry over the version read, with its history,
    /// what that says of its facts, and what those ask for. Two reads at most,
    /// one commit.
    pub async fn save(&self, saving: &Saving<'_>) -> Result<(), TableError> {
        let mut tx = Transaction::new();
        self.add(&mut tx, saving).await?;
        self.0.commit(tx).await
    }

    /// [`Self::save`] of an entry that comes from elsewhere with what is known of
    /// its facts there; that counts where the entry is new here.
    pub async fn save_known(&self, saving: &Saving<'_>, facts: Option<&FactSheet>) -> Result<(), TableError> {
        let mut tx = Transaction::new();
        self.add_known(&mut tx, saving, facts).await?;
        self.0.commit(tx).await
    }

    /// The same as [`Self::save`], added to a commit.
    pub async fn add(&self, tx: &mut Transaction, saving: &Saving<'_>) -> Result<(), TableError> {
        self.add_known(tx, saving, None).await
    }

    async fn add_known(
        &self,
        tx: &mut Transaction,
        saving: &Saving<'_>,
        known: Option<&FactSheet>,
    ) -> Result<(), TableError> {
        let Saving { sort, id, before, after, by, done } = *saving;
        let catalogue = self.0.catalogue();
        let condition = Condition::over(before.map(|before| before.version));
        match after {
            Some(after) => catalogue.add_put(tx, (Kind::of(sort), id), after, condition).await?,
            None => catalogue.add_delete(tx, (Kind::of(sort), id), condition).await?,
        }
        let nothing = Value::Null;
        let fields = differences(before.map_or(&nothing, |before| &before.value), after.unwrap_or(&nothing));
        let now = self.0.now();
        let facts = self.facts(sort, id).await?;
        let told = Told::now(by, now);
        let sheet = after.map(|_| match &facts {
            Some(facts) if before.is_some() => {
                let mut sheet = facts.value.clone();
                sheet.changed(sort, &fields, &told);
                sheet
            }
            _ if before.is_none() => known.cloned().unwrap_or_else(|| FactSheet::entered(sort, &told)),
            _ => {
                let mut sheet = FactSheet::loaded(sort, told.on, Confidence::Unknown, &[]);
                sheet.changed(sort, &fields, &told);
                sheet
            }
        });
        put_facts(tx, (sort, id), facts.as_ref(), sheet.as_ref());
        let version = before.map_or(0, |before| before.version) + 1;
        // What is new or gone is told by that; its fields stand in the entry, or are not to be kept.
        let fields = if before.is_some() && after.is_some() { fields } else { Vec::new() };
        let change = EntryChange { at: now, actor: by.clone(), done, fields, facts: Vec::new() };
        tx.create(keys::entry_change(&keys::entry_partition(sort, id), now, version), &change);
        Ok(())
    }

    /// How sure the facts of an entry are: one read.
    pub async fn facts(&self, sort: Sort, id: &str) -> Result<Option<Versioned<FactSheet>>, TableError> {
        self.0.read(keys::entry_facts(sort, id)).await
    }

    /// The same of many: a get for each hundred.
    pub async fn facts_of(&self, all: &[(Sort, String)]) -> Result<Vec<Option<FactSheet>>, TableError> {
        let keys: Vec<_> = all.iter().map(|(sort, id)| keys::entry_facts(*sort, id)).collect();
        let found = self.0.read_many::<FactSheet>(&keys).await?;
        Ok(found.into_iter().map(|sheet| sheet.map(|sheet| sheet.value)).collect())
    }

    /// Somebody looked at facts of an entry: one read, one commit.
    pub async fn look(&self, (sort, id): (Sort, &str), facts: &[Fact], told: &Told) -> Result<(), TableError> {
        let before = self.facts(sort, id).await?;
        let mut sheet = before
            .as_ref()
            .map_or_else(|| FactSheet::loaded(sort, told.on, Confidence::Unknown, &[]), |before| before.value.clone());
        sheet.look(facts, told);
        let mut tx = Transaction::new();
        put_facts(&mut tx, (sort, id), before.as_ref(), Some(&sheet));
        let now = self.0.now();
        let change = EntryChange {
            at: now,
            actor: told.by.clone(),
            done: Done::Checked,
            fields: Vec::new(),
            facts: facts.to_vec(),
        };
        let number = before.as_ref().map_or(0, |before| before.version) + 1;
        tx.create(keys::entry_change(&keys::entry_partition(sort, id), now, number), &change);
        self.0.commit(tx).await
    }

    /// Writes down how sure the facts of loaded entries are, as many to a commit
    /// as it holds. Doing it again changes nothing that somebody looked at since.
    pub async fn begin_facts(&self, all: &[(Sort, String, FactSheet)]) -> Result<(), TableError> {
        for some in all.chunks(40) {
            let keys: Vec<_> = some.iter().map(|(sort, id, _)| keys::entry_facts(*sort, id)).collect();
            let known = self.0.rows(&keys).await?;
            let mut tx = Transaction::new();
            for ((sort, id, sheet), _) in some.iter().zip(known).filter(|(_, known)| known.is_none()) {
                put_facts(&mut tx, (*sort, id), None, Some(sheet));
            }
            if !tx.is_empty() {
                self.0.commit(tx).await?;
            }
        }
        Ok(())
    }

    /// What was done to an entry, the newest first: one query.
    pub async fn history(&self, sort: Sort, id: &str, limit: usize) -> Result<Vec<EntryChange>, TableError> {
        Ok(self.changes(keys::entry_partition(sort, id), (None, limit)).await?.0)
    }

    /// The same from where a page of it ended, with where this one ends; `None`
    /// behind the oldest.
    pub async fn history_after(
        &self,
        (sort, id): (Sort, &str),
        after: Option<String>,
        limit: usize,
    ) -> Result<(Vec<EntryChange>, Option<String>), TableError> {
        self.changes(keys::entry_partition(sort, id), (after, limit)).await
    }

    /// The same of the days off of all agencies.
    pub async fn history_of_days_off(&self, limit: usize) -> Result<Vec<EntryChange>, TableError> {
        Ok(self.changes(keys::DAYS_OFF.to_owned(), (None, limit)).await?.0)
    }

    async fn changes(
        &self,
        partition: String,
        (after, limit): (Option<String>, usize),
    ) -> Result<(Vec<EntryChange>, Option<String>), TableError> {
        let query = Query::partition(partition).prefix("CHANGE#").descending().limit(limit).after(after);
        self.0.page_of(&query).await
    }

    /// The days off of all agencies, as their row stands: one read.
    pub async fn days_off(&self) -> Result<Option<Versioned<StaffDays>>, TableError> {
        self.0.read(keys::catalogue("PART", "staff_days")).await
    }

    /// Saves the days off of all agencies over the version read, with their
    /// history; the bookings of each place are to follow.
    pub async fn set_days_off(
        &self,
        before: &Versioned<StaffDays>,
        after: &StaffDays,
        by: &Actor,
    ) -> Result<(), TableError> {
        let value =
            |days: &StaffDays| serde_json::to_value(days).map_err(|error| TableError::Invalid(error.to_string()));
        let now: Instant = self.0.now();
        let fields = differences(&value(&before.value)?, &value(after)?);
        let change = EntryChange { at: now, actor: by.clone(), done: Done::Changed, fields, facts: Vec::new() };
        let mut tx = Transaction::new();
        tx.replace(keys::catalogue("PART", "staff_days"), after, before.version);
        self.0.catalogue().touch(&mut tx);
        tx.create(keys::entry_change(keys::DAYS_OFF, now, before.version + 1), &change);
        tx.pending(keys::DAYS_OFF, before.version + 1);
        let ends = now.plus(KEPT).seconds();
        tx.put_if(keys::told(keys::DAYS_OFF, before.version + 1), &before.value, Condition::Any, Some(ends));
        self.0.commit(tx).await
    }

    /// The days off before a commit that changed them; `None` where that is not
    /// written down any more. One read.
    pub async fn days_off_before(&self, version: u64) -> Result<Option<StaffDays>, TableError> {
        self.0.value(keys::told(keys::DAYS_OFF, version)).await
    }
}

/// Writes facts over those read, and what they ask for in place of what those did.
fn put_facts(
    tx: &mut Transaction,
    (sort, id): (Sort, &str),
    before: Option<&Versioned<FactSheet>>,
    after: Option<&FactSheet>,
) {
    let key = keys::entry_facts(sort, id);
    let condition = Condition::over(before.map(|before| before.version));
    match after {
        Some(after) if before.is_none_or(|before| before.value != *after) => {
            tx.put_if(key, after, condition, None);
        }
        None if before.is_some() => {
            tx.delete(key, condition);
        }
        _ => {}
    }
    let task = |sheet: Option<&FactSheet>| sheet.and_then(|sheet| sheet.task(sort, id));
    tasks::change(tx, task(before.map(|before| &before.value)).as_ref(), task(after).as_ref(), None);
}
