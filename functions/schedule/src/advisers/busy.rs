//! When advisers have something else, taken from a calendar file of their own.
//! Nothing else of the file is kept.

use calendar::Unreadable;
use chrono::TimeDelta;
use domain::Text;
use domain::adviser::{Adviser, BusyTime};
use domain::clock::BRUSSELS;
use domain::field_error::{FieldError, Problem as Wrong};
use store::{Transaction, Versioned};
use web::i18n::in_all;
use web::{Context, Problem};

/// Times that are kept of one person at most: eight a working day, in one row.
pub(crate) const MAX_TIMES: usize = 2_000;

/// Reads a file: what is busy from now on, 400 days at most, but for what this
/// product itself put into it. What can't be
/// read, or is too much, is said and nothing of it kept.
pub(crate) fn read(context: &Context, file: &[u8]) -> Result<Vec<BusyTime>, Text> {
    let said = |error: Unreadable| in_all(|language| error.text(language));
    let ics = std::str::from_utf8(file).map_err(|_| said(Unreadable::NotACalendar))?;
    let now = context.store.now();
    let found =
        calendar::busy(ics, now, now.plus(TimeDelta::days(calendar::MAX_DAYS)), BRUSSELS, context.settings.host())
            .map_err(said)?;
    if found.len() > MAX_TIMES {
        let error = FieldError::new("", Wrong::TooMany(MAX_TIMES));
        return Err(in_all(|language| error.text(language)));
    }
    Ok(found.into_iter().map(|calendar::Busy { start, end }| BusyTime { start, end }).collect())
}

/// Replaces what is kept of an adviser; none forgets it. One commit, 409 where
/// the adviser changed since they were read.
pub(crate) async fn keep(context: &Context, adviser: &Versioned<Adviser>, times: &[BusyTime]) -> Result<(), Problem> {
    let mut tx = Transaction::new();
    context.store.advisers().put_busy(&mut tx, adviser, times);
    Ok(context.store.commit(tx).await?)
}
