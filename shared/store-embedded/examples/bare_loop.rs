//! What redb itself commits, to hold the product against: rows of a given size,
//! so many to a submission and so many submissions to a transaction, without a
//! server, conditions or events. With `--engine`, the same rows go through
//! [`EmbeddedTable`] from that many callers at once.
//!
//! ```text
//! bare_loop [--engine] [--rows N] [--rows-per-submission K]
//!           [--submissions-per-transaction S] [--row-bytes B] [--file PATH]
//! ```

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use redb::{Database, TableDefinition};
use store::{Commit, Condition, Key, Table, Write};
use store_embedded::EmbeddedTable;

const ROWS: TableDefinition<'static, &[u8], &[u8]> = TableDefinition::new("rows");

#[derive(Debug)]
struct Settings {
    engine: bool,
    rows: usize,
    rows_per_submission: usize,
    submissions_per_transaction: usize,
    row_bytes: usize,
    file: PathBuf,
}

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let settings = settings(std::env::args().skip(1))?;
    if settings.file.exists() {
        return Err(format!("{} is there already; name a new file", settings.file.display()).into());
    }
    let took = if settings.engine { through_engine(&settings)? } else { bare(&settings)? };
    std::fs::remove_file(&settings.file)?;
    let submissions = settings.rows / settings.rows_per_submission;
    let rows = submissions * settings.rows_per_submission;
    println!(
        "{} rows of {} bytes in {:.2} s: {:.0} rows/s, {:.0} submissions/s",
        rows,
        settings.row_bytes,
        took.as_secs_f64(),
        rows as f64 / took.as_secs_f64(),
        submissions as f64 / took.as_secs_f64(),
    );
    Ok(())
}

fn settings(mut arguments: impl Iterator<Item = String>) -> Result<Settings, Failure> {
    let mut settings = Settings {
        engine: false,
        rows: 64_000,
        rows_per_submission: 1,
        submissions_per_transaction: 64,
        row_bytes: 400,
        file: PathBuf::from("bare_loop.redb"),
    };
    while let Some(name) = arguments.next() {
        if name == "--engine" {
            settings.engine = true;
            continue;
        }
        let value = arguments.next().ok_or_else(|| format!("{name} needs a value"))?;
        match name.as_str() {
            "--rows" => settings.rows = value.parse()?,
            "--rows-per-submission" => settings.rows_per_submission = at_least_one(&value)?,
            "--submissions-per-transaction" => {
                settings.submissions_per_transaction = at_least_one(&value)?;
            }
            "--row-bytes" => settings.row_bytes = value.parse()?,
            "--file" => settings.file = PathBuf::from(value),
            _ => return Err(format!("unknown setting {name}").into()),
        }
    }
    Ok(settings)
}

fn at_least_one(value: &str) -> Result<usize, Failure> {
    let count = value.parse::<std::num::NonZeroUsize>()?;
    Ok(count.get())
}

/// Keys as the product's: a partition among many and an id that spreads.
fn key(submission: usize, row: usize) -> (String, String) {
    let spread = (submission as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (format!("RESPONSE#{spread:016x}"), format!("ROW#{row:04}"))
}

fn bare(settings: &Settings) -> Result<Duration, Failure> {
    let database = Database::create(&settings.file)?;
    let doc = vec![b'x'; settings.row_bytes];
    let submissions: Vec<usize> = (0..settings.rows / settings.rows_per_submission).collect();
    let start = Instant::now();
    for group in submissions.chunks(settings.submissions_per_transaction) {
        let transaction = database.begin_write()?;
        {
            let mut table = transaction.open_table(ROWS)?;
            for submission in group {
                for row in 0..settings.rows_per_submission {
                    let (pk, sk) = key(*submission, row);
                    table.insert(format!("{pk}\0{sk}").as_bytes(), doc.as_slice())?;
                }
            }
        }
        transaction.commit()?;
    }
    Ok(start.elapsed())
}

fn through_engine(settings: &Settings) -> Result<Duration, Failure> {
    tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
        let table = Arc::new(EmbeddedTable::open(Path::new(&settings.file))?);
        let submissions = settings.rows / settings.rows_per_submission;
        let callers = settings.submissions_per_transaction;
        let start = Instant::now();
        let work = (0..callers).map(|caller| {
            let table = Arc::clone(&table);
            async move {
                for submission in (caller..submissions).step_by(callers) {
                    table.commit(commit(settings, submission)).await?;
                }
                Ok::<_, store::TableError>(())
            }
        });
        futures::future::try_join_all(work).await?;
        let took = start.elapsed();
        println!("{:?}", table.stats());
        Ok(took)
    })
}

fn commit(settings: &Settings, submission: usize) -> Commit {
    let writes = (0..settings.rows_per_submission)
        .map(|row| {
            let (pk, sk) = key(submission, row);
            let doc = "x".repeat(settings.row_bytes);
            Write::Put { key: Key::new(pk, sk), doc, expires_at: None, condition: Condition::Absent }
        })
        .collect();
    Commit { writes, token: Some(format!("{submission:026}")), now: 1_800_000_000 }
}
