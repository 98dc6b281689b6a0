//! Booking a slot: by a program, by the public form and by staff.

pub(crate) mod about;
pub(crate) mod answer;
pub(crate) mod api;
pub(crate) mod console;
pub(crate) mod entry;
pub(crate) mod history;
pub(crate) mod limits;
pub(crate) mod pages;
pub(crate) mod refused;
pub(crate) mod request;
pub(crate) mod who;
