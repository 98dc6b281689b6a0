//! The programs, each in a process of its own.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context as _, ensure};

use crate::{KEY, Stage};

const SERVER_KEY: &str = "a-key-for-rehearsals-only-0123456789abcdef";

/// A running program; it ends with this value.
pub(crate) struct Program(Child);

impl Program {
    pub(crate) fn spawn(
        stage: &Stage,
        function: &str,
        settings: &[(&str, String)],
        log: &Arc<Log>,
    ) -> anyhow::Result<Self> {
        let path = stage.programs.join(format!("{function}-lambda"));
        let mut command = Command::new(&path);
        command
            .env_clear()
            .envs(settings.iter().map(|(name, value)| (*name, value)))
            .env("AWS_LAMBDA_FUNCTION_NAME", function);
        let child = command.stdout(Stdio::piped()).spawn();
        let mut child = child.with_context(|| format!("{}: build it with tests/tools/rehearse.sh", path.display()))?;
        if let Some(output) = child.stdout.take() {
            let log = Arc::clone(log);
            std::thread::spawn(move || log.keep(output));
        }
        Ok(Self(child))
    }
}

/// What the programs log to their standard output, where Lambda takes it from.
#[derive(Debug, Default)]
pub struct Log(Mutex<Vec<String>>);

impl Log {
    /// The lines so far, each one JSON.
    pub fn lines(&self) -> Vec<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Keeps every line; errors are shown too.
    fn keep(&self, output: ChildStdout) {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            if line.contains(r#""level":"ERROR""#) {
                println!("{line}");
            }
            self.0.lock().unwrap_or_else(PoisonError::into_inner).push(line);
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What the template sets, for the stage; where the Runtime API is, each
/// environment adds.
pub(crate) fn settings(
    stage: &Stage,
    table: &str,
    address: &str,
    sender: &str,
    door: &SocketAddr,
) -> Vec<(&'static str, String)> {
    let mut settings = to_the_table(table, &format!("http://{door}"));
    settings.extend([
        ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256".to_owned()),
        ("AWS_LAMBDA_FUNCTION_VERSION", "1".to_owned()),
        ("AWS_LAMBDA_LOG_GROUP_NAME", "rehearsal".to_owned()),
        ("AWS_LAMBDA_LOG_STREAM_NAME", "rehearsal".to_owned()),
        ("AWS_ENDPOINT_URL_SESV2", stage.ses.clone()),
        ("PERMANENCE_TABLE", table.to_owned()),
        ("PERMANENCE_BASE_URL", address.to_owned()),
        ("PERMANENCE_MAIL_FROM", format!("Permanence <{sender}>")),
        ("PERMANENCE_ADMIN_KEY", KEY.to_owned()),
        ("PERMANENCE_RATE_LIMITS", "off".to_owned()),
        ("PERMANENCE_LOG", "info".to_owned()),
        ("PERMANENCE_STAGE", "rehearsal".to_owned()),
        ("PERMANENCE_CLOCK", "table".to_owned()),
        ("PERMANENCE_REHEARSAL", "1".to_owned()),
    ]);
    settings
}

fn to_the_table(table: &str, dynamodb: &str) -> Vec<(&'static str, String)> {
    vec![
        ("AWS_REGION", "eu-west-1".to_owned()),
        ("AWS_ACCESS_KEY_ID", "rehearsal".to_owned()),
        ("AWS_SECRET_ACCESS_KEY", "rehearsal".to_owned()),
        ("AWS_ENDPOINT_URL_DYNAMODB", dynamodb.to_owned()),
        ("PERMANENCE_SERVER_KEY", SERVER_KEY.to_owned()),
        ("PERMANENCE_TABLE", table.to_owned()),
    ]
}

/// What an operator does once: the directory, and the first coordinator.
pub(crate) fn first_start(stage: &Stage, table: &str, address: &str) -> anyhow::Result<()> {
    let path = stage.programs.join("permanence-aws");
    let mut command = Command::new(&path);
    command.args(["first-start", "--table", table, "--base-url", address]);
    command.args(["--email", "coordination@permanence.example", "--name", "Coordination"]);
    command.env_clear().envs(to_the_table(table, &stage.dynamodb));
    let output = command.output().with_context(|| format!("{}", path.display()))?;
    ensure!(output.status.success(), "the first start failed: {}", String::from_utf8_lossy(&output.stderr));
    Ok(())
}
