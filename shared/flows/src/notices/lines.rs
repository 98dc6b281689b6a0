//! What is told once a day: under which morning it stands, and what a morning
//! has to tell.

use std::collections::BTreeMap;

use chrono::{Datelike as _, Days, NaiveDate, Timelike as _};
use domain::clock::BRUSSELS;
use domain::working_days::{DIGEST_HOUR, add_working_days};
use store::repos::notices::Line;
use store::{Store, TableError};

/// So many days back it is looked for mornings that never began: a program that
/// stood still for longer tells no more what changed then.
const LOOKED_BACK: u64 = 10;
/// Mornings that are tried for a line.
const TRIES: u32 = 10;
/// Lines that are added together: a commit holds a hundred rows.
const AT_ONCE: usize = 90;

/// What [`add_part`] does, for as many lines as there are.
pub(super) async fn add(store: &Store, lines: &[Line]) -> Result<(), TableError> {
    for part in lines.chunks(AT_ONCE) {
        add_part(store, part).await?;
    }
    Ok(())
}

/// Adds lines to the next morning that has not begun, unless they stand under
/// the one of today: whoever planned this before came so far and no further. One
/// commit, one more for each morning that begins meanwhile; a read from seven on.
async fn add_part(store: &Store, lines: &[Line]) -> Result<(), TableError> {
    let Some(first) = lines.first() else { return Ok(()) };
    let staff_days = store.catalogue().load().await?.staff_days.clone();
    let now = store.now();
    let later = u32::from(now.utc().with_timezone(&BRUSSELS).hour() >= DIGEST_HOUR);
    let today = now.day_in(BRUSSELS);
    if later > 0 && store.notices().stands(today, first).await? {
        return Ok(());
    }
    let mut day = add_working_days(today, later, &staff_days);
    for _ in 0..TRIES {
        if store.notices().add(day, lines).await? {
            return Ok(());
        }
        day = add_working_days(day, 1, &staff_days);
    }
    Err(TableError::Contended)
}

/// The days before one on which a morning may never have begun.
pub(super) fn looked_back(day: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    (1..=LOOKED_BACK).filter_map(move |days| day.checked_sub_days(Days::new(days)))
}

/// The mornings that one tells: its own, and those of weekdays before it that never
/// began. One of these may have been a working day, and become one off since. One read.
pub(super) async fn mornings(store: &Store, day: NaiveDate) -> Result<Vec<NaiveDate>, TableError> {
    let before = looked_back(day).filter(|day| day.weekday().number_from_monday() <= 5).collect();
    let mut all = store.notices().not_begun(before).await?;
    all.push(day);
    all.sort_unstable();
    Ok(all)
}

/// The lines of some mornings by reader. A query for each morning.
pub(super) async fn by_reader(store: &Store, days: &[NaiveDate]) -> Result<BTreeMap<String, Line>, TableError> {
    let mut first = BTreeMap::new();
    for day in days {
        for line in store.notices().lines(*day, None).await? {
            first.entry(line.reader.key()).or_insert(line);
        }
    }
    Ok(first)
}
