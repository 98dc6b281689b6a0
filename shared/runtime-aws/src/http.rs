//! Serving a function's router on AWS Lambda.

use axum::extract::Request;
use http::HeaderValue;
pub use lambda_http::Error;
use lambda_http::request::RequestContext;
use tower::ServiceExt as _;
use web::Routes;

/// Serves the routes until the platform stops the program. Every request goes
/// by the number that API Gateway gave it, which its access log holds too.
pub async fn serve(routes: Routes) -> Result<(), Error> {
    let router = crate::start()?.router(routes);
    lambda_http::run(router.map_request(numbered_by_the_gateway)).await
}

/// Has the gateway's number outweigh one that the caller sent.
fn numbered_by_the_gateway(mut request: lambda_http::Request) -> Request {
    let number = match request.extensions().get::<RequestContext>() {
        Some(RequestContext::ApiGatewayV2(context)) => context.request_id.clone(),
        _ => None,
    };
    if let Some(number) = number.and_then(|number| HeaderValue::from_str(&number).ok()) {
        request.headers_mut().insert(web::layer::REQUEST_ID, number);
    }
    request.map(axum::body::Body::new)
}
