//! To a coordinator, in the morning: the first of what waits.

use chrono::NaiveDate;
use domain::Language;
use domain::worklist::WorkKind;

use super::Delivery;
use super::format::date;
use super::greeting::greeting;
use super::letter::{Block, Letter, inline};
use super::words::{say, say_with};
use super::written::{Context, message};
use crate::message::Message;

/// What the mail tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Morning {
    /// To the coordinator.
    pub delivery: Delivery,
    /// The first of what waits, what is due first first.
    pub items: Vec<MorningItem>,
    /// Whether more waits.
    pub more: bool,
    /// The work list.
    pub link: String,
}

/// One thing that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MorningItem {
    /// What waits.
    pub kind: MorningKind,
    /// The company, as the member wrote it; absent once erased.
    pub company: Option<String>,
    /// The agency that it is about.
    pub agency: Option<String>,
    /// The place that it is about; empty where none is.
    pub place: String,
    /// Until when.
    pub due: NaiveDate,
}

/// What waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MorningKind {
    /// What a need asks for.
    Need(WorkKind),
    /// A mail that was given up.
    Mail,
    /// A session soon at which nobody is, though so many have an appointment.
    Appointments(u32),
    /// A session at which nobody is.
    Session,
    /// Several in a row of one adviser.
    Sessions,
    /// A message of a place's program or form.
    Message,
    /// Something fell below its aim.
    Alert,
    /// Somebody asked to be contacted.
    Contact,
    /// A suggestion is due.
    Suggestion,
    /// A rota was prepared.
    Plan,
    /// A place is closed when a session is to take place there.
    Closing,
    /// More is needed at a place than comes.
    Surge,
    /// Facts of the directory are to be looked at again.
    Facts,
    /// A place that fell dormant.
    Place,
}

impl MorningItem {
    fn words(&self, language: Language) -> String {
        let company = self.company.as_ref().map_or_else(|| self.place.clone(), |company| inline(company, 80));
        let key = match self.kind {
            MorningKind::Need(WorkKind::Triage) => "morning-triage",
            MorningKind::Need(WorkKind::Address) => "morning-address",
            MorningKind::Need(WorkKind::Silent | WorkKind::Answer | WorkKind::Report) => "morning-silent",
            MorningKind::Mail if self.agency.is_some() => "morning-mail-agency",
            MorningKind::Mail => "morning-mail",
            MorningKind::Appointments(_) => "morning-appointments",
            MorningKind::Session => "morning-session",
            MorningKind::Sessions => "morning-sessions",
            MorningKind::Message => "morning-message",
            MorningKind::Alert if self.agency.is_some() => "morning-alert-agency",
            MorningKind::Alert if !self.place.is_empty() => "morning-alert-place",
            MorningKind::Alert => "morning-alert",
            MorningKind::Contact => "morning-contact",
            MorningKind::Suggestion => "morning-suggestion",
            MorningKind::Plan => "morning-plan",
            MorningKind::Closing => "morning-closing",
            MorningKind::Surge => "morning-surge",
            MorningKind::Facts => "morning-facts",
            MorningKind::Place => "morning-place",
        };
        let agency = self.agency.clone().unwrap_or_default();
        let count = if let MorningKind::Appointments(count) = self.kind { count } else { 0 };
        say_with(
            language,
            key,
            [
                ("company", company.into()),
                ("agency", agency.into()),
                ("place", self.place.clone().into()),
                ("date", date(language, self.due).into()),
                ("n", count.into()),
            ],
        )
    }
}

/// Composes the mail.
pub fn morning(mail: &Morning) -> Message {
    message(&mail.delivery, Context::default(), |language| {
        let title = say(language, "morning-title");
        let items = mail.items.iter().map(|item| item.words(language)).collect();
        let more = mail.more.then(|| Block::Para(say(language, "morning-more")));
        let mut blocks = vec![
            Block::Title(title.clone()),
            Block::Para(greeting(mail.delivery.to_name.as_deref(), language)),
            Block::List { label: say(language, "morning-first"), items },
        ];
        blocks.extend(more);
        blocks.push(Block::Button { label: say(language, "morning-button"), url: mail.link.clone() });
        blocks.push(Block::Small(say(language, "morning-small")));
        Letter { language, subject: title, blocks }
    })
}
