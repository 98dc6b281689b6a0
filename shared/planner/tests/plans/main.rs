//! Plans of small problems at random, held against rules, sums and brute force
//! that are written a second time here and share nothing with the solver. They
//! stand outside the crate, so that it is compiled, optimised, once.

#![expect(clippy::unwrap_used, reason = "a test that can't go on ends")]

mod because;
mod before;
mod beside;
mod brute;
mod exp;
mod forecast;
mod naive;
mod pauses;
mod problems;
mod properties;
mod repairs;
mod rules;
mod what_if;
mod written;
