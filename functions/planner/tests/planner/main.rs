//! Proposed rotas, entered by their router. One program, so that it is linked once.

mod absences;
mod anew;
mod answers;
mod common;
mod demand;
mod inputs;
mod life;
mod pages;
mod parts;
mod published;
mod quarter;
mod repairs;
mod rhythms;
mod surges;
mod told;
mod watched;
mod what_if;
mod withheld;
