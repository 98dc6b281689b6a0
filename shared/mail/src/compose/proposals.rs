//! To a member that has not asked: what could help it, and why we think so; and
//! the link to what is known of it.

use domain::member::Source;
use domain::{Language, Text};

use super::Delivery;
use super::greeting::greeting;
use super::letter::{Block, Letter, Linked, inline, joined};
use super::words::{say, say_with};
use super::written::{Context, message};
use crate::message::Message;

/// What a mail that asks tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposals {
    /// To the member.
    pub delivery: Delivery,
    /// The company's name.
    pub company: String,
    /// The place that it is known from.
    pub place: String,
    /// What is proposed; one at least.
    pub proposed: Vec<Proposed>,
    /// Where what is known of it was learnt, each once.
    pub sources: Vec<Source>,
    /// Where it answers.
    pub link: String,
    /// Where it ends such mails with one click.
    pub unsubscribe: String,
    /// The privacy statement.
    pub privacy: String,
}

/// One thing that could help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// The kind of need.
    pub label: Text,
    /// Why, as one sentence.
    pub because: Text,
    /// Who would be asked, by the names people use.
    pub agencies: String,
}

/// Composes the mail that asks.
pub fn proposals(mail: &Proposals) -> Message {
    let context = Context { unsubscribe: Some(mail.unsubscribe.clone()), ..Context::default() };
    message(&mail.delivery, context, |language| {
        let company = inline(&mail.company, 60);
        let title = say(language, "proposals-title");
        let item = |one: &Proposed| {
            let args = [
                ("need", one.label.get(language).into()),
                ("because", one.because.get(language).into()),
                ("agencies", one.agencies.as_str().into()),
            ];
            say_with(language, "proposals-item", args)
        };
        let from = [("company", company.into()), ("place", mail.place.as_str().into())];
        let mut blocks = vec![
            Block::Title(title.clone()),
            Block::Para(greeting(mail.delivery.to_name.as_deref(), language)),
            Block::Para(say_with(language, "proposals-from", from)),
            Block::List { label: say(language, "proposals-what"), items: mail.proposed.iter().map(item).collect() },
            Block::Para(say(language, "proposals-answer")),
            Block::Button { label: say(language, "proposals-button"), url: mail.link.clone() },
            Block::Small(say(language, "proposals-nothing")),
        ];
        blocks.extend(learnt(mail, language));
        let linked =
            |id: &str, url: &String| Linked { words: say(language, id), beside: String::new(), url: url.clone() };
        blocks.push(Block::Links(vec![
            linked("proposals-privacy", &mail.privacy),
            linked("proposals-end", &mail.unsubscribe),
        ]));
        Letter { language, subject: title, blocks }
    })
}

/// Where what is known was learnt: whoever did not ask has a right to know.
fn learnt(mail: &Proposals, language: Language) -> Option<Block> {
    let named = |source: &Source| {
        let id = match source {
            Source::PublicRegister => "proposals-from-register",
            Source::HostList => "proposals-from-host",
            Source::IntakeTalk => "proposals-from-need",
            Source::Coordinator => "proposals-from-coordinator",
            Source::MemberForm => "proposals-from-member",
        };
        say_with(language, id, [("place", mail.place.as_str().into())])
    };
    let named: Vec<String> = mail.sources.iter().map(named).collect();
    let sources = joined(&named, &say(language, "common-and"));
    let known = || Block::Small(say_with(language, "proposals-learnt", [("sources", sources.into())]));
    (!named.is_empty()).then(known)
}

/// What the mail with the link to a member's page tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberLink {
    /// To the member.
    pub delivery: Delivery,
    /// The place that it is known from.
    pub place: String,
    /// Its page.
    pub link: String,
}

/// Composes the mail with the link to a member's page.
pub fn member_link(mail: &MemberLink) -> Message {
    message(&mail.delivery, Context::default(), |language| {
        let title = say(language, "member-link-title");
        let what = say_with(language, "member-link-what", [("place", mail.place.as_str().into())]);
        Letter {
            language,
            subject: title.clone(),
            blocks: vec![
                Block::Title(title),
                Block::Para(greeting(mail.delivery.to_name.as_deref(), language)),
                Block::Para(what),
                Block::Button { label: say(language, "member-link-button"), url: mail.link.clone() },
                Block::Small(say(language, "member-link-secret")),
            ],
        }
    })
}
