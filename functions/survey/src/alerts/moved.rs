//! On the page of a wave: what fell below its aim in it, and of what did in the
//! wave before what was done and whether it moved.

use std::collections::BTreeMap;

use domain::Language;
use domain::alert::{self, Alert, Counts, Part};
use domain::catalogue::Catalogue;
use domain::ids::WaveId;
use domain::statistics::{SMALLEST_CELL, newcombe};
use maud::{Markup, html};
use web::{Desk, Problem, format, ui};

use super::{evidence, state};
use crate::{word, word_with, words};

/// For the coordinator. Two queries; what the wave's figures cost where there
/// were alerts in the wave before.
pub(crate) async fn moved(
    desk: &Desk,
    catalogue: &Catalogue,
    wave: &WaveId,
    before: Option<&WaveId>,
) -> Result<Markup, Problem> {
    let (language, store) = (desk.language(), &desk.context.store);
    let raised = store.alerts().of_wave(wave).await?;
    let earlier = match before {
        Some(before) => store.alerts().of_wave(before).await?,
        None => Vec::new(),
    };
    let figures = if earlier.is_empty() { Vec::new() } else { store.waves().figures(wave).await? };
    let counted = figures.iter().filter_map(|one| Some((&one.survey.target, &one.live.as_ref()?.value)));
    let now = alert::parts(counted, &catalogue.ever_asked());
    let name = |alert: &Alert| {
        let path = format!("/console/survey/alerts/{}", alert.id);
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
