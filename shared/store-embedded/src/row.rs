//! How a row stands in redb: packed, and with a checksum.
//!
//! - A tag: whether it expires, and whether its document is packed.
//! - The version in LEB128; the expiry as 8 bytes, if there is one; the length
//!   of a packed document, unpacked, in LEB128; the document.
//! - A CRC-32 of the key and of everything before, so that what a disk altered
//!   is never served, and can be named.
//!
//! A longer document is packed with LZ4 against `dictionary.txt`, rows as the
//! product writes them: one need's are a quarter of what they were. The
//! dictionary is part of the format and never changes; a better one gets tags
//! of its own. Rows of the first format, neither packed nor summed, are read as
//! they stand, and written anew in this one.

use crc32fast::Hasher;
use lz4_flex::block::{compress_with_dict, decompress_with_dict};
use store::TableError;

use crate::codec::{corrupt, text};

/// Tags of the first format.
const FIRST: u8 = 1;
const FIRST_EXPIRING: u8 = 2;
/// The tag of a row of this format, several bits from those; what it has beside
/// is added.
const SUMMED: u8 = 0xA0;
const EXPIRING: u8 = 1;
const PACKED: u8 = 2;
const SUMMED_LAST: u8 = SUMMED + EXPIRING + PACKED;
/// Bytes of the checksum.
const SUM: usize = 4;
/// What documents are packed against.
const DICTIONARY: &[u8] = include_bytes!("dictionary.txt");
/// Shorter documents stay as they are.
const PACKED_FROM: usize = 128;

/// A stored row without its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stored<'a> {
    pub(crate) version: u64,
    pub(crate) expires_at: Option<i64>,
    /// The document's length where it is packed.
    unpacked: Option<usize>,
    doc: &'a [u8],
}

impl Stored<'_> {
    /// An expired row counts as absent from its second on.
    pub(crate) fn is_live(&self, now: i64) -> bool {
        self.expires_at.is_none_or(|at| at > now)
    }

    pub(crate) fn doc(&self) -> Result<String, TableError> {
        let Some(length) = self.unpacked else { return text(self.doc) };
        // A document is bounded by what a commit may hold: nobody asks for more.
        let length = if length <= store::limits::MAX_ROW { length } else { return Err(corrupt("a row too long")) };
        let doc = decompress_with_dict(self.doc, length, DICTIONARY).map_err(|_| corrupt("a packed row"))?;
        text(&doc)
    }
}

/// The bytes of a row under an encoded key.
pub(crate) fn encode_row(key: &[u8], version: u64, expires_at: Option<i64>, doc: &str) -> Vec<u8> {
    let packed = (doc.len() >= PACKED_FROM).then(|| compress_with_dict(doc.as_bytes(), DICTIONARY));
    let packed = packed.filter(|packed| packed.len() < doc.len());
    let body = packed.as_deref().unwrap_or(doc.as_bytes());
    let mut bytes = Vec::with_capacity(body.len() + 24);
    let tag = |has: bool, flag: u8| if has { flag } else { 0 };
    bytes.push(SUMMED + tag(expires_at.is_some(), EXPIRING) + tag(packed.is_some(), PACKED));
    push_number(&mut bytes, version);
    if let Some(at) = expires_at {
        bytes.extend(at.to_be_bytes());
    }
    if packed.is_some() {
        push_number(&mut bytes, doc.len() as u64);
    }
    bytes.extend(body);
    let sum = checksum(key, &bytes);
    bytes.extend(sum);
    bytes
}

/// The row that these bytes are under an encoded key.
pub(crate) fn decode_row<'a>(key: &[u8], bytes: &'a [u8]) -> Result<Stored<'a>, TableError> {
    let tag = *bytes.first().ok_or_else(|| corrupt("an empty row"))?;
    let (expires, packed, bytes) = match tag {
        FIRST => (false, false, bytes),
        FIRST_EXPIRING => (true, false, bytes),
        SUMMED..=SUMMED_LAST => {
            let (bytes, sum) = bytes.split_last_chunk::<SUM>().ok_or_else(|| corrupt("a row without its checksum"))?;
            if *sum != checksum(key, bytes) {
                return Err(corrupt("a row whose bytes were altered"));
            }
            (tag & EXPIRING != 0, tag & PACKED != 0, bytes)
        }
        other => return Err(TableError::Corrupt(format!("row format {other} is unknown"))),
    };
    let rest = bytes.get(1..).unwrap_or_default();
    let (version, rest) = number(rest).ok_or_else(|| corrupt("a row without its version"))?;
    let (expires_at, rest) = if expires {
        let (at, rest) = rest.split_first_chunk().ok_or_else(|| corrupt("a row without its expiry"))?;
        (Some(i64::from_be_bytes(*at)), rest)
    } else {
        (None, rest)
    };
    let (unpacked, doc) = if packed {
        let (length, doc) = number(rest).ok_or_else(|| corrupt("a packed row without its length"))?;
        (Some(usize::try_from(length).unwrap_or(usize::MAX)), doc)
    } else {
        (None, rest)
    };
    Ok(Stored { version, expires_at, unpacked, doc })
}

fn checksum(key: &[u8], bytes: &[u8]) -> [u8; SUM] {
    let mut sum = Hasher::new();
    sum.update(key);
    sum.update(bytes);
    sum.finalize().to_be_bytes()
}

fn push_number(bytes: &mut Vec<u8>, number: u64) {
    let mut rest = number;
    while rest >= 0x80 {
        bytes.push((rest & 0x7F) as u8 | 0x80);
        rest >>= 7;
    }
    bytes.push((rest & 0x7F) as u8);
}

fn number(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut number = 0_u64;
    for (index, byte) in bytes.iter().take(10).enumerate() {
        number |= u64::from(byte & 0x7F) << (7 * index);
        if byte & 0x80 == 0 {
            return Some((number, &bytes[index + 1..]));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use sha2::{Digest as _, Sha256};

    use super::*;

    const KEY: &[u8] = b"NEED#1\0\x01CASE#NEED";

    #[test]
    fn rows_survive_encoding() {
        let long = r#"{"status":"sent","attempts":0,"note":"é"}"#.repeat(40);
        for version in [0, 1, 127, 128, 300, u64::MAX] {
            for expires_at in [None, Some(0), Some(-5), Some(i64::MAX)] {
                for doc in ["", "{}", &long, &"\u{1F9ED}".repeat(200)] {
                    let bytes = encode_row(KEY, version, expires_at, doc);
                    let row = decode_row(KEY, &bytes).unwrap();
                    assert_eq!((row.version, row.expires_at), (version, expires_at));
                    assert_eq!(row.doc().as_deref(), Ok(doc));
                }
            }
        }
        assert!(encode_row(KEY, 1, None, &long).len() < long.len() / 4);
    }

    #[test]
    fn rows_of_the_first_format_are_read() {
        let plain = decode_row(KEY, b"\x01\x83\x01{}").unwrap();
        assert_eq!((plain.version, plain.expires_at, plain.doc()), (131, None, Ok("{}".to_owned())));
        let expiring = decode_row(KEY, b"\x02\x01\0\0\0\0\0\0\0\x07{}").unwrap();
        assert_eq!((expiring.version, expiring.expires_at, expiring.doc()), (1, Some(7), Ok("{}".to_owned())));
    }

    #[test]
    fn no_altered_bit_goes_unnoticed() {
        for doc in ["{}", &r#"{"status":"sent"}"#.repeat(20)] {
            let bytes = encode_row(KEY, 300, Some(5), doc);
            for bit in 0..bytes.len() * 8 {
                let mut altered = bytes.clone();
                altered[bit / 8] ^= 1 << (bit % 8);
                assert!(decode_row(KEY, &altered).is_err(), "bit {bit}");
            }
            assert!(decode_row(b"NEED#2\0\x01CASE#NEED", &bytes).is_err(), "a row under another key");
        }
    }

    #[test]
    fn bytes_that_are_no_row_are_corrupt() {
        for bytes in [&b""[..], b"\x01", b"\x01\x80", b"\x02\x01\0\0", b"\x03\x01{}", b"\xa0", b"\x09\x01{}", b"\xff"] {
            assert!(matches!(decode_row(KEY, bytes), Err(TableError::Corrupt(_))), "{bytes:?}");
        }
    }

    #[test]
    fn the_dictionary_never_changes() {
        let known = "870135bddd2ec8fc85cf34f2bd85c315df4b7f86f5081dc2d55d1c1fdf25e980";
        assert_eq!(format!("{:x}", Sha256::digest(DICTIONARY)), known);
    }
}
