//! To an agency that was asked: there is nothing to do any more.

use domain::Text;
use domain::ids::NeedId;

use super::Delivery;
use super::letter::{Block, Letter, inline, labels};
use super::words::{say, say_with};
use super::written::{Context, message};
use crate::message::Message;

/// What a mail about a withdrawn referral tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawn {
    /// To the agency.
    pub delivery: Delivery,
    /// The need; its mails make one thread.
    pub need: NeedId,
    /// Labels of what was needed.
    pub need_types: Vec<Text>,
    /// The company, as the member wrote it.
    pub company: String,
    /// Why.
    pub why: WhyWithdrawn,
}

/// Why a request does not wait for an agency any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhyWithdrawn {
    /// The company took it back.
    Company,
    /// The company took back its consent to sharing.
    Consent,
    /// Another agency has it now, by the name people use.
    GoneTo(String),
}

/// Composes the mail.
pub fn withdrawn(mail: &Withdrawn) -> Message {
    let context = Context { reply_to: None, thread: Some(mail.need.to_string()), ..Context::default() };
    message(&mail.delivery, context, |language| {
        let company = inline(&mail.company, 80);
        let of_company = |id| say_with(language, id, [("company", company.as_str().into())]);
        let why = match &mail.why {
            WhyWithdrawn::Company => of_company("withdrawn-by-company"),
            WhyWithdrawn::Consent => of_company("withdrawn-consent"),
            WhyWithdrawn::GoneTo(agency) => {
                let names = [("company", company.as_str().into()), ("agency", agency.as_str().into())];
                say_with(language, "withdrawn-gone-to", names)
            }
        };
        let mut blocks = vec![Block::Title(say(language, "withdrawn-title")), Block::Para(why)];
        if !mail.need_types.is_empty() {
            let needs = labels(&mail.need_types, language);
            blocks.push(Block::Para(say_with(language, "withdrawn-needs", [("needs", needs.into())])));
        }
        blocks.push(Block::Para(say(language, "withdrawn-data")));
        Letter { language, subject: of_company("withdrawn-subject"), blocks }
    })
}
