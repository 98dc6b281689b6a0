//! The directory, entered by its router. One program, so that it is linked once.

mod api;
mod common;
mod console;
mod pages;
