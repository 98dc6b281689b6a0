//! To an agency that prefers one mail a day: what members need that it may
//! answer, each with its own link.

use chrono::NaiveDate;
use domain::{Language, Text};

use super::Delivery;
use super::format::date;
use super::letter::{Block, Letter, inline, labels};
use super::words::{say, say_with};
use super::written::{Context, message};
use crate::message::Message;

/// What the mail tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferralDigest {
    /// To the agency.
    pub delivery: Delivery,
    /// The agency, by the name people use.
    pub agency: String,
    /// Each request, the earliest first; at least one.
    pub requests: Vec<Requested>,
}

/// One request of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requested {
    /// The company, as the member wrote it.
    pub company: String,
    /// Who asks.
    pub contact: String,
    /// Where the company is hosted.
    pub place: String,
    /// Labels of what is needed.
    pub need_types: Vec<Text>,
    /// Since when the agency is asked.
    pub since: NaiveDate,
    /// Until when it has.
    pub answer_by: NaiveDate,
    /// The answer page.
    pub link: String,
}

/// Composes the mail.
pub fn referral_digest(mail: &ReferralDigest) -> Message {
    message(&mail.delivery, Context::default(), |language| {
        let n = u32::try_from(mail.requests.len()).unwrap_or(u32::MAX);
        let title = say_with(language, "digest-title", [("n", n.into())]);
        let mut blocks = vec![Block::Title(title.clone()), Block::Para(say(language, "digest-intro"))];
        blocks.extend(mail.requests.iter().flat_map(|one| request(one, language)));
        blocks.push(Block::Small(say(language, "digest-why")));
        let links = if n > 1 { "referral-links" } else { "referral-link" };
        blocks.push(Block::Small(say_with(language, links, [("agency", mail.agency.as_str().into())])));
        Letter { language, subject: title, blocks }
    })
}

fn request(one: &Requested, language: Language) -> [Block; 2] {
    let company = inline(&one.company, 80);
    let facts = [
        ("referral-company", company.clone()),
        ("referral-contact", inline(&one.contact, 80)),
        ("referral-place", one.place.clone()),
        ("referral-needs", labels(&one.need_types, language)),
        ("digest-since", date(language, one.since)),
        ("digest-by", date(language, one.answer_by)),
    ];
    let facts = facts.into_iter().map(|(id, value)| (say(language, id), value)).collect();
    let label = say_with(language, "digest-button", [("company", company.into())]);
    [Block::Facts(facts), Block::Button { label, url: one.link.clone() }]
}
