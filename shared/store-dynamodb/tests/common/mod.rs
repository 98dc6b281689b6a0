//! The DynamoDB Local that these tests talk to.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region};
use store_dynamodb::{DynamoTable, create_table};

const TABLE: &str = "permanence-conformance";

/// A table of DynamoDB Local; `None` where the tests are to be skipped.
pub(crate) async fn table() -> Option<DynamoTable> {
    let client = client(&endpoint()?);
    create_table(&client, TABLE).await.expect("DynamoDB Local makes the table");
    Some(DynamoTable::new(client, TABLE))
}

#[expect(clippy::disallowed_methods, reason = "a test harness: nobody can hand it the endpoint")]
fn endpoint() -> Option<String> {
    if let Ok(url) = std::env::var("DYNAMODB_LOCAL_URL") {
        return Some(url);
    }
    let skipped = std::env::var("PERMANENCE_SKIP_DYNAMODB").is_ok_and(|value| value == "1");
    assert!(
        skipped,
        "no DynamoDB Local to test against: run \
         `export DYNAMODB_LOCAL_URL=$(tests/tools/dynamodb-local.sh start)` at the root of the \
         project, or set PERMANENCE_SKIP_DYNAMODB=1 to leave these tests out"
    );
    println!("skipped: PERMANENCE_SKIP_DYNAMODB=1");
    None
}

/// A client as a Lambda has it, but for the endpoint and invented credentials.
pub(crate) fn client(endpoint: &str) -> Client {
    let config = aws_sdk_dynamodb::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-west-1"))
        .credentials_provider(Credentials::new("local", "local", None, None, "tests"))
        .endpoint_url(endpoint)
        .build();
    Client::from_conf(config)
}
