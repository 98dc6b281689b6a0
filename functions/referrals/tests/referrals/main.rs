//! Referrals, entered by their router. One program, so that it is linked once.

mod api;
mod common;
mod console;
mod ended;
mod follow;
mod link;
mod same_instant;
mod values;
