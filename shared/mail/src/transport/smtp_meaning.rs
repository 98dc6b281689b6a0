//! What a failure over SMTP means for a delivery, and how far it came.

use std::error::Error as _;
use std::io::{self, ErrorKind};

use lettre::transport::smtp::Error;

use super::{Failure, Reply, SendError, Stage};

/// What SES says over SMTP of too many messages a second. RFC 4954 gives the
/// code to a failure of signing in: no fault of the message either.
const THROTTLED: u16 = 454;
/// A failure told by no server: a local one, or silence over a message.
pub(super) const LOCAL_ERROR: u16 = 451;
/// "Authentication required", of RFC 4954.
const SIGN_IN_FIRST: u16 = 530;
/// Of RFC 3463: what the server's rules forbid us.
const POLICY: u16 = 7;
/// Of RFC 3463, under addresses (1): syntax and system of the sender's.
const SENDERS: [u16; 2] = [7, 8];

/// Faults of a connection that stood. Those of TLS are told as bad data.
const ONCE_CONNECTED: [ErrorKind; 5] = [
    ErrorKind::InvalidData,
    ErrorKind::UnexpectedEof,
    ErrorKind::ConnectionReset,
    ErrorKind::ConnectionAborted,
    ErrorKind::BrokenPipe,
];

/// What a failed command means for the delivery.
pub(super) fn meaning(error: &Error, stage: Stage) -> SendError {
    let Some(reply) = reply(error) else {
        return if error.is_response() || error.is_client() {
            SendError::Temporary(LOCAL_ERROR.into())
        } else {
            SendError::Unreachable(Failure::at(stage))
        };
    };
    if reply.code == THROTTLED {
        SendError::TooFast
    } else if !error.is_permanent() {
        SendError::Temporary(reply)
    } else if is_ours(reply, &text(error), stage) {
        SendError::Ours(Failure { stage, reply: Some(reply) })
    } else {
        SendError::Refused(reply)
    }
}

/// How a server did not let us in.
pub(super) fn refused(error: &Error, stage: Stage) -> Failure {
    Failure { stage, reply: reply(error) }
}

/// The same of a connection that did not come as far as the greeting, or to
/// whose greeting something else came. The library makes one step of it all.
pub(super) fn greeting_or_before(error: &Error, implicit_tls: bool) -> Failure {
    // The library wraps some of its faults twice.
    let mut causes = std::iter::successors(error.source(), |&cause| cause.source());
    let kind = causes.find_map(|cause| cause.downcast_ref::<io::Error>()).map(io::Error::kind);
    let stage = if error.is_tls() {
        Stage::Tls
    } else if error.status().is_some() || error.is_response() {
        Stage::Greeting
    } else if !kind.is_some_and(|kind| ONCE_CONNECTED.contains(&kind)) {
        Stage::Connect
    } else if implicit_tls {
        Stage::Tls
    } else {
        Stage::Greeting
    };
    refused(error, stage)
}

fn reply(error: &Error) -> Option<Reply> {
    Some(Reply::read(error.status()?.into(), &text(error)))
}

/// What the server wrote after its code. It may repeat an address: it is looked
/// at here, and goes no further.
fn text(error: &Error) -> String {
    error.source().map(ToString::to_string).unwrap_or_default()
}

/// Whether a refusal is about us. One of the sender always is. Of a recipient
/// it is where the server wants us to sign in, does not take mail for others
/// from us, or refuses only now the sender that it heard before, as many do.
/// Such a refusal would meet every other recipient too.
fn is_ours(reply: Reply, text: &str, stage: Stage) -> bool {
    let by_code = match reply.enhanced {
        Some((_, subject, detail)) => subject == POLICY || (subject == 1 && SENDERS.contains(&detail)),
        None => text.split_whitespace().any(|word| word.to_ascii_lowercase().starts_with("relay")),
    };
    stage == Stage::Sender || (stage == Stage::Recipient && (reply.code == SIGN_IN_FIRST || by_code))
}
