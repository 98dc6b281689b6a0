//! What stands below the week's grid: what clashes, who is missing where, what is not
//! as usual.

use domain::Language;
use domain::catalogue::Catalogue;
use domain::local_time;
use domain::rota::{Aim, Clash, Covered, Gap};
use domain::sessions::SessionStatus;
use domain::working_rules::Cadence;
use maud::{Markup, html};
use web::{format, ui};

use crate::console::agency_name;
use crate::rota::api::{aim_code, gap_code};
use crate::sessions::{Occurrence, exception_of, is_changed};
use crate::{word, word_with};

/// Days that are named before the rest is counted.
const NAMED: usize = 3;

const AIMS: [Aim; 4] =
    [Aim::Visit(Cadence::Weekly), Aim::Visit(Cadence::Fortnightly), Aim::Visit(Cadence::Monthly), Aim::Quarterly];

/// What clashes in a week or in a series' sessions to come, under a title; nothing
/// where all is well.
pub(crate) fn warnings(language: Language, title: &str, clashes: &[Clash]) -> Markup {
    html! {
        @if !clashes.is_empty() {
            section class="card" id="clashes" {
                h2 { (word(language, title)) }
                ul class="clashes" {
                    @for clash in clashes {
                        li { (mark(language, clash)) " " (clash.reason.get(language)) " " span class="soft" { (days(language, clash)) } }
                    }
                }
            }
        }
    }
}

/// Whether it can take place or should be looked at: an icon and a word.
fn mark(language: Language, clash: &Clash) -> Markup {
    if clash.is_hard() {
        ui::badge(ui::Tone::Red, ui::Icon::Cross, &word(language, "clash-hard"))
    } else {
        ui::badge(ui::Tone::Amber, ui::Icon::Alert, &word(language, "clash-soft"))
    }
}

fn days(language: Language, clash: &Clash) -> String {
    let named: Vec<String> = clash.days.iter().take(NAMED).map(|day| format::day_short(language, *day)).collect();
    let named = named.join(", ");
    match clash.days.len().saturating_sub(NAMED) {
        0 => named,
        more => word_with(language, "clash-days-more", &[("days", named.into()), ("n", more.into())]),
    }
}

/// Who comes to which place: how many aims are met, then each gap with its reason and
/// the way to fill it.
pub(super) fn coverage(language: Language, catalogue: &Catalogue, coverage: &[Covered]) -> Markup {
    html! {
        section class="card" id="coverage" {
            h2 { (word(language, "coverage-title")) }
            (ui::figures(&AIMS.into_iter().filter_map(|aim| figure(language, coverage, aim)).collect::<Vec<_>>()))
            @for aim in AIMS { (gaps(language, catalogue, coverage, aim)) }
        }
    }
}

/// How many places an aim is met at, out of those that have it.
fn figure(language: Language, coverage: &[Covered], aim: Aim) -> Option<Markup> {
    let of: Vec<bool> = coverage
        .iter()
        .flat_map(|one| &one.aims)
        .filter(|(own, _)| *own == aim)
        .map(|(_, gap)| gap.is_none())
        .collect();
    let met = of.iter().filter(|met| **met).count();
    let value = word_with(language, "coverage-of", &[("met", met.into()), ("of", of.len().into())]);
    (!of.is_empty()).then(|| ui::figure(&value, &word(language, &format!("aim-{}", aim_code(aim))), None))
}

fn gaps(language: Language, catalogue: &Catalogue, coverage: &[Covered], aim: Aim) -> Markup {
    let missing: Vec<(&Covered, &Gap)> = coverage
        .iter()
        .flat_map(|one| one.gaps().filter(|(own, _)| *own == aim).map(move |(_, gap)| (one, gap)))
        .collect();
    let title = word(language, &format!("gaps-{}", aim_code(aim)));
    html! {
        @if !missing.is_empty() {
            h3 { (title) }
            ul {
                @for (covered, gap) in missing {
                    @let name = catalogue.place_name(&covered.location);
                    li {
                        (name) " · " span class="soft" { (reason(language, gap)) } " · "
                        a href={ "/console/schedule/new?location=" (covered.location) } {
                            (word(language, "gaps-fill")) span class="hidden" { (format::colon(language)) (name) }
                        }
                    }
                }
            }
        }
    }
}

/// Why an aim is not met.
pub(super) fn reason(language: Language, gap: &Gap) -> String {
    match gap {
        Gap::Cancelled(reason) => {
            word_with(language, "gap-cancelled", &[("reason", reason.get(language).to_owned().into())])
        }
        other => word(language, &format!("gap-{}", gap_code(other).replace('_', "-"))),
    }
}

/// What is not as usual in a week: sessions that do not take place or were moved, each
/// with its reason; nothing where all is as usual.
pub(super) fn changes(language: Language, catalogue: &Catalogue, sessions: &[Occurrence<'_>]) -> Markup {
    let changed: Vec<&Occurrence<'_>> = sessions.iter().filter(|one| is_changed(one)).collect();
    html! {
        @if !changed.is_empty() {
            (ui::card(&word(language, "changes-title"), html! {
                ul class="agendas" {
                    @for one in changed { (changed_row(language, catalogue, one)) }
                }
            }))
        }
    }
}

fn changed_row(language: Language, catalogue: &Catalogue, one: &Occurrence<'_>) -> Markup {
    let (session, _) = one;
    let day = session.local_start.date();
    let end = local_time::to_local(session.end, session.timezone).time();
    let moved = exception_of(one).filter(|exception| exception.start.is_some());
    let (tone, icon, state) = match (session.status, moved) {
        (SessionStatus::Cancelled, _) => (ui::Tone::Plain, ui::Icon::Cross, word(language, "change-cancelled")),
        (SessionStatus::Scheduled, Some(moved)) => {
            let day = format::day_short(language, moved.date);
            (ui::Tone::Sky, ui::Icon::Arrow, word_with(language, "change-moved", &[("day", day.into())]))
        }
        (SessionStatus::Scheduled, None) => (ui::Tone::Sky, ui::Icon::Clock, word(language, "change-length")),
    };
    ui::agenda_row(
        language,
        session.local_start,
        end,
        html! {
            p {
                strong { (agency_name(catalogue, &session.agency, day)) } " · " (catalogue.place_name(&session.location)) " "
                (ui::badge(tone, icon, &state))
            }
            @if let Some(reason) = &session.reason { p class="soft" { (reason.get(language)) } }
        },
    )
}
