//! The directory, entered by its router. One program, so that it is linked once.

mod agencies;
mod api;
mod common;
mod console;
mod outside;
mod pages;
mod search;
