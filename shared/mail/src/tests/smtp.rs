//! SMTP, against a small server that answers as it is told.

use std::sync::{Arc, Mutex};

use rstest::rstest;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

use super::{at, message, sender};
use crate::transport::{Smtp, SmtpUrl};
use crate::{Failure, Reply, SendError, Stage, Transport};

/// In place of an answer: nothing, the connection stays open.
const SILENCE: &str = "";
/// In place of an answer: the end of the connection.
const HANGS_UP: &str = "hangs up";

/// What the server answers at each stage, and what it was told.
#[derive(Clone)]
struct Script {
    greeting: &'static str,
    ehlo: &'static str,
    auth: &'static str,
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
            ehlo: "250 ok",
            auth: "235 ok",
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
            (false, line) if line.starts_with("EHLO") => script.ehlo,
            (false, line) if line.starts_with("AUTH") => script.auth,
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

const fn at_stage(stage: Stage) -> SendError {
    SendError::Unreachable(Failure::at(stage))
}

fn not_let_in(stage: Stage, code: u16) -> SendError {
    SendError::Unreachable(Failure { stage, reply: Some(code.into()) })
}

fn ours(stage: Stage, code: u16, enhanced: Option<(u16, u16, u16)>) -> SendError {
    SendError::Ours(Failure { stage, reply: Some(Reply { code, enhanced }) })
}

fn refused(code: u16, enhanced: Option<(u16, u16, u16)>) -> SendError {
    SendError::Refused(Reply { code, enhanced })
}

#[rstest]
#[case::recipient_unknown(Script { rcpt: "550 no such user", ..Script::friendly() }, refused(550, None))]
#[case::recipient_unknown_enhanced(Script { rcpt: "550 5.1.1 unknown", ..Script::friendly() }, refused(550, Some((5, 1, 1))))]
#[case::content_refused(Script { data_end: "554 not wanted", ..Script::friendly() }, refused(554, None))]
#[case::greylisted(Script { rcpt: "451 come back later", ..Script::friendly() }, SendError::Temporary(451.into()))]
#[case::mailbox_full(Script { data_end: "452 full", ..Script::friendly() }, SendError::Temporary(452.into()))]
#[case::hung_up_over_the_message(Script { data_end: HANGS_UP, ..Script::friendly() }, SendError::Temporary(451.into()))]
#[case::server_closing(Script { greeting: "421 closing", ..Script::friendly() }, not_let_in(Stage::Greeting, 421))]
#[case::no_service(Script { greeting: "554 no service", ..Script::friendly() }, not_let_in(Stage::Greeting, 554))]
#[case::hung_up(Script { messages_per_connection: 0, ..Script::friendly() }, at_stage(Stage::Greeting))]
#[tokio::test]
async fn a_failure_is_told_by_its_meaning(#[case] script: Script, #[case] expected: SendError) {
    let server = smtp(serve(script).await);
    assert_eq!(server.send(&message("d1"), at()).await, Err(expected));
}

/// Taken for the recipient's, one wrong setting would end every referral that
/// is due, one agency after another.
#[rstest]
#[case::our_address(Script { mail: "550 not you", ..Script::friendly() }, ours(Stage::Sender, 550, None))]
#[case::no_relay(
    Script { rcpt: "554 5.7.1 <adviser@innoviris.example>: Relay access denied", ..Script::friendly() },
    ours(Stage::Recipient, 554, Some((5, 7, 1)))
)]
#[case::no_relay_in_words(Script { rcpt: "550 relay not permitted", ..Script::friendly() }, ours(Stage::Recipient, 550, None))]
#[case::sign_in_first(Script { rcpt: "530 sign in first", ..Script::friendly() }, ours(Stage::Recipient, 530, None))]
#[case::our_address_told_late(
    Script { rcpt: "550 5.1.8 <permanence@localhost>: Sender address rejected", ..Script::friendly() },
    ours(Stage::Recipient, 550, Some((5, 1, 8)))
)]
#[tokio::test]
async fn a_refusal_of_us_is_never_the_recipients(#[case] script: Script, #[case] expected: SendError) {
    let server = smtp(serve(script).await);
    let failure = server.send(&message("d1"), at()).await.unwrap_err();
    assert_eq!(failure, expected);
    assert!(failure.retryable());
    assert!(!format!("{failure} {failure:?}").contains('@'), "codes only");
}

#[tokio::test]
async fn a_recipient_whose_name_holds_the_word_is_refused_as_any_other() {
    let script = Script { rcpt: "550 <desk@relay.example>: no such user", ..Script::friendly() };
    let server = smtp(serve(script).await);
    assert_eq!(server.send(&message("d1"), at()).await, Err(refused(550, None)));
}

#[tokio::test]
async fn a_server_that_is_not_there_is_unreachable() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let server = smtp(SmtpUrl::parse(&format!("smtp://127.0.0.1:{port}")).unwrap());
    assert_eq!(server.server(), Some(format!("127.0.0.1:{port}")));
    assert_eq!(server.probe().await, Err(at_stage(Stage::Connect)));
    assert_eq!(server.send(&message("d1"), at()).await, Err(at_stage(Stage::Connect)));
}

#[tokio::test]
async fn a_wrong_setting_is_told_from_an_outage() {
    let unknown = smtp(SmtpUrl::parse("smtp://no-such-host.invalid").unwrap());
    assert_eq!(unknown.probe().await, Err(at_stage(Stage::Dns)));

    let mut tls = serve(Script::friendly()).await;
    tls.implicit_tls = true;
    assert_eq!(smtp(tls).probe().await, Err(at_stage(Stage::Tls)));

    let script = Script { ehlo: "250-test\r\n250 AUTH PLAIN", auth: "535 5.7.8 no", ..Script::friendly() };
    let mut url = serve(script).await;
    url.credentials = Some(("user".to_owned(), "wrong".to_owned()));
    let reply = Some(Reply { code: 535, enhanced: Some((5, 7, 8)) });
    assert_eq!(smtp(url).probe().await, Err(SendError::Unreachable(Failure { stage: Stage::SignIn, reply })));
}

#[tokio::test(start_paused = true)]
async fn a_silent_server_is_unreachable_after_a_while() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = SmtpUrl::parse(&format!("smtp://{}", listener.local_addr().unwrap())).unwrap();
    let server = smtp(url);
    assert_eq!(server.send(&message("d1"), at()).await, Err(at_stage(Stage::Greeting)));
}

/// It may have taken the message: asking it every minute would send the same
/// mail every minute, and hold up all others.
#[tokio::test(start_paused = true)]
async fn a_server_that_is_silent_over_a_message_fails_that_message_alone() {
    let script = Script { data_end: SILENCE, ..Script::friendly() };
    let server = smtp(serve(script.clone()).await);
    assert_eq!(server.send(&message("d1"), at()).await, Err(SendError::Temporary(451.into())));
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
    assert_eq!(smtp(url).probe().await, Err(at_stage(Stage::SignIn)));
    assert_eq!(script.heard("AUTH"), 0);
}
