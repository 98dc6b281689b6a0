//! The directory, entered by its router. One program, so that it is linked once.

mod agencies;
mod api;
mod common;
mod console;
mod days_off;
mod ended;
mod entries;
mod entries_api;
mod exchange;
mod open_data;
mod open_data_programs;
mod outside;
mod over;
mod pages;
mod search;
