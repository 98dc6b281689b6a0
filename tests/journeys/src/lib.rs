//! Whole journeys, from outside: through the real host, over HTTP and SMTP.
//!
//! A journey knows only a [`Home`]: where the product answers, what mail left
//! it, and how its clock is moved. So the same journey runs wherever the
//! product lives. [`LocalHost`] is the home on one machine: the binary
//! `permanence` in a process of its own, which a test may kill and start again
//! on the same data. Programs of other languages (the reference signers
//! and verifiers of webhooks, an SMTP server) are in `tests/interop`; `tests/tools/setup.sh`
//! installs what they need.

pub mod bookings;
#[cfg(feature = "cloud")]
pub mod cloud;
pub mod day;
pub mod desk;
pub mod dice;
pub mod forms;
pub mod home;
pub mod host;
pub mod needs;
pub mod programs;
pub mod receiver;
pub mod smtp;
pub mod visitor;

use std::time::Duration;

pub use desk::Desk;
pub use forms::Form;
pub use home::{Home, Mail, StoredRow};
pub use host::{LocalHost, Wishes};
pub use receiver::{Received, Receiver};
pub use smtp::SmtpServer;
pub use visitor::{Answer, Visitor};

/// A fresh home with the Brussels directory and nothing else, for a journey
/// that needs no more than that. `JOURNEYS_HOME=cloud` has it rehearse the
/// cloud.
pub async fn home() -> anyhow::Result<Box<dyn Home>> {
    home_of(async { Ok(LocalHost::wishes()) }).await
}

/// The same, where it mails by a server of its own that outlives it: SMTP's on
/// one machine, SES in the cloud.
pub async fn mailing_home() -> anyhow::Result<Box<dyn Home>> {
    home_of(async { Ok(LocalHost::wishes().mailing_by(SmtpServer::start().await?)) }).await
}

/// Waits as a program does that tries again: longer each time, half a second at most.
pub async fn wait_to_try_again(tries: u32) {
    tokio::time::sleep(Duration::from_millis(25 * u64::from(tries.min(19) + 1))).await;
}

/// Whether journeys run in the rehearsed cloud.
#[expect(clippy::disallowed_methods, reason = "whoever runs the journeys says where")]
pub fn in_the_cloud() -> bool {
    std::env::var("JOURNEYS_HOME").as_deref() == Ok("cloud")
}

/// The one place that decides where a journey runs.
#[expect(clippy::disallowed_methods, reason = "whoever runs the journeys says where")]
async fn home_of(local: impl Future<Output = anyhow::Result<Wishes>>) -> anyhow::Result<Box<dyn Home>> {
    match std::env::var("JOURNEYS_HOME").as_deref() {
        #[cfg(feature = "cloud")]
        Ok("cloud") => Ok(Box::new(cloud::Cloud::fresh().await?)),
        Ok(other) if !other.is_empty() && other != "local" => {
            anyhow::bail!("JOURNEYS_HOME: there is no home '{other}'")
        }
        _ => Ok(Box::new(local.await?.start().await?)),
    }
}
