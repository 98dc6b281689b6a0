//! All rows of a table as JSON lines, for whoever moves house.
//!
//! The first line is a header, the last a trailer with the number of rows and
//! their digest, every line between them a row. The digest is the sum, modulo
//! 2^256, of a SHA-256 of each row: the same rows have the same digest in
//! whatever order a store keeps them. Versions go along, for conditions are
//! judged by them.

use std::io::{self, BufRead, Write};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::secrets::hex;
use crate::table::{Key, Row};

/// The format that is written and read.
const FORMAT: u32 = 1;

/// Number and digest of rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many.
    pub rows: u64,
    sum: [u8; 32],
}

impl Tally {
    /// Counts a row in.
    pub fn add(&mut self, row: &Row) {
        let Row { key, doc, version, expires_at } = row;
        let mut hash = Sha256::new();
        for text in [&key.pk, &key.sk, doc] {
            hash.update((text.len() as u64).to_be_bytes());
            hash.update(text);
        }
        hash.update(version.to_be_bytes());
        hash.update([u8::from(expires_at.is_some())]);
        hash.update(expires_at.unwrap_or_default().to_be_bytes());
        let mut carry = 0;
        for (sum, byte) in self.sum.iter_mut().zip(hash.finalize()).rev() {
            let total = u16::from(*sum) + u16::from(byte) + carry;
            *sum = (total & 0xFF) as u8;
            carry = total >> 8;
        }
        self.rows += 1;
    }

    /// The digest as 64 hexadecimal digits.
    pub fn digest(&self) -> String {
        hex(&self.sum)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    permanence_export: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    pk: String,
    sk: String,
    doc: String,
    v: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    exp: Option<i64>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Trailer {
    rows: u64,
    digest: String,
}

/// Writes an export.
pub struct Writer<W> {
    out: W,
    tally: Tally,
}

impl<W: Write> Writer<W> {
    /// Begins with the header.
    pub fn begin(mut out: W) -> io::Result<Self> {
        line(&mut out, &Header { permanence_export: FORMAT })?;
        Ok(Self { out, tally: Tally::default() })
    }

    /// Writes a row.
    pub fn row(&mut self, row: &Row) -> io::Result<()> {
        self.tally.add(row);
        let Row { key, doc, version, expires_at } = row;
        let written = Line { pk: key.pk.clone(), sk: key.sk.clone(), doc: doc.clone(), v: *version, exp: *expires_at };
        line(&mut self.out, &written)
    }

    /// Ends with the trailer; answers what was written.
    pub fn end(mut self) -> io::Result<Tally> {
        line(&mut self.out, &Trailer { rows: self.tally.rows, digest: self.tally.digest() })?;
        self.out.flush()?;
        Ok(self.tally)
    }
}

fn line(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}

/// Why an export can't be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file can't be read.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// It does not begin as an export.
    #[error("this is no export of Permanence, or one of a later format")]
    NotAnExport,
    /// A line is no row.
    #[error("line {0} is damaged")]
    Damaged(u64),
    /// There is no trailer.
    #[error("the file ends before its end: it was cut off after {0} rows")]
    CutOff(u64),
    /// The trailer counts other rows.
    #[error(
        "the rows are not those that were exported: {found} rows where {expected} were written, or a row was changed"
    )]
    Altered {
        /// Rows by the trailer.
        expected: u64,
        /// Rows in the file.
        found: u64,
    },
}

/// Reads an export row by row, and answers what it held once its trailer has
/// been held against the rows. Nothing may be relied on before that: read it
/// once for the check, and once more to use it.
pub fn read(from: impl BufRead, mut each: impl FnMut(Row) -> io::Result<()>) -> Result<Tally, ReadError> {
    let mut lines = from.lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    let header: Header = serde_json::from_str(&first).map_err(|_| ReadError::NotAnExport)?;
    if header.permanence_export != FORMAT {
        return Err(ReadError::NotAnExport);
    }
    let mut tally = Tally::default();
    for text in lines {
        let text = text?;
        if let Ok(Line { pk, sk, doc, v, exp }) = serde_json::from_str(&text) {
            let row = Row { key: Key { pk, sk }, doc, version: v, expires_at: exp };
            tally.add(&row);
            each(row)?;
            continue;
        }
        let trailer: Trailer = serde_json::from_str(&text).map_err(|_| ReadError::Damaged(tally.rows + 2))?;
        if trailer.rows != tally.rows || trailer.digest != tally.digest() {
            return Err(ReadError::Altered { expected: trailer.rows, found: tally.rows });
        }
        return Ok(tally);
    }
    Err(ReadError::CutOff(tally.rows))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_row() -> impl Strategy<Value = Row> {
        (".{1,20}", ".{0,20}", ".{0,80}", 1_u64.., proptest::option::of(any::<i64>()))
            .prop_map(|(pk, sk, doc, version, expires_at)| Row { key: Key { pk, sk }, doc, version, expires_at })
    }

    fn export(rows: &[Row]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut writer = Writer::begin(&mut bytes).expect("memory takes all");
        for row in rows {
            writer.row(row).expect("memory takes all");
        }
        writer.end().expect("memory takes all");
        bytes
    }

    fn import(bytes: &[u8]) -> Result<Vec<Row>, ReadError> {
        let mut rows = Vec::new();
        read(bytes, |row| {
            rows.push(row);
            Ok(())
        })?;
        Ok(rows)
    }

    proptest! {
        #[test]
        fn what_is_exported_is_read_back(rows in prop::collection::vec(any_row(), 0..12)) {
            prop_assert_eq!(import(&export(&rows)).expect("it was just written"), rows);
        }

        #[test]
        fn the_digest_does_not_depend_on_the_order(mut rows in prop::collection::vec(any_row(), 0..12)) {
            let tally = |rows: &[Row]| rows.iter().fold(Tally::default(), |mut tally, row| { tally.add(row); tally });
            let before = tally(&rows);
            rows.reverse();
            prop_assert_eq!(tally(&rows), before);
        }

        #[test]
        fn a_changed_byte_is_noticed(rows in prop::collection::vec(any_row(), 1..6), at in any::<prop::sample::Index>()) {
            let mut bytes = export(&rows);
            let place = at.index(bytes.len() - 1);
            bytes[place] = if bytes[place] == b'7' { b'8' } else { b'7' };
            let known = import(&bytes).map(|read| read == rows);
            prop_assert!(!matches!(known, Ok(false)), "other rows were taken for those exported");
        }
    }

    #[test]
    fn a_file_that_was_cut_off_says_so() {
        let row = Row { key: Key::new("p", "s"), doc: "{}".to_owned(), version: 3, expires_at: None };
        let bytes = export(&[row.clone(), row]);
        let text = String::from_utf8(bytes).expect("JSON");
        let cut: String = text.split_inclusive('\n').take(3).collect();
        assert!(matches!(import(cut.as_bytes()), Err(ReadError::CutOff(2))));
        let short: String =
            text.split_inclusive('\n').enumerate().filter(|(at, _)| *at != 1).map(|(_, line)| line).collect();
        assert!(matches!(import(short.as_bytes()), Err(ReadError::Altered { expected: 2, found: 1 })));
        assert!(matches!(import(b"{}\n"), Err(ReadError::NotAnExport)));
    }
}
