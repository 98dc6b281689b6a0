//! Programs beside the tests: where they are, and how they are started.

use std::fs::{self, File};
use std::io::Write as _;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, OnceLock, PoisonError};

use anyhow::Context as _;

use crate::receiver::Received;

/// The workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A port that nobody listens on, and that no other test's process is given
/// while this one runs. It lies below those from which the machine takes the
/// near end of a connection (32768 and up on Linux).
pub fn free_port() -> anyhow::Result<u16> {
    static KEPT: Mutex<Vec<File>> = Mutex::new(Vec::new());
    let folder = std::env::temp_dir().join("permanence-test-ports");
    fs::create_dir_all(&folder)?;
    let begin = u16::try_from(std::process::id() % 10_000)?;
    for port in (0..10_000).map(|next| 20_000 + (begin + next) % 10_000) {
        let lock = File::create(folder.join(port.to_string()))?;
        if lock.try_lock().is_ok() && TcpListener::bind(("127.0.0.1", port)).is_ok() {
            KEPT.lock().unwrap_or_else(PoisonError::into_inner).push(lock);
            return Ok(port);
        }
    }
    anyhow::bail!("every port from 20000 to 29999 is taken")
}

/// The host: `PERMANENCE_BIN`, else the debug build, which is made where it is
/// absent.
pub fn host() -> anyhow::Result<PathBuf> {
    static FOUND: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    FOUND.get_or_init(|| find_host().map_err(|error| format!("{error:#}"))).clone().map_err(anyhow::Error::msg)
}

fn find_host() -> anyhow::Result<PathBuf> {
    if let Some(named) = std::env::var_os("PERMANENCE_BIN") {
        return Ok(named.into());
    }
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    let built = target.join("debug/permanence");
    if !built.exists() {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let status = Command::new(cargo).args(["build", "-p", "permanence"]).current_dir(root()).status()?;
        anyhow::ensure!(status.success(), "cargo build -p permanence failed");
    }
    Ok(built)
}

/// Python with the packages of `tests/interop/requirements.txt`.
pub fn python() -> anyhow::Result<PathBuf> {
    let python = root().join(".tools/venv/bin/python");
    anyhow::ensure!(python.exists(), "{} is absent: run tests/tools/setup.sh", python.display());
    Ok(python)
}

/// A program of `tests/interop`.
pub fn interop(name: &str) -> PathBuf {
    root().join("tests/interop").join(name)
}

/// A reference library of Standard Webhooks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signer {
    /// `standardwebhooks` of PyPI.
    Python,
    /// `standardwebhooks` of npm.
    JavaScript,
}

impl Signer {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Python, Self::JavaScript];

    /// The value of `webhook-signature`.
    pub fn sign(self, secret: &str, id: &str, seconds: i64, body: &str) -> anyhow::Result<String> {
        self.run("sign_webhook", &[secret, id, &seconds.to_string()], body)
    }

    /// Whether each of these is genuine under this secret, at the moment that it
    /// says.
    pub fn verify(self, secret: &str, webhooks: &[Received]) -> anyhow::Result<Vec<bool>> {
        let line = |webhook: &Received| {
            let mut line = serde_json::to_value(webhook)?;
            line["secret"] = secret.into();
            Ok(format!("{line}\n"))
        };
        let lines = webhooks.iter().map(line).collect::<anyhow::Result<String>>()?;
        Ok(self.run("verify_webhook", &[], &lines)?.lines().map(|line| line == "true").collect())
    }

    /// The value of `Tally-Signature`, as Tally's documentation has it made: by
    /// JavaScript.
    pub fn sign_as_tally(secret: &str, body: &str) -> anyhow::Result<String> {
        Self::JavaScript.run("sign_tally", &[secret], body)
    }

    fn run(self, program: &str, arguments: &[&str], input: &str) -> anyhow::Result<String> {
        let (mut command, extension) = match self {
            Self::Python => (Command::new(python()?), "py"),
            Self::JavaScript => (Command::new("node"), "mjs"),
        };
        command.arg(interop(&format!("{program}.{extension}"))).args(arguments);
        let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut child = child.with_context(|| format!("{program} can't be started; run tests/tools/setup.sh"))?;
        child.stdin.take().context("the program has no input")?.write_all(input.as_bytes())?;
        let output = child.wait_with_output()?;
        anyhow::ensure!(output.status.success(), "{program} failed; run tests/tools/setup.sh");
        Ok(String::from_utf8(output.stdout)?.trim().to_owned())
    }
}
