//! Reading what somebody sent.

use serde::{Deserialize, Deserializer};

/// Reads `null` as the empty value; for `#[serde(deserialize_with)]` beside
/// `default`.
pub fn null_as_absent<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: Default + Deserialize<'de>,
    D: Deserializer<'de>,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// Tells what is left out from `null`; for `#[serde(deserialize_with)]` beside
/// `default`.
pub fn said<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}
