//! Local times beside their zone.
//!
//! What recurs, recurs on the wall clock: ten o'clock stays ten o'clock when
//! the clocks change. A local time is written `2026-11-24T09:30` and becomes
//! an instant only here.

use chrono::{LocalResult, NaiveDateTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

use crate::Instant;

/// How a local time is written.
pub const FORMAT: &str = "%Y-%m-%dT%H:%M";

/// Reads `2026-11-24T09:30`; seconds may follow and must be zero.
pub fn parse(text: &str) -> Option<NaiveDateTime> {
    let whole = text.strip_suffix(":00").filter(|rest| rest.len() == 16).unwrap_or(text);
    NaiveDateTime::parse_from_str(whole, FORMAT).ok().filter(|_| whole.len() == 16)
}

/// Writes `2026-11-24T09:30`.
pub fn format(local: NaiveDateTime) -> String {
    local.format(FORMAT).to_string()
}

/// The instant of a local time. RFC 5545, 3.3.5: a time that the clocks skip
/// is read with the offset before the gap; of a time that comes twice, the
/// first is meant.
pub fn to_instant(local: NaiveDateTime, zone: Tz) -> Instant {
    let at = match zone.from_local_datetime(&local) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at.with_timezone(&Utc),
        LocalResult::None => {
            let day_before = zone.offset_from_utc_datetime(&(local - TimeDelta::days(1))).fix();
            (local - TimeDelta::seconds(i64::from(day_before.local_minus_utc()))).and_utc()
        }
    };
    Instant::new(at)
}

/// Whether the clocks in `zone` show this time at all.
pub fn exists(local: NaiveDateTime, zone: Tz) -> bool {
    !matches!(zone.from_local_datetime(&local), LocalResult::None)
}

/// What a clock on the wall in `zone` shows.
pub fn to_local(at: Instant, zone: Tz) -> NaiveDateTime {
    at.utc().with_timezone(&zone).naive_local()
}

/// Serde of a local time, for `#[serde(with)]`.
pub mod written {
    use chrono::NaiveDateTime;
    use serde::{Deserialize, Deserializer, Serializer};

    /// Writes `2026-11-24T09:30`.
    pub fn serialize<S: Serializer>(local: &NaiveDateTime, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&super::format(*local))
    }

    /// Reads `2026-11-24T09:30`.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDateTime, D::Error> {
        let text = String::deserialize(deserializer)?;
        super::parse(&text).ok_or_else(|| serde::de::Error::custom("expected a local time such as 2026-11-24T09:30"))
    }
}

/// Serde of an optional local time, for `#[serde(with)]` beside `default`.
pub mod written_option {
    use chrono::NaiveDateTime;
    use serde::{Deserialize, Deserializer, Serializer};

    /// Writes `2026-11-24T09:30` or null.
    pub fn serialize<S: Serializer>(local: &Option<NaiveDateTime>, serializer: S) -> Result<S::Ok, S::Error> {
        match local {
            Some(local) => serializer.serialize_str(&super::format(*local)),
            None => serializer.serialize_none(),
        }
    }

    /// Reads `2026-11-24T09:30` or null.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveDateTime>, D::Error> {
        Option::<String>::deserialize(deserializer)?
            .map(|text| {
                super::parse(&text)
                    .ok_or_else(|| serde::de::Error::custom("expected a local time such as 2026-11-24T09:30"))
            })
            .transpose()
    }
}

/// Serde of a time zone by its IANA name, for `#[serde(with)]`.
pub mod zone_name {
    use chrono_tz::Tz;
    use serde::{Deserialize, Deserializer, Serializer};

    /// Writes `Europe/Brussels`.
    pub fn serialize<S: Serializer>(zone: &Tz, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(zone.name())
    }

    /// Reads `Europe/Brussels`.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Tz, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|_| serde::de::Error::custom("expected an IANA time zone such as Europe/Brussels"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::BRUSSELS;

    #[test]
    fn a_skipped_time_uses_the_offset_before_the_gap_and_a_repeated_one_is_the_first() {
        let cases = [
            ("2026-11-24T09:30", "2026-11-24T08:30:00Z"),
            ("2026-07-01T09:30", "2026-07-01T07:30:00Z"),
            ("2027-03-28T01:59", "2027-03-28T00:59:00Z"),
            ("2027-03-28T02:30", "2027-03-28T01:30:00Z"),
            ("2027-03-28T03:00", "2027-03-28T01:00:00Z"),
            ("2026-10-25T02:30", "2026-10-25T00:30:00Z"),
            ("2026-10-25T03:00", "2026-10-25T02:00:00Z"),
        ];
        for (local, expected) in cases {
            let at = to_instant(parse(local).unwrap(), BRUSSELS);
            assert_eq!(at.to_string(), expected, "{local}");
        }
    }

    #[test]
    fn only_minutes_are_read() {
        assert_eq!(parse("2026-11-24T09:30"), parse("2026-11-24T09:30:00"));
        for bad in ["2026-11-24", "2026-11-24T09:30:01", "2026-11-24T9:30", "2026-11-24T09:30Z", "2026-02-30T10:00"] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }
}
