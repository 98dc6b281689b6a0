//! What the pages of sources say in the same way: kinds, states, parts of a
//! message, and where in it something is wrong.

use domain::Language;
use domain::catalogue::Catalogue;
use domain::source::{Makes, SourceKind, parts};
use maud::{Markup, html};
use serde_json::Value;
use store::repos::received::{Became, Received};
use store::repos::sources::Source;
use web::ui::{self, Icon, Tone};

use super::mapping_form::label_of;
use super::shown::outcome;
use crate::word;

/// The word's key for a kind.
pub(super) fn kind_key(kind: SourceKind) -> String {
    format!("source-kind-{}", kind.code().replace('_', "-"))
}

/// On, off, or not settled yet.
pub(super) fn state_badge(language: Language, source: &Source) -> Markup {
    if source.on {
        ui::badge(Tone::Green, Icon::Check, &word(language, "source-is-on"))
    } else {
        ui::badge(Tone::Amber, Icon::Alert, &word(language, "source-is-off"))
    }
}

/// What became of a message, with the way to it.
pub(super) fn became(language: Language, received: &Received) -> Markup {
    let key = outcome(&received.became).replace('_', "-");
    let words = word(language, &format!("source-became-{key}"));
    match &received.became {
        Became::Need { need } => html! { a href={ "/console/needs/" (need) } { (words) } },
        Became::Member { member: Some(member) } => html! { a href={ "/console/members/" (member) } { (words) } },
        Became::Refused => ui::badge(Tone::Red, Icon::Alert, &words),
        Became::Waiting => ui::badge(Tone::Amber, Icon::Alert, &words),
        Became::Member { member: None } | Became::PassedOver => html! { (words) },
    }
}

/// The parts of a message with what they say.
pub(super) fn shown_parts(message: &Value, language: Language, catalogue: &Catalogue) -> Vec<(String, String)> {
    let makes = makes_of(message);
    parts(makes, catalogue)
        .into_iter()
        .filter_map(|part| {
            let value = message.get("data")?.pointer(&part).filter(|value| !value.is_null())?;
            Some((label_of(&part, language, catalogue), text_of(value, language)))
        })
        .collect()
}

/// What a message of our own shape is about.
pub(super) fn makes_of(message: &Value) -> Makes {
    let kind = message.get("type").and_then(Value::as_str).unwrap_or_default();
    if kind.starts_with("member.") { Makes::Member } else { Makes::Need }
}

/// A value as people read it.
pub(super) fn text_of(value: &Value, language: Language) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Bool(yes) => word(language, if *yes { "source-yes-word" } else { "source-no-word" }),
        Value::Array(many) => many.iter().map(|one| text_of(one, language)).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    }
}

/// The part in which an error lies, by its label.
pub(super) fn place(pointer: &str, language: Language, catalogue: &Catalogue) -> String {
    match part_of(pointer, catalogue) {
        Some(part) => label_of(&part, language, catalogue),
        None => pointer.trim_start_matches("/data").to_owned(),
    }
}

/// The part that a pointer into a message leads into.
pub(super) fn part_of(pointer: &str, catalogue: &Catalogue) -> Option<String> {
    let pointer = pointer.strip_prefix("/data")?;
    let all = [Makes::Need, Makes::Member].into_iter().flat_map(|makes| parts(makes, catalogue));
    all.filter(|part| pointer == part || pointer.strip_prefix(part.as_str()).is_some_and(|rest| rest.starts_with('/')))
        .max_by_key(String::len)
}
