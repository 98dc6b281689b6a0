//! What the end of an entry would do, in words, each with the way to where it is
//! looked after.

use domain::Language;
use domain::catalogue::Catalogue;
use domain::entry::{Ending, Sort};
use domain::ids::SessionId;
use domain::permanence::Permanence;
use domain::rota::Clash;
use flows::entries::{Ahead, StepLeft};
use maud::{Markup, html};
use web::{format, ui};

use super::said::{count, name_of};
use super::sorts::path;
use crate::{word, word_with};

/// Series that are named.
const SHOWN: usize = 12;

/// All that it does.
pub(super) fn told(
    language: Language,
    catalogue: &Catalogue,
    (sort, id, ending): (Sort, &str, &Ending),
    effects: &Ahead,
) -> Markup {
    let say = |key: &str| word(language, key);
    let day = format::date(language, ending.last);
    let follower = ending.follower.as_deref().map(|follower| name_of(language, catalogue, (sort, follower)));
    let args = [("day", day.into()), ("follower", follower.clone().unwrap_or_default().into())];
    let Ahead {
        referrals,
        needs,
        kept,
        moved,
        lost,
        series,
        left,
        steps,
        services,
        advisers,
        staff,
        members,
        sources,
        clashes,
    } = effects;
    let line = |key: &str, n: usize, path: &str| {
        html! { @if n > 0 { li { a href=(path) { (count(language, key, n)) } } } }
    };
    let how = if follower.is_some() { "followed" } else { "alone" };
    // What is a place's goes over with it.
    let over = if sort == Sort::Location && follower.is_some() { "-over" } else { "" };
    let nothing = *effects == Ahead::default();
    html! {
        p { strong { (word_with(language, &format!("end-will-{}", ending.done().code()), &args)) } }
        @if sort == Sort::Location && follower.is_some() { p { (say("end-will-place")) } }
        @if *lost > 0 { (ui::warning(html! { (count(language, "end-lost", *lost)) " " (say("end-told")) })) }
        @if *moved > 0 { (ui::warning(html! { (count(language, "end-moved", *moved)) " " (say("end-told")) })) }
        @if !clashes.is_empty() {
            (ui::warning(html! {
                (count(language, "end-clashes", clashes.len()))
                ul { @for clash in clashes.iter().take(SHOWN) { li { (clash_line(language, clash)) } } }
            }))
        }
        @if steps.iter().any(|step| step.alone) { (ui::warning(say("end-alone"))) }
        h2 { (say("end-what")) }
        @if nothing { p { (say("end-nothing")) } }
        ul {
            (line(&format!("end-referrals-{how}"), *referrals, &format!("/console/referrals?agency={id}")))
            (line("end-needs", *needs, &format!("/console/needs?location={id}")))
            (line("end-kept", *kept, "/console/schedule"))
            @if !series.is_empty() { li { (count(language, &format!("end-series-{}-{how}", sort.code()), series.len())) " " (links(catalogue, series)) } }
            @if !left.is_empty() { li { (count(language, "end-left", left.len())) " " (links(catalogue, left)) } }
            @for step in steps { li { (strategy(language, catalogue, step)) } }
            @if !services.is_empty() {
                li {
                    (count(language, "end-services", services.len())) " "
                    @for (at, service) in services.iter().enumerate() {
                        @if at > 0 { ", " }
                        a href=(path(Sort::Service, service.as_str())) { (name_of(language, catalogue, (Sort::Service, service.as_str()))) }
                    }
                }
            }
            (line("end-advisers", *advisers, &format!("/console/schedule/advisers?agency={id}")))
            (line(&format!("end-staff{over}"), *staff, "/console/staff"))
            (line(&format!("end-members{over}"), *members, &format!("/console/members?location={id}")))
            (line(&format!("end-sources{over}"), *sources, "/console/needs/sources"))
            @if ending.follower.is_some() { li { (say("end-address")) } }
        }
        p class="soft" { (say("end-history-stays")) }
    }
}

fn links(catalogue: &Catalogue, series: &[Permanence]) -> Markup {
    html! {
        "("
        @for (at, one) in series.iter().take(SHOWN).enumerate() {
            @if at > 0 { ", " }
            a href={ "/console/schedule/" (one.id) } { (catalogue.agency_name(&one.agency)) " · " (catalogue.place_name(&one.location)) }
        }
        @if series.len() > SHOWN { ", …" }
        ")"
    }
}

/// What clashes, and on which days first.
fn clash_line(language: Language, clash: &Clash) -> Markup {
    let series = clash.sessions.iter().filter_map(SessionId::parts).map(|(series, _)| series).next();
    let days = clash.days.iter().take(3).map(|day| format::date(language, *day)).collect::<Vec<_>>().join(", ");
    html! {
        (clash.reason.get(language)) " (" (days) @if clash.days.len() > 3 { ", …" } ")"
        @if let Some(series) = series { " " a href={ "/console/schedule/" (series) } { (word(language, "end-clash-see")) } }
    }
}

/// A step of a strategy, and whether somebody is left to be asked.
fn strategy(language: Language, catalogue: &Catalogue, step: &StepLeft) -> Markup {
    let StepLeft { need_type, location, alone, followed } = step;
    let name = catalogue.need_type(need_type).map_or(need_type.as_str(), |kind| kind.label.get(language));
    let query = location.as_ref().map(|location| format!("?location={location}")).unwrap_or_default();
    let key = match (alone, followed) {
        (_, true) => "end-step-followed",
        (true, false) => "end-step-alone",
        (false, false) => "end-step-skipped",
    };
    html! {
        a href={ "/console/needs/strategies/" (need_type) (query) } { (name) }
        @if let Some(location) = location { " (" (catalogue.place_name(location)) ")" }
        (format::colon(language)) (word(language, key))
    }
}
