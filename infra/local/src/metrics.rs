//! Figures for Prometheus: how many requests, how long they took, what became
//! of deliveries. No ids, no paths but the routes' own patterns.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use axum::{Extension, Router};
use dispatch::{Counted, Dispatcher, Standing};
use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeLabelSet, EncodeMetric as _};
use prometheus_client::metrics::counter::{ConstCounter, Counter};
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::ConstGauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;
use web::{Context, Principal, Problem};

/// Upper ends of the buckets that durations are counted in, seconds.
const SECONDS: [f64; 9] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5, 10.0];

/// Which requests are counted together.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    route: String,
    method: String,
    status: u16,
}

/// Which durations are counted together.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Routed {
    route: String,
}

type Durations = Family<Routed, Histogram, fn() -> Histogram>;

/// What has been counted since the process began.
pub(crate) struct Metrics {
    registry: Registry,
    requests: Family<Answered, Counter>,
    durations: Durations,
}

impl Metrics {
    /// Counts requests, and asks `dispatcher` for deliveries when asked.
    pub(crate) fn new(dispatcher: Arc<Dispatcher>) -> Arc<Self> {
        let mut registry = Registry::with_prefix("permanence");
        let requests = Family::<Answered, Counter>::default();
        let durations = Durations::new_with_constructor(|| Histogram::new(SECONDS));
        registry.register("http_requests", "Requests answered", requests.clone());
        registry.register("http_request_duration_seconds", "How long answers took", durations.clone());
        registry.register_collector(Box::new(Deliveries(dispatcher)));
        Arc::new(Self { registry, requests, durations })
    }
}

struct Deliveries(Arc<Dispatcher>);

impl fmt::Debug for Deliveries {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Deliveries")
    }
}

impl Collector for Deliveries {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> Result<(), fmt::Error> {
        let Counted { sent, retried, dead, refused_us } = self.0.counters().read();
        for (name, help, count) in [
            ("deliveries_sent", "Deliveries that the other side took", sent),
            ("deliveries_retried", "Attempts that failed and will be made again", retried),
            ("deliveries_dead", "Deliveries given up", dead),
            ("mail_refused_us", "Attempts at which the mail server refused the sender", refused_us),
        ] {
            let counter = ConstCounter::new(count);
            counter.encode(encoder.encode_descriptor(name, help, None, counter.metric_type())?)?;
        }
        let Standing { mail_server_up, waiting, oldest_waiting_seconds } = self.0.standing();
        for (name, help, value) in [
            ("mail_server_up", "1 unless the mail server could not be reached", u64::from(mail_server_up)),
            ("deliveries_waiting", "Mails and acts that are due and not done", waiting),
            ("deliveries_oldest_waiting_seconds", "How long the oldest of them has been due", oldest_waiting_seconds),
        ] {
            let gauge = ConstGauge::new(value);
            gauge.encode(encoder.encode_descriptor(name, help, None, gauge.metric_type())?)?;
        }
        Ok(())
    }
}

/// `/metrics`.
pub(crate) fn routes(metrics: Arc<Metrics>) -> Router<Context> {
    Router::new().route("/metrics", get(show)).layer(Extension(metrics))
}

/// Counts an answer under its route's pattern.
pub(crate) async fn count(State(metrics): State<Arc<Metrics>>, request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str).to_owned();
    let method = match request.method().as_str() {
        known @ ("GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS") => known.to_owned(),
        _ => "other".to_owned(),
    };
    let began = Instant::now();
    let answer = next.run(request).await;
    metrics.durations.get_or_create(&Routed { route: route.clone() }).observe(began.elapsed().as_secs_f64());
    metrics.requests.get_or_create(&Answered { route, method, status: answer.status().as_u16() }).inc();
    answer
}

/// The figures, for a program on this machine or with the administrator's key;
/// to anybody else there is nothing here. What a proxy passes on comes from
/// elsewhere.
async fn show(
    principal: Principal,
    Extension(metrics): Extension<Arc<Metrics>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: Request,
) -> Response {
    let is_local = peer.ip().is_loopback() && !request.headers().contains_key("x-forwarded-for");
    if !is_local && principal != Principal::Administrator {
        return Problem::not_found().into_response();
    }
    let mut text = String::new();
    if let Err(error) = prometheus_client::encoding::text::encode(&mut text, &metrics.registry) {
        return Problem::internal(&error).into_response();
    }
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    ([("content-type", kind)], text).into_response()
}
