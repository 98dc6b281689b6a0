//! The DynamoDB Local that these tests talk to.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region};

/// A client; `None` where the tests are to be skipped.
pub(crate) fn client() -> Option<Client> {
    let endpoint = endpoint()?;
    let config = aws_sdk_dynamodb::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-west-1"))
        .credentials_provider(Credentials::new("local", "local", None, None, "tests"))
        .endpoint_url(endpoint)
        .build();
    Some(Client::from_conf(config))
}

#[expect(clippy::disallowed_methods, reason = "a test harness: nobody can hand it the endpoint")]
fn endpoint() -> Option<String> {
    if let Ok(url) = std::env::var("DYNAMODB_LOCAL_URL") {
        return Some(url);
    }
    let skipped = std::env::var("PERMANENCE_SKIP_DYNAMODB").is_ok_and(|value| value == "1");
    assert!(skipped, "no DynamoDB Local to test against: run `tests/tools/with-dynamodb.sh cargo test -p schedule`");
    println!("skipped: PERMANENCE_SKIP_DYNAMODB=1");
    None
}
