//! To whose booking it is, at each step.

use chrono::NaiveDateTime;
use domain::{Instant, Language, Text};

use super::super::format::{date, time};
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
    /// Until when the page can move it; absent where it can't.
    pub movable_until: Option<Instant>,
    /// Whether the page can cancel it, until it begins.
    pub cancellable: bool,
    /// Other slots with a free seat.
    pub others: Vec<Other>,
    /// Where the agency can be asked.
    pub write_to: String,
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
    /// Others gave it back.
    CalledOff {
        /// Whether the agency that comes did.
        by_agency: bool,
    },
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
    /// It is soon, and nobody is there to receive people then.
    Unattended,
    /// It is soon, and its agency is closed on that day.
    AgencyClosed,
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
        let values = [
            ("date", date(language, self.local_start.date()).into()),
            ("from", time(self.local_start.time()).into()),
            ("place", self.place.as_str().into()),
        ];
        say_with(language, "booking-others-item", values)
    }
}

impl PersonTold {
    pub(super) fn letter(&self, mail: &BookingMail, language: Language) -> Letter {
        let Self { step, link, movable_until, cancellable, others, write_to, reason } = self;
        let step = *step;
        let (title, text) = keys(step, movable_until.is_some(), *cancellable);
        let values = || [("date", day(mail, mail.start, language).into())];
        let title = say_with(language, title, values());
        let until =
            if let PersonNews::Offered { until } = step { moment(mail, until, language) } else { String::new() };
        let text = say_with(
            language,
            text,
            [
                ("agency", inline(&mail.agency, NAME).as_str().into()),
                ("until", until.as_str().into()),
                ("address", write_to.as_str().into()),
            ],
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
            | PersonNews::CalledOff { .. }
            | PersonNews::Lost
            | PersonNews::Lapsed
            | PersonNews::QueueLeft
            | PersonNews::QueueLost
            | PersonNews::Missed
            | PersonNews::QueueEnded => "booking-button-again",
            PersonNews::Waiting | PersonNews::QueueCarried => "booking-button-queue",
            _ if movable_until.is_some() => "booking-button",
            _ if *cancellable => "booking-button-cancel",
            _ => "booking-button-see",
        };
        blocks.push(Block::Button { label: say(language, button), url: link.clone() });
        if let Some(until) = *movable_until {
            let until = moment(mail, until, language);
            blocks.push(Block::Small(say_with(language, "booking-until", [("until", until.as_str().into())])));
        } else if *cancellable {
            blocks.push(Block::Small(say(language, "booking-until-late")));
        }
        if step == PersonNews::Waiting || (step == PersonNews::Made && *cancellable) {
            blocks.push(Block::Small(say(language, "booking-not-you")));
        }
        Letter { language, subject: title, blocks }
    }
}

/// The sentences of a step: its title, and what it means to somebody who can
/// still move and cancel the booking, or only cancel it, or nothing any more.
const fn keys(step: PersonNews, movable: bool, cancellable: bool) -> (&'static str, &'static str) {
    match step {
        PersonNews::Missed => ("booking-missed", "booking-missed-text"),
        PersonNews::Carried if !cancellable => ("booking-carried", "booking-carried-begun-text"),
        PersonNews::Carried if !movable => ("booking-carried", "booking-carried-late-text"),
        PersonNews::Made => ("booking-made", "booking-made-text"),
        PersonNews::Moved => ("booking-moved", "booking-moved-text"),
        PersonNews::Carried => ("booking-carried", "booking-carried-text"),
        PersonNews::Cancelled => ("booking-cancelled", "booking-cancelled-text"),
        PersonNews::CalledOff { by_agency: true } => ("booking-cancelled", "booking-called-off-agency-text"),
        PersonNews::CalledOff { by_agency: false } => ("booking-cancelled", "booking-called-off-text"),
        PersonNews::Lost => ("booking-lost", "booking-lost-text"),
        PersonNews::Waiting => ("booking-waiting", "booking-waiting-text"),
        PersonNews::QueueLeft => ("booking-queue-left", "booking-queue-left-text"),
        PersonNews::QueueLost => ("booking-queue-lost", "booking-queue-lost-text"),
        PersonNews::QueueCarried => ("booking-queue-carried", "booking-queue-carried-text"),
        PersonNews::QueueEnded => ("booking-queue-ended", "booking-queue-ended-text"),
        PersonNews::Offered { .. } => ("booking-offered", "booking-offered-text"),
        PersonNews::Lapsed => ("booking-lapsed", "booking-lapsed-text"),
        PersonNews::Reminder => ("booking-reminder", "booking-reminder-text"),
        PersonNews::Unattended => ("booking-unattended", "booking-unattended-text"),
        PersonNews::AgencyClosed => ("booking-closed", "booking-closed-text"),
        PersonNews::LinkRenewed => ("booking-link", "booking-link-text"),
    }
}
