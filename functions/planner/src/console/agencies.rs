//! What agencies were asked about a plan and when, and what each said of which
//! permanence.

use domain::Language;
use domain::ids::AgencyId;
use flows::plans::{self, Answer};
use maud::{Markup, html};
use rota_planner::Assignment;
use web::{format, ui};

use super::shown::Shown;
use crate::answers::said_words;
use crate::reasons::agency_names;
use crate::times::weekly;
use crate::word_with;

/// The card; `to_ask` are those who were not asked about their part as it is.
pub(super) fn show(shown: &Shown<'_>, to_ask: &[AgencyId]) -> Markup {
    let settled = &shown.plan.settled;
    let body = html! {
        @if settled.asked.is_empty() { p { (shown.word("agencies-not-asked")) } }
        @for agency in settled.asked.keys() { (one(shown, agency)) }
        @if shown.is_open() && settled.what_if.is_empty() {
            @if to_ask.is_empty() && !settled.asked.is_empty() { p class="soft" { (shown.word("agencies-asked")) } }
            @if !to_ask.is_empty() {
                p class="soft" { (word_with(shown.language, "agencies-to-ask", &[("agencies", agency_names(shown.catalogue, to_ask).into())])) }
                (shown.form("ask", html! { p { (ui::button_secondary(&shown.word("ask-agencies"), "ask", "all")) } }))
            }
        }
    };
    ui::card_to_open(&shown.word("agencies-title"), body)
}

/// When it was asked, of how many of its permanences it said something, and what; by
/// whom, where somebody of the staff said it.
fn one(shown: &Shown<'_>, agency: &AgencyId) -> Markup {
    let (language, settled) = (shown.language, &shown.plan.settled);
    let own = plans::part(shown.result, agency);
    let said: Vec<&Answer> = settled.answers.iter().filter(|answer| answer.agency == *agency).collect();
    let of_all = |one: &Assignment| plans::said_of(settled, agency, one).is_some();
    let n = own.iter().filter(|one| of_all(one)).count();
    // What an answer is not of any more, or not of all of.
    let short = |answer: &Answer| match own.iter().find(|one| one.id == answer.assignment) {
        None => Some("not-there-now"),
        Some(one) if !of_all(one) => Some("has-more-now"),
        Some(_) => None,
    };
    let noted_by = |answer: &Answer| {
        let by = answer.by.as_ref().filter(|_| answer.is_by_others())?;
        Some(word_with(language, "noted-by", &[("who", shown.names.who(by).into())]))
    };
    let asked = settled.askings.get(agency).map(|asked| format::instant(language, asked.at));
    html! {
        p {
            strong { (shown.catalogue.agency_name(agency)) }
            @if let Some(at) = asked { ", " (word_with(language, "asked-at", &[("at", at.into())])) }
            (format::colon(language))
            @if said.is_empty() { (shown.word("not-answered")) }
            @else { (word_with(language, "answered-of", &[("n", n.into()), ("of", own.len().into())])) }
        }
        @if !said.is_empty() {
            ul {
                @for answer in said {
                    li {
                        (of(language, shown, answer)) (format::colon(language)) (said_words(language, answer))
                        @if let Some(who) = noted_by(answer) { " " span class="soft" { (who) } }
                        @if let Some(key) = short(answer) { " " span class="soft" { (shown.word(key)) } }
                    }
                }
            }
        }
    }
}

/// Of which permanence it is: place, weekday and hour.
fn of(language: Language, shown: &Shown<'_>, answer: &Answer) -> String {
    let known = shown.result.assignments.iter().find(|one| one.id == answer.assignment);
    let place = answer.place.as_ref().or(known.map(|one| &one.place));
    match place.zip(answer.start.or(known.map(|one| one.start))) {
        Some((place, at)) => std::format!("{}, {}", shown.catalogue.place_name(place), weekly(language, at)),
        None => answer.assignment.clone(),
    }
}
