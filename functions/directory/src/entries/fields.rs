//! Fields of the console's forms are read one by one; what can't be read is put
//! beside its field.

use chrono::NaiveDate;
use domain::contact::EmailAddress;
use domain::field_error::{Expected, Problem as Wrong};
use web::extract::FormState;

/// Rows of a list in a form at most, unless more stand.
const ROWS: usize = 31;

/// How many rows of a list a form has, `field` being in each of them: one more than
/// stand, or as many as were sent where it was filled in over more.
pub(crate) fn rows(state: &FormState, field: &str, stand: usize) -> usize {
    let is_sent = |at: &usize| {
        let row = format!("{field}_{at}");
        state.values.iter().any(|(name, _)| *name == row)
    };
    let sent = (0..ROWS).rev().find(is_sent).map_or(0, |last| last + 1);
    sent.max(stand + 1)
}

/// A line of so many characters at most; `None` where nothing is written.
pub(crate) fn line(state: &mut FormState, field: &str, most: usize) -> Option<String> {
    let given = state.get(field).to_owned();
    if given.chars().count() > most {
        state.wrong(field, Wrong::TooLong(most));
    }
    Some(given).filter(|given| !given.is_empty())
}

/// An address to write to.
pub(crate) fn email(state: &mut FormState, field: &str) -> Option<EmailAddress> {
    let read = EmailAddress::parse(state.get(field)).ok();
    if read.is_none() {
        state.wrong(field, Wrong::WrongType(Expected::Email));
    }
    read
}

/// Two days, where both or one are entered.
pub(crate) fn span(state: &mut FormState, (from, to): (&str, &str)) -> Option<(NaiveDate, NaiveDate)> {
    let (first, last) = (state.get(from).to_owned(), state.get(to).to_owned());
    if first.is_empty() && last.is_empty() {
        return None;
    }
    let mut day = |text: &str, field: &str| {
        let read = text.parse::<NaiveDate>().ok();
        if read.is_none() {
            state.wrong(field, Wrong::WrongType(Expected::Date));
        }
        read
    };
    let first = day(&first, from)?;
    let last = if last.is_empty() { first } else { day(&last, to)? };
    if last < first {
        state.wrong(to, Wrong::EndsBeforeItBegins);
        return None;
    }
    Some((first, last))
}
