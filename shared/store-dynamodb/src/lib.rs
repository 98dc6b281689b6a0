//! The table on DynamoDB.
//!
//! A row is an item with the attributes `pk`, `sk` and `doc` (strings), `v` (the
//! version) and `exp` (Unix seconds, the table's TTL attribute). DynamoDB removes
//! expired items late, often by days, so every condition judges `exp` itself.
//!
//! Every commit is one `TransactWriteItems`, also where it holds one write only.
//! That costs twice the write units of a `PutItem`, and buys what a `PutItem`
//! does not have: a request token. The SDK and the layer above repeat calls
//! whose answer was lost, and without a token such a repetition would fail on
//! its own condition.

mod commit;
mod create;
mod failure;
mod item;
#[cfg(feature = "local")]
pub mod local;
mod read;
mod table;
mod whole;

pub use create::create_table;
pub use table::DynamoTable;
