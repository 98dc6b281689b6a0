//! One rule: changed by a form, tried before it is saved.

use axum::extract::Path;
use domain::determine::Rule;
use flows::members::{Tried, TriedOnAll, try_rules};
use maud::{Markup, html};
use serde::Deserialize;
use validator::Validate;
use web::extract::{FormBody, FormState};
use web::ui::{self, Field};
use web::{Problem, Reply, reason};

use super::entered::{draft, filled, ticked, without_others};
use super::fields::condition;
use super::restore::earlier;
use super::wrong::blame;
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
    /// The values of the facts that are chosen are shown.
    Values,
    /// An earlier version is saved anew.
    Restore,
}

/// What the form carries beside the rule.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct RuleForm {
    action: Action,
    version: Option<u32>,
    /// The version that is restored.
    number: Option<u32>,
}

/// The form of a new rule. Two reads.
pub(super) async fn new(CoordinatorDesk(view): CoordinatorDesk) -> Reply {
    let state = FormState::filled([("kind", "all"), ("score", "60")]);
    show(&view, None, &state, None).await
}

/// The form over a rule. Two reads.
pub(super) async fn page(CoordinatorDesk(view): CoordinatorDesk, Path(id): Path<String>) -> Reply {
    let rule = known(&view.catalogue, &id)?.clone();
    show(&view, Some(&rule), &filled(&view, &rule), None).await
}

/// A new rule is tried or saved.
pub(super) async fn act_new(CoordinatorDesk(view): CoordinatorDesk, form: FormBody<RuleForm>) -> Reply {
    acted(&view, None, form).await
}

/// A rule is tried, saved, restored or removed.
pub(super) async fn act(
    CoordinatorDesk(view): CoordinatorDesk,
    Path(id): Path<String>,
    form: FormBody<RuleForm>,
) -> Reply {
    acted(&view, Some(id), form).await
}

async fn acted(view: &Desk, id: Option<String>, form: FormBody<RuleForm>) -> Reply {
    let mut state = ticked(view, &form.state);
    let RuleForm { action, version, number } = form.into_value()?;
    let rule = id.as_deref().map(|id| known(&view.catalogue, id).cloned()).transpose()?;
    let id = id.unwrap_or_else(|| state.get("id").to_owned());
    let actor = view.staff.actor.clone();
    match action {
        Action::Values => return show(view, rule.as_ref(), &without_others(view, &state), None).await,
        Action::Restore => return restored(view, rule, (version, number), state.get("why")).await,
        Action::Remove => {
            save(&view.context, &view.catalogue, (&id, version), (None, None), actor).await?;
            return Ok(done(&format!("{PATH}/rules"), "rule-removed"));
        }
        Action::Try | Action::Save => {}
    }
    let draft = draft(view, rule.as_ref(), &state);
    let tried = draft.clone().parse(&id, 0, &view.catalogue);
    blame(view, &mut state, tried.as_ref().err().cloned().unwrap_or_default());
    let Some(tried) = tried.ok().filter(|_| !state.is_refused()) else {
        return show(view, rule.as_ref(), &state, None).await;
    };
    if action == Action::Try {
        let then = with(&view.catalogue, tried);
        let tried = try_rules(&view.context.store, &view.catalogue, &then).await?;
        return show(view, rule.as_ref(), &state, Some(&tried)).await;
    }
    if rule.as_ref().is_some_and(|rule| state.is_late("need", &filled(view, rule))) {
        return show(view, rule.as_ref(), &state, None).await;
    }
    save(&view.context, &view.catalogue, (&id, version), (Some(draft), None), actor).await?;
    Ok(done(&format!("{PATH}/rules/{id}"), "rule"))
}

/// An earlier version is saved anew, over the version that the page showed; without
/// a reason its form is shown again.
async fn restored(view: &Desk, rule: Option<Rule>, (version, number): (Option<u32>, Option<u32>), why: &str) -> Reply {
    let (Some(rule), Some(number)) = (rule, number) else { return Err(Problem::not_found()) };
    match reason(why) {
        Ok(why) => {
            let draft = earlier(&view.context, &view.catalogue, (&rule.id, number)).await?;
            let actor = view.staff.actor.clone();
            save(&view.context, &view.catalogue, (&rule.id, version), (Some(draft), Some(why)), actor).await?;
            Ok(done(&format!("{PATH}/rules/{}", rule.id), "rule-restored"))
        }
        Err(errors) => {
            let mut state = filled(view, &rule);
            state.values.push(("number".to_owned(), number.to_string()));
            state.values.push(("why".to_owned(), why.to_owned()));
            state.blame_own(errors);
            show(view, Some(&rule), &state, None).await
        }
    }
}

async fn show(view: &Desk, rule: Option<&Rule>, state: &FormState, tried: Option<&TriedOnAll>) -> Reply {
    let action = rule.map_or_else(|| format!("{PATH}/rules/new"), |rule| format!("{PATH}/rules/{}", rule.id));
    let language = view.language;
    let word = |key: &str| view.word(key);
    let form = view.form(&action, html! {
        @match rule {
            Some(_) => (ui::hidden("version", state.get("version"))),
            None => (Field::new("id", &word("rule-id")).hint(&word("rule-id-hint")).max_length(20).required().show(language, state)),
        }
        (Field::new("need", &word("rule-need")).select(view.needs()).required().show(language, state))
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
            (ui::error_summary(view.language, state))
            @if let Some(tried) = tried { (outcome(view, tried)) }
            (form)
            @if let Some(rule) = rule {
                (versions::card(view, rule, state).await?)
                (removal(view, rule, &action))
            }
        }
    };
    let title = rule.map_or_else(|| word("rule-new"), |rule| rule.id.clone());
    let page = view.page_below(&title).await?.crumb(&word("rules-title"), "/console/members/rules");
    let page = if let Some(rule) = rule { page.lead(view.need(&rule.need).to_owned()) } else { page };
    Ok(page.of_form(state).render(body))
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
