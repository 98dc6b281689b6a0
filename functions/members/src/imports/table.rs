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
    // The reader counts lines by their LF. A row that ends in CR LF is told before its
    // own is counted; any other after it, for which the last one needs an end.
    let has_crlf = has_crlf(text.decoded());
    let end: &[u8] = if has_crlf { b"" } else { b"\n" };
    let mut counted = u64::from(!has_crlf);
    let text = text.chain(end).take(ROW);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text);
    let mut record = StringRecord::new();
    while reader.read_record(&mut record).map_err(broken)? {
        if record.len() > COLUMNS {
            return Err(Unreadable::Columns.into());
        }
        if reader.get_ref().limit() == 0 {
            return Err(Unreadable::Format.into());
        }
        reader.get_mut().set_limit(ROW);
        let own = 1 + record.iter().map(|cell| cell.matches('\n').count()).sum::<usize>() as u64;
        let blank = reader.position().line().saturating_sub(counted + own);
        counted += blank + own;
        rows.skip(u32::try_from(blank).unwrap_or(u32::MAX));
        rows.push(record.iter().map(clean).collect())?;
    }
    Ok(())
}

/// Whether lines end in CR LF: by the first end that stands outside quotes.
fn has_crlf(beginning: &str) -> bool {
    let mut quoted = false;
    let end = beginning.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b'\n' && !quoted
    });
    end.is_some_and(|end| beginning[..end].ends_with('\r'))
}

fn broken(error: csv::Error) -> Stopped {
    match error.into_kind() {
        ErrorKind::Io(error) => error.into(),
        _ => Unreadable::Format.into(),
    }
}

/// The sign between cells: the one that Excel names in a line of its own, which is
/// passed over; else of those that people use the one that stands most often in
/// the first line that says something, outside quotes.
fn separator<R: Read>(text: &mut Utf8<R>) -> u8 {
    let beginning = text.decoded();
    if let Some(&named) = beginning.strip_prefix("sep=").and_then(|rest| rest.as_bytes().first()) {
        let line = beginning.find('\n').map_or(beginning.len(), |end| end + 1);
        text.skip(line);
        return named;
    }
    let mut counts = [(b',', 0_u32), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in beginning.trim_start_matches(['\r', '\n']).bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if !quoted => counts.iter_mut().filter(|(sign, _)| *sign == byte).for_each(|(_, n)| *n += 1),
            _ => {}
        }
    }
    counts.into_iter().max_by_key(|(_, n)| *n).map_or(b',', |(sign, _)| sign)
}
