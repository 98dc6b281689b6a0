//! When a failed delivery is tried again.

use chrono::TimeDelta;
use domain::Instant;
use store::repos::deliveries::Way;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;

/// Seconds to wait after the first, second, … failed attempt at a mail or an
/// act. After the last one the delivery is dead. The spans grow as those of
/// Standard Webhooks do, over about 75 hours.
pub const SCHEDULE: [i64; 9] =
    [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR];

/// The same at a call: the schedule of Standard Webhooks. Where only a timer
/// looks, the first span is that of the timer.
pub const CALLS: [i64; 9] =
    [5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR];

/// When to try again after `attempts` failures (1 or more): the schedule's
/// span, up to a fifth shorter or longer, by the delivery's id, so that what
/// failed together does not come back together. `None` once it is dead.
pub fn next_attempt(way: Way, now: Instant, delivery: &str, attempts: u32) -> Option<Instant> {
    let schedule = if way == Way::Web { CALLS } else { SCHEDULE };
    let seconds = *schedule.get(usize::try_from(attempts).ok()?.checked_sub(1)?)?;
    let seed = delivery
        .bytes()
        .chain(attempts.to_be_bytes())
        .fold(0u64, |sum, byte| sum.wrapping_mul(0x0100_0000_01b3).wrapping_add(u64::from(byte)));
    let per_mille = 800 + i64::try_from(seed % 401).unwrap_or(200);
    Some(now.plus(TimeDelta::milliseconds(seconds * per_mille)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Instant {
        Instant::parse("2026-11-24T09:00:00Z").unwrap()
    }

    #[test]
    fn spans_grow_and_stay_within_a_fifth_of_the_schedule() {
        for (way, schedule) in [(Way::Mail, SCHEDULE), (Way::Direct, SCHEDULE), (Way::Web, CALLS)] {
            for (place, seconds) in schedule.iter().enumerate() {
                let attempts = u32::try_from(place).unwrap() + 1;
                let at = next_attempt(way, now(), "d", attempts).unwrap();
                let waited = at.millis() - now().millis();
                assert!((seconds * 800..=seconds * 1_200).contains(&waited), "attempt {attempts}: {waited} ms");
            }
        }
    }

    #[test]
    fn after_the_schedule_a_delivery_is_dead() {
        assert_eq!(next_attempt(Way::Mail, now(), "d", 10), None);
        assert_eq!(next_attempt(Way::Web, now(), "d", 10), None);
    }

    #[test]
    fn two_deliveries_that_failed_together_come_back_apart() {
        assert_ne!(next_attempt(Way::Web, now(), "a", 1), next_attempt(Way::Web, now(), "b", 1));
    }
}
