//! To whose booking it is, at each step.

use chrono::NaiveDateTime;
use domain::{Instant, Language, Text};

use super::super::format::date;
use super::super::greeting::greeting;
use super::super::letter::{Block, Letter, inline};
use super::super::words::{say, say_with};
use super::{BookingMail, NAME, day, facts, moment};

/// What the person is told, and what they can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonTold {
    /// What happened.
    pub step: PersonNews,
    /// The booking's own page, or where another time is chosen.
    pub link: String,
    /// Until when the page can change it; absent where there is nothing to change.
    pub changeable_until: Option<Instant>,
    /// Other slots with a free seat.
    pub others: Vec<Other>,
    /// Why its session changed, where said.
    pub reason: Option<Text>,
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
    pub(in crate::compose) fn words(&self, language: Language) -> String {
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

impl PersonTold {
    pub(super) fn letter(&self, mail: &BookingMail, language: Language) -> Letter {
        let Self { step, link, changeable_until, others, reason } = self;
        let (step, changeable_until) = (*step, *changeable_until);
        let (title, text) = keys(step, changeable_until.is_some());
        let values = || [("date", day(mail, mail.start, language).into())];
        let title = say_with(language, title, values());
        let until =
            if let PersonNews::Offered { until } = step { moment(mail, until, language) } else { String::new() };
        let text = say_with(
            language,
            text,
            [("agency", inline(&mail.agency, NAME).as_str().into()), ("until", until.as_str().into())],
        );
        let mut facts = facts(mail, language);
        if let Some(reason) = reason {
            facts.push((say(language, "notice-why"), inline(reason.get(language), 300)));
        }
        let mut blocks = vec![
            Block::Title(title.clone()),
            Block::Para(greeting(mail.delivery.to_name.as_deref(), language)),
            Block::Para(text),
            Block::Facts(facts),
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
        blocks.push(Block::Button { label: say(language, button), url: link.clone() });
        if let Some(until) = changeable_until {
            let until = moment(mail, until, language);
            blocks.push(Block::Small(say_with(language, "booking-until", [("until", until.as_str().into())])));
        }
        if matches!(step, PersonNews::Made | PersonNews::Waiting) {
            blocks.push(Block::Small(say(language, "booking-not-you")));
        }
        Letter { language, subject: title, blocks }
    }
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
