//! The DynamoDB Local that these tests talk to.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region};
use store_dynamodb::{DynamoTable, create_table};

const TABLE: &str = "permanence-conformance";

/// A table of DynamoDB Local; `None` where the tests are to be skipped.
pub(crate) async fn table() -> Option<DynamoTable> {
    let client = client(&testkit::skipped::dynamodb_url()?);
    create_table(&client, TABLE).await.expect("DynamoDB Local makes the table");
    Some(DynamoTable::new(client, TABLE))
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
