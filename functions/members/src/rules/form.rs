//! One rule: changed by a form, tried before it is saved.

use axum::extract::Path;
use axum::response::Response;
use domain::determine::{OPERATORS, Rule};
use domain::fact_words::fact_label;
use flows::members::{Tried, TriedOnAll, try_rules};
use maud::{Markup, html};
use serde::Deserialize;
use validator::Validate;
use web::Problem;
use web::extract::{FormBody, FormState};
use web::ui::{self, Choices, Field};

use super::entered::{ROWS, draft, field_of, filled, plain};
use super::{known, save, versions, with};
use crate::view::{CoordinatorDesk, Desk, PATH, done};

/// Members that are named of those whom a change would touch.
const NAMED: usize = 30;

/// What is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Action {
    Try,
    Save,
    Remove,
}

/// What the form carries beside the rule.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct RuleForm {
    action: Action,
    version: Option<u32>,
}

/// The form of a new rule. Two reads.
pub(super) async fn new(CoordinatorDesk(view): CoordinatorDesk) -> Result<Response, Problem> {
    let state = FormState::filled([("kind", "all"), ("score", "60")]);
    show(&view, None, &state, None).await
}

/// The form over a rule. Two reads.
pub(super) async fn page(CoordinatorDesk(view): CoordinatorDesk, Path(id): Path<String>) -> Result<Response, Problem> {
    let rule = known(&view.catalogue, &id)?.clone();
    show(&view, Some(&rule), &filled(&rule), None).await
}

/// A new rule is tried or saved.
pub(super) async fn act_new(
    CoordinatorDesk(view): CoordinatorDesk,
    form: FormBody<RuleForm>,
) -> Result<Response, Problem> {
    acted(&view, None, form).await
}

/// A rule is tried, saved or removed.
pub(super) async fn act(
    CoordinatorDesk(view): CoordinatorDesk,
    Path(id): Path<String>,
    form: FormBody<RuleForm>,
) -> Result<Response, Problem> {
    acted(&view, Some(id), form).await
}

async fn acted(view: &Desk, id: Option<String>, form: FormBody<RuleForm>) -> Result<Response, Problem> {
    let mut state = form.state.clone();
    let RuleForm { action, version } = form.into_value()?;
    let rule = id.as_deref().map(|id| known(&view.catalogue, id).cloned()).transpose()?;
    let id = id.unwrap_or_else(|| state.get("id").to_owned());
    let actor = view.staff.actor.clone();
    if action == Action::Remove {
        save(&view.context, &view.catalogue, (&id, version), None, actor).await?;
        return Ok(done(&format!("{PATH}/rules"), "rule-removed"));
    }
    let draft = draft(view, rule.as_ref(), &state);
    match draft.clone().parse(&id, 0, &view.catalogue) {
        Err(errors) => {
            state.blame_all(errors, field_of);
            show(view, rule.as_ref(), &state, None).await
        }
        Ok(tried) if action == Action::Try => {
            let then = with(&view.catalogue, tried);
            let tried = try_rules(&view.context.store, &view.catalogue, &then).await?;
            show(view, rule.as_ref(), &state, Some(&tried)).await
        }
        Ok(_) => {
            save(&view.context, &view.catalogue, (&id, version), Some(draft), actor).await?;
            Ok(done(&format!("{PATH}/rules/{id}"), "rule"))
        }
    }
}

async fn show(
    view: &Desk,
    rule: Option<&Rule>,
    state: &FormState,
    tried: Option<&TriedOnAll>,
) -> Result<Response, Problem> {
    let action = rule.map_or_else(|| format!("{PATH}/rules/new"), |rule| format!("{PATH}/rules/{}", rule.id));
    let needs =
        view.catalogue.need_types.iter().map(|one| (one.id.to_string(), one.label.get(view.language).to_owned()));
    let mut needs: Vec<(String, String)> = needs.collect();
    needs.sort_by_key(|(_, label)| label.to_lowercase());
    let language = view.language;
    let word = |key: &str| view.word(key);
    let form = view.form(&action, html! {
        @match rule {
            Some(rule) => (ui::hidden("version", &rule.version.to_string())),
            None => (Field::new("id", &word("rule-id")).hint(&word("rule-id-hint")).max_length(20).required().show(language, state)),
        }
        (Field::new("need", &word("rule-need")).select(needs).required().show(language, state))
        (Field::new("score", &word("rule-score")).kind("number").between(1, 95).hint(&word("rule-score-hint")).required().show(language, state))
        (condition(view, rule, state))
        @for tag in ["fr", "nl", "en"] {
            (Field::new(&format!("explain_{tag}"), &word(&format!("rule-explain-{tag}"))).hint(&word("rule-explain-hint")).max_length(300).required().show(language, state))
        }
        (ui::checkbox(language, state, "off", &word("rule-off-what"), None))
        p class="actions" {
            button class="button" type="submit" name="action" value="try" { (word("rule-try")) }
            (ui::button_secondary(&word("rule-save"), "action", "save"))
        }
    });
    let body = html! {
        div class="narrow stack" {
            (ui::error_summary(language, state))
            @if let Some(tried) = tried { (outcome(view, tried)) }
            (form)
            @if let Some(rule) = rule {
                (versions::card(view, rule).await?)
                (removal(view, rule, &action))
            }
        }
    };
    let title = rule.map_or_else(|| word("rule-new"), |rule| rule.id.clone());
    let page = view.page_below(&title).await?.crumb(&word("rules-title"), "/console/members/rules");
    let page = match rule {
        Some(rule) => page.lead(view.need(&rule.need).to_owned()),
        None => page,
    };
    Ok(if state.is_refused() { page.refused() } else { page }.render(body))
}

/// The rule can be removed, by a button that is asked for first.
fn removal(view: &Desk, rule: &Rule, path: &str) -> Markup {
    html! {
        details class="card" {
            summary { (view.word("rule-remove")) }
            p { (view.word("rule-remove-what")) }
            (view.form(path, html! {
                (ui::hidden("version", &rule.version.to_string()))
                (ui::button_danger(&view.word("rule-remove"), "action", "remove"))
            }))
        }
    }
}

/// The tests of a rule; one that the form has no room for is told in words.
fn condition(view: &Desk, rule: Option<&Rule>, state: &FormState) -> Markup {
    let language = view.language;
    if let Some(rule) = rule.filter(|rule| plain(&rule.when).is_none()) {
        let text = serde_json::to_string_pretty(&rule.when).unwrap_or_default();
        return html! { section class="card" { h2 { (view.word("rule-when")) } p { (view.word("rule-nested")) } pre { code { (text) } } } };
    }
    let mut facts: Vec<(String, String)> = view
        .catalogue
        .member_model
        .fields
        .iter()
        .map(|field| field.id.as_str())
        .chain(domain::determine::DERIVED)
        .map(|fact| (fact.to_owned(), format!("{} ({fact})", fact_label(fact, language))))
        .collect();
    facts.sort_by_key(|(_, label)| label.to_lowercase());
    let operators: Vec<(&str, String)> =
        OPERATORS.iter().map(|(code, _)| (*code, view.word(&format!("operator-{}", code.replace('_', "-"))))).collect();
    let row = |at: usize| {
        html! {
            div class="form-row" {
                (Field::new(&format!("fact_{at}"), &view.word_with("rule-fact", &[("n", (at + 1).into())])).select(facts.clone()).show(language, state))
                (Field::new(&format!("operator_{at}"), &view.word("rule-operator")).select(operators.clone()).show(language, state))
                (Field::new(&format!("value_{at}"), &view.word("rule-value")).max_length(200).show(language, state))
            }
        }
    };
    html! {
        (Choices::one("kind", &view.word("rule-when")).option("all", view.word("rule-all")).option("any", view.word("rule-any")).required().inline().show(language, state))
        @for at in 0..ROWS { (row(at)) }
    }
}

fn outcome(view: &Desk, tried: &TriedOnAll) -> Markup {
    let list = |key: &str, all: &[Tried]| {
        html! {
            h3 { (view.word_with(key, &[("n", all.len().into())])) }
            ul {
                @for one in all.iter().take(NAMED) { li { a href={ (PATH) "/" (one.member) } { (one.name) } " · " (view.need(&one.need_type)) } }
                @if all.len() > NAMED { li { "…" } }
            }
        }
    };
    html! {
        section class="card" role="status" {
            h2 { (view.word_with("rule-tried", &[("n", tried.members.into())])) }
            (list("rule-proposed", &tried.proposed))
            (list("rule-withdrawn", &tried.withdrawn))
            p class="soft" { (view.word("rule-nothing-saved")) }
        }
    }
}
