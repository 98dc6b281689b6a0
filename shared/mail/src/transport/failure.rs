//! Why a message did not leave. Holds no address and no text of the server,
//! which may repeat one: only its codes.

use std::fmt;

/// How far a message came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Looking up the server's name.
    Dns,
    /// Connecting.
    Connect,
    /// Agreeing on TLS, its certificate included.
    Tls,
    /// The server's first word.
    Greeting,
    /// Our user and password.
    SignIn,
    /// Our own address.
    Sender,
    /// The recipient's address.
    Recipient,
    /// The message itself.
    Message,
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Dns => "dns",
            Self::Connect => "connect",
            Self::Tls => "tls",
            Self::Greeting => "greeting",
            Self::SignIn => "sign-in",
            Self::Sender => "sender",
            Self::Recipient => "recipient",
            Self::Message => "message",
        })
    }
}

/// The codes of an answer: SMTP's, and the enhanced one of RFC 3463 where the
/// server gave one. `550 5.1.1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reply {
    /// Three digits.
    pub code: u16,
    /// Class, subject and detail.
    pub enhanced: Option<(u16, u16, u16)>,
}

impl Reply {
    /// The code, and the enhanced one if `text`, what the server wrote after
    /// its code, begins with one.
    pub fn read(code: u16, text: &str) -> Self {
        let enhanced = text.split_whitespace().next().and_then(enhanced);
        // RFC 2034: both say the same of good and bad.
        Self { code, enhanced: enhanced.filter(|(class, ..)| *class == code / 100) }
    }
}

impl From<u16> for Reply {
    fn from(code: u16) -> Self {
        Self { code, enhanced: None }
    }
}

impl fmt::Display for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.enhanced {
            Some((class, subject, detail)) => write!(f, "{} {class}.{subject}.{detail}", self.code),
            None => write!(f, "{}", self.code),
        }
    }
}

fn enhanced(word: &str) -> Option<(u16, u16, u16)> {
    let number = |digits: &str| digits.parse::<u16>().ok().filter(|_| (1..=3).contains(&digits.len()));
    let mut parts = word.split('.').map(number);
    let whole = (parts.next()??, parts.next()??, parts.next()??);
    parts.next().is_none().then_some(whole)
}

/// Where it ended, and what the server said if it answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Failure {
    /// How far it came.
    pub stage: Stage,
    /// What the server said.
    pub reply: Option<Reply>,
}

impl Failure {
    /// One without an answer.
    pub const fn at(stage: Stage) -> Self {
        Self { stage, reply: None }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.reply {
            Some(reply) => write!(f, "{}: {reply}", self.stage),
            None => write!(f, "{}", self.stage),
        }
    }
}

/// Why a message did not leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// The server can't be reached, or does not let us in. No fault of the
    /// message: it costs no attempt.
    #[error("the mail server can't be reached ({0})")]
    Unreachable(Failure),
    /// The server asks for a slower pace, or its quota is used up. No fault of
    /// the message either.
    #[error("the mail server asks for a slower pace")]
    TooFast,
    /// The server is there, and refuses us rather than the recipient: our
    /// address, or that we hand it mail for others. Whoever runs the product
    /// has to mend it; the message is tried again meanwhile.
    #[error("the mail server refuses us, not the recipient ({0})")]
    Ours(Failure),
    /// Not now (SMTP 4xx): to be tried again. So is a message that the server
    /// neither took nor refused in time, for it may have taken it.
    #[error("the mail server said: not now ({0})")]
    Temporary(Reply),
    /// Never (SMTP 5xx).
    #[error("the mail server refused the message ({0})")]
    Refused(Reply),
}

impl SendError {
    /// Whether the same message may leave later.
    pub const fn retryable(self) -> bool {
        !matches!(self, Self::Refused(_))
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::given(550, "5.1.1 <zoe@zoe-robotics.example>: no such user", "550 5.1.1")]
    #[case::long(550, "5.7.708 not from there", "550 5.7.708")]
    #[case::none(550, "no such user", "550")]
    #[case::of_another_class(554, "4.7.1 wait", "554")]
    #[case::an_address(554, "192.0.2.7 is listed", "554")]
    #[case::a_name(554, "5.mail.example", "554")]
    #[case::nothing(421, "", "421")]
    fn an_answer_is_kept_as_its_codes(#[case] code: u16, #[case] text: &str, #[case] kept: &str) {
        assert_eq!(Reply::read(code, text).to_string(), kept);
    }
}
