//! Tables around a table. [`RetryingTable`] is what production runs on; the
//! others (feature `decorators`) let tests inject faults and pin round trips.
//! All of them pass the conformance suite.

#[cfg(feature = "decorators")]
mod counting;
#[cfg(feature = "decorators")]
mod faults;
#[cfg(feature = "decorators")]
pub mod random;
mod retrying;

#[cfg(feature = "decorators")]
pub use counting::{CountingTable, Counts};
#[cfg(feature = "decorators")]
pub use faults::{Fault, FaultPlan, FaultyTable};
pub use retrying::{RetryPolicy, RetryingTable, retry};
