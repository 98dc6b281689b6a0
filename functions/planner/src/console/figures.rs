//! What a plan changes, in figures beside those of today.

use domain::Language;
use flows::plans::{self, Chosen, Plan, Step};
use maud::{Markup, html};
use rota_planner::{Change, Figures, Part, Problem as Facts, Score};
use web::{format, ui};

use super::list::path_of;
use super::shown::Shown;
use crate::{word, word_with};

/// The parts of the score, as words and the fields of weights name them.
pub(super) const PARTS: [(Part, &str); 7] = [
    (Part::Demand, "demand"),
    (Part::Aims, "aims"),
    (Part::Languages, "languages"),
    (Part::Fairness, "fairness"),
    (Part::Travel, "travel"),
    (Part::Steadiness, "steadiness"),
    (Part::Joint, "joint"),
];

/// Figures, with whose they are and, of a plan, what it is worth.
type Column<'a> = (String, &'a Figures, Option<&'a Score>);

/// Series that are new, moved, gone and as today, and sessions that are cancelled or
/// held otherwise; once it is published, what was done of it.
pub(super) fn lead(language: Language, plan: &Plan, result: &rota_planner::Plan, facts: &Facts) -> String {
    let publishing = plan.settled.publishing.as_ref();
    let steps: Vec<Step> = publishing.map_or_else(
        || plans::steps_of(result, facts, &Chosen::default()),
        |publishing| {
            let done = publishing.done.iter().filter(|done| done.refused.is_none()).map(|done| &done.step);
            let todo = publishing.todo.iter().filter(|_| !publishing.undoing);
            done.chain(todo).cloned().collect()
        },
    );
    let count = |is: fn(&Step) -> bool| steps.iter().filter(|step| is(step)).count();
    let days = |step: &Step| if let Step::Thin { days, .. } = step { days.len() } else { 0 };
    let is_kept = |one: &&rota_planner::Assignment| matches!(one.change, Change::Kept { .. });
    let kept = if publishing.is_none() { result.assignments.iter().filter(is_kept).count() } else { 0 };
    let counts = [
        ("lead-new", count(|step| matches!(step, Step::Create { .. }))),
        ("lead-moved", count(|step| matches!(step, Step::Move { .. }))),
        ("lead-gone", count(|step| matches!(step, Step::End { .. }))),
        ("lead-kept", kept),
        ("lead-fewer", steps.iter().map(days).sum()),
        ("lead-held", count(|step| matches!(step, Step::Hold { .. }))),
    ];
    let said: Vec<String> = counts
        .into_iter()
        .filter(|(_, n)| *n > 0)
        .map(|(key, n)| word_with(language, key, &[("n", n.into())]))
        .collect();
    if said.is_empty() { word(language, "lead-nothing") } else { said.join(" · ") }
}

/// The card.
pub(super) fn show(shown: &Shown<'_>) -> Markup {
    let language = shown.language;
    let result = shown.result;
    let columns = [
        (word(language, "planned"), &result.figures, Some(&result.score)),
        (word(language, "today"), &result.today, None),
    ];
    let body = html! {
        (table(language, shown.plan.weeks, &columns))
        @if let Some(distance) = distance(shown.result) {
            p class="soft" { (word_with(language, "distance", &[("percent", format::number(language, distance, 1).into())])) }
        }
        p { a href={ (path_of(&shown.plan.id)) "/figures" } { (word(language, "figures-link")) } }
    };
    ui::card(&word(language, "what-changes"), body)
}

/// Figures side by side, then the points of each plan and the parts that they are
/// made of; the first column stands out.
pub(super) fn table(language: Language, weeks: u32, columns: &[Column<'_>]) -> Markup {
    let row = |name: String, of: &dyn Fn(&Column<'_>) -> String| {
        let mut cells = vec![html! { (name) }];
        cells.extend(columns.iter().enumerate().map(|(at, column)| {
            html! { @if at == 0 { strong { (of(column)) } } @else { (of(column)) } }
        }));
        cells
    };
    let figure = |key: &str, of: &dyn Fn(&Figures) -> String| row(word(language, key), &|(_, figures, _)| of(figures));
    let points = |name: String, of: &dyn Fn(&Score) -> Option<f64>| {
        let shown = |points: f64| format::number(language, points, 1);
        row(name, &|(_, _, score)| score.and_then(of).map_or_else(|| "–".to_owned(), shown))
    };
    let share = |part: f64, of: f64| if of > 0.0 { format::percent(language, part / of) } else { "–".to_owned() };
    let measure = word(language, "figure");
    let heads: Vec<&str> =
        std::iter::once(measure.as_str()).chain(columns.iter().map(|(name, ..)| name.as_str())).collect();
    let mut table = ui::Table::new(&word(language, "what-changes"), &heads)
        .row(figure("figure-served", &|figures| share(figures.served, figures.demand)))
        .row(figure("figure-aims", &|figures| {
            word_with(language, "of", &[("n", figures.aims_met.into()), ("of", figures.aims.into())])
        }))
        .row(figure("figure-visits", &|figures| figures.visits.to_string()))
        .row(figure("figure-languages", &|figures| share(f64::from(figures.both_languages), f64::from(figures.visits))))
        .row(figure("figure-travel", &|figures| {
            let minutes = figures.travel_minutes.div_ceil(weeks.max(1));
            let parts = [("hours", (minutes / 60).into()), ("minutes", std::format!("{:02}", minutes % 60).into())];
            word_with(language, "hours", &parts)
        }))
        .row(figure("figure-displaced", &|figures| figures.displaced.to_string()))
        .row(points(word(language, "figure-points"), &|score| Some(score.total)));
    for (part, name) in PARTS {
        let of = word(language, &std::format!("weight-{name}"));
        let name = word_with(language, "figure-points-of", &[("part", of.into())]);
        table = table.row(points(name, &|score| score.parts.get(&part).copied()));
    }
    table.show()
}

/// Percent that the plan is from the best there can be, at most.
fn distance(result: &rota_planner::Plan) -> Option<f64> {
    let (bound, total) = (result.bound, result.score.total);
    (bound.is_finite() && bound < 1e12 && bound.abs() > 0.0).then(|| 100.0 * (bound - total).max(0.0) / bound.abs())
}
