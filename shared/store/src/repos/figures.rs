//! The figures of quarters. What changed stands in one partition until it is
//! counted; counting writes what it counts for now beside it, moves the figures
//! by the difference and takes it out, in one commit over the versions read.

use std::collections::BTreeMap;

use domain::event::Event;
use domain::figures::{Counted, Counter, Counts, Moved, Quarter, QuarterFigures, Reached, apply, moves};
use domain::ids::{BookingId, LocationId, MemberId};
use serde::{Deserialize, Serialize};

use crate::context::{Store, Versioned, decode};
use crate::error::TableError;
use crate::keys;
use crate::table::{Condition, Key, Query};
use crate::transaction::Transaction;

/// Things that are counted in one commit: each takes up to six writes.
pub const AT_ONCE: usize = 12;

/// Reads and keeps figures.
pub struct FiguresRepo<'a>(pub(crate) &'a Store);

/// Something that changed since it was counted last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Its partition.
    pub partition: String,
    version: u64,
}

/// Where counting anew is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "at", content = "after")]
pub enum Walk {
    /// Needs are gone through, behind this one.
    Needs(Option<String>),
    /// Permanences and who has their seats, behind this one.
    Presences(Option<String>),
    /// All were gone through; what they are is being counted.
    Counting,
    /// Everything is counted.
    Done,
}

/// Which figures are shown, and how far counting anew is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiguresState {
    /// What is counted now: raised each time that everything is counted anew.
    pub nth: u32,
    /// What is shown: the last that was counted to its end.
    pub shown: u32,
    /// By which definition.
    pub definition: u32,
    /// How far it is.
    pub walk: Walk,
}

/// What was counted, and the time that it was counted for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct CountedRow {
    nth: u32,
    #[serde(flatten)]
    counted: Counted,
}

impl FiguresRepo<'_> {
    /// Notes that something changed, in the commit that follows on it.
    pub fn note(&self, tx: &mut Transaction, partition: &str) {
        tx.put_once(keys::figures_wait(partition), &());
    }

    /// Some of what changed: one query.
    pub async fn waiting(&self, limit: usize) -> Result<Vec<Waiting>, TableError> {
        let page = self.0.page(&Query::partition(keys::FIGURES_WAIT).limit(limit)).await?;
        let rows = page.rows.into_iter();
        Ok(rows.map(|row| Waiting { partition: row.key.sk, version: row.version }).collect())
    }

    /// Takes out what can't be read: counting anew finds it once it is mended.
    pub fn pass_over(&self, tx: &mut Transaction, waiting: &Waiting) {
        tx.delete(keys::figures_wait(&waiting.partition), Condition::Version(waiting.version));
    }

    /// Which figures are shown, and how far counting anew is: one read.
    pub async fn state(&self) -> Result<Option<Versioned<FiguresState>>, TableError> {
        self.0.read(keys::figures_state()).await
    }

    /// Says how far counting anew is, over the version read.
    pub fn put_state(&self, tx: &mut Transaction, state: &FiguresState, before: Option<u64>) {
        tx.put_over(keys::figures_state(), state, before);
    }

    /// What happened to a need, oldest first: one query.
    pub async fn events(&self, partition: &str) -> Result<Vec<Event>, TableError> {
        self.0.history(partition).await
    }

    /// The member whose booking it is: one read.
    pub async fn member_of(&self, booking: &BookingId) -> Result<Option<MemberId>, TableError> {
        self.0.value(keys::member_of_booking(booking)).await
    }

    /// Counts [`AT_ONCE`] things at most as they stand now. Two gets, one
    /// commit; a conflict where one of them changed meanwhile, or somebody else
    /// counts.
    pub async fn count(&self, nth: u32, things: &[(Waiting, Counted)]) -> Result<(), TableError> {
        let known = self.known(things).await?;
        let mut tx = Transaction::new();
        let (mut moved, mut reached) = (Moved::new(), BTreeMap::<Reached, i64>::new());
        for ((waiting, after), known) in things.iter().zip(known) {
            let version = known.as_ref().map(|known| known.version);
            let before = known.map(|known| known.value).filter(|row| row.nth == nth).map(|row| row.counted);
            let before = before.unwrap_or_default();
            moves(&mut moved, &before, after);
            for (of, by) in [(before.reached.as_ref(), -1), (after.reached.as_ref(), 1)] {
                if let Some(of) = of {
                    *reached.entry(of.clone()).or_default() += by;
                }
            }
            let row = CountedRow { nth, counted: after.clone() };
            tx.put_over(keys::counted(&waiting.partition), &row, version);
            tx.delete(keys::figures_wait(&waiting.partition), Condition::Version(waiting.version));
        }
        reached.retain(|_, by| *by != 0);
        self.reach(&mut tx, nth, &reached, &mut moved).await?;
        self.move_figures(&mut tx, nth, &moved).await?;
        self.0.commit(tx).await
    }

    async fn known(&self, things: &[(Waiting, Counted)]) -> Result<Vec<Option<Versioned<CountedRow>>>, TableError> {
        let keys: Vec<Key> = things.iter().map(|(waiting, _)| keys::counted(&waiting.partition)).collect();
        self.0.read_many(&keys).await
    }

    /// A member counts once, however many needs and appointments reach it.
    async fn reach(
        &self,
        tx: &mut Transaction,
        nth: u32,
        reached: &BTreeMap<Reached, i64>,
        moved: &mut Moved,
    ) -> Result<(), TableError> {
        let keys: Vec<Key> = reached.keys().map(|of| keys::reached(nth, of)).collect();
        let found = if keys.is_empty() { Vec::new() } else { self.0.read_many::<u64>(&keys).await? };
        for (((of, by), key), row) in reached.iter().zip(keys).zip(found) {
            let (before, version) = row.map_or((0, None), |row| (row.value, Some(row.version)));
            let after = before.saturating_add_signed(*by);
            let change = i64::from(after > 0) - i64::from(before > 0);
            if change != 0 {
                let of_place = moved.entry((of.quarter, of.location.clone())).or_default();
                *of_place.entry(Counter::Members).or_default() += change;
            }
            match version {
                Some(version) if after == 0 => {
                    tx.delete(key, Condition::Version(version));
                }
                version => {
                    tx.put_over(key, &after, version);
                }
            }
        }
        Ok(())
    }

    async fn move_figures(&self, tx: &mut Transaction, nth: u32, moved: &Moved) -> Result<(), TableError> {
        let keys: Vec<Key> = moved.keys().map(|(quarter, location)| keys::figures(nth, *quarter, location)).collect();
        let found = if keys.is_empty() { Vec::new() } else { self.0.read_many::<Counts>(&keys).await? };
        for ((by, key), row) in moved.values().zip(keys).zip(found) {
            let (mut counts, version) = row.map_or((Counts::new(), None), |row| (row.value, Some(row.version)));
            apply(&mut counts, by);
            tx.put_over(key, &counts, version);
        }
        Ok(())
    }

    /// The figures of a quarter that are shown, by place: one read and one query
    /// of a row for each place.
    pub async fn of_quarter(&self, quarter: Quarter) -> Result<QuarterFigures, TableError> {
        match self.state().await? {
            Some(state) => self.counted_as(state.value.shown, quarter).await,
            None => Ok(QuarterFigures::new()),
        }
    }

    /// The figures of a quarter as they were counted the `nth` time: one query.
    pub async fn counted_as(&self, nth: u32, quarter: Quarter) -> Result<QuarterFigures, TableError> {
        let rows = self.0.all(Query::partition(keys::figures_partition(nth, quarter))).await?;
        let mut figures = QuarterFigures::new();
        for row in &rows {
            let counts = decode::<Counts>(row)?.value;
            if let Ok(location) = LocationId::parse(&row.key.sk)
                && !counts.is_empty()
            {
                figures.insert(location, counts);
            }
        }
        Ok(figures)
    }
}
