//! One kept HTTP connection.

use std::net::SocketAddr;

use anyhow::Context as _;
use bytes::Bytes;
use http::Request;
use http_body_util::{BodyExt as _, Full};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

/// One kept HTTP connection.
pub(crate) struct Connection {
    sender: SendRequest<Full<Bytes>>,
    host: String,
}

/// An answer, read in full.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Bytes,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Connection {
    pub(crate) async fn open(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(Self { sender, host: address.to_string() })
    }

    pub(crate) async fn post(
        &mut self,
        path: &str,
        body: &str,
        key: &str,
        bearer: Option<&str>,
    ) -> anyhow::Result<Answer> {
        let request = self
            .request("POST", path, bearer)
            .header("content-type", "application/json")
            .header("idempotency-key", key)
            .body(Full::new(Bytes::copy_from_slice(body.as_bytes())))?;
        self.send(request).await
    }

    pub(crate) async fn get(&mut self, path: &str, bearer: Option<&str>) -> anyhow::Result<Answer> {
        let request = self.request("GET", path, bearer).body(Full::default())?;
        self.send(request).await
    }

    fn request(&self, method: &str, path: &str, bearer: Option<&str>) -> http::request::Builder {
        let request = Request::builder().method(method).uri(path).header("host", &self.host);
        match bearer {
            Some(key) => request.header("authorization", format!("Bearer {key}")),
            None => request,
        }
    }

    async fn send(&mut self, request: Request<Full<Bytes>>) -> anyhow::Result<Answer> {
        self.sender.ready().await.context("the connection ended")?;
        let response = self.sender.send_request(request).await?;
        let status = response.status().as_u16();
        Ok(Answer { status, body: response.into_body().collect().await?.to_bytes() })
    }
}
