//! Plans of small problems at random, held against rules, sums and brute force
//! that are written a second time here and share nothing with the solver.

mod beside;
mod brute;
mod naive;
mod pauses;
mod problems;
mod properties;
mod repairs;
mod rules;
mod what_if;
mod written;
