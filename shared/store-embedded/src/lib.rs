//! The table on redb: one file, one process, no server.
//!
//! An fsync costs milliseconds, whatever it makes durable. So one writer thread
//! gathers the commits that wait and applies them in one redb transaction; each
//! is judged against that transaction, the members before it included, and is
//! answered after the fsync. Readers use redb's snapshots and wait for nobody.
//!
//! An answered commit survives a crash of the process and of the machine: every
//! transaction is made durable before its members are answered, and redb opens
//! at the last durable one.

mod apply;
mod backup;
mod check;
mod codec;
mod engine;
mod failure;
mod read;
mod rewrite;
mod row;
mod sweep;
mod table;
mod whole;
mod writer;

pub use backup::back_up;
pub use check::{Checked, check};
pub use engine::Stats;
pub use rewrite::Rewritten;
pub use table::{EmbeddedTable, table_file};
