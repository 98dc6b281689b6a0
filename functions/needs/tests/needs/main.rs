//! The needs function, entered by its router.

mod common;
mod console;
mod hooks;
mod intake;
mod pages;
mod sight;
