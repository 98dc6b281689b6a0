//! `GET /console/survey/waves/{id}`: what came of a wave.

use std::collections::BTreeMap;

use domain::Language;
use domain::catalogue::Catalogue;
use domain::ids::WaveId;
use domain::questionnaire::{CONTACT_QUESTION, Questionnaire, Variant};
use domain::statistics::{Difference, Results};
use domain::wave::Audience;
use maud::{Markup, html};
use web::extract::Id;
use web::{Desk, Reply, format, ui};

use super::figures::{Before, Found, Sight, Told, WaveGroup, find};
use super::{agency_name, answered, lines, place_name, title};
use crate::alerts::moved;
use crate::console::{self, WAVES};
use crate::questionnaires::lead;
use crate::results::{AskedQuestion, card, question, signed, summary};
use crate::{word, word_with, words};

/// One wave. Reads: as its results by the API, what [`lines::before`] says, and for
/// the coordinator what [`moved`] says.
pub(super) async fn show(desk: Desk, Id(id): Id<WaveId>) -> Reply {
    let found = find(&desk, &id).await?;
    let (language, wave, catalogue) = (desk.language(), &found.wave.value, found.catalogue.as_ref());
    let word = |key: &str| word(language, key);
    let before = found.before.as_ref().map(|before| &before.wave);
    let alerts =
        if desk.staff.is_coordinator() { moved(&desk, catalogue, &id, before).await? } else { Markup::default() };
    let told = &found.told;
    let earlier = lines::before(&desk, catalogue, wave).await?;
    let mut line: Vec<lines::Counted<'_>> = earlier.iter().map(|(wave, told)| (wave, &told.results)).collect();
    line.push((wave, &told.results));
    let path = format!("/console/survey/waves/{id}/questions");
    let asking = Asking { language, catalogue, questionnaire: wave.questionnaire(catalogue), variant: &wave.variant };
    let none = BTreeMap::new();
    let changes = found.before.as_ref().map_or(&none, |before| &before.changes);
    let body = html! {
        div class="stack" {
            (ui::figures(&summary(language, &told.results, asking.questionnaire)))
            (asked(language, &found))
            @if let Some(before) = &found.before { (since(language, before)) }
            (alerts)
            (lines::card(language, catalogue, &line))
            (groups(language, catalogue, told))
            (answered::card(language, catalogue, wave.audience(), told))
            (surveys(language, catalogue, &found))
            (answers(asking, &told.results, Some(&path), changes))
        }
    };
    let lead = lead(&desk, catalogue, (wave.opens, wave.closes), (wave.created_at, &wave.variant));
    let action = html! {
        (files(&format!("/v1/waves/{id}/results"), &format!("?lang={}", language.tag())))
        @if desk.staff.is_coordinator() { " " (ui::link_button(&word("wave-edit"), &format!("/console/survey/waves/{id}/edit"))) }
    };
    let can_be = [("planned", "wave-done-planned"), ("changed", "wave-done-changed")];
    let page = console::page(&desk, &title(language, catalogue, wave), lead, WAVES).await?;
    Ok(page.notice(desk.visit.notice(word, &can_be)).action(action).render(body))
}

/// The same as files.
pub(super) fn files(path: &str, query: &str) -> Markup {
    html! {
        (ui::link_button_secondary("CSV", &format!("{path}.csv{query}"))) " "
        (ui::link_button_secondary("XLSX", &format!("{path}.xlsx{query}")))
    }
}

/// Who is asked, how far that is, and which answers are counted here.
fn asked(language: Language, found: &Found) -> Markup {
    let progress = found.progress.clone().unwrap_or_default();
    let words = match found.wave.value.audience() {
        Audience::Visitors => word(language, "wave-asks-visitors"),
        _ if found.progress.is_none() => word(language, "wave-asks-members"),
        _ => {
            let args = [("seen", progress.seen.into()), ("invited", progress.invited.into())];
            word_with(language, if progress.done { "wave-asked" } else { "wave-asking" }, &args)
        }
    };
    let sight = match found.told.sight {
        Sight::Live => "show-live",
        Sight::Steps => "wave-steps",
        Sight::Closed => "wave-told",
    };
    html! { p class="soft" { (words) } p class="soft" { (word(language, sight)) } }
}

/// What changed since the wave before, and whether that is sure.
fn since(language: Language, before: &Before) -> Markup {
    let path = format!("/console/survey/waves/{}", before.wave);
    let words = match (before.csat, before.change) {
        (Some(csat), Some(change)) => {
            let points = |share: f64| format::number(language, share * 100.0, 0);
            let args = [
                ("before", format::percent(language, csat.value).into()),
                ("change", points(change.value).into()),
                ("low", points(change.low).into()),
                ("high", points(change.high).into()),
            ];
            word_with(language, if change.is_sure() { "wave-since-sure" } else { "wave-since-unsure" }, &args)
        }
        _ => word(language, "wave-since-few"),
    };
    html! { p { (words) " " a href=(path) { (word(language, "wave-before")) } } }
}

/// Agencies side by side, and places: how many answered, how many are satisfied,
/// with the interval drawn.
pub(super) fn groups(language: Language, catalogue: &Catalogue, told: &Told) -> Markup {
    html! {
        (side_by_side(language, ("wave-by-agency", "wave-by-agency-none"), &told.by_agency, |id| agency_name(catalogue, id)))
        (side_by_side(language, ("wave-by-place", "wave-by-place-none"), &told.by_location, |id| place_name(catalogue, id)))
    }
}

fn side_by_side(
    language: Language,
    (title, none): (&str, &str),
    groups: &[WaveGroup],
    name: impl Fn(&str) -> String,
) -> Markup {
    let word = |key: &str| word(language, key);
    let columns = ["wave-group", "wave-satisfied", "wave-interval", "wave-answers"];
    let mut table = ui::Table::named(word, title, &columns);
    for group in groups.iter().map(|one| &one.group) {
        let n = group.n.map_or_else(|| word("wave-hidden"), |n| n.to_string());
        let share = group.csat.map(|csat| format::percent(language, csat.value));
        table = table.row(vec![
            html! { strong { (name(&group.id)) } },
            html! { (share.unwrap_or_else(|| "–".to_owned())) },
            html! { @if let Some(csat) = &group.csat { (ui::interval(language, csat)) } },
            html! { (n) },
        ]);
    }
    let inside = html! {
        @if table.is_empty() { p class="soft" { (word(none)) } } @else { (table.show()) }
        @if groups.iter().any(|one| one.group.suppressed) { p class="soft small" { (word("wave-hidden-why")) } }
    };
    ui::card(&word(title), inside)
}

/// The way to each survey of the wave: what people wrote and who asked to be
/// contacted stands there.
fn surveys(language: Language, catalogue: &Catalogue, found: &Found) -> Markup {
    let mut parts: Vec<(String, String)> = found
        .told
        .surveys
        .iter()
        .map(|survey| (words::target(language, catalogue, &survey.target), format!("/console/survey/{}", survey.id)))
        .collect();
    parts.sort();
    html! {
        @if !parts.is_empty() {
            (ui::card(&word(language, "wave-parts"), html! {
                p class="soft" { (word(language, "wave-parts-what")) }
                ul { @for (about, path) in &parts { li { a href=(path) { (about) } } } }
            }))
        }
    }
}

/// What was asked, with what puts answers into words.
#[derive(Clone, Copy)]
pub(super) struct Asking<'a> {
    pub(super) language: Language,
    pub(super) catalogue: &'a Catalogue,
    pub(super) questionnaire: &'a Questionnaire,
    pub(super) variant: &'a Variant,
}

/// Each question that the person sees answers to, without the wish to be contacted,
/// which no answer keeps; with what changed, and the way to the same of each agency and
/// place at `path`.
pub(super) fn answers(
    Asking { language, catalogue, questionnaire, variant }: Asking<'_>,
    results: &Results,
    path: Option<&str>,
    changes: &BTreeMap<String, Difference>,
) -> Markup {
    let each = html! {
        @for asked in questionnaire.questions_of(variant).into_iter().filter(|asked| asked.id != CONTACT_QUESTION) {
            @if let (Some(scale), Some(found)) = (questionnaire.scale_of(asked), results.questions.get(&asked.id)) {
                @if found.n != Some(0) {
                    @let path = path.filter(|_| found.distribution.is_some()).map(|path| format!("{path}/{}", asked.id));
                    @let change = changes.get(&asked.id).map(|change| changed(language, change, found.nps.is_some()));
                    @let asked = AskedQuestion { language, catalogue, question: asked, scale };
                    (question(asked, found, &change.unwrap_or_default(), path.as_deref()))
                }
            }
        }
    };
    card(language, results, &each)
}

/// What changed in a question since the wave before: points of a hundred.
fn changed(language: Language, change: &Difference, is_net: bool) -> Markup {
    let points = |value: f64| signed(language, if is_net { value } else { value * 100.0 });
    let args = [
        ("change", points(change.value).into()),
        ("low", points(change.low).into()),
        ("high", points(change.high).into()),
    ];
    let key = if change.is_sure() { "result-change-sure" } else { "result-change-unsure" };
    html! { p class="soft small" { (word_with(language, key, &args)) } }
}
