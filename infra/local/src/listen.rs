//! Connections: how many there are at once, and how long a client may take.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum_server::Handle;
use axum_server::accept::Accept;
use futures::future::{Ready, ready};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_io_timeout::TimeoutStream;
use tower_http::timeout::TimeoutLayer;

/// What clients may take.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// Connections at once; one more is closed unread.
    pub(crate) connections: usize,
    /// For the lines of a request before its body.
    pub(crate) header: Duration,
    /// For a request as a whole, its body included.
    pub(crate) request: Duration,
    /// Without a byte in or out; also between two requests.
    pub(crate) idle: Duration,
    /// For what was begun, once told to stop.
    pub(crate) to_stop: Duration,
}

impl Limits {
    /// Those of the host: a telephone with a poor connection sends a form in
    /// time, and whoever restarts the host waits less than ten seconds.
    pub(crate) const HOST: Self = Self {
        connections: 1_000,
        header: Duration::from_secs(15),
        request: Duration::from_secs(30),
        idle: Duration::from_mins(1),
        to_stop: Duration::from_secs(8),
    };
}

/// Serves until `stop` resolves; then takes nothing more, answers what was
/// begun, and ends when that is done or its time is up.
pub(crate) async fn serve(
    listener: TcpListener,
    app: Router,
    limits: Limits,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let handle = Handle::new();
    let told = handle.clone();
    tokio::spawn(async move {
        stop.await;
        told.graceful_shutdown(Some(limits.to_stop));
    });
    let app = app.layer(TimeoutLayer::with_status_code(http::StatusCode::REQUEST_TIMEOUT, limits.request));
    let mut server = axum_server::Server::<SocketAddr>::from_listener(listener)
        .acceptor(Bounded { places: Arc::new(Semaphore::new(limits.connections)), idle: limits.idle })
        .handle(handle)
        .http1_only()
        .first_request_timeout(limits.header);
    server.http_builder().http1().header_read_timeout(limits.header);
    server.serve(app.into_make_service_with_connect_info::<SocketAddr>()).await
}

/// Takes a connection while there is a place for it.
#[derive(Debug, Clone)]
struct Bounded {
    places: Arc<Semaphore>,
    idle: Duration,
}

impl<S> Accept<TcpStream, S> for Bounded {
    type Stream = Connection;
    type Service = S;
    type Future = Ready<io::Result<(Connection, S)>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        let Ok(place) = Arc::clone(&self.places).try_acquire_owned() else {
            return ready(Err(io::Error::other("too many connections")));
        };
        let mut stream = TimeoutStream::new(stream);
        stream.set_read_timeout(Some(self.idle));
        stream.set_write_timeout(Some(self.idle));
        ready(Ok((Connection { stream: Box::pin(stream), _place: place }, service)))
    }
}

/// A connection and its place.
struct Connection {
    stream: Pin<Box<TimeoutStream<TcpStream>>>,
    _place: OwnedSemaphorePermit,
}

impl AsyncRead for Connection {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        self.stream.as_mut().poll_read(cx, into)
    }
}

impl AsyncWrite for Connection {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.stream.as_mut().poll_write(cx, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.stream.as_mut().poll_write_vectored(cx, parts)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream.as_mut().poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream.as_mut().poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use axum::extract::State;
    use axum::routing::{get, post};
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::sync::{Notify, oneshot};

    use super::*;

    const SOON: Limits = Limits {
        connections: 3,
        header: Duration::from_millis(200),
        request: Duration::from_millis(300),
        idle: Duration::from_millis(400),
        to_stop: Duration::from_millis(500),
    };

    struct Served {
        at: SocketAddr,
        stop: oneshot::Sender<()>,
        ended: tokio::task::JoinHandle<io::Result<()>>,
    }

    async fn served(limits: Limits) -> Served {
        let app = Router::new().route("/", get(async || "here")).route("/", post(async |body: String| body));
        serving(app, limits).await
    }

    async fn serving(app: Router, limits: Limits) -> Served {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        let (stop, told) = oneshot::channel::<()>();
        let ended = tokio::spawn(serve(listener, app, limits, async move { drop(told.await) }));
        Served { at, stop, ended }
    }

    /// Everything that the host says to a client that says this and no more.
    async fn answer(at: SocketAddr, says: &str) -> String {
        let mut client = TcpStream::connect(at).await.unwrap();
        client.write_all(says.as_bytes()).await.unwrap();
        let mut heard = Vec::new();
        // A cut connection is an answer too.
        let _ = client.read_to_end(&mut heard).await;
        String::from_utf8(heard).unwrap()
    }

    #[tokio::test]
    async fn a_client_that_never_ends_its_request_is_let_go() {
        let host = served(SOON).await;
        assert_eq!(answer(host.at, "").await, "");
        let head = answer(host.at, "GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ").await;
        assert!(head.is_empty() || head.starts_with("HTTP/1.1 408"), "{head}");
        let body = answer(host.at, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf").await;
        assert!(body.starts_with("HTTP/1.1 408"), "{body}");
        let idle = answer(host.at, "GET / HTTP/1.1\r\nHost: a\r\n\r\n").await;
        assert!(idle.starts_with("HTTP/1.1 200") && idle.ends_with("here"), "{idle}");
    }

    #[tokio::test]
    async fn one_connection_too_many_is_closed_and_a_place_is_free_again() {
        let patient = Limits { header: Duration::from_mins(1), idle: Duration::from_mins(1), ..SOON };
        let host = served(patient).await;
        let mut held = Vec::new();
        for _ in 0..3 {
            let mut client = TcpStream::connect(host.at).await.unwrap();
            client.write_all(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
            let mut first = [0; 12];
            client.read_exact(&mut first).await.unwrap();
            assert_eq!(&first, b"HTTP/1.1 200");
            held.push(client);
        }
        let once = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
        assert_eq!(answer(host.at, once).await, "");
        held.pop();
        // The host has still to notice that it went.
        while !answer(host.at, once).await.starts_with("HTTP/1.1 200") {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    #[tokio::test]
    async fn told_to_stop_it_ends_whatever_a_client_does() {
        let host = served(Limits { header: Duration::from_mins(10), ..SOON }).await;
        let mut slow = TcpStream::connect(host.at).await.unwrap();
        slow.write_all(b"POST / HTTP/1.1\r\n").await.unwrap();
        host.stop.send(()).unwrap();
        let ended = tokio::time::timeout(Duration::from_secs(10), host.ended).await;
        ended.unwrap().unwrap().unwrap();
        assert!(Limits::HOST.to_stop.as_secs() < 10, "the host's own time is as short");
    }

    /// A request that was begun, and one that may go on.
    #[derive(Default)]
    struct Gate {
        begun: Notify,
        go_on: Notify,
    }

    async fn pass(State(gate): State<Arc<Gate>>) -> &'static str {
        gate.begun.notify_one();
        gate.go_on.notified().await;
        "answered"
    }

    #[tokio::test]
    async fn told_to_stop_it_answers_what_it_had_begun_and_lets_nobody_in() {
        let gate = Arc::new(Gate::default());
        let app = Router::new().route("/", get(pass)).with_state(Arc::clone(&gate));
        let minute = Duration::from_mins(1);
        let host =
            serving(app, Limits { header: minute, request: minute, idle: minute, to_stop: minute, ..SOON }).await;
        let asked = tokio::spawn(answer(host.at, "GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
        gate.begun.notified().await;
        host.stop.send(()).unwrap();
        while TcpStream::connect(host.at).await.is_ok() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        gate.go_on.notify_one();
        let answer = asked.await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("answered"), "{answer}");
        host.ended.await.unwrap().unwrap();
    }
}
