//! The home on one machine: the binary `permanence` on a folder of its own.

mod home;

use std::io::{BufRead as _, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use chrono::{DateTime, Utc};
use tempfile::TempDir;

use crate::day;
use crate::home::Home;
use crate::programs::{free_port, host};
use crate::smtp::SmtpServer;

/// The coordinator's API key in every test.
const KEY: &str = "journeys-coordinator-key-0123456789";
/// Time for the first start, which loads the directory.
const START: Duration = Duration::from_mins(1);

/// How a host is to be started.
#[derive(Debug, Default)]
pub struct Wishes {
    settings: Vec<(String, String)>,
    smtp: Option<SmtpServer>,
    data: Option<std::path::PathBuf>,
}

impl Wishes {
    /// Starts on a copy of a folder of data.
    pub fn on(mut self, data: &std::path::Path) -> Self {
        self.data = Some(data.to_owned());
        self
    }

    /// Sets a setting, in place of the one that journeys start with.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.settings.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Mails go to this server, not to the mailbox folder.
    pub fn mailing_by(mut self, smtp: SmtpServer) -> Self {
        self.settings.push(("PERMANENCE_SMTP_URL".to_owned(), smtp.url()));
        self.smtp = Some(smtp);
        self
    }

    /// Starts it, and waits until it is ready.
    pub async fn start(self) -> anyhow::Result<LocalHost> {
        let mut last = None;
        // A port that was free may have been taken meanwhile.
        for _ in 0..3 {
            let port = free_port()?;
            let mut home = LocalHost {
                address: format!("http://127.0.0.1:{port}"),
                data: tempfile::tempdir()?,
                smtp: None,
                settings: self.settings.clone(),
                process: Mutex::new(None),
                printed: Arc::default(),
            };
            for file in self.data.iter().map(std::fs::read_dir) {
                for file in file? {
                    let file = file?;
                    std::fs::copy(file.path(), home.data.path().join(file.file_name()))?;
                }
            }
            match home.start_again().await {
                Ok(()) => {
                    home.smtp = self.smtp;
                    return Ok(home);
                }
                Err(error) => last = Some(error),
            }
        }
        Err(last.unwrap_or_else(|| anyhow::anyhow!("not started")))
    }
}

/// What a start that was to fail said.
#[derive(Debug)]
pub struct Refusal {
    /// Whether it ended well.
    pub success: bool,
    /// What it said on its way out.
    pub said: String,
}

/// A host in a process of its own, in demonstration mode unless told
/// otherwise. It ends with this value, and its data with it.
#[derive(Debug)]
pub struct LocalHost {
    address: String,
    data: TempDir,
    smtp: Option<SmtpServer>,
    settings: Vec<(String, String)>,
    process: Mutex<Option<Child>>,
    printed: Arc<Mutex<Vec<String>>>,
}

impl LocalHost {
    /// A host to be started otherwise than usual.
    pub fn wishes() -> Wishes {
        Wishes::default()
    }

    /// A fresh host with the Brussels directory and nothing else.
    pub async fn fresh() -> anyhow::Result<Self> {
        Self::wishes().start().await
    }

    /// A fresh host that mails by a real SMTP server.
    pub async fn with_smtp() -> anyhow::Result<Self> {
        Self::wishes().mailing_by(SmtpServer::start().await?).start().await
    }

    /// Starts a host with these settings alone and waits until it gives up.
    pub fn refused(settings: &[(&str, &str)]) -> anyhow::Result<Refusal> {
        let data = tempfile::tempdir()?;
        let mut command = Command::new(host()?);
        command.arg("serve").env_clear().env("PERMANENCE_DATA", data.path());
        command.env("PERMANENCE_LISTEN", format!("127.0.0.1:{}", free_port()?));
        for (name, value) in settings {
            command.env(name, value);
        }
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        let until = Instant::now() + START;
        while child.try_wait()?.is_none() {
            if Instant::now() > until {
                child.kill()?;
                child.wait()?;
                anyhow::bail!("it started with {settings:?}");
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        let output = child.wait_with_output()?;
        let said = [output.stdout, output.stderr].concat();
        Ok(Refusal { success: output.status.success(), said: String::from_utf8_lossy(&said).into_owned() })
    }

    /// Its data folder.
    pub fn data(&self) -> &std::path::Path {
        self.data.path()
    }

    /// The SMTP server that it mails by.
    pub fn smtp(&self) -> anyhow::Result<&SmtpServer> {
        self.smtp.as_ref().context("this host mails to its folder")
    }

    /// The sign-in link that it printed last, as a path.
    pub fn sign_in_path(&self) -> anyhow::Result<String> {
        let printed = self.printed.lock().unwrap_or_else(PoisonError::into_inner);
        let line = printed.iter().rev().find(|line| line.contains("/console/enter/"));
        let line = line.context("no sign-in link was printed")?;
        let at = line.find("/console/enter/").unwrap_or_default();
        Ok(line[at..].trim().to_owned())
    }

    /// Kills it as `kill -9` does, in the middle of whatever it does.
    pub fn kill(&self) -> anyhow::Result<()> {
        let child = self.process.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(mut child) = child {
            child.kill()?;
            child.wait()?;
        }
        Ok(())
    }

    /// Starts it on the data that it had, at the address that it had, and
    /// waits until it is ready.
    pub async fn start_again(&self) -> anyhow::Result<()> {
        self.kill()?;
        let mut child = self.command()?.spawn().context("the host can't be started")?;
        for pipe in [child.stdout.take().map(reader), child.stderr.take().map(reader)].into_iter().flatten() {
            let printed = Arc::clone(&self.printed);
            std::thread::spawn(move || {
                for line in BufReader::new(pipe).lines().map_while(Result::ok) {
                    printed.lock().unwrap_or_else(PoisonError::into_inner).push(line);
                }
            });
        }
        *self.process.lock().unwrap_or_else(PoisonError::into_inner) = Some(child);
        let until = Instant::now() + START;
        let visitor = self.anybody();
        while Instant::now() < until {
            if visitor.get("/healthz").await.is_ok_and(|answer| answer.status == 200) {
                return Ok(());
            }
            anyhow::ensure!(!self.has_ended()?, "the host ended: {}", self.said());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        anyhow::bail!("the host is not ready: {}", self.said())
    }

    fn has_ended(&self) -> anyhow::Result<bool> {
        let mut process = self.process.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(match process.as_mut() {
            Some(child) => child.try_wait()?.is_some(),
            None => true,
        })
    }

    /// Everything that it printed so far.
    pub fn said(&self) -> String {
        self.printed.lock().unwrap_or_else(PoisonError::into_inner).join("\n")
    }

    /// Runs a verb of the program on the data of the host, which must be stopped,
    /// at a time; what it prints. It must end well.
    pub fn verb(&self, verb: &str, now: DateTime<Utc>) -> anyhow::Result<String> {
        let mut command = Command::new(host()?);
        command.arg(verb).env_clear().env("PERMANENCE_DATA", self.data.path());
        command.env("PERMANENCE_DEMO", "1").env("PERMANENCE_CLOCK", now.to_rfc3339());
        let output = command.output()?;
        anyhow::ensure!(output.status.success(), "{verb}: {}", String::from_utf8_lossy(&output.stderr));
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Starts again at a time: the clock of a demonstration begins anew with its host.
    async fn go_on_at(&self, now: DateTime<Utc>) -> anyhow::Result<()> {
        self.start_again().await?;
        self.advance(&format!("PT{}S", (now - self.now().await?).num_seconds().max(0))).await
    }

    fn command(&self) -> anyhow::Result<Command> {
        let mut command = Command::new(host()?);
        command
            .arg("serve")
            .env_clear()
            .env("PERMANENCE_LISTEN", self.address.trim_start_matches("http://"))
            .env("PERMANENCE_DATA", self.data.path())
            .env("PERMANENCE_ADMIN_KEY", KEY)
            .env("PERMANENCE_DEMO", "1")
            .env("PERMANENCE_CLOCK", day::begin().to_rfc3339())
            .env("PERMANENCE_LOG", "warn")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        for (name, value) in &self.settings {
            command.env(name, value);
        }
        Ok(command)
    }
}

fn reader(pipe: impl Read + Send + 'static) -> Box<dyn Read + Send> {
    Box::new(pipe)
}

impl Drop for LocalHost {
    fn drop(&mut self) {
        let _ = self.kill();
    }
}
