//! A table as text, with comma, semicolon or tab.

use std::io::Read;

use csv::{ErrorKind, StringRecord};

use super::sheet::{COLUMNS, Rows, Stopped, Unreadable, clean};
use super::utf8::Utf8;

/// Bytes of a row at most, as UTF-8.
const ROW: u64 = 1024 * 1024;

/// Reads a table.
pub(super) fn read(file: impl Read, rows: &mut Rows<'_>) -> Result<(), Stopped> {
    let mut text = Utf8::open(file)?;
    // A picture or a program is no table in any encoding.
    if text.decoded().chars().take(2_000).any(|c| c.is_control() && !c.is_whitespace()) {
        return Err(Unreadable::Format.into());
    }
    let separator = separator(&mut text);
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.take(ROW));
    let mut record = StringRecord::new();
    while reader.read_record(&mut record).map_err(broken)? {
        if record.len() > COLUMNS {
            return Err(Unreadable::Columns.into());
        }
        if reader.get_ref().limit() == 0 {
            return Err(Unreadable::Format.into());
        }
        reader.get_mut().set_limit(ROW);
        rows.push(record.iter().map(clean).collect())?;
    }
    Ok(())
}

fn broken(error: csv::Error) -> Stopped {
    match error.into_kind() {
        ErrorKind::Io(error) => error.into(),
        _ => Unreadable::Format.into(),
    }
}

/// The sign between cells: the one that Excel names in a line of its own, which is
/// passed over; else of those that people use the one that stands most often in
/// the first line, outside quotes.
fn separator<R: Read>(text: &mut Utf8<R>) -> u8 {
    let beginning = text.decoded();
    if let Some(&named) = beginning.strip_prefix("sep=").and_then(|rest| rest.as_bytes().first()) {
        let line = beginning.find('\n').map_or(beginning.len(), |end| end + 1);
        text.skip(line);
        return named;
    }
    let mut counts = [(b',', 0_u32), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in beginning.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if !quoted => counts.iter_mut().filter(|(sign, _)| *sign == byte).for_each(|(_, n)| *n += 1),
            _ => {}
        }
    }
    counts.into_iter().max_by_key(|(_, n)| *n).map_or(b',', |(sign, _)| sign)
}
