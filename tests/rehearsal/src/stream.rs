//! The poller: reads the table's stream from its beginning and feeds it to the
//! dispatcher as Lambda's event source mapping does: filtered, in order, in
//! batches, and from the first failing record again.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use anyhow::Context as _;
use serde_json::{Value, json};
use tokio::task::JoinHandle;

use crate::dynamo::Dynamo;
use crate::runtime_api::Function;

/// Records of one batch at most.
const BATCH: usize = 100;
/// Between two looks at the stream.
const PAUSE: Duration = Duration::from_millis(25);

/// A poller that can be stopped for a while, and told to feed all twice.
pub struct Stream {
    stopped: Arc<AtomicBool>,
    twice: Arc<AtomicBool>,
    fed: Arc<AtomicU64>,
    task: JoinHandle<()>,
}

impl Stream {
    pub(crate) fn follow(dynamo: Dynamo, dispatch: Arc<Function>, prefixes: Vec<String>) -> Self {
        let (stopped, twice) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
        let fed = Arc::new(AtomicU64::new(0));
        let poller = Poller {
            dynamo,
            dispatch,
            prefixes,
            stopped: Arc::clone(&stopped),
            twice: Arc::clone(&twice),
            fed: Arc::clone(&fed),
        };
        let task = tokio::spawn(async move {
            if let Err(error) = poller.run().await {
                eprintln!("the poller ended: {error:#}");
            }
        });
        Self { stopped, twice, fed, task }
    }

    /// Records that the dispatcher took so far.
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
        self.task.abort();
    }
}

struct Poller {
    dynamo: Dynamo,
    dispatch: Arc<Function>,
    prefixes: Vec<String>,
    stopped: Arc<AtomicBool>,
    twice: Arc<AtomicBool>,
    fed: Arc<AtomicU64>,
}

impl Poller {
    async fn run(&self) -> anyhow::Result<()> {
        let Some(stream) = self.dynamo.stream().await? else { return Ok(()) };
        let described =
            self.dynamo.call("DynamoDBStreams_20120810.DescribeStream", &json!({"StreamArn": stream})).await?;
        let shards = described.pointer("/StreamDescription/Shards").and_then(Value::as_array).context("shards")?;
        let mut iterators = Vec::new();
        for shard in shards {
            let body = json!({"StreamArn": stream, "ShardId": shard["ShardId"], "ShardIteratorType": "TRIM_HORIZON"});
            let given = self.dynamo.call("DynamoDBStreams_20120810.GetShardIterator", &body).await?;
            iterators.push(given["ShardIterator"].clone());
        }
        loop {
            for iterator in &mut iterators {
                if !iterator.is_null() && !self.stopped.load(Ordering::SeqCst) {
                    *iterator = self.read(iterator).await?;
                }
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Feeds what a look shows; answers where the next look begins.
    async fn read(&self, iterator: &Value) -> anyhow::Result<Value> {
        let given =
            self.dynamo.call("DynamoDBStreams_20120810.GetRecords", &json!({"ShardIterator": iterator})).await?;
        let records: Vec<Value> =
            given["Records"].as_array().into_iter().flatten().filter(|r| self.passes(r)).cloned().collect();
        for batch in records.chunks(BATCH) {
            self.feed(batch).await;
            if self.twice.load(Ordering::SeqCst) {
                self.feed(batch).await;
            }
        }
        Ok(given["NextShardIterator"].clone())
    }

    fn passes(&self, record: &Value) -> bool {
        let pk = record.pointer("/dynamodb/Keys/pk/S").and_then(Value::as_str).unwrap_or_default();
        record["eventName"] == "INSERT" && self.prefixes.iter().any(|prefix| pk.starts_with(prefix))
    }

    /// Until every record of the batch is taken.
    async fn feed(&self, batch: &[Value]) {
        let mut rest = batch;
        while !rest.is_empty() {
            let failed = match self.dispatch.event(&json!({"Records": rest})).await {
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
