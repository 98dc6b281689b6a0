//! Token buckets by key, inside one process: they blunt abuse of public forms
//! and links. Where many processes serve, each has its own, so the limit is
//! per process. Memory is bounded; time is the product's clock.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use domain::Instant;

/// The most keys remembered at once.
const MAX_KEYS: usize = 50_000;

/// How much is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Requests at once, from a full bucket.
    pub burst: u32,
    /// Requests an hour after that: what sends mail to somebody else allows few.
    pub per_hour: u32,
}

/// Whole seconds until the next request is allowed; at least 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetryAfter(pub u64);

struct Bucket {
    tokens: f64,
    at_ms: i64,
}

/// All buckets of a process.
pub struct RateLimiter {
    enabled: bool,
    buckets: Mutex<HashMap<String, Bucket>>,
}

impl RateLimiter {
    /// A limiter; when not `enabled` it allows everything.
    pub fn new(enabled: bool) -> Self {
        Self { enabled, buckets: Mutex::new(HashMap::new()) }
    }

    /// Takes one request out of the bucket `key`.
    pub fn check(&self, now: Instant, key: &str, rule: Rule) -> Result<(), RetryAfter> {
        if !self.enabled {
            return Ok(());
        }
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= MAX_KEYS && !buckets.contains_key(key) {
            forget_oldest(&mut buckets);
        }
        let now_ms = now.millis();
        let capacity = f64::from(rule.burst.max(1));
        let per_ms = f64::from(rule.per_hour) / 3_600_000.0;
        let bucket = buckets.entry(key.to_owned()).or_insert(Bucket { tokens: capacity, at_ms: now_ms });
        let passed = (now_ms - bucket.at_ms).max(0) as f64;
        bucket.tokens = passed.mul_add(per_ms, bucket.tokens).min(capacity);
        bucket.at_ms = bucket.at_ms.max(now_ms);
        if bucket.tokens >= 1.0 {
            bucket.tokens -= 1.0;
            return Ok(());
        }
        Err(RetryAfter(seconds_until(1.0 - bucket.tokens, rule.per_hour)))
    }
}

fn seconds_until(missing: f64, per_hour: u32) -> u64 {
    let seconds = missing * 3_600.0 / f64::from(per_hour.max(1));
    (1..3_600).find(|whole| *whole as f64 >= seconds).unwrap_or(3_600)
}

/// Drops the half that was not asked for longest: a flood of new keys then
/// costs no more than a sort now and again.
fn forget_oldest(buckets: &mut HashMap<String, Bucket>) {
    let mut times: Vec<i64> = buckets.values().map(|bucket| bucket.at_ms).collect();
    let middle = times.len() / 2;
    let (_, cut, _) = times.select_nth_unstable(middle);
    let cut = *cut;
    buckets.retain(|_, bucket| bucket.at_ms > cut);
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    const RULE: Rule = Rule { burst: 3, per_hour: 360 };

    fn start() -> Instant {
        Instant::parse("2026-11-22T10:00:00Z").unwrap()
    }

    #[test]
    fn a_burst_is_allowed_then_one_each_ten_seconds() {
        let limiter = RateLimiter::new(true);
        for _ in 0..3 {
            assert_eq!(limiter.check(start(), "a", RULE), Ok(()));
        }
        assert_eq!(limiter.check(start(), "a", RULE), Err(RetryAfter(10)));
        assert_eq!(limiter.check(start(), "b", RULE), Ok(()), "another key has its own bucket");
        let later = start().plus(TimeDelta::seconds(10));
        assert_eq!(limiter.check(later, "a", RULE), Ok(()));
        assert_eq!(limiter.check(later, "a", RULE), Err(RetryAfter(10)));
    }

    #[test]
    fn a_flood_of_keys_does_not_grow_memory() {
        let limiter = RateLimiter::new(true);
        for n in 0..60_000_i64 {
            assert_eq!(limiter.check(start().plus(TimeDelta::milliseconds(n)), &n.to_string(), RULE), Ok(()));
        }
        assert!(limiter.buckets.lock().unwrap().len() <= MAX_KEYS);
    }

    #[test]
    fn a_limiter_that_is_off_allows_everything() {
        let limiter = RateLimiter::new(false);
        assert!((0..100).all(|_| limiter.check(start(), "a", RULE).is_ok()));
    }
}
