//! To somebody who stated what a colleague had stated already. It says nothing
//! of what that was, nor links to it: the address was typed into a public form.

use chrono::NaiveDate;
use domain::Text;
use domain::ids::NeedId;

use super::Delivery;
use super::format::date;
use super::greeting::greeting;
use super::letter::{Block, Letter, joined as listed, labels};
use super::words::{say, say_with};
use super::written::{Context, message};
use crate::message::Message;

/// What the mail tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoinedMail {
    /// To the colleague.
    pub delivery: Delivery,
    /// The need that it joined; its mails make one thread.
    pub need: NeedId,
    /// Labels of what is needed.
    pub need_types: Vec<Text>,
    /// Since when it is open.
    pub since: NaiveDate,
    /// Agencies that have it, by the names people use; may be empty.
    pub asked: Vec<String>,
}

/// Composes the mail.
pub fn joined(mail: &JoinedMail) -> Message {
    let context = Context { reply_to: None, thread: Some(mail.need.to_string()), ..Context::default() };
    message(&mail.delivery, context, |language| {
        let since = date(language, mail.since);
        let needs = labels(&mail.need_types, language);
        let mut blocks = vec![
            Block::Title(say(language, "joined-title")),
            Block::Para(greeting(mail.delivery.to_name.as_deref(), language)),
            Block::Para(say_with(language, "joined-text", [("needs", needs.into()), ("date", since.into())])),
        ];
        if !mail.asked.is_empty() {
            let agencies = listed(&mail.asked, &say(language, "common-and"));
            blocks.push(Block::Para(say_with(language, "joined-with", [("agencies", agencies.into())])));
        }
        blocks.push(Block::Small(say(language, "joined-small")));
        Letter { language, subject: say(language, "joined-title"), blocks }
    })
}
