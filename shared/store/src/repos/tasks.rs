//! What the coordinator has to do that is about no need, by when it is due. A
//! row is written and removed by whoever keeps what it is about, in the same
//! commit.

use domain::worklist::Task;

use crate::context::Store;
use crate::error::TableError;
use crate::keys;
use crate::table::{Condition, Key, Query};
use crate::transaction::Transaction;

/// Reads and saves what there is to do.
pub struct TasksRepo<'a>(pub(crate) &'a Store);

/// Where a task stands in the list: `{due}#{kind}.{id}`.
pub fn place(task: &Task) -> String {
    format!("{:015}#{}.{}", task.due.millis(), task.about.code(), task.about.id())
}

/// What something asks for is no longer `before` but `after`; its row goes at
/// `ends`, Unix seconds, at the latest.
pub(crate) fn change(tx: &mut Transaction, before: Option<&Task>, after: Option<&Task>, ends: Option<i64>) {
    if before == after {
        return;
    }
    let key = |task: &Task| Key::new(keys::TASKS, place(task));
    if let Some(old) = before.map(key).filter(|old| after.map(key).as_ref() != Some(old)) {
        tx.delete(old, Condition::Any);
    }
    if let Some(after) = after {
        tx.put_if(key(after), after, Condition::Any, ends);
    }
}

impl TasksRepo<'_> {
    /// The next of what is to do, what is due first first: one query.
    pub async fn page(&self, after: Option<String>, limit: usize) -> Result<Vec<Task>, TableError> {
        Ok(self.0.page_of(&Query::partition(keys::TASKS).limit(limit).after(after)).await?.0)
    }
}
