//! The members function, entered by its router.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where something is missing")]

mod bench;
mod bookings;
mod consents;
mod doubtful;
mod duplicates;
mod entries;
mod found;
mod hosted;
mod import_page;
mod imports;
mod largest;
mod many_rows;
mod map;
mod needs;
mod own;
mod pages;
mod people;
mod proposals;
mod rule_form;
mod rule_versions;
mod rules;
mod sight;
mod stays;
mod story;
mod table;
