//! The one thread that writes.
//!
//! It takes what waits, up to a bound, and applies it in one transaction. While
//! that transaction is made durable the next group gathers by itself, so two
//! groups take turns: one is written while the callers of the other work.
//! Waiting for a fuller group was measured and is slower through HTTP.

use std::sync::Arc;
use std::sync::mpsc::Receiver;

use store::{Commit, Row, TableError};
use tokio::sync::{OwnedSemaphorePermit, oneshot};

use crate::apply::{Applied, Tables};
use crate::engine::Engine;
use crate::failure::{Failure, engine_error};
use crate::rewrite::{Rewritten, rewrite};
use crate::sweep::sweep;
use crate::whole::restore;

/// Of whom one transaction holds commits, at most.
const GROUP_COMMITS: usize = 256;
/// Bytes of one transaction at which no further commit joins it.
const GROUP_BYTES: usize = 4 * 1_024 * 1_024;
/// Commits that wait, to be applied in their order up to the first that is refused,
/// with their place among the waiting.
pub(crate) struct Waiting {
    pub(crate) commits: Vec<Commit>,
    pub(crate) bytes: usize,
    pub(crate) answer: oneshot::Sender<Result<(), TableError>>,
    pub(crate) place: OwnedSemaphorePermit,
}

/// What the writer is asked to do.
pub(crate) enum Job {
    Commit(Waiting),
    Sweep { now: i64, max: usize, answer: oneshot::Sender<Result<usize, TableError>> },
    Mend { answer: oneshot::Sender<Result<(), TableError>> },
    Restore { rows: Vec<Row>, answer: oneshot::Sender<Result<(), TableError>> },
    Rewrite { answer: oneshot::Sender<Result<Rewritten, TableError>> },
}

/// Works until every sender is gone and everything that waited is answered.
pub(crate) fn run(jobs: Receiver<Job>, engine: Arc<Engine>) {
    while let Ok(job) = jobs.recv() {
        let mut next = Some(job);
        while let Some(job) = next.take() {
            match job {
                Job::Commit(first) => {
                    let (group, other) = gather(first, &jobs);
                    settle(&engine, group);
                    next = other;
                }
                // Whoever asked may be gone; what was asked is done all the same.
                Job::Sweep { now, max, answer } => {
                    let _ = answer.send(engine.writing(|| sweep(&engine, now, max)));
                }
                Job::Mend { answer } => {
                    let _ = answer.send(engine.mend());
                }
                Job::Restore { rows, answer } => {
                    let _ = answer.send(engine.writing(|| restore(&engine, &rows)));
                }
                Job::Rewrite { answer } => {
                    let _ = answer.send(engine.mend().and_then(|()| rewrite(&engine)));
                }
            }
        }
    }
}

/// Takes what waits; also returns a job of another kind that ended the group.
fn gather(first: Waiting, jobs: &Receiver<Job>) -> (Vec<Waiting>, Option<Job>) {
    let mut bytes = first.bytes;
    let mut group = vec![first];
    while group.len() < GROUP_COMMITS && bytes < GROUP_BYTES {
        match jobs.try_recv() {
            Ok(Job::Commit(waiting)) => {
                bytes += waiting.bytes;
                group.push(waiting);
            }
            Ok(other) => return (group, Some(other)),
            Err(_) => break,
        }
    }
    (group, None)
}

/// Applies a group and answers each member after the fsync.
fn settle(engine: &Engine, group: Vec<Waiting>) {
    let applied = engine.writing(|| apply_group(engine, &group));
    let answers = applied.unwrap_or_else(|error| {
        tracing::error!(%error, commits = group.len(), "a transaction failed");
        vec![Err(error); group.len()]
    });
    for (waiting, answer) in group.into_iter().zip(answers) {
        let Waiting { commits: _, bytes: _, answer: sender, place } = waiting;
        drop(place);
        // A caller that went away learns from the table what became of it.
        let _ = sender.send(answer);
    }
}

type Answers = Vec<Result<(), TableError>>;

fn apply_group(engine: &Engine, group: &[Waiting]) -> Result<Answers, TableError> {
    let database = engine.to_write()?;
    // redb's default durability is `Immediate`: `commit` returns after the fsync.
    let transaction = database.begin_write().map_err(engine_error)?;
    let mut answers = Vec::with_capacity(group.len());
    let mut applied = 0;
    {
        let mut tables = Tables::open(&transaction).map_err(engine_error)?;
        for waiting in group {
            let mut answer = Ok(());
            for commit in &waiting.commits {
                match tables.apply(commit) {
                    Ok(Applied::Changed) => applied += 1,
                    Ok(Applied::Unchanged) => {}
                    Err(Failure::Refused(error)) => {
                        answer = Err(error);
                        break;
                    }
                    Err(Failure::Engine(error)) => return Err(error),
                }
            }
            answers.push(answer);
        }
    }
    if applied == 0 {
        transaction.abort().map_err(engine_error)?;
    } else {
        transaction.commit().map_err(engine_error)?;
        engine.count_transaction(applied);
    }
    Ok(answers)
}
