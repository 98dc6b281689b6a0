//! Moving house: all rows out to a file, in from a file, or over to DynamoDB.
//! The host must be stopped: one process has the store open at a time.

use std::fs::{File, OpenOptions, Permissions};
use std::io::{self, BufReader, BufWriter, Write};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, bail, ensure};
use runtime::HostSettings;
use store::dump::{self, Tally, Writer};
use store::repos::server::{import_begun, importing, must_be_whole};
use store::{Commit, Condition, Row, Table as _, Write as Change, keys};
use store_embedded::EmbeddedTable;

use crate::opening::{self, KEY_LOST, must_exist};

/// Rows read or written at a time.
const ROWS: usize = 1_000;
/// The mode of a file that only its owner reads.
const OWNER_ONLY: u32 = 0o600;
/// Pages of an import that may wait to be written.
const PAGES_AHEAD: usize = 2;

/// Every row that has not ended by `now` (Unix time in seconds), page by page.
fn each_row(table: &EmbeddedTable, now: i64, mut each: impl FnMut(&Row) -> io::Result<()>) -> anyhow::Result<()> {
    let mut after = None;
    loop {
        let rows = table.rows_after(after.as_ref(), ROWS)?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = Some(last.key.clone());
        for row in rows.iter().filter(|row| row.expires_at.is_none_or(|at| at > now)) {
            each(row)?;
        }
    }
}

/// Writes all rows to a file, or to standard output for `-`.
pub async fn export(settings: &HostSettings, to: &Path) -> anyhow::Result<()> {
    must_exist(settings)?;
    let table = opening::table(settings)?;
    must_be_whole(&table).await?;
    let now = opening::now(settings).seconds();
    let tally = if to == Path::new("-") {
        write_all(&table, now, io::stdout().lock())?
    } else {
        into_file(to, |out| write_all(&table, now, out))?
    };
    eprintln!("{} rows, digest {}", tally.rows, tally.digest());
    let key = runtime::key::file(&settings.data);
    if key.exists() {
        eprintln!("links and kept answers hold under the same key only: keep {} with it", key.display());
    } else {
        eprintln!("{} is missing, and without it links and kept answers are void. {KEY_LOST}", key.display());
    }
    Ok(())
}

/// Writes a file that appears under its name only once it is whole, and that
/// only its owner reads: it holds what is known of people. Of one that fails
/// nothing is left.
pub(crate) fn into_file<T>(to: &Path, write: impl FnOnce(BufWriter<&File>) -> anyhow::Result<T>) -> anyhow::Result<T> {
    let draft = to.with_extension("part");
    let file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(OWNER_ONLY)
        .open(&draft)
        .with_context(|| format!("{}", draft.display()))?;
    let written = into_draft(&file, write).and_then(|written| {
        std::fs::rename(&draft, to)?;
        Ok(written)
    });
    if written.is_err() {
        // The next one writes over it where this fails.
        let _ = std::fs::remove_file(&draft);
    }
    written
}

fn into_draft<T>(file: &File, write: impl FnOnce(BufWriter<&File>) -> anyhow::Result<T>) -> anyhow::Result<T> {
    // A draft that was left behind keeps its mode.
    file.set_permissions(Permissions::from_mode(OWNER_ONLY))?;
    let written = write(BufWriter::new(file))?;
    file.sync_all()?;
    Ok(written)
}

fn write_all(table: &EmbeddedTable, now: i64, out: impl Write) -> anyhow::Result<Tally> {
    let mut writer = Writer::begin(out)?;
    each_row(table, now, |row| writer.row(row))?;
    Ok(writer.end()?)
}

/// Reads all rows from a file into an empty store. The file is checked whole
/// before the first row is written; an import that was broken off is done
/// again with `again`, which writes over what it left. Until it is done a row
/// of its own says that it is under way: such a store is not served, and no
/// other is written over.
pub async fn import(settings: &HostSettings, from: &Path, again: bool) -> anyhow::Result<()> {
    let file = || File::open(from).map(BufReader::new).with_context(|| format!("{}", from.display()));
    let expected = dump::read(file()?, |_| Ok(())).with_context(|| format!("{}", from.display()))?;
    std::fs::create_dir_all(&settings.data)?;
    let table = opening::table(settings)?;
    let (data, digest) = (settings.data.display(), expected.digest());
    match import_begun(&table).await? {
        None => {
            let is_empty = table.rows_after(None, 1)?.is_empty();
            ensure!(is_empty, "the store in {data} is not empty; import into an empty folder");
            table.restore(vec![importing(&digest)]).await?;
        }
        Some(begun) if begun != digest => {
            bail!("an import of another file into {data} was broken off (digest {begun}, and {digest} of this one)")
        }
        Some(_) => ensure!(again, "an import into {data} was broken off; it goes on with --again"),
    }
    restore(&table, file()?).await?;
    let mut found = Tally::default();
    let mut after = None;
    loop {
        let rows = table.rows_after(after.as_ref(), ROWS)?;
        let Some(last) = rows.last() else { break };
        after = Some(last.key.clone());
        for row in rows.iter().filter(|row| row.key != keys::server_import()) {
            found.add(row);
        }
    }
    if found != expected {
        bail!("the store holds {} rows and the file {}; import into an empty folder", found.rows, expected.rows);
    }
    let done = Change::Delete { key: keys::server_import(), condition: Condition::Any };
    table.commit(Commit { writes: vec![done], token: None, now: opening::now(settings).seconds() }).await?;
    table.close();
    eprintln!("{} rows, digest {}", found.rows, found.digest());
    Ok(())
}

/// Reads the file beside the writing, a few pages ahead: it is never held whole.
async fn restore(table: &EmbeddedTable, file: BufReader<File>) -> anyhow::Result<()> {
    let (pages, mut read) = tokio::sync::mpsc::channel(PAGES_AHEAD);
    let reader = tokio::task::spawn_blocking(move || {
        let mut page = Vec::with_capacity(ROWS);
        let gone = |_| io::Error::from(io::ErrorKind::BrokenPipe);
        dump::read(file, |row| {
            page.push(row);
            if page.len() < ROWS {
                return Ok(());
            }
            pages.blocking_send(std::mem::replace(&mut page, Vec::with_capacity(ROWS))).map_err(gone)
        })?;
        pages.blocking_send(page).map_err(gone)?;
        anyhow::Ok(())
    });
    while let Some(page) = read.recv().await {
        table.restore(page).await?;
    }
    reader.await?
}

/// Hands over to `permanence-aws migrate`, which speaks to AWS, as this binary
/// does not: beside this one, else on the path.
pub fn migrate(settings: &HostSettings, table: &str) -> anyhow::Result<()> {
    let beside = std::env::current_exe()?.with_file_name("permanence-aws");
    let program = if beside.exists() { beside } else { PathBuf::from("permanence-aws") };
    let mut command = Command::new(&program);
    command.arg("migrate").arg("--data").arg(&settings.data).args(["--table", table]);
    let error = command.exec();
    Err(error)
        .with_context(|| format!("{}: build it with `cargo build --release -p permanence-aws`", program.display()))
}
