//! `GET /console/survey/alerts`: what fell below its aim; `GET …/{id}` and `POST`: one
//! alert, and what is done. On the page of a wave: what fell below its aim in it, and
//! of what did in the wave before what was done and whether it moved.

use std::collections::BTreeMap;

use domain::Language;
use domain::alert::{self, Alert, Counts, Part};
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::ids::{AlertId, WaveId};
use domain::statistics::{SMALLEST_CELL, newcombe};
use maud::{Markup, html};
use store::Versioned;
use web::extract::{FormBody, FormOver, FormState, Id, PageQuery};
use web::ui::{self, Field, Paging, Table};
use web::{CoordinatorDesk, Desk, Problem, Reply, format};

use super::api::ActionRequest;
use super::{evidence, state};
use crate::console::{self, SURVEYS, all, timeline};
use crate::{word, word_with, words};

/// Where these pages begin.
const PATH: &str = "/console/survey/alerts";

/// One alert. Reads: 1, the staff, 1 of the directory's revision.
pub(super) async fn show(desk: CoordinatorDesk, Id(id): Id<AlertId>) -> Reply {
    let found = desk.store().alerts().load(&id).await?.ok_or_else(Problem::not_found)?;
    page(&desk, &found, &FormState::at(found.version)).await
}

/// Notes what was done: 1 read, 1 commit.
pub(super) async fn act(
    desk: CoordinatorDesk,
    Id(id): Id<AlertId>,
    FormOver(FormBody { value, mut state }): FormOver<ActionRequest>,
) -> Reply {
    let found = desk.store().alerts().load(&id).await?.ok_or_else(Problem::not_found)?;
    let stands = FormState::at(found.version);
    let Some(ActionRequest { text }) = value.filter(|_| !state.is_late("text", &stands)) else {
        return page(&desk, &found, &state).await;
    };
    flows::surveys::act(desk.store(), found, text, desk.staff.actor.clone()).await.map_err(Problem::of_change)?;
    Ok(web::done(&format!("{PATH}/{id}"), "saved"))
}

async fn page(desk: &Desk, found: &Versioned<Alert>, form: &FormState) -> Reply {
    let (language, alert) = (desk.language(), &found.value);
    let word = |key: &str| word(language, key);
    let catalogue = desk.catalogue().await?;
    let staff = all(desk).await?;
    let actions = alert.actions.iter().map(|action| (action.at, &action.actor, html! { (action.text) }));
    let asked = catalogue.question(&alert.part.question).map(|asked| asked.text.get(language));
    let evidence = html! {
        p { (evidence(language, alert)) }
        @if let Some(asked) = asked { p class="soft" { (asked) } }
        p class="soft small" { (word("alert-how")) }
        p class="actions" { a href=(format!("/console/survey/waves/{}", alert.wave)) { (word("alert-wave")) } }
    };
    let main = html! {
        (ui::card(&word("alert-why"), evidence))
        (ui::error_summary(language, form))
        (ui::form(&format!("{PATH}/{}", alert.id), &desk.staff.csrf, html! {
            (ui::hidden("version", form.get("version")))
            (Field::new("text", &word("alert-text")).hint(&word("alert-text-hint")).lines(3).required().max_length(1_500).show(language, form))
            p class="actions" { (ui::button(&word("alert-save"))) }
        }))
    };
    let inside = html! {
        @if alert.actions.is_empty() { p class="soft" { (word("alert-actions-none")) } }
        @else { (timeline(language, &staff, actions)) }
    };
    let aside = ui::card(&word("alert-actions"), inside);
    let lead = html! { (format::date(language, alert.raised_at.day_in(BRUSSELS))) " " (state(language, alert)) };
    let title = words::part(language, &catalogue, &alert.part);
    let page = console::page(desk, &title, lead, ("alerts-title", PATH)).await?;
    let page = page.notice(desk.visit.notice(word, &[("saved", "alert-done-saved")]));
    Ok(page.of_form(form).render(ui::columns(main, aside)))
}

/// The list. Reads: 1 query, 1 of the directory's revision.
pub(super) async fn list(desk: CoordinatorDesk, page: PageQuery) -> Reply {
    let paging = Paging::of(&desk.context, &page, "console-alerts", PATH)?;
    let (alerts, next) = desk.store().alerts().page(paging.after.clone(), page.limit).await?;
    let catalogue = desk.catalogue().await?;
    let language = desk.language();
    let word = |key: &str| word(language, key);
    let columns = ["alert-what", "alert-why", "alert-since", "list-state"];
    let mut table = Table::named(word, "alerts-title", &columns);
    for alert in &alerts {
        let path = format!("{PATH}/{}", alert.id);
        table = table.row(vec![
            html! { a href=(path) { strong { (words::part(language, &catalogue, &alert.part)) } } },
            html! { (evidence(language, alert)) },
            html! { (format::date(language, alert.raised_at.day_in(BRUSSELS))) },
            state(language, alert),
        ]);
    }
    let body = html! {
        (table.or(&word("alerts-empty"), word("alerts-empty-how")))
        (paging.pager(language, next.as_deref()))
    };
    Ok(console::page(&desk, &word("alerts-title"), word("alerts-lead"), SURVEYS).await?.render(body))
}

/// For the coordinator. Two queries; what the wave's figures cost where there
/// were alerts in the wave before.
pub(crate) async fn moved(
    desk: &Desk,
    catalogue: &Catalogue,
    wave: &WaveId,
    before: Option<&WaveId>,
) -> Result<Markup, Problem> {
    let (language, store) = (desk.language(), desk.store());
    let raised = store.alerts().of_wave(wave).await?;
    let earlier = match before {
        Some(before) => store.alerts().of_wave(before).await?,
        None => Vec::new(),
    };
    let figures = if earlier.is_empty() { Vec::new() } else { store.waves().figures(wave).await? };
    let counted = figures.iter().filter_map(|one| Some((&one.survey.target, &one.live.as_ref()?.value)));
    let now = alert::parts(counted, &catalogue.ever_asked());
    let name = |alert: &Alert| {
        let path = format!("{PATH}/{}", alert.id);
        html! { a href=(path) { (words::part(language, catalogue, &alert.part)) } }
    };
    Ok(html! {
        @if !raised.is_empty() {
            (ui::card(&word(language, "alerts-title"), html! {
                ul { @for alert in &raised { li { (name(alert)) " " (state(language, alert)) p class="because" { (evidence(language, alert)) } } } }
            }))
        }
        @if !earlier.is_empty() {
            (ui::card(&word(language, "alerts-before"), html! {
                ul {
                    @for alert in &earlier {
                        li {
                            (name(alert))
                            p { (change(language, alert, &now)) }
                            @if alert.actions.is_empty() { p class="because" { (word(language, "alert-actions-none")) } }
                            @for action in &alert.actions { p class="because" { (word(language, "alert-done")) " " (action.text) } }
                        }
                    }
                }
            }))
        }
    })
}

/// What the share of a part is now, and whether that is sure to differ.
fn change(language: Language, alert: &Alert, now: &BTreeMap<Part, Counts>) -> String {
    let now = now.get(&alert.part).filter(|now| now.n >= SMALLEST_CELL);
    let found = now.and_then(|now| Some((now, newcombe((now.satisfied, now.n), (alert.satisfied, alert.n))?)));
    let Some((now, change)) = found else { return word(language, "alert-moved-few") };
    let key = match change {
        change if change.low > 0.0 => "alert-moved-up",
        change if change.high < 0.0 => "alert-moved-down",
        _ => "alert-moved-unsure",
    };
    let percent = |satisfied: u64, n: u64| format::percent(language, satisfied as f64 / n.max(1) as f64);
    let args = [("before", percent(alert.satisfied, alert.n).into()), ("now", percent(now.satisfied, now.n).into())];
    word_with(language, key, &args)
}
