//! Keys of those who are told by webhook.

use domain::ids::EndpointId;

use crate::table::Key;

/// Partition of endpoints.
pub const ENDPOINTS: &str = "ENDPOINTS";

/// An endpoint.
pub fn endpoint(endpoint: &EndpointId) -> Key {
    Key::new(ENDPOINTS, endpoint.as_str())
}

/// Partition of what goes to an endpoint: deliveries and attempts.
pub fn endpoint_partition(endpoint: &EndpointId) -> String {
    format!("ENDPOINT#{endpoint}")
}

/// Partition of the mails that tell of an endpoint.
pub fn endpoint_mails(endpoint: &EndpointId) -> String {
    format!("ENDPOINT#MAIL#{endpoint}")
}

/// Prefix of attempts.
pub const ATTEMPT: &str = "ATTEMPT#";

/// One attempt; sorts by time.
pub fn attempt(endpoint: &EndpointId, id: &str) -> Key {
    Key::new(endpoint_partition(endpoint), format!("{ATTEMPT}{id}"))
}

/// Where the attempts from a moment on begin.
pub fn attempts_from(millis: i64) -> String {
    format!("{ATTEMPT}{millis:015}")
}

/// What stands behind all attempts.
pub const ATTEMPTS_END: &str = "ATTEMPT#~";
