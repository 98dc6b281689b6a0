//! The rota proposed: who should be where and when, from what is needed where.
//!
//! Values in, values out: a [`Problem`] says who can come, which places there
//! are, what stands, what is needed and what counts how much; a [`Plan`] says
//! who comes where, why, what stays open, what would help, and how far from
//! the best plan it is at most. No I/O, no clock; the budget is counted in
//! steps, so that the same problem gives the same plan on any machine.

#[doc(hidden)]
pub mod beside;
mod bound;
mod check;
#[doc(hidden)]
pub mod exp;
pub mod forecast;
mod frame;
mod greedy;
mod grid;
mod judge;
pub mod model;
mod periods;
mod plan;
mod problem;
mod propose;
#[doc(hidden)]
pub mod random;
mod reason;
mod reasons;
mod relax;
mod repairs;
mod rhythm;
mod search;
mod series;
mod served;
mod state;
mod weights;
mod what_if;

pub use check::Invalid;
pub use judge::judge;
pub use plan::{Assignment, Change, Coverage, Figures, Gap, Gone, Load, NextBest, Plan, Score};
pub use problem::{Adviser, Cell, Demand, Place, Problem, Ruling, Standing, Visit, VisitRule, VisitWindow, Wish};
pub use propose::propose;
pub use reason::{Because, Relaxation, WhyNot, WouldHelp};
pub use repairs::{Breach, Mended, Repair, Surge, repairs, surges};
pub use rhythm::Rhythm;
pub use weights::{Part, Weights};
pub use what_if::{WhatIf, is_imagined};
