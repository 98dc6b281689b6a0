//! Moments that look random.

use std::time::Duration;

/// Told by their seed, the one that all random series of the tests begin at:
/// fixed in `.cargo/config.toml`, another in `make explore`.
pub struct Dice(u64);

impl Dice {
    /// Those of this run.
    #[expect(clippy::disallowed_methods, reason = "whoever runs the journeys says by what chance")]
    #[expect(clippy::new_without_default, reason = "it reads the run's seed")]
    pub fn new() -> Self {
        let seed = std::env::var("PROPTEST_RNG_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1_u64);
        println!("seed of the moments: {seed}");
        Self(seed | 1)
    }

    /// A time between these, in milliseconds.
    pub fn milliseconds(&mut self, from: u64, to: u64) -> Duration {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        Duration::from_millis(from + self.0 % (to - from))
    }
}
