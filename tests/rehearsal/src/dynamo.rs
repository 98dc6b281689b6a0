//! DynamoDB Local, spoken to directly: the table with its stream, and the row
//! that the clock stands in. Requests carry a signature's form and no
//! signature, which DynamoDB Local does not look at.

use anyhow::{Context as _, bail};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

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

    /// The table as the template defines it: billing, keys and stream.
    pub(crate) async fn create_table(&self, properties: &Value) -> anyhow::Result<()> {
        let mut body = json!({"TableName": self.table});
        for name in ["BillingMode", "AttributeDefinitions", "KeySchema", "StreamSpecification"] {
            body[name] = properties[name].clone();
        }
        // CloudFormation takes it for granted where there is a specification.
        body["StreamSpecification"]["StreamEnabled"] = true.into();
        self.call("DynamoDB_20120810.CreateTable", &body).await.map(|_| ())
    }

    /// The stream's name.
    pub(crate) async fn stream(&self) -> anyhow::Result<String> {
        let described = self.call("DynamoDB_20120810.DescribeTable", &json!({"TableName": self.table})).await?;
        let name = described.pointer("/Table/LatestStreamArn").and_then(Value::as_str);
        Ok(name.context("the table has a stream")?.to_owned())
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
