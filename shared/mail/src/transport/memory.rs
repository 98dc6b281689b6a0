//! A transport for tests: it keeps what was sent and fails when told to.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use domain::Instant;

use super::{Failure, SendError, Stage, Transport};
use crate::message::Message;

/// Messages in memory. Clones share them.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    sent: Vec<Sent>,
    failures: VecDeque<SendError>,
    down: bool,
}

/// A message that left, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// The message.
    pub message: Message,
    /// By the product's clock.
    pub at: Instant,
}

impl Memory {
    /// An empty one that is up.
    pub fn new() -> Self {
        Self::default()
    }

    /// Everything that left, in order, repetitions included.
    pub fn sent(&self) -> Vec<Sent> {
        self.state().sent.clone()
    }

    /// Takes out everything that left so far.
    pub fn take(&self) -> Vec<Sent> {
        std::mem::take(&mut self.state().sent)
    }

    /// Makes the next send fail; called again, the one after that too.
    pub fn fail_next(&self, error: SendError) {
        self.state().failures.push_back(error);
    }

    /// Makes the server unreachable, or reachable again.
    pub fn set_down(&self, down: bool) {
        self.state().down = down;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Transport for Memory {
    async fn send(&self, message: &Message, at: Instant) -> Result<(), SendError> {
        self.probe().await?;
        let mut state = self.state();
        if let Some(error) = state.failures.pop_front() {
            return Err(error);
        }
        state.sent.push(Sent { message: message.clone(), at });
        Ok(())
    }

    fn from(&self) -> Option<String> {
        Some("permanence@permanence.example".to_owned())
    }

    async fn probe(&self) -> Result<(), SendError> {
        if self.state().down { Err(SendError::Unreachable(Failure::at(Stage::Connect))) } else { Ok(()) }
    }
}
