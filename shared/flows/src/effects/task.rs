//! Doing what a delivery asks for.

use domain::Instant;
use mail::{Message, Origin};
use store::Store;
use store::repos::deliveries::Delivery;

/// A delivery to be performed, and what that needs.
#[derive(Clone, Copy)]
pub struct Task<'a> {
    /// The table.
    pub store: &'a Store,
    /// What links start with; no slash at the end.
    pub base_url: &'a str,
    /// The address that mails come from, where the way out has one.
    pub from: Option<&'a str>,
    /// The delivery.
    pub delivery: &'a Delivery,
}

impl Task<'_> {
    /// A link.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }

    /// What stands behind the `@` of what calendars know by name.
    pub fn host(&self) -> &str {
        let authority = self.base_url.split("://").nth(1).unwrap_or("permanence");
        authority.split(['/', ':']).next().unwrap_or("permanence")
    }

    /// The outcome of making a mail: it is sent, or there is nothing to tell.
    pub fn mail(&self, message: Option<Message>) -> Outcome {
        let origin = Origin { aggregate: self.delivery.aggregate.clone(), sending: self.delivery.sending };
        let message = message.map(|message| Message { origin: Some(origin), ..message });
        message.map_or(Outcome::Nothing, |message| Outcome::Mail(Box::new(message)))
    }
}

/// What became of performing a delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// A mail is to be sent.
    Mail(Box<Message>),
    /// It was done, and the other side took it.
    Done,
    /// There is nothing (left) to tell: it goes without being sent.
    Nothing,
    /// Mails kept on this machine that hold one of these texts are to go.
    ForgetMails(Vec<String>),
    /// What was deleted is to become unreadable where the table keeps it.
    Wipe,
    /// It waits for another delivery, and is looked at again then; that costs no
    /// try.
    Later(Instant),
    /// It failed and is to be tried again; the code.
    Failed(String),
    /// The same, and the other side asks not to be tried again before that.
    FailedUntil(String, Instant),
    /// It was refused for good; the code.
    Refused(String),
}
