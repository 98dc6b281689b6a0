//! What the coordinator does with a plan.

use domain::Language;
use domain::ids::{AdviserId, LocationId};
use flows::plans::{self, AnswerError, Otherwise, Plan, Publishing};
use maud::{Markup, html};
use rota_planner::{Weights, Wish};
use serde::Deserialize;
use store::repos::plans::PlanStatus;
use validator::Validate;
use web::extract::{FormBody, FormState};
use web::{Reply, format, ui};

use super::ahead::Part;
use super::figures::PARTS;
use super::list::path_of;
use super::shown::Shown;
use crate::api::{WeightsRequest, settle as settle_one};
use crate::asked::Asked;
use crate::problems::{not_taken, refused};
use crate::{times, word, word_with};

/// What is settled of one assignment.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct SettleForm {
    assignment: String,
    does: Does,
    time: Option<String>,
    place: Option<LocationId>,
    adviser: Option<AdviserId>,
    back: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Does {
    Pin,
    Forbid,
    Lift,
    Move,
}

/// Settles it. Three reads, one commit.
pub(super) async fn settle(Asked { store, before, .. }: Asked, body: FormBody<SettleForm>) -> Reply {
    let SettleForm { assignment, does, time, place, adviser, back } = body.into_value()?;
    let time = time.as_deref().and_then(times::read);
    let wish = match does {
        Does::Pin => (Some(Wish::Pinned), None),
        Does::Forbid => (Some(Wish::Forbidden), None),
        Does::Lift => (None, None),
        Does::Move => {
            let time = Some(time.ok_or_else(|| not_taken(AnswerError::NoSuchTime))?);
            (None, Some(Otherwise { time, place, adviser }))
        }
    };
    settle_one(&store, &before, &assignment, wish).await?;
    let own = path_of(&before.value.id);
    let back = back.filter(|back| back.starts_with(&own)).unwrap_or(own);
    Ok(web::done(&back, "settled"))
}

/// Plans again. One read, one commit.
pub(super) async fn again(Asked { store, before, .. }: Asked, body: FormBody<WeightsRequest>) -> Reply {
    let weights = body.into_value()?;
    plans::again(&store, &before, Some(weights.into())).await.map_err(refused)?;
    Ok(web::done(&path_of(&before.value.id), "again"))
}

/// Asks all agencies that have a part which they were not asked about. Four reads,
/// one commit.
pub(super) async fn ask(Asked { store, before, .. }: Asked) -> Reply {
    let catalogue = store.catalogue().load().await?;
    let plan = plans::ask_agencies(&store, &catalogue, &before, &[]).await.map_err(refused)?;
    let is_new = plan.settled.asked != before.value.settled.asked;
    Ok(web::done(&path_of(&plan.id), if is_new { "mailed" } else { "mailed-before" }))
}

/// Publishes all of it, or an agency's part. Three reads, one commit.
pub(super) async fn publish(Asked { store, by, before }: Asked, body: FormBody<Part>) -> Reply {
    let chosen = body.into_value()?.chosen();
    plans::publish(&store, &before, &chosen, by).await.map_err(refused)?;
    Ok(web::done(&path_of(&before.value.id), "published"))
}

/// Takes all of it back. Three reads, one commit.
pub(super) async fn undo(Asked { store, by, before }: Asked) -> Reply {
    plans::undo(&store, &before, by).await.map_err(refused)?;
    Ok(web::done(&path_of(&before.value.id), "undone"))
}

/// Puts it aside. One read, one commit.
pub(super) async fn aside(Asked { store, before, .. }: Asked) -> Reply {
    plans::put_aside(&store, &before).await.map_err(refused)?;
    Ok(web::done(&path_of(&before.value.id), "aside"))
}

/// A button that puts an open plan aside.
pub(super) fn aside_form(shown: &Shown<'_>) -> Markup {
    if !shown.is_open() {
        return html! {};
    }
    let button = html! { p { (ui::button_secondary(&shown.word("aside-do"), "aside", "all")) } };
    let body = html! { p class="soft" { (shown.word("aside-how")) } (shown.form("aside", button)) };
    ui::card_to_open(&shown.word("aside-title"), body)
}

/// The weights, and a button to plan again.
pub(super) fn again_form(language: Language, plan: &Plan, csrf: &str) -> Markup {
    if !matches!(plan.status, PlanStatus::Ready | PlanStatus::Failed | PlanStatus::Aside) {
        return html! {};
    }
    let Weights { demand, aims, languages, fairness, travel, steadiness, joint } = plan.settled.weights;
    let weights = [demand, aims, languages, fairness, travel, steadiness, joint];
    let named = PARTS.into_iter().zip(weights).map(|((_, name), weight)| (name, weight.to_string()));
    let state = FormState::filled(named);
    let fields = html! {
        details {
            summary { (word(language, "weights")) }
            @for (_, name) in PARTS {
                (ui::Field::new(name, &word(language, &std::format!("weight-{name}"))).kind("number").between(0, 1000).show(language, &state))
            }
        }
        p { (ui::button(&word(language, "again-do"))) }
    };
    let how = word_with(language, "again-how", &[("n", plan.settled.rulings.len().into())]);
    let form = ui::form(&std::format!("{}/again", path_of(&plan.id)), csrf, fields);
    ui::card_to_open(&word(language, "again-title"), html! { p { (how) } (form) })
}

/// How much of the work on a plan is done.
pub(super) fn percent(language: Language, plan: &Plan) -> String {
    format::percent(language, f64::from(plan.progress) / 100.0)
}

/// How far the work on a plan is, and a link that looks again.
pub(super) fn at_work(shown: &Shown<'_>) -> Markup {
    let path = shown.look.path(&shown.plan.id);
    html! {
        (ui::progress(shown.language, shown.plan.progress, 100))
        p { (percent(shown.language, shown.plan)) " · " a href=(path) { (shown.word("look-again")) } }
    }
}

/// How far publishing is, what was not done, and the way back.
pub(super) fn published(shown: &Shown<'_>, publishing: &Publishing) -> Markup {
    let done = publishing.done.iter().filter(|done| done.refused.is_none()).count();
    let list = if publishing.undoing { &publishing.stayed } else { &publishing.done };
    let of = |done: &plans::Done| plans::about(&done.step, shown.result, shown.facts);
    let refused: Vec<_> = list.iter().filter_map(|done| Some((of(done), done.refused.as_ref()?))).collect();
    let key = if publishing.undoing { "undo-state" } else { "publish-state" };
    let values = [("done", done.into()), ("left", publishing.todo.len().into())];
    let body = html! {
        p { (word_with(shown.language, key, &values)) }
        @if !publishing.todo.is_empty() { (at_work(shown)) }
        @if !refused.is_empty() {
            p { strong { (shown.word("not-done")) } }
            (super::refused::list(shown.language, shown.catalogue, refused.into_iter()))
        }
        @if shown.plan.status == PlanStatus::Published && publishing.todo.is_empty() {
            p class="soft" { (shown.word("undo-how")) }
            (shown.form("undo", html! { p { (ui::button_danger(&shown.word("undo"), "undo", "all")) } }))
        }
    };
    ui::card(&shown.word("published-title"), body)
}
