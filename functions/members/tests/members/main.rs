//! The members function, entered by its router.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where something is missing")]

mod bench;
mod doubtful;
mod duplicates;
mod entries;
mod found;
mod hosted;
mod import_page;
mod imports;
mod largest;
mod needs;
mod own;
mod pages;
mod people;
mod proposals;
mod rule_form;
mod rule_versions;
mod rules;
mod stays;
