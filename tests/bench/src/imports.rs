//! Imports of a long list among many members, as CSV and as a workbook, and their
//! undo: how long they take, and how much more memory this process has at most
//! meanwhile.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use dispatch::Dispatcher;
use mail::transport::Memory;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
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
/// What the list says of each.
const HEADINGS: [&str; 7] = ["Entreprise", "BCE", "Phase", "E-mail", "Contact", "Effectif (ETP)", "Date de création"];

/// Prints what each part takes; answers what falls short of an aim.
pub(crate) async fn measure(app: &TestApp) -> anyhow::Result<Vec<String>> {
    let transport = Arc::new(Memory::new());
    let dispatcher =
        Dispatcher::new(app.store().clone(), BASE_URL.to_owned(), flows::contexts(), transport, "bench".to_owned());
    let mut short = Vec::new();
    // Since the first list is taken back, every row of the second is new again.
    for (format, write) in [("csv", write_list as fn(&Path) -> anyhow::Result<()>), ("xlsx", write_by_another)] {
        let folder = tempfile::Builder::new().prefix("permanence-list").tempdir()?;
        let file = folder.path().join("members").with_extension(format);
        write(&file)?;
        let before = resident("VmRSS:")?;
        let upload = Part::begin(format, "read and looked at", before)?;
        let request = app.as_admin().header("idempotency-key", format);
        let bytes = std::fs::read(&file)?;
        let begun = request.bytes("POST", "/v1/imports?location=becentral", None, bytes).await.expect_status(201);
        let path = format!("/v1/imports/{}", begun.json()["id"].as_str().context("an id")?);
        app.as_admin().if_match("*").put_json(&path, &json!({"columns": []})).await.expect_status(200);
        until(app, &dispatcher, &path, "checked").await?;
        upload.end(&mut short)?;
        ensure!(read(app, &path).await?["counts"]["new"] == ROWS, "every row is new");
        for (what, action, status) in [("written", "run", "done"), ("taken back", "undo", "undone")] {
            let part = Part::begin(format, what, before)?;
            app.as_admin().send("POST", &format!("{path}/{action}")).await.expect_status(202);
            until(app, &dispatcher, &path, status).await?;
            part.end(&mut short)?;
        }
    }
    Ok(short)
}

/// What the list says of one company, beside its team of three and its first day.
fn said(row: usize) -> [String; 5] {
    [
        format!("Guest {row:05}"),
        enterprise_number(FROM + row),
        "lancement".to_owned(),
        format!("info@guest{row:05}.example"),
        "Ana Dubois".to_owned(),
    ]
}

/// Writes a list as a host has it, semicolons between.
fn write_list(to: &Path) -> anyhow::Result<()> {
    let mut text = format!("{}\n", HEADINGS.join(";"));
    for row in 0..ROWS {
        let _ = writeln!(text, "{};3;01/02/2025", said(row).join(";"));
    }
    Ok(std::fs::write(to, text)?)
}

/// Writes the same list as a workbook.
pub(crate) fn write_workbook(to: &Path) -> anyhow::Result<()> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let founded = ExcelDateTime::from_ymd(2025, 2, 1)?;
    for (column, heading) in (0..).zip(HEADINGS) {
        sheet.write(0, column, heading)?;
    }
    for row in 0..ROWS {
        let at = u32::try_from(row + 1)?;
        for (column, text) in (0..).zip(said(row)) {
            sheet.write(at, column, text)?;
        }
        sheet.write(at, 5, 3)?;
        sheet.write_with_format(at, 6, &founded, &day)?;
    }
    Ok(book.save(to)?)
}

/// [`write_workbook`] by a process of its own, whose memory is not measured.
fn write_by_another(to: &Path) -> anyhow::Result<()> {
    let written = Command::new(std::env::current_exe()?).arg("--write-list").arg(to).status()?;
    ensure!(written.success(), "the workbook is not written");
    Ok(())
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
    format: &'static str,
    what: &'static str,
    started: Instant,
    before: u64,
}

impl Part {
    fn begin(format: &'static str, what: &'static str, before: u64) -> anyhow::Result<Self> {
        // The most that was resident is counted anew from here (proc(5)).
        std::fs::write("/proc/self/clear_refs", "5")?;
        Ok(Self { format, what, started: Instant::now(), before })
    }

    fn end(self, short: &mut Vec<String>) -> anyhow::Result<()> {
        let (took, more) = (self.started.elapsed(), resident("VmHWM:")?.saturating_sub(self.before));
        let said = format!(
            "import of {ROWS} rows ({}), {}: {:.1} s, {:.1} MiB more than {:.0} MiB",
            self.format,
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
