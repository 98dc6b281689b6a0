//! Words that hint at kinds of need, in the console.

use domain::Language;
use domain::ids::{NeedId, NeedTypeId};
use domain::need_type::Keywords;
use maud::{Markup, html};
use serde::Deserialize;
use store::repos::versions::Version;
use validator::Validate;
use web::extract::{FormBody, FormState, Id};
use web::ui::{Field, Table, button_secondary, card, columns, error_summary, form, hidden};
use web::{CoordinatorDesk, Desk, Reply, format};

use super::{Tried, check, known, set, tried, version};
use crate::cases::below;
use crate::{word, word_with};

/// Needs that are named of those that a change would touch.
const NAMED: usize = 20;

/// What is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Action {
    Try,
    Save,
}

/// Words, one to a line.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct KeywordsForm {
    action: Action,
    #[serde(default)]
    fr: String,
    #[serde(default)]
    nl: String,
    #[serde(default)]
    en: String,
    why: Option<String>,
}

/// The words by kind of need. Two reads.
pub(super) async fn page(desk: CoordinatorDesk) -> Reply {
    let language = desk.language();
    let word = |key: &str| word(language, key);
    let catalogue = desk.catalogue().await?;
    let mut table = Table::new(&word("keywords-title"), &[&word("strategy-kind"), "FR", "NL", "EN"]);
    for kind in &catalogue.need_types {
        let Keywords { fr, nl, en } = &kind.keywords;
        let cell = |list: &[String]| html! { (list.join(", ")) };
        table = table.row(vec![
            html! { a href={ "/console/needs/keywords/" (kind.id) } { strong { (kind.label.get(language)) } } },
            cell(fr),
            cell(nl),
            cell(en),
        ]);
    }
    let page = below(&desk).await?.title(&word("keywords-title")).lead(word("keywords-lead"));
    Ok(page.render(html! { section class="card" { (table.show()) } }))
}

/// The words of one kind. Four reads.
pub(super) async fn one(desk: CoordinatorDesk, Id(need_type): Id<NeedTypeId>) -> Reply {
    let catalogue = desk.catalogue().await?;
    let words = known(&catalogue, &need_type)?;
    let state = state_of(words, version(desk.store(), &need_type).await?);
    show(&desk, &need_type, &state, None).await
}

/// The form over the words that hold.
fn state_of(words: &Keywords, version: u32) -> FormState {
    let lines = |list: &[String]| list.join("\n");
    FormState::filled([
        ("version", version.to_string()),
        ("fr", lines(&words.fr)),
        ("nl", lines(&words.nl)),
        ("en", lines(&words.en)),
    ])
}

/// Words are tried or saved.
pub(super) async fn act(
    CoordinatorDesk(desk): CoordinatorDesk,
    Id(need_type): Id<NeedTypeId>,
    form: FormBody<KeywordsForm>,
) -> Reply {
    let mut state = form.state.clone();
    let KeywordsForm { action, fr, nl, en, why } = form.into_value()?;
    let catalogue = desk.catalogue().await?;
    let before = known(&catalogue, &need_type)?;
    let lines = |text: &str| -> Vec<String> {
        text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    };
    let words = Keywords { fr: lines(&fr), nl: lines(&nl), en: lines(&en) };
    if let Err(wrong) = check(&words) {
        state.blame_own(wrong);
        return show(&desk, &need_type, &state, None).await;
    }
    if action == Action::Try {
        let found = tried(desk.store(), before, &words).await?;
        return show(&desk, &need_type, &state, Some(&found)).await;
    }
    let stands = version(desk.store(), &need_type).await?;
    if state.is_late("fr", &state_of(before, stands)) {
        return show(&desk, &need_type, &state, None).await;
    }
    let why = why.filter(|why| !why.trim().is_empty());
    set(&desk.context, &need_type, stands, (words, why), desk.staff.actor).await?;
    Ok(web::done(&format!("/console/needs/keywords/{need_type}"), "saved"))
}

async fn show(desk: &Desk, need_type: &NeedTypeId, state: &FormState, tried: Option<&Tried>) -> Reply {
    let Desk { visit, staff, .. } = desk;
    let language = visit.language;
    let word = |key: &str| word(language, key);
    let catalogue = desk.catalogue().await?;
    let label = catalogue.need_type(need_type).map_or("", |kind| kind.label.get(language));
    let lines = |name: &str, words: &str| {
        Field::new(name, words).lines(10).hint(&word("keywords-hint")).max_length(4_000).show(language, state)
    };
    let main = html! {
        (error_summary(language, state))
        @if let Some(tried) = tried { (outcome(language, tried)) }
        (form(&format!("/console/needs/keywords/{need_type}"), &staff.csrf, html! {
            (hidden("version", state.get("version")))
            (lines("fr", "Français")) (lines("nl", "Nederlands")) (lines("en", "English"))
            (Field::new("why", &word("strategy-why")).hint(&word("strategy-why-hint")).max_length(300).show(language, state))
            p class="actions" {
                button class="button" type="submit" name="action" value="try" { (word("strategy-try")) }
                (button_secondary(&word("strategy-save"), "action", "save"))
            }
        }))
    };
    let all: Vec<Version<Keywords>> = desk.store().versions().all(need_type.as_str()).await?;
    let done = visit.notice(word, &[("saved", "keywords-saved")]);
    let page = below(desk).await?.title(label).notice(done).crumb(&word("keywords-title"), "/console/needs/keywords");
    Ok(page.of_form(state).render(columns(main, versions(language, &all))))
}

fn outcome(language: Language, tried: &Tried) -> Markup {
    let list = |key: &str, all: &[NeedId]| {
        html! {
            h3 { (word_with(language, key, &[("n", all.len().into())])) }
            ul {
                @for id in all.iter().take(NAMED) { li { a href={ "/console/needs/" (id) } { (id) } } }
                @if all.len() > NAMED { li { "…" } }
            }
        }
    };
    html! {
        section class="card" role="status" {
            h2 { (word_with(language, "keywords-tried", &[("n", tried.needs.into())])) }
            (list("keywords-hinted", &tried.hinted))
            (list("keywords-no-longer", &tried.no_longer))
            p class="soft" { (word(language, "strategy-nothing-saved")) }
        }
    }
}

fn versions(language: Language, all: &[Version<Keywords>]) -> Markup {
    let title = word(language, "strategy-versions");
    if all.is_empty() {
        return card(&title, html! { p class="soft" { (word(language, "strategy-own")) } });
    }
    let count = |words: &Keywords| words.fr.len() + words.nl.len() + words.en.len();
    let body = html! {
        ul {
            @for (number, one) in (2_u32..).zip(all).collect::<Vec<_>>().into_iter().rev() {
                li {
                    (word_with(language, "strategy-version", &[("n", number.into())])) " · " (format::instant(language, one.at))
                    @if let Some(words) = &one.value { " · " (word_with(language, "keywords-count", &[("n", count(words).into())])) }
                    @if let Some(why) = &one.why { div class="because" { (why) } }
                }
            }
        }
    };
    card(&title, body)
}
