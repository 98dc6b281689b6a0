//! One commit in the making: state, index rows, events and idempotency record
//! are added to it, then it is applied together or not at all.

use domain::event::Event;
use serde::{Deserialize, Serialize};

use crate::error::TableError;
use crate::keys;
use crate::table::{Condition, Key, Write};

/// A commit whose effects are not planned yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    /// The partition that the events stand in.
    pub aggregate: String,
    /// The version that they made.
    pub version: u64,
    /// The request that made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<String>,
}

impl Pending {
    /// A mark of the request that is worked for now.
    pub fn new(aggregate: &str, version: u64) -> Self {
        Self { aggregate: aggregate.to_owned(), version, request: crate::request::current() }
    }
}

/// Writes that will be applied together.
#[derive(Debug, Default)]
pub struct Transaction {
    writes: Vec<Write>,
    marks: Vec<Pending>,
    wakes: bool,
    failed: Option<TableError>,
}

impl Transaction {
    /// An empty transaction.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many actions it has.
    pub fn len(&self) -> usize {
        self.writes.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.writes.is_empty()
    }

    /// Puts a row that must not stand yet.
    pub fn create<T: Serialize + ?Sized>(&mut self, key: Key, value: &T) -> &mut Self {
        self.put_if(key, value, Condition::Absent, None)
    }

    /// Puts a row over the version that was read.
    pub fn replace<T: Serialize + ?Sized>(&mut self, key: Key, value: &T, version: u64) -> &mut Self {
        self.put_if(key, value, Condition::Version(version), None)
    }

    /// Puts a row as long as it is as it was read: of this version, or not there.
    pub fn put_over<T: Serialize + ?Sized>(&mut self, key: Key, value: &T, read: Option<u64>) -> &mut Self {
        self.put_if(key, value, Condition::over(read), None)
    }

    /// Puts a row whatever stands there: for rows that say the same each time.
    pub fn put<T: Serialize + ?Sized>(&mut self, key: Key, value: &T) -> &mut Self {
        self.put_if(key, value, Condition::Any, None)
    }

    /// [`Self::put`], unless this transaction does something to that row
    /// already: for a mark that several parts of one commit raise.
    pub fn put_once<T: Serialize + ?Sized>(&mut self, key: Key, value: &T) -> &mut Self {
        if self.touches(&key) { self } else { self.put(key, value) }
    }

    /// Whether this transaction does something to a row already.
    pub fn touches(&self, key: &Key) -> bool {
        self.writes.iter().any(|write| write.key() == key)
    }

    /// Puts a row with a condition and, in Unix seconds, an end.
    pub fn put_if<T: Serialize + ?Sized>(
        &mut self,
        key: Key,
        value: &T,
        condition: Condition,
        expires_at: Option<i64>,
    ) -> &mut Self {
        match serde_json::to_string(value) {
            Ok(doc) => self.writes.push(Write::Put { key, doc, expires_at, condition }),
            Err(error) => self.failed = Some(TableError::Invalid(error.to_string())),
        }
        self
    }

    /// Removes a row.
    pub fn delete(&mut self, key: Key, condition: Condition) -> &mut Self {
        self.writes.push(Write::Delete { key, condition });
        self
    }

    /// Demands something of a row without changing it.
    pub fn check(&mut self, key: Key, condition: Condition) -> &mut Self {
        self.writes.push(Write::Check { key, condition });
        self
    }

    /// Records the events of this commit beside the aggregate that they
    /// happened to, and, where any has effects, the mark that dispatch has
    /// still to plan them.
    pub fn record(&mut self, aggregate: &str, version: u64, events: &[Event], have_effects: bool) -> &mut Self {
        if events.is_empty() {
            return self;
        }
        self.create(keys::events(aggregate, version), events);
        if have_effects {
            self.pending(aggregate, version);
        }
        self
    }

    /// Records what happened to something whose history has a shape of its own.
    pub fn record_of<T: Serialize>(&mut self, aggregate: &str, version: u64, events: &[T]) -> &mut Self {
        if events.is_empty() { self } else { self.create(keys::events(aggregate, version), events) }
    }

    /// Puts a row whose document is ready, with an end in Unix seconds.
    pub(crate) fn put_text(&mut self, key: Key, doc: String, expires_at: Option<i64>) {
        self.writes.push(Write::Put { key, doc, expires_at, condition: Condition::Any });
    }

    /// Marks a commit whose effects dispatch has still to plan.
    pub fn pending(&mut self, aggregate: &str, version: u64) -> &mut Self {
        self.wakes = true;
        let mark = Pending::new(aggregate, version);
        self.put(keys::pending(aggregate, version), &mark);
        self.marks.push(mark);
        self
    }

    /// The commits that it marks so.
    pub fn marks(&self) -> &[Pending] {
        &self.marks
    }

    /// Has the dispatcher woken after the commit.
    pub const fn wake(&mut self) -> &mut Self {
        self.wakes = true;
        self
    }

    pub(crate) fn into_parts(self) -> Result<(Vec<Write>, bool), TableError> {
        match self.failed {
            Some(error) => Err(error),
            None => Ok((self.writes, self.wakes)),
        }
    }
}
