//! The first sheet of an Excel workbook. A workbook is a zip of XML files, and
//! what its directory says of their sizes nobody need believe: what it really
//! unpacks to is counted first, with nothing of it kept.

use std::io::{Cursor, Read};

use calamine::{DataRef, Reader as _, Xlsx};
use zip::ZipArchive;

use super::sheet::{COLUMNS, Rows, Stopped, Unreadable, clean};

/// Bytes of all files when they are unpacked, at most.
const UNPACKED: u64 = 256 * 1024 * 1024;
/// Bytes of a file other than a sheet, which is held whole.
const HELD: u64 = 32 * 1024 * 1024;
/// Bytes between two tags, at most: they are held as one text.
const BETWEEN_TAGS: usize = 1024 * 1024;
/// Digits of the number of texts that a workbook says it shares: room is made for
/// as many before the first is read.
const SHARED_DIGITS: usize = 7;

/// Reads the first sheet. The file as it came is held, its rows are not.
pub(super) fn read(file: Vec<u8>, rows: &mut Rows<'_>) -> Result<(), Stopped> {
    within_bounds(&file)?;
    let format = |_| Unreadable::Format;
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(file)).map_err(format)?;
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

/// Whether the workbook can be read within bounds.
fn within_bounds(file: &[u8]) -> Result<(), Unreadable> {
    let mut zip = ZipArchive::new(Cursor::new(file)).map_err(|_| Unreadable::Format)?;
    let mut left = UNPACKED;
    for at in 0..zip.len() {
        let entry = zip.by_index(at).map_err(|_| Unreadable::Format)?;
        let name = entry.name().map_err(|_| Unreadable::Format)?.to_ascii_lowercase();
        let is_texts = name.ends_with("sharedstrings.xml");
        let is_sheet = name.contains("worksheets/") && !is_texts;
        let most = if is_sheet { left } else { left.min(HELD) };
        // One more tells that there are more.
        let entry = entry.take(most + 1);
        let unpacked = match () {
            () if is_texts => size_of_texts(entry)?,
            () if is_sheet => size_of_sheet(entry)?,
            () => std::io::copy(&mut { entry }, &mut std::io::sink()).map_err(|_| Unreadable::Format)?,
        };
        if unpacked > most {
            return Err(Unreadable::Unpacked);
        }
        left -= unpacked;
    }
    Ok(())
}

fn size_of_sheet(mut sheet: impl Read) -> Result<u64, Unreadable> {
    let mut piece = [0; 16 * 1024];
    let (mut bytes, mut since_tag) = (0, 0);
    loop {
        let read = sheet.read(&mut piece).map_err(|_| Unreadable::Format)?;
        if read == 0 {
            return Ok(bytes);
        }
        bytes += read as u64;
        since_tag = match piece[..read].iter().rposition(|byte| *byte == b'<') {
            Some(tag) => read - tag,
            None => since_tag + read,
        };
        if since_tag > BETWEEN_TAGS {
            return Err(Unreadable::Unpacked);
        }
    }
}

/// The texts that cells share are held anyway: all of them are looked at for a
/// number of them that nobody has.
fn size_of_texts(mut texts: impl Read) -> Result<u64, Unreadable> {
    const SAYS: &[u8] = b"uniqueCount";
    let mut xml = Vec::new();
    texts.read_to_end(&mut xml).map_err(|_| Unreadable::Format)?;
    let mut rest = xml.as_slice();
    while let Some(found) = rest.windows(SAYS.len()).position(|window| window == SAYS) {
        rest = &rest[found + SAYS.len()..];
        let digits =
            rest.iter().skip_while(|byte| b" \t\r\n='\"".contains(byte)).take_while(|byte| byte.is_ascii_digit());
        if digits.count() > SHARED_DIGITS {
            return Err(Unreadable::Unpacked);
        }
    }
    // In UTF-16 it could not be seen; Excel writes UTF-8.
    if xml.contains(&0) { Err(Unreadable::Format) } else { Ok(xml.len() as u64) }
}
