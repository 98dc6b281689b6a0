//! One person's data, whatever they are here: who stated a need, booked, was
//! named by a member, asked to be contacted. Shown, exported and erased as one.

mod dossier;
mod effects;
mod erase;
mod older;
mod rows;
mod texts;

pub use dossier::{Dossier, dossier};
pub use effects::People;
pub use erase::erase;
