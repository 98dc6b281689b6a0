//! `GET /console/survey/waves/{id}/questions/{question}`: one question of a wave,
//! of all, of each agency and of each place, as bars under each other.

use axum::extract::Path;
use domain::Language;
use domain::ids::WaveId;
use domain::questionnaire::ScaleKind;
use domain::statistics::QuestionResults;
use maud::{Markup, html};
use web::{Desk, Problem, Reply, format, ui};

use super::figures::{WaveGroup, find};
use super::lines::{net_in_words, or_hidden, share_in_words};
use super::{agency_name, place_name, title};
use crate::console::{self, WAVES, days};
use crate::results::{AskedQuestion, question};
use crate::word;

/// One question. Reads: as the wave's results by the API.
pub(super) async fn show(desk: Desk, Path((id, of)): Path<(String, String)>) -> Reply {
    let id = WaveId::parse(&id).map_err(|_| Problem::not_found())?;
    let found = find(&desk, &id).await?;
    let (language, wave, catalogue) = (desk.language(), &found.wave.value, found.catalogue.as_ref());
    let questionnaire = wave.questionnaire(catalogue);
    let asked = questionnaire.questions_of(&wave.variant).into_iter().find(|question| question.id == of);
    let asked = asked.and_then(|question| {
        Some(AskedQuestion { language, catalogue, question, scale: questionnaire.scale_of(question)? })
    });
    let told = &found.told;
    let (Some(asked), Some(whole)) = (asked, told.results.questions.get(&of)) else { return Err(Problem::not_found()) };
    if whole.distribution.is_none() {
        return Err(Problem::not_found());
    }
    let agencies = sides(&told.by_agency, &of, |id| agency_name(catalogue, id));
    let places = sides(&told.by_location, &of, |id| place_name(catalogue, id));
    let body = html! {
        div class="stack" {
            (ui::card(&word(language, "wave-question-all"), question(asked, whole, &Markup::default(), None)))
            (card(asked, ("wave-by-agency", "wave-by-agency-none"), &agencies))
            (card(asked, ("wave-by-place", "wave-by-place-none"), &places))
        }
        (ui::textures())
    };
    let lead = days(language, (wave.opens, wave.closes));
    let page = console::page(&desk, asked.question.text.get(language), lead, WAVES).await?;
    Ok(page.crumb(&title(language, catalogue, wave), &format!("/console/survey/waves/{id}")).render(body))
}

/// Each group by name, with what the question comes to there.
fn sides<'a>(
    groups: &'a [WaveGroup],
    of: &str,
    name: impl Fn(&str) -> String,
) -> Vec<(String, Option<&'a QuestionResults>)> {
    groups.iter().map(|one| (name(&one.group.id), one.questions.get(of))).collect()
}

fn card(asked: AskedQuestion<'_>, (title, none): (&str, &str), sides: &[(String, Option<&QuestionResults>)]) -> Markup {
    let word = |key: &str| word(asked.language, key);
    let columns = ["wave-group", "wave-spread", "wave-figure", "wave-answers"];
    let mut table = ui::Table::named(word, title, &columns);
    let is_hidden = |found: Option<&QuestionResults>| found.is_none_or(|found| found.suppressed);
    for (name, found) in sides {
        let n = found.and_then(|found| found.n).map_or_else(|| word("wave-hidden"), |n| n.to_string());
        table = table.row(vec![
            html! { strong { (name) } },
            found.map_or_else(|| html! { "–" }, |found| spread(asked, name, found)),
            html! { (found.map_or_else(|| word("wave-hidden"), |found| figure(asked.language, found))) },
            html! { (n) },
        ]);
    }
    let named = sides.iter().find_map(|(_, found)| parts(asked, (*found)?));
    let names: Vec<String> = named.into_iter().flatten().map(|(name, _)| name).collect();
    let inside = html! {
        @if table.is_empty() {
            p class="soft" { (word(none)) }
        } @else {
            @if !names.is_empty() { (ui::key(&names)) }
            div class="with-bars" { (table.show()) }
        }
        @if sides.iter().any(|(_, found)| is_hidden(*found)) { p class="soft small" { (word("wave-hidden-why")) } }
    };
    ui::card(&word(title), inside)
}

/// A bar of its parts; where they are no parts of a whole, in words.
fn spread(asked: AskedQuestion<'_>, name: &str, found: &QuestionResults) -> Markup {
    let shares = found.distribution.as_ref().and_then(Option::as_ref);
    match (parts(asked, found), shares) {
        (Some(parts), _) => ui::stacked_bar(asked.language, name, &parts),
        (None, Some(shares)) => html! { (asked.chosen(shares)) },
        (None, None) => html! { "–" },
    }
}

/// The parts of its bar, the same in each group; none where they are hidden, or
/// no parts of a whole.
fn parts(asked: AskedQuestion<'_>, found: &QuestionResults) -> Option<Vec<(String, f64)>> {
    let shares = found.distribution.as_ref()?.as_ref()?;
    if matches!(asked.scale, ScaleKind::SingleAgency) {
        return None;
    }
    asked.parts_of(shares)
}

/// The one figure that is made of the question, else its mean.
fn figure(language: Language, found: &QuestionResults) -> String {
    let share = found.csat.flatten().or(found.followup_csat.flatten()).or(found.followup_wait.flatten());
    let mean = found.mean.flatten().or(found.awareness.flatten().map(|mean| mean.value));
    let words = share
        .map(|share| share_in_words(language, &share))
        .or_else(|| found.nps.flatten().map(|net| net_in_words(language, &net)))
        .or_else(|| mean.map(|mean| format::number(language, mean, 1)));
    or_hidden(language, Some(found), words)
}
