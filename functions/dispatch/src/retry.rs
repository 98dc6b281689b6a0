//! When a failed delivery is tried again.

use chrono::TimeDelta;
use domain::Instant;

/// Minutes to wait after the first, second, … failed attempt. After the last
/// one the delivery is dead. The spans grow as those of Standard Webhooks do,
/// over about 75 hours.
pub const SCHEDULE: [i64; 9] = [1, 5, 30, 120, 300, 600, 840, 1_200, 1_440];

/// When to try again after `attempts` failures (1 or more): the schedule's
/// span, up to a fifth shorter or longer, by the delivery's id, so that what
/// failed together does not come back together. `None` once it is dead.
pub fn next_attempt(now: Instant, delivery: &str, attempts: u32) -> Option<Instant> {
    let minutes = *SCHEDULE.get(usize::try_from(attempts).ok()?.checked_sub(1)?)?;
    let seed = delivery
        .bytes()
        .chain(attempts.to_be_bytes())
        .fold(0u64, |sum, byte| sum.wrapping_mul(0x0100_0000_01b3).wrapping_add(u64::from(byte)));
    let per_mille = 800 + i64::try_from(seed % 401).unwrap_or(200);
    Some(now.plus(TimeDelta::milliseconds(minutes * 60 * per_mille)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Instant {
        Instant::parse("2026-11-24T09:00:00Z").unwrap()
    }

    #[test]
    fn spans_grow_and_stay_within_a_fifth_of_the_schedule() {
        for (place, minutes) in SCHEDULE.iter().enumerate() {
            let attempts = u32::try_from(place).unwrap() + 1;
            let at = next_attempt(now(), "d", attempts).unwrap();
            let waited = at.millis() - now().millis();
            assert!((minutes * 48_000..=minutes * 72_000).contains(&waited), "attempt {attempts}: {waited} ms");
        }
    }

    #[test]
    fn after_the_schedule_a_delivery_is_dead() {
        assert_eq!(next_attempt(now(), "d", 10), None);
    }

    #[test]
    fn two_deliveries_that_failed_together_come_back_apart() {
        assert_ne!(next_attempt(now(), "a", 1), next_attempt(now(), "b", 1));
    }
}
