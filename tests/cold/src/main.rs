//! Cold starts, as Lambda would see them: each program is spawned anew, its
//! first `next` and its first answer are timed, and its memory and size are
//! read. Beside the product's functions, in the same rounds, a bare
//! lambda_http program and the same read on Node and on Python.

mod program;
mod runtime_api;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context as _, anyhow, ensure};
use clap::Parser;
use serde_json::Value;
use tokio::process::Command;

use crate::program::{ADMIN_KEY, Kind, Program};

#[derive(Debug, Parser)]
struct Arguments {
    /// Folder of the product's Lambda programs and of the bare one.
    #[arg(long)]
    binaries: String,
    /// Folder of the packages.
    #[arg(long, default_value = "target/lambda")]
    packages: String,
    /// Where DynamoDB Local answers.
    #[arg(long, env = "DYNAMODB_LOCAL_URL")]
    dynamodb: String,
    /// The table, which holds the directory.
    #[arg(long, default_value = "cold")]
    table: String,
    /// Starts of each program.
    #[arg(long, default_value_t = 21)]
    rounds: usize,
    /// Only these programs, by name.
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
}

/// One start.
#[derive(Debug, Clone, Copy)]
struct Start {
    next: Duration,
    answer: Duration,
    resident_kib: u64,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let mut programs = program::all(&arguments.binaries);
    programs.retain(|program| arguments.only.is_empty() || arguments.only.iter().any(|name| name == program.name));
    let mut starts: BTreeMap<&str, Vec<Start>> = BTreeMap::new();
    // In turns, so that a busy moment of the machine falls on all of them.
    for round in 0..=arguments.rounds {
        for program in &programs {
            let start = start(program, &arguments).await.with_context(|| program.name.to_owned())?;
            if round > 0 {
                starts.entry(program.name).or_default().push(start);
            }
        }
    }
    print(&programs, &starts, &arguments);
    Ok(())
}

async fn start(program: &Program, arguments: &Arguments) -> anyhow::Result<Start> {
    let (api, sees) = runtime_api::serve(program.event.to_string()).await?;
    let (first, rest) = program.command.split_first().context("a program has a command")?;
    let binary = if first.contains("target") { std::fs::canonicalize(first)? } else { first.into() };
    let mut command = Command::new(binary);
    command.args(rest).current_dir(program.folder).env_clear();
    for (name, value) in settings(&api.to_string(), arguments) {
        command.env(name, value);
    }
    command.stdout(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true);
    let spawned = Instant::now();
    let mut child = command.spawn()?;
    let seen = tokio::select! {
        seen = tokio::time::timeout(Duration::from_secs(20), sees) => seen.context("no answer within 20 s")??,
        status = child.wait() => return Err(anyhow!("it ended: {}", status?)),
    };
    let seen = seen.map_err(|why| anyhow!("it failed: {why}"))?;
    let answer: Value = serde_json::from_slice(&seen.answer).context("an answer is JSON")?;
    ensure!(program.expect.is_met_by(&answer), "answered {answer}");
    let resident_kib = resident_kib(child.id().context("it runs")?)?;
    child.kill().await?;
    Ok(Start { next: seen.next_at - spawned, answer: seen.answered_at - spawned, resident_kib })
}

fn settings(api: &str, arguments: &Arguments) -> Vec<(&'static str, String)> {
    let path = std::env::var_os("PATH").unwrap_or_default().to_string_lossy().into_owned();
    vec![
        ("PATH", path),
        ("AWS_LAMBDA_RUNTIME_API", api.to_owned()),
        ("AWS_LAMBDA_FUNCTION_NAME", "cold".to_owned()),
        ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256".to_owned()),
        ("AWS_LAMBDA_FUNCTION_VERSION", "1".to_owned()),
        ("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/cold".to_owned()),
        ("AWS_LAMBDA_LOG_STREAM_NAME", "cold".to_owned()),
        ("AWS_REGION", "eu-west-1".to_owned()),
        ("AWS_DEFAULT_REGION", "eu-west-1".to_owned()),
        ("AWS_ACCESS_KEY_ID", "cold".to_owned()),
        ("AWS_SECRET_ACCESS_KEY", "cold".to_owned()),
        ("AWS_ENDPOINT_URL_DYNAMODB", arguments.dynamodb.clone()),
        ("PERMANENCE_TABLE", arguments.table.clone()),
        ("PERMANENCE_BASE_URL", "https://permanence.test".to_owned()),
        ("PERMANENCE_MAIL_FROM", "Permanence <permanence@permanence.test>".to_owned()),
        ("PERMANENCE_SERVER_KEY", "a-key-for-cold-starts-only-0123456789abcdef".to_owned()),
        ("PERMANENCE_ADMIN_KEY", ADMIN_KEY.to_owned()),
        ("PERMANENCE_SES_CONFIGURATION_SET", "cold".to_owned()),
    ]
}

fn resident_kib(process: u32) -> anyhow::Result<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("a process has VmRSS")?;
    Ok(line.trim().trim_end_matches("kB").trim().parse()?)
}

fn median<T: Ord + Copy>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut values: Vec<T> = values.collect();
    values.sort_unstable();
    values.get(values.len() / 2).copied()
}

fn print(programs: &[Program], starts: &BTreeMap<&str, Vec<Start>>, arguments: &Arguments) {
    let of = |name: &str, figure: fn(&Start) -> Duration| {
        starts.get(name).and_then(|starts| median(starts.iter().map(figure))).unwrap_or_default().as_secs_f64() * 1e3
    };
    let bare = of("bare", |start| start.next);
    let [node, python] = ["node", "python"].map(|peer| of(peer, |start| start.answer));
    println!("medians of {} starts", arguments.rounds);
    println!(
        "| program | first `/next` | of bare | first answer | Node's, of it | Python's | resident | binary | zip |"
    );
    println!("|---|---|---|---|---|---|---|---|---|");
    for program in programs {
        let (next, answer) = (of(program.name, |start| start.next), of(program.name, |start| start.answer));
        let resident =
            starts.get(program.name).and_then(|starts| median(starts.iter().map(|start| start.resident_kib)));
        let size = |path: String| megabytes(Path::new(&path));
        let is_ours = program.kind == Kind::Ours;
        let binary = program.command.first().filter(|_| is_ours || program.kind == Kind::Bare).cloned();
        let zip = is_ours.then(|| format!("{}/{}.zip", arguments.packages, program.name));
        let times = |peer: f64| if is_ours { format!("{:.0} times", peer / answer) } else { String::new() };
        println!(
            "| {} | {next:.1} ms | {:.1} | {answer:.1} ms | {} | {} | {:.1} MB | {} | {} |",
            program.name,
            next / bare,
            times(node),
            times(python),
            resident.unwrap_or_default() as f64 / 1_024.0,
            binary.map_or_else(String::new, size),
            zip.map_or_else(String::new, size),
        );
    }
}

fn megabytes(path: &Path) -> String {
    std::fs::metadata(path).map_or_else(|_| "-".to_owned(), |file| format!("{:.1} MB", file.len() as f64 / 1_048_576.0))
}
