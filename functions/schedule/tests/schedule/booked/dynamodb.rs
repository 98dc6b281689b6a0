//! The DynamoDB Local that these tests talk to.

use aws_sdk_dynamodb::Client;

/// A client; `None` where the tests are to be skipped.
pub(crate) fn client() -> Option<Client> {
    testkit::skipped::dynamodb_url().map(|endpoint| store_dynamodb::local::client(&endpoint))
}
