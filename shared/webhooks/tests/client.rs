//! The client against a net of its own: what it looks up, where it connects,
//! what it says there and what it makes of the answer.

#![cfg(feature = "client")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::collections::VecDeque;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{RootCertStore, ServerConfig};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, DuplexStream};
use tokio_rustls::TlsAcceptor;
use webhooks::{Answer, Call, Caller as _, Client, Guard, Network, NoAnswer, Stream};

const PARTNER: &str = "https://hooks.partner.example/in?of=permanence";
const PUBLIC: &str = "93.184.215.14";
const TAKEN: &str = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

/// What a server says of itself, and what it answers; `None`: nothing, ever.
#[derive(Clone)]
struct Server {
    tls: bool,
    answer: Option<String>,
}

/// A net whose look-ups are told beforehand and whose connections are written
/// down.
struct Net {
    look_ups: Mutex<VecDeque<Vec<IpAddr>>>,
    asked: Mutex<Vec<String>>,
    connected: Mutex<Vec<SocketAddr>>,
    heard: Arc<Mutex<String>>,
    server: Server,
}

#[async_trait]
impl Network for Net {
    async fn look_up(&self, name: &str) -> io::Result<Vec<IpAddr>> {
        self.asked.lock().unwrap().push(name.to_owned());
        self.look_ups.lock().unwrap().pop_front().ok_or_else(|| io::Error::other("no such name"))
    }

    async fn connect(&self, address: SocketAddr) -> io::Result<Box<dyn Stream>> {
        self.connected.lock().unwrap().push(address);
        let (near, far) = tokio::io::duplex(64 * 1024);
        tokio::spawn(serve(far, self.server.clone(), Arc::clone(&self.heard)));
        Ok(Box::new(near))
    }
}

async fn serve(far: DuplexStream, server: Server, heard: Arc<Mutex<String>>) {
    if !server.tls {
        return talk(far, server, heard).await;
    }
    let certificates = vec![CertificateDer::from_pem_slice(include_bytes!("certificates/partner.pem")).unwrap()];
    let key = PrivateKeyDer::from_pem_slice(include_bytes!("certificates/partner.key")).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(certificates, key)
        .unwrap();
    if let Ok(stream) = TlsAcceptor::from(Arc::new(config)).accept(far).await {
        let name = stream.get_ref().1.server_name().unwrap_or_default().to_owned();
        heard.lock().unwrap().push_str(&format!("sni: {name}\r\n"));
        talk(stream, server, heard).await;
    }
}

async fn talk(mut stream: impl Stream, server: Server, heard: Arc<Mutex<String>>) {
    let mut read = vec![0; 4096];
    let Ok(length) = stream.read(&mut read).await else { return };
    heard.lock().unwrap().push_str(&String::from_utf8_lossy(&read[..length]));
    match server.answer {
        Some(answer) => {
            let _ = stream.write_all(answer.as_bytes()).await;
        }
        None => std::future::pending().await,
    }
}

impl Net {
    fn new(server: Server, look_ups: &[&[&str]]) -> Arc<Self> {
        let addresses = |texts: &&[&str]| texts.iter().map(|text| text.parse().unwrap()).collect();
        Arc::new(Self {
            look_ups: Mutex::new(look_ups.iter().map(addresses).collect()),
            asked: Mutex::default(),
            connected: Mutex::default(),
            heard: Arc::default(),
            server,
        })
    }

    fn secure(answer: &str, look_ups: &[&[&str]]) -> Arc<Self> {
        Self::new(Server { tls: true, answer: Some(answer.to_owned()) }, look_ups)
    }

    fn connected(&self) -> Vec<String> {
        self.connected.lock().unwrap().iter().map(ToString::to_string).collect()
    }

    async fn call(self: &Arc<Self>, url: &str, guard: Guard) -> Result<Answer, NoAnswer> {
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_slice(include_bytes!("certificates/root.pem")).unwrap()).unwrap();
        let call = Call {
            url: url.to_owned(),
            id: "msg_1".to_owned(),
            timestamp: 1_795_510_800,
            signature: "v1,c2lnbmVk".to_owned(),
            body: r#"{"type":"need.closed"}"#.to_owned(),
        };
        Client::over(Arc::clone(self) as _, guard, roots).call(&call).await
    }
}

#[tokio::test]
async fn a_name_is_looked_up_once_and_the_very_address_called_under_its_name() {
    let net = Net::secure(TAKEN, &[&[PUBLIC]]);
    let answer = net.call(PARTNER, Guard::Public).await.unwrap();
    assert_eq!((answer.status, answer.body.as_str()), (200, "ok"));
    assert_eq!(*net.asked.lock().unwrap(), ["hooks.partner.example"]);
    assert_eq!(net.connected(), [format!("{PUBLIC}:443")]);
    let heard = net.heard.lock().unwrap().clone();
    for said in [
        "sni: hooks.partner.example\r\n",
        "POST /in?of=permanence HTTP/1.1\r\n",
        "host: hooks.partner.example\r\n",
        "content-type: application/json\r\n",
        "webhook-id: msg_1\r\n",
        "webhook-timestamp: 1795510800\r\n",
        "webhook-signature: v1,c2lnbmVk\r\n",
        "\r\n\r\n{\"type\":\"need.closed\"}",
    ] {
        assert!(heard.contains(said), "{said:?} in {heard}");
    }
}

/// What a name may say, whatever it says beside it.
const NOT_PUBLIC: [&str; 20] = [
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "192.168.0.1",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "fd00::1",
    "fe80::1",
];

#[tokio::test]
async fn a_name_that_leads_into_a_network_of_its_own_is_not_called() {
    for address in NOT_PUBLIC {
        for addresses in [&[address][..], &[PUBLIC, address], &[address, PUBLIC]] {
            let net = Net::secure(TAKEN, &[addresses]);
            assert_eq!(net.call(PARTNER, Guard::Public).await, Err(NoAnswer::Address), "{addresses:?}");
            assert_eq!((net.asked.lock().unwrap().len(), net.connected()), (1, Vec::new()), "{addresses:?}");
        }
    }
}

/// Ways to write loopback and the metadata of clouds: in octal, decimal,
/// hexadecimal, with parts left out, in other digits, mapped into IPv6.
const WRITTEN: [&str; 20] = [
    "127.0.0.1",
    "127.1",
    "0177.0.0.1",
    "017700000001",
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "0",
    "169.254.169.254",
    "0251.0376.0251.0376",
    "2852039166",
    "0xa9fea9fe",
    "１２７.0.0.1",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:a9fe:a9fe]",
    "[64:ff9b::7f00:1]",
    "localhost",
    "LOCALHOST.",
    "metadata.google.internal",
];

#[tokio::test]
async fn an_address_however_it_is_written_is_neither_looked_up_nor_called() {
    for host in WRITTEN {
        for url in [format!("https://{host}/in"), format!("http://{host}:8080/in")] {
            let net = Net::secure(TAKEN, &[&[PUBLIC]]);
            assert_eq!(net.call(&url, Guard::Public).await, Err(NoAnswer::Address), "{url}");
            assert_eq!((net.asked.lock().unwrap().len(), net.connected()), (0, Vec::new()), "{url}");
        }
    }
}

#[tokio::test]
async fn a_name_that_changes_between_look_up_and_connection_is_connected_to_what_was_looked_at() {
    let net = Net::secure(TAKEN, &[&[PUBLIC], &["127.0.0.1"]]);
    net.call(PARTNER, Guard::Public).await.unwrap();
    assert_eq!(net.connected(), [format!("{PUBLIC}:443")], "the second answer was never asked for");
    assert_eq!(net.call(PARTNER, Guard::Public).await, Err(NoAnswer::Address), "the next call asks again, and refuses");
    assert_eq!(net.connected().len(), 1);
}

#[tokio::test]
async fn a_redirect_is_an_answer_and_followed_nowhere() {
    let elsewhere = ["https://other.example/".to_owned()].into_iter();
    for to in WRITTEN.iter().map(|host| format!("http://{host}/")).chain(elsewhere) {
        let moved = format!("HTTP/1.1 302 Found\r\nlocation: {to}\r\ncontent-length: 0\r\n\r\n");
        let net = Net::secure(&moved, &[&[PUBLIC], &[PUBLIC]]);
        assert_eq!(net.call(PARTNER, Guard::Public).await.unwrap().status, 302);
        assert_eq!(net.connected().len(), 1);
    }
}

#[tokio::test]
async fn who_can_not_prove_the_name_is_told_nothing() {
    let net = Net::secure(TAKEN, &[&[PUBLIC]]);
    assert_eq!(net.call("https://another.example/in", Guard::Public).await, Err(NoAnswer::Tls));
    assert!(!net.heard.lock().unwrap().contains("POST"));
}

#[tokio::test]
async fn of_an_answer_the_beginning_is_read_and_retry_after() {
    let long = format!("HTTP/1.1 503 Slow\r\nretry-after: 120\r\ncontent-length: 9999999\r\n\r\n{}", "é".repeat(9_000));
    let answer = Net::secure(&long, &[&[PUBLIC]]).call(PARTNER, Guard::Public).await.unwrap();
    assert_eq!((answer.status, answer.retry_after.as_deref()), (503, Some("120")));
    assert_eq!(answer.body, "é".repeat(500));
}

#[tokio::test]
async fn what_is_no_http_and_a_name_that_nobody_has_are_told_apart() {
    let net = Net::secure("220 mail.partner.example ESMTP\r\n", &[&[PUBLIC]]);
    assert_eq!(net.call(PARTNER, Guard::Public).await, Err(NoAnswer::Http));
    assert_eq!(net.call(PARTNER, Guard::Public).await, Err(NoAnswer::Name));
}

#[tokio::test(start_paused = true)]
async fn one_that_never_answers_is_waited_for_no_longer_than_fifteen_seconds() {
    let net = Net::new(Server { tls: false, answer: None }, &[]);
    let began = tokio::time::Instant::now();
    assert_eq!(net.call("http://127.0.0.1:9000/", Guard::Loopback).await, Err(NoAnswer::Time));
    assert_eq!(began.elapsed().as_secs(), 15);
}

#[tokio::test]
async fn in_demonstration_mode_this_machine_is_called_without_tls() {
    let server = Server { tls: false, answer: Some(TAKEN.to_owned()) };
    let net = Net::new(server.clone(), &[&["127.0.0.1", "::1"], &["127.0.0.1", "10.0.0.1"]]);
    assert_eq!(net.call("http://localhost:9000/in", Guard::Loopback).await.unwrap().status, 200);
    assert_eq!(net.connected(), ["127.0.0.1:9000"]);
    assert_eq!(net.call("http://localhost:9000/in", Guard::Loopback).await, Err(NoAnswer::Address));
    assert_eq!(Net::new(server, &[]).call("http://127.0.0.1:9000/in", Guard::Public).await, Err(NoAnswer::Address));
}
