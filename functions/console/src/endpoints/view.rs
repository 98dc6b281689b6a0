//! What programs see of endpoints.

use domain::Instant;
use domain::endpoint::{Endpoint, Off, Reach};
use domain::rotation::Rotation;
use serde::Serialize;
use utoipa::ToSchema;
use web::Context;

/// An endpoint.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct EndpointView {
    /// Its id.
    id: String,
    /// Where webhooks go.
    url: String,
    /// What it is told.
    types: Vec<String>,
    /// The agency whose it is.
    agency: Option<String>,
    /// The location whose it is; the coordinator's where neither is named.
    location: Option<String>,
    /// Who is told when it is switched off; where nobody is named, every
    /// coordinator.
    owner: Option<String>,
    /// `false`: nothing is sent. What happens is written down for 30 days.
    active: bool,
    /// Why it is off: `hand`, `gone` (it answered 410) or `failing` (it took
    /// nothing for five days).
    off_reason: Option<&'static str>,
    /// Since when it is off.
    #[schema(value_type = Option<String>, format = DateTime)]
    off_since: Option<Instant>,
    /// Since when it has taken nothing.
    #[schema(value_type = Option<String>, format = DateTime)]
    failing_since: Option<Instant>,
    /// How many secrets sign now: 1, and 1 more for each rotation of the last
    /// 24 hours.
    live_keys: usize,
    /// When the secret was last rotated.
    #[schema(value_type = Option<String>, format = DateTime)]
    rotated_at: Option<Instant>,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    created_at: Instant,
}

/// An endpoint with its secret, which is shown this once.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct EndpointSecretView {
    /// The endpoint.
    #[serde(flatten)]
    endpoint: EndpointView,
    /// The secret that signs now: `whsec_` and base64.
    #[schema(example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwAAAAAAAAAAA=")]
    pub(super) secret: String,
}

impl EndpointView {
    pub(super) fn of(context: &Context, endpoint: &Endpoint) -> Self {
        let Endpoint { id, url, types, reach, owner, rotation, failing_since, off, created_at } = endpoint;
        let live_keys = rotation.live_generations(context.store.now()).len();
        let Rotation { generation: _, rotated_at, former: _ } = rotation;
        let (agency, location) = match reach {
            Reach::Everything => (None, None),
            Reach::Agency { agency } => (Some(agency.to_string()), None),
            Reach::Location { location } => (None, Some(location.to_string())),
        };
        let (off_reason, off_since) = off.map(|Off { since, reason }| (reason.code(), since)).unzip();
        Self {
            id: id.to_string(),
            url: url.clone(),
            types: types.names().to_vec(),
            agency,
            location,
            owner: owner.as_ref().map(ToString::to_string),
            active: off.is_none(),
            off_reason,
            off_since,
            failing_since: *failing_since,
            live_keys,
            rotated_at: *rotated_at,
            created_at: *created_at,
        }
    }
}

/// With the secret of one generation.
pub(super) fn with_secret(context: &Context, endpoint: &Endpoint, generation: u32) -> EndpointSecretView {
    let secret = webhooks::secret_text(&context.store.endpoints().secret(&endpoint.id, generation));
    EndpointSecretView { endpoint: EndpointView::of(context, endpoint), secret }
}
