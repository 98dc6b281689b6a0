//! Surveys, entered by their router. One program, so that it is linked once.

mod alerts;
mod common;
mod console;
mod pages;
mod questionnaires;
mod recount;
mod responses;
mod results;
mod suggestions;
mod surveys;
mod waves;
