//! The DynamoDB Local that these tests talk to.

use store_dynamodb::{DynamoTable, create_table};

const TABLE: &str = "permanence-conformance";

/// A table of DynamoDB Local; `None` where the tests are to be skipped.
pub(crate) async fn table() -> Option<DynamoTable> {
    let client = store_dynamodb::local::client(&testkit::skipped::dynamodb_url()?);
    create_table(&client, TABLE).await.expect("DynamoDB Local makes the table");
    Some(DynamoTable::new(client, TABLE))
}
