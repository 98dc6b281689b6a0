//! Where things stand on the list, so that it goes on where it was left.

use std::cmp::Ordering;

/// Where a thing stands: by when it is due, then by source, then in the order of
/// its source. What goes before everything else is due before 1970.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub(super) due: i64,
    pub(super) source: u8,
    pub(super) key: String,
}

impl Place {
    /// As text, to be sealed and handed out.
    pub fn encode(&self) -> String {
        format!("{}.{}.{}", self.due, self.source, self.key)
    }

    /// Reads what [`Place::encode`] wrote.
    pub fn decode(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '.');
        let (due, source) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        Some(Self { due, source, key: parts.next()?.to_owned() })
    }

    /// Whether it goes before everything else.
    pub(super) const fn is_before_all(&self) -> bool {
        self.due < 0
    }

    /// Where a source whose keys begin with `{due ms}#` goes on behind it.
    pub(super) fn within(&self, source: u8) -> String {
        match source.cmp(&self.source) {
            Ordering::Equal => self.key.clone(),
            Ordering::Greater => format!("{:015}", self.due),
            Ordering::Less => format!("{:015}#\u{7f}", self.due),
        }
    }
}
