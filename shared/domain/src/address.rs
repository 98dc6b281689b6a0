//! The codes of an address: a municipality's, and a postcode. Whoever has one of them
//! can't take it for the other, or for a name.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The NIS code of a municipality: five digits, `21004`. A row's is read as it stands;
/// what is sent is held against the municipalities of the directory.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Nis(String);

impl Nis {
    /// The code that is written so.
    pub fn of(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is one of the 19 municipalities of the Region.
    pub fn is_in_region(&self) -> bool {
        self.0.parse::<u32>().is_ok_and(|code| (21_001..=21_019).contains(&code))
    }
}

impl fmt::Display for Nis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A Belgian postcode, `1040`. A row's is read as it stands; what is sent is refused
/// unless it [is one](Postcode::is_sound).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Postcode(String);

impl Postcode {
    /// The postcode as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it has four digits.
    pub fn is_sound(&self) -> bool {
        self.0.len() == 4 && self.0.bytes().all(|byte| byte.is_ascii_digit())
    }
}

impl fmt::Display for Postcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_postcode_has_four_digits_and_a_row_that_has_another_is_read() {
        for (written, is_sound) in [("1040", true), ("B-1040", false), ("10", false), ("١٠٤٠", false), ("", false)]
        {
            let row = serde_json::json!(written);
            let read: Postcode = serde_json::from_value(row.clone()).unwrap();
            assert_eq!(read.is_sound(), is_sound, "{written}");
            assert_eq!(serde_json::to_value(&read).unwrap(), row);
        }
    }

    #[test]
    fn the_region_has_nineteen_municipalities() {
        for (written, is_in_region) in
            [("21001", true), ("21019", true), ("21020", false), ("62063", false), ("x", false)]
        {
            assert_eq!(Nis::of(written).is_in_region(), is_in_region, "{written}");
        }
    }
}
