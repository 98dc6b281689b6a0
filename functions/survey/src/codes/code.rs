//! The code in a survey's address: short enough to be typed from a poster, and
//! without the digits that look like letters.

use domain::IdSource;

const CROCKFORD: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const BASE32: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
/// Characters of a code: 50 random bits.
pub(crate) const LENGTH: usize = 10;

/// A new code: ten characters out of a-z and 2-7.
pub(crate) fn new_code(ids: &dyn IdSource) -> String {
    let random = ids.random();
    // The first character of an id holds fewer bits than the others.
    let tail = random.bytes().skip(random.len().saturating_sub(LENGTH));
    tail.map(|byte| {
        let five_bits = CROCKFORD.iter().position(|known| *known == byte).unwrap_or(usize::from(byte) % 32);
        char::from(BASE32[five_bits])
    })
    .collect()
}

/// Whether a text may be a code that was made here.
pub(crate) fn is_code(text: &str) -> bool {
    text.len() == LENGTH && text.bytes().all(|byte| BASE32.contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn a_code_has_ten_characters_that_nobody_mistakes() {
        let ids = testkit::SeededIds::new(Arc::new(testkit::TestClock::at("2026-11-24T09:00:00Z")));
        let codes: std::collections::BTreeSet<String> = (0..500).map(|_| new_code(&ids)).collect();
        assert_eq!(codes.len(), 500);
        for code in codes {
            assert_eq!(code.len(), LENGTH);
            assert!(code.bytes().all(|byte| BASE32.contains(&byte)), "{code}");
        }
    }
}
