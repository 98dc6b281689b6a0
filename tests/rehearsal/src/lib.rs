//! The cloud, rehearsed on one machine.
//!
//! Every Lambda program runs in a process of its own behind a [`runtime_api`];
//! a [`gateway`] turns HTTP into events by the template's own routes; between
//! each program and DynamoDB Local stands a [`door`] that lets through what the
//! program's own role allows, and injects faults where a journey asks for
//! them; and what the table accepted comes by its [`stream`] to `dispatch` and
//! `propose`. The template is read as `tests/template/expand.py` writes it.

#![expect(clippy::disallowed_methods, reason = "the stage stands outside the product: it reads the machine's clock")]

mod door;
mod dynamo;
mod environment;
mod event;
mod faults;
mod gateway;
mod program;
mod runtime_api;
mod stage;
mod stream;
mod template;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context as _, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use crate::door::Beside;
pub use crate::door::{Consumed, Meter};
use crate::dynamo::Dynamo;
use crate::environment::Environment;
pub use crate::event::GATEWAY;
pub use crate::faults::{Faults, Had};
pub use crate::program::Log;
use crate::runtime_api::Function;
pub use crate::stage::{Stage, root};
use crate::stream::{Records, Stream};
use crate::template::{Described, Template};

/// An API key that acts as coordinator.
pub const KEY: &str = "rehearsal-coordinator-key";

/// The product on its stage; it ends with this value.
pub struct Rehearsal {
    address: String,
    sender: String,
    dynamo: Dynamo,
    dispatch: Arc<Function>,
    propose: Arc<Function>,
    records: Arc<Records>,
    stream: Stream,
    faults: Arc<Faults>,
    meter: Arc<Meter>,
    http: reqwest::Client,
    log: Arc<Log>,
    stage: Stage,
    running: Mutex<BTreeMap<String, Running>>,
}

/// A function with the environments that its programs run in.
struct Running {
    serving: Arc<Function>,
    settings: Vec<(&'static str, String)>,
    environments: Vec<Arc<Environment>>,
}

impl Rehearsal {
    /// Makes a table, loads the directory, starts every program, and answers
    /// when the first page does. The clock begins at `begin`.
    pub async fn start(stage: &Stage, begin: DateTime<Utc>) -> anyhow::Result<Self> {
        let template = Template::read(&stage.template)?;
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let address = format!("http://{}", listener.local_addr()?);
        // Name and sender of its own: many rehearse at once on one stage.
        let name = format!("rehearsal-{}-{}", std::process::id(), listener.local_addr()?.port());
        let sender = format!("{name}@permanence.example");
        let dynamo = Dynamo::new(&stage.dynamodb, &name);
        dynamo.create_table(&template.table).await?;
        program::first_start(stage, &name, &address)?;
        dynamo.set_clock(begin).await?;
        let reads_stream = |(_, of): &(&String, &Described)| stage.with_stream && !of.stream_prefixes.is_empty();
        let readers: Vec<_> = template.functions.iter().filter(reads_stream).collect();
        let records = Arc::new(Records::new(readers.iter().map(|(_, of)| of.stream_prefixes.clone()).collect()));
        let (faults, meter) = (Arc::new(Faults::default()), Arc::new(Meter::default()));
        let beside = Beside { faults: Arc::clone(&faults), meter: Arc::clone(&meter), records: Arc::clone(&records) };
        let (http, log) = (reqwest::Client::new(), Arc::new(Log::default()));
        announce_sender(&http, &stage.ses, &sender).await?;
        let mut gateway = gateway::Gateway::default();
        let mut running = BTreeMap::new();
        for (function, described) in &template.functions {
            let statements = described.statements.clone();
            let door = door::open(&stage.dynamodb, &name, function, statements, beside.clone()).await?;
            let serving = Function::new(function, described.timeout);
            let settings = program::settings(stage, &name, &address, &sender, &door);
            gateway.serve(function, &described.routes, &serving);
            let mut of = Running { serving, settings, environments: Vec::new() };
            // Two of those that are written to most: they meet in the table.
            for _ in 0..if ["needs", "schedule"].contains(&function.as_str()) { 2 } else { 1 } {
                of.add(stage, &log)?;
            }
            running.insert(function.clone(), of);
        }
        tokio::spawn(gateway.run(listener));
        let dispatch = running.get("dispatch").context("the template has a function named Dispatch")?;
        let dispatch = Arc::clone(&dispatch.serving);
        let propose = running.get("propose").context("the template has a function named Propose")?;
        let propose = Arc::clone(&propose.serving);
        let readers = readers.iter().filter_map(|(name, _)| Some(Arc::clone(&running.get(*name)?.serving)));
        let stream = Stream::follow(&records, &readers.collect::<Vec<_>>());
        let rehearsal = Self {
            address,
            sender,
            dynamo,
            dispatch,
            propose,
            records,
            stream,
            faults,
            meter,
            http,
            log,
            stage: stage.clone(),
            running: Mutex::new(running),
        };
        rehearsal.wait_until_ready().await?;
        Ok(rehearsal)
    }

    /// What its addresses start with.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Every mail that SES took from it, the oldest first.
    pub async fn mailbox(&self) -> anyhow::Result<Value> {
        let url = format!("{}/messages?from={}", self.stage.ses_control, self.sender);
        Ok(serde_json::from_str(&self.http.get(url).send().await?.error_for_status()?.text().await?)?)
    }

    /// Moves the clock and lets the timer strike.
    pub async fn advance(&self, by: TimeDelta) -> anyhow::Result<()> {
        self.dynamo.advance_clock(by).await?;
        self.tick().await
    }

    /// The timers strike once.
    pub async fn tick(&self) -> anyhow::Result<()> {
        let event = json!({"version": "0", "source": "aws.scheduler", "detail-type": "Scheduled Event", "detail": {}});
        self.dispatch.event(&event).await?;
        self.propose.event(&event).await.map(|_| ())
    }

    /// The product's time.
    pub async fn now(&self) -> anyhow::Result<DateTime<Utc>> {
        Ok(Utc::now() + self.dynamo.clock_offset().await?)
    }

    /// SES tells that a mail of a need came back, or was complained of, with
    /// the tags that it was sent with; `sending` counts how often a person had
    /// it sent again before.
    pub async fn notice(
        &self,
        (event_type, bounce): (&str, &str),
        delivery: &str,
        need: &str,
        sending: u32,
    ) -> anyhow::Result<()> {
        let origin = URL_SAFE_NO_PAD.encode(format!("NEED#{need}"));
        let event = json!({
            "version": "0", "source": "aws.ses", "detail-type": "Email Bounced",
            "detail": {
                "eventType": event_type, "bounce": {"bounceType": bounce},
                "mail": {"tags": {"delivery": [delivery], "origin": [origin], "sending": [sending.to_string()]}}
            }
        });
        self.dispatch.event(&event).await.map(|_| ())
    }

    /// Any event for `dispatch`, as it would come; what it answered.
    pub async fn feed(&self, event: &Value) -> anyhow::Result<Value> {
        self.dispatch.event(event).await
    }

    /// Starts one program more of a function, as Lambda does when events come
    /// together.
    pub fn add_program(&self, function: &str) -> anyhow::Result<()> {
        self.with(function, |of| of.add(&self.stage, &self.log))
    }

    /// Kills every program of a function in the middle of whatever it does, as
    /// `kill -9` does, fails what they were at, and starts as many anew.
    pub fn kill_and_start_again(&self, function: &str) -> anyhow::Result<()> {
        let killed = "Runtime exited with error: signal: killed";
        self.with(function, |of| of.environments.iter().try_for_each(|one| one.start_again(killed)))
    }

    /// From now on, an invocation of a function may take this long, and not as
    /// long as the template says.
    pub fn end_after(&self, function: &str, timeout: Duration) -> anyhow::Result<()> {
        self.with(function, |of| {
            of.serving.end_after(timeout);
            Ok(())
        })
    }

    /// From now on, SES takes each mail at once and says so this much later.
    pub async fn slow_mail(&self, seconds: f64) -> anyhow::Result<()> {
        let url = format!("{}/slow?from={}&seconds={seconds}", self.stage.ses_control, self.sender);
        self.http.post(url).send().await?.error_for_status()?;
        Ok(())
    }

    /// Every row of the table, as DynamoDB writes it.
    pub async fn rows(&self) -> anyhow::Result<Vec<Value>> {
        self.dynamo.rows().await
    }

    /// Puts rows into the table, past every program.
    pub async fn put_rows(&self, rows: &[Value]) -> anyhow::Result<()> {
        self.dynamo.put_rows(rows).await?;
        for row in rows {
            self.records.accepted("PutItem", &json!({"Item": row}));
        }
        Ok(())
    }

    fn with(&self, function: &str, work: impl FnOnce(&mut Running) -> anyhow::Result<()>) -> anyhow::Result<()> {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        work(running.get_mut(function).with_context(|| format!("there is no function {function}"))?)
    }

    /// The poller of the table's stream.
    pub fn stream(&self) -> &Stream {
        &self.stream
    }

    /// The faults between the programs and the table.
    pub fn faults(&self) -> &Faults {
        &self.faults
    }

    /// What the programs consume of the table.
    pub fn meter(&self) -> &Meter {
        &self.meter
    }

    /// What the programs log.
    pub fn log(&self) -> &Log {
        &self.log
    }

    async fn wait_until_ready(&self) -> anyhow::Result<()> {
        for _ in 0..200 {
            if let Ok(answer) = self.http.get(format!("{}/healthz", self.address)).send().await
                && answer.status().is_success()
            {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        anyhow::bail!("the rehearsal does not answer")
    }
}

impl Running {
    fn add(&mut self, stage: &Stage, log: &Arc<Log>) -> anyhow::Result<()> {
        self.environments.push(Environment::open(stage, &self.serving, &self.settings, log)?);
        Ok(())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.environments.iter().for_each(|one| one.close());
    }
}

async fn announce_sender(http: &reqwest::Client, ses: &str, sender: &str) -> anyhow::Result<()> {
    let answer = http.post(format!("{ses}/v2/email/identities")).header("authorization", dynamo::authorization("ses"));
    let answer = answer.body(json!({"EmailIdentity": sender}).to_string()).send().await?;
    ensure!(answer.status().is_success(), "SES does not take the sender: {}", answer.status());
    Ok(())
}
