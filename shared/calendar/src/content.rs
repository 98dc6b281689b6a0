//! Content lines of RFC 5545, 3.1: escaped, folded, ended by CR LF.

use std::fmt::Write as _;

use chrono::{NaiveDateTime, TimeZone as _};
use chrono_tz::Tz;
use domain::written::is_direction_mark;
use domain::{Instant, local_time};

/// A line has this many octets at most, without its end.
const MAX_OCTETS: usize = 75;

/// A calendar file in the making.
#[derive(Debug, Default)]
pub(crate) struct Content(String);

impl Content {
    /// The file.
    pub(crate) fn finish(self) -> String {
        self.0
    }

    /// A line whose value needs no escape: a name, a number, a rule.
    pub(crate) fn raw(&mut self, name: &str, value: &str) {
        self.line(&format!("{name}:{}", plain(value)));
    }

    /// A line of TEXT.
    pub(crate) fn text(&mut self, name: &str, value: &str) {
        self.line(&format!("{name}:{}", escape(value)));
    }

    /// A line of TEXT in a language, where it is in one.
    pub(crate) fn text_in(&mut self, name: &str, language: Option<&str>, value: &str) {
        match language {
            Some(tag) => self.text(&format!("{name};LANGUAGE={tag}"), value),
            None => self.text(name, value),
        }
    }

    /// An instant in UTC.
    pub(crate) fn utc(&mut self, name: &str, at: Instant) {
        self.raw(name, &utc(at));
    }

    /// A time on the wall clock of a zone.
    pub(crate) fn local(&mut self, name: &str, at: NaiveDateTime, zone: Tz) {
        self.raw(&format!("{name};TZID={}", zone.name()), &local(at));
    }

    /// An instant as a time on the wall clock of a zone; in UTC where the wall
    /// shows that time twice: 3.3.5 says that the first is meant, and not every
    /// reader knows.
    pub(crate) fn instant(&mut self, name: &str, at: Instant, zone: Tz) {
        let wall = local_time::to_local(at, zone);
        if comes_once(wall, zone) {
            self.local(name, wall, zone);
        } else {
            self.utc(name, at);
        }
    }

    /// A person or an office: `ORGANIZER` or `ATTENDEE`.
    pub(crate) fn party(&mut self, name: &str, parameters: &str, (common_name, email): (&str, &str)) {
        self.raw(&format!("{name};CN={}{parameters}", quoted(common_name)), &format!("mailto:{email}"));
    }

    fn line(&mut self, line: &str) {
        let mut room = MAX_OCTETS;
        for character in line.chars() {
            if character.len_utf8() > room {
                self.0.push_str("\r\n ");
                room = MAX_OCTETS - 1;
            }
            room -= character.len_utf8();
            self.0.push(character);
        }
        self.0.push_str("\r\n");
    }
}

/// Whether a wall clock shows this time once: not twice, and not never.
pub(crate) fn comes_once(wall: NaiveDateTime, zone: Tz) -> bool {
    zone.from_local_datetime(&wall).single().is_some()
}

/// `20261124T083000Z`.
pub(crate) fn utc(at: Instant) -> String {
    at.utc().format("%Y%m%dT%H%M%SZ").to_string()
}

/// `20261124T093000`.
pub(crate) fn local(at: NaiveDateTime) -> String {
    at.format("%Y%m%dT%H%M%S").to_string()
}

/// `+0100`.
pub(crate) fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let (hours, minutes, rest) = (seconds.abs() / 3600, seconds.abs() / 60 % 60, seconds.abs() % 60);
    let mut text = format!("{sign}{hours:02}{minutes:02}");
    if rest != 0 {
        let _ = write!(text, "{rest:02}");
    }
    text
}

/// A value that ends its line nowhere.
fn plain(value: &str) -> String {
    value.chars().filter(|character| !character.is_control() && !is_direction_mark(*character)).collect()
}

/// TEXT of 3.3.11; any kind of line end is one `\n`, other control characters
/// and direction marks are left out.
fn escape(value: &str) -> String {
    let mut text = String::with_capacity(value.len() + 8);
    for character in value.replace("\r\n", "\n").chars() {
        match character {
            '\\' | ';' | ',' => text.extend(['\\', character]),
            '\n' | '\r' => text.push_str("\\n"),
            '\t' => text.push('\t'),
            other if other.is_control() || is_direction_mark(other) => {}
            other => text.push(other),
        }
    }
    text
}

/// A parameter's value in quotes. It can hold no quotes itself (3.1).
fn quoted(value: &str) -> String {
    format!("\"{}\"", plain(&value.replace('"', "'")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn unfolded(file: &str) -> String {
        file.replace("\r\n ", "")
    }

    #[test]
    fn text_is_escaped_and_ends_no_line() {
        let mut content = Content::default();
        content.text("SUMMARY", "a;b,c\\d\r\ne\rf\ng\u{7}\u{202e}:\"h\"");
        assert_eq!(content.finish(), "SUMMARY:a\\;b\\,c\\\\d\\ne\\nf\\ng:\"h\"\r\n");
    }

    #[test]
    fn a_name_in_a_parameter_is_quoted_and_injects_nothing() {
        let mut content = Content::default();
        content.party("ATTENDEE", ";RSVP=FALSE", ("Zoé \"Z\"\r\nX-A:b; Maes", "zoe@example.com"));
        assert_eq!(
            unfolded(&content.finish()),
            "ATTENDEE;CN=\"Zoé 'Z'X-A:b; Maes\";RSVP=FALSE:mailto:zoe@example.com\r\n"
        );
    }

    #[test]
    fn an_offset_shows_seconds_only_where_it_has_some() {
        assert_eq!([3600, -12_600, 1050].map(offset), ["+0100", "-0330", "+001730"]);
    }

    proptest! {
        #[test]
        fn lines_have_75_octets_at_most_and_say_the_same_unfolded(value in "[a-zéœ€😀 ,;\\\\]{0,300}") {
            let mut content = Content::default();
            content.text("DESCRIPTION", &value);
            let file = content.finish();
            prop_assert!(file.ends_with("\r\n"));
            for line in file.trim_end_matches("\r\n").split("\r\n") {
                prop_assert!(line.len() <= MAX_OCTETS, "{line}");
            }
            prop_assert_eq!(unfolded(&file), format!("DESCRIPTION:{}\r\n", escape(&value)));
        }

        #[test]
        fn no_text_adds_a_line(value in any::<String>()) {
            let mut content = Content::default();
            content.text("SUMMARY", &value);
            content.raw("URL", &value);
            let file = unfolded(&content.finish());
            prop_assert_eq!(file.lines().count(), 2);
            prop_assert_eq!(file.matches(['\r', '\n']).count(), 4);
        }
    }
}
