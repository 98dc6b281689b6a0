//! Whether the mail server can be reached. While it can't, deliveries wait
//! without losing attempts, and only a probe asks it every five seconds.

use std::sync::Mutex;
use std::time::Duration;

use tokio::time::Instant;

/// Time between two probes, by the machine's own clock: a server's absence is
/// of the real world, also where the product's clock is moved by hand.
const PROBE_EVERY: Duration = Duration::from_secs(5);

#[derive(Debug, Default)]
pub(crate) struct Health {
    /// When the server was last asked in vain; `None` while it is well.
    down: Mutex<Option<Instant>>,
}

/// What may be done now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// Send.
    Well,
    /// Ask the server first.
    Probe,
    /// Wait.
    Down,
}

impl Health {
    pub(crate) fn state(&self) -> State {
        match self.down.lock().ok().and_then(|down| *down) {
            None => State::Well,
            Some(asked) if asked.elapsed() >= PROBE_EVERY => State::Probe,
            Some(_) => State::Down,
        }
    }

    /// The server could not be reached.
    pub(crate) fn lost(&self) {
        if let Ok(mut down) = self.down.lock() {
            *down = Some(Instant::now());
        }
    }

    /// It answered.
    pub(crate) fn found(&self) {
        if let Ok(mut down) = self.down.lock() {
            *down = None;
        }
    }
}
