//! A file as a table of texts, whoever wrote it: CSV with comma, semicolon or
//! tab, in UTF-8, UTF-16 or Windows-1252; or an Excel workbook. Nothing in it is
//! run, and nothing in it may grow beyond bounds.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Rows below the heading, at most.
const ROWS: usize = 50_000;
/// Columns, at most.
const COLUMNS: usize = 100;
/// Characters of a cell that are kept.
const CELL: usize = 500;
/// Bytes of a workbook when it is unpacked, at most.
const UNPACKED: u64 = 256 * 1024 * 1024;

/// A heading and the rows below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sheet {
    pub(super) headings: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
}

/// Why a file is no table of members.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unreadable {
    /// Neither a table as text nor a workbook.
    Format,
    /// No row below a heading.
    Empty,
    /// Too many rows.
    Rows,
    /// Too many columns.
    Columns,
    /// A workbook that unpacks to more than anybody's list.
    Unpacked,
}

impl Unreadable {
    /// The code that it is stored and worded by.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Format => "format",
            Self::Empty => "empty",
            Self::Rows => "rows",
            Self::Columns => "columns",
            Self::Unpacked => "unpacked",
        }
    }
}

/// Reads a file.
pub(super) fn read(bytes: &[u8]) -> Result<Sheet, Unreadable> {
    let mut rows = if bytes.starts_with(b"PK\x03\x04") { workbook(bytes)? } else { table(bytes)? };
    rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
    if rows.len() < 2 {
        return Err(Unreadable::Empty);
    }
    if rows.len() > ROWS + 1 {
        return Err(Unreadable::Rows);
    }
    let mut headings = rows.remove(0);
    while headings.last().is_some_and(String::is_empty) {
        headings.pop();
    }
    for row in &mut rows {
        row.truncate(headings.len());
    }
    Ok(Sheet { headings, rows })
}

fn clean(cell: &str) -> String {
    // Excel writes a text that only looks like a number after an apostrophe.
    let cell = cell.trim();
    let cell = cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@'])).unwrap_or(cell);
    cell.chars().filter(|c| !domain::written::is_unwritable(*c)).take(CELL).collect()
}

fn text(bytes: &[u8]) -> Option<String> {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => {
            let zeros = |odd: usize| bytes.iter().skip(odd).step_by(2).take(200).filter(|byte| **byte == 0).count();
            match (zeros(0), zeros(1)) {
                (even, odd) if odd > 20 && odd > even * 4 => UTF_16LE,
                (even, odd) if even > 20 && even > odd * 4 => UTF_16BE,
                _ if std::str::from_utf8(bytes).is_ok() => UTF_8,
                _ => WINDOWS_1252,
            }
        }
    };
    let (text, _, broken) = encoding.decode(bytes);
    // A picture or a program is no table in any encoding.
    let control = text.chars().take(2_000).filter(|c| c.is_control() && !c.is_whitespace()).count();
    (!broken && control == 0).then(|| text.into_owned())
}

/// The sign between cells: of those that people use the one that stands most
/// often in the first line, outside quotes.
fn separator(text: &str) -> u8 {
    let mut counts = [(b',', 0_u32), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if !quoted => counts.iter_mut().filter(|(sign, _)| *sign == byte).for_each(|(_, n)| *n += 1),
            _ => {}
        }
    }
    counts.into_iter().max_by_key(|(_, n)| *n).map_or(b',', |(sign, _)| sign)
}

fn table(bytes: &[u8]) -> Result<Vec<Vec<String>>, Unreadable> {
    let text = text(bytes).ok_or(Unreadable::Format)?;
    // Excel names the sign in a line of its own.
    let (named, text) = match text.strip_prefix("sep=") {
        Some(rest) => (rest.bytes().next(), rest.split_once('\n').map_or("", |(_, rest)| rest)),
        None => (None, text.as_str()),
    };
    let separator = named.unwrap_or_else(|| separator(text));
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|_| Unreadable::Format)?;
        if record.len() > COLUMNS {
            return Err(Unreadable::Columns);
        }
        if rows.len() > ROWS + 1 {
            return Err(Unreadable::Rows);
        }
        rows.push(record.iter().map(clean).collect());
    }
    Ok(rows)
}

/// What the files in a workbook say that they unpack to, in bytes, without
/// unpacking any: the zip's own directory at its end (APPNOTE 4.3.12).
fn unpacked(bytes: &[u8]) -> u64 {
    let mut sum = 0_u64;
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| rest.windows(4).position(|four| four == b"PK\x01\x02")) {
        at += found;
        let size =
            bytes.get(at + 24..at + 28).and_then(|four| four.try_into().ok()).map_or(u32::MAX, u32::from_le_bytes);
        sum = sum.saturating_add(u64::from(size));
        at += 46;
    }
    sum
}

fn workbook(bytes: &[u8]) -> Result<Vec<Vec<String>>, Unreadable> {
    if unpacked(bytes) > UNPACKED {
        return Err(Unreadable::Unpacked);
    }
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(|_| Unreadable::Format)?;
    let sheet = book.worksheet_range_at(0).ok_or(Unreadable::Empty)?.map_err(|_| Unreadable::Format)?;
    if sheet.width() > COLUMNS {
        return Err(Unreadable::Columns);
    }
    if sheet.height() > ROWS + 1 {
        return Err(Unreadable::Rows);
    }
    Ok(sheet.rows().map(|row| row.iter().map(cell).collect()).collect())
}

/// A cell as text: a day as ISO writes it, a whole number without its decimals.
fn cell(data: &Data) -> String {
    match data {
        Data::Empty | Data::Error(_) => String::new(),
        Data::String(text) => clean(text),
        Data::Bool(value) => value.to_string(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::DateTime(moment) => moment.as_datetime().map(|moment| moment.date().to_string()).unwrap_or_default(),
        Data::DateTimeIso(text) | Data::DurationIso(text) => clean(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CSV: &str = "Nom;Effectif;Note\r\nZoé;3;\"deux\nlignes; et un signe\"\r\n\r\nÉclair;;\r\n";

    fn expected() -> Sheet {
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        Sheet {
            headings: row(["Nom", "Effectif", "Note"]),
            rows: vec![row(["Zoé", "3", "deux\nlignes; et un signe"]), row(["Éclair", "", ""])],
        }
    }

    #[test]
    fn any_encoding_and_any_separator_is_read_alike() {
        let utf16 = |little: bool| {
            let units =
                CSV.encode_utf16().flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() });
            units.collect::<Vec<u8>>()
        };
        let with_mark = |mark: &[u8], bytes: Vec<u8>| [mark.to_vec(), bytes].concat();
        let files = [
            CSV.as_bytes().to_vec(),
            with_mark(b"\xef\xbb\xbf", CSV.as_bytes().to_vec()),
            with_mark(b"\xff\xfe", utf16(true)),
            with_mark(b"\xfe\xff", utf16(false)),
            utf16(true),
            WINDOWS_1252.encode(CSV).0.into_owned(),
            format!("sep=;\r\n{CSV}").into_bytes(),
        ];
        for file in files {
            assert_eq!(read(&file), Ok(expected()), "{:?}", &file[..10]);
        }
        let comma = CSV.replace("; et", "¤").replace(';', ",").replace('¤', "; et");
        assert_eq!(read(comma.as_bytes()).unwrap().rows[0][1], "3");
        assert_eq!(read(comma.replace(',', "\t").as_bytes()).unwrap().rows[0][1], "3");
    }

    #[test]
    fn what_is_no_table_says_so() {
        assert_eq!(read(b""), Err(Unreadable::Empty));
        assert_eq!(read(b"only a heading"), Err(Unreadable::Empty));
        assert_eq!(read(b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR"), Err(Unreadable::Format));
        assert_eq!(read(b"PK\x03\x04 broken"), Err(Unreadable::Format));
        let wide = format!("{}\na\n", "a,".repeat(200));
        assert_eq!(read(wide.as_bytes()), Err(Unreadable::Columns));
        let long = format!("a\n{}", "b\n".repeat(60_000));
        assert_eq!(read(long.as_bytes()), Err(Unreadable::Rows));
    }

    #[test]
    fn a_workbook_that_unpacks_to_gigabytes_is_not_unpacked() {
        let mut entry = b"PK\x01\x02".to_vec();
        entry.resize(46, 0);
        entry[24..28].copy_from_slice(&u32::MAX.to_le_bytes());
        let bomb = [b"PK\x03\x04".to_vec(), entry].concat();
        assert_eq!(read(&bomb), Err(Unreadable::Unpacked));
    }
}
