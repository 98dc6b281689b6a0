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
    /// What is to be done.
    pub kind: WorkKind,
    /// The company, as the member wrote it; absent once erased.
    pub company: Option<String>,
    /// The agency that it is about.
    pub agency: Option<String>,
    /// The member's place.
    pub place: String,
    /// Until when.
    pub due: NaiveDate,
}

impl MorningItem {
    fn words(&self, language: Language) -> String {
        let company = self.company.as_ref().map_or_else(|| self.place.clone(), |company| inline(company, 80));
        let key = match self.kind {
            WorkKind::Triage => "morning-triage",
            WorkKind::Address => "morning-address",
            WorkKind::Silent | WorkKind::Answer | WorkKind::Report => "morning-silent",
        };
        let agency = self.agency.clone().unwrap_or_default();
        say_with(
            language,
            key,
            [
                ("company", company.into()),
                ("agency", agency.into()),
                ("place", self.place.clone().into()),
                ("date", date(language, self.due).into()),
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
