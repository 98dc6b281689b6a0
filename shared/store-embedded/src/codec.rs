//! How keys and due entries stand in redb, which knows bytes only; rows are in
//! [`crate::row`].
//!
//! - Key: the partition key with every 0x00 written as 0x00 0xFF, then 0x00
//!   0x01, then the sort key. Bytes compare as (partition, sort key) do, and no
//!   partition is the beginning of another.
//! - Due entry: the time, what is due (a row or a token) and its key, so that a
//!   sweep reads in order of time and nothing else.

use std::ops::Bound;

use store::{Key, TableError};

const ESCAPED: [u8; 2] = [0x00, 0xFF];
const END: [u8; 2] = [0x00, 0x01];
/// Just above [`END`]: sorts after all of a partition.
const PAST_END: [u8; 2] = [0x00, 0x02];

/// The bytes of a key.
pub(crate) fn encode_key(key: &Key) -> Vec<u8> {
    encode_parts(&key.pk, &key.sk)
}

/// The bytes of a key given in parts.
pub(crate) fn encode_parts(pk: &str, sk: &str) -> Vec<u8> {
    let mut bytes = escape(pk, sk.len());
    bytes.extend(END);
    bytes.extend(sk.as_bytes());
    bytes
}

/// The bounds of a range of a partition; `None` is its beginning or end.
pub(crate) fn encode_range(pk: &str, from: Option<&str>, to: Option<&str>) -> (Bound<Vec<u8>>, Bound<Vec<u8>>) {
    let first = encode_parts(pk, from.unwrap_or_default());
    let end = to.map_or_else(
        || {
            let mut bytes = escape(pk, 0);
            bytes.extend(PAST_END);
            bytes
        },
        |to| encode_parts(pk, to),
    );
    (Bound::Included(first), Bound::Excluded(end))
}

fn escape(pk: &str, room: usize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(pk.len() + END.len() + room);
    for byte in pk.bytes() {
        match byte {
            0 => bytes.extend(ESCAPED),
            other => bytes.push(other),
        }
    }
    bytes
}

/// The sort key of an encoded key, given the partition it stands in.
pub(crate) fn sort_key(encoded: &[u8], pk: &str) -> Result<String, TableError> {
    let prefix = pk.len() + pk.bytes().filter(|byte| *byte == 0).count() + END.len();
    let bytes = encoded.get(prefix..).ok_or_else(|| corrupt("a key is too short"))?;
    text(bytes)
}

/// The key that these bytes are.
pub(crate) fn decode_key(encoded: &[u8]) -> Result<Key, TableError> {
    let mut pk = Vec::with_capacity(encoded.len());
    let mut rest = encoded;
    loop {
        match rest {
            [0x00, 0x01, sk @ ..] => return Ok(Key { pk: text(&pk)?, sk: text(sk)? }),
            [0x00, 0xFF, after @ ..] => {
                pk.push(0);
                rest = after;
            }
            [0x00, ..] | [] => return Err(corrupt("a key has no end")),
            [byte, after @ ..] => {
                pk.push(*byte);
                rest = after;
            }
        }
    }
}

/// What falls due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Due {
    /// A row, by its encoded key.
    Row = 0,
    /// A commit's token.
    Token = 1,
}

/// The bytes of a due entry.
pub(crate) fn encode_due(at: i64, due: Due, key: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(9 + key.len());
    bytes.extend(due_end(at));
    bytes.push(due as u8);
    bytes.extend(key);
    bytes
}

/// Sorts before everything that is due at `at` or later.
pub(crate) fn due_end(at: i64) -> [u8; 8] {
    // With the sign bit flipped, negative times sort first.
    (at ^ i64::MIN).to_be_bytes()
}

/// The time, kind and key of a due entry.
pub(crate) fn decode_due(bytes: &[u8]) -> Result<(i64, Due, &[u8]), TableError> {
    let malformed = || corrupt("a due entry is malformed");
    let (at, rest) = bytes.split_first_chunk().ok_or_else(malformed)?;
    let (kind, key) = rest.split_first().ok_or_else(malformed)?;
    let due = match kind {
        0 => Due::Row,
        1 => Due::Token,
        _ => return Err(malformed()),
    };
    Ok((i64::from_be_bytes(*at) ^ i64::MIN, due, key))
}

pub(crate) fn text(bytes: &[u8]) -> Result<String, TableError> {
    String::from_utf8(bytes.to_vec()).map_err(|_| corrupt("text is not UTF-8"))
}

pub(crate) fn corrupt(what: &str) -> TableError {
    TableError::Corrupt(what.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encoded_keys_sort_as_partition_and_sort_key_do() {
        let parts = ["\0", "\0\0", "\0\u{1}", "\0a", "\u{1}", "a", "a\0", "a\0b", "a\u{1}", "ab", "é", "\u{1F9ED}"];
        let mut keys: Vec<Key> = parts.iter().flat_map(|pk| parts.iter().map(move |sk| Key::new(*pk, *sk))).collect();
        keys.sort();
        let encoded: Vec<_> = keys.iter().map(encode_key).collect();
        assert!(encoded.is_sorted() && encoded.windows(2).all(|pair| pair[0] != pair[1]));
        for (key, bytes) in keys.iter().zip(&encoded) {
            assert_eq!(sort_key(bytes, &key.pk).as_ref(), Ok(&key.sk));
        }
    }

    #[test]
    fn a_range_holds_its_partition_and_no_other() {
        use std::ops::RangeBounds;
        let range = encode_range("a", None, None);
        for (pk, inside) in [("a", true), ("a\0", false), ("a\u{1}", false), ("ab", false), ("A", false)] {
            for sk in ["\0", "x", "\u{10ffff}"] {
                assert_eq!(range.contains(&encode_parts(pk, sk)), inside, "{pk:?} {sk:?}");
            }
        }
    }

    #[test]
    fn due_entries_sort_by_time() {
        let times = [i64::MIN, -1, 0, 1, 4_000_000_000, i64::MAX];
        let encoded: Vec<_> = times.iter().map(|at| encode_due(*at, Due::Token, b"k")).collect();
        assert!(encoded.is_sorted());
        assert_eq!(decode_due(&encoded[1]), Ok((-1, Due::Token, &b"k"[..])));
        assert!(encoded[3].as_slice() < due_end(2).as_slice() && encoded[4].as_slice() > due_end(2).as_slice());
    }
}
