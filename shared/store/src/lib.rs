//! The table that everything is kept in: a narrow port, and what is written
//! once above it.
//!
//! [`table`] is the port that engines implement. [`context::Store`] adds the
//! clock, ids and the server's key; [`repos`] know which rows there are;
//! [`transaction`] gathers one use case's writes into one commit.

#[cfg(feature = "conformance")]
pub mod conformance;
pub mod context;
pub mod decorators;
pub mod dump;
pub mod error;
pub mod keys;
pub mod limits;
pub mod link;
mod listed;
pub mod repos;
pub mod request;
pub mod secrets;
pub mod table;
pub mod transaction;

pub use context::{ReadAlone, Silent, Store, Versioned, Wake};
pub use error::TableError;
pub use repos::auth;
pub use secrets::Secrets;
pub use table::{Commit, Condition, Key, Page, Query, Row, Start, Table, Write};
pub use transaction::Transaction;
