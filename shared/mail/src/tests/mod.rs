//! Whole mails: what they say, the bytes they become, and how they leave.

mod agencies;
mod bookings;
mod bytes;
mod folder;
mod inform;
mod letters;
mod notices;
mod plans;
mod smtp;

use domain::contact::EmailAddress;
use domain::{Instant, Language};

use crate::{Message, Sender};

fn sender() -> Sender {
    Sender::parse("Permanence <permanence@localhost>").unwrap()
}

fn at() -> Instant {
    Instant::parse("2026-11-23T08:15:30Z").unwrap()
}

fn email(text: &str) -> EmailAddress {
    EmailAddress::parse(text).unwrap()
}

/// A small message.
fn message(id: &str) -> Message {
    Message {
        id: id.to_owned(),
        origin: None,
        to: email("adviser@innoviris.example"),
        to_name: None,
        subject: "Demande de Zoé Robotics : subside".to_owned(),
        text: "Bonjour,\n\nhttps://permanence.example/r/abc\n".to_owned(),
        html: "<p>Bonjour é</p>".to_owned(),
        reply_to: None,
        thread: None,
        attachments: Vec::new(),
        unsubscribe: None,
        calendar: None,
        languages: vec![Language::Fr],
    }
}
