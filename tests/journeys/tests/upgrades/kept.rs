//! The folders that are kept, and the rows in them.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufReader, BufWriter};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context as _;
use journeys::programs::host;
use store::{Row, dump};

/// What the version that made a folder answered, in the folder.
pub(crate) const ANSWERS: &str = "answers.json";
/// The server's key, in the folder.
const KEY: &str = "server.key";

/// Rows that are in no folder, by what their key holds, and why.
const NOT_KEPT: [(&str, &str); 16] = [
    ("PENDING", "a mark of a commit: its effects are planned within milliseconds, which is the crash journeys' matter"),
    ("COUNT", "a mark of an answer, which is counted within seconds"),
    ("FIGURES#WAIT", "a mark of what is counted again within the minute"),
    ("AUTH#SESSION", "who is signed in is not exported"),
    ("SESSION", "who is signed in is not exported"),
    ("COPY", "stands in a backup until a host starts on it"),
    ("MEMBERS#BEHIND", "until the commit that follows"),
    ("MARKS", "until an erasure is done"),
    ("PLANS#WAITING", "until the rota is worked out"),
    ("REPAIRS#WAITING", "until it is looked what is broken"),
    ("LOOK", "until it is looked what is broken"),
    ("RULES#REVIEW", "until all members are determined again"),
    ("PIECE", "until the file is read"),
    ("SUMS", "on the morning after a wave has closed: none does in the two days of a kept store"),
    ("INFORM#DORMANT", "after weeks in which nobody was at a place"),
    ("ALERT", "deliveries only, as others that are kept"),
];

pub(crate) fn stores() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("stores")
}

/// The folders, the newest last.
pub(crate) fn folders() -> anyhow::Result<Vec<PathBuf>> {
    let mut folders = Vec::new();
    for folder in std::fs::read_dir(stores())? {
        folders.push(folder?.path());
    }
    folders.sort();
    Ok(folders)
}

/// The newest folder.
pub(crate) fn newest() -> anyhow::Result<PathBuf> {
    folders()?.pop().context("no store is kept")
}

/// Runs a verb of the program on a folder, at a time.
pub(crate) fn permanence(data: &Path, now: &str, arguments: &[&str]) -> anyhow::Result<()> {
    let mut command = Command::new(host()?);
    command.env_clear().env("PERMANENCE_DATA", data).env("PERMANENCE_DEMO", "1").env("PERMANENCE_CLOCK", now);
    let output = command.args(arguments).output()?;
    anyhow::ensure!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    Ok(())
}

/// The rows in a folder, which stays as it is, that have not ended by a time.
pub(crate) fn rows(data: &Path, now: &str) -> anyhow::Result<Vec<Row>> {
    let copy = tempfile::tempdir()?;
    for file in std::fs::read_dir(data)? {
        let file = file?;
        if file.file_type()?.is_file() {
            std::fs::copy(file.path(), copy.path().join(file.file_name()))?;
        }
    }
    let file = copy.path().join("all.jsonl");
    permanence(copy.path(), now, &["export", "--to", &file.to_string_lossy()])?;
    let mut rows = Vec::new();
    dump::read(BufReader::new(File::open(file)?), |row| {
        rows.push(row);
        Ok(())
    })?;
    Ok(rows)
}

/// Fills a folder with rows, under the key of another, at a time.
pub(crate) fn fill(folder: &Path, now: &str, rows: &[Row], other: &Path) -> anyhow::Result<()> {
    let away = tempfile::tempdir()?;
    let file = away.path().join("all.jsonl");
    let mut writer = dump::Writer::begin(BufWriter::new(File::create(&file)?))?;
    for row in rows {
        writer.row(row)?;
    }
    writer.end()?;
    std::fs::copy(other.join(KEY), folder.join(KEY))?;
    permanence(folder, now, &["import", &file.to_string_lossy()])
}

/// What keys hold beside what differs from row to row, as `store::keys` writes it.
fn kinds() -> anyhow::Result<BTreeSet<String>> {
    let keys = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/store/src/keys");
    let mut files = vec![keys.with_extension("rs")];
    for file in std::fs::read_dir(keys)? {
        files.push(file?.path());
    }
    let mut kinds = BTreeSet::new();
    for file in files {
        let text = std::fs::read_to_string(file)?;
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            kinds.extend(line.split('"').skip(1).step_by(2).map(kind));
        }
    }
    let is_word =
        |kind: &String| kind.len() > 1 && kind.chars().all(|one| one.is_ascii_uppercase() || matches!(one, '_' | '#'));
    kinds.retain(is_word);
    Ok(kinds)
}

/// `SEAT` of `{day}SEAT#{slot}`.
fn kind(written: &str) -> String {
    let rest = written.strip_prefix("{day}").unwrap_or(written);
    rest.split('{').next().unwrap_or_default().trim_end_matches('#').to_owned()
}

/// The kinds of row that these are not all of.
pub(crate) fn absent(rows: &[Row]) -> anyhow::Result<Vec<String>> {
    let keys: Vec<String> =
        rows.iter().flat_map(|row| [&row.key.pk, &row.key.sk]).map(|key| format!("#{key}#")).collect();
    let is_absent = |kind: &String| {
        let part = format!("#{kind}#");
        NOT_KEPT.iter().all(|(other, _)| other != kind) && !keys.iter().any(|key| key.contains(&part))
    };
    Ok(kinds()?.into_iter().filter(is_absent).collect())
}
