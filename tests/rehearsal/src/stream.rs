//! The table's stream, and the pollers that feed it to whom the template says,
//! as Lambda's event source mappings do: filtered, in order, in batches, and from
//! the first failing record again.
//!
//! The doors write it. DynamoDB Local has a stream of its own, but takes fifty
//! times as long for a commit to a table that has one.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::task::JoinHandle;

use crate::runtime_api::Function;

/// What the stream holds that was not fed yet: a record for each row of a
/// reader's prefixes that is new, in the order in which they were accepted.
#[derive(Debug)]
pub(crate) struct Records {
    /// What partition keys of each reader's rows begin with; no row is of two.
    readers: Vec<Vec<String>>,
    told: Mutex<Told>,
}

#[derive(Debug, Default)]
struct Told {
    /// Keys of the rows that stand: one written over is not new.
    standing: HashSet<(String, String)>,
    /// With whose they are.
    waiting: Vec<(usize, Value)>,
    sequence: u64,
}

impl Records {
    /// An empty stream of rows whose partition key begins as one of a reader's
    /// prefixes; none at all where there is no reader.
    pub(crate) fn new(readers: Vec<Vec<String>>) -> Self {
        Self { readers, told: Mutex::default() }
    }

    /// A call that the table accepted.
    pub(crate) fn accepted(&self, operation: &str, asked: &Value) {
        match operation {
            "PutItem" => self.put(&asked["Item"]),
            "DeleteItem" => self.deleted(&asked["Key"]),
            "TransactWriteItems" => {
                for item in asked["TransactItems"].as_array().into_iter().flatten() {
                    if let Some(item) = item.pointer("/Put/Item") {
                        self.put(item);
                    } else if let Some(update) = item.get("Update") {
                        // A row that may stand already is written by an update of its document.
                        let mut row = update["Key"].clone();
                        row["doc"] = update["ExpressionAttributeValues"][":doc"].clone();
                        self.put(&row);
                    } else if let Some(key) = item.pointer("/Delete/Key") {
                        self.deleted(key);
                    }
                }
            }
            _ => {}
        }
    }

    fn put(&self, item: &Value) {
        let Some((reader, key)) = self.key(item) else { return };
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if told.standing.insert(key) {
            told.sequence += 1;
            let sequence = format!("{:021}", told.sequence);
            let record = json!({
                "eventName": "INSERT",
                "dynamodb": {
                    "Keys": {"pk": item["pk"], "sk": item["sk"]}, "NewImage": item, "SequenceNumber": sequence
                }
            });
            told.waiting.push((reader, record));
        }
    }

    fn deleted(&self, key: &Value) {
        if let Some((_, key)) = self.key(key) {
            self.told.lock().unwrap_or_else(PoisonError::into_inner).standing.remove(&key);
        }
    }

    /// Whose row it is, and its key.
    fn key(&self, item: &Value) -> Option<(usize, (String, String))> {
        let part = |name: &str| item[name]["S"].as_str().map(str::to_owned);
        let key = (part("pk")?, part("sk")?);
        let is_its = |prefixes: &Vec<String>| prefixes.iter().any(|prefix| key.0.starts_with(prefix));
        Some((self.readers.iter().position(is_its)?, key))
    }

    fn take(&self, reader: usize) -> Vec<Value> {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        told.waiting.extract_if(.., |(whose, _)| *whose == reader).map(|(_, record)| record).collect()
    }
}

/// Records of one batch at most.
const BATCH: usize = 100;
/// Between two looks at the stream.
const PAUSE: Duration = Duration::from_millis(25);

/// Pollers that can be stopped for a while, and told to feed all twice.
pub struct Stream {
    stopped: Arc<AtomicBool>,
    twice: Arc<AtomicBool>,
    fed: Arc<AtomicU64>,
    tasks: Vec<JoinHandle<()>>,
}

impl Stream {
    /// Feeds each of the records' readers, in their order.
    pub(crate) fn follow(records: &Arc<Records>, readers: &[Arc<Function>]) -> Self {
        let (stopped, twice) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
        let fed = Arc::new(AtomicU64::new(0));
        let poller = |(number, reader): (usize, &Arc<Function>)| Poller {
            records: Arc::clone(records),
            number,
            reader: Arc::clone(reader),
            stopped: Arc::clone(&stopped),
            twice: Arc::clone(&twice),
            fed: Arc::clone(&fed),
        };
        let pollers = readers.iter().enumerate().map(poller);
        let tasks = pollers.map(|poller| tokio::spawn(async move { poller.run().await })).collect();
        Self { stopped, twice, fed, tasks }
    }

    /// Records that were taken so far.
    pub fn fed(&self) -> u64 {
        self.fed.load(Ordering::SeqCst)
    }

    /// Feeds nothing until [`Stream::go_on`].
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::SeqCst);
    }

    /// Feeds again, from where it stopped.
    pub fn go_on(&self) {
        self.stopped.store(false, Ordering::SeqCst);
    }

    /// From now on, feeds every batch twice.
    pub fn feed_twice(&self) {
        self.twice.store(true, Ordering::SeqCst);
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.tasks.iter().for_each(JoinHandle::abort);
    }
}

struct Poller {
    records: Arc<Records>,
    /// Which of its readers.
    number: usize,
    reader: Arc<Function>,
    stopped: Arc<AtomicBool>,
    twice: Arc<AtomicBool>,
    fed: Arc<AtomicU64>,
}

impl Poller {
    async fn run(&self) {
        loop {
            if !self.stopped.load(Ordering::SeqCst) {
                for batch in self.records.take(self.number).chunks(BATCH) {
                    self.feed(batch).await;
                    if self.twice.load(Ordering::SeqCst) {
                        self.feed(batch).await;
                    }
                }
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Until every record of the batch is taken.
    async fn feed(&self, batch: &[Value]) {
        let mut rest = batch;
        while !rest.is_empty() {
            let failed = match self.reader.event(&json!({"Records": rest})).await {
                Ok(answer) => answer.pointer("/batchItemFailures/0/itemIdentifier").cloned(),
                Err(error) => {
                    eprintln!("a batch comes again: {error:#}");
                    rest.first().and_then(|record| record.pointer("/dynamodb/SequenceNumber")).cloned()
                }
            };
            let at = |failed| rest.iter().position(|record| record.pointer("/dynamodb/SequenceNumber") == Some(failed));
            let taken = failed.as_ref().map_or(rest.len(), |failed| at(failed).unwrap_or_default());
            self.fed.fetch_add(taken as u64, Ordering::SeqCst);
            rest = rest.get(taken..).unwrap_or_default();
            if failed.is_none() {
                return;
            }
            tokio::time::sleep(PAUSE).await;
        }
    }
}
