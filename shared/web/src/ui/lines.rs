//! A figure over time, as a line with the interval of each moment behind it.
//! Widths are shares of the room there is and heights are pixels, so that words
//! keep their size on a phone. The same stands beside it as a table.

use domain::Language;
use domain::statistics::Share;
use maud::{Markup, html};

use crate::LOCALES;
use crate::format;
use crate::i18n::t;

const HEIGHT: f64 = 224.0;
const TOP: f64 = 26.0;
const BOTTOM: f64 = 160.0;
/// Where the first and the last moment stand, in percent of the width.
const FIRST: f64 = 20.0;
const LAST: f64 = 91.0;
/// Two lines of words need so many pixels.
const APART: f64 = 17.0;

/// A figure as it was at one moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The figure.
    pub value: f64,
    /// Its bounds, where it has any.
    pub bounds: Option<(f64, f64)>,
    /// What stands at its dot.
    pub words: String,
}

impl Reading {
    /// A share with its interval, in percent.
    pub fn of_share(language: Language, share: &Share) -> Self {
        Self {
            value: share.value,
            bounds: Some((share.low, share.high)),
            words: format::percent(language, share.value),
        }
    }
}

/// The line.
#[derive(Debug, Clone)]
pub struct LineChart {
    name: String,
    from: f64,
    to: f64,
    ticks: Vec<(f64, String)>,
    aim: Option<(f64, String)>,
    points: Vec<(String, String, Option<Reading>)>,
}

impl LineChart {
    /// A line called `name`, on an axis between two figures.
    pub fn new(name: &str, from: f64, to: f64) -> Self {
        Self { name: name.to_owned(), from, to, ticks: Vec::new(), aim: None, points: Vec::new() }
    }

    /// A line of shares, from the tenth below the lowest that is drawn up to all:
    /// a line in the lower half would tell little.
    pub fn of_shares(language: Language, name: &str, lowest: f64) -> Self {
        let from = ((lowest * 10.0).floor() / 10.0).clamp(0.0, 0.8);
        let tenths = (0..=10).rev().map(|tenth| f64::from(tenth) / 10.0).filter(|share| *share >= from - 1e-9);
        let every = if from < 0.45 { 2 } else { 1 };
        let across = tenths.step_by(every);
        across.fold(Self::new(name, from, 1.0), |chart, share| chart.tick(share, format::percent(language, share)))
    }

    /// A quiet line across, with its figure in words.
    pub fn tick(mut self, at: f64, words: String) -> Self {
        self.ticks.push((at, words));
        self
    }

    /// What is aimed at.
    pub fn aim(self, at: f64, words: String) -> Self {
        Self { aim: Some((at, words)), ..self }
    }

    /// The next moment, in one line or two; without a figure where it may not be
    /// shown. The line is broken there.
    pub fn point(mut self, moment: (String, String), reading: Option<Reading>) -> Self {
        self.points.push((moment.0, moment.1, reading));
        self
    }

    fn x(&self, at: usize) -> f64 {
        match self.points.len() {
            0 | 1 => f64::midpoint(FIRST, LAST),
            many => FIRST + (LAST - FIRST) / (many - 1) as f64 * at as f64,
        }
    }

    fn height(&self, value: f64) -> f64 {
        let share = ((value - self.from) / (self.to - self.from)).clamp(0.0, 1.0);
        BOTTOM - share * (BOTTOM - TOP)
    }

    fn y(&self, value: f64) -> String {
        format!("{:.1}", self.height(value))
    }

    /// Whether the words of a line across would meet those of the aim.
    fn meets_aim(&self, tick: f64) -> bool {
        self.aim.as_ref().is_some_and(|(aim, _)| (self.height(*aim) - self.height(tick)).abs() < APART)
    }

    /// All of it in words, for whoever does not see it.
    fn told(&self, hidden: &str) -> String {
        let moment = |(one, two, reading): &(String, String, Option<Reading>)| {
            let words = reading.as_ref().map_or(hidden, |reading| reading.words.as_str());
            format!("{}: {words}", format!("{one} {two}").trim())
        };
        let told: Vec<String> = self.points.iter().map(moment).collect();
        format!("{}. {}", self.name, told.join("; "))
    }

    /// The markup; nothing where no moment has a figure.
    pub fn show(&self, language: Language) -> Markup {
        let hidden = t(&LOCALES, language, "chart-hidden");
        let percent = |at: f64| format!("{at:.2}%");
        let shown: Vec<(usize, &Reading)> =
            self.points.iter().enumerate().filter_map(|(at, point)| Some((at, point.2.as_ref()?))).collect();
        html! {
            @if !shown.is_empty() {
                svg class="line-chart" role="img" width="100%" height=(HEIGHT) aria-label=(self.told(&hidden)) {
                    @for (at, words) in &self.ticks {
                        line class="axis" x1="0" x2="100%" y1=(self.y(*at)) y2=(self.y(*at)) {}
                        @if !self.meets_aim(*at) { text class="tick" x="0" y=(self.y(*at)) dy="-4" { (words) } }
                    }
                    @if let Some((at, words)) = &self.aim {
                        line class="aim" x1="0" x2="100%" y1=(self.y(*at)) y2=(self.y(*at)) {}
                        text class="aim-words" x="0" y=(self.y(*at)) dy="-4" { (words) }
                    }
                    @for (at, (one, two, reading)) in self.points.iter().enumerate() {
                        text class="tick" x=(percent(self.x(at))) y=(BOTTOM + 24.0) text-anchor="middle" { (one) }
                        @if !two.is_empty() {
                            text class="tick" x=(percent(self.x(at))) y=(BOTTOM + 42.0) text-anchor="middle" { (two) }
                        }
                        @if reading.is_none() {
                            text class="tick hides" x=(percent(self.x(at))) y=(BOTTOM + 58.0) text-anchor="middle" { (hidden) }
                        }
                    }
                    @for (at, reading) in &shown {
                        @if let Some((low, high)) = reading.bounds {
                            line class="range" x1=(percent(self.x(*at))) x2=(percent(self.x(*at))) y1=(self.y(low)) y2=(self.y(high)) {}
                        }
                    }
                    @for pair in shown.windows(2) {
                        @if pair[0].0 + 1 == pair[1].0 {
                            line class="run" x1=(percent(self.x(pair[0].0))) y1=(self.y(pair[0].1.value))
                                x2=(percent(self.x(pair[1].0))) y2=(self.y(pair[1].1.value)) {}
                        }
                    }
                    @for (at, reading) in &shown {
                        circle cx=(percent(self.x(*at))) cy=(self.y(reading.value)) r="5" {}
                        text class="value" x=(percent(self.x(*at))) y=(self.y(reading.value)) dy="-10" text-anchor="middle" { (reading.words) }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(value: f64) -> Reading {
        Reading { value, bounds: Some((value - 0.1, value + 0.1)), words: format!("{:.0} %", value * 100.0) }
    }

    #[test]
    fn a_moment_without_a_figure_breaks_the_line_and_is_told_as_hidden() {
        let day = |text: &str| (text.to_owned(), "2026".to_owned());
        let chart = LineChart::new("Satisfied", 0.0, 1.0)
            .point(day("1 Jan"), Some(reading(0.5)))
            .point(day("1 Apr"), Some(reading(0.6)))
            .point(day("1 Jul"), None)
            .point(day("1 Oct"), Some(reading(0.7)));
        let drawn = chart.show(Language::En).into_string();
        assert!(
            drawn.contains("Satisfied. 1 Jan 2026: 50 %; 1 Apr 2026: 60 %; 1 Jul 2026: hidden; 1 Oct 2026: 70 %"),
            "{drawn}"
        );
        assert_eq!(drawn.matches("class=\"run\"").count(), 1, "only between neighbours that are shown");
        assert_eq!((drawn.matches("<circle").count(), drawn.matches("class=\"range\"").count()), (3, 3));
    }

    #[test]
    fn of_nothing_that_is_shown_nothing_is_drawn() {
        let chart = LineChart::new("Satisfied", 0.0, 1.0).point(("1 Jan".to_owned(), String::new()), None);
        assert_eq!(chart.show(Language::Fr).into_string(), "");
    }
}
