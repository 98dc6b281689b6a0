//! Whether the mail server can be reached. While it can't, deliveries wait
//! without losing attempts, and only a probe asks it every five seconds. A
//! process begins with a probe, so that a wrong setting is told at once.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use mail::SendError;
use tokio::time::Instant;

/// Time between two probes, by the machine's own clock: a server's absence is
/// of the real world, also where the product's clock is moved by hand.
const PROBE_EVERY: Duration = Duration::from_secs(5);

#[derive(Debug, Default)]
pub(crate) struct Health {
    known: Mutex<Known>,
}

/// What is known of the server.
#[derive(Debug, Clone, Copy, Default)]
enum Known {
    /// Nothing yet.
    #[default]
    Nothing,
    /// It answered when it was last asked.
    Well,
    /// It did not.
    Down(Outage),
}

#[derive(Debug, Clone, Copy)]
struct Outage {
    since: Instant,
    /// When the server was last asked in vain; `None`: to be asked anew.
    asked: Option<Instant>,
    why: SendError,
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
        match *self.known() {
            Known::Well => State::Well,
            Known::Down(Outage { asked: Some(asked), .. }) if asked.elapsed() < PROBE_EVERY => State::Down,
            Known::Nothing | Known::Down(_) => State::Probe,
        }
    }

    /// Whether mails are known not to leave.
    pub(crate) fn is_down(&self) -> bool {
        matches!(*self.known(), Known::Down(_))
    }

    /// The server could not be reached; answers whether that, or why, is new.
    pub(crate) fn lost(&self, why: SendError) -> bool {
        let mut known = self.known();
        let now = Instant::now();
        let before = if let Known::Down(outage) = *known { Some(outage) } else { None };
        let since = before.map_or(now, |outage| outage.since);
        *known = Known::Down(Outage { since, asked: Some(now), why });
        before.is_none_or(|outage| outage.why != why)
    }

    /// It answered; answers how long it had not.
    pub(crate) fn found(&self) -> Option<Duration> {
        match std::mem::replace(&mut *self.known(), Known::Well) {
            Known::Down(outage) => Some(outage.since.elapsed()),
            Known::Nothing | Known::Well => None,
        }
    }

    /// It is asked again, however short ago it was last asked.
    pub(crate) fn ask_again(&self) {
        if let Known::Down(outage) = &mut *self.known() {
            outage.asked = None;
        }
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use mail::{Failure, Stage};

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn an_outage_is_told_once_for_each_cause_and_ends_with_how_long_it_was() {
        let health = Health::default();
        assert_eq!(health.state(), State::Probe, "a process begins by asking");
        assert_eq!(health.found(), None);
        assert_eq!((health.state(), health.is_down()), (State::Well, false));

        let away = SendError::Unreachable(Failure::at(Stage::Connect));
        assert!(health.lost(away));
        assert_eq!((health.state(), health.is_down()), (State::Down, true));
        tokio::time::advance(PROBE_EVERY).await;
        assert_eq!(health.state(), State::Probe);
        assert!(!health.lost(away), "known");
        assert!(health.lost(SendError::Unreachable(Failure::at(Stage::SignIn))), "another cause");
        health.ask_again();
        assert_eq!(health.state(), State::Probe);
        assert_eq!(health.found(), Some(PROBE_EVERY));
    }
}
