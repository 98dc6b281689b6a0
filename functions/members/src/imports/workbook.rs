//! The first sheet of an Excel workbook. Held are its directory, its styles and the
//! texts that its cells share, within [`bounds`]; the file is read piece by piece,
//! from wherever it lies, and each row goes on as it is read.

use std::io::{Read, Seek, SeekFrom};

use calamine::{DataRef, Reader as _, Xlsx};

use super::bounds;
use super::sheet::{COLUMNS, Rows, Stopped, Unreadable, clean};
use super::watched::Watched;

/// Reads the first sheet.
pub(super) fn read(file: impl Read + Seek, rows: &mut Rows<'_>) -> Result<(), Stopped> {
    let mut file = Watched::new(file, bounds::DIRECTORY);
    let failure = file.failure();
    let done = match bounds::check(&mut file) {
        Ok(()) => sheet(file, rows),
        Err(why) => Err(why.into()),
    };
    // What could not be fetched is not the file's fault.
    failure.take().map_or(done, |error| Err(Stopped::Io(error)))
}

fn sheet(mut file: impl Read + Seek, rows: &mut Rows<'_>) -> Result<(), Stopped> {
    let format = |_| Unreadable::Format;
    file.seek(SeekFrom::Start(0))?;
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(file).map_err(format)?;
    let name = book.sheet_names().into_iter().next().ok_or(Unreadable::Empty)?;
    let mut cells = book.worksheet_cells_reader(&name).map_err(format)?;
    let (_, first_column) = cells.dimensions().start;
    let mut row = Vec::new();
    let mut number = 0;
    while let Some(found) = cells.next_cell().map_err(format)? {
        let (at, column) = found.get_position();
        let text = cell(found.get_value());
        if text.is_empty() {
            continue;
        }
        let column = column.checked_sub(first_column).ok_or(Unreadable::Format)?;
        let column = usize::try_from(column).ok().filter(|column| *column < COLUMNS).ok_or(Unreadable::Columns)?;
        if at != number {
            rows.push(std::mem::take(&mut row))?;
            rows.skip(at.saturating_sub(number).saturating_sub(1));
            number = at;
        }
        if row.len() <= column {
            row.resize(column + 1, String::new());
        }
        row[column] = text;
    }
    rows.push(row)
}

/// A cell as text: a day as ISO writes it, a whole number without its decimals.
fn cell(data: &DataRef<'_>) -> String {
    match data {
        DataRef::Empty | DataRef::Error(_) => String::new(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => clean(text),
        DataRef::SharedString(text) => clean(text),
        DataRef::Bool(value) => value.to_string(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::DateTime(moment) => moment.as_datetime().map(|moment| moment.date().to_string()).unwrap_or_default(),
    }
}
