//! From an embedded store to a table of DynamoDB, page by page in the order of
//! the file. Where it got to is noted beside the store after each page, so a
//! move that was broken off goes on there. The embedded store is not changed.
//!
//! It goes through the file once for each [`Part`]: what waits for the
//! dispatcher is moved last, because a dispatcher that runs there would look
//! for what it leads to, not find it, and strike it off for good. Before that
//! both sides are counted and their digests compared.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail, ensure};
use clap::Args;
use domain::Clock as _;
use runtime::SystemClock;
use runtime_aws::Aws;
use serde::{Deserialize, Serialize};
use store::dump::Tally;
use store::repos::server::must_be_whole;
use store::secrets::hex;
use store::{Key, Row, Table as _, keys};
use store_dynamodb::DynamoTable;
use store_embedded::{EmbeddedTable, table_file};

/// Rows of one page.
const ROWS: usize = 500;

/// In which part of a move a row goes over; the parts follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Part {
    /// Everything that waits for nobody.
    State,
    /// Mails that hang on nothing but a person. The stream hands them to the
    /// dispatcher as they arrive, and they tell of what must be there by then.
    Mails,
    /// Marks of what is not planned, and when what is planned falls due.
    Waiting,
}

impl Part {
    fn of(row: &Row) -> Self {
        let begins = |prefixes: &[&str]| prefixes.iter().any(|prefix| row.key.pk.starts_with(prefix));
        if begins(&["PENDING#", "DUE#"]) {
            Self::Waiting
        } else if begins(&["STAFF#MAIL#", "ADVISER#MAIL#"]) {
            Self::Mails
        } else {
            Self::State
        }
    }

    const fn next(self) -> Option<Self> {
        match self {
            Self::State => Some(Self::Mails),
            Self::Mails => Some(Self::Waiting),
            Self::Waiting => None,
        }
    }
}

/// Where a move is: in which part, and after which row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Place {
    part: Part,
    after: Option<(String, String)>,
}

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
        let file = table_file(&self.data);
        ensure!(file.exists(), "there is no store in {}", self.data.display());
        let from = EmbeddedTable::open(&file)
            .with_context(|| format!("{} can't be opened; stop the host that runs on it first", file.display()))?;
        must_be_whole(&from).await?;
        let is_copy = from.get(&[keys::server_copy()]).await?.iter().any(Option::is_some);
        ensure!(
            !is_copy,
            "the store in {} is a backup: start the host on it once, which asks what left since, and move it then",
            self.data.display()
        );
        let to = DynamoTable::new(Aws::from_env()?.dynamodb(), self.table.clone());
        let note = self.data.join(format!("migrate.{}", self.table));
        let begun = read_note(&note)?;
        if begun.is_none() {
            let (there, _) = to.rows_after(None).await?;
            ensure!(there.is_empty(), "the table {} is not empty; a store moves into an empty one", self.table);
        }
        let now = SystemClock.now().seconds();
        let mut place = begun.unwrap_or(Place { part: Part::State, after: None });
        loop {
            copy(&from, &to, now, &mut place, &note).await?;
            if place.part == Part::State {
                hold_against(&self.table, &tally_here(&from, now)?, &tally_there(&to, now).await?)?;
            }
            let Some(part) = place.part.next() else { break };
            place = Place { part, after: None };
            write_note(&note, &place)?;
        }
        std::fs::remove_file(&note)?;
        self.report(&from, &to, now).await
    }

    async fn report(&self, from: &EmbeddedTable, to: &DynamoTable, now: i64) -> anyhow::Result<()> {
        let (all, found) = (tally_here(from, now)?.all, tally_there(to, now).await?.all);
        println!("{} rows moved to {}, digest {}", all.rows, self.table, all.digest());
        if all != found {
            println!(
                "the table already holds {} rows with digest {}: the stack is at work on what was waiting",
                found.rows,
                found.digest()
            );
        }
        println!(
            "mailed links hold under the same key only: put what `permanence-aws show-key` prints into Secrets Manager"
        );
        Ok(())
    }
}

/// Refuses where what does not wait differs. Nothing was sent yet, and what
/// waits is not there: the table can be emptied and the move begun anew.
fn hold_against(table: &str, here: &Sides, there: &Sides) -> anyhow::Result<()> {
    if here.state != there.state {
        bail!(
            "{} rows here with digest {}, {} there with digest {}: {table} was written to meanwhile; empty it, remove \
             the note migrate.{table} beside the store, and begin again",
            here.state.rows,
            here.state.digest(),
            there.state.rows,
            there.state.digest()
        );
    }
    Ok(())
}

/// Prints the server's key as 64 hexadecimal digits.
pub(crate) fn show_key(data: &Path) -> anyhow::Result<()> {
    let path = runtime::key::file(data);
    println!("{}", hex(&std::fs::read(&path).with_context(|| format!("{}", path.display()))?));
    Ok(())
}

fn is_live(row: &Row, now: i64) -> bool {
    row.expires_at.is_none_or(|at| at > now)
}

async fn copy(from: &EmbeddedTable, to: &DynamoTable, now: i64, place: &mut Place, note: &Path) -> anyhow::Result<()> {
    loop {
        let after = place.after.clone().map(|(pk, sk)| Key { pk, sk });
        let rows = from.rows_after(after.as_ref(), ROWS)?;
        let Some(last) = rows.last() else { return Ok(()) };
        let goes = |row: &&Row| is_live(row, now) && Part::of(row) == place.part;
        to.restore(&rows.iter().filter(goes).cloned().collect::<Vec<Row>>()).await?;
        place.after = Some((last.key.pk.clone(), last.key.sk.clone()));
        write_note(note, place)?;
    }
}

/// What one side holds: all of it, and what waits for nobody.
#[derive(Debug, Default)]
struct Sides {
    all: Tally,
    state: Tally,
}

impl Sides {
    fn add(&mut self, row: &Row) {
        self.all.add(row);
        if Part::of(row) == Part::State {
            self.state.add(row);
        }
    }
}

fn tally_here(table: &EmbeddedTable, now: i64) -> anyhow::Result<Sides> {
    let (mut sides, mut after) = (Sides::default(), None);
    loop {
        let rows = table.rows_after(after.as_ref(), ROWS)?;
        let Some(last) = rows.last() else { return Ok(sides) };
        after = Some(last.key.clone());
        rows.iter().filter(|row| is_live(row, now)).for_each(|row| sides.add(row));
    }
}

async fn tally_there(table: &DynamoTable, now: i64) -> anyhow::Result<Sides> {
    let (mut sides, mut after) = (Sides::default(), None);
    loop {
        let (rows, next) = table.rows_after(after.as_ref()).await?;
        rows.iter().filter(|row| is_live(row, now)).for_each(|row| sides.add(row));
        match next {
            Some(key) => after = Some(key),
            None => return Ok(sides),
        }
    }
}

fn read_note(path: &Path) -> anyhow::Result<Option<Place>> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(serde_json::from_str(&text).with_context(|| format!("{}", path.display()))?)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn write_note(path: &Path, place: &Place) -> anyhow::Result<()> {
    let draft = path.with_extension("new");
    std::fs::write(&draft, serde_json::to_string(place)?)?;
    Ok(std::fs::rename(&draft, path)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_goes_before_its_due_row_and_after_what_it_tells_of() {
        let part =
            |pk: &str| Part::of(&Row { key: Key::new(pk, "x"), doc: String::new(), version: 1, expires_at: None });
        for state in
            ["NEED#n1", "BOOKING#b1", "STAFF", "STAFF#EMAIL#h", "AUTH#LINK#n", "ADVISER#a1", "ADVISERS", "DEAD#2026"]
        {
            assert_eq!(part(state), Part::State, "{state}");
        }
        assert_eq!([part("STAFF#MAIL#s1"), part("ADVISER#MAIL#a1")], [Part::Mails, Part::Mails]);
        assert_eq!([part("PENDING#07"), part("DUE#00")], [Part::Waiting, Part::Waiting]);
        assert_eq!(Part::State.next().and_then(Part::next), Some(Part::Waiting));
    }
}
