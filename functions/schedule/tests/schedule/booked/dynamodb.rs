//! The DynamoDB Local that these tests talk to.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region};

/// A client; `None` where the tests are to be skipped.
pub(crate) fn client() -> Option<Client> {
    let endpoint = testkit::skipped::dynamodb_url()?;
    let config = aws_sdk_dynamodb::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-west-1"))
        .credentials_provider(Credentials::new("local", "local", None, None, "tests"))
        .endpoint_url(endpoint)
        .build();
    Some(Client::from_conf(config))
}
