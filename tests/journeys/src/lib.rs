//! Whole journeys, from outside: through the real host, over HTTP and SMTP.
//!
//! A journey knows only a [`Home`]: where the product answers, what mail left
//! it, and how its clock is moved. So the same journey runs wherever the
//! product lives. [`LocalHost`] is the home on one machine: the binary
//! `permanence` in a process of its own, which a test may kill and start again
//! on the same data. Programs of other languages (the reference signers of
//! webhooks, an SMTP server) are in `tests/interop`; `tests/tools/setup.sh`
//! installs what they need.

pub mod home;
pub mod host;
pub mod needs;
pub mod programs;
pub mod smtp;
pub mod visitor;

pub use home::{Home, Mail};
pub use host::LocalHost;
pub use smtp::SmtpServer;
pub use visitor::{Answer, Visitor};

/// A fresh home with the Brussels directory and nothing else, for a journey
/// that needs no more than that: the one place that decides where it runs.
pub async fn home() -> anyhow::Result<impl Home> {
    LocalHost::fresh().await
}
