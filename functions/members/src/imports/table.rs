//! A table as text, with comma, semicolon or tab.

use std::io::Read;

use csv::{ErrorKind, StringRecord};

use super::sheet::{COLUMNS, Rows, Stopped, TITLES, Unreadable, clean};
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

/// The signs that people put between cells; of two that fit alike, the later.
const SIGNS: [u8; 3] = [b',', b';', b'\t'];
/// Lines that are looked at to tell which it is.
const LINES: usize = 2 * TITLES;

/// The sign between cells: the one that Excel names in a line of its own, which is
/// passed over; else of those that people use the one that stands most often in
/// the first line that says something, outside quotes. Where that is a title, it
/// is the one that all lines below it have.
fn separator<R: Read>(text: &mut Utf8<R>) -> u8 {
    let beginning = text.decoded();
    if let Some(&named) = beginning.strip_prefix("sep=").and_then(|rest| rest.as_bytes().first()) {
        let line = beginning.find('\n').map_or(beginning.len(), |end| end + 1);
        text.skip(line);
        return named;
    }
    let lines = counts(beginning);
    let most = |line: [usize; 3]| (0..3).max_by_key(|at| line[*at]).unwrap_or_default();
    let Some(first) = lines.first().copied() else { return SIGNS[2] };
    let usual = most(first);
    let goes_on = first[usual] > 0 && lines.get(1).is_none_or(|line| line[usual] > 0);
    let below = |at: &usize| {
        let table = lines.iter().skip_while(|line| line[*at] == 0).map(|line| line[*at]).collect::<Vec<_>>();
        // A comma stands in a name as well.
        let fits = |count: &usize| if *at == 0 { table[0] > 1 && *count == table[0] } else { *count > 0 };
        table.len() > 1 && table.len() + TITLES >= lines.len() && table.iter().all(fits)
    };
    let titled = if goes_on { None } else { (0..3).rfind(below) };
    SIGNS[titled.unwrap_or(usual)]
}

/// How often each sign stands in each of the first lines that say something, outside
/// quotes.
fn counts(beginning: &str) -> Vec<[usize; 3]> {
    let mut lines = Vec::new();
    let (mut line, mut says, mut quoted) = ([0; 3], false, false);
    for byte in beginning.bytes().chain([b'\n']) {
        match byte {
            b'\n' if !quoted => {
                if says {
                    lines.push(line);
                }
                (line, says) = ([0; 3], false);
                if lines.len() == LINES {
                    break;
                }
            }
            b'\r' => {}
            byte => {
                quoted ^= byte == b'"';
                says = true;
                if let Some(at) = SIGNS.iter().position(|sign| *sign == byte).filter(|_| !quoted) {
                    line[at] += 1;
                }
            }
        }
    }
    lines
}
