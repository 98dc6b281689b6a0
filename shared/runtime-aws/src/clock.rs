//! The clock of a rehearsal: the machine's, moved by an offset that stands in
//! a row of the table, so that every program shows the same time and a journey
//! can move it. Never in production: see `Settings::table_clock`.

use std::sync::atomic::{AtomicI64, Ordering};

use domain::{Clock, Instant};
use runtime::SystemClock;
use serde::{Deserialize, Serialize};
use store::{Key, Table, TableError};

/// The document of the row.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Offset {
    /// Milliseconds that the clock runs ahead of the machine's.
    pub offset_ms: i64,
}

/// Where the row stands.
pub fn key() -> Key {
    Key::new("CLOCK#REHEARSAL", "NOW")
}

/// Shows the machine's time moved by the offset last read.
#[derive(Debug, Default)]
pub struct TableClock {
    offset_ms: AtomicI64,
}

impl TableClock {
    /// Reads the row: once before each invocation.
    pub async fn refresh(&self, table: &dyn Table) -> Result<(), TableError> {
        let row = table.get(&[key()]).await?.pop().flatten();
        let offset = row.and_then(|row| serde_json::from_str::<Offset>(&row.doc).ok());
        self.offset_ms.store(offset.map_or(0, |offset| offset.offset_ms), Ordering::SeqCst);
        Ok(())
    }
}

impl Clock for TableClock {
    fn now(&self) -> Instant {
        SystemClock.now().plus(chrono::TimeDelta::milliseconds(self.offset_ms.load(Ordering::SeqCst)))
    }
}
