//! Mail: what it says and how it leaves.
//!
//! [`compose`] turns plain data into a [`Message`], without input or output.
//! A [`Transport`] takes a message to its recipient: into a folder for
//! demonstration, over SMTP, or into memory for tests. A cloud transport is
//! one more file beside those, behind a feature of its own. Who is to receive
//! what, and when it is tried again, is not decided here.

pub mod compose;
mod header;
mod links;
mod message;
mod rfc5322;
mod sender;
#[cfg(test)]
mod tests;
pub mod transport;

pub use header::one_line;
pub use links::links_in;
pub use message::{Attachment, CalendarPart, Message, Origin, ReplyTo};
pub use rfc5322::rfc5322;
pub use sender::{InvalidSender, Sender};
pub use transport::{Failure, Reply, SendError, Stage, Transport};
