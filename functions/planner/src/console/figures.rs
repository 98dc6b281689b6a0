//! What a plan changes, in figures beside those of today.

use domain::Language;
use maud::{Markup, html};
use rota_planner::{Assignment, Change, Figures, Gone};
use web::{format, ui};

use super::list::path_of;
use super::shown::Shown;
use crate::{word, word_with};

/// Series that are new, moved, gone and as today, and sessions that series which
/// stay lose.
pub(super) fn lead(language: Language, result: &rota_planner::Plan) -> String {
    let count = |is: fn(&Change) -> bool| result.assignments.iter().filter(|one| is(&one.change)).count();
    let stays = |gone: &&Gone| {
        let kept =
            |one: &Assignment| matches!(&one.change, Change::Kept { permanence } if *permanence == gone.permanence);
        result.assignments.iter().any(kept)
    };
    let (thinned, ends): (Vec<_>, Vec<_>) = result.gone.iter().partition(stays);
    let values = [
        ("new", count(|change| matches!(change, Change::New)).into()),
        ("moved", count(|change| matches!(change, Change::Moved { .. } | Change::Held { .. })).into()),
        ("kept", count(|change| matches!(change, Change::Kept { .. })).into()),
        ("gone", ends.len().into()),
        ("fewer", thinned.iter().map(|gone| gone.cells.len()).sum::<usize>().into()),
    ];
    word_with(language, "plan-lead", &values)
}

/// The card.
pub(super) fn show(shown: &Shown<'_>) -> Markup {
    let language = shown.language;
    let columns = [("planned", &shown.result.figures), ("today", &shown.result.today)];
    let columns = columns.map(|(key, figures)| (word(language, key), figures));
    html! {
        (ui::card(&word(language, "what-changes"), html! {
            (table(language, shown.plan.weeks, &columns))
            @if let Some(distance) = distance(shown.result) {
                p class="soft" { (word_with(language, "distance", &[("percent", format::number(language, distance, 1).into())])) }
            }
            p { a href={ (path_of(&shown.plan.id)) "/figures" } { (word(language, "figures-link")) } }
        }))
    }
}

/// Figures side by side, each with whose they are; the first stand out.
pub(super) fn table(language: Language, weeks: u32, columns: &[(String, &Figures)]) -> Markup {
    let row = |key: &str, of: &dyn Fn(&Figures) -> String| {
        let mut cells = vec![html! { (word(language, key)) }];
        cells.extend(columns.iter().enumerate().map(|(at, (_, figures))| {
            html! { @if at == 0 { strong { (of(figures)) } } @else { (of(figures)) } }
        }));
        cells
    };
    let share = |part: f64, of: f64| if of > 0.0 { format::percent(language, part / of) } else { "–".to_owned() };
    let weeks = f64::from(weeks.max(1));
    let figure = word(language, "figure");
    let heads: Vec<&str> =
        std::iter::once(figure.as_str()).chain(columns.iter().map(|(name, _)| name.as_str())).collect();
    ui::Table::new(&word(language, "what-changes"), &heads)
        .row(row("figure-served", &|figures| share(figures.served, figures.demand)))
        .row(row("figure-aims", &|figures| {
            word_with(language, "of", &[("n", figures.aims_met.into()), ("of", figures.aims.into())])
        }))
        .row(row("figure-visits", &|figures| figures.visits.to_string()))
        .row(row("figure-languages", &|figures| share(f64::from(figures.both_languages), f64::from(figures.visits))))
        .row(row("figure-travel", &|figures| {
            let minutes = f64::from(figures.travel_minutes) / weeks;
            word_with(language, "minutes", &[("n", format::number(language, minutes, 0).into())])
        }))
        .row(row("figure-displaced", &|figures| figures.displaced.to_string()))
        .show()
}

/// Percent that the plan is from the best there can be, at most.
fn distance(result: &rota_planner::Plan) -> Option<f64> {
    let (bound, total) = (result.bound, result.score.total);
    (bound.is_finite() && bound < 1e12 && bound.abs() > 0.0).then(|| 100.0 * (bound - total).max(0.0) / bound.abs())
}
