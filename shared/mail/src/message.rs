//! One mail, before any transport has touched it.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::Language;
use domain::contact::EmailAddress;
use serde::{Deserialize, Serialize};

/// The tag of a mail that names its delivery, for transports that have tags:
/// a later notice of a bounce then names it, and no address.
pub const DELIVERY_TAG: &str = "delivery";
/// The tag of a mail that names the partition of its delivery.
pub const ORIGIN_TAG: &str = "origin";
/// The tag of a mail that says which sending of its delivery it is.
pub const SENDING_TAG: &str = "sending";
/// The tag of mails that left before [`ORIGIN_TAG`] was: the id of their need.
pub const THREAD_TAG: &str = "thread";

/// One mail to one recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The delivery's id. The Message-ID derives from it, so that a delivery
    /// tried twice is the same mail to whoever receives it.
    pub id: String,
    /// What it is sent for, so that a notice of a bounce leads back to it.
    pub origin: Option<Origin>,
    /// The recipient.
    pub to: EmailAddress,
    /// The recipient's name, as somebody wrote it.
    pub to_name: Option<String>,
    /// May hold what people wrote: it is brought onto one line when written.
    pub subject: String,
    /// The text part; lines end with `\n`.
    pub text: String,
    /// The HTML part: a whole document that refers to nothing outside itself
    /// but the links.
    pub html: String,
    /// Where an answer goes, when not to the sender.
    pub reply_to: Option<ReplyTo>,
    /// What the mail is about, a need's id for instance: mails of one thread
    /// are shown together.
    pub thread: Option<String>,
    /// Where a mail program ends mails of this kind with one click (RFC 8058);
    /// an address of ours.
    pub unsubscribe: Option<String>,
    /// Files.
    pub attachments: Vec<Attachment>,
    /// An invitation that the reader's calendar understands.
    pub calendar: Option<CalendarPart>,
    /// The languages of the mail, in the order of its blocks.
    pub languages: Vec<Language>,
}

/// What a mail is sent for, and which sending of it this is. Goes along as
/// tags where a transport has them; never in the mail itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The partition of the delivery.
    pub aggregate: String,
    /// How often a person had it sent again.
    pub sending: u32,
}

impl Origin {
    /// Names and values of the tags, of letters, digits, `-` and `_`.
    pub fn tags(&self) -> [(&'static str, String); 2] {
        [(ORIGIN_TAG, URL_SAFE_NO_PAD.encode(&self.aggregate)), (SENDING_TAG, self.sending.to_string())]
    }

    /// Reads the values of the tags.
    pub fn of_tags(origin: &str, sending: &str) -> Option<Self> {
        let aggregate = String::from_utf8(URL_SAFE_NO_PAD.decode(origin).ok()?).ok()?;
        Some(Self { aggregate, sending: sending.parse().ok()? })
    }
}

/// Where an answer to a mail goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplyTo {
    /// The person's name, as somebody wrote it.
    pub name: Option<String>,
    /// The person's address.
    pub address: EmailAddress,
}

/// A file in a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// File name; path separators and control characters are replaced when written.
    pub name: String,
    /// Media type; one that cannot be read is written as `application/octet-stream`.
    pub mime: String,
    /// Content.
    pub bytes: Vec<u8>,
}

/// An iCalendar object beside the text and the HTML.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarPart {
    /// `REQUEST` or `CANCEL`: the METHOD inside the object.
    pub method: String,
    /// The object.
    pub ics: String,
}
