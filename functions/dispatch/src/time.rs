//! How long a process may work. On Lambda an invocation ends at a deadline,
//! whatever it is doing: a mail that is on its way then would leave again.

use std::sync::Mutex;
use std::time::Duration;

use tokio::time::Instant;

/// With less than this nothing more is taken: a mail server may need it to
/// answer what was.
const TO_FINISH: Duration = Duration::from_secs(20);
/// With less than this nothing is waited for: settling takes two commits.
const TO_SETTLE: Duration = Duration::from_secs(5);

/// When this process ends; never, unless somebody says so.
#[derive(Debug, Default)]
pub(crate) struct Time {
    ends: Mutex<Option<Instant>>,
}

impl Time {
    pub(crate) fn end_within(&self, remaining: Duration) {
        if let Ok(mut ends) = self.ends.lock() {
            *ends = Some(Instant::now() + remaining);
        }
    }

    /// Whether nothing more may be taken.
    pub(crate) fn is_up(&self) -> bool {
        self.left().is_some_and(|left| left <= TO_FINISH)
    }

    /// What came of it; `None` where it did not end in time.
    pub(crate) async fn within<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        match self.left() {
            None => Some(work.await),
            Some(left) => tokio::time::timeout(left.saturating_sub(TO_SETTLE), work).await.ok(),
        }
    }

    pub(crate) fn left(&self) -> Option<Duration> {
        let ends = self.ends.lock().ok().and_then(|ends| *ends)?;
        Some(ends.saturating_duration_since(Instant::now()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn what_does_not_end_in_time_is_let_go_before_the_end() {
        let time = Time::default();
        assert!(!time.is_up());
        assert_eq!(time.within(async { 1 }).await, Some(1));
        time.end_within(Duration::from_mins(1));
        let began = Instant::now();
        assert!(!time.is_up());
        assert_eq!(time.within(std::future::pending::<()>()).await, None);
        assert_eq!(began.elapsed().as_secs(), 55);
        assert!(time.is_up());
        time.end_within(Duration::from_mins(1));
        assert!(!time.is_up(), "the next invocation");
    }
}
