//! API Gateway: the template's routes, each with its function.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, Request};
use axum::http::{Response, StatusCode};
use axum::response::IntoResponse as _;
use axum::routing::any;
use tokio::net::TcpListener;

use crate::event::{answer, event};
use crate::runtime_api::Function;

/// What API Gateway takes of a body, in bytes.
const BODY_LIMIT: usize = 10 * 1_024 * 1_024;

/// The routes, gathered function by function.
#[derive(Default)]
pub(crate) struct Gateway {
    routes: Router,
}

impl Gateway {
    /// Sends what comes to these paths to a function.
    pub(crate) fn serve(&mut self, name: &str, paths: &[String], function: &Arc<Function>) {
        for path in paths {
            let (function, route, name) = (Arc::clone(function), path.clone(), name.to_owned());
            let handler = any(move |ConnectInfo(peer): ConnectInfo<SocketAddr>, request: Request| {
                let (function, route, name) = (Arc::clone(&function), route.clone(), name.clone());
                async move { pass(&function, &name, &route, peer, request).await }
            });
            let routes = std::mem::take(&mut self.routes);
            self.routes = match path.as_str() {
                "$default" => routes.fallback_service(handler),
                path => routes.route(&path.replace("+}", "}").replace("{proxy", "{*proxy"), handler),
            };
        }
    }

    /// Serves until the test ends.
    pub(crate) async fn run(self, listener: TcpListener) {
        let service = self.routes.into_make_service_with_connect_info::<SocketAddr>();
        let _ = axum::serve(listener, service).await;
    }
}

async fn pass(function: &Function, name: &str, route: &str, peer: SocketAddr, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, BODY_LIMIT).await else { return StatusCode::PAYLOAD_TOO_LARGE.into_response() };
    let event = event(route, &parts, &body, peer);
    match function.request(&event).await.and_then(|given| answer(&given)) {
        Ok(answer) => answer,
        Err(error) => {
            eprintln!("{name}: {error:#}");
            (StatusCode::INTERNAL_SERVER_ERROR, r#"{"message":"Internal Server Error"}"#).into_response()
        }
    }
}
