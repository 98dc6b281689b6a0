//! SMTP, against a small server that answers as it is told.

use std::sync::{Arc, Mutex};

use rstest::rstest;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

use super::{at, message, sender};
use crate::transport::{Smtp, SmtpUrl};
use crate::{SendError, Transport};

/// In place of an answer: nothing, the connection stays open.
const SILENCE: &str = "";
/// In place of an answer: the end of the connection.
const HANGS_UP: &str = "hangs up";

/// What the server answers at each stage, and what it was told.
#[derive(Clone)]
struct Script {
    greeting: &'static str,
    mail: &'static str,
    rcpt: &'static str,
    data_end: &'static str,
    /// Close after so many messages on one connection.
    messages_per_connection: usize,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Script {
    fn friendly() -> Self {
        Self {
            greeting: "220 test",
            mail: "250 ok",
            rcpt: "250 ok",
            data_end: "250 taken",
            messages_per_connection: usize::MAX,
            heard: Arc::default(),
        }
    }

    fn heard(&self, command: &str) -> usize {
        self.heard.lock().unwrap().iter().filter(|line| line.starts_with(command)).count()
    }
}

async fn serve(script: Script) -> SmtpUrl {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(talk(stream, script.clone()));
        }
    });
    SmtpUrl::parse(&format!("smtp://127.0.0.1:{port}")).unwrap()
}

async fn talk(stream: TcpStream, script: Script) {
    let mut stream = BufReader::new(stream);
    let mut say = script.greeting;
    let mut in_data = false;
    let mut taken = 0;
    loop {
        if say == HANGS_UP {
            return;
        }
        if !say.is_empty() && stream.write_all(format!("{say}\r\n").as_bytes()).await.is_err() {
            return;
        }
        if taken == script.messages_per_connection {
            return;
        }
        let mut line = String::new();
        if stream.read_line(&mut line).await.unwrap_or(0) == 0 {
            return;
        }
        script.heard.lock().unwrap().push(line.trim_end().to_owned());
        say = match (in_data, line.trim_end()) {
            (true, ".") => {
                in_data = false;
                taken += 1;
                script.data_end
            }
            (true, _) => "",
            (false, line) if line.starts_with("MAIL") => script.mail,
            (false, line) if line.starts_with("RCPT") => script.rcpt,
            (false, "DATA") => {
                in_data = true;
                "354 go on"
            }
            (false, "QUIT") => "221 bye",
            (false, _) => "250 ok",
        };
    }
}

fn smtp(url: SmtpUrl) -> Smtp {
    Smtp::new(url, sender()).unwrap()
}

#[tokio::test]
async fn a_message_leaves_whole_and_the_connection_is_used_again() {
    let script = Script::friendly();
    let server = smtp(serve(script.clone()).await);
    let dotted =
        crate::Message { text: ".\r\n.hidden\nhttps://permanence.example/r/abc\n".to_owned(), ..message("d1") };
    server.send(&dotted, at()).await.unwrap();
    server.send(&message("d2"), at()).await.unwrap();
    server.probe().await.unwrap();
    assert_eq!(script.heard("EHLO"), 1);
    assert_eq!(script.heard("MAIL FROM:<permanence@localhost>"), 2);
    assert_eq!(script.heard("RCPT TO:<adviser@innoviris.example>"), 2);
    assert_eq!((script.heard("Message-ID: <d1@localhost>"), script.heard("Message-ID: <d2@localhost>")), (1, 1));
    assert_eq!(script.heard("..hidden"), 1);
}

#[tokio::test]
async fn a_connection_that_the_server_closed_is_made_anew() {
    let script = Script { messages_per_connection: 1, ..Script::friendly() };
    let server = smtp(serve(script.clone()).await);
    for id in ["d1", "d2", "d3"] {
        server.send(&message(id), at()).await.unwrap();
    }
    assert_eq!(script.heard("EHLO"), 3);
}

#[rstest]
#[case::recipient_unknown(Script { rcpt: "550 no such user", ..Script::friendly() }, SendError::Refused(550))]
#[case::content_refused(Script { data_end: "554 not wanted", ..Script::friendly() }, SendError::Refused(554))]
#[case::greylisted(Script { rcpt: "451 come back later", ..Script::friendly() }, SendError::Temporary(451))]
#[case::mailbox_full(Script { data_end: "452 full", ..Script::friendly() }, SendError::Temporary(452))]
#[case::our_address_refused(Script { mail: "550 not you", ..Script::friendly() }, SendError::Temporary(550))]
#[case::server_closing(Script { greeting: "421 closing", ..Script::friendly() }, SendError::Unreachable)]
#[case::no_service(Script { greeting: "554 no service", ..Script::friendly() }, SendError::Unreachable)]
#[case::hung_up_over_the_message(Script { data_end: HANGS_UP, ..Script::friendly() }, SendError::Temporary(451))]
#[case::hung_up(Script { messages_per_connection: 0, ..Script::friendly() }, SendError::Unreachable)]
#[tokio::test]
async fn a_failure_is_told_by_its_meaning(#[case] script: Script, #[case] expected: SendError) {
    let server = smtp(serve(script).await);
    assert_eq!(server.send(&message("d1"), at()).await, Err(expected));
}

#[tokio::test]
async fn a_server_that_is_not_there_is_unreachable() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let server = smtp(SmtpUrl::parse(&format!("smtp://127.0.0.1:{port}")).unwrap());
    assert_eq!(server.probe().await, Err(SendError::Unreachable));
    assert_eq!(server.send(&message("d1"), at()).await, Err(SendError::Unreachable));
}

#[tokio::test(start_paused = true)]
async fn a_silent_server_is_unreachable_after_a_while() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = SmtpUrl::parse(&format!("smtp://{}", listener.local_addr().unwrap())).unwrap();
    let server = smtp(url);
    assert_eq!(server.send(&message("d1"), at()).await, Err(SendError::Unreachable));
}

/// It may have taken the message: asking it every minute would send the same
/// mail every minute, and hold up all others.
#[tokio::test(start_paused = true)]
async fn a_server_that_is_silent_over_a_message_fails_that_message_alone() {
    let script = Script { data_end: SILENCE, ..Script::friendly() };
    let server = smtp(serve(script.clone()).await);
    assert_eq!(server.send(&message("d1"), at()).await, Err(SendError::Temporary(451)));
    assert_eq!(script.heard("Message-ID: <d1@localhost>"), 1);
    // The broken connection is not used for the next.
    server.probe().await.unwrap();
    assert_eq!(script.heard("EHLO"), 2);
}

#[tokio::test]
async fn credentials_are_not_given_to_a_server_that_offers_no_login() {
    let script = Script::friendly();
    let mut url = serve(script.clone()).await;
    url.credentials = Some(("user".to_owned(), "secret".to_owned()));
    assert_eq!(smtp(url).probe().await, Err(SendError::Unreachable));
    assert_eq!(script.heard("AUTH"), 0);
}
