//! What arrives as a need, whichever way it comes: its shape, its meaning, and
//! how often it may come.

mod answer;
pub(crate) mod limits;
mod request;

pub(crate) use answer::{given, kept};
pub(crate) use request::{Checked, ConsentRequest, NeedRequest, open_location};
pub(crate) use web::contact::ContactRequest;
