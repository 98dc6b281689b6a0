//! The least that a Lambda program in Rust can be: what the cold-start
//! benchmark holds the product's functions against.

use lambda_http::{Body, Error, Request, Response, run, service_fn};

async fn answer(_: Request) -> Result<Response<Body>, Error> {
    Ok(Response::new(Body::from(r#"{"status":"ok"}"#)))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    run(service_fn(answer)).await
}
