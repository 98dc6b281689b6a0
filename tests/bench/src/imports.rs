//! An import of a long list among many members, and its undo: how long they take,
//! and how much more memory this process has at most meanwhile.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use dispatch::Dispatcher;
use mail::transport::Memory;
use serde_json::json;
use testkit::{BASE_URL, TestApp};

use crate::members::{enterprise_number, read};

/// Rows of the list.
const ROWS: usize = 10_000;
/// How long each part may take.
const AIM: Duration = Duration::from_mins(1);
/// Memory that each part may take, in KiB.
const MEMORY_AIM: u64 = 64 * 1_024;
/// Where the numbers of these companies begin: none of them is known yet.
const FROM: usize = 5_000_000;

/// Prints what each part takes; answers what falls short of an aim.
pub(crate) async fn measure(app: &TestApp) -> anyhow::Result<Vec<String>> {
    let transport = Arc::new(Memory::new());
    let dispatcher =
        Dispatcher::new(app.store().clone(), BASE_URL.to_owned(), flows::contexts(), transport, "bench".to_owned());
    let file = list();
    let mut short = Vec::new();
    let before = resident("VmRSS:")?;
    let upload = Part::begin("read and looked at", before)?;
    let request = app.as_admin().header("idempotency-key", "bench");
    let begun = request.bytes("POST", "/v1/imports?location=becentral", None, file).await.expect_status(201);
    let path = format!("/v1/imports/{}", begun.json()["id"].as_str().context("an id")?);
    app.as_admin().put_json(&path, &json!({"columns": []})).await.expect_status(200);
    until(app, &dispatcher, &path, "checked").await?;
    upload.end(&mut short)?;
    ensure!(read(app, &path).await?["counts"]["new"] == ROWS, "every row is new");
    for (what, action, status) in [("written", "run", "done"), ("taken back", "undo", "undone")] {
        let part = Part::begin(what, before)?;
        app.as_admin().send("POST", &format!("{path}/{action}")).await.expect_status(202);
        until(app, &dispatcher, &path, status).await?;
        part.end(&mut short)?;
    }
    Ok(short)
}

/// A list as a host has it.
fn list() -> Vec<u8> {
    let mut text = "Entreprise;BCE;Phase;E-mail;Contact;Effectif (ETP);Date de création\n".to_owned();
    for row in 0..ROWS {
        let number = enterprise_number(FROM + row);
        let _ = writeln!(text, "Guest {row:05};{number};lancement;info@guest{row:05}.example;Ana Dubois;3;01/02/2025");
    }
    text.into_bytes()
}

/// Does what waits until the import stands there.
async fn until(app: &TestApp, dispatcher: &Dispatcher, path: &str, status: &str) -> anyhow::Result<()> {
    let started = Instant::now();
    while read(app, path).await?["status"] != status {
        ensure!(started.elapsed() < 5 * AIM, "the import is not {status} after {} s", started.elapsed().as_secs());
        dispatcher.sweep().await?;
        dispatcher.run_due(app.store().now()).await?;
    }
    Ok(())
}

/// A part of an import, timed, and what was resident before the import.
struct Part {
    what: &'static str,
    started: Instant,
    before: u64,
}

impl Part {
    fn begin(what: &'static str, before: u64) -> anyhow::Result<Self> {
        // The most that was resident is counted anew from here (proc(5)).
        std::fs::write("/proc/self/clear_refs", "5")?;
        Ok(Self { what, started: Instant::now(), before })
    }

    fn end(self, short: &mut Vec<String>) -> anyhow::Result<()> {
        let (took, more) = (self.started.elapsed(), resident("VmHWM:")?.saturating_sub(self.before));
        let said = format!(
            "import of {ROWS} rows, {}: {:.1} s, {:.1} MiB more than {:.0} MiB",
            self.what,
            took.as_secs_f64(),
            more as f64 / 1_024.0,
            self.before as f64 / 1_024.0
        );
        println!("{said}");
        if took > AIM || more > MEMORY_AIM {
            short.push(said);
        }
        Ok(())
    }
}

/// A figure of this process's memory, in KiB.
pub(crate) fn resident(figure: &str) -> anyhow::Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix(figure)).with_context(|| format!("no {figure}"))?;
    Ok(line.trim().trim_end_matches(" kB").parse()?)
}
