//! From an embedded store to a table of DynamoDB, page by page in the order of
//! the file. Where it got to is noted beside the store after each page, so a
//! move that was broken off goes on there; at the end both sides are counted
//! and their digests compared. The embedded store is not changed.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail, ensure};
use clap::Args;
use domain::Clock as _;
use runtime::SystemClock;
use runtime_aws::Aws;
use store::dump::Tally;
use store::secrets::hex;
use store::{Key, Row};
use store_dynamodb::DynamoTable;
use store_embedded::EmbeddedTable;

/// Rows of one page.
const ROWS: usize = 500;

/// What a move needs to know.
#[derive(Debug, Args)]
pub(crate) struct Migrate {
    /// The data folder of the stopped host.
    #[arg(long, default_value = "./data")]
    data: PathBuf,
    /// The table, which must exist.
    #[arg(long)]
    table: String,
}

impl Migrate {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let file = self.data.join("permanence.redb");
        ensure!(file.exists(), "there is no store in {}", self.data.display());
        let from = EmbeddedTable::open(&file)
            .with_context(|| format!("{} can't be opened; stop the host that runs on it first", file.display()))?;
        let to = DynamoTable::new(Aws::from_env()?.dynamodb(), self.table.clone());
        let note = self.data.join(format!("migrate.{}", self.table));
        let begun = read_note(&note)?;
        if begun.is_none() {
            let (there, _) = to.rows_after(None).await?;
            ensure!(there.is_empty(), "the table {} is not empty; a store moves into an empty one", self.table);
        }
        let now = SystemClock.now().seconds();
        copy(&from, &to, now, begun, &note).await?;
        let (expected, found) = (tally_here(&from, now)?, tally_there(&to, now).await?);
        if expected != found {
            bail!(
                "{} rows here with digest {}, {} there with digest {}: the table was written to meanwhile",
                expected.rows,
                expected.digest(),
                found.rows,
                found.digest()
            );
        }
        std::fs::remove_file(&note)
            .or_else(|error| if error.kind() == std::io::ErrorKind::NotFound { Ok(()) } else { Err(error) })?;
        println!("{} rows moved to {}, digest {}", found.rows, self.table, found.digest());
        println!(
            "mailed links hold under the same key only: put what `permanence-aws show-key` prints into Secrets Manager"
        );
        Ok(())
    }
}

/// Prints the server's key as 64 hexadecimal digits.
pub(crate) fn show_key(data: &Path) -> anyhow::Result<()> {
    let path = data.join("server.key");
    println!("{}", hex(&std::fs::read(&path).with_context(|| format!("{}", path.display()))?));
    Ok(())
}

fn is_live(row: &Row, now: i64) -> bool {
    row.expires_at.is_none_or(|at| at > now)
}

async fn copy(
    from: &EmbeddedTable,
    to: &DynamoTable,
    now: i64,
    mut after: Option<Key>,
    note: &Path,
) -> anyhow::Result<()> {
    loop {
        let rows = from.rows_after(after.as_ref(), ROWS)?;
        let Some(last) = rows.last() else { return Ok(()) };
        let live: Vec<Row> = rows.iter().filter(|row| is_live(row, now)).cloned().collect();
        to.restore(&live).await?;
        write_note(note, &last.key)?;
        after = Some(last.key.clone());
    }
}

fn tally_here(table: &EmbeddedTable, now: i64) -> anyhow::Result<Tally> {
    let (mut tally, mut after) = (Tally::default(), None);
    loop {
        let rows = table.rows_after(after.as_ref(), ROWS)?;
        let Some(last) = rows.last() else { return Ok(tally) };
        after = Some(last.key.clone());
        rows.iter().filter(|row| is_live(row, now)).for_each(|row| tally.add(row));
    }
}

async fn tally_there(table: &DynamoTable, now: i64) -> anyhow::Result<Tally> {
    let (mut tally, mut after) = (Tally::default(), None);
    loop {
        let (rows, next) = table.rows_after(after.as_ref()).await?;
        rows.iter().filter(|row| is_live(row, now)).for_each(|row| tally.add(row));
        match next {
            Some(key) => after = Some(key),
            None => return Ok(tally),
        }
    }
}

/// The key of the last row that was moved.
fn read_note(path: &Path) -> anyhow::Result<Option<Key>> {
    match std::fs::read_to_string(path) {
        Ok(text) => {
            let (pk, sk) =
                serde_json::from_str::<(String, String)>(&text).with_context(|| format!("{}", path.display()))?;
            Ok(Some(Key { pk, sk }))
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn write_note(path: &Path, key: &Key) -> anyhow::Result<()> {
    let draft = path.with_extension("new");
    std::fs::write(&draft, serde_json::to_string(&(&key.pk, &key.sk))?)?;
    Ok(std::fs::rename(&draft, path)?)
}
