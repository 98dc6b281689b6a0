//! The needs function, entered by its router.

mod agree;
mod common;
mod conditions;
mod console;
mod for_member;
mod hooks;
mod intake;
mod keywords;
mod pages;
mod rearrange;
mod sight;
mod strategies;
mod tools;
