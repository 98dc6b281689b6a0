//! `Retry-After` (RFC 9110): seconds, or a date.

use chrono::DateTime;

/// Seconds to wait from `now` (Unix seconds) on; `None` for what says nothing
/// or lies behind.
pub fn retry_after(value: &str, now: i64) -> Option<i64> {
    let value = value.trim();
    let seconds = match value.parse::<u32>() {
        Ok(seconds) => i64::from(seconds),
        Err(_) => DateTime::parse_from_rfc2822(value).ok()?.timestamp() - now,
    };
    (seconds > 0).then_some(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("120", Some(120))]
    #[case(" 5 ", Some(5))]
    #[case("0", None)]
    #[case("-5", None)]
    #[case("soon", None)]
    #[case("Tue, 24 Nov 2026 09:05:00 GMT", Some(300))]
    #[case("Tue, 24 Nov 2026 08:00:00 GMT", None)]
    #[case("99999999999999999999", None)]
    fn both_forms_are_read(#[case] value: &str, #[case] seconds: Option<i64>) {
        assert_eq!(retry_after(value, 1_795_510_800), seconds);
    }
}
