//! Makes calls over HTTP/1.1: one connection each, to the address that was
//! held against the guard. Nothing is followed, and of what comes back only
//! the beginning is read.

use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, OnceLock};

use async_trait::async_trait;
use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HOST, HeaderValue, RETRY_AFTER, USER_AGENT};
use http::request::Builder;
use http::response::Parts;
use http::{Method, Request, Response};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;
use hyper_util::rt::TokioIo;
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, RootCertStore};
use tokio_rustls::TlsConnector;

use crate::guard::Guard;
use crate::network::{Internet, Network, Stream};
use crate::target::Target;
use crate::{Answer, Call, Caller, Fetched, Fetcher, KEPT_ANSWER, NoAnswer, PATIENCE};

/// Bytes looked at of an answer's body at most.
const READ: usize = 4 * 1024;
/// Bytes of what is fetched at most.
const FETCHED: usize = 256 * 1024;
/// Addresses of a name that are tried.
const TRIED: usize = 3;

/// Makes calls.
pub struct Client {
    network: Arc<dyn Network>,
    guard: Guard,
    /// Whom it trusts; `None`: whom this machine trusts.
    roots: Option<RootCertStore>,
    /// Made at the first call: reading the machine's certificates takes longer
    /// than the rest of a start.
    tls: OnceLock<TlsConnector>,
}

impl Client {
    /// One that calls over the machine's own net.
    pub fn new(guard: Guard) -> Self {
        Self { network: Arc::new(Internet), guard, roots: None, tls: OnceLock::new() }
    }

    /// One over another net, that trusts others.
    pub fn over(network: Arc<dyn Network>, guard: Guard, roots: RootCertStore) -> Self {
        Self { network, guard, roots: Some(roots), tls: OnceLock::new() }
    }

    /// Asks once, and reads `limit` bytes of the answer at most.
    async fn talk(
        &self,
        url: &str,
        request: impl FnOnce(Builder) -> http::Result<Request<Full<Bytes>>> + Send,
        limit: usize,
    ) -> Result<(Parts, Vec<u8>), NoAnswer> {
        let target = Target::parse(url, self.guard).map_err(|_| NoAnswer::Address)?;
        let stream = self.connect(&target).await?;
        let stream = if target.is_tls() { self.secure(&target, stream).await? } else { stream };
        let (mut sender, connection) =
            hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.map_err(|_| NoAnswer::Http)?;
        let begun = Request::builder()
            .uri(target.path())
            .header(HOST, target.authority())
            .header(USER_AGENT, concat!("Permanence/", env!("CARGO_PKG_VERSION")));
        let request = request(begun).map_err(|_| NoAnswer::Address)?;
        let exchange = async {
            let response = sender.send_request(request).await.map_err(|_| NoAnswer::Http)?;
            Ok(read(response, limit).await)
        };
        // The connection ends with the exchange, whatever the other side wants.
        tokio::pin!(exchange);
        tokio::select! {
            answer = &mut exchange => answer,
            _ = connection => exchange.await,
        }
    }

    /// Looks a name up once; one address among its own that is not public
    /// spoils all of them.
    async fn connect(&self, target: &Target) -> Result<Box<dyn Stream>, NoAnswer> {
        let addresses: Vec<IpAddr> = match target.address() {
            Some(address) => vec![address],
            None => self.network.look_up(&target.name()).await.map_err(|_| NoAnswer::Name)?,
        };
        if addresses.is_empty() {
            return Err(NoAnswer::Name);
        }
        if !addresses.iter().all(|address| self.guard.admits(*address)) {
            return Err(NoAnswer::Address);
        }
        for address in addresses.into_iter().take(TRIED) {
            if let Ok(stream) = self.network.connect(SocketAddr::new(address, target.port())).await {
                return Ok(stream);
            }
        }
        Err(NoAnswer::Connection)
    }

    async fn secure(&self, target: &Target, stream: Box<dyn Stream>) -> Result<Box<dyn Stream>, NoAnswer> {
        let name = ServerName::try_from(target.name()).map_err(|_| NoAnswer::Tls)?;
        let tls = match self.tls.get() {
            Some(tls) => tls.clone(),
            None => self.tls.get_or_init(|| connector(self.roots.clone().unwrap_or_else(trusted))).clone(),
        };
        let secured = tls.connect(name, stream).await.map_err(|_| NoAnswer::Tls)?;
        Ok(Box::new(secured))
    }
}

#[async_trait]
impl Caller for Client {
    async fn call(&self, call: &Call) -> Result<Answer, NoAnswer> {
        let request = |begun: Builder| {
            let request = begun
                .method(Method::POST)
                .header(CONTENT_TYPE, "application/json")
                .header("webhook-id", &call.id)
                .header("webhook-timestamp", call.timestamp)
                .header("webhook-signature", &call.signature);
            request.body(Full::new(Bytes::from(call.body.clone())))
        };
        let answer = tokio::time::timeout(PATIENCE, self.talk(&call.url, request, READ)).await;
        let (head, mut body) = answer.unwrap_or(Err(NoAnswer::Time))?;
        body.truncate(READ);
        let shown = |character: &char| !character.is_control() || *character == '\n';
        let body = String::from_utf8_lossy(&body).chars().filter(shown).take(KEPT_ANSWER).collect();
        let retry_after = head.headers.get(RETRY_AFTER).and_then(|value| value.to_str().ok()).map(str::to_owned);
        Ok(Answer { status: head.status.as_u16(), retry_after, body })
    }
}

#[async_trait]
impl Fetcher for Client {
    async fn fetch(&self, url: &str, token: &str) -> Result<Fetched, NoAnswer> {
        let request = |begun: Builder| {
            let mut bearer = HeaderValue::try_from(format!("Bearer {token}"))?;
            bearer.set_sensitive(true);
            let request = begun.method(Method::GET).header(ACCEPT, "application/json").header(AUTHORIZATION, bearer);
            request.body(Full::default())
        };
        let answer = tokio::time::timeout(PATIENCE, self.talk(url, request, FETCHED)).await;
        let (head, body) = answer.unwrap_or(Err(NoAnswer::Time))?;
        if body.len() > FETCHED { Err(NoAnswer::Http) } else { Ok(Fetched { status: head.status.as_u16(), body }) }
    }
}

/// Whom the machine trusts.
fn trusted() -> RootCertStore {
    let mut roots = RootCertStore::empty();
    let found = rustls_native_certs::load_native_certs();
    let (added, _) = roots.add_parsable_certificates(found.certs);
    if added == 0 {
        tracing::error!("this machine trusts no certificate: no webhook can leave over TLS");
    }
    roots
}

fn connector(roots: RootCertStore) -> TlsConnector {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&rustls::version::TLS13, &rustls::version::TLS12]);
    // The provider has both versions, so this arm is never the other one.
    let Ok(config) = config else { unreachable!("ring speaks TLS 1.2 and 1.3") };
    TlsConnector::from(Arc::new(config.with_root_certificates(roots).with_no_client_auth()))
}

/// The head decides; what can't be read of the body is left out. Reading ends
/// with the frame in which the limit lies.
async fn read(response: Response<Incoming>, limit: usize) -> (Parts, Vec<u8>) {
    let (head, mut body) = response.into_parts();
    let mut read = Vec::new();
    while read.len() <= limit
        && let Some(Ok(frame)) = body.frame().await
    {
        read.extend_from_slice(frame.data_ref().map(Bytes::as_ref).unwrap_or_default());
    }
    (head, read)
}
