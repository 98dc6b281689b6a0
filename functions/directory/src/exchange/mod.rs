//! The directory as a file of HSDS 3.1, out and in, so that another region can
//! start from its own.
//!
//! Each organization, service and location is written in HSDS's words, as open
//! data shows it, with a member `permanence` beside them: the same entry as the
//! outside interface has it, with its own id. Read back, that member is what
//! counts; a file of another program has none, and what HSDS says is taken. What
//! HSDS has no word for (municipalities, kinds of need, days off, what is asked of
//! members) stands under `permanence` of the whole file, and is taken by an empty
//! store only.

pub(crate) mod api;
mod foreign;
mod read;
mod write;

pub use read::{Import, Planned, read};
pub use write::write;
