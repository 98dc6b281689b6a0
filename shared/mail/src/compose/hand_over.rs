//! To an adviser who leaves, and to the colleague who takes over: what changed
//! hands.

use chrono::{NaiveDate, NaiveDateTime};
use domain::Language;

use super::Delivery;
use super::format::{date, time};
use super::greeting::greeting;
use super::letter::{Block, Letter, inline};
use super::words::{say, say_with};
use super::written::{Context, message};
use crate::message::Message;

/// What the mail tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOverMail {
    /// To one of both.
    pub delivery: Delivery,
    /// Whether it is to whoever takes over.
    pub to_colleague: bool,
    /// Who leaves.
    pub leaver: String,
    /// Who takes over.
    pub colleague: String,
    /// From which day on.
    pub from: NaiveDate,
    /// Why; may be empty.
    pub reason: String,
    /// Series that the colleague holds now, the next session first.
    pub series: Vec<HandedSeries>,
    /// Sessions at which nobody is.
    pub left: u32,
    /// Whether referrals stay with who leaves: the colleague's address is not one
    /// of the agency's.
    pub referrals_stay: bool,
}

/// A series that changed hands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedSeries {
    /// Where.
    pub place: String,
    /// When its next session begins, on the place's clock.
    pub start: NaiveDateTime,
}

impl HandedSeries {
    fn words(&self, language: Language) -> String {
        format!("{}, {}, {}", date(language, self.start.date()), time(self.start.time()), self.place)
    }
}

/// Composes the mail.
pub fn hand_over(mail: &HandOverMail) -> Message {
    message(&mail.delivery, Context::default(), |language| {
        let (leaver, colleague) = (inline(&mail.leaver, 80), inline(&mail.colleague, 80));
        let key = if mail.to_colleague { "hand-over-to-you" } else { "hand-over-from-you" };
        let values =
            [("leaver", leaver.into()), ("colleague", colleague.into()), ("date", date(language, mail.from).into())];
        let title = say(language, "hand-over-title");
        let mut blocks = vec![
            Block::Title(title.clone()),
            Block::Para(greeting(mail.delivery.to_name.as_deref(), language)),
            Block::Para(say_with(language, key, values)),
        ];
        if !mail.reason.trim().is_empty() {
            blocks.push(Block::Quote { label: say(language, "hand-over-reason"), text: mail.reason.clone() });
        }
        if mail.series.is_empty() {
            blocks.push(Block::Para(say(language, "hand-over-none")));
        } else {
            let items = mail.series.iter().map(|one| one.words(language)).collect();
            blocks.push(Block::List { label: say(language, "hand-over-series"), items });
        }
        if mail.left > 0 {
            blocks.push(Block::Para(say_with(language, "hand-over-left", [("n", mail.left.into())])));
        }
        let referrals = if mail.referrals_stay { "hand-over-referrals-stay" } else { "hand-over-referrals" };
        blocks.push(Block::Small(say(language, referrals)));
        Letter { language, subject: title, blocks }
    })
}
