//! DynamoDB Local, spoken to directly: the table, and the row that the clock
//! stands in. Requests carry a signature's form and no
//! signature, which DynamoDB Local does not look at.

use anyhow::{Context as _, bail, ensure};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

/// Rows that are put in at once; DynamoDB takes no more.
const BATCH: usize = 25;

/// What stands in for a signature.
pub(crate) fn authorization(service: &str) -> String {
    let scope = format!("rehearsal/20261124/eu-west-1/{service}/aws4_request");
    format!("AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=0")
}

/// A table of DynamoDB Local.
#[derive(Debug, Clone)]
pub(crate) struct Dynamo {
    http: reqwest::Client,
    url: String,
    table: String,
}

impl Dynamo {
    pub(crate) fn new(url: &str, table: &str) -> Self {
        Self { http: reqwest::Client::new(), url: url.to_owned(), table: table.to_owned() }
    }

    /// Calls an operation, named with its service: `DynamoDB_20120810.PutItem`.
    pub(crate) async fn call(&self, operation: &str, body: &Value) -> anyhow::Result<Value> {
        let request = self
            .http
            .post(&self.url)
            .header("x-amz-target", operation)
            .header("authorization", authorization("dynamodb"));
        let request = request.header("content-type", "application/x-amz-json-1.0").body(body.to_string());
        let answer = request.send().await?;
        let (status, text) = (answer.status(), answer.text().await?);
        if !status.is_success() {
            bail!("{operation}: {status} {text}");
        }
        Ok(serde_json::from_str(&text)?)
    }

    /// The table as the template defines it: billing and keys.
    pub(crate) async fn create_table(&self, properties: &Value) -> anyhow::Result<()> {
        let mut body = json!({"TableName": self.table});
        for name in ["BillingMode", "AttributeDefinitions", "KeySchema"] {
            body[name] = properties[name].clone();
        }
        self.call("DynamoDB_20120810.CreateTable", &body).await.map(|_| ())
    }

    /// Every row, as DynamoDB writes it.
    pub(crate) async fn rows(&self) -> anyhow::Result<Vec<Value>> {
        let (mut rows, mut body) = (Vec::new(), json!({"TableName": self.table, "ConsistentRead": true}));
        loop {
            let page = self.call("DynamoDB_20120810.Scan", &body).await?;
            rows.extend(page["Items"].as_array().into_iter().flatten().cloned());
            match &page["LastEvaluatedKey"] {
                Value::Null => return Ok(rows),
                next => body["ExclusiveStartKey"] = next.clone(),
            }
        }
    }

    /// Puts rows in, past every program.
    pub(crate) async fn put_rows(&self, rows: &[Value]) -> anyhow::Result<()> {
        for batch in rows.chunks(BATCH) {
            let puts: Vec<Value> = batch.iter().map(|row| json!({"PutRequest": {"Item": row}})).collect();
            let body = json!({"RequestItems": {&self.table: puts}});
            let left = self.call("DynamoDB_20120810.BatchWriteItem", &body).await?;
            ensure!(left["UnprocessedItems"].as_object().is_none_or(|left| left.is_empty()), "{left}");
        }
        Ok(())
    }

    pub(crate) async fn set_clock(&self, now: DateTime<Utc>) -> anyhow::Result<()> {
        self.put_offset(now - Utc::now()).await
    }

    pub(crate) async fn advance_clock(&self, by: TimeDelta) -> anyhow::Result<()> {
        self.put_offset(self.clock_offset().await? + by).await
    }

    pub(crate) async fn clock_offset(&self) -> anyhow::Result<TimeDelta> {
        let body = json!({"TableName": self.table, "Key": clock_key(), "ConsistentRead": true});
        let found = self.call("DynamoDB_20120810.GetItem", &body).await?;
        let doc = found.pointer("/Item/doc/S").and_then(Value::as_str).context("the clock has a row")?;
        let doc: Value = serde_json::from_str(doc)?;
        Ok(TimeDelta::milliseconds(doc["offset_ms"].as_i64().context("the clock's row holds an offset")?))
    }

    async fn put_offset(&self, offset: TimeDelta) -> anyhow::Result<()> {
        let mut item = clock_key();
        item["v"] = json!({"N": "1"});
        item["doc"] = json!({"S": json!({"offset_ms": offset.num_milliseconds()}).to_string()});
        let body = json!({"TableName": self.table, "Item": item});
        self.call("DynamoDB_20120810.PutItem", &body).await.map(|_| ())
    }
}

fn clock_key() -> Value {
    json!({"pk": {"S": "CLOCK#REHEARSAL"}, "sk": {"S": "NOW"}})
}
