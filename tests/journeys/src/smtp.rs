//! A real SMTP server for a test: aiosmtpd in a process of its own, told over
//! HTTP what to answer. See `tests/interop/smtp_server.py`.

use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use crate::home::Mail;
use crate::programs::{free_port, interop, python};
use crate::visitor::Visitor;

/// The server; it ends with this value.
#[derive(Debug)]
pub struct SmtpServer {
    process: Child,
    port: u16,
    control: Visitor,
}

impl SmtpServer {
    /// Starts one and waits until it answers.
    pub async fn start() -> anyhow::Result<Self> {
        let (port, control) = (free_port()?, free_port()?);
        let process = Command::new(python()?)
            .arg(interop("smtp_server.py"))
            .args([port.to_string(), control.to_string()])
            .stdin(Stdio::piped())
            .spawn()?;
        let server = Self { process, port, control: Visitor::new(&format!("http://127.0.0.1:{control}"), None) };
        for _ in 0..200 {
            if server.control.get("/messages").await.is_ok() {
                return Ok(server);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        anyhow::bail!("the SMTP server does not answer")
    }

    /// Its address, as the host's setting wants it.
    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// Everything that it took, the oldest first; a mail taken twice stands
    /// here twice.
    pub async fn messages(&self) -> anyhow::Result<Vec<Mail>> {
        let answer = self.control.get("/messages").await?;
        Ok(serde_json::from_str(&answer.body)?)
    }

    /// Refuses recipients whose address holds `to` with `code`, this many
    /// times, or always. Replaces what was said before.
    pub async fn refuse(&self, to: &str, code: u16, times: Option<u32>) -> anyhow::Result<()> {
        let mut answer = json!({"to": to, "code": code});
        if let Some(times) = times {
            answer["times"] = times.into();
        }
        self.tell("/answers", &json!({"answers": [answer]})).await
    }

    /// Takes everything from now on.
    pub async fn accept_all(&self) -> anyhow::Result<()> {
        self.tell("/answers", &json!({"answers": []})).await
    }

    /// Stops listening.
    pub async fn down(&self) -> anyhow::Result<()> {
        self.tell("/down", &Value::Null).await
    }

    /// Listens again.
    pub async fn up(&self) -> anyhow::Result<()> {
        self.tell("/up", &Value::Null).await
    }

    async fn tell(&self, path: &str, what: &Value) -> anyhow::Result<()> {
        let body = if what.is_null() { json!({}) } else { what.clone() };
        self.control.create(path, &body).await?.must_be(200)?;
        Ok(())
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        // It may have ended by itself: nothing to do then.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
