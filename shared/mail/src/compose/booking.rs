//! About a booking: to whose it is at each step, and to the agency that comes.

use chrono::NaiveDateTime;
use chrono_tz::Tz;
use domain::contact::Contact;
use domain::ids::BookingId;
use domain::{Instant, Language, Text, local_time};

use super::Delivery;
use super::format::date;
use super::greeting::greeting;
use super::letter::{Block, Letter, inline};
use super::referral::Place;
use super::words::{say, say_with};
use super::written::{Context, message};
use crate::message::{Attachment, CalendarPart, Message, ReplyTo};

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
    Person {
        /// What happened.
        step: PersonNews,
        /// The booking's own page, or where another time is chosen.
        link: String,
        /// Until when the page can change it; absent where there is nothing to change.
        changeable_until: Option<Instant>,
        /// Other slots with a free seat.
        others: Vec<Other>,
    },
    /// To the agency.
    Agency {
        /// What happened.
        step: AgencyNews,
        /// Whose it is; absent once that is erased.
        contact: Option<Contact>,
        /// The company.
        company: Option<String>,
        /// What the person wrote.
        note: Option<String>,
    },
}

/// What happened, to whose booking it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonNews {
    /// It holds a seat.
    Made,
    /// It was moved.
    Moved,
    /// Its session moved, and it with it.
    Carried,
    /// It was given back.
    Cancelled,
    /// Its slot is no more.
    Lost,
    /// It waits for a seat.
    Waiting,
    /// The place in the queue was given up.
    QueueLeft,
    /// The slot that it waited for is no more.
    QueueLost,
    /// The session of the slot that it waits for changed.
    QueueCarried,
    /// No seat became free before the slot began.
    QueueEnded,
    /// A seat is kept for it.
    Offered {
        /// Until when.
        until: Instant,
    },
    /// The seat kept was not taken in time.
    Lapsed,
    /// It was over before its mail could leave.
    Missed,
    /// It is soon.
    Reminder,
    /// A new link was asked for.
    LinkRenewed,
}

/// What happened, to the agency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AgencyNews {
    /// Somebody booked.
    Made,
    /// Somebody moved it.
    Moved,
    /// Somebody gave it back.
    Cancelled,
    /// Its session does not take place.
    Lost,
    /// It is theirs from now on.
    HandedTo,
    /// It is not theirs any more.
    HandedOn,
}

impl AgencyNews {
    /// Whether somebody still comes: how to reach whom does not is shown nowhere.
    const fn comes(self) -> bool {
        matches!(self, Self::Made | Self::Moved | Self::HandedTo)
    }
}

/// Another slot with a free seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    /// Its beginning on the place's clock.
    pub local_start: NaiveDateTime,
    /// The name of its place.
    pub place: String,
}

impl Other {
    /// `mardi 1er décembre 2026 à 10:15, ICAB`.
    pub(super) fn words(&self, language: Language) -> String {
        let from = self.local_start.format("%H:%M").to_string();
        say_with(
            language,
            "booking-others-item",
            [
                ("date", date(language, self.local_start.date()).as_str().into()),
                ("from", from.as_str().into()),
                ("place", self.place.as_str().into()),
            ],
        )
    }
}

/// Composes the mail.
pub fn booking(mail: &BookingMail) -> Message {
    let reply_to = match &mail.news {
        BookingNews::Agency { contact: Some(contact), step, .. } if step.comes() => {
            Some(ReplyTo { name: Some(contact.name.clone()), address: contact.email.clone() })
        }
        _ => None,
    };
    let context = Context { reply_to, thread: Some(mail.booking.to_string()), ..Context::default() };
    let mut written = message(&mail.delivery, context, |language| match &mail.news {
        BookingNews::Person { step, link, changeable_until, others } => {
            to_person(mail, language, *step, link, *changeable_until, others)
        }
        BookingNews::Agency { step, contact, company, note } => {
            to_agency(mail, language, *step, contact.as_ref(), company.as_deref(), note.as_deref())
        }
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

fn to_person(
    mail: &BookingMail,
    language: Language,
    step: PersonNews,
    link: &str,
    changeable_until: Option<Instant>,
    others: &[Other],
) -> Letter {
    let (title, text) = keys(step, changeable_until.is_some());
    let values = || [("date", day(mail, mail.start, language).into())];
    let title = say_with(language, title, values());
    let until = if let PersonNews::Offered { until } = step { moment(mail, until, language) } else { String::new() };
    let text = say_with(
        language,
        text,
        [("agency", inline(&mail.agency, NAME).as_str().into()), ("until", until.as_str().into())],
    );
    let mut blocks = vec![
        Block::Title(title.clone()),
        Block::Para(greeting(mail.delivery.to_name.as_deref(), language)),
        Block::Para(text),
        Block::Facts(facts(mail, language)),
    ];
    if !others.is_empty() {
        let items = others.iter().map(|other| other.words(language)).collect();
        blocks.push(Block::List { label: say(language, "booking-others"), items });
    }
    let button = match step {
        PersonNews::Offered { .. } => "booking-button-offer",
        PersonNews::Cancelled
        | PersonNews::Lost
        | PersonNews::Lapsed
        | PersonNews::QueueLeft
        | PersonNews::QueueLost
        | PersonNews::Missed
        | PersonNews::QueueEnded => "booking-button-again",
        PersonNews::Waiting | PersonNews::QueueCarried => "booking-button-queue",
        _ if changeable_until.is_none() => "booking-button-see",
        _ => "booking-button",
    };
    blocks.push(Block::Button { label: say(language, button), url: link.to_owned() });
    if let Some(until) = changeable_until {
        let until = moment(mail, until, language);
        blocks.push(Block::Small(say_with(language, "booking-until", [("until", until.as_str().into())])));
    }
    if matches!(step, PersonNews::Made | PersonNews::Waiting) {
        blocks.push(Block::Small(say(language, "booking-not-you")));
    }
    Letter { language, subject: title, blocks }
}

/// The sentences of a step: its title, and what it means to somebody who can
/// still change the booking, or not any more.
const fn keys(step: PersonNews, changeable: bool) -> (&'static str, &'static str) {
    match step {
        PersonNews::Missed => ("booking-missed", "booking-missed-text"),
        PersonNews::Carried if !changeable => ("booking-carried", "booking-carried-late-text"),
        PersonNews::Reminder if !changeable => ("booking-reminder", "booking-reminder-late-text"),
        PersonNews::Made => ("booking-made", "booking-made-text"),
        PersonNews::Moved => ("booking-moved", "booking-moved-text"),
        PersonNews::Carried => ("booking-carried", "booking-carried-text"),
        PersonNews::Cancelled => ("booking-cancelled", "booking-cancelled-text"),
        PersonNews::Lost => ("booking-lost", "booking-lost-text"),
        PersonNews::Waiting => ("booking-waiting", "booking-waiting-text"),
        PersonNews::QueueLeft => ("booking-queue-left", "booking-queue-left-text"),
        PersonNews::QueueLost => ("booking-queue-lost", "booking-queue-lost-text"),
        PersonNews::QueueCarried => ("booking-queue-carried", "booking-queue-carried-text"),
        PersonNews::QueueEnded => ("booking-queue-ended", "booking-queue-ended-text"),
        PersonNews::Offered { .. } => ("booking-offered", "booking-offered-text"),
        PersonNews::Lapsed => ("booking-lapsed", "booking-lapsed-text"),
        PersonNews::Reminder => ("booking-reminder", "booking-reminder-text"),
        PersonNews::LinkRenewed => ("booking-link", "booking-link-text"),
    }
}

fn to_agency(
    mail: &BookingMail,
    language: Language,
    step: AgencyNews,
    contact: Option<&Contact>,
    company: Option<&str>,
    note: Option<&str>,
) -> Letter {
    let (title, text) = match step {
        AgencyNews::Made => ("booking-agency-made", "booking-agency-made-text"),
        AgencyNews::Moved => ("booking-agency-moved", "booking-agency-moved-text"),
        AgencyNews::Cancelled => ("booking-agency-cancelled", "booking-agency-cancelled-text"),
        AgencyNews::HandedTo => ("booking-agency-handed-to", "booking-agency-handed-to-text"),
        AgencyNews::HandedOn => ("booking-agency-handed-on", "booking-agency-handed-on-text"),
        AgencyNews::Lost => ("booking-agency-cancelled", "booking-agency-lost-text"),
    };
    let named = company.or(contact.map(|contact| contact.name.as_str()));
    let named = named.map_or_else(|| say(language, "booking-agency-someone"), |name| inline(name, NAME));
    let when = format!("{}, {}", day(mail, mail.start, language), clock(mail, mail.start));
    let title = say_with(language, title, [("company", named.as_str().into()), ("date", when.as_str().into())]);
    let mut facts = facts(mail, language);
    if let Some(company) = company {
        facts.push((say(language, "booking-agency-company"), inline(company, 200)));
    }
    if let Some(contact) = contact {
        let phone = contact.phone.as_deref().map(|phone| format!(", {phone}")).unwrap_or_default();
        let person =
            if step.comes() { format!("{}, {}{phone}", contact.name, contact.email) } else { contact.name.clone() };
        facts.push((say(language, "booking-agency-contact"), inline(&person, 400)));
    }
    let mut blocks = vec![Block::Title(title.clone()), Block::Para(say(language, text)), Block::Facts(facts)];
    if let Some(note) = note {
        blocks.push(Block::Quote { label: say(language, "booking-agency-note"), text: note.to_owned() });
    }
    Letter { language, subject: title, blocks }
}

fn facts(mail: &BookingMail, language: Language) -> Vec<(String, String)> {
    let (from, to) = (clock(mail, mail.start), clock(mail, mail.end));
    let when = say_with(
        language,
        "booking-when-value",
        [
            ("date", day(mail, mail.start, language).as_str().into()),
            ("from", from.as_str().into()),
            ("to", to.as_str().into()),
        ],
    );
    let place = format!("{}, {}", mail.place.name, mail.place.address.get(language));
    let mut facts = vec![
        (say(language, "booking-when"), when),
        (say(language, "booking-where"), place),
        (say(language, "booking-with"), mail.agency.clone()),
    ];
    if let Some(room) = &mail.room {
        facts.insert(2, (say(language, "booking-room"), inline(room, NAME)));
    }
    if let Some(service) = &mail.service {
        facts.push((say(language, "booking-about"), service.get(language).to_owned()));
    }
    facts
}

fn day(mail: &BookingMail, at: Instant, language: Language) -> String {
    date(language, at.day_in(mail.timezone))
}

fn clock(mail: &BookingMail, at: Instant) -> String {
    local_time::to_local(at, mail.timezone).format("%H:%M").to_string()
}

fn moment(mail: &BookingMail, at: Instant, language: Language) -> String {
    format!("{}, {}", day(mail, at, language), clock(mail, at))
}
