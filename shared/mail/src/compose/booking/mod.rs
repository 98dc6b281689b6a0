//! About a booking: to whose it is at each step, and to the agency that comes.

mod agency;
mod person;

use chrono::NaiveTime;
use chrono_tz::Tz;
use domain::ids::BookingId;
use domain::{Instant, Language, Text, local_time};

use super::Delivery;
use super::format::{date, time, time_range};
use super::letter::inline;
use super::referral::Place;
use super::words::say;
use super::written::{Context, message};
use crate::message::{Attachment, CalendarPart, Message};

pub use agency::{AgencyNews, AgencyTold};
pub use person::{Other, PersonNews, PersonTold};

/// Longest name of a company inside a sentence, characters.
const NAME: usize = 80;

/// What a mail about a booking tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookingMail {
    /// To whose booking it is, or to the agency.
    pub delivery: Delivery,
    /// The booking; its mails make one thread.
    pub booking: BookingId,
    /// Who comes, by the name that people use.
    pub agency: String,
    /// Where.
    pub place: Place,
    /// In which room, where there is one.
    pub room: Option<String>,
    /// Beginning of the slot.
    pub start: Instant,
    /// Its end.
    pub end: Instant,
    /// When it began before, where it moved.
    pub was: Option<Instant>,
    /// The place's zone, in which every time is told.
    pub timezone: Tz,
    /// What it is about, where said.
    pub service: Option<Text>,
    /// For the reader's calendar.
    pub calendar: Option<CalendarPart>,
    /// What happened.
    pub news: BookingNews,
}

/// What happened to a booking, and what the reader can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BookingNews {
    /// To whose it is.
    Person(PersonTold),
    /// To the agency.
    Agency(AgencyTold),
}

/// Composes the mail.
pub fn booking(mail: &BookingMail) -> Message {
    let reply_to = match &mail.news {
        BookingNews::Agency(told) => told.reply_to(),
        BookingNews::Person(_) => None,
    };
    let context = Context { reply_to, thread: Some(mail.booking.to_string()), ..Context::default() };
    let mut written = message(&mail.delivery, context, |language| match &mail.news {
        BookingNews::Person(told) => told.letter(mail, language),
        BookingNews::Agency(told) => told.letter(mail, language),
    });
    // Beside text and HTML for programs that act on it, and as a file for those
    // that show files only.
    if let Some(part) = &mail.calendar {
        let bytes = part.ics.clone().into_bytes();
        written.attachments.push(Attachment {
            name: "invite.ics".to_owned(),
            mime: "application/ics".to_owned(),
            bytes,
        });
    }
    written.calendar.clone_from(&mail.calendar);
    written
}

fn facts(mail: &BookingMail, language: Language) -> Vec<(String, String)> {
    let times = time_range(language, clock(mail, mail.start), clock(mail, mail.end));
    let when = format!("{}, {times}", day(mail, mail.start, language));
    let place = format!("{}, {}", mail.place.name, mail.place.address.get(language));
    let mut facts = vec![(say(language, "booking-when"), when)];
    if let Some(was) = mail.was {
        facts.push((say(language, "notice-was"), moment(mail, was, language)));
    }
    facts.push((say(language, "booking-where"), place));
    if let Some(room) = &mail.room {
        facts.push((say(language, "booking-room"), inline(room, NAME)));
    }
    match &mail.news {
        BookingNews::Person(_) => facts.push((say(language, "booking-with"), mail.agency.clone())),
        BookingNews::Agency(told) if told.advisers.is_empty() => {}
        BookingNews::Agency(told) => {
            facts.push((say(language, "booking-agency-adviser"), inline(&told.advisers.join(", "), 200)));
        }
    }
    if let Some(service) = &mail.service {
        facts.push((say(language, "booking-about"), service.get(language).to_owned()));
    }
    facts
}

fn day(mail: &BookingMail, at: Instant, language: Language) -> String {
    date(language, at.day_in(mail.timezone))
}

fn clock(mail: &BookingMail, at: Instant) -> NaiveTime {
    local_time::to_local(at, mail.timezone).time()
}

fn moment(mail: &BookingMail, at: Instant, language: Language) -> String {
    format!("{}, {}", day(mail, at, language), time(clock(mail, at)))
}
