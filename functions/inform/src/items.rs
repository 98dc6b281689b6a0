//! The fields of what the coordinator adds: some items, each in both languages,
//! and room for one more.

use domain::field_error::FieldError;
use domain::inform::{Issue, Item, MAX_ITEMS, Stage};
use domain::{Language, Text};
use maud::{Markup, html};
use web::extract::FormState;
use web::ui::{self, Field, Icon, Tone};
use web::{Desk, Problem};

use crate::{word, word_with};

/// The fields of one item, and the parts of pointers that lead to them.
const FIELDS: [(&str, &str); 8] = [
    ("title_fr", "title/fr"),
    ("title_nl", "title/nl"),
    ("title_en", "title/en"),
    ("text_fr", "text/fr"),
    ("text_nl", "text/nl"),
    ("text_en", "text/en"),
    ("link", "link"),
    ("deadline", "deadline"),
];

/// The values of some items, each under its number.
pub(crate) fn filled(items: &[Item]) -> Vec<(String, String)> {
    let mut values = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let text = |text: Option<&Text>| {
            text.map_or_else(Default::default, |text| {
                [text.fr.clone(), text.nl.clone(), text.en.clone().unwrap_or_default()]
            })
        };
        let [title_fr, title_nl, title_en] = text(Some(&item.title));
        let [text_fr, text_nl, text_en] = text(item.text.as_ref());
        let deadline = item.deadline.map(|day| day.to_string()).unwrap_or_default();
        let all =
            [title_fr, title_nl, title_en, text_fr, text_nl, text_en, item.link.clone().unwrap_or_default(), deadline];
        values.extend(FIELDS.iter().zip(all).map(|((name, _), value)| (format!("{name}_{at}"), value)));
    }
    values
}

/// The items that were entered, each with its number; one of which every field
/// is empty is none.
pub(crate) fn entered(state: &FormState) -> Vec<(usize, Item)> {
    let get = |name: &str, at: usize| state.get(&format!("{name}_{at}")).to_owned();
    let is_empty = |at: &usize| FIELDS.iter().all(|(name, _)| get(name, *at).is_empty());
    let text = |name: &str, at| {
        let of = |language: &str| get(&format!("{name}_{language}"), at);
        Text { fr: of("fr"), nl: of("nl"), en: Some(of("en")) }
    };
    let item = |at| Item {
        title: text("title", at),
        text: Some(text("text", at)),
        link: Some(get("link", at)),
        deadline: get("deadline", at).parse().ok(),
    };
    (0..=MAX_ITEMS).filter(|at| !is_empty(at)).map(|at| (at, item(at))).collect()
}

/// Puts what is wrong beside its field: `/items/0/title/fr` is that of the first
/// item that was entered.
pub(crate) fn blame(state: &mut FormState, entered: &[(usize, Item)], errors: Vec<FieldError>) {
    let field = |pointer: &str| {
        let rest = pointer.trim_start_matches("/items/");
        let (at, rest) = rest.split_once('/').unwrap_or(("0", rest));
        let slot = at.parse::<usize>().ok().and_then(|at| entered.get(at)).map_or(0, |(slot, _)| *slot);
        let name = FIELDS.iter().find(|(_, part)| *part == rest).map_or("title_fr", |(name, _)| *name);
        format!("{name}_{slot}")
    };
    state.blame_all(errors, field);
}

/// The fields of the items that a form holds, and of one more.
pub(crate) fn show(language: Language, state: &FormState) -> Markup {
    let held = entered(state).last().map_or(0, |(slot, _)| slot + 1);
    html! {
        @for at in 0..(held + 1).min(MAX_ITEMS) {
            details class="card" open[at + 1 == held || held == 0 || state.is_refused()] {
                summary {
                    @let title = state.get(&format!("title_fr_{at}"));
                    @if title.is_empty() { (word(language, "item-new")) } @else { (title) }
                }
                (one(language, state, &format!("_{at}")))
            }
        }
    }
}

/// The fields of one item; their names end with `slot`.
pub(crate) fn one(language: Language, state: &FormState, slot: &str) -> Markup {
    let word = |key: &str| word(language, key);
    let field = |name: &str| Field::new(&format!("{name}{slot}"), &word(&format!("item-{}", name.replace('_', "-"))));
    html! { div class="stack" {
        div class="form-row" {
            @for name in ["title_fr", "title_nl", "title_en"] { (field(name).max_length(120).show(language, state)) }
        }
        @for name in ["text_fr", "text_nl", "text_en"] { (field(name).lines(3).max_length(800).show(language, state)) }
        div class="form-row" {
            (field("link").kind("url").hint(&word("item-link-hint")).show(language, state))
            (field("deadline").kind("date").show(language, state))
        }
    } }
}

/// How far something is that is told.
pub(crate) fn badge(language: Language, stage: Stage) -> Markup {
    let (tone, icon) = match stage {
        Stage::Prepared => (Tone::Amber, Icon::Pencil),
        Stage::Seen => (Tone::Sky, Icon::Check),
        Stage::Sent => (Tone::Green, Icon::Arrow),
    };
    ui::badge(tone, icon, &word(language, &format!("stage-{}", stage.code())))
}

/// Whom an issue that is sent reached so far. One read.
pub(crate) async fn sent(desk: &Desk, issue: &Issue) -> Result<Markup, Problem> {
    let sending = desk.store().monthly().sending(issue).await?.map(|read| read.value);
    Ok(html! { p { (reached(desk.language(), sending.as_ref())) } })
}

/// Whom it reached, as far as it is sent.
pub(crate) fn reached(language: Language, sending: Option<&store::repos::monthly::Sending>) -> String {
    let Some(sending) = sending else { return word(language, "inform-begins") };
    let args = [("hosts", sending.to_hosts.into()), ("members", sending.members.into())];
    word_with(language, if sending.done { "inform-reached" } else { "inform-reaching" }, &args)
}

/// The very mail in a frame, with the same in the other languages.
pub(crate) fn mail_frame(language: Language, path: &str) -> Markup {
    let word = |key: &str| word(language, key);
    let others = Language::ALL.into_iter().filter(|other| *other != language);
    html! { div class="stack" {
        iframe class="mail-frame" src={ (path) "?as=" (language.tag()) } title=(word("inform-mail")) sandbox="" {}
        p class="soft" {
            (word("inform-mail-others"))
            @for other in others { " " a href={ (path) "?as=" (other.tag()) } lang=(other.tag()) { (word(&format!("inform-mail-{}", other.tag()))) } }
        }
    } }
}

/// An item that says nothing yet.
pub(crate) fn empty() -> Item {
    let nothing = || Text { fr: String::new(), nl: String::new(), en: None };
    Item { title: nothing(), text: None, link: None, deadline: None }
}
