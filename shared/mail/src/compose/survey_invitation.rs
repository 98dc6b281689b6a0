//! To whoever came, whose need was dealt with, or who is hosted at a place: how
//! it was.

use chrono::NaiveDate;
use domain::wave::Audience;

use super::Delivery;
use super::format::date;
use super::greeting::greeting;
use super::letter::{Block, Letter, Linked};
use super::words::{say, say_with};
use super::written::{Context, message};
use crate::message::Message;

/// What an invitation to a survey tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SurveyInvitation {
    /// To the person.
    pub delivery: Delivery,
    /// Whom it asks.
    pub audience: Audience,
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// The agency that it is about; absent where it is about support as a whole.
    pub agency: Option<String>,
    /// The place that it is about.
    pub place: Option<String>,
    /// The last day, in Brussels.
    pub closes: NaiveDate,
    /// Where to answer.
    pub link: String,
    /// Where such mails end with one click.
    pub unsubscribe: String,
}

/// Composes the invitation.
pub fn survey_invitation(mail: &SurveyInvitation) -> Message {
    let context = Context { unsubscribe: Some(mail.unsubscribe.clone()), ..Context::default() };
    message(&mail.delivery, context, |language| {
        let place = mail.place.clone().unwrap_or_default();
        let what = match &mail.agency {
            Some(agency) => {
                let args = [("agency", agency.as_str().into()), ("place", place.as_str().into())];
                say_with(language, "survey-invitation-agency", args)
            }
            None => say_with(language, "survey-invitation-place", [("place", place.as_str().into())]),
        };
        let title = match mail.audience {
            Audience::Visitors => "survey-invitation-visit-title",
            Audience::Members => "survey-invitation-members-title",
            Audience::WithoutVisit => "survey-invitation-without-visit-title",
        };
        let minutes = || [("minutes", mail.minutes.into())];
        let title = say_with(language, title, minutes());
        let until = [("day", date(language, mail.closes).into())];
        let end = Linked {
            words: say(language, "survey-invitation-end"),
            beside: String::new(),
            url: mail.unsubscribe.clone(),
        };
        Letter {
            language,
            subject: title.clone(),
            blocks: vec![
                Block::Title(title),
                Block::Para(greeting(mail.delivery.to_name.as_deref(), language)),
                Block::Para(what),
                Block::Para(say_with(language, "survey-invitation-how", minutes())),
                Block::Button { label: say(language, "survey-invitation-button"), url: mail.link.clone() },
                Block::Small(say_with(language, "survey-invitation-until", until)),
                Block::Small(say(language, "survey-invitation-anonymous")),
                Block::Links(vec![end]),
            ],
        }
    })
}
