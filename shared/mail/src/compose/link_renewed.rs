//! To an agency or a member who asked for a new link in place of an old one.

use domain::ids::NeedId;
use domain::{Language, Text};

use super::Delivery;
use super::letter::{Block, Letter, inline, labels};
use super::words::{say, say_with};
use super::written::{Context, message};
use crate::message::Message;

/// What a mail with a new link tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkRenewed {
    /// To the holder of the old link.
    pub delivery: Delivery,
    /// The need; its mails make one thread.
    pub need: NeedId,
    /// Labels of what is needed; may be empty while nobody knows.
    pub need_types: Vec<Text>,
    /// Whose link it is.
    pub renewed_for: RenewedFor,
    /// The new link.
    pub link: String,
}

/// Whose link was renewed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RenewedFor {
    /// An agency's answer page.
    Agency {
        /// The company that asks.
        company: String,
    },
    /// The member's own page.
    Member,
}

/// Composes the mail.
pub fn link_renewed(mail: &LinkRenewed) -> Message {
    let context = Context { reply_to: None, thread: Some(mail.need.to_string()), ..Context::default() };
    message(&mail.delivery, context, |language| {
        let (text, button) = match &mail.renewed_for {
            RenewedFor::Agency { company } => {
                let company = inline(company, 80);
                (say_with(language, "link-agency", [("company", company.into())]), "link-agency-button")
            }
            RenewedFor::Member => (say(language, "link-member"), "link-member-button"),
        };
        let mut blocks = vec![Block::Title(say(language, "link-title")), Block::Para(text)];
        blocks.extend(about(&mail.need_types, language));
        blocks.push(Block::Button { label: say(language, button), url: mail.link.clone() });
        blocks.push(Block::Small(say(language, "link-old")));
        Letter { language, subject: say(language, "link-subject"), blocks }
    })
}

fn about(need_types: &[Text], language: Language) -> Option<Block> {
    let needs = labels(need_types, language);
    (!needs.is_empty()).then(|| Block::Para(say_with(language, "link-needs", [("needs", needs.into())])))
}
