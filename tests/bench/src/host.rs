//! The host's release binary on a folder and a port of its own.

use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use tempfile::TempDir;
use tokio::process::{Child, Command};

use crate::connection::Connection;

/// The key that acts as coordinator.
pub(crate) const ADMIN_KEY: &str = "a-key-for-the-benchmark-only-0123456789";

/// A running host; it ends with this value.
pub(crate) struct Host {
    pub(crate) address: SocketAddr,
    _process: Child,
    _data: TempDir,
}

impl Host {
    pub(crate) async fn start(binary: &Path) -> anyhow::Result<Self> {
        let data = tempfile::Builder::new().prefix("permanence-bench").tempdir()?;
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let process = Command::new(binary)
            .arg("serve")
            .env("PERMANENCE_LISTEN", address.to_string())
            .env("PERMANENCE_DATA", data.path())
            .env("PERMANENCE_ADMIN_KEY", ADMIN_KEY)
            .env("PERMANENCE_RATE_LIMITS", "off")
            .env("PERMANENCE_LOG", "warn")
            .stdout(std::process::Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("{} can't be started; `make build` makes it", binary.display()))?;
        let host = Self { address, _process: process, _data: data };
        host.wait_until_ready().await?;
        Ok(host)
    }

    async fn wait_until_ready(&self) -> anyhow::Result<()> {
        let started = Instant::now();
        loop {
            if let Ok(mut connection) = Connection::open(self.address).await
                && connection.get("/healthz", None).await.is_ok_and(|answer| answer.status == 200)
            {
                return Ok(());
            }
            ensure!(started.elapsed() < Duration::from_secs(30), "the host did not answer within 30 s");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}
