//! The function on AWS Lambda; the product's health and its description too.

use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use web::{Routes, get};

const OPENAPI: &str = include_str!("../../../infra/local/openapi.json");

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), runtime_aws::http::Error> {
    let described = [(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "public, max-age=300")];
    let about = Routes::new()
        .route("/healthz", get(async || ([(CONTENT_TYPE, "application/json")], r#"{"status":"ok"}"#)))
        .route("/openapi.json", get(async move || (described, OPENAPI)));
    runtime_aws::http::serve(directory::routes().merge(about)).await
}
