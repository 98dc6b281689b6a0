//! What the product answers as a whole, for the description: the host serves it,
//! and in the cloud this function's program.

use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(paths(health, description))]
pub(crate) struct Described;

/// Whether the product is ready.
#[utoipa::path(get, path = "/healthz", tag = "product", security(()),
    responses(
        (status = 200, description = "`{\"status\":\"ok\"}`: it is.", body = Object),
        (status = 503, description = "Nothing can be written.")))]
#[expect(dead_code, reason = "describes what is answered elsewhere")]
const fn health() {}

/// This description.
#[utoipa::path(get, path = "/openapi.json", tag = "product", security(()),
    responses((status = 200, description = "OpenAPI 3.1.", body = Object)))]
#[expect(dead_code, reason = "describes what is answered elsewhere")]
const fn description() {}
