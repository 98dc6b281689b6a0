//! What is told, entered by its router. One program, so that it is linked once.

mod common;
mod figures;
mod reports;
mod statistics;
