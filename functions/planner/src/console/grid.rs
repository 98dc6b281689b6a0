//! A week of a plan: places by days. What is new, moved or gone is marked by a
//! sign and a word, never by colour alone; a place shows how much is needed
//! there.

use chrono::{Datelike as _, Days, NaiveDate};
use domain::Language;
use domain::ids::LocationId;
use maud::{Markup, html};
use rota_planner::{Assignment, Change, Coverage, Gap, Standing};
use web::{format, ui};

use super::shown::{Look, Shown};
use crate::reasons::parties;
use crate::word_with;

/// Shades of demand, the darkest for the most.
const SHADES: usize = 4;

/// The grid: places at which something is, is missing or is needed.
pub(super) fn show(shown: &Shown<'_>) -> Markup {
    let rows: Vec<Row<'_>> = shown.facts.places.iter().filter_map(|place| Row::of(shown, &place.id)).collect();
    if rows.is_empty() {
        return ui::empty(&shown.word("grid-none"), shown.word("grid-none-how"));
    }
    let most = rows.iter().map(|row| row.demand).fold(0.0, f64::max);
    let days: Vec<NaiveDate> = (0..5).filter_map(|at| shown.monday().checked_add_days(Days::new(at))).collect();
    let caption = shown.word("grid-caption");
    html! {
        div class="week-scroll" role="region" aria-label=(caption) tabindex="0" {
            table class="week rota by-place" role="table" data-rota[shown.is_open()] {
                caption class="hidden" { (caption) }
                thead role="rowgroup" { tr role="row" {
                    th scope="col" role="columnheader" { (shown.word("place-demand")) }
                    @for day in &days { th scope="col" role="columnheader" { (day_of_month(shown.language, *day)) } }
                } }
                tbody role="rowgroup" { @for row in &rows { (row.show(shown, &days, most)) } }
            }
        }
    }
}

/// `ma 24`: the month stands above the week.
fn day_of_month(language: Language, day: NaiveDate) -> String {
    std::format!("{} {}", format::weekday_short(language, day), day.day())
}

struct Row<'a> {
    place: &'a LocationId,
    demand: f64,
    /// By day of the week.
    cells: [Vec<Chip<'a>>; 5],
    /// Who is missing, in words.
    missing: Option<String>,
}

enum Chip<'a> {
    There(&'a Assignment),
    Gone(&'a Standing),
    /// One session of a series that stays.
    Thinned(&'a Standing),
}

impl<'a> Row<'a> {
    fn of(shown: &'a Shown<'_>, place: &'a LocationId) -> Option<Self> {
        let look = shown.look;
        if look.place.as_ref().is_some_and(|wanted| wanted != place) {
            return None;
        }
        let here = |one: &&Coverage| one.place == *place && one.week == look.week;
        let demand = shown.result.figures.coverage.iter().find(here).map_or(0.0, |one| one.demand);
        let mut cells: [Vec<Chip<'a>>; 5] = std::array::from_fn(|_| Vec::new());
        let mut put = |day, chip| {
            if let Some(cell) = shown.day_of_week(day).and_then(|at| cells.get_mut(at)) {
                cell.push(chip);
            }
        };
        for one in shown.result.assignments.iter().filter(|one| one.place == *place && look.has(one)) {
            for cell in &one.cells {
                put(cell.day, Chip::There(one));
            }
        }
        for gone in &shown.result.gone {
            let standing = shown.facts.standing.iter().find(|one| one.permanence == gone.permanence);
            let is_here = |one: &&Standing| one.place == *place && look.shows(place, Some(&one.agency));
            if let Some(standing) = standing.filter(is_here) {
                let chip = if shown.is_whole(gone, standing) { Chip::Gone } else { Chip::Thinned };
                for cell in &gone.cells {
                    put(cell.day, chip(standing));
                }
            }
        }
        let is_now = |gap: &Gap| gap.week <= look.week && look.week < gap.week + gap.weeks.max(1);
        let is_missing = |gap: &&Gap| gap.place == *place && look.shows(place, gap.agency.as_ref()) && is_now(gap);
        let gaps: Vec<&Gap> = shown.result.gaps.iter().filter(is_missing).collect();
        let mut agencies: Vec<&str> = Vec::new();
        for agency in gaps.iter().filter_map(|gap| gap.agency.as_ref()) {
            let name = shown.catalogue.agency_name(agency);
            if !agencies.contains(&name) {
                agencies.push(name);
            }
        }
        let missing = (!gaps.is_empty()).then(|| match agencies.as_slice() {
            [] => shown.word("to-fill-anybody"),
            names => word_with(shown.language, "to-fill", &[("agency", names.join(", ").into())]),
        });
        let is_empty = cells.iter().all(Vec::is_empty) && missing.is_none();
        (!is_empty || (demand >= 0.5 && !look.changes())).then_some(Self { place, demand, cells, missing })
    }

    fn show(&self, shown: &Shown<'_>, days: &[NaiveDate], most: f64) -> Markup {
        let needed = parties(self.demand);
        html! {
            tr role="row" {
                th scope="row" role="rowheader" {
                    (shown.catalogue.place_name(self.place))
                    p class="soft demand" {
                        span class={ "shade shade-" (shade(self.demand, most)) } aria-hidden="true" {}
                        (word_with(shown.language, "needs-here", &[("n", needed.into())]))
                    }
                    @if let Some(missing) = &self.missing {
                        p { span class={ "badge " (ui::Tone::Amber.class()) } { (ui::Icon::Alert.markup()) span { (ui::breakable(missing)) } } }
                    }
                }
                @for (cell, day) in self.cells.iter().zip(days) {
                    td role="cell" data-label=(day_of_month(shown.language, *day)) data-day=(day) data-stop=(self.place) { @for chip in cell { (show_chip(shown, chip)) } }
                }
            }
        }
    }
}

/// 0 for next to nothing, to 4 for the most of the week.
fn shade(demand: f64, most: f64) -> usize {
    if most < 0.5 {
        return 0;
    }
    (1..=SHADES).rev().find(|step| demand / most >= (*step as f64 - 0.5) / SHADES as f64).unwrap_or(0)
}

fn show_chip(shown: &Shown<'_>, chip: &Chip<'_>) -> Markup {
    let (agency, start, sign, key, tone) = match chip {
        Chip::There(one) => {
            let (sign, key, tone) = match one.change {
                Change::New => ("+ ", "change-new", "new"),
                Change::Moved { .. } => ("→ ", "change-moved", "moved"),
                Change::Held { .. } => ("→ ", "change-held", "moved"),
                Change::Kept { .. } => ("", "change-kept", "kept"),
            };
            (&one.agency, one.start.time(), sign, key, tone)
        }
        Chip::Gone(standing) => (&standing.agency, standing.start, "− ", "change-gone", "gone"),
        Chip::Thinned(standing) => (&standing.agency, standing.start, "× ", "change-thinned", "gone"),
    };
    let name = shown.catalogue.agency_name(agency);
    let inside = html! {
        span aria-hidden="true" { (sign) } span { (ui::breakable(name)) } " " time { (format::time(start)) }
        span class="hidden" { ", " (shown.word(key)) }
    };
    let class = std::format!("chip planned {tone}");
    match chip {
        Chip::There(one) => {
            let is_chosen = shown.look.of.as_deref() == Some(one.id.as_str());
            let path = Look { of: Some(one.id.clone()), ..shown.look.clone() }.path(&shown.plan.id);
            // Dropped on another day or place, its card opens with these chosen.
            let moves = shown.is_open().then_some(path.as_str());
            html! {
                div class="placed" data-move=[moves] data-place=[moves] data-from=(one.place) {
                    a class=(class) aria-current=[is_chosen.then_some("true")] href={ (path) "#chosen" } { (inside) }
                }
            }
        }
        Chip::Gone(_) | Chip::Thinned(_) => html! { div class="placed" { div class=(class) { (inside) } } },
    }
}
