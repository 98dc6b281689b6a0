//! Proposed rotas, entered by their router. One program, so that it is linked once.

mod absences;
mod answers;
mod common;
mod life;
mod pages;
mod published;
mod quarter;
mod repairs;
mod surges;
mod what_if;
