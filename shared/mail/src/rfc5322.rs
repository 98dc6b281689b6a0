//! A message as the bytes that leave: headers, then text, HTML and calendar
//! as alternatives of one another, then files.
//!
//! The same message at the same instant gives the same bytes. Every text part
//! is quoted-printable: lines stay under 78 octets whatever a person typed,
//! and a boundary that holds `=_` can't occur inside a part.

use std::time::{Duration, SystemTime};

use domain::contact::EmailAddress;
use domain::{Instant, Language};
use lettre::Address;
use lettre::message::header::{
    ContentDisposition, ContentTransferEncoding, ContentType, Date, From, HeaderName, HeaderValue, Headers, ReplyTo,
    Subject, To,
};
use lettre::message::{Mailbox, Mailboxes, MultiPart, SinglePart};

use crate::header::{digest, id_token, one_line};
use crate::message::{Attachment, Message};
use crate::sender::Sender;

/// The last second that a date header can tell, at the end of the year 9999.
const LAST_SECOND: u64 = 253_402_300_799;

/// Writes a message as RFC 5322 asks, with CRLF line ends. `date` is the
/// product's clock, not the machine's. Nothing in `message` can add a header.
pub fn rfc5322(message: &Message, from: &Sender, date: Instant) -> Vec<u8> {
    let mut bytes = headers(message, from, date).to_string().into_bytes();
    bytes.extend_from_slice(b"MIME-Version: 1.0\r\n");
    bytes.extend_from_slice(&body(message).formatted());
    bytes
}

/// The Message-ID of a delivery, with its angle brackets.
pub(crate) fn message_id(message: &Message, from: &Sender) -> String {
    format!("<{}@{}>", id_token(&message.id), from.domain())
}

fn headers(message: &Message, from: &Sender, date: Instant) -> Headers {
    let seconds = u64::try_from(date.seconds()).unwrap_or(0).min(LAST_SECOND);
    let mut headers = Headers::new();
    headers.set(Date::new(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)));
    let own = Mailbox::new(from.name().map(one_line), Address::new_dangerous(from.local(), from.domain()));
    headers.set(From::from(Mailboxes::from(own)));
    headers.set(To::from(mailbox(message.to_name.as_deref(), &message.to)));
    if let Some(reply_to) = &message.reply_to {
        headers.set(ReplyTo::from(mailbox(reply_to.name.as_deref(), &reply_to.address)));
    }
    headers.set(Subject::from(one_line(&message.subject)));
    raw(&mut headers, "Message-ID", message_id(message, from));
    if let Some(thread) = &message.thread {
        let root = format!("<thread.{}@{}>", id_token(thread), from.domain());
        raw(&mut headers, "In-Reply-To", root.clone());
        raw(&mut headers, "References", root);
    }
    if let Some(unsubscribe) = &message.unsubscribe {
        raw(&mut headers, "List-Unsubscribe", format!("<{}>", one_line(unsubscribe)));
        raw(&mut headers, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned());
    }
    raw(&mut headers, "Auto-Submitted", "auto-generated".to_owned());
    let languages: Vec<_> = message.languages.iter().copied().map(Language::tag).collect();
    if !languages.is_empty() {
        raw(&mut headers, "Content-Language", languages.join(", "));
    }
    headers
}

/// Sets a header whose value is ours alone: ASCII, short and without breaks.
fn raw(headers: &mut Headers, name: &'static str, value: String) {
    let name = HeaderName::new_from_ascii_str(name);
    headers.insert_raw(HeaderValue::dangerous_new_pre_encoded(name, value.clone(), value));
}

/// A name and an address that was parsed before: its form is stricter than
/// the library's.
fn mailbox(name: Option<&str>, address: &EmailAddress) -> Mailboxes {
    let (local, host) = address.as_str().rsplit_once('@').unwrap_or((address.as_str(), ""));
    let name = name.map(one_line).filter(|name| !name.is_empty());
    Mailbox::new(name, Address::new_dangerous(local, host)).into()
}

fn body(message: &Message) -> MultiPart {
    let mark = digest(&message.id);
    let mut alternative = MultiPart::alternative()
        .boundary(format!("=_a_{mark}"))
        .singlepart(text_part(ContentType::TEXT_PLAIN, &message.text))
        .singlepart(text_part(ContentType::TEXT_HTML, &message.html));
    if let Some(calendar) = &message.calendar {
        let method: String = calendar.method.chars().filter(char::is_ascii_alphabetic).collect();
        let kind = content_type(&format!("text/calendar; charset=UTF-8; method={method}"));
        alternative = alternative.singlepart(text_part(kind, &calendar.ics));
    }
    if message.attachments.is_empty() {
        return alternative;
    }
    let mixed = MultiPart::mixed().boundary(format!("=_m_{mark}")).multipart(alternative);
    message.attachments.iter().fold(mixed, |parts, file| parts.singlepart(file_part(file)))
}

fn text_part(kind: ContentType, text: &str) -> SinglePart {
    SinglePart::builder().header(kind).header(ContentTransferEncoding::QuotedPrintable).body(text.to_owned())
}

fn file_part(file: &Attachment) -> SinglePart {
    let name = one_line(&file.name).replace(['/', '\\', '"'], "_");
    SinglePart::builder()
        .header(ContentDisposition::attachment(&name))
        .header(content_type(&one_line(&file.mime)))
        .header(ContentTransferEncoding::Base64)
        .body(file.bytes.clone())
}

fn content_type(text: &str) -> ContentType {
    let octets = || ContentType::parse("application/octet-stream").unwrap_or(ContentType::TEXT_PLAIN);
    ContentType::parse(text).unwrap_or_else(|_| octets())
}
