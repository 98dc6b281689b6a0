//! Waves of the same questions one after another: as lines with their intervals, and
//! as a table.

use domain::Language;
use domain::catalogue::Catalogue;
use domain::questionnaire::ScaleKind;
use domain::statistics::{Net, QuestionResults, Results, Share, Single};
use domain::wave::Wave;
use futures::future::try_join_all;
use maud::{Markup, html};
use web::ui::{self, LineChart, Reading};
use web::{Desk, Problem, format};

use super::figures::{Told, told};
use super::places;
use crate::console::days;
use crate::results::signed;
use crate::{word, word_with};

/// Waves on the line of a wave's page, that one included.
const ON_A_LINE: usize = 5;

/// Waves with their figures, in the order given. For each a query, and a get for
/// 25 surveys.
pub(super) async fn read(desk: &Desk, catalogue: &Catalogue, waves: Vec<Wave>) -> Result<Vec<(Wave, Told)>, Problem> {
    let each = waves.into_iter().map(|wave| async move {
        let (told, _) = told(desk, &wave, catalogue).await?;
        Ok::<_, Problem>((wave, told))
    });
    try_join_all(each).await
}

/// The waves of the same questions that opened last before one, the oldest
/// first, with their figures. One query, and what [`read`] says.
pub(super) async fn before(desk: &Desk, catalogue: &Catalogue, wave: &Wave) -> Result<Vec<(Wave, Told)>, Problem> {
    let mut waves = desk.store().waves().all().await?;
    waves.retain(|one| one.variant == wave.variant && one.opens < wave.opens);
    waves.sort_by_key(|one| (one.opens, one.id.clone()));
    let first = waves.len().saturating_sub(ON_A_LINE - 1);
    read(desk, catalogue, waves.split_off(first)).await
}

/// The questions that the three figures of a wave are made of, where it asks them.
#[derive(Clone, Copy)]
pub(super) struct Headline<'a> {
    /// About satisfaction.
    pub(super) csat: Option<&'a QuestionResults>,
    /// Whether people recommend it.
    pub(super) nps: Option<&'a QuestionResults>,
    /// About effort.
    pub(super) ces: Option<&'a QuestionResults>,
}

impl Headline<'_> {
    /// How many are satisfied.
    pub(super) fn share(self) -> Option<Share> {
        self.csat.and_then(|found| found.csat.flatten())
    }

    /// The net promoter score.
    pub(super) fn net(self) -> Option<Net> {
        self.nps.and_then(|found| found.nps.flatten())
    }

    /// The mean of effort.
    pub(super) fn effort(self) -> Option<Single> {
        self.ces.and_then(|found| found.ces.flatten())
    }
}

/// The figures that waves are compared by.
pub(super) fn headline(results: &Results) -> Headline<'_> {
    let questions = || results.questions.values();
    Headline {
        csat: questions().find(|found| found.csat.is_some()),
        nps: questions().find(|found| found.nps.is_some()),
        ces: questions().find(|found| found.ces.is_some()),
    }
}

/// A wave and its figures.
pub(super) type Counted<'a> = (&'a Wave, &'a Results);

/// The card; nothing where there is but one wave.
pub(super) fn card(language: Language, catalogue: &Catalogue, waves: &[Counted<'_>]) -> Markup {
    if waves.len() < 2 {
        return Markup::default();
    }
    let word = |key: &str| word(language, key);
    let charts = [("wave-satisfied", satisfied(language, waves)), ("wave-nps", recommending(language, waves))];
    let effort = ("wave-effort", effort(language, catalogue, waves));
    let inside = html! {
        p class="soft" { (word("wave-line-what")) }
        div class="lines" {
            @for (name, chart) in charts.into_iter().chain([effort]) {
                @if !chart.0.is_empty() { div { h3 { (word(name)) } (chart) } }
            }
        }
        (table(language, catalogue, waves))
    };
    ui::card(&word("wave-line"), inside)
}

/// `1 oct.` over `2026`.
fn moment(language: Language, wave: &Wave) -> (String, String) {
    let date = format::date(language, wave.opens);
    date.rsplit_once('\u{a0}')
        .map_or_else(|| (date.clone(), String::new()), |(day, year)| (day.to_owned(), year.to_owned()))
}

/// The chart with a point for each wave, where it has the figure.
fn drawn(
    language: Language,
    chart: LineChart,
    waves: &[Counted<'_>],
    reading: impl Fn(Headline<'_>) -> Option<Reading>,
) -> Markup {
    let add = |chart: LineChart, (wave, results): &Counted<'_>| {
        chart.point(moment(language, wave), reading(headline(results)))
    };
    waves.iter().fold(chart, add).show(language)
}

fn satisfied(language: Language, waves: &[Counted<'_>]) -> Markup {
    let share = |results: &Results| headline(results).share();
    let aim = waves.last().map(|(wave, _)| wave.aim());
    let lowest = waves.iter().filter_map(|(_, results)| share(results)).map(|share| share.low).chain(aim);
    let mut chart = LineChart::of_shares(language, &word(language, "wave-satisfied"), lowest.fold(1.0, f64::min));
    if let Some(aim) = aim {
        let words = word_with(language, "wave-line-aim", &[("aim", format::percent(language, aim).into())]);
        chart = chart.aim(aim, words);
    }
    drawn(language, chart, waves, |of| of.share().map(|share| Reading::of_share(language, &share)))
}

fn recommending(language: Language, waves: &[Counted<'_>]) -> Markup {
    /// Points between two lines across.
    const STEP: f64 = 50.0;
    let lows = waves.iter().filter_map(|(_, results)| headline(results).net()).map(|net| net.low);
    let lowest = lows.fold(0.0, f64::min);
    let from = (lowest / STEP).floor() * STEP;
    let ticks = [100.0, 50.0, 0.0, -50.0, -100.0].into_iter().filter(|tick| *tick >= from);
    let chart = LineChart::new(&word(language, "wave-nps"), from, 100.0);
    let chart = ticks.fold(chart, |chart, tick| chart.tick(tick, signed(language, tick)));
    let reading =
        |net: Net| Reading { value: net.value, bounds: Some((net.low, net.high)), words: signed(language, net.value) };
    drawn(language, chart, waves, |of| of.net().map(reading))
}

fn effort(language: Language, catalogue: &Catalogue, waves: &[Counted<'_>]) -> Markup {
    let questionnaire = catalogue.ever_asked();
    let asked = questionnaire.questions.iter().find(|question| question.metric.as_deref() == Some("ces"));
    let Some(ScaleKind::Ordinal(steps)) = asked.and_then(|asked| questionnaire.scale_of(asked)) else {
        return Markup::default();
    };
    let values = || steps.iter().map(|step| step.v);
    let (from, to) = (values().min().unwrap_or_default(), values().max().unwrap_or_default());
    let chart = LineChart::new(&word(language, "wave-effort"), from as f64, to as f64);
    let chart = (from..=to).fold(chart, |chart, step| chart.tick(step as f64, step.to_string()));
    let reading = |value: f64| Reading { value, bounds: None, words: format::number(language, value, 1) };
    drawn(language, chart, waves, |of| of.effort().map(|mean| reading(mean.value)))
}

fn table(language: Language, catalogue: &Catalogue, waves: &[Counted<'_>]) -> Markup {
    let columns = ["wave-one", "wave-where", "wave-answers", "wave-satisfied", "wave-nps", "wave-effort"];
    let mut table = ui::Table::named(|key| word(language, key), "wave-line", &columns);
    for (wave, results) in waves.iter().rev() {
        let of = headline(results);
        let csat = of.share().map(|share| share_in_words(language, &share));
        let nps = of.net().map(|net| net_in_words(language, &net));
        let ces = of.effort().map(|mean| format::number(language, mean.value, 1));
        table = table.row(vec![
            html! { a href=(format!("/console/survey/waves/{}", wave.id)) { (days(language, (wave.opens, wave.closes))) } },
            html! { (places(language, catalogue, wave)) },
            html! { (results.n) },
            html! { (or_hidden(language, of.csat, csat)) },
            html! { (or_hidden(language, of.nps, nps)) },
            html! { (or_hidden(language, of.ces, ces)) },
        ]);
    }
    table.show()
}

/// A figure, or that it is hidden, or that there is none.
pub(super) fn or_hidden(language: Language, found: Option<&QuestionResults>, words: Option<String>) -> String {
    match (found, words) {
        (_, Some(words)) => words,
        (Some(found), None) if found.suppressed => word(language, "wave-hidden"),
        _ => "–".to_owned(),
    }
}

/// `71 % (52 % – 84 %)`.
pub(super) fn share_in_words(language: Language, share: &Share) -> String {
    let [value, low, high] = [share.value, share.low, share.high].map(|share| format::percent(language, share));
    format!("{value} ({low} – {high})")
}

/// `+32 (−4 – +61)`.
pub(super) fn net_in_words(language: Language, net: &Net) -> String {
    let [value, low, high] = [net.value, net.low, net.high].map(|net| signed(language, net));
    format!("{value} ({low} – {high})")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_year_of_a_wave_stands_under_its_day() {
        let wave = json!({"id": "w", "variant": "after_visit", "opens": "2026-10-01", "closes": "2026-12-31",
            "created_at": "2026-09-01T00:00:00Z"});
        let wave: Wave = serde_json::from_value(wave).unwrap();
        assert_eq!(moment(Language::En, &wave), ("1\u{a0}Oct".to_owned(), "2026".to_owned()));
    }
}
