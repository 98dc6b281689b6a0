//! The bytes of a mail.

use std::collections::BTreeMap;

use super::{at, email, message, sender};
use crate::{Attachment, CalendarPart, Message, ReplyTo, rfc5322};

/// Headers of the whole mail, unfolded, by lower-case name.
fn headers(bytes: &[u8]) -> BTreeMap<String, Vec<String>> {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let (head, _) = text.split_once("\r\n\r\n").unwrap();
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in head.replace("\r\n ", " ").replace("\r\n\t", " ").split("\r\n") {
        let (name, value) = line.split_once(": ").unwrap();
        found.entry(name.to_lowercase()).or_default().push(value.to_owned());
    }
    found
}

fn full() -> Message {
    Message {
        to_name: Some("Innoviris".to_owned()),
        reply_to: Some(ReplyTo { name: Some("Zoé Maes".to_owned()), address: email("zoe@zoe-robotics.example") }),
        thread: Some("01jdneed".to_owned()),
        calendar: Some(CalendarPart {
            method: "REQUEST".to_owned(),
            ics: "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".to_owned(),
        }),
        attachments: vec![Attachment {
            name: "zitdag één.ics".to_owned(),
            mime: "application/ics".to_owned(),
            bytes: b"BEGIN:VCALENDAR\n".to_vec(),
        }],
        ..message("01jddelivery")
    }
}

#[test]
fn a_whole_mail_reads_as_expected() {
    let bytes = rfc5322(&full(), &sender(), at());
    insta::assert_snapshot!(String::from_utf8(bytes).unwrap().replace("\r\n", "\n"));
}

#[test]
fn the_same_message_gives_the_same_bytes() {
    assert_eq!(rfc5322(&full(), &sender(), at()), rfc5322(&full(), &sender(), at()));
}

#[test]
fn the_headers_that_every_mail_carries_are_there_once() {
    let headers = headers(&rfc5322(&message("01jddelivery"), &sender(), at()));
    let one = |name: &str| match headers.get(name).map(Vec::as_slice) {
        Some([value]) => value.clone(),
        other => panic!("{name}: {other:?}"),
    };
    assert_eq!(one("date"), "Mon, 23 Nov 2026 08:15:30 +0000");
    assert_eq!(one("message-id"), "<01jddelivery@localhost>");
    assert_eq!(one("auto-submitted"), "auto-generated");
    assert_eq!(one("from"), "Permanence <permanence@localhost>");
    assert_eq!(one("to"), "adviser@innoviris.example");
    assert_eq!(one("content-language"), "fr");
    assert_eq!(one("mime-version"), "1.0");
    assert!(one("content-type").starts_with("multipart/alternative; boundary="));
    assert!(!headers.contains_key("reply-to") && !headers.contains_key("in-reply-to"));
}

#[test]
fn mails_of_one_thread_point_to_the_same_message() {
    let one = headers(&rfc5322(&Message { thread: Some("01jdneed".to_owned()), ..message("a") }, &sender(), at()));
    let two = headers(&rfc5322(&Message { thread: Some("01jdneed".to_owned()), ..message("b") }, &sender(), at()));
    assert_eq!(one["in-reply-to"], ["<thread.01jdneed@localhost>"]);
    assert_eq!((&one["in-reply-to"], &one["references"]), (&two["in-reply-to"], &two["references"]));
    assert_ne!(one["message-id"], two["message-id"]);
}

#[test]
fn nothing_that_people_write_adds_a_header_or_a_part() {
    let expected: Vec<String> = headers(&rfc5322(&full(), &sender(), at())).into_keys().collect();
    for hostile in [
        "x\r\nBcc: all@example.org",
        "x\nBcc: all@example.org\n\nbody",
        "x\rBcc: all@example.org",
        "x\u{2028}Bcc: all@example.org\u{85}Bcc: b@example.org",
        "x\u{0}\u{b}\u{c}\r\n\r\n--=_a_",
        "\"x\" <evil@example.org>, all@example.org",
        "x>, <evil@example.org>; (comment \\",
        "=?utf-8?q?x=0D=0ABcc:_all=40example.org?=",
        &"é\r\nBcc: a@example.org ".repeat(500),
        &"x".repeat(5_000),
    ] {
        let mail = Message {
            id: hostile.to_owned(),
            to_name: Some(hostile.to_owned()),
            subject: hostile.to_owned(),
            reply_to: Some(ReplyTo { name: Some(hostile.to_owned()), address: email("zoe@zoe-robotics.example") }),
            thread: Some(hostile.to_owned()),
            text: hostile.to_owned(),
            html: hostile.to_owned(),
            calendar: Some(CalendarPart { method: hostile.to_owned(), ics: hostile.to_owned() }),
            attachments: vec![Attachment {
                name: hostile.to_owned(),
                mime: hostile.to_owned(),
                bytes: hostile.as_bytes().to_vec(),
            }],
            ..message("x")
        };
        let bytes = rfc5322(&mail, &sender(), at());
        assert_eq!(headers(&bytes).into_keys().collect::<Vec<_>>(), expected, "{hostile:?}");
        assert!(headers(&bytes).values().all(|values| values.len() == 1), "{hostile:?}");
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.is_ascii(), "{hostile:?}");
        assert!(!text.replace("\r\n", "").contains(['\r', '\n']), "{hostile:?}");
        let mark = text.split("=_m_").nth(1).unwrap().split('"').next().unwrap();
        for (kind, count) in [("=_m_", 3), ("=_a_", 4)] {
            let boundary = format!("--{kind}{mark}");
            assert_eq!(text.lines().filter(|line| line.starts_with(&boundary)).count(), count, "{hostile:?}");
        }
    }
}

#[test]
fn every_line_is_short() {
    let long = "aé".repeat(20_000);
    let mail = Message {
        to_name: Some(long.clone()),
        subject: "mot ".repeat(500),
        text: long.clone(),
        html: "x".repeat(30_000),
        attachments: vec![Attachment { name: long, mime: "text/plain".to_owned(), bytes: vec![b'x'; 9_000] }],
        ..full()
    };
    let text = String::from_utf8(rfc5322(&mail, &sender(), at())).unwrap();
    let longest = text.split("\r\n").map(str::len).max().unwrap();
    assert!(longest <= 78, "{longest}");
}

#[test]
fn a_date_outside_the_calendar_of_mail_is_written_all_the_same() {
    for instant in ["1900-01-01T00:00:00Z", "9999-12-31T23:59:59Z"] {
        let at = domain::Instant::parse(instant).unwrap().plus(chrono::TimeDelta::days(1));
        assert_eq!(headers(&rfc5322(&message("x"), &sender(), at))["date"].len(), 1, "{instant}");
    }
}

#[test]
fn a_domain_in_letters_leaves_in_ascii() {
    let to = email("info@münchen.example");
    let bytes = rfc5322(&Message { to, ..message("01jddelivery") }, &sender(), at());
    let head = &headers(&bytes)["to"];
    assert!(head[0].contains("info@xn--mnchen-3ya.example"), "{head:?}");
}
