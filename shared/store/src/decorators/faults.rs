//! Injects what a network and a busy table do, by a plan that a seed decides,
//! so that a failing run can be repeated.
//!
//! DynamoDB Local never throttles and never loses an answer; this does.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;

use super::random::Random;
use crate::error::TableError;
use crate::table::{Commit, Key, Page, Query, Row, Table};

/// One thing that goes wrong with one call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// [`TableError::Throttled`], nothing done.
    Throttled,
    /// [`TableError::Contended`], nothing done.
    Contended,
    /// [`TableError::Unavailable`], nothing done.
    Unreachable,
    /// [`TableError::Unavailable`] after the call was carried out.
    LostAnswer,
}

impl Fault {
    fn error(self) -> TableError {
        match self {
            Self::Throttled => TableError::Throttled,
            Self::Contended => TableError::Contended,
            Self::Unreachable => TableError::Unavailable("injected: not reached".to_owned()),
            Self::LostAnswer => TableError::Unavailable("injected: answer lost".to_owned()),
        }
    }
}

/// How often what goes wrong. Shares are of a thousand calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FaultPlan {
    /// Decides which calls fail.
    pub seed: u64,
    /// Calls that fail before anything is done, each kind alike.
    pub before_per_mille: u32,
    /// Calls whose answer is lost.
    pub after_per_mille: u32,
    /// Faults in a row at most; the call after them succeeds. A retry with
    /// more attempts than this always gets through when it is alone.
    pub longest_run: u32,
}

impl FaultPlan {
    /// Nothing fails until [`FaultyTable::fail_next`] says so.
    pub const NONE: Self = Self { seed: 0, before_per_mille: 0, after_per_mille: 0, longest_run: 0 };

    /// Three calls in ten fail, a third of them after they were carried out.
    pub const fn stormy(seed: u64) -> Self {
        Self { seed, before_per_mille: 200, after_per_mille: 100, longest_run: 4 }
    }
}

/// A table that fails by plan.
pub struct FaultyTable<T> {
    inner: T,
    state: Mutex<State>,
}

struct State {
    plan: FaultPlan,
    random: Random,
    ordered: VecDeque<Fault>,
    run: u32,
    injected: u64,
}

impl<T: Table> FaultyTable<T> {
    /// Fails by `plan`.
    pub fn new(inner: T, plan: FaultPlan) -> Self {
        let state = State { plan, random: Random::new(plan.seed), ordered: VecDeque::new(), run: 0, injected: 0 };
        Self { inner, state: Mutex::new(state) }
    }

    /// The next call fails so; called several times, the next calls do.
    pub fn fail_next(&self, fault: Fault) {
        self.state().ordered.push_back(fault);
    }

    /// Goes on by another plan; faults ordered by [`Self::fail_next`] are dropped.
    pub fn set_plan(&self, plan: FaultPlan) {
        let mut state = self.state();
        state.plan = plan;
        state.random = Random::new(plan.seed);
        state.ordered.clear();
        state.run = 0;
    }

    /// Faults injected so far.
    pub fn injected(&self) -> u64 {
        self.state().injected
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn next_fault(&self) -> Option<Fault> {
        let mut state = self.state();
        let fault = match state.ordered.pop_front() {
            Some(fault) => Some(fault),
            None => state.draw(),
        };
        state.run = if fault.is_some() { state.run + 1 } else { 0 };
        state.injected += u64::from(fault.is_some());
        fault
    }

    async fn through<A, F>(&self, call: impl FnOnce() -> F) -> Result<A, TableError>
    where
        F: Future<Output = Result<A, TableError>>,
    {
        match self.next_fault() {
            None => call().await,
            Some(fault @ Fault::LostAnswer) => {
                // A refusal is lost as well: the caller learns neither.
                let _ = call().await;
                Err(fault.error())
            }
            Some(fault) => Err(fault.error()),
        }
    }
}

impl State {
    fn draw(&mut self) -> Option<Fault> {
        let drawn = self.random.below(1_000);
        let kind = self.random.below(3);
        let (before, after) = (u64::from(self.plan.before_per_mille), u64::from(self.plan.after_per_mille));
        if self.run >= self.plan.longest_run || drawn >= before + after {
            return None;
        }
        Some(match (drawn < before, kind) {
            (false, _) => Fault::LostAnswer,
            (true, 0) => Fault::Throttled,
            (true, 1) => Fault::Contended,
            (true, _) => Fault::Unreachable,
        })
    }
}

#[async_trait]
impl<T: Table> Table for FaultyTable<T> {
    async fn get(&self, keys: &[Key]) -> Result<Vec<Option<Row>>, TableError> {
        self.through(|| self.inner.get(keys)).await
    }

    async fn query(&self, query: &Query) -> Result<Page, TableError> {
        self.through(|| self.inner.query(query)).await
    }

    async fn commit(&self, commit: Commit) -> Result<(), TableError> {
        self.through(|| self.inner.commit(commit)).await
    }

    async fn wipe(&self) -> Result<(), TableError> {
        self.inner.wipe().await
    }
}
