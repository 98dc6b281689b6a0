//! To the member: what became of the need, at each step.
//!
//! These mails go to an address that a stranger typed into a public form, so
//! they repeat nothing of what was typed but a name that looks like one.

use domain::clock::BRUSSELS;
use domain::ids::NeedId;
use domain::need::Outcome;
use domain::referral::DeclineReason;
use domain::{Language, Text};

use super::Delivery;
use super::format::date;
use super::greeting::greeting;
use super::letter::{Block, Letter, joined, labels};
use super::member_news::{Asked, MemberNews, Onward};
use super::words::{say, say_with};
use super::written::{Context, message};
use crate::message::Message;

/// What a mail to the member tells.
#[derive(Debug, Clone, PartialEq)]
pub struct MemberUpdate {
    /// To the member.
    pub delivery: Delivery,
    /// The need; its mails make one thread.
    pub need: NeedId,
    /// Labels of what is needed; may be empty while nobody knows.
    pub need_types: Vec<Text>,
    /// What happened.
    pub step: MemberNews,
    /// Whether the member agrees to sharing.
    pub is_shared: bool,
    /// The need's own page.
    pub link: String,
}

/// Composes the mail.
pub fn member_update(mail: &MemberUpdate) -> Message {
    let context = Context { reply_to: None, thread: Some(mail.need.to_string()), ..Context::default() };
    message(&mail.delivery, context, |language| {
        let title = title(&mail.step, language);
        let mut blocks =
            vec![Block::Title(title.clone()), Block::Para(greeting(mail.delivery.to_name.as_deref(), language))];
        if !mail.need_types.is_empty() {
            let needs = labels(&mail.need_types, language);
            blocks.push(Block::Para(say_with(language, "member-needs", [("needs", needs.into())])));
        }
        blocks.extend(story(mail, language));
        blocks.push(Block::Button { label: say(language, "member-button"), url: mail.link.clone() });
        blocks.extend(closing(mail).iter().map(|id| Block::Small(say(language, id))));
        Letter { language, subject: title, blocks }
    })
}

fn title(step: &MemberNews, language: Language) -> String {
    let about = |id, agency: &str| say_with(language, id, [("agency", agency.into())]);
    match step {
        MemberNews::Received { .. } => say(language, "member-received"),
        MemberNews::Added { .. } => say(language, "member-added"),
        MemberNews::ColleagueAdded { .. } => say(language, "member-colleague-added"),
        MemberNews::PassedOn { .. } => say(language, "member-passed-on"),
        MemberNews::Accepted { agency, .. } => about("member-accepted", agency),
        MemberNews::Declined { agency, reason: Some(DeclineReason::Duplicate), .. } => {
            about("member-duplicate", agency)
        }
        MemberNews::Declined { agency, .. } => about("member-declined", agency),
        MemberNews::Unanswered { agency, .. } => about("member-unanswered", agency),
        MemberNews::Unreached { agency, .. } => about("member-unreached", agency),
        MemberNews::Done { agency, .. } => about("member-done", agency),
        MemberNews::WhetherMet { agency } => about("member-whether-met", agency),
        MemberNews::CallsBack { agency } => about("member-calls-back", agency),
        MemberNews::Reopened => say(language, "member-reopened"),
        MemberNews::Closed { .. } => say(language, "member-closed"),
        MemberNews::Withdrawn => say(language, "member-withdrawn"),
        MemberNews::ConsentTakenBack { .. } => say(language, "member-consent"),
    }
}

fn story(mail: &MemberUpdate, language: Language) -> Vec<Block> {
    let para = |id| Block::Para(say(language, id));
    match &mail.step {
        MemberNews::Received { asked } if asked.is_empty() && !mail.is_shared => {
            vec![para("member-received-unshared")]
        }
        MemberNews::Received { asked } if asked.is_empty() => {
            vec![para("member-received-coordinator")]
        }
        MemberNews::ColleagueAdded { since } => {
            let since = date(language, *since);
            vec![Block::Para(say_with(language, "member-colleague-added-text", [("date", since.into())]))]
        }
        MemberNews::Added { since, asked } => {
            let since = date(language, *since);
            let told = Block::Para(say_with(language, "member-added-text", [("date", since.into())]));
            let still = (!asked.is_empty()).then(|| list_of("member-asked", asked, language));
            std::iter::once(told).chain(still).collect()
        }
        MemberNews::Received { asked } | MemberNews::PassedOn { asked } => {
            vec![list_of("member-asked", asked, language)]
        }
        MemberNews::Accepted { agency, next, book } => {
            let text = say_with(language, "member-accepted-text", [("agency", agency.as_str().into())]);
            let mut blocks = vec![Block::Para(text)];
            if !next.is_empty() {
                let items = next.iter().map(|slot| slot.words(language)).collect();
                blocks.push(Block::List { label: say(language, "member-accepted-next"), items });
                blocks.push(Block::Button { label: say(language, "member-accepted-book"), url: book.clone() });
            }
            blocks
        }
        MemberNews::Declined { reason: Some(DeclineReason::Duplicate), onward, .. } => match onward {
            Onward::Coordinator => vec![para("member-duplicate-coordinator")],
            onward => vec![next(onward, language)],
        },
        MemberNews::Declined { reason, onward, .. } => {
            let said = reason.filter(|reason| *reason != DeclineReason::Other).map(|reason| {
                Block::Para(say_with(language, "member-declined-reason", [("reason", reason.label(language).into())]))
            });
            said.into_iter().chain([next(onward, language)]).collect()
        }
        MemberNews::Unanswered { agency, onward: Onward::Asked(asked) }
            if asked.iter().all(|one| one.agency == *agency) =>
        {
            vec![list_of("member-asked-again", asked, language)]
        }
        MemberNews::Unanswered { onward, .. } | MemberNews::Unreached { onward, .. } => vec![next(onward, language)],
        MemberNews::Done { agency, outcome, still_with } => {
            let told = Block::Para(say_with(language, outcome_id(*outcome), [("agency", agency.as_str().into())]));
            let after = if still_with.is_empty() { para("member-done-closed") } else { still(still_with, language) };
            vec![told, after]
        }
        MemberNews::WhetherMet { agency } => {
            vec![Block::Para(say_with(language, "member-whether-met-text", [("agency", agency.as_str().into())]))]
        }
        MemberNews::CallsBack { agency } => {
            vec![Block::Para(say_with(language, "member-calls-back-text", [("agency", agency.as_str().into())]))]
        }
        MemberNews::Reopened => vec![para("member-reopened-text")],
        MemberNews::Closed { outcome } => {
            vec![Block::Para(say_with(language, "member-closed-text", [("outcome", outcome.label(language).into())]))]
        }
        MemberNews::Withdrawn => vec![para("member-withdrawn-text")],
        MemberNews::ConsentTakenBack { closed: false } => vec![para("member-consent-text")],
        MemberNews::ConsentTakenBack { closed: true } => vec![para("member-consent-closed")],
    }
}

const fn outcome_id(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Helped => "member-done-helped",
        Outcome::NotHelped => "member-done-not-helped",
        Outcome::Unreachable => "member-done-unreachable",
        Outcome::Withdrawn => "member-done-withdrawn",
    }
}

fn next(onward: &Onward, language: Language) -> Block {
    match onward {
        Onward::Asked(asked) => list_of("member-asked", asked, language),
        Onward::StillWith(agencies) => still(agencies, language),
        Onward::InPartWith(agencies) => with("member-onward-in-part", agencies, language),
        Onward::Coordinator => Block::Para(say(language, "member-onward-coordinator")),
        Onward::Closed(outcome) => {
            Block::Para(say_with(language, "member-onward-closed", [("outcome", outcome.label(language).into())]))
        }
    }
}

fn list_of(id: &str, asked: &[Asked], language: Language) -> Block {
    let item = |asked: &Asked| {
        let by = date(language, asked.answer_by.day_in(BRUSSELS));
        say_with(language, "member-asked-item", [("agency", asked.agency.as_str().into()), ("date", by.into())])
    };
    Block::List { label: say(language, id), items: asked.iter().map(item).collect() }
}

fn still(agencies: &[String], language: Language) -> Block {
    with("member-onward-still", agencies, language)
}

fn with(id: &str, agencies: &[String], language: Language) -> Block {
    let agencies = joined(agencies, &say(language, "common-and"));
    Block::Para(say_with(language, id, [("agencies", agencies.into())]))
}

/// The last lines: what the page is for, and what to do when it was not you.
const fn closing(mail: &MemberUpdate) -> &'static [&'static str] {
    match &mail.step {
        MemberNews::Received { .. } | MemberNews::Added { .. } if mail.is_shared => &["member-page", "member-not-you"],
        MemberNews::Received { .. } | MemberNews::Added { .. } => &["member-page-unshared", "member-not-you"],
        MemberNews::Declined { onward: Onward::Closed(_), .. }
        | MemberNews::Unanswered { onward: Onward::Closed(_), .. }
        | MemberNews::Unreached { onward: Onward::Closed(_), .. } => &[],
        MemberNews::Reopened | MemberNews::ColleagueAdded { .. } if !mail.is_shared => &["member-page-unshared"],
        MemberNews::PassedOn { .. }
        | MemberNews::WhetherMet { .. }
        | MemberNews::CallsBack { .. }
        | MemberNews::Reopened
        | MemberNews::ColleagueAdded { .. }
        | MemberNews::Accepted { .. }
        | MemberNews::Declined { .. }
        | MemberNews::Unanswered { .. }
        | MemberNews::Unreached { .. } => &["member-page"],
        MemberNews::Done { .. }
        | MemberNews::Closed { .. }
        | MemberNews::Withdrawn
        | MemberNews::ConsentTakenBack { .. } => &[],
    }
}
