//! Making text that people wrote safe for one line of a header.
//!
//! Names and subjects hold what strangers typed into a public form. A line
//! break there would start a header of their choice, and a mark that turns
//! the direction of writing would disguise one address as another.

use domain::written::is_direction_mark;
use sha2::{Digest, Sha256};

/// Longest subject or name, in characters.
const MAX_CHARS: usize = 250;

/// Longest local part of a message id that we write out, in bytes.
const MAX_ID_BYTES: usize = 96;

/// The text on one line: each run of white space and control characters is
/// one space, invisible direction marks are gone, an encoded word of RFC 2047
/// is broken up so that no reader decodes it, and at most 250 characters stay.
pub fn one_line(text: &str) -> String {
    let spaced: String = text
        .chars()
        .filter(|c| !is_direction_mark(*c))
        .map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c })
        .collect();
    let line = spaced.split_whitespace().collect::<Vec<_>>().join(" ").replace("=?", "= ?");
    clip(&line, MAX_CHARS)
}

/// Text of several lines without control characters or direction marks; lines
/// end with `\n`.
pub(crate) fn plain_lines(text: &str) -> String {
    let unix = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    let kept: String = unix
        .chars()
        .filter(|c| !is_direction_mark(*c))
        .map(|c| if c.is_control() && c != '\n' { ' ' } else { c })
        .collect();
    kept.trim().to_owned()
}

/// The first `max` characters, with an ellipsis where some were cut.
pub(crate) fn clip(text: &str, max: usize) -> String {
    match text.char_indices().nth(max) {
        None => text.to_owned(),
        Some(_) => text.chars().take(max.saturating_sub(1)).chain(['…']).collect(),
    }
}

/// An id as it stands in a message id, a boundary and a file name. Ids of
/// letters, digits, `-`, `_` and single dots stay as they are; any other is
/// replaced by its digest, so that two ids never become one.
pub(crate) fn id_token(id: &str) -> String {
    let plain = id.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
    let dots = id.starts_with('.') || id.ends_with('.') || id.contains("..");
    if plain && !dots && !id.is_empty() && id.len() <= MAX_ID_BYTES { id.to_owned() } else { digest(id) }
}

/// 40 hexadecimal digits of the SHA-256 of `text`.
pub(crate) fn digest(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    let digit = |half: u8| char::from(b"0123456789abcdef"[usize::from(half)]);
    digest.iter().take(20).flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::{id_token, one_line, plain_lines};

    #[rstest]
    #[case("Zoé\r\nBcc: all@example.org", "Zoé Bcc: all@example.org")]
    #[case("a\u{0}b\u{7f}c\td", "a b c d")]
    #[case("a\u{85}b\u{2028}c\u{2029}d", "a b c d")]
    #[case("gnp.\u{202e}exe", "gnp.exe")]
    #[case("=?utf-8?q?=0D=0ABcc:_x?=", "= ?utf-8?q?=0D=0ABcc:_x?=")]
    #[case("  \n ", "")]
    fn a_header_text_stays_on_one_line(#[case] hostile: &str, #[case] expected: &str) {
        assert_eq!(one_line(hostile), expected);
    }

    #[test]
    fn a_long_header_text_is_cut_between_characters() {
        let cut = one_line(&"é".repeat(1_000));
        assert_eq!(cut.chars().count(), 250);
        assert!(cut.ends_with('…'));
    }

    #[test]
    fn line_breaks_of_every_kind_become_one_kind() {
        assert_eq!(plain_lines("a\r\nb\rc\u{2028}d\u{1b}[2J\n"), "a\nb\nc\nd [2J");
    }

    #[test]
    fn ids_that_could_break_a_header_or_a_path_become_digests() {
        assert_eq!(id_token("01jd.innoviris-referral"), "01jd.innoviris-referral");
        let mut seen = std::collections::BTreeSet::new();
        for hostile in ["", "..", "../a", "a/b", "a b", "a>\r\nX: y", "é", &"x".repeat(97)] {
            let token = id_token(hostile);
            assert!(token.len() == 40 && token.bytes().all(|b| b.is_ascii_hexdigit()), "{hostile:?}");
            assert!(seen.insert(token), "{hostile:?}");
        }
    }
}
