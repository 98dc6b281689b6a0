//! What is broken in the rota, with what would mend it, as it was last worked
//! out. A row goes with its task in the list of what is to do.

use domain::Instant;
use domain::ids::{PlanId, RepairId};
use domain::worklist::Task;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::context::{Store, Versioned, decode};
use crate::error::TableError;
use crate::keys;
use crate::repos::tasks;
use crate::table::{Condition, Query};
use crate::transaction::Transaction;

/// Something broken, and what was worked out about it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RepairRow<T> {
    /// Names the same thing each time that it is found.
    pub id: RepairId,
    /// That it is to be done; absent where something else says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<Task>,
    /// When it was first found; absent in what earlier versions stored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Instant>,
    /// When what is here was worked out.
    pub at: Instant,
    /// When it is of no use any more.
    pub ends: Instant,
    /// The plan that mends it, once one was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chosen: Option<PlanId>,
    /// Whether somebody looked at it and wants nothing done.
    #[serde(default)]
    pub let_be: bool,
    /// What was worked out.
    pub worked: T,
}

/// That it is to be looked.
#[derive(Serialize, Deserialize)]
struct Look {
    /// Not before; at once where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<Instant>,
}

/// Reads and saves what is broken.
pub struct RepairsRepo<'a>(pub(crate) &'a Store);

impl RepairsRepo<'_> {
    /// One of them: one read.
    pub async fn load<T: DeserializeOwned>(
        &self,
        id: &RepairId,
    ) -> Result<Option<Versioned<RepairRow<T>>>, TableError> {
        self.0.read(keys::repair(id)).await
    }

    /// These, in the order asked, as far as they are there: a read for a hundred,
    /// none for none.
    pub async fn these<T: DeserializeOwned>(
        &self,
        ids: &[RepairId],
    ) -> Result<Vec<Option<Versioned<RepairRow<T>>>>, TableError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        self.0.read_many(&ids.iter().map(keys::repair).collect::<Vec<_>>()).await
    }

    /// A page by id, and where it goes on: one query.
    pub async fn page<T: DeserializeOwned>(
        &self,
        after: Option<String>,
        limit: usize,
    ) -> Result<(Vec<Versioned<RepairRow<T>>>, Option<String>), TableError> {
        let page = self.0.page(&Query::partition(keys::REPAIRS).limit(limit).after(after)).await?;
        Ok((page.rows.iter().map(decode).collect::<Result<_, _>>()?, page.next))
    }

    /// All of them: one query.
    pub async fn all<T: DeserializeOwned>(&self) -> Result<Vec<Versioned<RepairRow<T>>>, TableError> {
        self.0.all(Query::partition(keys::REPAIRS)).await?.iter().map(decode).collect()
    }

    /// Saves one over the version read, or takes it away, with its task.
    pub fn change<T: Serialize>(
        &self,
        tx: &mut Transaction,
        before: Option<&Versioned<RepairRow<T>>>,
        after: Option<&RepairRow<T>>,
    ) {
        let condition = Condition::over(before.map(|before| before.version));
        let ends = after.map(|after| after.ends.seconds());
        match (before, after) {
            (_, Some(after)) => {
                tx.put_if(keys::repair(&after.id), after, condition, ends);
            }
            (Some(before), None) => {
                tx.delete(keys::repair(&before.value.id), condition);
            }
            (None, None) => {}
        }
        let task = |row: &RepairRow<T>| row.task.clone().filter(|_| row.chosen.is_none() && !row.let_be);
        let (was, is) = (before.and_then(|before| task(&before.value)), after.and_then(task));
        tasks::change(tx, was.as_ref(), is.as_ref(), ends);
    }

    /// Asks to look what is broken at once: the same however often it is asked.
    pub fn ask_to_look(&self, tx: &mut Transaction) {
        tx.put(keys::repairs_waiting(), &Look { from: None });
    }

    /// Asks to look what is broken by a moment: whatever asks until then is one
    /// look. One read, and a commit where nobody asked yet, or where somebody may be
    /// looking already and is to look again.
    pub async fn ask_to_look_by(&self, by: Instant) -> Result<(), TableError> {
        loop {
            let known = self.0.read::<Look>(keys::repairs_waiting()).await?;
            let mut tx = Transaction::new();
            match &known {
                Some(known) if known.value.from.is_some_and(|from| self.0.now() < from) => return Ok(()),
                Some(known) => tx.replace(keys::repairs_waiting(), &known.value, known.version),
                None => tx.create(keys::repairs_waiting(), &Look { from: Some(by) }),
            };
            match self.0.commit(tx).await {
                // Somebody asked, or has looked, since it was read.
                Err(TableError::Conflict { .. }) => {}
                other => return other,
            }
        }
    }

    /// The version of the mark that it is to be looked now; `None` where nobody
    /// asked, or for later: one read.
    pub async fn is_to_look(&self) -> Result<Option<u64>, TableError> {
        let mark = self.0.read::<Look>(keys::repairs_waiting()).await?;
        let is_due = |mark: &Versioned<Look>| mark.value.from.is_none_or(|from| from <= self.0.now());
        Ok(mark.filter(is_due).map(|mark| mark.version))
    }

    /// Takes the mark away, unless somebody asked again.
    pub fn looked(&self, tx: &mut Transaction, version: u64) {
        tx.delete(keys::repairs_waiting(), Condition::Version(version));
    }
}
