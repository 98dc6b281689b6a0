//! To an agency: a member needs something that the agency may answer.
//!
//! What is asked and by when stands first, with the link; then who, where,
//! what, in whose words and why this agency. What the member wrote is marked
//! as theirs. An answer to the mail itself goes to the member.

use chrono::NaiveDate;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::contact::Contact;
use domain::ids::NeedId;
use domain::location::Location;
use domain::{Instant, Language, Text};

use super::format::{date, euros, language_name};
use super::letter::{Block, Letter, inline, labels};
use super::words::{say, say_with};
use super::written::{Context, message};
use super::{Delivery, languages_for_agency};
use crate::message::{Message, ReplyTo};

/// Longest name or title inside a sentence, in characters.
const NAME: usize = 80;

/// What a referral mail tells.
#[derive(Debug, Clone, PartialEq)]
pub struct ReferralMail {
    /// To the agency.
    pub delivery: Delivery,
    /// The need; its mails make one thread.
    pub need: NeedId,
    /// The agency, by the name people use.
    pub agency: String,
    /// The company, as the member wrote it.
    pub company: String,
    /// Who asks; answers to the mail go there.
    pub contact: Contact,
    /// Where the company is hosted.
    pub place: Place,
    /// Labels of what is needed.
    pub need_types: Vec<Text>,
    /// Names of the services that apply, the lead's first.
    pub services: Vec<Text>,
    /// Money asked for, whole euros.
    pub amount_eur: Option<u64>,
    /// The member's own words; may be empty.
    pub description: String,
    /// Where it was proposed: when the company said yes, and why it was thought of.
    pub proposed: Option<(NaiveDate, Vec<Text>)>,
    /// What was added since.
    pub added: Vec<Added>,
    /// Why this agency.
    pub because: Vec<Text>,
    /// Conditions that nobody could check yet.
    pub to_check: Vec<Text>,
    /// Whether the agency was asked before.
    pub again: bool,
    /// What happens where it declines.
    pub otherwise: Otherwise,
    /// Working days that the agency has.
    pub answer_days: u32,
    /// When they end.
    pub answer_by: Instant,
    /// The answer page.
    pub link: String,
}

/// What a company added to what it asked at first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// When.
    pub on: NaiveDate,
    /// In whose words; marked as theirs.
    pub text: String,
}

impl Added {
    /// As it stands in a letter.
    pub(super) fn block(&self, language: Language) -> Block {
        let label = say_with(language, "referral-added", [("date", date(language, self.on).into())]);
        Block::Quote { label, text: self.text.clone() }
    }
}

/// What happens where an agency says no, or nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Otherwise {
    /// Another agency is asked, by the name people use.
    Next(String),
    /// The same one is asked once more.
    Again,
    /// It stays with others that were asked.
    Others,
    /// The coordinator looks.
    Coordinator,
}

/// A place that hosts members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Proper name.
    pub name: String,
    /// Street, number, postcode and municipality.
    pub address: Text,
}

impl Place {
    /// As the catalogue has it.
    pub fn of(catalogue: &Catalogue, place: &Location) -> Self {
        Self { name: place.name.clone(), address: catalogue.address(place) }
    }
}

impl ReferralMail {
    /// The languages for this mail: see [`languages_for_agency`].
    pub fn languages(contact: &Contact, agency: &[Language]) -> Vec<Language> {
        languages_for_agency(contact.language, agency)
    }
}

/// Composes the mail.
pub fn referral(mail: &ReferralMail) -> Message {
    let reply_to = ReplyTo { name: Some(mail.contact.name.clone()), address: mail.contact.email.clone() };
    let context = Context { reply_to: Some(reply_to), thread: Some(mail.need.to_string()), ..Context::default() };
    message(&mail.delivery, context, |language| letter(mail, language))
}

fn letter(mail: &ReferralMail, language: Language) -> Letter {
    let company = inline(&mail.company, NAME);
    let needs = labels(&mail.need_types, language);
    let by: NaiveDate = mail.answer_by.day_in(BRUSSELS);
    let mut blocks = vec![
        Block::Title(say(language, "referral-title")),
        Block::Para(say_with(
            language,
            "referral-intro",
            [
                ("contact", inline(&mail.contact.name, NAME).into()),
                ("company", company.as_str().into()),
                ("place", mail.place.name.as_str().into()),
                ("needs", needs.as_str().into()),
            ],
        )),
    ];
    let declined = match &mail.otherwise {
        Otherwise::Next(next) => say_with(language, "referral-page-decline", [("agency", next.as_str().into())]),
        Otherwise::Others => say(language, "referral-page-decline-others"),
        Otherwise::Again | Otherwise::Coordinator => say(language, "referral-page-decline-last"),
    };
    if mail.again {
        blocks.push(Block::Para(say(language, "referral-again")));
    }
    blocks.extend([
        Block::Para(say_with(
            language,
            "referral-ask",
            [("days", mail.answer_days.into()), ("date", date(language, by).into())],
        )),
        Block::Button { label: say(language, "referral-button"), url: mail.link.clone() },
        Block::List {
            label: say(language, "referral-page"),
            items: vec![say(language, "referral-page-accept"), declined, say(language, "referral-page-done")],
        },
    ]);
    blocks.extend(details(mail, language, &company, needs));
    blocks.push(Block::Small(say_with(
        language,
        "referral-reply",
        [("contact", inline(&mail.contact.name, NAME).into())],
    )));
    blocks.push(Block::Small(say_with(language, "referral-consent", [("company", company.as_str().into())])));
    blocks.push(Block::Small(say_with(language, "referral-link", [("agency", mail.agency.as_str().into())])));
    Letter {
        language,
        subject: say_with(
            language,
            if mail.again { "referral-subject-again" } else { "referral-subject" },
            [("company", company.into()), ("needs", labels(&mail.need_types, language).into())],
        ),
        blocks,
    }
}

fn details(mail: &ReferralMail, language: Language, company: &str, needs: String) -> Vec<Block> {
    let mut blocks = vec![Block::Facts(facts(mail, language, company, needs))];
    if !mail.description.trim().is_empty() {
        blocks.push(Block::Quote { label: say(language, "referral-own-words"), text: mail.description.clone() });
    }
    blocks.extend(mail.added.iter().map(|added| added.block(language)));
    let listed = |sentences: &[Text]| sentences.iter().map(|text| text.get(language).to_owned()).collect::<Vec<_>>();
    if let Some((on, why)) = &mail.proposed {
        let label = say_with(language, "referral-proposed", [("day", date(language, *on).into())]);
        blocks.push(Block::List { label, items: listed(why) });
    }
    if !mail.because.is_empty() {
        let label = say_with(language, "referral-because", [("agency", mail.agency.as_str().into())]);
        blocks.push(Block::List { label, items: listed(&mail.because) });
    }
    if !mail.to_check.is_empty() {
        blocks.push(Block::List { label: say(language, "referral-to-check"), items: listed(&mail.to_check) });
    }
    blocks
}

fn facts(mail: &ReferralMail, language: Language, company: &str, needs: String) -> Vec<(String, String)> {
    let Contact { name, email, phone, language: spoken } = &mail.contact;
    let rows = [
        ("referral-company", Some(company.to_owned())),
        ("referral-contact", Some(inline(name, NAME))),
        ("referral-email", Some(email.to_string())),
        ("referral-phone", phone.as_deref().map(|phone| inline(phone, NAME))),
        ("referral-language", spoken.map(|spoken| language_name(language, spoken).to_owned())),
        ("referral-place", Some(format!("{}, {}", mail.place.name, mail.place.address.get(language)))),
        ("referral-needs", Some(needs)),
        ("referral-services", Some(labels(&mail.services, language)).filter(|services| !services.is_empty())),
        ("referral-amount", mail.amount_eur.map(|amount| euros(language, amount))),
    ];
    rows.into_iter().filter_map(|(id, value)| Some((say(language, id), value?))).collect()
}
