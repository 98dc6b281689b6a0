//! Surveys, entered by their router. One program, so that it is linked once.

mod alerts;
mod common;
mod console;
mod counted_anew;
mod figures;
mod pages;
mod questionnaire_words;
mod questionnaires;
mod recount;
mod responses;
mod results;
mod suggestions;
mod surveys;
mod thanks;
mod told;
mod waves;
