//! One question asked among few and among many: how long it takes, how many rows
//! it reads, and how many times more that is among many.

use std::time::Duration;

/// Rounds that warm caches.
const WARM: usize = 10;
/// Rows and time among many, held against those among few.
pub(crate) const AIM: f64 = 1.5;
/// Milliseconds under which a difference is the machine's.
const NOTHING_MS: f64 = 0.05;

/// What one answer took.
pub(crate) struct Took {
    pub(crate) time: Duration,
    pub(crate) rows: u64,
    /// What was shown of what was asked for.
    pub(crate) shown: usize,
}

/// The same of both; medians.
pub(crate) struct Compared {
    pub(crate) ms: [f64; 2],
    pub(crate) rows: [u64; 2],
    pub(crate) shown: [usize; 2],
}

/// Asks both, and once more where many seem to fall short: noise seldom strikes
/// the same question twice.
pub(crate) async fn compare<T>(
    both: [&T; 2],
    times: usize,
    ask: impl AsyncFn(&T) -> anyhow::Result<Took>,
) -> anyhow::Result<Compared> {
    let found = in_turns(both, times, &ask).await?;
    if found.ratio() > AIM { in_turns(both, times, &ask).await } else { Ok(found) }
}

/// Asks both in turns, so that a noisy machine is noisy for both.
async fn in_turns<T>(
    both: [&T; 2],
    times: usize,
    ask: &impl AsyncFn(&T) -> anyhow::Result<Took>,
) -> anyhow::Result<Compared> {
    let (mut took, mut rows, mut shown) = ([Vec::new(), Vec::new()], [0, 0], [0, 0]);
    for round in 0..times + WARM {
        for (at, one) in both.iter().enumerate() {
            let answer = ask(one).await?;
            (rows[at], shown[at]) = (answer.rows, answer.shown);
            if round >= WARM {
                took[at].push(answer.time);
            }
        }
    }
    let ms = took.map(|mut took| {
        took.sort_unstable();
        took.get(times / 2).map_or(0.0, |took| took.as_secs_f64() * 1_000.0)
    });
    Ok(Compared { ms, rows, shown })
}

impl Compared {
    /// Of the time, that among many by that among few.
    pub(crate) fn ratio(&self) -> f64 {
        self.ms[1] / self.ms[0]
    }

    /// What is to be said where it falls short of the aim. What the small table
    /// has less of is no measure.
    pub(crate) fn short(&self, what: &str) -> Option<String> {
        let [few, many] = self.rows;
        let rows = many as f64 > few as f64 * AIM;
        let time = self.ratio() > AIM && self.ms[1] - self.ms[0] > NOTHING_MS;
        let alike = self.shown[0] == self.shown[1];
        (alike && (rows || time)).then(|| format!("{what}: {:.2} of the time, {many} rows for {few}", self.ratio()))
    }
}
