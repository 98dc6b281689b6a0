//! To the agency that comes.

use domain::Language;
use domain::contact::Contact;

use super::super::letter::{Block, Letter, inline};
use super::super::words::{say, say_with};
use super::{BookingMail, NAME, facts, moment};
use crate::message::ReplyTo;

/// What the agency is told, and of whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgencyTold {
    /// What happened.
    pub step: AgencyNews,
    /// Whose it is; absent once that is erased.
    pub contact: Option<Contact>,
    /// The company.
    pub company: Option<String>,
    /// What the person wrote.
    pub note: Option<String>,
    /// Whom the session names.
    pub advisers: Vec<String>,
    /// The day in the console.
    pub link: String,
}

/// What happened, to the agency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AgencyNews {
    /// Somebody booked.
    Made,
    /// Somebody moved it.
    Moved,
    /// Its person gave it back.
    Cancelled,
    /// Others gave it back.
    CalledOff,
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

impl AgencyTold {
    /// Whoever comes can be answered.
    pub(super) fn reply_to(&self) -> Option<ReplyTo> {
        let contact = self.contact.as_ref().filter(|_| self.step.comes())?;
        Some(ReplyTo { name: Some(contact.name.clone()), address: contact.email.clone() })
    }

    pub(super) fn letter(&self, mail: &BookingMail, language: Language) -> Letter {
        let Self { step, contact, company, note, advisers: _, link } = self;
        let (contact, company) = (contact.as_ref(), company.as_deref());
        let (title, text) = match step {
            AgencyNews::Made => ("booking-agency-made", "booking-agency-made-text"),
            AgencyNews::Moved => ("booking-agency-moved", "booking-agency-moved-text"),
            AgencyNews::Cancelled => ("booking-agency-cancelled", "booking-agency-cancelled-text"),
            AgencyNews::CalledOff => ("booking-agency-cancelled", "booking-agency-called-off-text"),
            AgencyNews::HandedTo => ("booking-agency-handed-to", "booking-agency-handed-to-text"),
            AgencyNews::HandedOn => ("booking-agency-handed-on", "booking-agency-handed-on-text"),
            AgencyNews::Lost => ("booking-agency-cancelled", "booking-agency-lost-text"),
        };
        let named = company.or(contact.map(|contact| contact.name.as_str()));
        let named = named.map_or_else(|| say(language, "booking-agency-someone"), |name| inline(name, NAME));
        let when = moment(mail, mail.start, language);
        let title = say_with(language, title, [("company", named.into()), ("date", when.into())]);
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
            blocks.push(Block::Quote { label: say(language, "booking-agency-note"), text: note.clone() });
        }
        blocks.push(Block::Button { label: say(language, "booking-agency-button"), url: link.clone() });
        Letter { language, subject: title, blocks }
    }
}
