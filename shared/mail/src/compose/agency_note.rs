//! To an agency about a request that it has already: an answer is awaited, did
//! you meet, it is yours by name, something was added. What is asked and until
//! when stands first.

use chrono::NaiveDate;
use domain::Text;
use domain::ids::NeedId;

use super::Delivery;
use super::format::date;
use super::greeting::greeting;
use super::letter::{Block, Letter, inline, labels};
use super::referral::{Added, Otherwise};
use super::words::{say, say_with};
use super::written::{Context, message};
use crate::message::Message;

/// Longest name inside a sentence, in characters.
const NAME: usize = 80;

/// What the mail tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgencyNote {
    /// To the agency.
    pub delivery: Delivery,
    /// The need; its mails make one thread.
    pub need: NeedId,
    /// The company, as the member wrote it.
    pub company: String,
    /// Who asks, as they wrote it.
    pub contact: String,
    /// Labels of what is needed.
    pub need_types: Vec<Text>,
    /// What the company added since it asked.
    pub added: Vec<Added>,
    /// The answer page.
    pub link: String,
    /// Why it is written.
    pub why: NoteWhy,
}

/// Why an agency is written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoteWhy {
    /// Its answer is awaited.
    Reminder {
        /// Whether it is the last one.
        last: bool,
        /// When it was asked.
        since: NaiveDate,
        /// Until when it has.
        by: NaiveDate,
        /// What happens without one.
        otherwise: Otherwise,
    },
    /// Whether it met the member.
    Enquiry {
        /// Whether it was asked before.
        again: bool,
        /// When it said yes.
        since: NaiveDate,
        /// After this day the member is asked, or the agency once more.
        by: NaiveDate,
    },
    /// It is theirs by name.
    HandedOver {
        /// By whom it was given to them.
        from: EntrustedBy,
        /// Until when an answer is awaited, where one is.
        by: Option<NaiveDate>,
    },
    /// The company added something.
    Added {
        /// Names of facts that became known, with their values.
        facts: Vec<(Text, Text)>,
        /// Until when an answer is awaited, where one is.
        by: Option<NaiveDate>,
    },
}

/// Who gives a request to somebody of its agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntrustedBy {
    /// Somebody else of the agency, by name.
    Colleague(String),
    /// The agency: by its answer page, or whoever has it took it over.
    Agency,
    /// The coordination.
    Coordination,
}

/// Composes the mail.
pub fn agency_note(mail: &AgencyNote) -> Message {
    let context = Context { reply_to: None, thread: Some(mail.need.to_string()), ..Context::default() };
    message(&mail.delivery, context, |language| {
        let (company, contact) = (inline(&mail.company, NAME), inline(&mail.contact, NAME));
        let needs = labels(&mail.need_types, language);
        let of_company = |id| say_with(language, id, [("company", company.as_str().into())]);
        let what = say_with(
            language,
            "note-what",
            [("contact", contact.as_str().into()), ("company", company.as_str().into()), ("needs", needs.into())],
        );
        let dates = |id, since: &NaiveDate, by: &NaiveDate| {
            say_with(language, id, [("since", date(language, *since).into()), ("by", date(language, *by).into())])
        };
        let awaited = |by: Option<NaiveDate>| {
            by.map(|by| Block::Para(say_with(language, "note-answer-by", [("date", date(language, by).into())])))
        };
        let button = |id, say_what: &str| {
            let url = format!("{}{say_what}", mail.link);
            Block::Button { label: say(language, id), url }
        };
        let (subject, body) = match &mail.why {
            NoteWhy::Reminder { last, since, by, otherwise } => {
                let subject = of_company(if *last { "note-last-reminder" } else { "note-reminder" });
                let then = match otherwise {
                    Otherwise::Next(agency) => {
                        say_with(language, "note-otherwise", [("agency", agency.as_str().into())])
                    }
                    Otherwise::Again => say(language, "note-otherwise-again"),
                    Otherwise::Others => say(language, "note-otherwise-others"),
                    Otherwise::Coordinator => say(language, "note-otherwise-coordinator"),
                };
                let asked = Block::Para(dates("note-reminder-text", since, by));
                (subject, vec![Block::Para(what), asked, Block::Para(then), button("note-answer", "")])
            }
            NoteWhy::Enquiry { again, since, by } => {
                let subject = of_company(if *again { "note-enquiry-again" } else { "note-enquiry" });
                let text = if *again { "note-enquiry-again-text" } else { "note-enquiry-text" };
                let asked = Block::Para(dates(text, since, by));
                let mut blocks = vec![Block::Para(what), asked];
                blocks.extend(
                    [
                        ("note-say-helped", "?say=helped"),
                        ("note-say-meeting", "?say=meeting"),
                        ("note-say-unreached", "?say=unreached"),
                        ("note-say-not-helped", "?say=not_helped"),
                    ]
                    .map(|(id, said)| button(id, said)),
                );
                (subject, blocks)
            }
            NoteWhy::HandedOver { from, by } => {
                let from = match from {
                    EntrustedBy::Colleague(name) => {
                        say_with(language, "note-handed-over-colleague", [("name", inline(name, NAME).into())])
                    }
                    EntrustedBy::Agency => say(language, "note-handed-over-agency"),
                    EntrustedBy::Coordination => say(language, "note-handed-over-coordination"),
                };
                let told = say(language, "note-handed-over-text");
                let mut blocks: Vec<Block> = [what, from, told].map(Block::Para).into();
                blocks.extend(awaited(*by));
                blocks.push(button("note-open", ""));
                (of_company("note-handed-over"), blocks)
            }
            NoteWhy::Added { facts, by } => {
                let mut blocks: Vec<Block> = [what, say(language, "note-added-text")].map(Block::Para).into();
                blocks.extend(awaited(*by));
                blocks.push(button("note-open", ""));
                let fact =
                    |(name, value): &(Text, Text)| (name.get(language).to_owned(), value.get(language).to_owned());
                let facts: Vec<_> = facts.iter().map(fact).collect();
                blocks.extend((!facts.is_empty()).then_some(Block::Facts(facts)));
                (of_company("note-added"), blocks)
            }
        };
        // An agency is greeted as in its other mails, a person by name.
        let name = mail.delivery.to_name.as_deref().filter(|_| matches!(mail.why, NoteWhy::HandedOver { .. }));
        let mut blocks = vec![Block::Title(subject.clone()), Block::Para(greeting(name, language))];
        blocks.extend(body);
        blocks.extend(mail.added.iter().map(|added| added.block(language)));
        Letter { language, subject, blocks }
    })
}
