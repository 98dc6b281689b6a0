//! What speaks for one assignment, what could be instead, and what can be
//! settled about it.

use chrono::Datelike as _;
use maud::{Markup, html};
use rota_planner::{Assignment, Wish};
use web::extract::FormState;
use web::{format, ui};

use super::shown::Shown;
use crate::answers::{change_key, rhythm, said_words};
use crate::{reasons, times, word_with};

/// The card.
pub(super) fn show(shown: &Shown<'_>, one: &Assignment) -> Markup {
    let language = shown.language;
    let (agency, place) = (shown.catalogue.agency_name(&one.agency), shown.catalogue.place_name(&one.place));
    let settled = &shown.plan.settled;
    let said = settled.answers.iter().find(|known| known.assignment == one.id);
    let ruled = settled.rulings.iter().rfind(|ruled| ruled.assignment == one.id);
    // That of the first change, which nobody chose, would stand far below the week on a phone.
    let class = if shown.look.of.is_some() { "card" } else { "card wide-only" };
    html! {
        section class=(class) id="chosen" {
            h2 { (agency) " · " (place) ", " (format::local(language, one.start)) }
            p { (shown.team.name(&one.adviser)) " · " (rhythm(language, one)) " · " (shown.word(change_key(&one.change))) }
            ul class="because" {
                @for reason in &one.because { li { (reasons::because(language, shown.catalogue, reason)) } }
            }
            p class="soft" { (word_with(language, "worth", &[("points", format::number(language, one.worth, 1).into())])) }
            @if let Some(next) = &one.next_best { (next_best(shown, next)) }
            @if let Some(said) = said { p { strong { (said_words(language, said)) } } }
            @if let Some(ruled) = ruled {
                p { (ui::badge(ui::Tone::Iris, ui::Icon::Check, &shown.word(match ruled.ruling.wish {
                    Wish::Pinned => "is-pinned",
                    Wish::Forbidden => "is-forbidden",
                }))) }
            }
            @if shown.is_open() { (forms(shown, one, ruled.is_some())) }
        }
    }
}

fn next_best(shown: &Shown<'_>, next: &rota_planner::NextBest) -> Markup {
    let language = shown.language;
    let at = shown.facts.windows.get(usize::from(next.cell.window)).map(|window| window.start);
    let values = [
        ("adviser", shown.team.name(&next.adviser).into()),
        ("place", shown.catalogue.place_name(&next.place).into()),
        ("day", format::day_short(language, next.cell.day).into()),
        ("time", at.map(format::time).unwrap_or_default().into()),
        ("less", format::number(language, next.less, 1).into()),
    ];
    html! { p class="soft" { (word_with(language, "next-best", &values)) } }
}

fn forms(shown: &Shown<'_>, one: &Assignment, is_settled: bool) -> Markup {
    let language = shown.language;
    let times = times::choices(language, shown.facts, one);
    let window = one.cells.first().map_or(0, |cell| cell.window);
    let dropped = shown.look.to.map(|day| std::format!("{}-{window}", day.weekday().num_days_from_monday()));
    let is_possible = dropped.as_ref().is_none_or(|dropped| times.iter().any(|(time, _)| time == dropped));
    let state = FormState::filled([("time", dropped.unwrap_or_default())]);
    let hidden = html! {
        (ui::hidden("assignment", &one.id))
        (ui::hidden("back", &shown.look.path(&shown.plan.id)))
    };
    html! {
        (shown.form("settle", html! {
            (hidden)
            p class="actions" {
                (ui::button_secondary(&shown.word("keep-it"), "does", "pin"))
                (ui::button_secondary(&shown.word("not-this"), "does", "forbid"))
                @if is_settled { (ui::button_secondary(&shown.word("lift"), "does", "lift")) }
            }
        }))
        (shown.form("settle", html! {
            (hidden)
            @if !is_possible { (ui::warning(shown.word("no-such-time"))) }
            (ui::Field::new("time", &shown.word("move-to")).select(times).required().show(language, &state))
            p class="actions" { (ui::button_secondary(&shown.word("move"), "does", "move")) }
        }))
    }
}
