//! To the host of a place and its members who asked for it: the digest of a
//! month, and news.

use chrono::{NaiveDate, NaiveDateTime};
use domain::inform::Item;
use domain::suggestion::SuggestionState;
use domain::{Language, Text};

use super::Delivery;
use super::format::{date, month, time_range};
use super::greeting::greeting;
use super::letter::{Block, Letter, Linked, inline};
use super::words::{say, say_with};
use super::written::{Context, message};
use crate::message::Message;

/// Why somebody receives it, and where that ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    /// Whether they sign in for the place; else they asked for it as a member.
    pub host: bool,
    /// Where such mails end with one click.
    pub unsubscribe: String,
}

/// What a month's digest tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthlyDigest {
    /// To the person.
    pub delivery: Delivery,
    /// The place.
    pub place: String,
    /// The first day of the month.
    pub month: NaiveDate,
    /// What the coordinator adds: first what is for this place.
    pub items: Vec<Item>,
    /// The next permanences.
    pub sessions: Vec<ToldSession>,
    /// Services that fit, each with what it is and its page.
    pub services: Vec<ToldService>,
    /// What became of suggestions.
    pub suggestions: Vec<ToldSuggestion>,
    /// The page of the place.
    pub link: String,
    /// Why, and where it ends.
    pub ending: Ending,
}

/// A permanence to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldSession {
    /// Who comes.
    pub agency: String,
    /// When it begins, on the wall clock.
    pub start: NaiveDateTime,
    /// When it ends, on the wall clock.
    pub end: NaiveDateTime,
    /// Where a time is booked.
    pub link: String,
}

/// A service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldService {
    /// Its name.
    pub name: Text,
    /// Who offers it.
    pub agency: String,
    /// Its page.
    pub link: String,
}

/// A suggestion and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldSuggestion {
    /// What people said.
    pub said: String,
    /// Where it stands.
    pub state: SuggestionState,
    /// What is answered.
    pub answer: Text,
}

/// News for one place or for all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewsMail {
    /// To the person.
    pub delivery: Delivery,
    /// The place; absent: all places.
    pub place: Option<String>,
    /// What is told.
    pub item: Item,
    /// Why, and where it ends.
    pub ending: Ending,
}

/// Composes the digest.
pub fn monthly_digest(mail: &MonthlyDigest) -> Message {
    let context = Context { unsubscribe: Some(mail.ending.unsubscribe.clone()), ..Context::default() };
    message(&mail.delivery, context, |language| {
        let what = [("place", mail.place.as_str().into()), ("month", month(language, mail.month).into())];
        let title = say_with(language, "monthly-title", what);
        let mut blocks = vec![
            Block::Title(title.clone()),
            Block::Para(greeting(mail.delivery.to_name.as_deref(), language)),
            Block::Para(say_with(language, "monthly-what", [("place", mail.place.as_str().into())])),
        ];
        blocks.extend(mail.items.iter().flat_map(|item| told(item, language)));
        blocks.extend(sessions(mail, language));
        blocks.extend(services(mail, language));
        blocks.extend(mail.suggestions.iter().enumerate().flat_map(|(at, one)| suggestion(one, at == 0, language)));
        blocks.push(Block::Button { label: say(language, "monthly-button"), url: mail.link.clone() });
        blocks.extend(ending(&mail.ending, Some(&mail.place), language));
        Letter { language, subject: title, blocks }
    })
}

/// Composes the news.
pub fn news(mail: &NewsMail) -> Message {
    let context = Context { unsubscribe: Some(mail.ending.unsubscribe.clone()), ..Context::default() };
    message(&mail.delivery, context, |language| {
        let title = inline(mail.item.title.get(language), 120);
        let mut blocks =
            vec![Block::Title(title.clone()), Block::Para(greeting(mail.delivery.to_name.as_deref(), language))];
        blocks.extend(mail.item.text.iter().map(|text| Block::Para(text.get(language).to_owned())));
        blocks.extend(until(&mail.item, language));
        let button = |url: &String| Block::Button { label: say(language, "monthly-more"), url: url.clone() };
        blocks.extend(mail.item.link.iter().map(button));
        blocks.extend(ending(&mail.ending, mail.place.as_deref(), language));
        Letter { language, subject: title, blocks }
    })
}

fn until(item: &Item, language: Language) -> Option<Block> {
    let day = |day| say_with(language, "monthly-until", [("day", date(language, day).into())]);
    item.deadline.map(|deadline| Block::Strong(day(deadline)))
}

fn told(item: &Item, language: Language) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(inline(item.title.get(language), 120))];
    blocks.extend(item.text.iter().map(|text| Block::Para(text.get(language).to_owned())));
    blocks.extend(until(item, language));
    blocks.extend(item.link.iter().map(|url| {
        let more = Linked { words: say(language, "monthly-more"), beside: String::new(), url: url.clone() };
        Block::Links(vec![more])
    }));
    blocks
}

fn sessions(mail: &MonthlyDigest, language: Language) -> Vec<Block> {
    let heading = Block::Heading(say(language, "monthly-sessions"));
    if mail.sessions.is_empty() {
        return vec![heading, Block::Para(say(language, "monthly-sessions-none"))];
    }
    let line = |one: &ToldSession| {
        let times = time_range(language, one.start.time(), one.end.time());
        Linked {
            words: format!("{}, {times}", date(language, one.start.date())),
            beside: one.agency.clone(),
            url: one.link.clone(),
        }
    };
    let how = Block::Small(say(language, "monthly-sessions-how"));
    vec![heading, Block::Links(mail.sessions.iter().map(line).collect()), how]
}

fn services(mail: &MonthlyDigest, language: Language) -> Vec<Block> {
    if mail.services.is_empty() {
        return Vec::new();
    }
    let line = |one: &ToldService| Linked {
        words: one.name.get(language).to_owned(),
        beside: one.agency.clone(),
        url: one.link.clone(),
    };
    vec![
        Block::Heading(say(language, "monthly-services")),
        Block::Links(mail.services.iter().map(line).collect()),
        Block::Small(say(language, "monthly-services-why")),
    ]
}

fn suggestion(one: &ToldSuggestion, is_first: bool, language: Language) -> Vec<Block> {
    let state = match one.state {
        SuggestionState::Done => "monthly-said-done",
        SuggestionState::No => "monthly-said-no",
        SuggestionState::New | SuggestionState::Planned => "monthly-said-planned",
    };
    let heading = is_first.then(|| Block::Heading(say(language, "monthly-said")));
    let quote = Block::Quote { label: say(language, "monthly-you-said"), text: one.said.clone() };
    let answer = format!("{} {}", say(language, state), one.answer.get(language));
    heading.into_iter().chain([quote, Block::Para(answer)]).collect()
}

fn ending(ending: &Ending, place: Option<&str>, language: Language) -> [Block; 2] {
    let why = match (ending.host, place) {
        (true, Some(place)) => say_with(language, "monthly-why-host", [("place", place.into())]),
        (false, Some(place)) => say_with(language, "monthly-why-member", [("place", place.into())]),
        (true, None) => say(language, "monthly-why-hosts"),
        (false, None) => say(language, "monthly-why-members"),
    };
    let end = Linked { words: say(language, "monthly-end"), beside: String::new(), url: ending.unsubscribe.clone() };
    [Block::Small(why), Block::Links(vec![end])]
}
