//! What every engine must do, as a suite: one named test per behaviour, so
//! that a failure says which behaviour is missing and hides no other.
//!
//! An engine's tests call [`conformance_suite!`](crate::conformance_suite) with
//! an async function that makes a [`Subject`], or `None` where the engine is
//! not to be tested here.

#![expect(clippy::expect_used, reason = "a suite of tests: a behaviour that is missing panics")]

pub mod conditions;
pub mod limits;
pub mod model;
pub mod queries;
pub mod rows;
mod subject;
mod suite;
pub mod together;
pub mod tokens;

pub use subject::{Ids, NOW, Subject};
