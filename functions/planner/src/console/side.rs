//! What speaks for one assignment, what could be instead, and what can be
//! settled about it.

use chrono::{Datelike as _, NaiveDate};
use flows::plans::{self, Otherwise};
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
            @let worth = if one.worth < 0.0 { "worth-less" } else { "worth" };
            p class="soft" { (word_with(language, worth, &[("points", format::number(language, one.worth.abs(), 1).into())])) }
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
    // What rounds to nothing is as good.
    let word = if next.less < 0.05 { "next-as-good" } else { "next-best" };
    html! { p class="soft" { (word_with(language, word, &values)) } }
}

fn forms(shown: &Shown<'_>, one: &Assignment, is_settled: bool) -> Markup {
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
            (instead(shown, one))
            p class="actions" { (ui::button_secondary(&shown.word("move"), "does", "move")) }
        }))
    }
}

/// When, where and by whom it is to be instead: as it is, or where it was dropped.
fn instead(shown: &Shown<'_>, one: &Assignment) -> Markup {
    let (language, look) = (shown.language, shown.look);
    let window = one.cells.first().map_or(0, |cell| cell.window);
    let on = |day: NaiveDate| std::format!("{}-{window}", day.weekday().num_days_from_monday());
    let own = on(one.start.date());
    let time = look.to.map_or_else(|| own.clone(), on);
    let place = look.location.as_ref().unwrap_or(&one.place);
    let is_dropped = look.to.is_some() || look.location.is_some();
    let dropped = Otherwise { time: times::read(&time), place: Some(place.clone()), adviser: None };
    let is_possible = !is_dropped || plans::otherwise(one, shown.facts, dropped).is_ok();
    let there = Assignment { place: place.clone(), ..one.clone() };
    let times = times::choices(language, shown.facts, &there);
    let times = std::iter::once((own, times::weekly(language, one.start))).chain(times);
    let places = shown.facts.places.iter().map(|place| (place.id.as_str(), shown.catalogue.place_name(&place.id)));
    let colleagues = shown.facts.advisers.iter().filter(|who| who.agency == one.agency);
    let colleagues = colleagues.map(|who| (who.id.as_str(), shown.team.name(&who.id)));
    let state =
        FormState::filled([("time", time.as_str()), ("place", place.as_str()), ("adviser", one.adviser.as_str())]);
    html! {
        @if !is_possible { (ui::warning(shown.word("no-such-time"))) }
        (ui::Field::new("time", &shown.word("move-to")).select(times).required().show(language, &state))
        (ui::Field::new("place", &shown.word("place")).select(places).among("move").required().show(language, &state))
        (ui::Field::new("adviser", &shown.word("adviser")).select(colleagues).required().show(language, &state))
    }
}
