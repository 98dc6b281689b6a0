//! ISO 8601 durations such as `P1DT2H`: days, hours, minutes and seconds, the
//! parts whose length does not depend on the calendar; weeks as seven days.

use chrono::TimeDelta;

/// Reads a duration of at most 3,660 days; `None` when it is none, or holds
/// years or months.
pub fn parse(text: &str) -> Option<TimeDelta> {
    let rest = text.strip_prefix('P')?;
    let (date, time) = rest.split_once('T').map_or((rest, None), |(date, time)| (date, Some(time)));
    if (date.is_empty() && time.is_none()) || time.is_some_and(str::is_empty) {
        return None;
    }
    let seconds = parts(date, &[('W', 604_800), ('D', 86_400)])?
        .checked_add(parts(time.unwrap_or_default(), &[('H', 3_600), ('M', 60), ('S', 1)])?)?;
    (seconds <= 3_660 * 86_400).then(|| TimeDelta::seconds(seconds))
}

/// Sums `12D3H`-like parts, each unit once and in order.
fn parts(mut text: &str, units: &[(char, i64)]) -> Option<i64> {
    let mut sum = 0i64;
    for (unit, seconds) in units {
        if let Some((number, rest)) = text.split_once(*unit) {
            let number: u32 = number.parse().ok()?;
            sum = sum.checked_add(i64::from(number).checked_mul(*seconds)?)?;
            text = rest;
        }
    }
    text.is_empty().then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_of_fixed_length_are_read() {
        for (text, seconds) in [("P1DT2H", 93_600), ("PT90S", 90), ("PT1M", 60), ("P2W", 1_209_600), ("P0D", 0)] {
            assert_eq!(parse(text), Some(TimeDelta::seconds(seconds)), "{text}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["", "P", "PT", "1D", "P1", "P1M", "P1Y", "PT2M1H", "P-1D", "PT1.5S", "P99999D", "P1DT"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
