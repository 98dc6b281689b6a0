//! To whoever has to do with sessions: which are cancelled, moved or new, and in
//! the mail of a morning also who booked. One change is told with what it was
//! and is; several are listed.

use chrono_tz::Tz;
use domain::booking::effect::BookingStep;
use domain::language::pick;
use domain::{Instant, Language, Text, local_time};

use super::Delivery;
use super::format::{date, time_range};
use super::greeting::greeting;
use super::letter::{Block, Letter, inline};
use super::words::{Value, say, say_with};
use super::written::{Context, message};
use crate::message::{Attachment, CalendarPart, Message};

/// Longest name inside a sentence, characters.
const NAME: usize = 80;

/// What the mail tells; of sessions and bookings at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionsMail {
    /// To whom.
    pub delivery: Delivery,
    /// Whether it is the mail of a morning.
    pub digest: bool,
    /// The first session of what goes on unchanged, in the reader's calendar as a
    /// series of its own.
    pub anew: Option<SessionStood>,
    /// Sessions that changed, in order of time.
    pub changes: Vec<SessionNews>,
    /// How many more changed.
    pub more: usize,
    /// What all that changed have in common.
    pub alike: Alike,
    /// Appointments that were made or given back, in order of time.
    pub bookings: Vec<BookedNews>,
    /// Where the sessions are shown.
    pub link: String,
    /// Whether that shows those of more than one place.
    pub several_places: bool,
    /// For the reader's calendar.
    pub calendar: Option<CalendarPart>,
    /// What stays of the beginning of a series that was divided, as a file.
    pub earlier: Option<CalendarPart>,
    /// Of several series that changed together, each as a file: a calendar acts on
    /// one of a mail by itself.
    pub series: Vec<CalendarPart>,
}

/// What sessions that changed have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alike {
    /// Nothing.
    No,
    /// They are new.
    New,
    /// They do not take place.
    Off,
}

/// A session that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionNews {
    /// As it was; absent where it is new.
    pub was: Option<SessionStood>,
    /// As it is; absent where it does not take place.
    pub is: Option<SessionStood>,
    /// Who is there, or was; where the reader is told.
    pub adviser: Option<String>,
    /// Why, where said.
    pub reason: Option<Text>,
}

/// When and where a session takes place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionStood {
    /// Beginning.
    pub start: Instant,
    /// End.
    pub end: Instant,
    /// The place's zone, in which every time is told.
    pub timezone: Tz,
    /// Who comes, by the name that people use.
    pub agency: String,
    /// The name of the place.
    pub place: String,
    /// In which room.
    pub room: Option<String>,
}

/// An appointment that was made, moved or given back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookedNews {
    /// What happened.
    pub step: BookingStep,
    /// When and where it is, or was.
    pub stood: SessionStood,
    /// The company or the person; absent once erased.
    pub who: Option<String>,
}

impl SessionStood {
    /// `mardi 1er décembre 2026, 9:30 à 12:30, ICAB (Atelier)`.
    fn words(&self, language: Language) -> String {
        let clock = |at| local_time::to_local(at, self.timezone).time();
        let times = time_range(language, clock(self.start), clock(self.end));
        let room = self.room.as_ref().map(|room| format!(" ({})", inline(room, NAME))).unwrap_or_default();
        let day = date(language, self.start.day_in(self.timezone));
        format!("{day}, {times}, {}{room}", self.place)
    }
}

impl SessionNews {
    fn agency(&self) -> &str {
        self.is.as_ref().or(self.was.as_ref()).map_or("", |stood| &stood.agency)
    }

    /// A sentence with `was` and `is`, by which of them there are.
    fn say(&self, language: Language, [cancelled, moved, new]: [&str; 3]) -> String {
        let words = |stood: &Option<SessionStood>| stood.as_ref().map(|stood| stood.words(language));
        match (words(&self.was), words(&self.is)) {
            (Some(was), None) => say_with(language, cancelled, [("was", was.into())]),
            (Some(was), Some(is)) => say_with(language, moved, [("was", was.into()), ("is", is.into())]),
            (None, is) => say_with(language, new, [("is", is.unwrap_or_default().into())]),
        }
    }

    /// Why, where that says more than that it is cancelled.
    fn why(&self, language: Language) -> Option<&str> {
        let said = self.reason.as_ref().map(|reason| reason.get(language));
        said.filter(|said| *said != say(language, "notice-cancelled-only"))
    }

    fn item(&self, language: Language) -> String {
        let change = self.say(language, ["notice-item-cancelled", "notice-item-moved", "notice-item-new"]);
        let reason = self.why(language).map(|reason| format!(" ({})", inline(reason, 200)));
        let colon = pick(language, "\u{a0}:", ":", ":");
        let adviser = self.adviser.as_ref().map(|name| format!(", {}", inline(name, NAME))).unwrap_or_default();
        format!("{}{colon} {change}{adviser}{}", self.agency(), reason.unwrap_or_default())
    }

    fn facts(&self, language: Language) -> Vec<(String, String)> {
        let mut facts = Vec::new();
        if let Some(was) = &self.was {
            facts.push((say(language, "notice-was"), was.words(language)));
        }
        let now = self.is.as_ref().map_or_else(|| say(language, "notice-off"), |is| is.words(language));
        // What is new was nothing else before.
        let when = if self.was.is_none() { "booking-when" } else { "notice-is" };
        facts.push((say(language, when), now));
        let with = self.adviser.as_ref().map(|name| format!(", {}", inline(name, NAME))).unwrap_or_default();
        facts.push((say(language, "notice-with"), format!("{}{with}", self.agency())));
        if let Some(reason) = self.why(language) {
            facts.push((say(language, "notice-why"), inline(reason, 300)));
        }
        facts
    }
}

impl BookedNews {
    /// When, where and with whom.
    fn when(&self, language: Language) -> String {
        format!("{}, {}", self.stood.words(language), self.stood.agency)
    }

    fn title(&self, language: Language) -> String {
        let key = match self.step {
            BookingStep::Cancelled => "notice-one-cancelled",
            BookingStep::Moved => "notice-one-moved",
            _ => "notice-one-made",
        };
        say_with(language, key, [("when", self.when(language).into())])
    }

    fn item(&self, language: Language) -> String {
        let who = self.who.as_ref().map_or_else(|| say(language, "notice-someone"), |who| inline(who, NAME));
        let key = match self.step {
            BookingStep::Cancelled => "notice-booking-cancelled",
            BookingStep::Moved => "notice-booking-moved",
            BookingStep::HandedTo => "notice-booking-handed-to",
            BookingStep::HandedOn => "notice-booking-handed-on",
            _ => "notice-booking-made",
        };
        say_with(language, key, [("who", who.into()), ("when", self.when(language).into())])
    }
}

/// Composes the mail.
pub fn sessions(mail: &SessionsMail) -> Message {
    let mut written = message(&mail.delivery, Context::default(), |language| letter(mail, language));
    let named = [("invite.ics", &mail.calendar), ("until-then.ics", &mail.earlier)];
    let named = named.into_iter().filter_map(|(name, part)| Some((name.to_owned(), part.as_ref()?)));
    let series = mail.series.iter().zip(1..).map(|(part, nth)| (format!("series-{nth}.ics"), part));
    written.attachments.extend(named.chain(series).map(|(name, part)| Attachment {
        name,
        mime: "application/ics".to_owned(),
        bytes: part.ics.clone().into_bytes(),
    }));
    written.calendar.clone_from(&mail.calendar);
    written
}

fn letter(mail: &SessionsMail, language: Language) -> Letter {
    let only = mail.changes.first().filter(|_| mail.changes.len() == 1 && mail.more == 0 && !mail.digest);
    let anew = mail.anew.as_ref().map(|stood| {
        let say = |key| say_with(language, key, [("is", stood.words(language).into())]);
        [say("notice-anew"), say("notice-anew-text")]
    });
    let title = match only {
        Some(only) => only.say(language, ["notice-cancelled", "notice-moved", "notice-new"]),
        None if anew.is_some() => anew.as_ref().map(|[title, _]| title.clone()).unwrap_or_default(),
        None if mail.digest || mail.several_places => say(language, "notice-digest"),
        None if mail.changes.is_empty() && mail.bookings.len() == 1 => {
            mail.bookings.iter().map(|booked| booked.title(language)).collect()
        }
        None => {
            let count = u32::try_from(mail.changes.len() + mail.more).unwrap_or(u32::MAX);
            let place = mail.changes.first().and_then(|one| one.is.as_ref().or(one.was.as_ref()));
            let place = place.map_or("", |stood| &stood.place);
            let key = match mail.alike {
                Alike::No => "notice-several",
                Alike::New => "notice-several-new",
                Alike::Off => "notice-several-off",
            };
            say_with(language, key, [("n", Value::Count(count)), ("place", place.into())])
        }
    };
    let mut blocks =
        vec![Block::Title(title.clone()), Block::Para(greeting(mail.delivery.to_name.as_deref(), language))];
    blocks.extend(anew.map(|[_, text]| Block::Para(text)));
    match only {
        Some(only) => blocks.push(Block::Facts(only.facts(language))),
        None if mail.changes.is_empty() => {}
        None => {
            let items = mail.changes.iter().map(|change| change.item(language)).collect();
            blocks.push(Block::List { label: say(language, "notice-sessions"), items });
        }
    }
    if mail.more > 0 {
        let more = u32::try_from(mail.more).unwrap_or(u32::MAX);
        blocks.push(Block::Para(say_with(language, "notice-more", [("n", Value::Count(more))])));
    }
    if !mail.bookings.is_empty() {
        let items = mail.bookings.iter().map(|booked| booked.item(language)).collect();
        blocks.push(Block::List { label: say(language, "notice-bookings"), items });
    }
    if !mail.series.is_empty() {
        blocks.push(Block::Para(say(language, "notice-files")));
    }
    let button = if mail.several_places { "notice-button-several" } else { "notice-button" };
    blocks.push(Block::Button { label: say(language, button), url: mail.link.clone() });
    blocks.push(Block::Small(say(language, "notice-small")));
    Letter { language, subject: title, blocks }
}
