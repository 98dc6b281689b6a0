//! To somebody whom the coordinator gave access.

use domain::Instant;
use domain::clock::BRUSSELS;

use super::Delivery;
use super::format::date;
use super::greeting::greeting;
use super::letter::{Block, Letter};
use super::words::{say, say_with};
use super::written::{Context, message};
use crate::message::Message;

/// What an invitation tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// To whoever is invited.
    pub delivery: Delivery,
    /// As what.
    pub invited_as: InvitedAs,
    /// Until when the link holds; `None` where it leads to the sign-in page,
    /// which always does.
    pub valid_until: Option<Instant>,
    /// Where to sign in.
    pub link: String,
}

/// What the access is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InvitedAs {
    /// Everything.
    Coordinator,
    /// The referrals and days of an agency, by the name people use.
    Adviser(String),
    /// What concerns a place, by its name.
    Host(String),
}

/// Composes the mail.
pub fn invitation(mail: &Invitation) -> Message {
    message(&mail.delivery, Context::default(), |language| {
        let purpose = match &mail.invited_as {
            InvitedAs::Coordinator => say(language, "invitation-coordinator"),
            InvitedAs::Adviser(agency) => {
                say_with(language, "invitation-adviser", [("agency", agency.as_str().into())])
            }
            InvitedAs::Host(place) => say_with(language, "invitation-host", [("place", place.as_str().into())]),
        };
        let until = mail.valid_until.map(|until| {
            let until = date(language, until.day_in(BRUSSELS));
            Block::Small(say_with(language, "invitation-until", [("date", until.into())]))
        });
        let mut blocks = vec![
            Block::Title(say(language, "invitation-title")),
            Block::Para(greeting(mail.delivery.to_name.as_deref(), language)),
            Block::Para(purpose),
            Block::Para(say(language, "invitation-how")),
            Block::Button { label: say(language, "invitation-button"), url: mail.link.clone() },
        ];
        blocks.extend(until);
        Letter { language, subject: say(language, "invitation-subject"), blocks }
    })
}
